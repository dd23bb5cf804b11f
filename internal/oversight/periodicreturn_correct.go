package oversight

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// correctReturn makes new frozen copies of a locked return, of those below it that differ from today's figures, and of those above it that rest on them: the
// sum stays a sum. The old copies stay.
func (o *Office) correctReturn(ctx context.Context, tx *store.Tx, x *OpenedReturn, in *ReturnForward) error {
	first, err := tx.ReturnStart(ctx)
	if err != nil {
		return err
	}
	around := x.PeriodicReturn
	if x.Whose() == rehab.VillageReturn {
		around.Level, around.Division = string(rehab.TownshipReturn), x.Division.Township()
	}
	q, err := o.quarterAround(ctx, tx, &around, first, true)
	if err != nil {
		return err
	}
	c := &correction{Office: o, ctx: ctx, tx: tx, in: in, root: x, q: &q}
	if err := c.villages(); err != nil {
		return err
	}
	if err := c.towns(); err != nil {
		return err
	}
	return c.city()
}

// correction is one correction on its way up.
type correction struct {
	*Office
	ctx  context.Context
	tx   *store.Tx
	in   *ReturnForward
	root *OpenedReturn
	q    *quarter
}

// within reports whether a place lies in what is corrected.
func (c *correction) within(at division.Code) bool {
	r := rangeOf(&c.root.PeriodicReturn)
	return r.Low <= at && at <= r.High
}

func (c *correction) villages() error {
	for i := range c.q.villages {
		v := &c.q.villages[i]
		if c.root.Whose() == rehab.VillageReturn && v.ID != c.root.ID || !c.within(v.Division) || v.State != string(rehab.ReturnLocked) {
			continue
		}
		if err := c.replace(v, c.q.sheetNow(v)); err != nil {
			return err
		}
	}
	return nil
}

func (c *correction) towns() error {
	for i := range c.q.towns {
		t := &c.q.towns[i]
		above := c.root.Division.Township() == t.Division
		if t.State != string(rehab.ReturnLocked) || t.Figures == nil || !above && !c.within(t.Division) {
			continue
		}
		own := t.Figures.Own
		if c.within(t.Division) {
			own = c.q.own(t.Division)
		}
		if err := c.replace(t, c.q.town(t.Division, own, false)); err != nil {
			return err
		}
	}
	return nil
}

func (c *correction) city() error {
	from, until := quarterOf(c.root.Period)
	county := c.root.Division.County()
	list, err := c.tx.ReturnCopies(c.ctx, store.ReturnFilter{Level: string(rehab.CityReturn), Within: division.Range{Low: county, High: county}, From: from, To: until})
	if err != nil {
		return err
	}
	for i := range list {
		if list[i].State == string(rehab.ReturnLocked) {
			if err := c.replace(&list[i], c.q.city(county, false)); err != nil {
				return err
			}
		}
	}
	return nil
}

// replace writes a new frozen copy where the figures differ from the one that counts, and has the return of a quarter issued anew.
func (c *correction) replace(r *store.ReturnCopy, now rehab.ReturnSheet) error {
	if r.Figures != nil && r.Figures.Equal(now) {
		return nil
	}
	r.Figures = &now
	s := c.in.step(r.ID, r.Steps+1)
	s.Figures, s.Remarks = &now, r.Remarks
	if r.ID != c.root.ID {
		s.ID = uuid.NewSHA1(c.in.Key, r.ID[:])
	}
	if err := c.tx.AddReturnStep(c.ctx, s, rehab.ReturnStanding{State: rehab.ReturnLocked, SubmittedOn: r.SubmittedOn}); err != nil {
		return err
	}
	if r.Level == string(rehab.VillageReturn) {
		return nil
	}
	x := OpenedReturn{PeriodicReturn: r.PeriodicReturn, Sheet: now, Remarks: r.Remarks}
	return c.freezeReturn(c.ctx, c.tx, &x, &s)
}
