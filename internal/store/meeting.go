package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// States of a meeting.
const (
	MeetingCalled    = "called"
	MeetingHeld      = "held"
	MeetingClosed    = "closed" // its minutes were issued
	MeetingCancelled = "cancelled"
)

// MeetingStates returns the states in the order of a meeting's life.
func MeetingStates() []string {
	return []string{MeetingCalled, MeetingHeld, MeetingClosed, MeetingCancelled}
}

// Meeting is an analysis meeting of a county's office.
type Meeting struct {
	ID           uuid.UUID
	Division     division.Code // of the county
	Day          date.Date
	Place        string
	Chair        string
	Agenda       string
	State        string
	Version      int
	RecordedAt   time.Time
	FiguresMonth date.Date  // first day of the month whose figures were frozen; none until it was held
	Minutes      *uuid.UUID // paper; nil until they are issued
	Reason       *string    // why it was cancelled
	Recorder     string     // name of the account that called it
}

// MeetingUnit is a unit called to a meeting.
type MeetingUnit struct {
	Unit       int64
	Name       string
	Kind       string  // department, bureau, station or township
	Department *string // which, of a department
	Attended   *bool   // nil until the meeting was held
}

// MeetingFinding is what a meeting found about a subject.
type MeetingFinding struct {
	Subject rehab.MeetingSubject
	Words   string
}

// MeetingFigure is an indicator frozen when a meeting was held.
type MeetingFigure struct {
	Place division.Code // the county or a township
	Name  string
	N     int
}

var (
	_ = meaning("meeting_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("measure_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("measure_step_pkey", "", text.FaultSameFormOtherContent)
)

const meetingSelect = `
	select m.id, m.division, m.day, m.place, m.chair, m.agenda, m.state, m.version, m.recorded_at, m.figures_month, m.minutes, m.reason, a.name as recorder
	from meeting m join account a on a.id = m.recorded_by`

// AddMeeting writes a meeting that the transaction's actor calls, with the units called to it.
func (tx *Tx) AddMeeting(ctx context.Context, m Meeting, units []int64) error {
	b := &pgx.Batch{}
	b.Queue(`
		insert into meeting (id, division, day, place, chair, agenda, recorded_at, recorded_by, posting)
		values (@id, @division, @day, @place, @chair, @agenda, coalesce(@recorded_at, now()), @by, nullif(@posting::bigint, 0))`, meetingArgs(tx, m))
	queueMeetingUnits(b, m, units)
	return tx.send(ctx, b)
}

// ChangeMeeting writes another day, place, chair, agenda and other units of a meeting that is locked by this transaction.
func (tx *Tx) ChangeMeeting(ctx context.Context, m Meeting, units []int64) error {
	b := &pgx.Batch{}
	b.Queue(`update meeting set day = @day, place = @place, chair = @chair, agenda = @agenda, version = version + 1 where id = @id`, meetingArgs(tx, m))
	b.Queue(`delete from meeting_unit where meeting = @id`, pgx.NamedArgs{"id": m.ID})
	queueMeetingUnits(b, m, units)
	return tx.send(ctx, b)
}

func meetingArgs(tx *Tx, m Meeting) pgx.NamedArgs {
	return pgx.NamedArgs{"id": m.ID, "division": m.Division, "day": m.Day, "place": m.Place, "chair": m.Chair, "agenda": m.Agenda,
		"recorded_at": orNow(m.RecordedAt), "by": tx.actor.Account, "posting": tx.actor.Posting}
}

func queueMeetingUnits(b *pgx.Batch, m Meeting, units []int64) {
	b.Queue(`insert into meeting_unit (meeting, unit, division) select @id, u, @division from unnest(@units::bigint[]) u`,
		pgx.NamedArgs{"id": m.ID, "division": m.Division, "units": units})
}

// HoldMeeting writes that a meeting was held, who came of those called, and the figures as they stand, which are never changed after it. The meeting is
// locked by this transaction.
func (tx *Tx) HoldMeeting(ctx context.Context, id uuid.UUID, at time.Time, month date.Month, attended []int64, figures []MeetingFigure) error {
	list := make([]map[string]any, len(figures))
	for i, f := range figures {
		list[i] = map[string]any{"meeting": id, "place": f.Place, "name": f.Name, "n": f.N}
	}
	raw, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("store: figures of a meeting: %w", err)
	}
	b := &pgx.Batch{}
	b.Queue(`update meeting set state = 'held', held_at = coalesce(@at, now()), held_by = @by, figures_month = @month, version = version + 1 where id = @id`,
		pgx.NamedArgs{"id": id, "at": orNow(at), "by": tx.actor.Account, "month": month.First()})
	b.Queue(`update meeting_unit set attended = unit = any(@attended::bigint[]) where meeting = @id`, pgx.NamedArgs{"id": id, "attended": attended})
	b.Queue(`insert into meeting_figure select * from jsonb_populate_recordset(null::meeting_figure, @rows)`, pgx.NamedArgs{"rows": string(raw)})
	return tx.send(ctx, b)
}

// SetMeetingFindings writes what a meeting found. The meeting is locked by this transaction.
func (tx *Tx) SetMeetingFindings(ctx context.Context, id uuid.UUID, findings []MeetingFinding) error {
	b := &pgx.Batch{}
	b.Queue(`delete from meeting_finding where meeting = @id`, pgx.NamedArgs{"id": id})
	for _, f := range findings {
		b.Queue(`insert into meeting_finding (meeting, subject, words) values (@id, @subject, @words)`, pgx.NamedArgs{"id": id, "subject": f.Subject, "words": f.Words})
	}
	b.Queue(`update meeting set version = version + 1 where id = @id`, pgx.NamedArgs{"id": id})
	return tx.send(ctx, b)
}

// CancelMeeting writes that a meeting will not take place. It is locked by this transaction.
func (tx *Tx) CancelMeeting(ctx context.Context, id uuid.UUID, reason string) error {
	return tx.exec(ctx, `update meeting set state = 'cancelled', reason = @reason, version = version + 1 where id = @id`, pgx.NamedArgs{"id": id, "reason": reason})
}

// CloseMeeting writes that the minutes of a meeting were issued as the paper. The meeting is locked by this transaction.
func (tx *Tx) CloseMeeting(ctx context.Context, id, paper uuid.UUID) error {
	return tx.exec(ctx, `update meeting set state = 'closed', minutes = @paper, version = version + 1 where id = @id`, pgx.NamedArgs{"id": id, "paper": paper})
}

// ReopenMeeting writes that the minutes of a meeting were taken back. The meeting is locked by this transaction.
func (tx *Tx) ReopenMeeting(ctx context.Context, id uuid.UUID) error {
	return tx.exec(ctx, `update meeting set state = 'held', minutes = null, version = version + 1 where id = @id`, pgx.NamedArgs{"id": id})
}

// Meeting returns a meeting that the actor sees, or fault.NotFound.
func (tx *Tx) Meeting(ctx context.Context, id uuid.UUID) (Meeting, error) {
	return row[Meeting](ctx, tx, meetingSelect+` where m.id = @id`, pgx.NamedArgs{"id": id})
}

// LockMeeting is Meeting, held until the transaction ends.
func (tx *Tx) LockMeeting(ctx context.Context, id uuid.UUID) (Meeting, error) {
	return row[Meeting](ctx, tx, meetingSelect+` where m.id = @id for update of m`, pgx.NamedArgs{"id": id})
}

const meetingUnits = `
	select x.unit, u.name, u.kind, u.department, x.attended from meeting_unit x join unit u on u.id = x.unit
	where x.meeting = @id order by case u.kind when 'bureau' then 0 when 'department' then 1 when 'township' then 2 else 3 end, u.division, u.id`

// MeetingUnits returns the units called to a meeting that the actor sees: the office all of them, a unit itself.
func (tx *Tx) MeetingUnits(ctx context.Context, id uuid.UUID) ([]MeetingUnit, error) {
	return rows[MeetingUnit](ctx, tx, meetingUnits, pgx.NamedArgs{"id": id})
}

// MeetingFindings returns what a meeting found, in the order of the subjects.
func (tx *Tx) MeetingFindings(ctx context.Context, id uuid.UUID) ([]MeetingFinding, error) {
	all, err := rows[MeetingFinding](ctx, tx, `select subject, words from meeting_finding where meeting = @id`, pgx.NamedArgs{"id": id})
	order := rehab.MeetingSubjects()
	slices.SortFunc(all, func(a, b MeetingFinding) int { return slices.Index(order, a.Subject) - slices.Index(order, b.Subject) })
	return all, err
}

// MeetingWhole is a meeting with everything that its page shows.
type MeetingWhole struct {
	Meeting
	Units    []MeetingUnit
	Findings []MeetingFinding
	Figures  []MeetingFigure
	Measures []MeasureLine // given by this meeting
	Carried  []MeasureLine // given by earlier meetings and not ended when this one was held
	Before   *Meeting      // the meeting held last before this one; nil when there is none
	Past     []MeetingFigure
}

// MeetingWhole returns a meeting as the actor sees it, or fault.NotFound.
func (tx *Tx) MeetingWhole(ctx context.Context, id uuid.UUID, today date.Date) (w MeetingWhole, err error) {
	if w.Meeting, err = tx.Meeting(ctx, id); err != nil {
		return w, err
	}
	args := pgx.NamedArgs{"id": id, "day": w.Day, "today": today, "division": w.Division}
	before := ` (select b.id from meeting b where b.division = @division and b.state in ('held', 'closed') and (b.day, b.id) < (@day::date, @id) order by b.day desc, b.id desc limit 1)`
	b := &pgx.Batch{}
	queueInto(b, &w.Units, meetingUnits, args)
	queueInto(b, &w.Findings, `select subject, words from meeting_finding where meeting = @id`, args)
	queueInto(b, &w.Figures, `select place, name, n from meeting_figure where meeting = @id order by place, name`, args)
	queueInto(b, &w.Measures, measureLines+` where l.meeting = @id order by l.recorded_at, l.id`, args)
	queueInto(b, &w.Carried, measureLines+` where l.division = @division and l.day < @day and l.meeting <> @id and (l.ended_on is null or l.ended_on >= @day) order by l.due, l.id`, args)
	queueOneInto(b, &w.Before, meetingSelect+` where m.id =`+before, args)
	queueInto(b, &w.Past, `select place, name, n from meeting_figure where meeting =`+before, args)
	return w, tx.send(ctx, b)
}

// MeetingLine is a meeting as the list shows it.
type MeetingLine struct {
	Meeting
	Called   int // units
	Attended int
	Measures int // that the actor sees
	Open     int // of them, not ended
}

// MeetingFilter chooses meetings; zero fields choose all.
type MeetingFilter struct {
	State string
	Year  int
	After MeetingKey
	Limit int
}

// MeetingKey is a meeting's place in the list, the newest first.
type MeetingKey struct {
	Day date.Date
	ID  uuid.UUID
}

// MeetingLines returns a page of the meetings that the actor sees.
func (tx *Tx) MeetingLines(ctx context.Context, f MeetingFilter) ([]MeetingLine, error) {
	return rows[MeetingLine](ctx, tx, `
		select m.*, u.called, u.attended, x.measures, x.open from (`+meetingSelect+`
			where (@state::text = '' or m.state = @state) and (@year::int = 0 or m.day between make_date(@year, 1, 1) and make_date(@year, 12, 31))
			and (@after_id::uuid is null or (m.day, m.id) < (@after_day::date, @after_id)) order by m.day desc, m.id desc limit @limit) m
		cross join lateral (select count(*)::int as called, (count(*) filter (where u.attended))::int as attended from meeting_unit u where u.meeting = m.id) u
		cross join lateral (select count(*)::int as measures, (count(*) filter (where l.ended_on is null))::int as open from measure l where l.meeting = m.id) x
		order by m.day desc, m.id desc`,
		pgx.NamedArgs{"state": f.State, "year": max(f.Year, 0), "after_day": f.After.Day, "after_id": orNull(f.After.ID), "limit": f.Limit})
}

// orNow leaves an instant that is not given to the database, which takes the present one.
func orNow(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at
}
