package casework

import (
	"context"

	"xinsheng/internal/access"
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
		lines, sums, err = tx.CaseLines(ctx, w.asOfToday(f))
		return err
	})
	return lines, sums, err
}

// ExportCases returns all cases that the filter chooses, and writes into the audit log that they were taken out: how many, and by which filters.
func (w *Work) ExportCases(ctx context.Context, actor access.Actor, f store.CaseFilter, filters map[string]any) (lines []store.CaseLine, err error) {
	if !actor.May(access.CaseExport) {
		return nil, fault.ErrNotFound()
	}
	f = w.asOfToday(f)
	f.Limit = MaxExport + 1
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
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

func (w *Work) asOfToday(f store.CaseFilter) store.CaseFilter {
	f.Today = w.Today()
	f.WeekEnd = f.Today.WeekEnd()
	return f
}
