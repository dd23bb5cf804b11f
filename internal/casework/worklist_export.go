package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// ExportDesk returns the actor's whole worklist, and writes into the audit log that it was taken out: how many persons, and by which filters.
func (w *Work) ExportDesk(ctx context.Context, actor access.Actor, a WorkAsked, filters map[string]any) (Desk, error) {
	if !actor.May(access.CaseExport) {
		return Desk{}, fault.ErrNotFound()
	}
	a.At, a.Back, a.Whole = store.WorkKey{}, false, true
	d, err := w.Desk(ctx, actor, a, MaxExport)
	if err != nil {
		return d, err
	}
	if len(d.Lines) > MaxExport {
		return d, fault.New(fault.TooLarge, text.CaselistExportTooLong, "Max", MaxExport)
	}
	return d, w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Audited{Action: access.CaseExport, Detail: map[string]any{"rows": len(d.Lines), "office_duties": len(d.Office), "filters": filters}})
	})
}
