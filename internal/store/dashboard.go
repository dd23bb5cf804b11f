package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// DutyCount is how many cases owe a duty of a kind.
type DutyCount struct {
	Kind  *string // nil: of any kind, each case once
	Late  int
	Week  int // due by the end of this week, from today
	Month int // due within 30 days
}

// DashboardFilter says of when and where the dashboard is.
type DashboardFilter struct {
	Month   date.Month
	Within  division.Range // part of the actor's scope; zero: all of it
	Today   date.Date
	WeekEnd date.Date
	Soon    int       // how many days ahead FigureEndsSoon looks
	Present bool      // the month is the present one: duties are counted too
	Rewards bool      // the actor may see rewards
	On      date.Date // rewards as they stood that day; zero: now
}

// DashboardCounts is what a dashboard counts.
type DashboardCounts struct {
	Tally   MonthTally
	Before  []MonthOpen // where the month began
	Duties  []DutyCount
	Rewards []RewardSum
}

const dashboardDuties = `
	select o.kind, count(distinct o.case_id) filter (where ` + dutyIsLate + `)::int as late,
		count(distinct o.case_id) filter (where o.due between @today::date and @week_end::date)::int as week,
		count(distinct o.case_id) filter (where o.due between @today::date and @today::date + 30)::int as month
	from obligation o where o.due <= greatest(@week_end::date, @today::date + 30) and ` + dutyStands + ` and ` + myDuty + `
		and (@low::bigint = 0 or o.division between @low and @high)
	group by grouping sets ((o.kind), ())`

// statement is a query with its named arguments.
type statement struct {
	sql  string
	args pgx.NamedArgs
}

// statements are the queries of the dashboard, in the order in which Dashboard reads their rows.
func (f DashboardFilter) statements(actor access.Actor) []statement {
	from, to := actor.Scope.Bounds()
	args := pgx.NamedArgs{"scope_low": from, "scope_high": to, "low": f.Within.Low, "high": f.Within.High, "today": f.Today, "week_end": f.WeekEnd}
	all := append(monthStatements(actor, f.Month, f.Today, f.Soon, f.Within), openStatement(actor, f.Month-1, f.Within))
	if f.Present {
		all = append(all, statement{dashboardDuties, args})
	}
	if f.Rewards {
		all = append(all, statement{rewardSums, RewardFilter{Within: f.Within, On: f.On}.args()})
	}
	return all
}

// Dashboard counts, in one round trip and without reading a fact. Every figure is the number of rows of the list with the same filter.
func (tx *Tx) Dashboard(ctx context.Context, f DashboardFilter) (out DashboardCounts, err error) {
	b := &pgx.Batch{}
	for _, s := range f.statements(tx.actor) {
		b.Queue(s.sql, s.args)
	}
	res := tx.conn.SendBatch(ctx, b)
	defer res.Close()
	out.Tally = MonthTally{Scope: tx.actor.Scope, Within: f.Within}
	if err = out.Tally.read(res, f.Soon); err != nil {
		return out, err
	}
	if out.Before, err = nextRows[MonthOpen](res); err != nil {
		return out, err
	}
	if f.Present {
		if out.Duties, err = nextRows[DutyCount](res); err != nil {
			return out, err
		}
	}
	if f.Rewards {
		out.Rewards, err = nextRows[RewardSum](res)
	}
	return out, err
}
