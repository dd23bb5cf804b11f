package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// RewardLine is a line of the ledger as lists show it. Name is nil where the person has moved out of the actor's sight.
type RewardLine struct {
	ID         uuid.UUID
	CaseID     uuid.UUID
	Name       *string
	DocMask    *string
	Phase      int
	Kind       string // accrual or reversal
	Fen        int64
	Village    division.Code
	AccruedOn  date.Date
	State      string // see RewardStates
	VerifiedOn date.Date
	VerifiedBy *string

	VerifiedAccount *int64 // who verified it; nil while nobody has
	ApprovedOn      date.Date
	ApprovedBy      *string
	ApprovedAccount *int64
	PaidOn          date.Date

	Reversed  bool       // an accrual with a reversal
	HeldSince date.Date  // of one that is held
	HeldWhy   *string    // what blocks it, kinds of rehab.BlockerKind parted by commas
	Batch     *uuid.UUID // the standing batch it is in, of a claw-back the last one; nil for none
	Year      *int       // of the batch
	Number    *int       // of the batch in its year
	Voucher   *string    // of the batch, once it is paid
	Settled   int64      // of a claw-back: what batches that are paid have set off of it, in fen, not above zero
	Planned   int64      // of a claw-back: the same with batches not yet paid
}

// ClawBack reports whether the line takes back what was paid already. It goes the way of an accrual, and is set off against the village's next payments.
func (l *RewardLine) ClawBack() bool { return l.Kind == "reversal" && l.State != "reversal" }

// RewardStates are the states of a line: held, or the furthest step it has come to. An accrual that is reversed before it is paid is over, and so is its
// reversal; the reversal of one that was paid is a claw-back and goes through the same steps, paid when all of it is set off.
func RewardStates() []string {
	return []string{"accrued", "verified", "approved", "batched", "paid", "held", "reversed", "reversal"}
}

// RewardFilter chooses lines of the ledger; zero fields choose all.
type RewardFilter struct {
	State  string
	Kind   string         // accrual or reversal
	Within division.Range // of the village
	Phase  int
	From   date.Date // accrued on or after
	To     date.Date // accrued on or before
	On     date.Date // as the ledger stood when this day was over; zero: now. What is held is known of now only
	After  RewardKey // the last line of the page before
	Limit  int
}

// RewardKey is a line's place in the list, newest first.
type RewardKey struct {
	AccruedOn date.Date
	ID        uuid.UUID
}

// rewardLines is the ledger with each line's state, worked out once for lists and sums. What is held or in a batch is known of now only.
const rewardLines = `
	select e.*, v.day as verified_on, v.recorded_by as verified_account, a.day as approved_on, a.recorded_by as approved_account, p.day as paid_on,
		r.id is not null as reversed, h.since as held_since, h.why as held_why, coalesce(pl.batch, c.batch) as batch, coalesce(c.settled, 0) as settled, coalesce(c.planned, 0) as planned,
		case when e.kind = 'reversal' and o.entry is null then 'reversal'
			when p.entry is not null then 'paid'
			when r.id is not null then 'reversed'
			when h.entry is not null then 'held'
			when pl.batch is not null or c.planned = e.fen then 'batched'
			when a.entry is not null then 'approved'
			when v.entry is not null then 'verified'
			else 'accrued' end as state
	from reward_entry e
	left join reward_step v on v.entry = e.id and v.step = 'verified' and (@on::date is null or v.day <= @on)
	left join reward_step a on a.entry = e.id and a.step = 'approved' and (@on::date is null or a.day <= @on)
	left join reward_step p on p.entry = e.id and p.step = 'paid' and (@on::date is null or p.day <= @on)
	left join reward_step o on o.entry = e.reverses and o.step = 'paid' and (@on::date is null or o.day <= @on)
	left join reward_entry r on r.reverses = e.id and (@on::date is null or r.accrued_on <= @on)
	left join reward_hold h on h.entry = e.id and @on::date is null
	left join payment_line pl on pl.entry = e.id and pl.standing and pl.fen > 0 and @on::date is null
	left join lateral (
		select sum(x.fen) filter (where n.outcome = 'paid') as settled, sum(x.fen) as planned, max(x.batch::text)::uuid as batch
		from payment_line x left join payment_end n on n.batch = x.batch
		where e.kind = 'reversal' and x.entry = e.id and x.standing and @on::date is null) c on true
	where @on::date is null or e.accrued_on <= @on`

// rewardWhere begins with the bounds of the actor's scope: the policy on rows asks the same, but only a plain comparison reaches the index.
const rewardWhere = `
	l.village between (select lower(range_merge(` + myScope + `))) and (select upper(range_merge(` + myScope + `)) - 1)
	and (@state = '' or l.state = @state) and (@kind = '' or l.kind = @kind) and (@low::bigint = 0 or l.village between @low and @high) and (@phase = 0 or l.phase = @phase)
	and (@from::date is null or l.accrued_on >= @from) and (@to::date is null or l.accrued_on <= @to)`

func (f RewardFilter) args() pgx.NamedArgs {
	return pgx.NamedArgs{"state": f.State, "kind": f.Kind, "low": f.Within.Low, "high": f.Within.High, "phase": f.Phase, "from": f.From, "to": f.To, "on": f.On,
		"after_day": f.After.AccruedOn, "after_id": orNull(f.After.ID), "limit": f.Limit}
}

// rewardLineColumns are lines with whom they are of and who took their steps.
var rewardLineColumns = rewardLinesOf(rewardLines)

// rewardLinesOf puts to chosen rows of rewardLines whom they are of and who took their steps.
func rewardLinesOf(chosen string) string {
	return `
		select l.id, l.case_id, p.name, p.document_mask as doc_mask, l.phase, l.kind, l.fen, l.village, l.accrued_on, l.state,
			l.verified_on, l.verified_account, va.name as verified_by, l.approved_on, aa.name as approved_by, l.approved_account, l.paid_on, l.reversed, l.held_since, l.held_why, l.batch,
			b.year, b.number, n.voucher, l.settled, l.planned
		from (` + chosen + `) l
		left join payment_batch b on b.id = l.batch
		left join payment_end n on n.batch = l.batch
		left join case_summary s on s.case_id = l.case_id
		left join person p on p.id = s.person_id
		left join account va on va.id = l.verified_account
		left join account aa on aa.id = l.approved_account`
}

// RewardLines returns a page of the ledger, newest first.
func (tx *Tx) RewardLines(ctx context.Context, f RewardFilter) ([]RewardLine, error) {
	page := rewardLinesOf(`select l.* from (` + rewardLines + `) l where ` + rewardWhere + ` and (@after_id::uuid is null or (l.accrued_on, l.id) < (@after_day::date, @after_id))
		order by l.accrued_on desc, l.id desc limit @limit`)
	return rows[RewardLine](ctx, tx, page+` order by l.accrued_on desc, l.id desc`, f.args())
}

// RewardSum is how many lines of a state there are and what they come to.
type RewardSum struct {
	State string
	Count int
	Fen   int64
}

const rewardSums = `
	select l.state, count(*)::int as count, sum(l.fen)::bigint as fen from (` + rewardLines + `) l where ` + rewardWhere + ` group by l.state`

// RewardSums returns the sums by state of the lines the filter chooses, whatever page.
func (tx *Tx) RewardSums(ctx context.Context, f RewardFilter) ([]RewardSum, error) {
	return rows[RewardSum](ctx, tx, rewardSums, f.args())
}

// HoldRewards holds the entries until the transaction ends, so that two steps of one come one after the other, and returns those of them that the actor
// sees.
func (tx *Tx) HoldRewards(ctx context.Context, ids []uuid.UUID) ([]RewardLine, error) {
	b := &pgx.Batch{}
	args := pgx.NamedArgs{"ids": ids, "on": nil}
	b.Queue(`select pg_advisory_xact_lock(hashtextextended('reward ' || x.id::text, 0)) from (select id from unnest(@ids::uuid[]) id order by id) x`, args)
	var lines []RewardLine
	queueInto(b, &lines, rewardLineColumns+` where l.id = any(@ids)`, args)
	return lines, tx.send(ctx, b)
}

// AddRewardSteps writes that entries were verified, approved or paid on the day by the transaction's actor, with their audit entries. A step taken
// twice is a conflict.
func (tx *Tx) AddRewardSteps(ctx context.Context, entries []uuid.UUID, step string, day date.Date, audits []Audited) error {
	b := &pgx.Batch{}
	if len(entries) > 0 {
		b.Queue(`insert into reward_step (entry, step, day, recorded_by, posting, note) select id, @step, @day, @by, nullif(@posting::bigint, 0), '' from unnest(@entries::uuid[]) id`,
			pgx.NamedArgs{"entries": entries, "step": step, "day": day, "by": tx.actor.Account, "posting": tx.actor.Posting})
	}
	if err := tx.queueAudits(b, audits); err != nil {
		return err
	}
	return tx.send(ctx, b)
}
