package casework

import (
	"bytes"
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Entry is one fact that a form wants recorded.
type Entry struct {
	Key  uuid.UUID // the form's key: the same form sent twice is one fact
	Date date.Date // the fact's own day
	Body rehab.Body
}

// Change is what a form wants done to one case, all of it or nothing.
type Change struct {
	Case    uuid.UUID
	Action  access.Action // for the audit log and the check of who may
	Entries []Entry
}

// Recorded is what became of a change.
type Recorded struct {
	Track    rehab.Track // after the change
	Repeated bool        // the same form had been recorded before; nothing was written again
}

// Record does a change. Faults: not found (no such case for this actor, or not this actor's to act on), invalid (a field is wrong, a step is not
// allowed yet, a fact cannot be), conflict (the same key with other content).
func (w *Work) Record(ctx context.Context, actor access.Actor, c Change) (Recorded, error) {
	return w.change(ctx, actor, c.Case, func(*folder) (Change, error) { return c, nil })
}

// change does what make reads out of a case while the case is held.
func (w *Work) change(ctx context.Context, actor access.Actor, caseID uuid.UUID, make func(*folder) (Change, error)) (done Recorded, err error) {
	err = w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		c, err := make(f)
		if err != nil {
			return err
		}
		done.Repeated, err = f.apply(actor, c)
		done.Track = f.track
		if err != nil || done.Repeated {
			return err
		}
		return w.save(ctx, tx, c.Action, f)
	})
	return done, err
}

// apply checks the change and adds its facts to the folder; it reports true when all of them are on file already.
func (f *folder) apply(actor access.Actor, c Change) (repeated bool, err error) {
	if err := f.mayChange(actor, c); err != nil {
		return false, err
	}
	for _, e := range c.Entries {
		known, err := f.onFile(e)
		if err != nil {
			return false, err
		}
		if known {
			repeated = true
			continue
		}
		if err := f.add(actor, e); err != nil {
			return false, err
		}
	}
	return repeated && len(f.added) == 0, nil
}

// onFile reports whether the entry is on file already; the same key with other content is a conflict.
func (f *folder) onFile(e Entry) (bool, error) {
	for _, old := range f.onPaper().Facts {
		if old.ID != e.Key.String() {
			continue
		}
		before, err := store.ContentHash(old.Date, old.Body)
		if err != nil {
			return false, err
		}
		now, err := store.ContentHash(e.Date, e.Body)
		if err != nil {
			return false, err
		}
		if !bytes.Equal(before, now) {
			return false, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
		}
		return true, nil
	}
	return false, nil
}

// add puts one fact into the folder if the rules allow it on its own day and it can be at all.
func (f *folder) add(actor access.Actor, e Entry) error {
	if e.Date > f.clock.Today() {
		return fault.OnField("date", text.ValidFuture, "Today", f.clock.Today())
	}
	fact := rehab.Fact{ID: e.Key.String(), Date: e.Date, RecordedAt: f.clock.Now(), Body: e.Body}
	why, flaw := rehab.Objection(f.rules, f.onPaper(), fact, f.clock.Today())
	if why != "" {
		return f.notThen(e, why)
	}
	if flaw != "" {
		return fault.OnField(flawField(flaw), text.Key(string(text.FamilyProblem)+"."+string(flaw)))
	}
	f.added = append(f.added, store.Signed{Fact: fact, CaseID: f.file.ID, Account: actor.Account, Posting: actor.Posting})
	f.compute()
	return nil
}

// notThen says why a fact cannot be recorded; on its day when that is what stands against it, since today it could be.
func (f *folder) notThen(e Entry, why rehab.Reason) error {
	words, now := sentence(why, string(e.Body.Kind())), f.allowed(e.Body.Kind())
	switch {
	case e.Date < f.clock.Today() && now == nil:
		return fault.OnField("date", text.ValidNotThen, "Day", e.Date, "Why", words)
	case e.Date == f.clock.Today() && now != nil:
		return now
	}
	return fault.New(fault.Invalid, words)
}

// flawField is the field of a form that a flaw is about; mostly it is the day.
func flawField(flaw rehab.Flaw) string {
	switch flaw {
	case rehab.FlawLateWithoutReason, rehab.FlawContinueUnreasoned:
		return "reason"
	case rehab.FlawUnknownReference, rehab.FlawWrongReference, rehab.FlawResolutionEarly:
		return "of"
	case rehab.FlawNoSuchWindow:
		return "window"
	case rehab.FlawNoCustody:
		return "authority"
	}
	return "date"
}

// allowed refuses a fact of the kind that cannot be recorded today.
func (f *folder) allowed(k rehab.Kind) error {
	o := f.open()
	if b := o.BarTo(k); b != nil {
		return fault.New(fault.Invalid, b.Words)
	}
	return nil
}
