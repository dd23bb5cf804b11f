package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
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

// ActorOf returns account, posting and name of a login's posting at a unit, for the cast of a demonstration.
func (tx *Tx) ActorOf(ctx context.Context, login string, unit int64) (access.Actor, error) {
	r, err := row[struct {
		Account int64
		Posting int64
		Name    string
	}](ctx, tx, `
		select a.id as account, p.id as posting, a.name from account a join posting p on p.account = a.id where a.login = @login and p.unit = @unit limit 1`,
		pgx.NamedArgs{"login": login, "unit": unit})
	return access.Actor{Account: r.Account, Posting: r.Posting, Unit: unit, Name: r.Name}, err
}
