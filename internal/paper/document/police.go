package document

// policePapers are issued by the county's police bureau.
func policePapers() []Spec { return nil }
