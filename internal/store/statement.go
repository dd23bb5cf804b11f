package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// RewardAccount is what moved in a village's account of rewards in a period, in fen. What the city owes the village at the end is
// Opening + Accrued + Reversed − Paid.
type RewardAccount struct {
	Village  division.Code
	Opening  int64 // owed when the period began
	Accrued  int64
	Reversed int64 // not above zero
	Paid     int64 // by batches, what they set off taken away
	Verified int64 // of these and earlier entries: what was verified in the period
	Approved int64 // and what was approved
	Held     int64 // what is on hold now, since before the period's end
}

// Closing is what the city owes the village when the period is over.
func (a *RewardAccount) Closing() int64 { return a.Opening + a.Accrued + a.Reversed - a.Paid }

// Add adds the account of another village.
func (a *RewardAccount) Add(b *RewardAccount) {
	a.Opening, a.Accrued, a.Reversed, a.Paid = a.Opening+b.Opening, a.Accrued+b.Accrued, a.Reversed+b.Reversed, a.Paid+b.Paid
	a.Verified, a.Approved, a.Held = a.Verified+b.Verified, a.Approved+b.Approved, a.Held+b.Held
}

// RewardAccounts returns the accounts of the villages of a place that have any, in the order of the codes; from and to belong to the period.
func (tx *Tx) RewardAccounts(ctx context.Context, within division.Range, from, to date.Date) ([]RewardAccount, error) {
	if within == (division.Range{}) { // an index is reached by bounds only, not by what the policy says of the scope
		within.Low, within.High = tx.actor.Scope.Bounds()
	}
	return rows[RewardAccount](ctx, tx, `
		with entries as (
			select e.village,
				coalesce(sum(e.fen) filter (where e.accrued_on < @from), 0)::bigint as before,
				coalesce(sum(e.fen) filter (where e.accrued_on >= @from and e.kind = 'accrual'), 0)::bigint as accrued,
				coalesce(sum(e.fen) filter (where e.accrued_on >= @from and e.kind = 'reversal'), 0)::bigint as reversed,
				coalesce(sum(e.fen) filter (where v.day between @from and @to), 0)::bigint as verified,
				coalesce(sum(e.fen) filter (where a.day between @from and @to), 0)::bigint as approved,
				coalesce(sum(e.fen) filter (where h.since <= @to), 0)::bigint as held
			from reward_entry e
			left join reward_step v on v.entry = e.id and v.step = 'verified'
			left join reward_step a on a.entry = e.id and a.step = 'approved'
			left join reward_hold h on h.entry = e.id
			where e.accrued_on <= @to and (@low::bigint = 0 or e.village between @low and @high)
			group by e.village),
		payments as (
			select l.village, coalesce(sum(l.fen) filter (where n.day < @from), 0)::bigint as before, coalesce(sum(l.fen) filter (where n.day >= @from), 0)::bigint as paid
			from payment_line l join payment_end n on n.batch = l.batch
			where l.standing and n.outcome = 'paid' and n.day <= @to and (@low::bigint = 0 or l.village between @low and @high)
			group by l.village)
		select coalesce(e.village, p.village) as village, coalesce(e.before, 0) - coalesce(p.before, 0) as opening, coalesce(e.accrued, 0) as accrued,
			coalesce(e.reversed, 0) as reversed, coalesce(p.paid, 0) as paid, coalesce(e.verified, 0) as verified, coalesce(e.approved, 0) as approved, coalesce(e.held, 0) as held
		from entries e full join payments p on p.village = e.village order by 1`,
		pgx.NamedArgs{"from": from, "to": to, "low": within.Low, "high": within.High})
}

// VillagePayment is what a batch paid to one village.
type VillagePayment struct {
	Batch   uuid.UUID
	Year    int
	Number  int
	Day     date.Date
	Voucher string
	Entries int
	Fen     int64
}

// VillagePayments returns what was paid to a village in a period, oldest first.
func (tx *Tx) VillagePayments(ctx context.Context, village division.Code, from, to date.Date) ([]VillagePayment, error) {
	return rows[VillagePayment](ctx, tx, `
		select b.id as batch, b.year, b.number, n.day, n.voucher, count(*)::int as entries, sum(l.fen)::bigint as fen
		from payment_line l join payment_batch b on b.id = l.batch join payment_end n on n.batch = l.batch
		where l.village = @village and l.standing and n.outcome = 'paid' and n.day between @from and @to
		group by b.id, b.year, b.number, n.day, n.voucher order by n.day, b.year, b.number`, pgx.NamedArgs{"village": village, "from": from, "to": to})
}
