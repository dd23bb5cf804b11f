package oversight

import (
	"context"
	"fmt"
	"sync"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// owedReturns remembers for which day the returns owed were written last.
type owedReturns struct {
	mu sync.Mutex
	on date.Date
}

// OweReturns writes the returns that are owed up to today and are not there yet, once a day: whoever looks at a worklist or at returns first finds them. Returns are
// owed from the month in which this was done first.
func (o *Office) OweReturns(ctx context.Context) error {
	today := o.today()
	o.owed.mu.Lock()
	defer o.owed.mu.Unlock()
	if o.owed.on == today {
		return nil
	}
	err := o.store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		first, err := tx.ReturnStart(ctx)
		if err != nil {
			return err
		}
		if first.IsZero() {
			first = today.Month()
			if err := tx.BeginReturns(ctx, first); err != nil {
				return err
			}
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		units, err := tx.ReturnUnits(ctx)
		if err != nil {
			return err
		}
		list, err := owedBy(rules, units, first, today)
		if err != nil {
			return err
		}
		_, err = tx.OweReturns(ctx, list)
		return err
	})
	if err == nil {
		o.owed.on = today
	}
	return err
}

var returnLevels = map[string]rehab.ReturnLevel{"village": rehab.VillageReturn, "township": rehab.TownshipReturn, "county": rehab.CityReturn}

// owedBy are the returns of all units that are there; one founded on a day to come owes none yet. A place whose unit was renamed owes one return a period, whichever unit it is.
func owedBy(rules rehab.Rules, units []store.ReturnUnit, first date.Month, today date.Date) ([]store.PeriodicReturn, error) {
	var out []store.PeriodicReturn
	seen := map[string]bool{}
	for _, u := range units {
		if u.ValidFrom > today {
			continue
		}
		level := returnLevels[u.Kind]
		for _, p := range rules.OwedReturns(level, first, u.ValidFrom, u.ValidUntil, today) {
			at := fmt.Sprint(level, u.Division, p.From)
			if seen[at] {
				continue
			}
			seen[at] = true
			id, err := uuid.NewV7()
			if err != nil {
				return nil, err
			}
			out = append(out, store.PeriodicReturn{ID: id, Level: string(level), Division: u.Division, Period: p.From, Until: p.Until, Opens: p.Opens, Due: p.Due})
		}
	}
	return out, nil
}

// ReturnList is a matrix of returns: places by periods.
type ReturnList struct {
	Returns []store.PeriodicReturn // by place and period
	First   date.Month             // from which returns are owed
}

// Returns gives the returns of the filter that the actor sees, those of the present period too.
func (o *Office) Returns(ctx context.Context, actor access.Actor, f store.ReturnFilter) (out ReturnList, err error) {
	if !actor.May(access.ReturnView) {
		return out, fault.ErrNotFound()
	}
	if err := o.OweReturns(ctx); err != nil {
		return out, err
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if out.First, err = tx.ReturnStart(ctx); err != nil {
			return err
		}
		out.Returns, err = tx.Returns(ctx, f)
		return err
	})
	return out, err
}

// periodOf is the period of a return.
func periodOf(r *store.PeriodicReturn) rehab.ReturnPeriod {
	return rehab.ReturnPeriod{From: r.Period, Until: r.Until, Opens: r.Opens, Due: r.Due}
}

// rangeOf is the part of the tree that a return is about.
func rangeOf(r *store.PeriodicReturn) division.Range {
	if r.Level == string(rehab.VillageReturn) {
		return division.Range{Low: r.Division, High: r.Division}
	}
	return r.Division.Range()
}

// quarterOf is the quarter that holds a day.
func quarterOf(d date.Date) (from, until date.Date) {
	m := d.Month() - d.Month()%3
	return m.First(), (m + 2).Last()
}
