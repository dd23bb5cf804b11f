package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/text"
)

// PaymentBatch is a payment of village rewards as its maker made it, with how it ended. Fen, Entries and Villages are of those of its lines that the
// actor sees.
type PaymentBatch struct {
	ID         uuid.UUID
	Year       int
	Number     int // running in the year
	Day        date.Date
	Note       string
	Maker      string
	MakerID    int64
	RecordedAt time.Time
	State      string // see PaymentStates
	EndDay     date.Date
	EndedBy    *string
	EnderID    *int64
	Voucher    *string // once paid
	Reason     *string // once voided
	Fen        int64
	Entries    int
	Villages   int
	OverBudget *string // why it was made beyond the year's budget; nil where it is not
}

// PaymentStates are the states of a batch.
func PaymentStates() []string { return []string{"standing", "paid", "voided"} }

// PaymentLine is what a batch settles of one entry, in fen.
type PaymentLine struct {
	Entry   uuid.UUID     `json:"entry"`
	Village division.Code `json:"village"`
	Fen     int64         `json:"fen"`
}

// PaymentEnd is how a batch ended: paid by a voucher, or voided with a reason.
type PaymentEnd struct {
	Batch   uuid.UUID
	Outcome string // paid or voided
	Day     date.Date
	Voucher *string
	Reason  *string
	MadeBy  int64 // who made the batch
}

var (
	_ = meaning("payment_batch_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("payment_line_paid_once", "", text.PaymentRefusedBatched)
	_ = meaning("payment_end_pkey", "", text.PaymentOver)
	_ = meaning("payment_end_voucher_unique", "voucher", text.PaymentVoucherTaken)
)

// LockPayments makes the payments of this transaction wait for those of others, so that no two set off the same claw-back and numbers run without gaps.
func (tx *Tx) LockPayments(ctx context.Context) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('payments', 0))`, pgx.NamedArgs{})
}

// OpenClawBacks returns the approved claw-backs of the villages that are not wholly set off yet, oldest first.
func (tx *Tx) OpenClawBacks(ctx context.Context, villages []division.Code) ([]RewardLine, error) {
	codes := make([]int64, len(villages))
	for i, v := range villages {
		codes[i] = int64(v)
	}
	return rows[RewardLine](ctx, tx, rewardLineColumns+`
		where l.kind = 'reversal' and l.state = 'approved' and l.village = any(@villages) and l.planned > l.fen
		order by l.accrued_on, l.id`, pgx.NamedArgs{"on": nil, "villages": codes})
}

// AddPayment writes a batch made by the transaction's actor with its lines, under the next number of its year. The payments are locked.
func (tx *Tx) AddPayment(ctx context.Context, p PaymentBatch, lines []PaymentLine) error {
	raw, err := json.Marshal(lines)
	if err != nil {
		return fmt.Errorf("store: lines of a payment: %w", err)
	}
	b := &pgx.Batch{}
	args := pgx.NamedArgs{"id": p.ID, "year": p.Day.Year(), "day": p.Day, "note": p.Note, "over": p.OverBudget, "by": tx.actor.Account, "posting": tx.actor.Posting, "lines": string(raw)}
	b.Queue(`
		insert into payment_batch (id, year, number, day, fen, entries, note, over_budget, recorded_by, posting)
		select @id, @year, coalesce((select max(number) from payment_batch where year = @year), 0) + 1, @day, sum(x.fen), count(*), @note, @over, @by, nullif(@posting::bigint, 0)
		from jsonb_to_recordset(@lines) as x (fen bigint)`, args)
	b.Queue(`
		insert into payment_line (batch, entry, village, fen)
		select @id, x.entry, x.village, x.fen from jsonb_to_recordset(@lines) as x (entry uuid, village bigint, fen bigint)`, args)
	return tx.send(ctx, b)
}

// EndPayment writes how a batch ended. One that was paid moves its accruals on, and every claw-back that is wholly set off by now; one that was voided
// gives its lines free.
func (tx *Tx) EndPayment(ctx context.Context, e PaymentEnd) error {
	b := &pgx.Batch{}
	args := pgx.NamedArgs{"batch": e.Batch, "outcome": e.Outcome, "day": e.Day, "year": e.Day.Year(), "voucher": e.Voucher, "reason": e.Reason, "made_by": e.MadeBy,
		"by": tx.actor.Account, "posting": tx.actor.Posting}
	b.Queue(`
		insert into payment_end (batch, outcome, day, year, voucher, reason, made_by, recorded_by, posting)
		values (@batch, @outcome, @day, @year, @voucher, @reason, @made_by, @by, nullif(@posting::bigint, 0))`, args)
	if e.Outcome == "voided" {
		b.Queue(`update payment_line set standing = false where batch = @batch`, args)
	} else {
		b.Queue(`
			insert into reward_step (entry, step, day, recorded_by, posting)
			select e.id, 'paid', @day, @by, nullif(@posting::bigint, 0)
			from payment_line l join reward_entry e on e.id = l.entry
			where l.batch = @batch and e.fen = (
				select sum(x.fen) from payment_line x join payment_end n on n.batch = x.batch where x.entry = e.id and x.standing and n.outcome = 'paid')`, args)
	}
	return tx.send(ctx, b)
}

const paymentBatches = `
	select b.id, b.year, b.number, b.day, b.note, m.name as maker, b.recorded_by as maker_id, b.recorded_at, coalesce(n.outcome, 'standing') as state,
		n.day as end_day, w.name as ended_by, n.recorded_by as ender_id, n.voucher, n.reason, l.fen, l.entries, l.villages, b.over_budget
	from payment_batch b
	join account m on m.id = b.recorded_by
	left join payment_end n on n.batch = b.id
	left join account w on w.id = n.recorded_by
	join lateral (select sum(l.fen)::bigint as fen, count(*)::int as entries, count(distinct l.village)::int as villages from payment_line l where l.batch = b.id) l on l.entries > 0`

// PaymentFilter chooses batches; zero fields choose all.
type PaymentFilter struct {
	State  string
	Year   int
	Before PaymentKey // the last batch of the page before
	Limit  int
}

// PaymentKey is a batch's place in the list, newest first.
type PaymentKey struct{ Year, Number int }

// Payments returns a page of the batches that have lines the actor sees, newest first.
func (tx *Tx) Payments(ctx context.Context, f PaymentFilter) ([]PaymentBatch, error) {
	return rows[PaymentBatch](ctx, tx, paymentBatches+`
		where (@state = '' or coalesce(n.outcome, 'standing') = @state) and (@year = 0 or b.year = @year)
			and (@before_year = 0 or (b.year, b.number) < (@before_year, @before_number))
		order by b.year desc, b.number desc limit @limit`,
		pgx.NamedArgs{"state": f.State, "year": f.Year, "before_year": f.Before.Year, "before_number": f.Before.Number, "limit": f.Limit})
}

// PaymentSum is how many batches of a state there are and what they come to, in fen.
type PaymentSum struct {
	State string
	Count int
	Fen   int64
}

// PaymentSums returns the sums by state of the batches that the filter chooses, whatever page.
func (tx *Tx) PaymentSums(ctx context.Context, f PaymentFilter) ([]PaymentSum, error) {
	return rows[PaymentSum](ctx, tx, `
		select state, count(*)::int as count, sum(fen)::bigint as fen from (`+paymentBatches+`) p where (@state = '' or state = @state) and (@year = 0 or year = @year) group by state`,
		pgx.NamedArgs{"state": f.State, "year": f.Year})
}

// Payment returns one batch, or fault.NotFound when the actor sees none of its lines.
func (tx *Tx) Payment(ctx context.Context, id uuid.UUID) (PaymentBatch, error) {
	return row[PaymentBatch](ctx, tx, paymentBatches+` where b.id = @id`, pgx.NamedArgs{"id": id})
}

// PaidLine is a line of a batch with the line of the ledger it settles.
type PaidLine struct {
	RewardLine
	Part int64 // what the batch settles of it, in fen
}

// PaymentLines returns the lines of a batch that the actor sees, by village.
func (tx *Tx) PaymentLines(ctx context.Context, id uuid.UUID) ([]PaidLine, error) {
	return rows[PaidLine](ctx, tx, `
		select x.*, y.fen as part from payment_line y join (`+rewardLineColumns+` where l.id in (select z.entry from payment_line z where z.batch = @id)) x on x.id = y.entry
		where y.batch = @id order by x.village, x.kind, x.accrued_on, x.id`, pgx.NamedArgs{"on": nil, "id": id})
}

// Waiting is what waits for money in a village, by state.
type Waiting struct {
	Village division.Code
	State   string // accrued, verified, approved, batched or held
	Count   int
	Fen     int64     // of a claw-back: what is not set off yet
	Oldest  date.Date // when the oldest accrued
}

// WaitingRewards returns what is not paid yet, by village and state.
func (tx *Tx) WaitingRewards(ctx context.Context, within division.Range) ([]Waiting, error) {
	return rows[Waiting](ctx, tx, `
		select l.village, l.state, count(*)::int as count, sum(l.fen - l.settled)::bigint as fen, min(l.accrued_on) as oldest from (`+rewardLines+`) l
		where l.state in ('accrued', 'verified', 'approved', 'batched', 'held') and (@low::bigint = 0 or l.village between @low and @high)
		group by l.village, l.state order by l.village, l.state`, pgx.NamedArgs{"on": nil, "low": within.Low, "high": within.High})
}
