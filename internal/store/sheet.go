package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// SheetLine is one person on a village's month sheet: the case as it stands and, when the month has a cell, how the month stands. Name is nil where
// the actor sees only that the case was here.
type SheetLine struct {
	CaseID         uuid.UUID
	Version        int
	Name           *string
	Sex            *string
	DocMask        *string
	Measure        string
	Stage          string
	Answerable     division.Code
	ReportIn       date.Date
	TermLastDay    date.Date
	ExitDay        date.Date
	LastTest       date.Date
	LastTestResult *string
	Moving         bool
	ChangeTo       division.Code
	Strip          string
	DetailsDue     bool // the record of a positive is still to be completed

	HasMonth      bool // the month is one of the case's month cells; otherwise what follows is zero
	Phase         int
	PhaseMonth    int
	Division      division.Code // answerable on the month's last day
	WindowFrom    date.Date
	WindowTo      date.Date
	WindowState   string
	Mark          string
	ReportsOwed   int
	ReportsDone   int
	VisitsOwed    int
	VisitsDone    int
	TalksOwed     int
	TalksDone     int
	SuspendedDays int
}

// SheetLines returns everybody on the sheet of a village for a month: those it answers for now, those it answered for at the month's end, and those on
// their way to it, whoever reported in first first. ended are the stages in which nothing is done any more.
func (tx *Tx) SheetLines(ctx context.Context, village division.Code, month date.Month, ended []string) ([]SheetLine, error) {
	return rows[SheetLine](ctx, tx, `
		with listed as (
			select case_id from case_summary where answerable = @village and stage <> all (@ended)
			union select case_id from case_month where month = @month and division = @village
			union select case_id from case_summary where moving and change_to = @village)
		select s.case_id, c.version, p.name, p.sex, p.document_mask as doc_mask, s.measure, s.stage, s.answerable, s.report_in, s.term_last_day,
			s.exit_day, s.last_test, s.last_test_result, s.moving, s.change_to, s.strip,
			exists (select from obligation o where o.case_id = s.case_id and o.kind = 'test_details') as details_due,
			m.month is not null as has_month, coalesce(m.phase, 0) as phase,
			(select count(*)::integer from case_month x where x.case_id = m.case_id and x.phase = m.phase and x.mark <> '' and x.month <= m.month) as phase_month,
			m.division, m.window_from, m.window_to, coalesce(m.window_state, '') as window_state, coalesce(m.mark, '') as mark,
			coalesce(m.reports_owed, 0) as reports_owed, coalesce(m.reports_done, 0) as reports_done, coalesce(m.visits_owed, 0) as visits_owed,
			coalesce(m.visits_done, 0) as visits_done, coalesce(m.talks_owed, 0) as talks_owed, coalesce(m.talks_done, 0) as talks_done,
			coalesce(m.suspended_days, 0) as suspended_days
		from listed join case_summary s using (case_id) join case_file c on c.id = case_id left join person p on p.id = s.person_id
			left join case_month m on m.case_id = s.case_id and m.month = @month and m.mark <> ''
		order by s.report_in, s.case_id`,
		pgx.NamedArgs{"village": village, "month": month.First(), "ended": ended})
}

// RoundFacts returns the tests and contacts of the cases between two days, both included, that are not voided, by day and entry.
func (tx *Tx) RoundFacts(ctx context.Context, cases []uuid.UUID, from, to date.Date) (map[uuid.UUID][]RecordedFact, error) {
	all, err := rows[factRow](ctx, tx, `
		select f.id, f.case_id, f.kind, f.date, f.recorded_at, f.recorded_by, a.name as recorder, f.body
		from fact_whole f join account a on a.id = f.recorded_by
		where f.case_id = any (@cases) and f.date between @from and @to and f.kind in ('test', 'contact')
			and not exists (select from fact_void v where v.case_id = f.case_id and v.of = f.id
				and not exists (select from fact_void u where u.case_id = v.case_id and u.of = v.fact_id))
		order by f.case_id, f.date, f.recorded_at, f.id`, pgx.NamedArgs{"cases": cases, "from": from, "to": to})
	if err != nil {
		return nil, err
	}
	byCase := make(map[uuid.UUID][]RecordedFact, len(cases))
	for _, r := range all {
		f, err := r.fact()
		if err != nil {
			return nil, err
		}
		byCase[r.CaseID] = append(byCase[r.CaseID], f)
	}
	return byCase, nil
}

// RoundCount is how far a village's round of a month is, in persons. Tests are counted in the last month of their window.
type RoundCount struct {
	Division      division.Code
	Persons       int // for whom the village answers now
	TestDue       int
	TestDone      int
	TestMissed    int
	ReportDue     int
	ReportDone    int
	TalkDue       int
	TalkDone      int
	VisitDue      int
	VisitDone     int
	Cases         int // with something due in the month
	CasesComplete int // of them those of whom nothing is still to do
}

// RoundCounts returns how far the villages of the actor's scope are with a month, by code. What is due and done is counted with the conditions of the
// month's list of cases, whatever their stage.
func (tx *Tx) RoundCounts(ctx context.Context, month date.Month, ended []string) ([]RoundCount, error) {
	from, to := tx.actor.Scope.Bounds()
	return rows[RoundCount](ctx, tx, `
		with persons as (select s.answerable as division, count(*)::int as persons from case_summary s where s.stage <> all (@ended) and s.answerable <@ `+myScope+` group by 1),
		counts as (
			select c.division, `+roundSums+`, `+sumOf(testStates[TestMissed], "test_missed")+`, `+sumOf(roundOwed, "cases")+`,
				`+sumOf(roundOwed+` and not (`+roundShort+`)`, "cases_complete")+`
			from (`+monthRows+monthMine+`) c group by 1)
		select division, coalesce(persons, 0) as persons, coalesce(test_due, 0) as test_due, coalesce(test_done, 0) as test_done, coalesce(test_missed, 0) as test_missed,
			coalesce(report_due, 0) as report_due, coalesce(report_done, 0) as report_done, coalesce(talk_due, 0) as talk_due, coalesce(talk_done, 0) as talk_done,
			coalesce(visit_due, 0) as visit_due, coalesce(visit_done, 0) as visit_done, coalesce(cases, 0) as cases, coalesce(cases_complete, 0) as cases_complete
		from persons full join counts using (division) order by division`,
		pgx.NamedArgs{"month": month.First(), "ended": ended, "scope_low": from, "scope_high": to})
}

// roundOwed says that the month asks something of the case c, roundShort that some of it is not done.
var (
	roundOwed  = `(` + testStates[TestDue] + ` or c.reports_owed + c.visits_owed + c.talks_owed > 0)`
	roundShort = testStates[TestShort] + ` or ` + contactStates[ContactShort]
)

// AnswerableFor returns the division that answers for a case now, or fault.NotFound.
func (tx *Tx) AnswerableFor(ctx context.Context, id uuid.UUID) (division.Code, error) {
	return value[division.Code](ctx, tx, `select answerable from case_summary where case_id = @id`, pgx.NamedArgs{"id": id})
}
