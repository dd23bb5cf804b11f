package ledger

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Office moves entries of the ledger on.
type Office struct {
	store *store.Store
	today func() date.Date
}

// New returns the office's work on the ledger; today gives the legal day.
func New(s *store.Store, today func() date.Date) *Office { return &Office{s, today} }

// Page is a page of the ledger with the sums of everything the filter chooses.
type Page struct {
	Lines []store.RewardLine
	Sums  []store.RewardSum
	More  bool
}

// List returns the lines of the ledger the actor sees that the filter chooses, at most f.Limit of them, and their sums.
func (o *Office) List(ctx context.Context, actor access.Actor, f store.RewardFilter) (p Page, err error) {
	if !actor.May(access.RewardView) {
		return p, fault.ErrNotFound()
	}
	limit := f.Limit
	f.Limit++
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if p.Lines, err = tx.RewardLines(ctx, f); err != nil {
			return err
		}
		all := f
		all.State = "" // the sums of the other states stay in sight
		p.Sums, err = tx.RewardSums(ctx, all)
		return err
	})
	if len(p.Lines) > limit {
		p.Lines, p.More = p.Lines[:limit], true
	}
	return p, err
}

// Verify is the township's word that the phase was passed and the village earned the entry (DOMAIN §4). An entry that is held, reversed or
// verified already is refused.
func (o *Office) Verify(ctx context.Context, actor access.Actor, entry uuid.UUID) error {
	return o.step(ctx, actor, access.RewardVerify, entry, "verified", "accrued")
}

// Approve is the municipal office's approval of a verified entry. Whoever verified it may not approve it.
func (o *Office) Approve(ctx context.Context, actor access.Actor, entry uuid.UUID) error {
	return o.step(ctx, actor, access.RewardApprove, entry, "approved", "verified")
}

// step moves an entry on whose state is from. Two who do it at once come one after the other, and the second is refused.
func (o *Office) step(ctx context.Context, actor access.Actor, action access.Action, entry uuid.UUID, step, from string) error {
	if !actor.May(action) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockReward(ctx, entry); err != nil {
			return err
		}
		line, err := tx.RewardLineOf(ctx, entry)
		if err != nil {
			return err
		}
		if line.State != from {
			return fault.New(fault.Conflict, refusal(line.State))
		}
		if by, err := tx.RewardStepBy(ctx, entry, "verified"); err == nil && by == actor.Account {
			return fault.New(fault.Forbidden, text.RewardOwnVerification)
		}
		if err := tx.AddRewardStep(ctx, entry, step, o.today(), ""); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: action, Case: line.CaseID, Subject: "reward_entry " + entry.String()})
	})
}

// refusal says why an entry in the state cannot be moved on.
func refusal(state string) text.Key {
	switch state {
	case "held":
		return text.RewardRefusedHeld
	case "reversed", "reversal":
		return text.RewardRefusedReversed
	case "accrued":
		return text.RewardRefusedUnverified
	}
	return text.RewardRefusedDone
}
