package session

import (
	"context"
	"time"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
)

// Purge removes sessions that are over; the program does so every day.
func (k *Keeper) Purge(ctx context.Context) error {
	return k.store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		_, err := tx.PurgeSessions(ctx, time.Now())
		return err
	})
}
