package document

// villagePapers are issued by the village that answers for the person.
func villagePapers() []Spec { return nil }
