package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// dutyState is how the duty o stands on @today if nothing further is recorded, ” when it has lapsed: rehab's Obligation.StateOn in SQL,
// against which a test holds it.
const dutyState = `case when o.lapses < @today::date then '' when o.due < @today::date then 'overdue' when @today::date < o.opens then 'upcoming' else 'open' end`

// Sections of a worklist, the most urgent first: a person stands in the first one that any of their duties belongs to.
const (
	WorkSign    = 1 // waits for this role's decision
	WorkOverdue = 2
	WorkWeek    = 3 // due by the end of this week
	WorkMonth   = 4 // due by the end of this month, or at no set day
	WorkLater   = 5
)

// WorkDuty says that duties of a kind are on the worklist, and as what (access.Part).
type WorkDuty struct {
	Kind     string
	Prepared bool
	Part     string
}

// WorkFilter chooses what is on a worklist; zero fields choose all.
type WorkFilter struct {
	Duties        []WorkDuty
	AtDestination []string // kinds that are also the work of where a residence change leads
	OfAnswerable  []string // kinds that are the work of the office answerable now, whoever left them
	Today         date.Date
	WeekEnd       date.Date
	MonthEnd      date.Date
	Within        division.Range // of the office answerable
	Kind          string         // one kind of duty
	Section       int
	Worker        int64   // account that answers for the case
	Mine          bool    // the actor does, or whom it stands in for
	Unassigned    bool    // nobody does
	All           bool    // also what the role only watches and is not overdue
	At            WorkKey // where the page begins: after this person
	Back          bool    // or, going back, before
	Limit         int
	Office        OfficeFilter // its days and All are those above
}

// WorkKey is a person's place in the list.
type WorkKey struct {
	Section int       `json:"section"`
	Due     date.Date `json:"due"`
	Person  uuid.UUID `json:"person_id"`
}

// WorkPage is a page of a worklist with what it is part of.
type WorkPage struct {
	Counts map[int]int // persons by section, whatever page and section were asked for
	Lines  []WorkLine
	Late   []WorkLate // townships where something is overdue, most persons first
	Behind WorkBehind
	Office []OfficeLine // what the actor's office owes others, the most urgent first
}

// WorkLate is how many persons of a township have something overdue.
type WorkLate struct {
	Township division.Code `json:"township"`
	Persons  int           `json:"persons"`
	Oldest   date.Date     `json:"oldest"` // the earliest last day that has passed
}

// WorkBehind is how many cases have not been computed again since their day came, and the earliest day that any of them was computed on.
type WorkBehind struct {
	Cases int       `json:"cases"`
	Since date.Date `json:"since"`
}

// WorkLine is one person with all duties that are on the worklist.
type WorkLine struct {
	WorkKey
	CaseID         uuid.UUID     `json:"case_id"` // of the most urgent duty
	Name           string        `json:"name"`
	DocMask        string        `json:"doc_mask"`
	Sex            string        `json:"sex"`
	Measure        string        `json:"measure"`
	Stage          string        `json:"stage"`
	Phase          *int          `json:"phase"`
	PhaseMonth     *int          `json:"phase_month"`
	Answerable     division.Code `json:"answerable"`
	Worker         *string       `json:"worker"` // who answers by name; nil when nobody does
	LastTest       date.Date     `json:"last_test"`
	LastTestResult *string       `json:"last_test_result"`
	Strip          string        `json:"strip"`
	Duties         []WorkMark    `json:"duties"` // the most urgent first
}

// WorkMark is one duty of a line.
type WorkMark struct {
	Obligation
	Part    string `json:"part"`
	State   string `json:"state"` // rehab's words
	Section int    `json:"section"`
	Mark    string `json:"mark"` // of what belongs to a month: how the tracker marks its test window
}

// workReached are the duties o, with the summary s of their case, that an actor's worklist may hold: those of its own place, those of the office answerable now, whoever left
// them, and those at the destination of a residence change. Each has an index of its own, and none gives what one before gives.
const workReached = `
			select o, s from obligation o join case_summary s on s.case_id = o.case_id where o.division between @scope_low and @scope_high and o.division <@ ` + myScope + `
			union all
			select o, s from case_summary s join obligation o on o.case_id = s.case_id
			where s.answerable between @scope_low and @scope_high and s.answerable <@ ` + myScope + ` and o.kind = any(@answering::text[]) and not o.division <@ ` + myScope + `
			union all
			select o, s from case_summary s join obligation o on o.case_id = s.case_id
			where s.change_to between @scope_low and @scope_high and s.change_to <@ ` + myScope + ` and o.kind = any(@arriving::text[]) and not o.division <@ ` + myScope + `
				and not (o.kind = any(@answering::text[]) and s.answerable <@ ` + myScope + `)`

// worklist gives one row: the counts, the lines of the page, how late each township is, how far behind the figures are and the office duties, each as JSON.
// Duties of a person's several cases meet in one line. The scope is the one the row-level policies look at.
var worklist = `
	with mine as materialized (
		select s.person_id, o.*, p.part, ` + dutyState + ` as state,
			case when p.part = 'signs' then 1 when o.due < @today::date then 2 when o.due <= @week::date then 3
				when o.due is null or o.due <= @month::date then 4 else 5 end as section
		from (` + workReached + `) x
		cross join lateral (select (x.o).*) o
		cross join lateral (select (x.s).*) s
		cross join lateral (select s.case_id, s.answerable, s.answerable_since as since) c
		cross join lateral (select @parts::jsonb -> o.prepared::text ->> o.kind as part) p
		where ` + dutyState + ` in ('open', 'overdue')
			and p.part is not null and (p.part <> 'watch' or @all::boolean or o.due < @today::date)
			and (@low::bigint = 0 or o.division between @low and @high) and (@kind::text = '' or o.kind = @kind)
			and (@worker::bigint = 0 or ` + workerOf + ` = @worker) and (not @mine::boolean or ` + workerOf + mineIs + `)
			and (not @unassigned::boolean or s.exit_day is null and s.stage <> 'screening' and ` + workerOf + ` is null)
	), who as materialized (
		select person_id, min(section) as section, min(due) as due from mine group by person_id
	), page as materialized (
		select * from who
		where (@section::int = 0 or section = @section) and (@at_id::uuid is null
			or case when @back::boolean then (section, coalesce(due, 'infinity'), person_id) < (@at_section, coalesce(@at_due::date, 'infinity'), @at_id)
				else (section, coalesce(due, 'infinity'), person_id) > (@at_section, coalesce(@at_due::date, 'infinity'), @at_id) end)
		order by case when @back::boolean then -section else section end, (case when @back::boolean then -1 else 1 end)
			* (coalesce(due, '9999-12-31') - date '2000-01-01'), case when @back::boolean then null else person_id end, person_id desc
		limit @limit
	), line as (
		select g.section, g.due, g.person_id, m.case_id, p.name, p.document_mask as doc_mask, p.sex, s.measure, s.stage, s.phase, s.phase_month,
			s.answerable::text, (select a.name from account a, (select s.case_id, s.answerable, s.answerable_since as since) c
				where s.exit_day is null and a.id = ` + workerOf + `) as worker, s.last_test, s.last_test_result, s.strip, m.duties
		from page g
		join (
			select d.person_id, (array_agg(d.case_id order by d.section, d.due, d.seq))[1] as case_id, jsonb_agg(to_jsonb(d) - 'division'
				|| jsonb_build_object('division', d.division::text, 'mark', c.mark) order by d.section, d.due, d.seq) as duties
			from mine d left join case_month c on c.case_id = d.case_id and c.month = d.month
			where d.person_id in (select person_id from page) group by d.person_id
		) m on m.person_id = g.person_id
		join case_summary s on s.case_id = m.case_id
		join person p on p.id = g.person_id
	)
	select (select coalesce(jsonb_object_agg(c.section, c.n), '{}') from (select section, count(*) as n from who group by section) c) as counts,
		(select coalesce(jsonb_agg(to_jsonb(l) order by l.section, coalesce(l.due, 'infinity'), l.person_id), '[]') from line l) as lines,
		(select coalesce(jsonb_agg(to_jsonb(t) order by t.persons desc, t.township), '[]') from (
			select (division - division % 1000)::text as township, count(distinct person_id) as persons, min(due) as oldest
			from mine where state = 'overdue' group by division - division % 1000) t) as late,
		(select jsonb_build_object('cases', count(*), 'since', min(computed_on)) from case_summary where recompute_on <= @today::date) as behind,
		(` + officeWork + `) as office`

// Worklist returns a page of the actor's worklist in one round trip: one line a person, the most urgent first.
func (tx *Tx) Worklist(ctx context.Context, f WorkFilter) (WorkPage, error) {
	parts := map[string]map[string]string{"true": {}, "false": {}}
	for _, d := range f.Duties {
		parts[strconv.FormatBool(d.Prepared)][d.Kind] = d.Part
	}
	var page WorkPage
	args := pgx.NamedArgs{
		"parts": parts, "arriving": f.AtDestination, "answering": f.OfAnswerable, "today": f.Today, "week": f.WeekEnd, "month": f.MonthEnd,
		"all": f.All, "low": f.Within.Low, "high": f.Within.High, "kind": f.Kind, "section": f.Section,
		"worker": f.Worker, "mine": f.Mine, "unassigned": f.Unassigned, "me": tx.actor.Account, "my_posting": tx.actor.Posting,
		"at_section": f.At.Section, "at_due": f.At.Due, "at_id": orNull(f.At.Person), "back": f.Back, "limit": f.Limit,
	}
	args["scope_low"], args["scope_high"] = tx.actor.Scope.Bounds()
	f.Office.addTo(args, tx)
	got, err := row[struct{ Counts, Lines, Late, Behind, Office json.RawMessage }](ctx, tx, worklist, args)
	if err != nil {
		return page, err
	}
	for _, part := range []struct {
		raw  json.RawMessage
		into any
	}{{got.Counts, &page.Counts}, {got.Lines, &page.Lines}, {got.Late, &page.Late}, {got.Behind, &page.Behind}, {got.Office, &page.Office}} {
		if err := unmarshalled(part.raw, part.into); err != nil {
			return page, err
		}
	}
	return page, nil
}

func unmarshalled(raw json.RawMessage, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("store: a worklist's JSON: %w", err)
	}
	return nil
}
