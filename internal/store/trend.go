package store

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// TrendFigures are the figures that are followed over months, in the order of TrendCell.N.
var TrendFigures = []Figure{FigureOpen, FigureTestDue, FigureTestDone, FigureTestMissed, FigureTestPositive, FigureReportDue, FigureReportDone, FigureTalkDue, FigureTalkDone, FigureVisitDue, FigureVisitDone}

// TrendCell counts a month of a division.
type TrendCell struct {
	Month    date.Date // its first day
	Division division.Code
	N        []int // in the order of TrendFigures
}

// Stay is how many of those who reported in together fared alike.
type Stay struct {
	Began    date.Date // first day of the month of report-in
	Followed int       // full months from report-in to the day looked at
	Left     *int      // full months from report-in to the day before the exit, the last one in; nil: still in
	Finished bool      // the exit is a discharge
	Count    int
}

// TrendFilter says of when and where.
type TrendFilter struct {
	From, To date.Month
	Since    date.Month     // report-ins from this month on are followed
	On       date.Date      // the day at which they are looked at
	Within   division.Range // part of the actor's scope; zero: all of it
}

// TrendCounts is what a trend is drawn from.
type TrendCounts struct {
	Cells []TrendCell
	Stays []Stay
}

// trendStays counts by the months of the calendar, which is quicker than age() for every case: the full months from a day to another are those between their
// months, less one when the day of the month is not reached. Who left on the day of report-in stayed for none. SCOPE is what of the actor's scope its bounds do not say.
const trendStays = `
	select date_trunc('month', s.report_in)::date as began, FOLLOWED as followed, case when s.exit_day <= @on::date then LEFT_AFTER end as "left",
			coalesce(s.exit_day <= @on::date and s.stage = 'discharged', false) as finished, count(*)::int as count
		from case_summary s where s.answerable between @scope_low and @scope_high SCOPE and (@low::bigint = 0 or s.answerable between @low and @high)
			and s.report_in between @since::date and @on::date
		group by 1, 2, 3, 4 order by 1, 2, 3, 4`

// fullMonths is the number of full months from report-in to a day %.
const fullMonths = `((date_part('year', %) - date_part('year', s.report_in)) * 12 + date_part('month', %) - date_part('month', s.report_in)
	- (date_part('day', %) < date_part('day', s.report_in))::int)::int`

// staysStatement leaves the scope to its bounds where they say all of it, as for every office of one place: the planner takes a test of a multirange for one that few
// rows pass, and then asks the row-level policy of each row by itself.
func (f TrendFilter) staysStatement(actor access.Actor) statement {
	low, high := actor.Scope.Bounds()
	scope := ""
	if len(actor.Scope) != 1 {
		scope = `and s.answerable <@ ` + myScope
	}
	sql := strings.NewReplacer("FOLLOWED", strings.ReplaceAll(fullMonths, "%", "@on::date"), "LEFT_AFTER", `greatest(`+strings.ReplaceAll(fullMonths, "%", "(s.exit_day - 1)")+`, 0)`, "SCOPE", scope).Replace(trendStays)
	return statement{sql, pgx.NamedArgs{"since": f.Since.First(), "on": f.On, "scope_low": low, "scope_high": high, "low": f.Within.Low, "high": f.Within.High}}
}

// statements are the queries of a trend, in the order in which Trend reads their rows.
func (f TrendFilter) statements(actor access.Actor) []statement {
	var months []date.Month
	for m := f.From; m <= f.To; m++ {
		months = append(months, m)
	}
	return []statement{monthCount{figures: TrendFigures, months: months, on: f.On, within: f.Within, screening: true}.statement(actor), f.staysStatement(actor)}
}

// Trend counts months by division, and how long those who reported in have stayed, in one round trip and without reading a fact. A person is counted
// where the office sits that answers now, or did at the end, when it comes to staying.
func (tx *Tx) Trend(ctx context.Context, f TrendFilter) (out TrendCounts, err error) {
	b := &pgx.Batch{}
	for _, s := range f.statements(tx.actor) {
		b.Queue(s.sql, s.args)
	}
	res := tx.conn.SendBatch(ctx, b)
	defer res.Close()
	if out.Cells, err = nextRows[TrendCell](res); err != nil {
		return out, err
	}
	out.Stays, err = nextRows[Stay](res)
	return out, err
}

// Of returns the count of a figure in the cell; the figure is one of TrendFigures.
func (c *TrendCell) Of(name Figure) int { return c.N[slices.Index(TrendFigures, name)] }
