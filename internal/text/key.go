package text

// Key names one sentence of the catalogue. Every key has a constant generated from the catalogue, so a misspelt one does not compile.
type Key string
