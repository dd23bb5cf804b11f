package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// PatternSet is one setting of how the numbers of a kind of paper read.
type PatternSet struct {
	Kind       string
	Issuer     *int64  // unit; nil: for all
	IssuerName *string // nil: for all
	Pattern    *string // nil: taken back, so that it reads as without it
	SetAt      time.Time
	SetBy      string // name
}

// PatternSets returns every pattern that was ever set, the newest first.
func (tx *Tx) PatternSets(ctx context.Context) ([]PatternSet, error) {
	return rows[PatternSet](ctx, tx, `
		select n.kind, n.issuer, u.name as issuer_name, n.pattern, n.set_at, a.name as set_by
		from number_pattern n left join unit u on u.id = n.issuer join account a on a.id = n.set_by order by n.id desc`, nil)
}

// SetPattern sets how the numbers of a kind of paper read from now on, of one issuer or (nil) of all; a nil pattern takes the setting back.
func (tx *Tx) SetPattern(ctx context.Context, kind string, issuer *int64, pattern *string, at time.Time) error {
	return tx.exec(ctx, `insert into number_pattern (kind, issuer, pattern, set_at, set_by) values (@kind, @issuer, @pattern, @at, @by)`,
		pgx.NamedArgs{"kind": kind, "issuer": issuer, "pattern": pattern, "at": at, "by": tx.actor.Account})
}

// LockPatterns makes other changes of patterns wait until the transaction ends.
func (tx *Tx) LockPatterns(ctx context.Context) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('number_pattern', 0))`, nil)
}

// LastNumber is how far a run of numbers has come.
type LastNumber struct {
	Issuer int64
	Kind   string
	Number int
}

// LastNumbers returns how far the runs of a year have come that the actor sees.
func (tx *Tx) LastNumbers(ctx context.Context, year int) ([]LastNumber, error) {
	return rows[LastNumber](ctx, tx, `select issuer, kind, max(number) as number from document_number where year = @year group by issuer, kind`, pgx.NamedArgs{"year": year})
}
