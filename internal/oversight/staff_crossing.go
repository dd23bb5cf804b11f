package oversight

import (
	"cmp"
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// NoteCrossings notes which villages' caseloads have crossed a bound of the norm since the end of last month, for the worklists. The program does so whenever it
// catches up with the day.
func (o *Office) NoteCrossings(ctx context.Context) error {
	today := o.today()
	return o.store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		loads, rules, err := tx.CaseloadsOf(ctx, today.Month())
		if err != nil {
			return err
		}
		return tx.NoteCrossings(ctx, today.Month(), today, crossings(rules.On(today).Staffing, today.Month(), loads))
	})
}

func crossings(norm rehab.Staffing, month date.Month, loads []store.Caseload) []store.Crossing {
	by := map[division.Code]*store.Crossing{}
	for _, l := range loads {
		if by[l.Division] == nil {
			by[l.Division] = &store.Crossing{Division: l.Division}
		}
		if l.Month == month {
			by[l.Division].Persons = l.Count
		} else {
			by[l.Division].Before = l.Count
		}
	}
	var out []store.Crossing
	for code, c := range by {
		if c.Bound = norm.Crossing(c.Before, c.Persons); c.Bound != 0 && code.IsVillage() {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b store.Crossing) int { return cmp.Compare(a.Division, b.Division) })
	return out
}

// SeeCrossing records that an office has looked at what a village needs now that its caseload has crossed a bound, which takes it off the worklists. Faults: not found
// (not this actor's), conflict (there is nothing to look at).
func (o *Office) SeeCrossing(ctx context.Context, actor access.Actor, village division.Code) error {
	if !actor.May(access.StaffPropose) || !actor.Sees(village) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		seen, err := tx.SeeCrossing(ctx, village, o.today().Month(), o.today())
		if err != nil {
			return err
		}
		if !seen {
			if again, err := tx.SawCrossing(ctx, village, o.today().Month()); again || err != nil {
				return err // the same form sent twice
			}
			return fault.New(fault.Conflict, text.StaffingNotCrossed)
		}
		return tx.Audit(ctx, store.Audited{Action: access.StaffPropose, Subject: store.Subject("village", village), Detail: map[string]any{"change": "staffing_seen"}})
	})
}
