package casework

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Opened is a case as a page shows it: what it is, what happened, and what the rules say today.
type Opened struct {
	Case     store.CaseFile
	Person   store.Person
	Facts    []store.RecordedFact  // by day, voided ones and voids too
	Papers   []store.PaperHead     // issued, voided ones too, the oldest first
	Rules    rehab.Rules           // by which Track was computed
	Versions []store.PolicyVersion // behind Rules, with their names
	Track    rehab.Track
	Today    date.Date
}

// Fact returns the fact with the id; false when the case has none.
func (o *Opened) Fact(id string) (store.RecordedFact, bool) {
	for _, f := range o.Facts {
		if f.ID == id {
			return f, true
		}
	}
	return store.RecordedFact{}, false
}

// Voided returns the void of each voided fact, by the fact's id.
func (o *Opened) Voided() map[string]store.RecordedFact {
	by := map[string]store.RecordedFact{}
	for _, f := range o.Facts {
		if v, ok := f.Body.(*rehab.Void); ok {
			by[v.Of] = f
		}
	}
	return by
}

// Open returns a case for the actor to look at, and writes into the audit log that it was looked at. A case the actor does not see is
// fault.NotFound.
func (w *Work) Open(ctx context.Context, actor access.Actor, id uuid.UUID) (Opened, error) {
	var o Opened
	err := w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		var err error
		if o, err = w.open(ctx, tx, id); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.CaseView, Case: id, Person: o.Case.PersonID})
	})
	return o, err
}

// open loads a case the actor sees, or fault.NotFound.
func (w *Work) open(ctx context.Context, tx *store.Tx, id uuid.UUID) (Opened, error) {
	c, err := tx.CaseWhole(ctx, id)
	if err != nil {
		return Opened{}, err
	}
	return w.opened(c), nil
}

// opened is what was loaded with what the rules say of it today.
func (w *Work) opened(c store.CaseWhole) Opened {
	o := Opened{Case: c.Case, Person: c.Person, Facts: c.Facts, Papers: c.Papers, Rules: c.Rules, Versions: c.Versions, Today: w.clock.Today()}
	o.Track = rehab.Compute(o.Rules, store.FileOf(o.Case, o.Facts), o.Today)
	return o
}
