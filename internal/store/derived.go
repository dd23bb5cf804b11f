package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Summary is a row of case_summary.
type Summary struct {
	CaseID         uuid.UUID     `json:"case_id"`
	PersonID       uuid.UUID     `json:"person_id"`
	ComputedOn     date.Date     `json:"computed_on"`
	RecomputeOn    date.Date     `json:"recompute_on"` // no date: never again without a new fact
	Measure        string        `json:"measure"`
	Stage          string        `json:"stage"`
	Phase          *int          `json:"phase"`        // nil outside the phases
	PhaseMonth     *int          `json:"phase_month"`  // which month of the phase, from 1
	PhaseMonths    *int          `json:"phase_months"` // how many months the phase has
	Answerable     division.Code `json:"answerable"`
	ReportIn       date.Date     `json:"report_in"`
	TermLastDay    date.Date     `json:"term_last_day"`
	ExitDay        date.Date     `json:"exit_day"`
	LastTest       date.Date     `json:"last_test"`
	LastTestResult *string       `json:"last_test_result"`
	NextDue        date.Date     `json:"next_due"`
	BreachOpen     bool          `json:"breach_open"`
	Moving         bool          `json:"moving"`
	ChangeStep     *string       `json:"change_step"` // next step of the residence change under way; nil without one
	ChangeFrom     division.Code `json:"change_from"`
	ChangeTo       division.Code `json:"change_to"` // none when it leads out of the county
	ChangeSince    date.Date     `json:"change_since"`
	ChangeDue      date.Date     `json:"change_due"`
	AnsweringSince date.Date     `json:"answerable_since" db:"answerable_since"` // from when the division answerable has answered
	Strip          string        `json:"strip"`                                  // one letter a month cell, phases separated by |
	Dossier        string        `json:"dossier"`                                // one letter a slot
	DossierMissing int           `json:"dossier_missing"`                        // slots missing; the other two likewise
	DossierNeeded  int           `json:"dossier_needed"`
	DossierFiled   int           `json:"dossier_filed"`
}

// Obligation is a row of obligation: a duty not yet met.
type Obligation struct {
	CaseID   uuid.UUID     `json:"case_id"`
	Seq      int           `json:"seq"`
	Kind     string        `json:"kind"`
	OwedBy   string        `json:"owed_by"`
	Division division.Code `json:"division"`
	Opens    date.Date     `json:"opens"`
	Due      date.Date     `json:"due"`
	Lapses   date.Date     `json:"lapses"`
	Month    date.Date     `json:"month"`
	OfFact   *uuid.UUID    `json:"of_fact"`
	Rule     string        `json:"rule"`
	Article  string        `json:"article"`
	Phase    *int          `json:"phase"`    // of a test, a contact or an assessment
	Prepared bool          `json:"prepared"` // what the decision rests on is on file: a village's opinion
}

// CaseMonth is a row of case_month.
type CaseMonth struct {
	CaseID        uuid.UUID     `json:"case_id"`
	Month         date.Date     `json:"month"`
	Phase         int           `json:"phase"`     // of the month's first day of the term: whose cell it is; 0 outside the term's months
	Stage         string        `json:"stage"`     // at the month's end, of the present month: today
	EndPhase      int           `json:"end_phase"` // phase of that day; 0 outside the phases
	Division      division.Code `json:"division"`  // answerable on that day
	WindowMonth   date.Date     `json:"window_month"`
	WindowEnds    bool          `json:"window_ends"` // the window is counted in its last month
	WindowFrom    date.Date     `json:"window_from"`
	WindowTo      date.Date     `json:"window_to"`
	WindowState   *string       `json:"window_state"`
	Mark          string        `json:"mark"`     // empty outside the term's months
	Tested        bool          `json:"tested"`   // a valid result was taken in this month
	Positive      bool          `json:"positive"` // a positive was taken in this month
	ReportsOwed   int           `json:"reports_owed"`
	ReportsDone   int           `json:"reports_done"`
	VisitsOwed    int           `json:"visits_owed"`
	VisitsDone    int           `json:"visits_done"`
	TalksOwed     int           `json:"talks_owed"`
	TalksDone     int           `json:"talks_done"`
	SuspendedDays int           `json:"suspended_days"`

	Measure       string        `json:"measure"`
	LastDay       date.Date     `json:"last_day"` // this and the next five: at the month's end, of the present month: today; nothing once the case has ended
	OnLeave       bool          `json:"on_leave"`
	LeaveOverdue  bool          `json:"leave_overdue"`
	Moving        bool          `json:"moving"`
	BreachOpen    bool          `json:"breach_open"`
	BreachReached bool          `json:"breach_reached"`
	ReportInState *string       `json:"report_in_state"` // of the report-in whose deadline ends in the month; nil without one
	GoodCause     bool          `json:"good_cause"`
	AssessDue     int           `json:"assess_due"`
	AssessDone    int           `json:"assess_done"`
	AssessLate    int           `json:"assess_late"`
	Opened        bool          `json:"opened"`
	MovedFrom     division.Code `json:"moved_from"` // answerable at the end of the month before, where another is at the end of this one
	Evaded        bool          `json:"evaded"`
	Departed      bool          `json:"departed"`
	Admonished    bool          `json:"admonished"`
	PhaseFinished bool          `json:"phase_finished"`
	PhasePassed   bool          `json:"phase_passed"`
	ServeLate     bool          `json:"serve_late"` // duties of the police whose last day lies in the month
	OutcomeLate   bool          `json:"outcome_late"`
	DischargeLate bool          `json:"discharge_late"`
}

// CaseAccess is a row of case_access.
type CaseAccess struct {
	CaseID    uuid.UUID      `json:"case_id"`
	Division  division.Code  `json:"division"`
	Reading   access.Reading `json:"reading"`
	FromDate  date.Date      `json:"from_date"`
	UntilDate date.Date      `json:"until_date"` // exclusive; no date: still open
}

// Derived is everything that lists need of one case, as computed from its facts.
type Derived struct {
	Summary     Summary
	Obligations []Obligation
	Months      []CaseMonth
	Access      []CaseAccess
	Holds       []RewardHold
}

// RewardHold says that an entry not yet paid must wait (ruling 28).
type RewardHold struct {
	Entry uuid.UUID `json:"entry"`
	Phase int       `json:"phase"`
	Since date.Date `json:"since"`
	Why   string    `json:"why"` // what blocks, kinds parted by commas
}

// queueDerived replaces what lists need of the cases. The actor may not see all of the rows that must change (those of another reading), so the scope is
// widened for just these statements.
func (tx *Tx) queueDerived(b *pgx.Batch, all []Derived) error {
	var ids []uuid.UUID
	var sum Derived // the rows of all cases together, but for the summaries
	var summaries []Summary
	for i := range all {
		d := &all[i]
		ids, summaries = append(ids, d.Summary.CaseID), append(summaries, d.Summary)
		sum.Access, sum.Obligations = append(sum.Access, d.Access...), append(sum.Obligations, d.Obligations...)
		sum.Months, sum.Holds = append(sum.Months, d.Months...), append(sum.Holds, d.Holds...)
	}
	cases := pgx.NamedArgs{"cases": ids}
	queueSettings(b, wide(tx.actor))
	b.Queue(`delete from case_summary where case_id = any(@cases)`, cases)
	b.Queue(`delete from obligation where case_id = any(@cases)`, cases)
	if err := queueMonths(b, ids, sum.Months); err != nil {
		return err
	}
	b.Queue(`delete from reward_hold where entry in (select e.id from reward_entry e where e.case_id = any(@cases))`, cases)
	b.Queue(`update case_file set version = version + 1 where id = any(@cases)`, cases)
	b.Queue(`delete from case_access where case_id = any(@cases)`, cases) // last: without it the policies hide the other rows
	for _, t := range []struct {
		table string
		rows  any
	}{{"case_access", sum.Access}, {"case_summary", summaries}, {"obligation", sum.Obligations}, {"reward_hold", sum.Holds}} {
		if err := queueRows(b, t.table, t.rows); err != nil {
			return err
		}
	}
	// Two records may have been merged or parted while this transaction waited for the cases.
	b.Queue(`update case_summary s set person_id = `+personOfCase+` from case_file c where c.id = s.case_id and s.case_id = any(@cases) and s.person_id <> `+personOfCase, cases)
	queueReferralPlaces(b, cases)
	queueSettings(b, tx.actor)
	return nil
}

// queueMonths makes the months of the cases those given. Rows that stay as they are are left alone, so that only what has changed must be counted again
// (division_month). What the insertion reads of gone puts it after the deletion.
func queueMonths(b *pgx.Batch, cases []uuid.UUID, months []CaseMonth) error {
	raw, err := json.Marshal(append([]CaseMonth{}, months...))
	if err != nil {
		return fmt.Errorf("store: months of cases: %w", err)
	}
	b.Queue(`
		with come as materialized (select * from jsonb_populate_recordset(null::case_month, @months)),
		gone as (delete from case_month m where m.case_id = any(@cases) and not exists (
			select from come c where c.case_id = m.case_id and c.month = m.month and row(c.*) is not distinct from row(m.*)) returning m.month)
		insert into case_month
		select c.* from come c, (select count(*) from gone) as done
		where not exists (select from case_month m where m.case_id = c.case_id and m.month = c.month and row(m.*) is not distinct from row(c.*))`,
		pgx.NamedArgs{"cases": cases, "months": string(raw)})
	return nil
}

// queueRows inserts all rows, whose JSON names are the table's columns, in one statement.
func queueRows(b *pgx.Batch, table string, list any) error {
	raw, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("store: rows of %s: %w", table, err)
	}
	if string(raw) != "null" && string(raw) != "[]" {
		b.Queue(`insert into `+table+` select * from jsonb_populate_recordset(null::`+table+`, @rows)`, pgx.NamedArgs{"rows": string(raw)})
	}
	return nil
}

// CasesToRecompute returns the cases whose recompute day has come, oldest first, at most limit.
func (tx *Tx) CasesToRecompute(ctx context.Context, today date.Date, limit int) ([]uuid.UUID, error) {
	return values[uuid.UUID](ctx, tx, `select case_id from case_summary where recompute_on <= @today order by recompute_on, case_id limit @limit`,
		pgx.NamedArgs{"today": today, "limit": limit})
}

// AllCases returns the ids of every case after the given one, in order, at most limit.
func (tx *Tx) AllCases(ctx context.Context, after uuid.UUID, limit int) ([]uuid.UUID, error) {
	return values[uuid.UUID](ctx, tx, `select id from case_file where id > @after order by id limit @limit`, pgx.NamedArgs{"after": after, "limit": limit})
}

// DerivedOf returns what is stored for the case, to be compared with what its facts say.
func (tx *Tx) DerivedOf(ctx context.Context, id uuid.UUID) (Derived, error) {
	var d Derived
	var err error
	args := pgx.NamedArgs{"id": id}
	if d.Summary, err = row[Summary](ctx, tx, `select * from case_summary where case_id = @id`, args); err != nil {
		return d, err
	}
	if d.Obligations, err = rows[Obligation](ctx, tx, `select * from obligation where case_id = @id order by seq`, args); err != nil {
		return d, err
	}
	if d.Months, err = rows[CaseMonth](ctx, tx, `select * from case_month where case_id = @id order by month`, args); err != nil {
		return d, err
	}
	if d.Access, err = rows[CaseAccess](ctx, tx, `select * from case_access where case_id = @id order by division, reading, from_date`, args); err != nil {
		return d, err
	}
	d.Holds, err = rows[RewardHold](ctx, tx, `select h.entry, h.phase, h.since, h.why from reward_hold h join reward_entry e on e.id = h.entry where e.case_id = @id order by 1`, args)
	return d, err
}
