package casework

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// IsolationDue returns the police outcome that says isolation while the decision on it is due and not on file: it alone ends the case (DOMAIN §3).
func (o *Opened) IsolationDue() (outcome store.RecordedFact, due bool) {
	for d := range o.Track.Duties() {
		if d.Kind == rehab.DutyIsolation {
			return o.Fact(d.Of)
		}
	}
	return outcome, false
}
