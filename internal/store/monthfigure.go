package store

import (
	"context"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// Figure names one thing that is counted of a calendar month: how many cases there are of which its condition holds. The list of cases with
// CaseFilter.Figure and the same month and place has exactly so many rows. What each counts is said in words by the families figure and figure_note.
type Figure string

// The figures, of cases for which the place was answerable when the month was over (FigureMovedOut: when the month before was). Those that begin with
// Stage, phase, measure, OnLeave to BreachOpen and EndsSoon say how the case stood then; the others what happened in the month, as known today.
const (
	FigureOpen     Figure = "open"      // had not ended
	FigureOpened   Figure = "opened"    // came to the offices: decided here, or moved in from another county
	FigureMovedIn  Figure = "moved_in"  // a place outside was answerable when the month before was over
	FigureMovedOut Figure = "moved_out" // a place outside is answerable now; open(month before) + opened + moved_in − moved_out − ended = open
	FigureEnded    Figure = "ended"     // ended in the month

	FigureReportInDue     Figure = "report_in_due" // the deadline ends in the month: on time, late, overdue or open
	FigureReportInOnTime  Figure = "report_in_on_time"
	FigureReportInCause   Figure = "report_in_cause" // of those due, with a good cause that set the deadline
	FigureReportInLate    Figure = "report_in_late"
	FigureReportInOverdue Figure = "report_in_overdue"
	FigureReportInOpen    Figure = "report_in_open"

	FigureTestDue      Figure = "test_due" // done, missed or open; a window is counted in its last month
	FigureTestDone     Figure = "test_done"
	FigureTestMissed   Figure = "test_missed"
	FigureTestOpen     Figure = "test_open"
	FigureTestExcused  Figure = "test_excused"
	FigureTestPositive Figure = "test_positive"

	FigureReportDue    Figure = "report_due" // periodic reports; persons, as all figures
	FigureReportDone   Figure = "report_done"
	FigureReportShort  Figure = "report_short" // not, or not fully, done
	FigureTalkDue      Figure = "talk_due"
	FigureTalkDone     Figure = "talk_done"
	FigureTalkShort    Figure = "talk_short"
	FigureVisitDue     Figure = "visit_due"
	FigureVisitDone    Figure = "visit_done"
	FigureVisitShort   Figure = "visit_short"
	FigureContactShort Figure = "contact_short" // any of the three

	FigureAssessDue  Figure = "assess_due" // with a phase or final assessment whose last day lies in the month
	FigureAssessDone Figure = "assess_done"
	FigureAssessLate Figure = "assess_late"

	FigurePhaseFinished Figure = "phase_finished"
	FigurePhasePassed   Figure = "phase_passed"

	FigureOnLeave       Figure = "on_leave"
	FigureLeaveOverdue  Figure = "leave_overdue"
	FigureMoving        Figure = "moving"
	FigureBreachOpen    Figure = "breach_open"
	FigureBreachReached Figure = "breach_reached"
	FigureEvaded        Figure = "evaded"
	FigureDeparted      Figure = "departed"
	FigureAdmonished    Figure = "admonished"
	FigureEndsSoon      Figure = "ends_soon"  // the term's last day lies within so many days of the month's end as the policy says
	FigureServeLate     Figure = "serve_late" // of the police
	FigureOutcomeLate   Figure = "outcome_late"
	FigureDischargeLate Figure = "discharge_late"
	FigureDetox         Figure = "detox" // open cases
	FigureRehab         Figure = "rehab"
)

// StageFigure is the figure of cases in a stage when the month was over, of an exit: ended so in the month.
func StageFigure(s rehab.Stage) Figure { return "stage_" + Figure(s) }

// PhaseFigure is the figure of open cases in a phase, 1 to 3, when the month was over.
func PhaseFigure(n int) Figure { return Figure("phase_" + strconv.Itoa(n)) }

// figure is a figure and what it asks of a row c of a month.
type figure struct {
	name      Figure
	condition string
}

// figures has every figure but FigureMovedOut and FigureMovedIn, which take two places to tell.
var figures = func() []figure {
	all := []figure{
		{FigureOpen, `not c.ended`}, {FigureOpened, `c.opened`}, {FigureEnded, `c.ended`},
		{FigureReportInDue, `c.report_in_state is not null`}, {FigureReportInOnTime, `c.report_in_state = 'on_time'`}, {FigureReportInCause, `c.report_in_state is not null and c.good_cause`},
		{FigureReportInLate, `c.report_in_state = 'late'`}, {FigureReportInOverdue, `c.report_in_state = 'overdue'`}, {FigureReportInOpen, `c.report_in_state = 'open'`},
		{FigureTestDue, testStates[TestDue]}, {FigureTestDone, testStates[TestDone]}, {FigureTestMissed, testStates[TestMissed]}, {FigureTestOpen, testStates[TestOpen]},
		{FigureTestExcused, testStates[TestExcused]}, {FigureTestPositive, testStates[TestPositive]},
	}
	for _, kind := range []string{"report", "talk", "visit"} {
		all = append(all, figure{Figure(kind + "_due"), contactStates[kind+"_due"]}, figure{Figure(kind + "_done"), contactStates[kind+"_done"]}, figure{Figure(kind + "_short"), contactStates[kind]})
	}
	all = append(all, []figure{
		{FigureContactShort, contactStates[ContactShort]},
		{FigureAssessDue, `c.assess_due > 0`}, {FigureAssessDone, `c.assess_done > 0`}, {FigureAssessLate, `c.assess_late > 0`},
		{FigurePhaseFinished, `c.phase_finished`}, {FigurePhasePassed, `c.phase_passed`},
		{FigureOnLeave, `c.on_leave`}, {FigureLeaveOverdue, `c.leave_overdue`}, {FigureMoving, `c.moving`},
		{FigureBreachOpen, `c.breach_open`}, {FigureBreachReached, `c.breach_reached`}, {FigureEvaded, `c.evaded`}, {FigureDeparted, `c.departed`}, {FigureAdmonished, `c.admonished`},
		{FigureEndsSoon, `not c.ended and c.last_day between @on::date and @on::date + @soon::int`},
		{FigureServeLate, `c.serve_late`}, {FigureOutcomeLate, `c.outcome_late`}, {FigureDischargeLate, `c.discharge_late`},
		{FigureDetox, `not c.ended and c.measure = 'detox'`}, {FigureRehab, `not c.ended and c.measure = 'rehab'`},
	}...)
	for n := 1; n <= 3; n++ {
		all = append(all, figure{PhaseFigure(n), `not c.ended and c.phase = ` + strconv.Itoa(n)})
	}
	for _, s := range rehab.Stages() {
		all = append(all, figure{StageFigure(s), `c.stage = '` + string(s) + `'`})
	}
	return all
}()

// figureOrder are the names of figures, in the order in which they are counted and kept.
var figureOrder = func() []Figure {
	all := make([]Figure, len(figures))
	for i, f := range figures {
		all[i] = f.name
	}
	return all
}()

// figureConditions are the conditions of CaseFilter.Figure.
var figureConditions = func() map[Figure]string {
	m := map[Figure]string{FigureMovedIn: `c.moved_from is not null and not ` + counted("c.moved_from"), FigureMovedOut: counted("c.moved_from") + ` and not ` + counted("c.division")}
	for _, f := range figures {
		m[f.name] = f.condition
	}
	return m
}()

// counted says that a division lies in the part of the actor's scope that is counted.
func counted(column string) string {
	return `(` + column + ` <@ ` + myScope + ` and (@low::bigint = 0 or ` + column + ` between @low and @high))`
}

// FigureNames returns every figure, in a fixed order.
func FigureNames() []Figure {
	return append([]Figure{FigureMovedIn, FigureMovedOut}, figureOrder...)
}

// MonthFigures counts the cases of one division in a month.
type MonthFigures struct {
	Division division.Code
	N        map[Figure]int // without FigureMovedIn and FigureMovedOut: they follow from the moves
}

// MonthMove is how many cases went from one division's charge into another's in a month.
type MonthMove struct {
	From, To division.Code
	Count    int
}

// MonthTally is what MonthTally of Tx counts.
type MonthTally struct {
	Scope     division.Scope // of the actor
	Within    division.Range // the part of it that was counted; zero: all
	Divisions []MonthFigures // those with a case, in the order of their codes
	Moves     []MonthMove    // out of and into the divisions counted
}

// monthCase is a row of a month as figures look at it.
const monthCase = `select m.month, m.division, m.stage, m.measure, m.end_phase as phase, ` + monthEnded + ` as ended, ` + monthColumns + ` from case_month m where `

var monthMoves = `select m.moved_from as "from", m.division as "to", count(*)::int as count from case_month m
		where m.month = @month::date and m.moved_from is not null and (` + counted("m.moved_from") + ` or ` + counted("m.division") + `) group by 1, 2 order by 1, 2`

// monthStatements counts a month in the part of the actor's scope that lies within; a zero range is all of it.
func monthStatements(actor access.Actor, m date.Month, today date.Date, soon int, within division.Range) []statement {
	counts := monthCount{figures: figureOrder, months: []date.Month{m}, on: min(m.Last(), today), soon: soon, within: within, screening: true}.statement(actor)
	counts.sql = `select x.division, x.n from (` + counts.sql + `) x order by x.division`
	from, to := actor.Scope.Bounds()
	return []statement{counts, {monthMoves, pgx.NamedArgs{"month": m.First(), "scope_low": from, "scope_high": to, "low": within.Low, "high": within.High}}}
}

// MonthOpen is how many cases of a division had not ended when a month was over.
type MonthOpen struct {
	Division division.Code
	Count    int
}

// openStatement counts the open cases of a month by division.
func openStatement(actor access.Actor, m date.Month, within division.Range) statement {
	s := monthCount{figures: []Figure{FigureOpen}, months: []date.Month{m}, on: m.Last(), within: within, screening: true}.statement(actor)
	s.sql = `select x.division, x.n[1] as count from (` + s.sql + `) x where x.n[1] > 0`
	return s
}

// MonthTally counts every figure of the month by division in the part of the actor's scope that lies within (a zero range: all of it), in one round trip
// and from case_month and what was counted of it before alone. Soon is how many days ahead FigureEndsSoon looks, from the month's end; in the present month
// from today; 0: it is not counted.
func (tx *Tx) MonthTally(ctx context.Context, m date.Month, today date.Date, soon int, within division.Range) (MonthTally, error) {
	b := &pgx.Batch{}
	for _, s := range monthStatements(tx.actor, m, today, soon, within) {
		b.Queue(s.sql, s.args)
	}
	res := tx.conn.SendBatch(ctx, b)
	defer res.Close()
	t := MonthTally{Scope: tx.actor.Scope, Within: within}
	return t, t.read(res, soon)
}

// read takes the two answers to monthStatements.
func (t *MonthTally) read(res pgx.BatchResults, soon int) error {
	counts, err := nextRows[struct {
		Division division.Code
		N        []int
	}](res)
	if err != nil {
		return err
	}
	for _, c := range counts {
		n := make(map[Figure]int, len(figureOrder))
		for i, name := range figureOrder {
			n[name] = c.N[i]
		}
		if soon == 0 {
			delete(n, FigureEndsSoon)
		}
		t.Divisions = append(t.Divisions, MonthFigures{c.Division, n})
	}
	t.Moves, err = nextRows[MonthMove](res)
	return err
}

// Counts reports whether the division is one of those counted.
func (t *MonthTally) Counts(c division.Code) bool { return t.Scope.Contains(c) && holds(t.Within, c) }

// Of adds up the figures of the divisions in the range, with what moved into it and out of it. A zero range is everything that was counted.
func (t *MonthTally) Of(r division.Range) map[Figure]int {
	in := func(c division.Code) bool { return t.Counts(c) && holds(r, c) }
	sum := make(map[Figure]int, len(figures)+2)
	for _, d := range t.Divisions {
		if in(d.Division) {
			for name, n := range d.N {
				sum[name] += n
			}
		}
	}
	for _, m := range t.Moves {
		switch from, to := in(m.From), in(m.To); {
		case to && !from:
			sum[FigureMovedIn] += m.Count
		case from && !to:
			sum[FigureMovedOut] += m.Count
		}
	}
	return sum
}

// holds reports whether a range, all divisions when it is zero, has the division in it.
func holds(r division.Range, c division.Code) bool {
	return r.Low.IsZero() || r.Low <= c && c <= r.High
}

// IsFigure reports whether the word names a figure.
func IsFigure(word string) bool { return slices.Contains(FigureNames(), Figure(word)) }
