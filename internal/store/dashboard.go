package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// DashboardCell is how many cases of a month are alike in everything the dashboard tells apart.
type DashboardCell struct {
	Division    division.Code
	Stage       string
	Phase       int // at the month's end; 0 outside the phases
	Measure     string
	Ended       bool
	Test        *string // of the window that is counted in the month: done, missed, open, excused; nil when none is
	Positive    bool
	ReportShort bool
	TalkShort   bool
	VisitShort  bool
	Count       int
}

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
	Present bool      // the month is the present one: duties are counted too
	Rewards bool      // the actor may see rewards
	On      date.Date // rewards as they stood that day; zero: now
}

// Figures is what a dashboard counts.
type Figures struct {
	Cells   []DashboardCell
	Duties  []DutyCount
	Rewards []RewardSum
	Breach  int // open cases with an open serious breach
	Moving  int // open cases whose residence is changing
}

const dashboardCells = `with base as (` + monthRows + monthMine + `)
	select c.division, c.stage, coalesce(c.phase, 0) as phase, c.measure, c.ended, case when c.window_ends and c.mark <> 'settled' then c.window_state end as test, c.positive,
		c.reports_done < c.reports_owed as report_short, c.talks_done < c.talks_owed as talk_short, c.visits_done < c.visits_owed as visit_short, count(*)::int as count
	from base c where @low::bigint = 0 or c.division between @low and @high
	group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`

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
	args := pgx.NamedArgs{"month": f.Month.First(), "scope_low": from, "scope_high": to, "low": f.Within.Low, "high": f.Within.High, "today": f.Today, "week_end": f.WeekEnd}
	all := []statement{{dashboardCells, args}}
	if f.Present {
		all = append(all, statement{dashboardDuties, args})
		for _, only := range []string{OnlyBreach, OnlyMoving} {
			q := CaseFilter{Stage: StageOpen, Only: only, Within: f.Within, Today: f.Today, WeekEnd: f.WeekEnd}.query(actor)
			all = append(all, statement{q.sums, q.args})
		}
	}
	if f.Rewards {
		all = append(all, statement{rewardSums, RewardFilter{Within: f.Within, On: f.On}.args()})
	}
	return all
}

// Dashboard counts, in one round trip and without reading a fact. Every figure is the number of rows of the list with the same filter.
func (tx *Tx) Dashboard(ctx context.Context, f DashboardFilter) (out Figures, err error) {
	b := &pgx.Batch{}
	for _, s := range f.statements(tx.actor) {
		b.Queue(s.sql, s.args)
	}
	res := tx.conn.SendBatch(ctx, b)
	defer res.Close()
	if out.Cells, err = nextRows[DashboardCell](res); err != nil {
		return out, err
	}
	if f.Present {
		if out.Duties, err = nextRows[DutyCount](res); err != nil {
			return out, err
		}
		for _, n := range []*int{&out.Breach, &out.Moving} {
			sums, err := nextRows[CaseSums](res)
			if err != nil {
				return out, err
			}
			*n = sums[0].Total
		}
	}
	if f.Rewards {
		out.Rewards, err = nextRows[RewardSum](res)
	}
	return out, err
}
