package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Summary is a row of case_summary.
type Summary struct {
	CaseID         uuid.UUID
	PersonID       uuid.UUID
	ComputedOn     date.Date
	RecomputeOn    date.Date // no date: never again without a new fact
	Measure        string
	Stage          string
	Phase          *int // nil outside the phases
	PhaseMonth     *int // which month of the phase, from 1
	PhaseMonths    *int // how many months the phase has
	Answerable     division.Code
	ReportIn       date.Date
	TermLastDay    date.Date
	ExitDay        date.Date
	LastTest       date.Date
	LastTestResult *string
	NextDue        date.Date
	BreachOpen     bool
	Moving         bool
	Strip          string // one letter a month cell, phases separated by |
}

// Obligation is a row of obligation: a duty not yet met.
type Obligation struct {
	CaseID   uuid.UUID
	Seq      int
	Kind     string
	OwedBy   string
	Division division.Code
	Opens    date.Date
	Due      date.Date
	Lapses   date.Date
	Month    date.Month
	OfFact   *uuid.UUID
	Rule     string
	Article  string
}

// CaseMonth is a row of case_month.
type CaseMonth struct {
	CaseID        uuid.UUID
	Month         date.Month
	Phase         int
	Stage         string
	Division      division.Code // answerable on the month's last day
	WindowMonth   date.Month
	WindowEnds    bool // the window is counted in its last month
	WindowFrom    date.Date
	WindowTo      date.Date
	WindowState   *string
	Mark          string
	Tested        bool // a valid result was taken in this month
	Positive      bool // a positive was taken in this month
	ReportsOwed   int
	ReportsDone   int
	VisitsOwed    int
	VisitsDone    int
	TalksOwed     int
	TalksDone     int
	SuspendedDays int
}

// CaseAccess is a row of case_access.
type CaseAccess struct {
	CaseID    uuid.UUID
	Division  division.Code
	Reading   access.Reading
	FromDate  date.Date
	UntilDate date.Date // exclusive; no date: still open
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
	Entry uuid.UUID
	Phase int
}

// SaveDerived replaces what lists need of the cases, in one round trip. The cases must be locked by this transaction.
func (tx *Tx) SaveDerived(ctx context.Context, all ...Derived) error {
	b := &pgx.Batch{}
	for i := range all {
		queueDerived(b, &all[i])
	}
	return toFault(tx.conn.SendBatch(ctx, b).Close())
}

func queueDerived(b *pgx.Batch, d *Derived) {
	id := pgx.NamedArgs{"id": d.Summary.CaseID}
	// Access comes first: the policies of all other tables ask it.
	b.Queue(`delete from case_access where case_id = @id`, id)
	queueRows(b, "case_access", d.Access)
	queueSummary(b, &d.Summary)
	b.Queue(`delete from obligation where case_id = @id`, id)
	queueRows(b, "obligation", d.Obligations)
	b.Queue(`delete from case_month where case_id = @id`, id)
	queueRows(b, "case_month", d.Months)
	b.Queue(`delete from reward_hold where entry in (select e.id from reward_entry e where e.case_id = @id)`, id)
	queueRows(b, "reward_hold", d.Holds)
	b.Queue(`update case_file set version = version + 1 where id = @id`, id)
}
