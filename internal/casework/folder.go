package casework

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// folder is one case being changed: what is on file, what is added, and what the rules say of both.
type folder struct {
	file    store.CaseFile
	person  store.Person
	facts   []store.RecordedFact
	papers  []store.PaperHead
	rewards []store.RewardEntry // lines of the ledger on file
	filings []store.Filing      // what lies in the dossier beside the facts
	added   []store.Signed
	audits  []store.Audited
	signed  int // how many of the added facts stand in audits
	rules   rehab.Rules
	track   rehab.Track // as things stand with the added facts
	clock   Clock
}

// hold runs fn in a transaction of the actor that holds one case; a case the actor does not see, or sees as a stub, is fault.NotFound.
func (w *Work) hold(ctx context.Context, actor access.Actor, caseID uuid.UUID, fn func(*store.Tx, *folder) error) error {
	return w.holdAll(ctx, actor, []uuid.UUID{caseID}, func(tx *store.Tx, folders []*folder) error {
		if len(folders) == 0 {
			return fault.ErrNotFound()
		}
		return fn(tx, folders[0])
	})
}

// holdAll is hold of many cases with as many round trips as of one; those the actor does not see are left out.
func (w *Work) holdAll(ctx context.Context, actor access.Actor, ids []uuid.UUID, fn func(*store.Tx, []*folder) error) error {
	return w.store.Hold(ctx, actor, ids, func(tx *store.Tx, held []store.Folder, rules rehab.Rules) error {
		return fn(tx, w.folders(held, rules))
	})
}

func (w *Work) folders(held []store.Folder, rules rehab.Rules) []*folder {
	all := make([]*folder, len(held))
	for i, h := range held {
		all[i] = w.newFolder(h, rules)
	}
	return all
}

func (w *Work) newFolder(h store.Folder, rules rehab.Rules) *folder {
	f := &folder{file: h.Case, person: h.Person, facts: h.Facts, papers: h.Papers, rewards: h.Rewards, filings: h.Filings, rules: rules, clock: w.clock}
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

// open is the case as the checks of forms read it.
func (f *folder) open() Opened {
	return Opened{Case: f.file, Person: f.person, Facts: f.facts, Papers: f.papers, Rules: f.rules, Track: f.track, Today: f.clock.Today()}
}

// takeBack removes what has been added after the first n facts.
func (f *folder) takeBack(n int) {
	if len(f.added) > n {
		f.added = f.added[:n]
		f.compute()
	}
}

// signOff makes the audit entry of what has been added since the last one.
func (f *folder) signOff(action access.Action) {
	kinds := make([]string, 0, len(f.added)-f.signed)
	for _, a := range f.added[f.signed:] {
		kinds = append(kinds, string(a.Body.Kind()))
	}
	f.signed = len(f.added)
	f.audits = append(f.audits, store.Audited{Action: action, Case: f.file.ID, Person: f.file.PersonID, Detail: map[string]any{"facts": kinds}})
}

// save writes the added facts, the audit entry, the ledger and what lists need.
func (w *Work) save(ctx context.Context, tx *store.Tx, action access.Action, f *folder) error {
	f.signOff(action)
	return saveFolders(ctx, tx, f)
}

// saveFolders writes what has been added to the folders and signed off, with one round trip for any number of them.
func saveFolders(ctx context.Context, tx *store.Tx, folders ...*folder) error {
	var c store.FolderChange
	for _, f := range folders {
		derived, lines, err := f.derive()
		if err != nil {
			return err
		}
		c.Facts, c.Audits = append(c.Facts, f.added...), append(c.Audits, f.audits...)
		c.Rewards, c.Derived = append(c.Rewards, lines...), append(c.Derived, derived)
	}
	if len(c.Derived) == 0 {
		return nil
	}
	return tx.SaveFolders(ctx, c)
}
