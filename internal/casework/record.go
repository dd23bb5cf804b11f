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
	var done Recorded
	err := w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		locked, err := tx.LockCase(ctx, c.Case)
		if err != nil {
			return err
		}
		f, err := w.loadFolder(ctx, tx, locked)
		if err != nil {
			return err
		}
		if done.Repeated, err = f.apply(actor, c); err != nil || done.Repeated {
			done.Track = f.track
			return err
		}
		done.Track = f.track
		return w.save(ctx, tx, c.Action, f)
	})
	return done, err
}

// folder is one case being changed: what is on file, what is added, and what the rules say of both.
type folder struct {
	file  store.CaseFile
	facts []store.RecordedFact
	added []store.Signed
	rules rehab.Rules
	track rehab.Track // as things stand with the added facts
	clock Clock
}

func (w *Work) loadFolder(ctx context.Context, tx *store.Tx, c store.CaseFile) (*folder, error) {
	rules, err := tx.Rules(ctx)
	if err != nil {
		return nil, err
	}
	facts, err := tx.Facts(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	return w.newFolder(c, facts[c.ID], rules), nil
}

func (w *Work) newFolder(c store.CaseFile, facts []store.RecordedFact, rules rehab.Rules) *folder {
	f := &folder{file: c, facts: facts, rules: rules, clock: w.clock}
	f.compute()
	return f
}

func (f *folder) compute() {
	f.track = rehab.Compute(f.rules, f.onPaper(), f.clock.Today())
}

// onPaper returns the file with the facts added so far.
func (f *folder) onPaper() rehab.File {
	file := store.FileOf(f.file, f.facts)
	for i := range f.added {
		file.Facts = append(file.Facts, f.added[i].Fact)
	}
	return file
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
	for _, old := range f.facts {
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
	sentence := text.Key(string(text.FamilyReason) + "." + string(why))
	if e.Date < f.clock.Today() && f.allowed(e.Body.Kind()) == nil {
		return fault.OnField("date", text.ValidNotThen, "Day", e.Date, "Why", sentence)
	}
	return fault.New(fault.Invalid, sentence)
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

func (f *folder) allowed(k rehab.Kind) error {
	for _, a := range f.track.Allowed {
		if a.Action == k && !a.OK {
			return fault.New(fault.Invalid, text.Key(string(text.FamilyReason)+"."+string(a.WhyNot)))
		}
	}
	return nil
}

// save writes the added facts, the audit entry, the ledger and what lists need.
func (w *Work) save(ctx context.Context, tx *store.Tx, action access.Action, f *folder) error {
	if err := tx.AppendFacts(ctx, f.added); err != nil {
		return err
	}
	kinds := make([]string, len(f.added))
	for i, a := range f.added {
		kinds[i] = string(a.Body.Kind())
	}
	if err := tx.Audit(ctx, store.Audited{Action: action, Case: f.file.ID, Person: f.file.PersonID, Detail: map[string]any{"facts": kinds}}); err != nil {
		return err
	}
	d, err := f.derive(ctx, tx)
	if err != nil {
		return err
	}
	return tx.SaveDerived(ctx, d)
}
