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

// OfficeShown is a paper of an office to look at.
type OfficeShown struct {
	Paper  store.Paper
	Spec   document.Spec
	Body   []byte // with numbers masked
	Secret bool   // whole numbers are on it, for which a reason is stated
	Void   bool   // the actor may take it back
}

// ShowOffice returns a paper of an office with its numbers masked. One about a case is fault.NotFound: it is shown with its case.
func (d *Desk) ShowOffice(ctx context.Context, actor access.Actor, id uuid.UUID) (OfficeShown, error) {
	var out OfficeShown
	return out, d.store.Read(ctx, actor, func(tx *store.Tx) error {
		p, original, err := d.officeOriginal(ctx, tx, id)
		if err != nil {
			return err
		}
		spec, _ := document.SpecOf(document.Kind(p.Kind))
		body := document.BodyOf(original)
		out = OfficeShown{Paper: p, Spec: spec, Body: document.Masked(body, casework.Mask), Secret: document.HasSecret(body)}
		out.Void = mayVoidOffice(actor, &spec, &p)
		return nil
	})
}

// mayVoidOffice reports whether the actor may take a paper back by itself: of its own office, and not one that falls with what it is about.
func mayVoidOffice(actor access.Actor, s *document.Spec, p *store.Paper) bool {
	return actor.May(access.OfficePaperVoid) && actor.Unit == p.Issuer && !s.Auto && !p.Voided()
}

func (d *Desk) officeOriginal(ctx context.Context, tx *store.Tx, id uuid.UUID) (store.Paper, []byte, error) {
	p, err := tx.Paper(ctx, id)
	if err == nil && !p.OfOffice() {
		err = fault.ErrNotFound()
	}
	if err != nil {
		return p, nil, err
	}
	return d.original(ctx, tx, p.CaseID, id)
}

// OfficeOriginal returns the exact bytes of a paper of an office. Where whole numbers are on it a reason is stated, which is logged.
func (d *Desk) OfficeOriginal(ctx context.Context, actor access.Actor, id uuid.UUID, reason string) (p store.Paper, original []byte, err error) {
	err = d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if p, original, err = d.officeOriginal(ctx, tx, id); err != nil {
			return err
		}
		return taken(ctx, tx, &p, original, reason)
	})
	return p, original, err
}

// OfficePDF returns the PDF of a paper of an office as it was printed once, on the terms of OfficeOriginal; without one, fault.NotFound.
func (d *Desk) OfficePDF(ctx context.Context, actor access.Actor, id uuid.UUID, reason string) (p store.Paper, pdf []byte, err error) {
	err = d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		var original []byte
		if p, original, err = d.officeOriginal(ctx, tx, id); err != nil {
			return err
		}
		if p.Content == nil {
			return fault.ErrNotFound()
		}
		return taken(ctx, tx, &p, original, reason)
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

// taken writes into the audit log that somebody took a paper along, and why where a reason is needed.
func taken(ctx context.Context, tx *store.Tx, p *store.Paper, original []byte, reason string) error {
	a := store.Audited{Action: access.OfficePaperView, Subject: store.Subject("paper", p.ID), Detail: map[string]any{"paper": p.Kind}}
	if document.HasSecret(original) {
		if strings.TrimSpace(reason) == "" {
			return fault.OnField("reason", text.ValidReasonRequired)
		}
		a.Action, a.Detail["reason"] = access.Unmask, reason
	}
	return tx.Audit(ctx, a)
}

// VoidOffice takes a paper of an office back, with its number. One that falls with what it is about is not voided by itself. Done twice with the same
// reason it is done once.
func (d *Desk) VoidOffice(ctx context.Context, actor access.Actor, id uuid.UUID, reason string) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return fault.OnField("reason", text.ValidReasonRequired)
	}
	return d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Paper(ctx, id)
		if err != nil {
			return err
		}
		spec, ok := document.SpecOf(document.Kind(p.Kind))
		switch {
		case !p.OfOffice() || !ok:
			return fault.ErrNotFound()
		case p.Voided() && *p.VoidReason == reason:
			return nil
		case p.Voided():
			return fault.New(fault.Conflict, text.PaperVoidedAlready)
		case spec.Auto:
			return fault.New(fault.Invalid, text.PaperFallsWithAbout)
		case !mayVoidOffice(actor, &spec, &p):
			return fault.New(fault.Invalid, text.PaperNotYours)
		}
		return d.voidOffice(ctx, tx, p, reason)
	})
}

// PrintOfficeAgain orders a PDF once more of a paper of an office whose PDF failed.
func (d *Desk) PrintOfficeAgain(ctx context.Context, actor access.Actor, id uuid.UUID) error {
	return d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Paper(ctx, id)
		switch {
		case err == nil && !p.OfOffice():
			return fault.ErrNotFound()
		case err != nil || p.Content != nil || d.order == nil:
			return err
		}
		if err := tx.WaitForRendition(ctx, id); err != nil {
			return err
		}
		return d.order(ctx, tx, id)
	})
}
