package store

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// CaseLine is a case as lists show it: as it stands, or in a list of a month as it stood at that month's end. Of a case that the actor sees
// as a closed stub only (DOMAIN §7) Full is false and nothing stands here but what the month's figures count.
type CaseLine struct {
	CaseID         uuid.UUID
	Full           bool
	Name           *string
	DocMask        *string
	Measure        string
	Stage          string
	Phase          *int
	PhaseMonth     *int // of a present list; which month of the phase, from 1
	Division       division.Code
	ReportIn       date.Date
	TermLastDay    date.Date
	ExitDay        date.Date
	LastTest       date.Date
	LastTestResult *string
	NextDue        date.Date
	NextKind       *string // what is due then
	LateKind       *string // the duty longest overdue; nil when none is
	LateSince      date.Date
	LateCount      int
	Worker         *string // who answers by name; nil when nobody does, or of a stub
	BreachOpen     bool
	Moving         bool
	Strip          *string
	WindowState    *string // of the test window that ends in the month; nil when none does
	Mark           *string // of the month's cell
	Positive       bool
	ReportsOwed    int
	ReportsDone    int
	VisitsOwed     int
	VisitsDone     int
	TalksOwed      int
	TalksDone      int
}

// CaseSums says what the cases a filter chooses are, whatever page is shown.
type CaseSums struct {
	Total     int
	Detox     int
	Rehab     int
	Suspended int
	Late      int // with something overdue; only of a present list
	Moving    int
	Stubs     int // only of a month's list: those who have moved away since
	Before    int // how many stand before the page's key
	Upto      int // and with the row of the key
}

// Values of CaseFilter.
const (
	StageOpen  = "open"  // not ended
	StageEnded = "ended" // discharged, terminated, isolated, moved out, revoked, returned
	StageLeft  = "left"  // ended without a discharge

	DutyLate  = "overdue"
	DutyWeek  = "week"  // due from today to the week's end
	DutyMonth = "month" // due within 30 days from today

	TestDue      = "due" // a window that ends in the month and is not excused: done, missed or open
	TestDone     = "done"
	TestMissed   = "missed"
	TestOpen     = "open"
	TestExcused  = "excused"
	TestShort    = "short"    // open or missed
	TestPositive = "positive" // a positive was taken in the month

	ContactShort = "short" // one of the three is not, or not fully, done

	OnlyBreach = "breach"
	OnlyMoving = "moving"
)

// Lists of the values of CaseFilter, in the order in which they are offered.
var (
	DutyTimes    = []string{DutyLate, DutyWeek, DutyMonth}
	TestStates   = []string{TestDue, TestDone, TestMissed, TestOpen, TestExcused, TestPositive}
	ContactKinds = []string{ContactShort, "report", "talk", "visit"}
	CaseOnly     = []string{OnlyBreach, OnlyMoving}
)

// What of a month can be filtered by only where a figure leads there.
var (
	TestFigures    = []string{TestShort}
	ContactFigures = []string{"report_due", "talk_due", "visit_due", "report_done", "talk_done", "visit_done"}
)

// CaseFilter chooses cases; zero fields choose all for which a division of the actor's scope is answerable. What was searched for, and those moving,
// are found wherever the actor sees them. With Month set the list is that of a month: of the cases for which a division of the actor's
// scope was answerable when it was over, as they stood then; Duty and Only do not apply. Test, Contact and Figure are of a month.
type CaseFilter struct {
	Stage   string // a stage, StageOpen, StageEnded or StageLeft
	Phase   int
	Measure string
	Within  division.Range // of the answerable village; with Duty or Kind, of the one that owes the duty
	Duty    string
	Kind    string // of the duty; by itself: a duty of the kind not met yet
	Only    string
	Month   date.Month
	Test    string
	Contact string
	Figure  Figure     // of the month
	Soon    int        // how many days ahead FigureEndsSoon looks
	Began   date.Month // of the report-in; of a present list
	Find    *PersonFinder

	Worker     int64 // account that answers for the case today
	Mine       bool  // the actor answers, or whom it stands in for
	Unassigned bool  // nobody answers by name

	Today   date.Date
	WeekEnd date.Date
	Sort    string // a key of CaseSorts
	Key     uuid.UUID
	Back    bool // the page before the key, instead of after it
	Limit   int  // 0: all
}

// CaseSorts are the orders of a present list, MonthSorts those of a month's.
var (
	CaseSorts  = []string{"due", "name", "report_in", "last_test", "term_end", "place"}
	MonthSorts = []string{"place", "name"}
)

// CaseLines returns a page of the cases and the sums of the whole list, in one round trip. Key is the case next to the page; one that is not
// there any more gives the first page.
func (tx *Tx) CaseLines(ctx context.Context, f CaseFilter) (lines []CaseLine, sums CaseSums, err error) {
	q := f.query(tx.actor)
	b := &pgx.Batch{}
	b.Queue(q.page, q.args)
	b.Queue(q.sums, q.args)
	res := tx.conn.SendBatch(ctx, b)
	defer res.Close()
	if lines, err = nextRows[CaseLine](res); err != nil {
		return nil, sums, err
	}
	all, err := nextRows[CaseSums](res)
	if err != nil {
		return nil, sums, err
	}
	if f.Back {
		slices.Reverse(lines)
	}
	return lines, all[0], nil
}

// nextRows collects the rows of the next query of a batch.
func nextRows[T any](res pgx.BatchResults) ([]T, error) {
	r, err := res.Query()
	if err != nil {
		return nil, toFault(err)
	}
	all, err := pgx.CollectRows(r, pgx.RowToStructByName[T])
	return all, toFault(err)
}
