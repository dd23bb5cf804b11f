package store

import (
	"cmp"
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// PeriodicReturn is a return owed for a period by a village, a township or the city, and how far it has come. State and what follows it come from
// its steps and are written with them.
type PeriodicReturn struct {
	ID          uuid.UUID
	Level       string // rehab.ReturnLevel
	Division    division.Code
	Period      date.Date // its first day
	Until       date.Date // its last day
	Opens       date.Date
	Due         date.Date // for it to be submitted; the city's, to be locked
	State       string    // rehab.ReturnState
	NextDue     date.Date // of whoever has to act now; none: nobody has
	SubmittedOn date.Date // of the submission that stands
	Steps       int
}

// OweReturns writes the returns of list that are not there, and the days of those that nobody has submitted yet; it returns how many it wrote.
func (tx *Tx) OweReturns(ctx context.Context, list []PeriodicReturn) (int64, error) {
	n := len(list)
	ids, levels, codes := make([]uuid.UUID, n), make([]string, n), make([]int64, n)
	days := [4][]string{make([]string, n), make([]string, n), make([]string, n), make([]string, n)}
	for i := range list {
		r := &list[i]
		ids[i], levels[i], codes[i] = r.ID, r.Level, int64(r.Division)
		days[0][i], days[1][i], days[2][i], days[3][i] = r.Period.String(), r.Until.String(), r.Opens.String(), r.Due.String()
	}
	return tx.affected(ctx, `
		insert into periodic_return as r (id, level, division, period, until, opens, due, next_due)
		select id, level, division, period, until, opens, due, due from unnest(@ids::uuid[], @levels::text[], @codes::bigint[], @periods::text[]::date[], @untils::text[]::date[],
			@opens::text[]::date[], @dues::text[]::date[]) as x (id, level, division, period, until, opens, due)
		on conflict on constraint periodic_return_one_per_period do update set due = excluded.due, next_due = excluded.due
			where r.state = 'open' and r.due <> excluded.due`,
		pgx.NamedArgs{"ids": ids, "levels": levels, "codes": codes, "periods": days[0], "untils": days[1], "opens": days[2], "dues": days[3]})
}

const returnColumns = `r.id, r.level, r.division, r.period, r.until, r.opens, r.due, r.state, r.next_due, r.submitted_on, r.steps`

// ReturnFilter chooses returns; zero fields choose all that the actor sees.
type ReturnFilter struct {
	Level  string
	Within division.Range
	From   date.Date // of periods that end on it or later
	To     date.Date // of periods that begin on it or earlier
}

func (f ReturnFilter) args() pgx.NamedArgs {
	return pgx.NamedArgs{"level": f.Level, "low": f.Within.Low, "high": f.Within.High, "from": f.From, "to": f.To}
}

const returnWhere = ` (@level::text = '' or r.level = @level) and (@low::bigint = 0 or r.division between @low and @high)
	and (@from::date is null or r.until >= @from::date) and (@to::date is null or r.period <= @to::date)`

// Returns gives the returns that the filter chooses, by place and period.
func (tx *Tx) Returns(ctx context.Context, f ReturnFilter) ([]PeriodicReturn, error) {
	return rows[PeriodicReturn](ctx, tx, `select `+returnColumns+` from periodic_return r where`+returnWhere+` order by r.division, r.period`, f.args())
}

// Return gives the return with the id, or fault.NotFound.
func (tx *Tx) Return(ctx context.Context, id uuid.UUID) (PeriodicReturn, error) {
	return row[PeriodicReturn](ctx, tx, `select `+returnColumns+` from periodic_return r where r.id = @id`, pgx.NamedArgs{"id": id})
}

// LockReturns makes other steps with returns of the quarter that holds day wait until the transaction ends: what one level may do depends on the others.
func (tx *Tx) LockReturns(ctx context.Context, county division.Code, day date.Date) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('periodic_return ' || @county::bigint || to_char(@day::date, ' YYYY-"Q"Q'), 0))`,
		pgx.NamedArgs{"county": county, "day": day})
}

// ReturnCopy is a return with the figures that were submitted, or locked, or corrected last.
type ReturnCopy struct {
	PeriodicReturn
	Figures *rehab.ReturnSheet // nil: none yet
	Remarks map[string]string
}

// ReturnCopies gives the returns that the filter chooses with their figures, by place and period.
func (tx *Tx) ReturnCopies(ctx context.Context, f ReturnFilter) ([]ReturnCopy, error) {
	return rows[ReturnCopy](ctx, tx, `
		select `+returnColumns+`, s.figures, s.remarks from periodic_return r
		left join lateral (select s.figures, s.remarks from periodic_return_step s where s.return_id = r.id and s.kind in ('submit', 'lock', 'correct')
			and r.state in ('submitted', 'accepted', 'locked') order by s.seq desc limit 1) s on true
		where`+returnWhere+` order by r.division, r.period`, f.args())
}

// ReturnStep is something done with a return.
type ReturnStep struct {
	ID         uuid.UUID
	ReturnID   uuid.UUID
	Seq        int
	Kind       rehab.ReturnStepKind
	Day        date.Date
	Reason     string
	Figures    *rehab.ReturnSheet // of a step that keeps them
	Remarks    map[string]string  // by part
	RecordedAt time.Time
	RecordedBy int64
	By         string // name of who did it; written by nobody
}

// Rule is the step as the rules look at it.
func (s *ReturnStep) Rule() rehab.ReturnStep { return rehab.ReturnStep{Kind: s.Kind, Day: s.Day} }

// ReturnSteps gives the steps of a return in order.
func (tx *Tx) ReturnSteps(ctx context.Context, id uuid.UUID) ([]ReturnStep, error) {
	return rows[ReturnStep](ctx, tx, `
		select s.id, s.return_id, s.seq, s.kind, s.day, s.reason, s.figures, s.remarks, s.recorded_at, s.recorded_by, a.name as by
		from periodic_return_step s join account a on a.id = s.recorded_by where s.return_id = @id order by s.seq`, pgx.NamedArgs{"id": id})
}

// AddReturnStep writes a step by its RecordedBy, 0 for the transaction's actor, and where the return stands with it.
func (tx *Tx) AddReturnStep(ctx context.Context, s ReturnStep, after rehab.ReturnStanding) error {
	b := &pgx.Batch{}
	b.Queue(`insert into periodic_return_step (id, return_id, seq, kind, day, reason, figures, remarks, recorded_at, recorded_by, posting)
		values (@id, @return, @seq, @kind, @day, @reason, @figures, @remarks, @at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": s.ID, "return": s.ReturnID, "seq": s.Seq, "kind": s.Kind, "day": s.Day, "reason": s.Reason, "figures": s.Figures, "remarks": s.Remarks,
			"at": s.RecordedAt, "by": cmp.Or(s.RecordedBy, tx.actor.Account), "posting": tx.actor.Posting})
	b.Queue(`update periodic_return set state = @state, next_due = @next_due, submitted_on = @submitted_on, steps = @seq where id = @return`,
		pgx.NamedArgs{"return": s.ReturnID, "state": after.State, "next_due": after.NextDue, "submitted_on": after.SubmittedOn, "seq": s.Seq})
	return tx.send(ctx, b)
}

// ReturnStart gives the first month of which returns are owed: when the system began; none as long as nobody has set it.
func (tx *Tx) ReturnStart(ctx context.Context) (date.Month, error) {
	all, err := values[date.Month](ctx, tx, `select month from return_start`, nil)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	return all[0], nil
}

// BeginReturns sets the first month of which returns are owed, unless that is done.
func (tx *Tx) BeginReturns(ctx context.Context, first date.Month) error {
	return tx.exec(ctx, `insert into return_start (month) values (@month) on conflict do nothing`, pgx.NamedArgs{"month": first})
}

// ReturnUnit is a place that owes returns, with the days it is there.
type ReturnUnit struct {
	Kind       string
	Division   division.Code
	ValidFrom  date.Date
	ValidUntil date.Date // exclusive; none: it is there still
}

// ReturnUnits gives all places that owe or owed returns.
func (tx *Tx) ReturnUnits(ctx context.Context) ([]ReturnUnit, error) {
	return rows[ReturnUnit](ctx, tx, `select u.kind, u.division, u.valid_from, u.valid_until from unit u where u.kind in ('village', 'township', 'county') and u.state <> 'withdrawn' order by u.division`, nil)
}

// ReturnHistory is a return with the kinds and days of its steps.
type ReturnHistory struct {
	PeriodicReturn
	Kinds []rehab.ReturnStepKind
	Days  []date.Date
}

// ReturnHistories gives every return with its steps in order.
func (tx *Tx) ReturnHistories(ctx context.Context) ([]ReturnHistory, error) {
	return rows[ReturnHistory](ctx, tx, `
		select `+returnColumns+`, coalesce(s.kinds, '{}') as kinds, coalesce(s.days, '{}') as days from periodic_return r
		left join (select return_id, array_agg(kind order by seq) as kinds, array_agg(day order by seq) as days from periodic_return_step group by return_id) s on s.return_id = r.id
		order by r.division, r.period`, nil)
}

// SetReturnStanding writes where a return stands, as its steps say.
func (tx *Tx) SetReturnStanding(ctx context.Context, id uuid.UUID, due date.Date, s rehab.ReturnStanding, steps int) error {
	return tx.exec(ctx, `update periodic_return set due = @due, state = @state, next_due = @next_due, submitted_on = @submitted_on, steps = @steps where id = @id`,
		pgx.NamedArgs{"id": id, "due": due, "state": s.State, "next_due": s.NextDue, "submitted_on": s.SubmittedOn, "steps": steps})
}
