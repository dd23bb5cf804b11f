package registry

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
)

// AuditLog returns one page of the audit log for its administrator and how many entries the filter chooses in all.
func (g *Registry) AuditLog(ctx context.Context, actor access.Actor, f store.AuditFilter, limit int) (entries []store.AuditEntry, total int, err error) {
	if err := may(actor, access.AuditView); err != nil {
		return nil, 0, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		if entries, err = tx.AuditEntries(ctx, f, limit); err != nil {
			return err
		}
		total, err = tx.CountAuditEntries(ctx, f)
		return err
	})
	return entries, total, err
}
