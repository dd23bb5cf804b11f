package oversight

import (
	"context"
	"fmt"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// MonthTally counts every figure of a month by division, in the part of the actor's scope that lies within; a zero range is all of it. The figures of one
// place are MonthTally.Of its range. Figures of a past month say what happened in it by all that is known today, and how the cases stood when it was over;
// whoever needs them as they were known on a day keeps a copy of that day.
func (o *Office) MonthTally(ctx context.Context, tx *store.Tx, rules *rehab.Rules, month date.Month, within division.Range) (store.MonthTally, error) {
	today := o.today()
	return tx.MonthTally(ctx, month, today, rules.BoardsOf(month, today).EndsSoonDays, within)
}

// CountMonths counts anew what divisions count in months in which cases have changed since, and keeps it, so that dashboards need not count every case; the newest month
// first, each in a transaction of its own. The program does so whenever it catches up with the day. It returns how many months there were.
func (o *Office) CountMonths(ctx context.Context) (done int, err error) {
	actor, today := access.SystemActor(access.AccountNightly), o.today()
	var rules rehab.Rules
	var months []date.Month
	soon := func(m date.Month) int { return rules.BoardsOf(m, today).EndsSoonDays }
	err = o.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		if rules, err = tx.Rules(ctx); err == nil {
			months, err = tx.MonthsToCount(ctx, today, soon)
		}
		return err
	})
	for _, m := range months {
		if err == nil {
			err = o.store.WithTx(ctx, actor, func(tx *store.Tx) error { return tx.CountMonth(ctx, m, today, soon(m)) })
			done++
		}
	}
	return done, err
}

// RebuildMonths compares the figures kept of every month and division with the cases, reports every difference, and counts anew when repair is set. It returns how
// many months it read.
func (o *Office) RebuildMonths(ctx context.Context, repair bool, report func(what string)) (read int, err error) {
	actor, today := access.SystemActor(access.AccountRebuild), o.today()
	var rules rehab.Rules
	var months []date.Month
	err = o.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		if rules, err = tx.Rules(ctx); err == nil {
			months, err = tx.MonthsWithCases(ctx)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, m := range months {
		err := o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
			wrong, err := tx.WrongDivisionMonths(ctx, m, today, rules.BoardsOf(m, today).EndsSoonDays)
			for _, w := range wrong {
				report(fmt.Sprintf("month %s of %s: %s", m, w.Division, w.Says()))
			}
			if err != nil || !repair || len(wrong) == 0 {
				return err
			}
			return tx.MarkDivisionMonths(ctx, m, wrong)
		})
		if err != nil {
			return read, err
		}
		read++
	}
	if repair {
		_, err = o.CountMonths(ctx)
	}
	return read, err
}
