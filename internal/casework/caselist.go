package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// MaxExport is how many cases one workbook may hold; what is left out of a list would not be noticed, so a longer one is refused.
const MaxExport = 20_000

// Cases returns a page of the cases the actor sees that the filter chooses, at most f.Limit of them, and the sums of all of them. Whether a duty is
// overdue is judged on the legal day.
func (w *Work) Cases(ctx context.Context, actor access.Actor, f store.CaseFilter) (lines []store.CaseLine, sums store.CaseSums, err error) {
	if !actor.May(access.CaseList) {
		return nil, sums, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		if f, err = w.asOfToday(ctx, tx, f); err != nil {
			return err
		}
		lines, sums, err = tx.CaseLines(ctx, f)
		return err
	})
	return lines, sums, err
}

// EndsSoonDays returns how many days ahead the figure of those whose term ends soon looks in a month.
func (w *Work) EndsSoonDays(ctx context.Context, actor access.Actor, m date.Month) (days int, err error) {
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		rules, err := tx.Rules(ctx)
		days = rules.BoardsOf(m, w.Today()).EndsSoonDays
		return err
	})
	return days, err
}

// ExportCases returns all cases that the filter chooses, and writes into the audit log that they were taken out: how many, and by which filters.
func (w *Work) ExportCases(ctx context.Context, actor access.Actor, f store.CaseFilter, filters map[string]any) (lines []store.CaseLine, err error) {
	if !actor.May(access.CaseExport) {
		return nil, fault.ErrNotFound()
	}
	f.Limit = MaxExport + 1
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if f, err = w.asOfToday(ctx, tx, f); err != nil {
			return err
		}
		if lines, _, err = tx.CaseLines(ctx, f); err != nil {
			return err
		}
		if len(lines) > MaxExport {
			return fault.New(fault.TooLarge, text.CaselistExportTooLong, "Max", MaxExport)
		}
		return tx.Audit(ctx, store.Audited{Action: access.CaseExport, Detail: map[string]any{"rows": len(lines), "filters": filters}})
	})
	return lines, err
}

func (w *Work) asOfToday(ctx context.Context, tx *store.Tx, f store.CaseFilter) (store.CaseFilter, error) {
	f.Today = w.Today()
	f.WeekEnd = f.Today.WeekEnd()
	if f.Figure != store.FigureEndsSoon {
		return f, nil
	}
	rules, err := tx.Rules(ctx)
	f.Soon = rules.BoardsOf(f.Month, f.Today).EndsSoonDays
	return f, err
}
