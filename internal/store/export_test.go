package store

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
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

// CountedNow counts the figures of the month case by case, whatever is kept, in the order of FigureNames without moves; for the test that compares.
func (tx *Tx) CountedNow(ctx context.Context, m date.Month, today date.Date, soon int) (map[division.Code][]int, error) {
	c := monthCount{figures: figureOrder, months: []date.Month{m}, on: min(m.Last(), today), soon: soon, screening: true}
	s := c.statement(tx.actor)
	return tx.countsBy(ctx, statement{countedNow(c.figures), s.args})
}

// CountedBefore counts them by what is kept.
func (tx *Tx) CountedBefore(ctx context.Context, m date.Month, today date.Date, soon int) (map[division.Code][]int, error) {
	return tx.countsBy(ctx, monthCount{figures: figureOrder, months: []date.Month{m}, on: min(m.Last(), today), soon: soon, screening: true}.statement(tx.actor))
}

func (tx *Tx) countsBy(ctx context.Context, s statement) (map[division.Code][]int, error) {
	all, err := rows[struct {
		Month    date.Date
		Division division.Code
		N        []int
	}](ctx, tx, s.sql, s.args)
	out := map[division.Code][]int{}
	for _, x := range all {
		out[x.Division] = x.N
	}
	return out, err
}
