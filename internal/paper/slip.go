package paper

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
)

// Slips are the return slips of a paper.
type Slips struct {
	Paper  store.Paper
	Opened casework.Opened
	Body   []byte
}

// Slips writes the return slips of a paper that stands: filled in where it was served, else, or when empty is asked for, one to be filled in by hand.
// They bear no number of a document.
func (d *Desk) Slips(ctx context.Context, actor access.Actor, caseID, id uuid.UUID, empty bool) (Slips, error) {
	var out Slips
	err := d.work.Looked(ctx, actor, caseID, func(tx *store.Tx, o *casework.Opened) error {
		p, err := tx.Paper(ctx, id)
		if err != nil {
			return err
		}
		spec, ok := document.SpecOf(document.Kind(p.Kind))
		if p.CaseID != caseID || !ok || p.Voided() {
			return fault.ErrNotFound()
		}
		src := document.Source{Opened: o, Number: p.Number, Day: p.Day}
		if src.Places, src.Organ, err = organOf(ctx, tx, &spec, p.Issuer); err != nil {
			return err
		}
		out.Paper, out.Opened = p, *o
		out.Body, err = document.WriteSlips(ctx, spec.Kind, src, o.ServedOf(p.ID, p.Kind), empty)
		return err
	})
	return out, err
}

// organOf is the whole name of the office that issued a paper, which need not be the one that answers today.
func organOf(ctx context.Context, tx *store.Tx, s *document.Spec, issuer int64) (places, string, error) {
	p, err := placesOf(ctx, tx)
	if err != nil {
		return nil, "", err
	}
	u, err := tx.Unit(ctx, issuer)
	if err != nil {
		return nil, "", err
	}
	return p, p.organ(s.Issuer, u.Division, u.Name), nil
}
