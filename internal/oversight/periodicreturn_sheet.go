package oversight

import (
	"context"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// tally are the figures of months by place as they are known now.
type tally map[date.Month]map[division.Code]rehab.ReturnCount

func (o *Office) tallyOf(ctx context.Context, tx *store.Tx, months []date.Month, within division.Range) (tally, error) {
	out := tally{}
	for _, m := range months {
		counted, err := tx.MonthTally(ctx, m, o.today(), 0, within) // no return counts whose term ends soon
		if err != nil {
			return nil, err
		}
		out[m] = map[division.Code]rehab.ReturnCount{}
		for _, d := range counted.Divisions {
			c := rehab.ReturnCount{}
			for _, f := range rehab.ReturnFigures() {
				c[f] = d.N[store.Figure(f)]
			}
			out[m][d.Division] = c
		}
	}
	return out, nil
}

// whole adds everything of the months up as a return of the period would.
func (t tally) whole(months []date.Month) rehab.ReturnCount {
	of := map[date.Month]rehab.ReturnCount{}
	for _, m := range months {
		of[m] = rehab.AddReturns()
		for _, c := range t[m] {
			of[m] = rehab.AddReturns(of[m], c)
		}
	}
	return rehab.SumSheet(months, 1, of, nil).Total
}

// quarter is a quarter of one or all townships with the returns it is made of.
type quarter struct {
	months   []date.Month
	villages []store.ReturnCopy
	towns    []store.ReturnCopy
	now      tally // nil: not counted
}

// own are a township's figures outside its villages: cases it answers for itself, and those of a village that owes no return for the month.
func (q *quarter) own(town division.Code) map[date.Month]rehab.ReturnCount {
	out, within := map[date.Month]rehab.ReturnCount{}, town.Range()
	for _, m := range q.months {
		out[m] = rehab.AddReturns()
		for code, c := range q.now[m] {
			if within.Low <= code && code <= within.High && q.villageIn(code, m) == nil {
				out[m] = rehab.AddReturns(out[m], c)
			}
		}
	}
	return out
}

func (q *quarter) villageIn(code division.Code, m date.Month) *store.ReturnCopy {
	for i := range q.villages {
		if v := &q.villages[i]; v.Division == code && v.Period == m.First() {
			return v
		}
	}
	return nil
}

// villagesOf are the returns of a township's villages.
func (q *quarter) villagesOf(town division.Code) (out []*store.ReturnCopy) {
	for i := range q.villages {
		if q.villages[i].Division.Township() == town {
			out = append(out, &q.villages[i])
		}
	}
	return out
}

// sheetNow is a village's return as it would be today.
func (q *quarter) sheetNow(v *store.ReturnCopy) rehab.ReturnSheet {
	m := v.Period.Month()
	return rehab.VillageSheet(m, q.now[m][v.Division])
}

// town puts a township's quarter together from the kept returns of its villages that count, or from what each would be today.
func (q *quarter) town(code division.Code, own map[date.Month]rehab.ReturnCount, today bool) rehab.ReturnSheet {
	below := map[division.Code][]rehab.ReturnSheet{}
	for _, v := range q.villagesOf(code) {
		switch {
		case today:
			below[v.Division] = append(below[v.Division], q.sheetNow(v))
		case counts(&v.PeriodicReturn) && v.Figures != nil:
			below[v.Division] = append(below[v.Division], *v.Figures)
		}
	}
	return rehab.SumSheet(q.months, code, own, below)
}

// city puts the city's quarter together from the locked returns of the townships, or from what each would be today.
func (q *quarter) city(county division.Code, today bool) rehab.ReturnSheet {
	below := map[division.Code][]rehab.ReturnSheet{}
	for i := range q.towns {
		t := &q.towns[i]
		switch {
		case today:
			below[t.Division] = []rehab.ReturnSheet{q.town(t.Division, q.own(t.Division), true)}
		case t.State == string(rehab.ReturnLocked) && t.Figures != nil:
			below[t.Division] = []rehab.ReturnSheet{*t.Figures}
		}
	}
	return rehab.SumSheet(q.months, county, nil, below)
}

// counts reports whether a village's return is one that its township's is put together from.
func counts(r *store.PeriodicReturn) bool {
	return r.State == string(rehab.ReturnAccepted) || r.State == string(rehab.ReturnLocked)
}

// lacks are the returns below that are not there yet: accepted for a township's, locked for the city's.
func (q *quarter) lacks(r *store.PeriodicReturn) (out []store.PeriodicReturn) {
	switch rehab.ReturnLevel(r.Level) {
	case rehab.TownshipReturn:
		for _, v := range q.villagesOf(r.Division) {
			if !counts(&v.PeriodicReturn) {
				out = append(out, v.PeriodicReturn)
			}
		}
	case rehab.CityReturn:
		for i := range q.towns {
			if q.towns[i].State != string(rehab.ReturnLocked) {
				out = append(out, q.towns[i].PeriodicReturn)
			}
		}
	}
	return out
}

// quarterAround reads the quarter that a return belongs to: of a village or township its township, of the city everything.
func (o *Office) quarterAround(ctx context.Context, tx *store.Tx, r *store.PeriodicReturn, first date.Month, counted bool) (q quarter, err error) {
	from, until := quarterOf(r.Period)
	q.months = rehab.ReturnMonths(rehab.ReturnPeriod{From: from, Until: until}, first)
	within := r.Division.Township().Range()
	if r.Level == string(rehab.CityReturn) {
		within = r.Division.Range()
	}
	if q.villages, err = tx.ReturnCopies(ctx, store.ReturnFilter{Level: string(rehab.VillageReturn), Within: within, From: from, To: until}); err != nil {
		return q, err
	}
	if r.Level != string(rehab.VillageReturn) {
		towns := r.Division.County().Range()
		if q.towns, err = tx.ReturnCopies(ctx, store.ReturnFilter{Level: string(rehab.TownshipReturn), Within: towns, From: from, To: until}); err != nil {
			return q, err
		}
	}
	if counted {
		q.now, err = o.tallyOf(ctx, tx, q.months, within)
	}
	return q, err
}
