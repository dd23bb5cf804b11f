package store

import (
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
)

// caseQuery is a filter in SQL. Values are arguments; only words of this file stand in the text.
type caseQuery struct {
	page, sums string
	args       pgx.NamedArgs
}

const (
	// myScope is the scope of the transaction's actor.
	myScope = `(select nullif(current_setting('xinsheng.scope', true), '')::int8multirange)`
	// police says that the actor reads as police; a screening is theirs alone, also in a month before its decision.
	police = `'police' = any ((select nullif(current_setting('xinsheng.readings', true), '')::text[])::text[])`
	// myDuty says that the duty o is owed by an office of the actor's scope; the range reaches the index.
	myDuty = `o.division between @scope_low and @scope_high and o.division <@ ` + myScope
	// mine says that a division of the actor's scope is answerable for the case c, which is then never a stub.
	mine = `c.division between @scope_low and @scope_high and c.division <@ ` + myScope
	// fully says that the case c is more to the actor than a closed stub. Written so that the planner asks it of the rows at hand, not first of every case.
	fully = `coalesce((select true from case_access a where a.case_id = c.case_id and a.reading in ('answerable', 'incoming', 'police') limit 1), false)`
	// dutyStands says that the duty o has not lapsed, dutyIsLate that it is overdue; the bare comparison reaches the index.
	dutyStands = dutyState + ` <> ''`
	dutyIsLate = `o.due < @today::date and ` + dutyState + ` = 'overdue'`
	// unassigned says that nobody answers by name for the open case c.
	unassigned = mine + ` and not c.ended and c.stage <> 'screening' and ` + workerOf + ` is null`

	presentCases = `select s.case_id, s.person_id, s.measure, s.stage, s.phase, s.phase_month, s.answerable as division, s.report_in, s.term_last_day, s.exit_day,
		s.last_test, s.last_test_result, s.next_due, s.breach_open, s.moving, s.strip, s.answerable, s.answerable_since as since,
		s.exit_day is not null as ended
		from case_summary s`
	monthRows = `select s.case_id, s.person_id, s.measure, m.stage, nullif(m.end_phase, 0) as phase, null::integer as phase_month, m.division, s.report_in,
		coalesce(m.last_day, s.term_last_day) as term_last_day, s.exit_day, s.last_test, s.last_test_result, s.next_due, s.strip, s.answerable, s.answerable_since as since,
		` + monthEnded + ` as ended, ` + monthColumns + `
		from case_month m join case_summary s on s.case_id = m.case_id where `
	// monthEnded says that the case of the month m had ended when it was over.
	monthEnded = `(m.stage in ('discharged', 'terminated', 'to_isolation', 'moved_out', 'revoked', 'returned'))`
	// monthColumns are what the figures of a month are counted from.
	monthColumns = `m.window_ends, m.window_state, m.mark, m.positive, m.reports_owed, m.reports_done, m.visits_owed, m.visits_done, m.talks_owed, m.talks_done,
		m.last_day, m.on_leave, m.leave_overdue, m.moving, m.breach_open, m.breach_reached, m.report_in_state, m.good_cause, m.assess_due, m.assess_done, m.assess_late,
		m.opened, m.moved_from, m.evaded, m.departed, m.admonished, m.phase_finished, m.phase_passed, m.serve_late, m.outcome_late, m.discharge_late`
	// monthMine chooses the cases of a month for which a division of the actor's scope was answerable when it was over, monthLeft those for which one
	// was when the month before was over.
	monthMine = `m.month = @month::date and m.division between @scope_low and @scope_high and m.division <@ ` + myScope + ` and (m.stage <> 'screening' or ` + police + `)`
	monthLeft = `m.month = @month::date and m.moved_from between @scope_low and @scope_high and m.moved_from <@ ` + myScope
)

// testStates are the conditions of CaseFilter.Test. A window is counted in its last month; what had run on paper is settled and not counted.
var testStates = map[string]string{
	TestDue:      `c.window_ends and c.mark <> 'settled' and c.window_state in ('done', 'missed', 'open')`,
	TestDone:     `c.window_ends and c.mark <> 'settled' and c.window_state = 'done'`,
	TestShort:    `c.window_ends and c.mark <> 'settled' and c.window_state in ('missed', 'open')`,
	TestMissed:   `c.window_ends and c.mark <> 'settled' and c.window_state = 'missed'`,
	TestOpen:     `c.window_ends and c.mark <> 'settled' and c.window_state = 'open'`,
	TestExcused:  `c.window_ends and c.mark <> 'settled' and c.window_state = 'excused'`,
	TestPositive: `c.positive`,
}

// contactStates are the conditions of CaseFilter.Contact.
var contactStates = map[string]string{
	ContactShort:  `(c.reports_done < c.reports_owed or c.visits_done < c.visits_owed or c.talks_done < c.talks_owed)`,
	"report":      `c.reports_done < c.reports_owed`,
	"talk":        `c.talks_done < c.talks_owed`,
	"visit":       `c.visits_done < c.visits_owed`,
	"report_due":  `c.reports_owed > 0`,
	"talk_due":    `c.talks_owed > 0`,
	"visit_due":   `c.visits_owed > 0`,
	"report_done": `c.reports_owed > 0 and c.reports_done >= c.reports_owed`,
	"talk_done":   `c.talks_owed > 0 and c.talks_done >= c.talks_owed`,
	"visit_done":  `c.visits_owed > 0 and c.visits_done >= c.visits_owed`,
}

// roundSums counts the rows c of a month by what is due and done in it, with the conditions of the lists.
var roundSums = func() string {
	sums := []string{sumOf(testStates[TestDue], "test_due"), sumOf(testStates[TestDone], "test_done")}
	for _, kind := range []string{"report", "talk", "visit"} {
		sums = append(sums, sumOf(contactStates[kind+"_due"], kind+"_due"), sumOf(contactStates[kind+"_done"], kind+"_done"))
	}
	return strings.Join(sums, ", ")
}()

func sumOf(condition, name string) string {
	return `(count(*) filter (where ` + condition + `))::int as ` + name
}

// caseOrder is a sort: what the rows are ordered by, and whether downwards. Chinese names stand in the order of their pinyin.
var caseOrders = map[string]struct {
	by   string
	down bool
}{
	"due":       {by: `coalesce(c.next_due, 'infinity')`},
	"name":      {by: `coalesce(p.name, '') collate "zh-x-icu"`},
	"report_in": {by: `coalesce(c.report_in, '-infinity')`, down: true},
	"last_test": {by: `coalesce(c.last_test, '-infinity')`},
	"term_end":  {by: `coalesce(c.term_last_day, 'infinity')`},
	"place":     {by: `c.division`},
}

func (f CaseFilter) query(actor access.Actor) caseQuery {
	where, order := f.where(), f.order()
	before, after := "<", ">"
	if order.down {
		before, after = after, before
	}
	base, person := presentCases, ""
	if !f.Month.IsZero() {
		base = f.monthBase()
	}
	if f.Sort == "name" {
		person = ` left join person p on p.id = c.person_id`
	}
	keyed := `(` + order.by + `, c.case_id)`
	numbers, counted := `0 as before, 0 as upto`, ""
	if f.Key != uuid.Nil {
		counted = person
		numbers = `count(*) filter (where ` + keyed + ` ` + before + ` (select v, case_id from key)) as before,
			count(*) filter (where ` + keyed + ` ` + before + `= (select v, case_id from key)) as upto`
	}
	with := `with base as not materialized (` + base + `), key as (select ` + order.by + ` as v, c.case_id from base c` + person + ` where c.case_id = @key::uuid)`
	past, direction := after, ""
	if f.Back {
		past = before
	}
	if f.Back != order.down {
		direction = " desc"
	}
	return caseQuery{
		page: with + `, page as (select c.*, ` + order.by + ` as v from base c` + person + ` where ` + where + `
			and (not exists (select from key) or ` + keyed + ` ` + past + ` (select v, case_id from key))
			order by v` + direction + `, c.case_id` + direction + ` limit nullif(@limit, 0))
			select ` + f.columns() + ` order by c.v` + direction + `, c.case_id` + direction,
		sums: with + ` select count(*) as total, count(*) filter (where c.measure = 'detox') as detox, count(*) filter (where c.measure = 'rehab') as rehab,
			count(*) filter (where c.stage = 'suspended') as suspended, count(*) filter (where c.moving) as moving, ` + f.lateSum() + `
			` + numbers + ` from base c` + counted + ` where ` + where,
		args: f.args(actor),
	}
}

// monthBase are the cases a list of a month is chosen from.
func (f CaseFilter) monthBase() string {
	if f.Figure == FigureMovedOut {
		return monthRows + monthLeft
	}
	return monthRows + monthMine
}

func (f CaseFilter) order() struct {
	by   string
	down bool
} {
	if o, ok := caseOrders[f.Sort]; ok {
		return o
	}
	return caseOrders["place"]
}

// lateSum counts, of a present list, those with something overdue, and of a month's those who have moved away.
func (f CaseFilter) lateSum() string {
	if f.Month.IsZero() {
		return `count(*) filter (where c.case_id in (select o.case_id from obligation o where ` + myDuty + ` and ` + dutyIsLate + `)) as late, 0 as stubs,`
	}
	return `0 as late, count(*) filter (where not ` + fully + `) as stubs,`
}

// columns reads the page's rows with what only they need: the person, what is due next, what is longest overdue, the present month.
func (f CaseFilter) columns() string {
	month, cell := `left join case_month m on m.case_id = c.case_id and m.month = @this_month::date`, "m"
	if !f.Month.IsZero() {
		month, cell = "", "c"
	}
	cells := strings.ReplaceAll(`case when x.window_ends then x.window_state end as window_state, x.mark, coalesce(x.positive, false) as positive,
		coalesce(x.reports_owed, 0) as reports_owed, coalesce(x.reports_done, 0) as reports_done, coalesce(x.visits_owed, 0) as visits_owed,
		coalesce(x.visits_done, 0) as visits_done, coalesce(x.talks_owed, 0) as talks_owed, coalesce(x.talks_done, 0) as talks_done`, "x.", cell+".")
	return `c.case_id, f.is as full, case when f.is then p.name end as name, case when f.is then p.document_mask end as doc_mask, c.measure, c.stage, c.phase, c.phase_month, c.division,
		case when f.is then c.report_in end as report_in, case when f.is then c.term_last_day end as term_last_day, case when f.is then c.exit_day end as exit_day,
		case when f.is then c.last_test end as last_test, case when f.is then c.last_test_result end as last_test_result,
		case when f.is then c.next_due end as next_due, next.kind as next_kind, late.kind as late_kind, late.due as late_since, coalesce(late.n, 0) as late_count,
		case when f.is then wk.name end as worker, f.is and c.breach_open as breach_open, f.is and c.moving as moving, case when f.is then c.strip end as strip, ` + cells + `
		from page c cross join lateral (select ` + fully + ` as is) f left join person p on p.id = c.person_id
		left join lateral (select a.name from account a where a.id = ` + workerOf + `) wk on true
		left join lateral (select o.kind from obligation o where o.case_id = c.case_id and o.due = c.next_due order by o.seq limit 1) next on true
		left join lateral (select o.kind, o.due, count(*) over () as n from obligation o
			where o.case_id = c.case_id and ` + myDuty + ` and ` + dutyIsLate + ` order by o.due, o.seq limit 1) late on true ` + month
}

// where is what the filter asks of a row c of base.
func (f CaseFilter) where() string {
	var all []string
	add := func(chosen bool, condition string) {
		if chosen {
			all = append(all, condition)
		}
	}
	present := f.Month.IsZero()
	switch f.Stage {
	case "":
	case StageOpen:
		all = append(all, `not c.ended`)
	case StageEnded:
		all = append(all, `c.ended`)
	case StageLeft:
		all = append(all, `c.ended and c.stage <> 'discharged'`)
	default:
		all = append(all, `c.stage = @stage`)
	}
	add(f.Phase != 0, `c.phase = @phase`)
	add(f.Measure != "", `c.measure = @measure`)
	duty := present && (f.Duty != "" || f.Kind != "")
	elsewhere := present && (f.Find != nil || f.Only == OnlyMoving || duty)
	add(!f.Within.Low.IsZero() && !duty && f.Figure != FigureMovedOut, `c.division between @low and @high`)
	add(present && !elsewhere, mine)
	add(elsewhere, fully)
	add(present && !f.Began.IsZero(), `c.report_in between @began::date and @began_last::date`)
	add(present && f.Only == OnlyBreach, `c.breach_open`)
	add(present && f.Only == OnlyMoving, `c.moving`)
	add(duty, `c.case_id in (select o.case_id from obligation o where `+f.duty()+`)`)
	add(!present && f.Figure != "", figureConditions[f.Figure])
	add(!present && f.Test != "", testStates[f.Test])
	add(!present && f.Contact != "", contactStates[f.Contact])
	add(f.Worker != 0, workerOf+` = @worker`)
	add(f.Mine, workerOf+mineIs)
	add(f.Unassigned, unassigned)
	if f.Find != nil {
		all = append(all, f.Find.where())
	}
	if len(all) == 0 {
		return "true"
	}
	return strings.Join(all, " and ")
}

// dutyTimes are the conditions of CaseFilter.Duty.
var dutyTimes = map[string]string{
	"":        dutyStands,
	DutyLate:  dutyIsLate,
	DutyWeek:  `o.due between @today::date and @week_end::date and ` + dutyStands,
	DutyMonth: `o.due between @today::date and @today::date + 30 and ` + dutyStands,
}

// duty is what the filter asks of a duty o. A duty belongs to the office that owed it, which may be another than the one answerable now.
func (f CaseFilter) duty() string {
	s := myDuty + ` and ` + dutyTimes[f.Duty]
	if f.Kind != "" {
		s += ` and o.kind = @kind`
	}
	if !f.Within.Low.IsZero() {
		s += ` and o.division between @low and @high`
	}
	return s
}

func (f CaseFilter) args(actor access.Actor) pgx.NamedArgs {
	from, to := actor.Scope.Bounds()
	a := pgx.NamedArgs{"scope_low": from, "scope_high": to,
		"stage": f.Stage, "phase": f.Phase, "measure": f.Measure, "low": f.Within.Low, "high": f.Within.High, "kind": f.Kind,
		"worker": f.Worker, "me": actor.Account, "my_posting": actor.Posting, "today": f.Today, "this_month": f.Today.Month().First(), "week_end": f.WeekEnd, "key": orNull(f.Key), "limit": f.Limit,
	}
	if !f.Began.IsZero() {
		a["began"], a["began_last"] = f.Began.First(), f.Began.Last()
	}
	if !f.Month.IsZero() {
		a["month"], a["on"] = f.Month.First(), min(f.Month.Last(), f.Today)
		a["soon"] = f.Soon
	}
	if f.Find != nil {
		f.Find.addTo(a)
	}
	return a
}
