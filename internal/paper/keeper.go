package paper

import (
	"cmp"
	"context"
	"fmt"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// officeKeeper keeps the papers that oversight issues.
type officeKeeper struct{ desk *Desk }

func (k officeKeeper) Freeze(ctx context.Context, tx *store.Tx, p oversight.Paper) (string, error) {
	kept, err := k.desk.FreezeOffice(ctx, tx, p)
	return kept.Number, err
}

func (k officeKeeper) Preview(ctx context.Context, tx *store.Tx, p oversight.Paper) (oversight.Sheet, error) {
	s, src, by, err := k.desk.officeSource(ctx, tx, p)
	if err != nil {
		return oversight.Sheet{}, err
	}
	out := oversight.Sheet{}
	out.Head, err = numberHead(ctx, tx, &s, by, p.Day)
	if err != nil {
		return out, err
	}
	src.Head = out.Head
	out.Body, out.Lacks, err = document.Write(ctx, &s, src)
	return out, err
}

func (k officeKeeper) Void(ctx context.Context, tx *store.Tx, id uuid.UUID, reason string) error {
	p, err := tx.Paper(ctx, id)
	switch {
	case err != nil:
		return err
	case !p.OfOffice():
		return fault.ErrNotFound()
	case p.Voided():
		return nil
	}
	return k.desk.voidOffice(ctx, tx, p, reason)
}

// officeSource is what a paper of an office is filled from. The issuer is a unit whose register the actor sees: no run of numbers goes on unseen.
func (d *Desk) officeSource(ctx context.Context, tx *store.Tx, p oversight.Paper) (document.Spec, document.Source, office, error) {
	s, ok := document.SpecOf(document.Kind(p.Kind))
	if !ok || !s.Office {
		return s, document.Source{}, office{}, fmt.Errorf("paper: %q is no paper of an office", p.Kind)
	}
	names, err := placesOf(ctx, tx)
	if err != nil {
		return s, document.Source{}, office{}, err
	}
	u, err := tx.Unit(ctx, p.Issuer)
	if err != nil {
		return s, document.Source{}, office{}, err
	}
	by, ok := officeUnit(names, &s, u)
	if !ok || !tx.Actor().Sees(u.Division) {
		return s, document.Source{}, office{}, fmt.Errorf("paper: unit %d does not issue %s for this actor", p.Issuer, p.Kind)
	}
	src := document.Source{Content: p.Content, Places: names, Organ: by.organ, Day: p.Day, Drafted: p.Drafted, Approved: p.Approved}
	if p.Recipient != 0 {
		to, err := tx.Unit(ctx, p.Recipient)
		if err != nil {
			return s, src, by, err
		}
		src.Recipient = names.addressed(to)
	}
	return s, src, by, nil
}

// FreezeOffice issues a paper of an office in the caller's transaction: it takes the next number of the issuer, keeps the original and orders the PDF. What it
// lacks is a fault in words.
func (d *Desk) FreezeOffice(ctx context.Context, tx *store.Tx, p oversight.Paper) (store.Paper, error) {
	s, src, by, err := d.officeSource(ctx, tx, p)
	if err != nil {
		return store.Paper{}, err
	}
	src.Drafted, src.Approved = cmp.Or(p.Drafted, tx.Actor().Name), cmp.Or(p.Approved, tx.Actor().Name)
	want := store.NumberWanted{Issuer: by.unit, Kind: p.Kind, Day: p.Day, Unit: by.short, Pattern: s.Pattern, Paper: p.ID}
	if src.Number, err = tx.NextNumber(ctx, want); err != nil {
		return store.Paper{}, err
	}
	about := p.About
	return d.freeze(ctx, tx, store.Paper{ID: p.ID, About: &about, Division: p.Division, Recipient: p.Recipient, Issuer: by.unit}, &s, src, uuid.Nil)
}

// IssueOffice issues a paper of an office by itself, in a transaction of its own. Sent twice it is one paper; a kind that is issued with what it is about
// (Spec.Auto) is refused. The actor's role is the caller's to check.
func (d *Desk) IssueOffice(ctx context.Context, actor access.Actor, p oversight.Paper) (store.Paper, error) {
	if s, ok := document.SpecOf(document.Kind(p.Kind)); ok && s.Auto {
		return store.Paper{}, fault.New(fault.Invalid, text.PaperIssuedWithFact)
	}
	var out store.Paper
	err := d.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		known, err := tx.Paper(ctx, p.ID)
		switch {
		case err == nil && known.Kind == p.Kind && known.About != nil && *known.About == p.About:
			out = known
			return nil
		case err == nil:
			return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
		case fault.KindOf(err) != fault.NotFound:
			return err
		}
		out, err = d.FreezeOffice(ctx, tx, p)
		return err
	})
	return out, err
}

func (d *Desk) voidOffice(ctx context.Context, tx *store.Tx, p store.Paper, reason string) error {
	if err := tx.VoidPaper(ctx, p, reason, d.clock.Now()); err != nil {
		return err
	}
	return tx.Audit(ctx, store.Audited{Action: access.OfficePaperVoid, Subject: store.Subject("paper", p.ID), Detail: map[string]any{"paper": p.Kind, "reason": reason}})
}
