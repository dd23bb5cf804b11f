package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// ScoreMatter is something between offices that takes points from a unit's month: a periodic return that was late, a notice not answered.
type ScoreMatter struct {
	Line     rehab.ScoreLine
	Division division.Code // of the unit; of a station or department its county's
	Unit     int64         // of a notice or measure; 0 of a return
	Key      uuid.UUID
	Day      date.Date // the last day that passed, or of the refusal
	Done     date.Date // when it was done after all; none: not yet
	Period   date.Date // first day of a return's period; none of others
	Number   string    // of a notice; what a measure asks; empty of a return
}

// noticeStands says that the step s of a notice was not taken back.
const noticeStands = `not exists (select from notice_step v where v.of_step = s.id)`

// measureStands says the same of a measure's.
const measureStands = `not exists (select from measure_step v where v.of_step = s.id)`

// scoreMatters are those of a month in the part of the actor's scope that lies within, and of stations.
const scoreMatters = `
	select * from (
		select 'return_late' as line, r.division, 0::bigint as unit, r.id as key, r.due as day, r.submitted_on as done, r.period, '' as number
		from periodic_return r where r.level <> 'city' and r.due between @first::date and @last::date and r.due < @today::date and (r.submitted_on is null or r.submitted_on > r.due)
		union all
		select 'notice_late', n.division, n.unit, n.id, n.reply_by, (select min(s.date) from notice_step s where s.notice = n.id and s.kind = 'reply' and s.date > n.reply_by and ` + noticeStands + `), null, n.number
		from notice n where n.reply_by between @first::date and @last::date and n.reply_by < @today::date and n.state <> 'withdrawn'
			and not exists (select from notice_step s where s.notice = n.id and s.kind = 'reply' and s.date <= n.reply_by and ` + noticeStands + `
				and s.seq > coalesce((select max(j.seq) from notice_step j where j.notice = n.id and j.kind = 'reject' and not exists (select from notice_step v where v.of_step = j.id)), 0))
		union all
		select 'notice_refused', n.division, n.unit, n.id, s.date, null, null, n.number
		from notice n join notice_step s on s.notice = n.id and s.kind = 'refuse' where s.date between @first::date and @last::date and ` + noticeStands + `
		union all
		select 'measure_late', l.division, l.owner, l.id, l.due, (select min(s.date) from measure_step s where s.measure = l.id and s.kind = 'done' and s.date > l.due and ` + measureStands + `), null, l.words
		from measure l where l.due between @first::date and @last::date and l.due < @today::date and l.state <> 'dropped'
			and not exists (select from measure_step s where s.measure = l.id and s.kind = 'done' and s.date <= l.due and ` + measureStands + `
				and s.seq > coalesce((select max(j.seq) from measure_step j where j.measure = l.id and j.kind = 'return' and not exists (select from measure_step v where v.of_step = j.id)), 0))
	) x where x.unit = any (@units::bigint[]) or x.division <@ ` + myScope + ` and (@low::bigint = 0 or x.division between @low and @high) order by x.line, x.division, x.day, x.key`

// ScoreMatters returns the matters between offices that take points from the units within, and from the stations, in a month that is over.
func (tx *Tx) ScoreMatters(ctx context.Context, m date.Month, today date.Date, within division.Range, stations ...int64) ([]ScoreMatter, error) {
	return rows[ScoreMatter](ctx, tx, scoreMatters, pgx.NamedArgs{"first": m.First(), "last": m.Last(), "today": today, "low": within.Low, "high": within.High, "units": append([]int64{}, stations...)})
}

// ScoreRestored is how many points a decided appeal gave back to a line of a unit's month.
type ScoreRestored struct {
	Division division.Code
	Unit     int64 // the station; 0 of a township or village
	Line     rehab.ScoreLine
	Points   int
}

// ScoreRestored returns what appeals gave back in a month, within the actor's scope.
func (tx *Tx) ScoreRestored(ctx context.Context, m date.Month) ([]ScoreRestored, error) {
	return rows[ScoreRestored](ctx, tx, `select division, coalesce(unit, 0) as unit, line, restored as points from score_appeal where month = @month and state = 'granted'`, pgx.NamedArgs{"month": m.First()})
}

// Appeal is an appeal of a unit against a line of its score of a month.
type Appeal struct {
	ID         uuid.UUID
	Division   division.Code
	Unit       int64     // the station that appeals; 0: the township or village of Division
	UnitName   string    // of the station
	Month      date.Date // its first day
	Line       rehab.ScoreLine
	Taken      int // points, when it was filed
	Reason     string
	FiledOn    date.Date
	RecordedBy int64
	Recorder   string // name of the account
	State      rehab.AppealState
	Due        date.Date // for the office to decide; none once decided
	Restored   int
}

// AppealStep is a step of an appeal.
type AppealStep struct {
	ID       uuid.UUID
	Appeal   uuid.UUID
	Seq      int // from 1
	Kind     rehab.AppealStep
	Date     date.Date
	Words    string
	Restored int
	Recorder string
}

var (
	_ = meaning("score_appeal_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("score_appeal_step_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("score_appeal_once", "appeal_line", text.AppealTwice)
)

const appealSelect = `
	select a.id, a.division, coalesce(a.unit, 0) as unit, coalesce(u.name, '') as unit_name, a.month, a.line, a.taken, a.reason, a.filed_on, a.recorded_by, c.name as recorder, a.state, a.due, a.restored
	from score_appeal a join account c on c.id = a.recorded_by left join unit u on u.id = a.unit`

// AddAppeal writes an appeal that the transaction's actor files. at is when; zero: now.
func (tx *Tx) AddAppeal(ctx context.Context, a Appeal, at time.Time) error {
	return tx.exec(ctx, `
		insert into score_appeal (id, division, unit, month, line, taken, reason, filed_on, recorded_at, recorded_by, posting, due)
		values (@id, @division, nullif(@unit::bigint, 0), @month, @line, @taken, @reason, @filed_on, coalesce(@at, now()), @by, nullif(@posting::bigint, 0), @due)`,
		pgx.NamedArgs{"id": a.ID, "division": a.Division, "unit": a.Unit, "month": a.Month, "line": a.Line, "taken": a.Taken, "reason": a.Reason, "filed_on": a.FiledOn, "at": orNow(at),
			"by": tx.actor.Account, "posting": tx.actor.Posting, "due": a.Due})
}

// Appeal returns an appeal that the actor sees, or fault.NotFound.
func (tx *Tx) Appeal(ctx context.Context, id uuid.UUID) (Appeal, error) {
	return row[Appeal](ctx, tx, appealSelect+` where a.id = @id`, pgx.NamedArgs{"id": id})
}

// LockAppeal is Appeal, held until the transaction ends.
func (tx *Tx) LockAppeal(ctx context.Context, id uuid.UUID) (Appeal, error) {
	return row[Appeal](ctx, tx, appealSelect+` where a.id = @id for update of a`, pgx.NamedArgs{"id": id})
}

// AppealSteps returns the steps of an appeal in order.
func (tx *Tx) AppealSteps(ctx context.Context, id uuid.UUID) ([]AppealStep, error) {
	return rows[AppealStep](ctx, tx, `
		select s.id, s.appeal, s.seq, s.kind, s.date, s.words, s.restored, c.name as recorder from score_appeal_step s join account c on c.id = s.recorded_by
		where s.appeal = @id order by s.seq`, pgx.NamedArgs{"id": id})
}

// AddAppealStep writes a step taken by the transaction's actor and where the appeal stands after it. The appeal is locked by this transaction.
func (tx *Tx) AddAppealStep(ctx context.Context, x AppealStep, after rehab.AppealState, due date.Date, at time.Time) error {
	b := &pgx.Batch{}
	b.Queue(`
		insert into score_appeal_step (id, appeal, seq, kind, date, words, restored, recorded_at, recorded_by, posting)
		values (@id, @appeal, @seq, @kind, @date, @words, @restored, coalesce(@at, now()), @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": x.ID, "appeal": x.Appeal, "seq": x.Seq, "kind": x.Kind, "date": x.Date, "words": x.Words, "restored": x.Restored, "at": orNow(at),
			"by": tx.actor.Account, "posting": tx.actor.Posting})
	b.Queue(`update score_appeal set state = @state, due = @due, restored = @restored where id = @id`,
		pgx.NamedArgs{"id": x.Appeal, "state": after, "due": due, "restored": x.Restored})
	return tx.send(ctx, b)
}

// AppealFilter chooses appeals; zero fields choose all.
type AppealFilter struct {
	State  string
	Month  date.Month
	Within division.Range
	Unit   int64 // a station
	After  AppealKey
	Limit  int
}

// AppealKey is an appeal's place in the list: open ones by their last day, then the others, the newest first by key.
type AppealKey struct {
	Due date.Date
	ID  uuid.UUID
}

// Appeals returns a page of the appeals that the actor sees.
func (tx *Tx) Appeals(ctx context.Context, f AppealFilter) ([]Appeal, error) {
	args := pgx.NamedArgs{"state": f.State, "month": nil, "low": f.Within.Low, "high": f.Within.High, "unit": f.Unit, "after_due": f.After.Due, "after_id": orNull(f.After.ID), "limit": f.Limit}
	if !f.Month.IsZero() {
		args["month"] = f.Month.First()
	}
	return rows[Appeal](ctx, tx, appealSelect+`
		where (@state::text = '' or a.state = @state) and (@month::date is null or a.month = @month) and (@low::bigint = 0 or a.division between @low and @high) and (@unit::bigint = 0 or a.unit = @unit)
			and (@after_id::uuid is null or coalesce(a.due, 'infinity') > coalesce(@after_due::date, 'infinity') or coalesce(a.due, 'infinity') = coalesce(@after_due::date, 'infinity') and a.id < @after_id)
		order by coalesce(a.due, 'infinity'), a.id desc limit @limit`, args)
}

// appealDuties are the appeals that the office of the county has to decide.
const appealDuties = `
	select 'appeal_decide' as kind, a.id::text as key, a.division - a.division % 1000000 as division, null::bigint as unit,
		jsonb_build_object('Month', to_char(a.month, 'YYYY-MM'), 'Place', coalesce((select u.name from unit u where u.id = a.unit), a.division::text), 'Points', a.taken::text) as about, a.filed_on as opens, a.due
	from score_appeal a where a.state = 'open'`
