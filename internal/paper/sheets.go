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

// Sheets returns papers of one case to be looked at together, in the order asked for and with numbers masked: each as it was issued, or else as it
// would be. One that the case has nothing for is left out.
func (d *Desk) Sheets(ctx context.Context, actor access.Actor, caseID uuid.UUID, wanted []Wanted) ([]Written, error) {
	var out []Written
	err := d.work.Looked(ctx, actor, caseID, func(tx *store.Tx, o *casework.Opened) error {
		for _, w := range wanted {
			w.Case = caseID
			x, err := d.sheet(ctx, tx, o, w)
			if fault.KindOf(err) == fault.NotFound {
				continue
			}
			if err != nil {
				return err
			}
			out = append(out, x)
		}
		return nil
	})
	return out, err
}

func (d *Desk) sheet(ctx context.Context, tx *store.Tx, o *casework.Opened, w Wanted) (Written, error) {
	x, err := d.preview(ctx, tx, o, w)
	if err != nil {
		return x, err
	}
	if x.Fact == nil {
		if x.Already, err = newest(ctx, tx, w.Case, w.Kind); err != nil {
			return x, err
		}
	}
	if x.Already == nil {
		return x, nil
	}
	_, original, err := d.original(ctx, tx, w.Case, x.Already.ID)
	x.Body = document.Masked(document.BodyOf(original), casework.Mask)
	return x, err
}

// newest is the paper of a kind that was issued last about the case as a whole and stands; nil when there is none.
func newest(ctx context.Context, tx *store.Tx, caseID uuid.UUID, kind document.Kind) (*store.Paper, error) {
	all, err := tx.Papers(ctx, caseID)
	for i := range all { // the newest first
		if p := &all[i]; p.Kind == string(kind) && !p.Voided() {
			return p, err
		}
	}
	return nil, err
}
