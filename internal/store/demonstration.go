package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
)

// Demonstration is the mark of a demonstration's database.
type Demonstration struct {
	MadeAt time.Time
	Day    date.Date // the legal day it is set to; zero for the real one
}

// Demonstration returns the mark; fault.NotFound in any other database.
func (tx *Tx) Demonstration(ctx context.Context) (Demonstration, error) {
	return row[Demonstration](ctx, tx, `select made_at, day from demonstration`, nil)
}

// MarkDemonstration makes this database one of a demonstration for good.
func (tx *Tx) MarkDemonstration(ctx context.Context) error {
	return tx.exec(ctx, `insert into demonstration default values`, nil)
}

// SetDemonstrationDay keeps the day to which the legal day is set; zero for the real one.
func (tx *Tx) SetDemonstrationDay(ctx context.Context, day date.Date) error {
	return tx.exec(ctx, `update demonstration set day = @day`, pgx.NamedArgs{"day": day})
}
