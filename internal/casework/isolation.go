package casework

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// IsolationDue returns the police outcome that says isolation while the decision on it is not on file: it alone ends the case (DOMAIN §3). False when
// there is none, or a newer outcome lets the case go on.
func (o *Opened) IsolationDue() (outcome store.RecordedFact, due bool) {
	if o.Track.Exit != nil {
		return outcome, false
	}
	voided := o.Voided()
	for _, f := range o.Facts {
		b, ok := f.Body.(*rehab.PoliceOutcome)
		if _, void := voided[f.ID]; ok && !void && f.Date <= o.Today {
			outcome, due = f, b.Outcome == rehab.ToIsolated
		}
	}
	return outcome, due
}
