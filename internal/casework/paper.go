package casework

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// AutoPaper is a paper that is issued in the transaction that records its fact: a decision, a discharge notice.
type AutoPaper struct {
	ID       uuid.UUID // of the paper; its number in the register bears it
	Kind     string
	Fact     string // id of the fact
	Number   string
	Issuer   int64 // unit
	Drafted  string
	Approved string
}

// PaperKeeper freezes papers (package paper).
type PaperKeeper interface {
	Freeze(ctx context.Context, tx *store.Tx, o *Opened, p AutoPaper) error
}

// KeepPapers says who freezes the papers that are issued with their facts; without one none is kept. It is called once, before the work begins.
func (w *Work) KeepPapers(k PaperKeeper) { w.papers = k }

// freeze issues the paper of a fact that the folder has just recorded.
func (w *Work) freeze(ctx context.Context, tx *store.Tx, f *folder, p AutoPaper) error {
	if w.papers == nil {
		return nil
	}
	o := f.open()
	for _, x := range f.added {
		o.Facts = append(o.Facts, store.RecordedFact{Fact: x.Fact, CaseID: f.file.ID, RecordedBy: x.Account, Recorder: tx.Actor().Name})
	}
	return w.papers.Freeze(ctx, tx, &o, p)
}

// Held runs fn in a transaction of the actor that holds one case, as every change of it does: what fn read stays true until it is done. Papers that fn
// issues or takes back count in the case's dossier. A case the actor does not see, or sees as a stub, is fault.NotFound.
func (w *Work) Held(ctx context.Context, actor access.Actor, caseID uuid.UUID, fn func(*store.Tx, *Opened) error) error {
	return w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		o := f.open()
		if err := fn(tx, &o); err != nil {
			return err
		}
		return f.refile(ctx, tx)
	})
}

// Looked opens a case as Open does and runs fn in the same transaction.
func (w *Work) Looked(ctx context.Context, actor access.Actor, caseID uuid.UUID, fn func(*store.Tx, *Opened) error) error {
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		o, err := w.open(ctx, tx, caseID)
		if err != nil {
			return err
		}
		if err := tx.Audit(ctx, store.Audited{Action: access.CaseView, Case: caseID, Person: o.Case.PersonID}); err != nil {
			return err
		}
		return fn(tx, &o)
	})
}

// In opens a case inside a transaction of the actor's, and writes nothing: whoever shows something of it does.
func (w *Work) In(ctx context.Context, tx *store.Tx, caseID uuid.UUID) (Opened, error) {
	return w.open(ctx, tx, caseID)
}

// WholeNumbers opens the number of a person's identity document and the telephone, empty without one. Whoever shows them to somebody writes the
// stated reason into the audit log.
func (w *Work) WholeNumbers(p store.Person) (document, phone string, err error) {
	if document, err = w.openIf(p.DocumentSealed, documentOf(p.ID)); err != nil {
		return "", "", err
	}
	phone, err = w.openIf(p.PhoneSealed, phoneOf(p.ID))
	return document, phone, err
}

// Standing reports whether the fact is on file and not voided.
func (o *Opened) Standing(id string) bool {
	_, known := o.Fact(id)
	_, void := o.Voided()[id]
	return known && !void
}

// decisionPaper is the kind of a decision's paper, by its measure; its numbers run by themselves.
func decisionPaper(m rehab.Measure) string {
	if m == rehab.Rehab {
		return "decision_rehab"
	}
	return "decision_detox"
}
