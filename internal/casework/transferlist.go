package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
)

// Transfers returns the residence changes under way that the actor sees, at most limit after the given one; more says that there are others.
func (w *Work) Transfers(ctx context.Context, actor access.Actor, step string, after store.TransferKey, limit int) (lines []store.TransferLine, more bool, err error) {
	if !actor.May(access.TransferView) {
		return nil, false, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		lines, err = tx.TransferLines(ctx, step, after, limit+1)
		return err
	})
	if len(lines) > limit {
		return lines[:limit], true, err
	}
	return lines, false, err
}
