package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
)

// Exported is a list that was taken along as a file.
type Exported struct {
	Action  access.Action  // what it is to the audit log
	List    string         // which list
	Rows    int            // how many
	Filters map[string]any // by what it was filtered; no name and no number of a person
}

// LogExport writes into the audit log that a list was taken along. Whoever asks has been given the list.
func (w *Work) LogExport(ctx context.Context, actor access.Actor, x Exported) error {
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		return tx.Audit(ctx, store.Audited{Action: x.Action, Detail: map[string]any{"change": "exported", "list": x.List, "rows": x.Rows, "filters": x.Filters}})
	})
}
