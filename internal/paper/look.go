package paper

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Ready is a paper that can be issued: nothing of its kind about the fact stands yet.
type Ready struct {
	Spec document.Spec
	Fact *store.RecordedFact // nil: about the case
}

// OfCase are a case's papers.
type OfCase struct {
	Opened casework.Opened
	Papers []store.Paper // voided ones too, the newest first
	Ready  []Ready       // what the actor may issue, in the order of the kinds, the newest facts first
}

// Case returns the papers of a case, and what the actor could issue.
func (d *Desk) Case(ctx context.Context, actor access.Actor, id uuid.UUID) (OfCase, error) {
	var out OfCase
	err := d.work.Looked(ctx, actor, id, func(tx *store.Tx, o *casework.Opened) (err error) {
		out.Opened = *o
		if out.Papers, err = tx.Papers(ctx, id); err != nil {
			return err
		}
		out.Ready = ready(actor, o, out.Papers)
		return nil
	})
	return out, err
}

func ready(actor access.Actor, o *casework.Opened, papers []store.Paper) []Ready {
	has := map[string]bool{}
	for i := range papers {
		if p := &papers[i]; !p.Voided() && p.FactID != nil {
			has[p.Kind+p.FactID.String()] = true
		}
	}
	var out []Ready
	for _, s := range document.OfCases() {
		if s.Auto || !MayIssue(actor, &s, o) {
			continue
		}
		if len(s.Of) == 0 {
			if s.Applies == nil || s.Applies(o) {
				out = append(out, Ready{Spec: s})
			}
			continue
		}
		for _, f := range s.Subjects(o) {
			if !has[string(s.Kind)+f.ID] {
				out = append(out, Ready{Spec: s, Fact: &f})
			}
		}
	}
	return out
}

// After says what there is to do about the paper of a fact just recorded: the kind that the actor may issue, or the paper that was issued with it.
// Both are nil when there is neither, or the actor does not see the case.
func (d *Desk) After(ctx context.Context, actor access.Actor, caseID, fact uuid.UUID) (next *document.Spec, issued *store.Paper) {
	if !actor.May(access.PaperIssue) {
		return nil, nil
	}
	err := d.store.Read(ctx, actor, func(tx *store.Tx) error {
		o, err := d.work.In(ctx, tx, caseID)
		if err != nil {
			return err
		}
		papers, err := tx.Papers(ctx, caseID)
		issued = standing(papers, fact.String(), "")
		for _, x := range ready(actor, &o, papers) {
			if x.Fact != nil && x.Fact.ID == fact.String() && next == nil {
				next = &x.Spec
			}
		}
		return err
	})
	if err != nil {
		return nil, nil
	}
	return next, issued
}

// About returns the paper about a fact that stands, the newest; nil when there is none for this actor.
func (d *Desk) About(ctx context.Context, actor access.Actor, caseID uuid.UUID, fact string) (found *store.Paper, err error) {
	err = d.store.Read(ctx, actor, func(tx *store.Tx) error {
		papers, err := tx.Papers(ctx, caseID)
		found = standing(papers, fact, "")
		return err
	})
	return found, err
}

// standing returns the newest of the papers that is about the fact and was not taken back, of the kind or, without one, of
// any; nil when there is none.
func standing(papers []store.Paper, fact string, kind document.Kind) *store.Paper {
	for i := range papers {
		if p := &papers[i]; !p.Voided() && p.FactID != nil && p.FactID.String() == fact && (kind == "" || p.Kind == string(kind)) {
			return p
		}
	}
	return nil
}

// Shown is an issued paper to look at.
type Shown struct {
	Paper  store.Paper
	Opened casework.Opened
	Body   []byte // with numbers masked
}

// Show returns a paper with its numbers masked, and writes into the audit log that its case was looked at.
func (d *Desk) Show(ctx context.Context, actor access.Actor, caseID, id uuid.UUID) (Shown, error) {
	var out Shown
	err := d.work.Looked(ctx, actor, caseID, func(tx *store.Tx, o *casework.Opened) error {
		p, original, err := d.original(ctx, tx, caseID, id)
		if err != nil {
			return err
		}
		out = Shown{Paper: p, Opened: *o, Body: document.Masked(document.BodyOf(original), casework.Mask)}
		return nil
	})
	return out, err
}

func (d *Desk) original(ctx context.Context, tx *store.Tx, caseID, id uuid.UUID) (store.Paper, []byte, error) {
	p, err := tx.Paper(ctx, id)
	if err != nil {
		return p, nil, err
	}
	if p.CaseID != caseID {
		return p, nil, fault.ErrNotFound()
	}
	sealed, err := tx.PaperOriginal(ctx, id)
	if err != nil {
		return p, nil, err
	}
	original, err := d.box.Open(sealed, originalBinding(id))
	return p, []byte(original), err
}

// Original returns the exact bytes of a paper for service or print. They carry whole numbers, so a reason is stated, which is logged.
func (d *Desk) Original(ctx context.Context, actor access.Actor, caseID, id uuid.UUID, reason string) (p store.Paper, original []byte, err error) {
	err = d.unmasked(ctx, actor, caseID, id, reason, func(tx *store.Tx) error {
		p, original, err = d.original(ctx, tx, caseID, id)
		return err
	})
	return p, original, err
}

// PDF returns a paper's PDF as it was printed once, for the same reason as Original; without one, fault.NotFound.
func (d *Desk) PDF(ctx context.Context, actor access.Actor, caseID, id uuid.UUID, reason string) (p store.Paper, pdf []byte, err error) {
	err = d.unmasked(ctx, actor, caseID, id, reason, func(tx *store.Tx) error {
		p, err = tx.Paper(ctx, id)
		if err == nil && (p.CaseID != caseID || p.Content == nil) {
			err = fault.ErrNotFound()
		}
		return err
	})
	if err != nil {
		return p, nil, err
	}
	sealed, err := d.files.Get(ctx, *p.Content)
	if err != nil {
		return p, nil, err
	}
	plain, err := d.box.Open(sealed, pdfBinding(id))
	return p, []byte(plain), err
}

// unmasked runs fn and writes into the audit log that whole numbers were given out, and why.
func (d *Desk) unmasked(ctx context.Context, actor access.Actor, caseID, id uuid.UUID, reason string, fn func(*store.Tx) error) error {
	if strings.TrimSpace(reason) == "" {
		return fault.OnField("reason", text.ValidReasonRequired)
	}
	return d.work.Looked(ctx, actor, caseID, func(tx *store.Tx, o *casework.Opened) error {
		if err := fn(tx); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.Unmask, Case: caseID, Person: o.Case.PersonID, Subject: store.Subject("paper", id), Detail: map[string]any{"reason": reason}})
	})
}

// Void takes a paper back, with its number, which is never used again. Whoever may issue the kind may; a paper issued with its fact falls with
// the fact, and is not voided by itself. Done twice with the same reason it is done once.
func (d *Desk) Void(ctx context.Context, actor access.Actor, caseID, id uuid.UUID, reason string) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return fault.OnField("reason", text.ValidReasonRequired)
	}
	return d.work.Held(ctx, actor, caseID, func(tx *store.Tx, o *casework.Opened) error {
		p, err := tx.Paper(ctx, id)
		if err != nil {
			return err
		}
		spec, ok := document.SpecOf(document.Kind(p.Kind))
		switch {
		case p.CaseID != caseID || !ok || !actor.May(access.PaperVoid):
			return fault.ErrNotFound()
		case !MayIssue(actor, &spec, o):
			return fault.New(fault.Invalid, text.PaperNotYours)
		case p.Voided() && *p.VoidReason == reason:
			return nil
		case p.Voided():
			return fault.New(fault.Conflict, text.PaperVoidedAlready)
		case spec.Auto && !p.FactVoided:
			return fault.New(fault.Invalid, text.PaperFallsWithFact)
		}
		if err := tx.VoidPaper(ctx, p, reason, d.clock.Now()); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.PaperVoid, Case: caseID, Person: o.Case.PersonID, Subject: store.Subject("paper", id), Detail: map[string]any{"reason": reason}})
	})
}
