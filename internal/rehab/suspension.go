package rehab

// Suspension (中止) begins with detention or arrest of any kind (条例 24, ruling 53); its date is the first day held.
type Suspension struct {
	Authority string `json:"authority,omitempty"`
	Reason    string `json:"reason,omitempty"`
	Number    string `json:"number,omitempty"`
}

// Kind returns "suspension".
func (*Suspension) Kind() Kind { return KindSuspension }

// Resumption (继续) ends a [Suspension]; its date is the day of release, which is executed (ruling 10).
type Resumption struct {
	Of     string `json:"of"`
	Number string `json:"number,omitempty"`
	Note   string `json:"note,omitempty"`
}

// Kind returns "resumption".
func (*Resumption) Kind() Kind { return KindResumption }

func (b *Resumption) reference() string { return b.Of }
