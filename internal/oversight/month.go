package oversight

import (
	"context"

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
