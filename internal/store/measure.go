package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// Measure is what a meeting asked of a unit until a day.
type Measure struct {
	ID         uuid.UUID
	Meeting    uuid.UUID
	Division   division.Code // of the county
	Day        date.Date     // of the meeting
	Subject    rehab.MeetingSubject
	Words      string
	Owner      int64 // unit
	FirstDue   date.Date
	RecordedAt time.Time
	RecordedBy int64
	MeasureStanding
}

// MeasureStanding is where a measure stands, as it follows from its steps.
type MeasureStanding struct {
	State      rehab.MeasureState
	Since      date.Date
	Due        date.Date
	ConfirmDue date.Date // none unless it waits for the office
	EndedOn    date.Date // none while it is open
}

// MeasureStep is one step of a measure, with who recorded it.
type MeasureStep struct {
	ID         uuid.UUID
	Measure    uuid.UUID
	Seq        int // from 1
	Kind       rehab.MeasureKind
	Date       date.Date
	Words      string // reason, or what was done
	Due        date.Date
	OfStep     *uuid.UUID // of a void
	RecordedAt time.Time
	Recorder   string // name of the account
	Account    int64
}

// Rule returns the step as the rules read it.
func (x *MeasureStep) Rule() rehab.MeasureStep {
	r := rehab.MeasureStep{ID: x.ID.String(), Kind: x.Kind, Date: x.Date, Due: x.Due}
	if x.OfStep != nil {
		r.Of = x.OfStep.String()
	}
	return r
}

const measureColumns = `l.id, l.meeting, l.division, l.day, l.subject, l.words, l.owner, l.first_due, l.recorded_at, l.recorded_by, l.state, l.since, l.due, l.confirm_due, l.ended_on`

// AddMeasure writes a measure that the transaction's actor records.
func (tx *Tx) AddMeasure(ctx context.Context, m Measure) error {
	return tx.exec(ctx, `
		insert into measure (id, meeting, division, day, subject, words, owner, first_due, recorded_at, recorded_by, posting, state, since, due)
		values (@id, @meeting, @division, @day, @subject, @words, @owner, @first_due, coalesce(@recorded_at, now()), @by, nullif(@posting::bigint, 0), @state, @since, @due)`,
		pgx.NamedArgs{"id": m.ID, "meeting": m.Meeting, "division": m.Division, "day": m.Day, "subject": m.Subject, "words": m.Words, "owner": m.Owner, "first_due": m.FirstDue,
			"recorded_at": orNow(m.RecordedAt), "by": tx.actor.Account, "posting": tx.actor.Posting, "state": m.State, "since": m.Since, "due": m.Due})
}

// Measure returns a measure that the actor sees, or fault.NotFound.
func (tx *Tx) Measure(ctx context.Context, id uuid.UUID) (Measure, error) {
	return row[Measure](ctx, tx, `select `+measureColumns+` from measure l where l.id = @id`, pgx.NamedArgs{"id": id})
}

// LockMeasure is Measure, held until the transaction ends, so that its steps come one after the other.
func (tx *Tx) LockMeasure(ctx context.Context, id uuid.UUID) (Measure, error) {
	return row[Measure](ctx, tx, `select `+measureColumns+` from measure l where l.id = @id for update of l`, pgx.NamedArgs{"id": id})
}

// MeasureSteps returns the steps of a measure in order, those taken back and their voids too.
func (tx *Tx) MeasureSteps(ctx context.Context, id uuid.UUID) ([]MeasureStep, error) {
	return rows[MeasureStep](ctx, tx, `
		select s.id, s.measure, s.seq, s.kind, s.date, s.words, s.due, s.of_step, s.recorded_at, a.name as recorder, a.id as account
		from measure_step s join account a on a.id = s.recorded_by where s.measure = @id order by s.seq`, pgx.NamedArgs{"id": id})
}

// AddMeasureStep writes a step taken by the transaction's actor and where the measure stands after it. The measure is locked by this transaction.
func (tx *Tx) AddMeasureStep(ctx context.Context, x MeasureStep, after MeasureStanding) error {
	b := &pgx.Batch{}
	b.Queue(`
		insert into measure_step (id, measure, seq, kind, date, words, due, of_step, recorded_at, recorded_by, posting)
		values (@id, @measure, @seq, @kind, @date, @words, @due, @of, coalesce(@recorded_at, now()), @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": x.ID, "measure": x.Measure, "seq": x.Seq, "kind": x.Kind, "date": x.Date, "words": x.Words, "due": x.Due, "of": x.OfStep,
			"recorded_at": orNow(x.RecordedAt), "by": tx.actor.Account, "posting": tx.actor.Posting})
	b.Queue(`update measure set state = @state, since = @since, due = @due, confirm_due = @confirm_due, ended_on = @ended_on where id = @id`,
		pgx.NamedArgs{"id": x.Measure, "state": after.State, "since": after.Since, "due": after.Due, "confirm_due": after.ConfirmDue, "ended_on": after.EndedOn})
	return tx.send(ctx, b)
}

// MeasureLine is a measure as lists show it.
type MeasureLine struct {
	Measure
	OwnerName string
	Late      bool // the owner's last day has passed and it is the owner's turn
}

// measureOwing says that it is the owner's turn with the measure l, measureLate that its last day has passed.
const (
	measureOwing = `l.state in ('assigned', 'started', 'returned')`
	measureLate  = measureOwing + ` and l.due < @today::date`
)

const measureLines = `select ` + measureColumns + `, u.name as owner_name, ` + measureLate + ` as late from measure l join unit u on u.id = l.owner`

// MeasureFilter chooses measures; zero fields choose all.
type MeasureFilter struct {
	State   string // one of rehab.MeasureStates
	Open    bool   // not ended
	Late    bool
	Owner   int64
	Subject string
	Meeting uuid.UUID
	Today   date.Date
	After   MeasureKey
	Limit   int
}

// MeasureKey is a measure's place in the list: open ones by their last day, then the ended ones.
type MeasureKey struct {
	Ended bool
	Due   date.Date
	ID    uuid.UUID
}

const measureWhere = `
	(@state::text = '' or l.state = @state) and (not @open::boolean or l.ended_on is null) and (not @late::boolean or ` + measureLate + `)
	and (@owner::bigint = 0 or l.owner = @owner) and (@subject::text = '' or l.subject = @subject) and (@meeting::uuid is null or l.meeting = @meeting)`

func (f MeasureFilter) args() pgx.NamedArgs {
	return pgx.NamedArgs{"state": f.State, "open": f.Open, "late": f.Late, "owner": f.Owner, "subject": f.Subject, "meeting": orNull(f.Meeting), "today": f.Today,
		"after_ended": f.After.Ended, "after_due": f.After.Due, "after_id": orNull(f.After.ID), "limit": f.Limit}
}

// MeasureLines returns a page of the measures that the filter chooses.
func (tx *Tx) MeasureLines(ctx context.Context, f MeasureFilter) ([]MeasureLine, error) {
	return rows[MeasureLine](ctx, tx, measureLines+` where `+measureWhere+`
		and (@after_id::uuid is null or (l.ended_on is not null, l.due, l.id) > (@after_ended::boolean, @after_due::date, @after_id))
		order by (l.ended_on is not null), l.due, l.id limit @limit`, f.args())
}

// MeasureLine returns one measure as lists show it, or fault.NotFound.
func (tx *Tx) MeasureLine(ctx context.Context, id uuid.UUID, today date.Date) (MeasureLine, error) {
	return row[MeasureLine](ctx, tx, measureLines+` where l.id = @id`, pgx.NamedArgs{"id": id, "today": today})
}

// MeasureCount is how many measures of an owner are in a state.
type MeasureCount struct {
	Owner     int64
	OwnerName string
	State     rehab.MeasureState
	Count     int
	Late      int // of them, those overdue
}

// MeasureCounts counts what the filter chooses, whatever state and page, by owner and state.
func (tx *Tx) MeasureCounts(ctx context.Context, f MeasureFilter) ([]MeasureCount, error) {
	f.State, f.Open, f.Late = "", false, false
	return rows[MeasureCount](ctx, tx, `
		select l.owner, u.name as owner_name, l.state, count(*)::int as count, (count(*) filter (where `+measureLate+`))::int as late
		from measure l join unit u on u.id = l.owner where `+measureWhere+`
		group by l.owner, u.name, u.kind, u.division, l.state order by case u.kind when 'bureau' then 0 when 'station' then 1 when 'department' then 2 else 3 end, u.division, l.owner, l.state`, f.args())
}

// measureDuties are the measures that their owner has to carry out, and those that the office has to confirm.
const measureDuties = `
	select 'measure_due' as kind, l.id::text as key, l.division, l.owner as unit, jsonb_build_object('What', l.words) as about, l.day as opens, l.due
	from measure l where ` + measureOwing + `
	union all
	select 'measure_confirm', l.id::text, l.division, null::bigint, jsonb_build_object('What', l.words, 'Who', u.name), l.since, l.confirm_due
	from measure l join unit u on u.id = l.owner where l.state = 'done'`
