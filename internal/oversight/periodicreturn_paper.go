package oversight

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// returnKind is the kind of the paper of a locked return (package paper/document).
const returnKind = "periodic_return"

// ReturnPaper is what the paper of a locked quarter says: a frozen copy of its figures.
type ReturnPaper struct {
	City       bool // the city's; else a township's
	Place      division.Code
	From       date.Date // of the quarter
	Until      date.Date
	LockedOn   date.Date
	Correction string // the reason, of a copy that corrects an earlier one; empty otherwise
	Sheet      rehab.ReturnSheet
	Remarks    map[string]string // by part
}

// freezeReturn issues the paper of a quarter that was just locked or corrected. Without a keeper of papers, as in small tests, there is none.
func (o *Office) freezeReturn(ctx context.Context, tx *store.Tx, x *OpenedReturn, s *store.ReturnStep) error {
	if o.papers == nil {
		return nil
	}
	units, err := tx.Units(ctx, "county", "township")
	if err != nil {
		return err
	}
	p := Paper{ID: uuid.NewSHA1(s.ID, []byte("paper")), Kind: returnKind, About: x.ID, Division: x.Division, Day: s.Day,
		Content: ReturnPaper{City: x.Whose() == rehab.CityReturn, Place: x.Division, From: x.Period, Until: x.Until, LockedOn: s.Day, Correction: s.Reason, Sheet: *s.Figures, Remarks: s.Remarks}}
	for _, u := range units {
		switch {
		case u.Kind == "county" && u.Division == x.Division.County():
			p.Issuer = u.ID
		case u.Kind == "township" && u.Division == x.Division:
			p.Recipient = u.ID
		}
	}
	_, err = o.papers.Freeze(ctx, tx, p)
	return err
}
