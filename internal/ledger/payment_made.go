package ledger

import (
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Payment is one batch with its lines and the sums of its villages.
type Payment struct {
	store.PaymentBatch
	Lines []store.PaidLine
	Sums  []PaymentVillage
}

// Amiss returns the lines that cannot be paid any more because their entry was held or reversed since the batch was made; none once it has ended.
func (p *Payment) Amiss() []store.PaidLine {
	if p.State != "standing" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Lines), func(l store.PaidLine) bool { return l.State != "held" && l.State != "reversed" })
}

// OpenPayment returns a batch with those of its lines that the actor sees; with none of them it is fault.NotFound.
func (o *Office) OpenPayment(ctx context.Context, actor access.Actor, id uuid.UUID) (p Payment, err error) {
	if !actor.May(access.PaymentView) {
		return p, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		p, err = openPayment(ctx, tx, id)
		return err
	})
	return p, err
}

func openPayment(ctx context.Context, tx *store.Tx, id uuid.UUID) (p Payment, err error) {
	if p.PaymentBatch, err = tx.Payment(ctx, id); err != nil {
		return p, err
	}
	p.Lines, err = tx.PaymentLines(ctx, id)
	p.Sums = PaymentVillages(p.Lines)
	return p, err
}

// PayPayment records that a batch was paid on a day by a voucher. Who made the batch does not pay it. Faults: not found, forbidden (the maker), invalid
// (day or voucher), conflict (it has ended otherwise, one of its entries is held or reversed, the voucher was used in that year, or the year's accounts are closed).
func (o *Office) PayPayment(ctx context.Context, actor access.Actor, id uuid.UUID, day date.Date, voucher string) error {
	return o.endPayment(ctx, actor, access.PaymentPay, id, func(p *Payment) (e store.PaymentEnd, err error) {
		switch amiss := len(p.Amiss()); {
		case p.MakerID == actor.Account:
			return e, fault.New(fault.Forbidden, text.PaymentOwn)
		case amiss > 0:
			return e, fault.New(fault.Conflict, text.PaymentAmiss, "Count", amiss)
		case day > o.today():
			return e, fault.OnField("paid_on", text.ValidFuture, "Today", o.today())
		case day < p.Day:
			return e, fault.OnField("paid_on", text.ValidPast, "Day", p.Day)
		}
		return store.PaymentEnd{Outcome: "paid", Day: day, Voucher: &voucher}, nil
	})
}

// VoidPayment gives a batch up before it is paid; its entries can go into another. Faults: not found, conflict (it has ended otherwise).
func (o *Office) VoidPayment(ctx context.Context, actor access.Actor, id uuid.UUID, reason string) error {
	return o.endPayment(ctx, actor, access.PaymentMake, id, func(*Payment) (store.PaymentEnd, error) {
		return store.PaymentEnd{Outcome: "voided", Day: o.today(), Reason: &reason}, nil
	})
}

func (o *Office) endPayment(ctx context.Context, actor access.Actor, action access.Action, id uuid.UUID, end func(*Payment) (store.PaymentEnd, error)) error {
	if !actor.May(action) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockPayments(ctx); err != nil {
			return err
		}
		p, err := openPayment(ctx, tx, id)
		if err != nil {
			return err
		}
		e, err := end(&p)
		switch {
		case p.State != "standing" && err == nil && endedSo(&p, actor, e):
			return nil
		case p.State != "standing":
			return fault.New(fault.Conflict, text.PaymentOver)
		case err != nil:
			return err
		}
		if e.Outcome == "paid" {
			if err := yearOpen(ctx, tx, e.Day.Year()); err != nil {
				return err
			}
		}
		e.Batch, e.MadeBy = id, p.MakerID
		if err := tx.EndPayment(ctx, e); err != nil {
			return err
		}
		return tx.Audit(ctx, paymentAudit(action, id, "payment_"+e.Outcome, len(p.Lines)))
	})
}

// yearOpen refuses to pay in a year whose accounts are closed: what is paid is spent on its budget for rewards.
func yearOpen(ctx context.Context, tx *store.Tx, year int) error {
	if err := tx.LockFundingYear(ctx, year); err != nil {
		return err
	}
	closed, err := tx.FundingYearClosed(ctx, year)
	if err == nil && closed {
		err = fault.New(fault.Conflict, text.FundingClosed, "Year", strconv.Itoa(year))
	}
	return err
}

// endedSo reports whether the batch ended as the actor asks, by the actor's own hand: the same form sent twice.
func endedSo(p *Payment, actor access.Actor, e store.PaymentEnd) bool {
	same := func(a, b *string) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	return p.State == e.Outcome && p.EndDay == e.Day && p.EnderID != nil && *p.EnderID == actor.Account && same(p.Voucher, e.Voucher) && same(p.Reason, e.Reason)
}

// Payments is a page of the batches with the sums of all that the filter chooses, but for its state, and those of the ledger.
type Payments struct {
	Batches []store.PaymentBatch
	Sums    []store.PaymentSum
	Rewards []store.RewardSum
	More    bool
}

// Payments returns the batches of which the actor sees lines, at most f.Limit.
func (o *Office) Payments(ctx context.Context, actor access.Actor, f store.PaymentFilter) (p Payments, err error) {
	if !actor.May(access.PaymentView) {
		return p, fault.ErrNotFound()
	}
	limit := f.Limit
	f.Limit++
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if p.Batches, err = tx.Payments(ctx, f); err != nil {
			return err
		}
		if p.Sums, err = tx.PaymentSums(ctx, store.PaymentFilter{Year: f.Year}); err != nil {
			return err
		}
		p.Rewards, err = tx.RewardSums(ctx, store.RewardFilter{})
		return err
	})
	if len(p.Batches) > limit {
		p.Batches, p.More = p.Batches[:limit], true
	}
	return p, err
}

// Waiting returns what waits for money in the actor's villages, or in those of a place, by village and state.
func (o *Office) Waiting(ctx context.Context, actor access.Actor, place division.Code) (all []store.Waiting, err error) {
	if !actor.May(access.PaymentView) {
		return nil, fault.ErrNotFound()
	}
	var within division.Range
	if !place.IsZero() {
		within = place.Range()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		all, err = tx.WaitingRewards(ctx, within)
		return err
	})
	return all, err
}
