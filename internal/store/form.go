package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// HoldForm makes the same form, sent a second time at the same moment, wait until this transaction ends: it then finds what the first has written.
func (tx *Tx) HoldForm(ctx context.Context, key uuid.UUID) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('form ' || @key::uuid::text, 0))`, pgx.NamedArgs{"key": key})
}
