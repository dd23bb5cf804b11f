package store

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// DutyState is dutyState for the test that holds it against the rules.
const DutyState = dutyState

// Explain returns the plan of every query of a list of cases and of a dashboard, for the tests that look at them; analyse runs them.
func (tx *Tx) Explain(ctx context.Context, list CaseFilter, board DashboardFilter, analyse bool) (string, error) {
	q := list.query(tx.actor)
	return tx.explain(ctx, append([]statement{{q.page, q.args}, {q.sums, q.args}}, board.statements(tx.actor)...), analyse)
}

// ExplainTrend returns the plan of every query of a trend.
func (tx *Tx) ExplainTrend(ctx context.Context, f TrendFilter, analyse bool) (string, error) {
	return tx.explain(ctx, f.statements(tx.actor), analyse)
}

func (tx *Tx) explain(ctx context.Context, all []statement, analyse bool) (string, error) {
	explain := "explain (costs off) "
	if analyse {
		explain = "explain (analyze, timing off, costs off, summary on) "
	}
	var out []string
	for _, s := range all {
		lines, err := values[string](ctx, tx, explain+s.sql, s.args)
		if err != nil {
			return "", err
		}
		out = append(out, append([]string{"-- next"}, lines...)...)
	}
	return strings.Join(out, "\n"), nil
}

// On returns the store on a pool of the test's own.
func On(pool *pgxpool.Pool) *Store { return &Store{pool} }

// ExplainAny returns the plan of any statement with its arguments.
func (tx *Tx) ExplainAny(ctx context.Context, sql string, args []any) (string, error) {
	r, err := tx.conn.Query(ctx, "explain (costs off) "+sql, args...)
	if err != nil {
		return "", err
	}
	lines, err := pgx.CollectRows(r, pgx.RowTo[string])
	return strings.Join(lines, "\n"), err
}
