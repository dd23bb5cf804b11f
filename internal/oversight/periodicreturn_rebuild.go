package oversight

import (
	"context"
	"fmt"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// RebuildReturns compares where each periodic return stands with what its steps, the policy and the official calendar say, reports every difference, and puts it right
// when repair is set. It returns how many returns it read.
func (o *Office) RebuildReturns(ctx context.Context, repair bool, report func(what string)) (read int, err error) {
	err = o.store.WithTx(ctx, access.SystemActor(access.AccountRebuild), func(tx *store.Tx) error {
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		list, err := tx.ReturnHistories(ctx)
		if err != nil {
			return err
		}
		read = len(list)
		for i := range list {
			r := &list[i]
			due, want := standingNow(rules, r)
			if r.Due == due && r.State == string(want.State) && r.NextDue == want.NextDue && r.SubmittedOn == want.SubmittedOn && r.Steps == len(r.Kinds) {
				continue
			}
			report(fmt.Sprintf("return %s of %s, %s: due %s, %s, next %s, submitted %s, %d steps; should be due %s, %s, next %s, submitted %s, %d steps", r.ID, r.Division, r.Period, r.Due, r.State, r.NextDue, r.SubmittedOn,
				r.Steps, due, want.State, want.NextDue, want.SubmittedOn, len(r.Kinds)))
			if repair {
				if err := tx.SetReturnStanding(ctx, r.ID, due, want, len(r.Kinds)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return read, err
}

// standingNow is where a return stands by its steps. The day by which it was due stays as it was told once it has been submitted.
func standingNow(rules rehab.Rules, r *store.ReturnHistory) (due date.Date, s rehab.ReturnStanding) {
	p := periodOf(&r.PeriodicReturn)
	level := rehab.ReturnLevel(r.Level)
	if len(r.Kinds) == 0 {
		p.Due = rules.ReturnDue(level, p.Until)
	}
	steps := make([]rehab.ReturnStep, len(r.Kinds))
	for i := range steps {
		steps[i] = rehab.ReturnStep{Kind: r.Kinds[i], Day: r.Days[i]}
	}
	return p.Due, rules.PeriodicReturn(level, p, steps)
}
