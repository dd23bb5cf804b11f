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

// Notice is a supervision notice to a unit, as it was issued and as it stands.
type Notice struct {
	ID         uuid.UUID
	Unit       int64
	Division   division.Code // of the unit
	Number     string
	PaperID    uuid.UUID
	Problem    string // empty: the list of overdue duties says it
	Basis      string
	Deadline   date.Date // as issued
	IssuedOn   date.Date
	IssuedBy   int64
	RecordedAt time.Time
	NoticeStanding
}

// NoticeStanding is how a notice stands, as it follows from its steps.
type NoticeStanding struct {
	State      rehab.NoticeState
	Since      date.Date
	ReplyBy    date.Date // last day for the unit to reply
	Due        date.Date // last day for whoever's turn it is; none once ended
	Rejections int
	Extensions int
}

// NoticeItem is a duty that was overdue on the day of a notice.
type NoticeItem struct {
	Notice   uuid.UUID
	Seq      int // from 1
	CaseID   *uuid.UUID
	Kind     string
	Person   string // masked
	Division division.Code
	Period   date.Date // first day of the month or period; none where it belongs to none
	Due      date.Date
	Days     int // by which it was late
}

// NoticeStep is one step of a notice, with who recorded it.
type NoticeStep struct {
	ID         uuid.UUID
	Notice     uuid.UUID
	Seq        int // from 1
	Kind       rehab.NoticeKind
	Date       date.Date
	Until      date.Date // of an ask, a grant and a rejection
	Words      string
	OfStep     *uuid.UUID // of a step that takes another back
	RecordedAt time.Time
	Recorder   string // name of the account
	Account    int64
	Posting    int64 // 0: none
}

// Rule returns the step as the rules read it.
func (x *NoticeStep) Rule() rehab.NoticeStep {
	r := rehab.NoticeStep{ID: x.ID.String(), Kind: x.Kind, Date: x.Date, Until: x.Until}
	if x.OfStep != nil {
		r.Of = x.OfStep.String()
	}
	return r
}

var (
	_ = meaning("notice_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("notice_step_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("notice_step_in_order", "", text.NoticeOtherStep)
)

const noticeColumns = `n.id, n.unit, n.division, n.number, n.paper_id, n.problem, n.basis, n.deadline, n.issued_on, n.issued_by, n.recorded_at,
	n.state, n.since, n.reply_by, n.due, n.rejections, n.extensions`

// AddNotice writes a notice issued by the transaction's actor, with what was overdue.
func (tx *Tx) AddNotice(ctx context.Context, n Notice, items []NoticeItem) error {
	b := &pgx.Batch{}
	b.Queue(`
		insert into notice (id, unit, division, number, paper_id, problem, basis, deadline, issued_on, issued_by, posting, recorded_at, state, since, reply_by, due)
		values (@id, @unit, @division, @number, @paper, @problem, @basis, @deadline, @issued_on, @by, nullif(@posting::bigint, 0), @at, @state, @since, @reply_by, @due)`,
		pgx.NamedArgs{"id": n.ID, "unit": n.Unit, "division": n.Division, "number": n.Number, "paper": n.PaperID, "problem": n.Problem, "basis": n.Basis, "deadline": n.Deadline,
			"issued_on": n.IssuedOn, "by": tx.actor.Account, "posting": tx.actor.Posting, "at": n.RecordedAt, "state": n.State, "since": n.Since, "reply_by": n.ReplyBy, "due": n.Due})
	for i := range items {
		x := &items[i]
		b.Queue(`insert into notice_item (notice, seq, case_id, kind, person, division, period, due, days) values (@notice, @seq, @case, @kind, @person, @division, @period, @due, @days)`,
			pgx.NamedArgs{"notice": n.ID, "seq": i + 1, "case": x.CaseID, "kind": x.Kind, "person": x.Person, "division": x.Division, "period": dayOrNull(x.Period), "due": x.Due, "days": x.Days})
	}
	return toFault(tx.conn.SendBatch(ctx, b).Close())
}

// Notice returns a notice that the actor sees, or fault.NotFound.
func (tx *Tx) Notice(ctx context.Context, id uuid.UUID) (Notice, error) {
	return row[Notice](ctx, tx, `select `+noticeColumns+` from notice n where n.id = @id`, pgx.NamedArgs{"id": id})
}

// LockNotice is Notice, held until the transaction ends, so that its steps come one after the other.
func (tx *Tx) LockNotice(ctx context.Context, id uuid.UUID) (Notice, error) {
	return row[Notice](ctx, tx, `select `+noticeColumns+` from notice n where n.id = @id for update of n`, pgx.NamedArgs{"id": id})
}

// NoticeItems returns what was overdue on the day of a notice, in order.
func (tx *Tx) NoticeItems(ctx context.Context, id uuid.UUID) ([]NoticeItem, error) {
	return rows[NoticeItem](ctx, tx, `select i.notice, i.seq, i.case_id, i.kind, i.person, i.division, i.period, i.due, i.days from notice_item i where i.notice = @id order by i.seq`, pgx.NamedArgs{"id": id})
}

// NoticeSteps returns the steps of a notice in order, those taken back too.
func (tx *Tx) NoticeSteps(ctx context.Context, id uuid.UUID) ([]NoticeStep, error) {
	return rows[NoticeStep](ctx, tx, `
		select s.id, s.notice, s.seq, s.kind, s.date, s.until, s.words, s.of_step, s.recorded_at, a.name as recorder, a.id as account, coalesce(s.posting, 0) as posting
		from notice_step s join account a on a.id = s.recorded_by where s.notice = @id order by s.seq`, pgx.NamedArgs{"id": id})
}

// AddNoticeStep writes a step taken by the transaction's actor, its evidence, and how the notice stands after it. The notice is locked by this
// transaction.
func (tx *Tx) AddNoticeStep(ctx context.Context, x NoticeStep, files []NoticeFile, after NoticeStanding) error {
	b := &pgx.Batch{}
	b.Queue(`
		insert into notice_step (id, notice, seq, kind, date, until, words, of_step, recorded_at, recorded_by, posting)
		values (@id, @notice, @seq, @kind, @date, @until, @words, @of, @at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": x.ID, "notice": x.Notice, "seq": x.Seq, "kind": x.Kind, "date": x.Date, "until": x.Until, "words": x.Words, "of": x.OfStep,
			"at": x.RecordedAt, "by": tx.actor.Account, "posting": tx.actor.Posting})
	for i := range files {
		queueNoticeFile(b, tx.actor.Account, &files[i])
	}
	b.Queue(`update notice set state = @state, since = @since, reply_by = @reply_by, due = @due, rejections = @rejections, extensions = @extensions where id = @id`,
		pgx.NamedArgs{"id": x.Notice, "state": after.State, "since": after.Since, "reply_by": after.ReplyBy, "due": after.Due, "rejections": after.Rejections, "extensions": after.Extensions})
	return toFault(tx.conn.SendBatch(ctx, b).Close())
}
