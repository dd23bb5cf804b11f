package text

// Key names one sentence of the catalogue. Every key has a constant generated from the catalogue, so a misspelt one does not compile.
type Key string

// Family names a set of sentences looked up by a value of the program, such as a stage, a role or a kind of fact.
type Family string
