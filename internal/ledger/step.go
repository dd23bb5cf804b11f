package ledger

import (
	"context"
	"slices"

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

// MaxSteps is how many entries may be moved on at once.
const MaxSteps = 200

// Verify is the township's word that the phase was passed and the village earned the entry (DOMAIN §4). An entry that is held, reversed or
// verified already is refused.
func (o *Office) Verify(ctx context.Context, actor access.Actor, entry uuid.UUID) error {
	return first(o.VerifyAll(ctx, actor, []uuid.UUID{entry}))
}

// Approve is the municipal office's approval of a verified entry. Whoever verified it may not approve it.
func (o *Office) Approve(ctx context.Context, actor access.Actor, entry uuid.UUID) error {
	return first(o.ApproveAll(ctx, actor, []uuid.UUID{entry}))
}

func first(refused []error, err error) error {
	if err == nil {
		err = refused[0]
	}
	return err
}

// VerifyAll verifies several entries in one transaction. Each stands by itself: what is returned says of each, in order, why it was refused, nil where
// it was verified, or had been by the same actor.
func (o *Office) VerifyAll(ctx context.Context, actor access.Actor, entries []uuid.UUID) ([]error, error) {
	return o.steps(ctx, actor, access.RewardVerify, entries, "verified", "accrued")
}

// ApproveAll approves several entries in one transaction, as VerifyAll verifies them.
func (o *Office) ApproveAll(ctx context.Context, actor access.Actor, entries []uuid.UUID) ([]error, error) {
	return o.steps(ctx, actor, access.RewardApprove, entries, "approved", "verified")
}

// steps moves entries on whose state is from, with as many round trips for one as for a hundred. Two who do it at once come one after the other, and the
// second is refused.
func (o *Office) steps(ctx context.Context, actor access.Actor, action access.Action, entries []uuid.UUID, step, from string) ([]error, error) {
	switch {
	case !actor.May(action):
		return nil, fault.ErrNotFound()
	case len(entries) == 0:
		return nil, fault.New(fault.Invalid, text.RewardNothingTicked)
	case len(entries) > MaxSteps:
		return nil, fault.New(fault.TooLarge, text.RewardTooMany, "Max", MaxSteps)
	}
	refused := make([]error, len(entries))
	err := o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		lines, err := tx.HoldRewards(ctx, entries)
		if err != nil {
			return err
		}
		var moved []uuid.UUID
		var audits []store.Audited
		for i, id := range entries {
			at := slices.IndexFunc(lines, func(l store.RewardLine) bool { return l.ID == id })
			if at >= 0 && takenBy(&lines[at], step, actor) {
				continue // the same form sent twice
			}
			if refused[i] = stepRefusal(actor, lines, at, from); refused[i] == nil && !slices.Contains(moved, id) {
				moved = append(moved, id)
				audits = append(audits, store.Audited{Action: action, Case: lines[at].CaseID, Subject: "reward_entry " + id.String()})
			}
		}
		return tx.AddRewardSteps(ctx, moved, step, o.today(), audits)
	})
	return refused, err
}

// takenBy reports whether the actor has taken the step with the line already.
func takenBy(l *store.RewardLine, step string, actor access.Actor) bool {
	by := l.VerifiedAccount
	if step == "approved" {
		by = l.ApprovedAccount
	}
	return by != nil && *by == actor.Account
}

// stepRefusal says why the entry at a place of lines cannot be moved on from a state, nil when it can.
func stepRefusal(actor access.Actor, lines []store.RewardLine, at int, from string) error {
	switch {
	case at < 0:
		return fault.ErrNotFound()
	case lines[at].State != from:
		return fault.New(fault.Conflict, refusal(lines[at].State))
	case lines[at].VerifiedAccount != nil && *lines[at].VerifiedAccount == actor.Account:
		return fault.New(fault.Forbidden, text.RewardOwnVerification)
	}
	return nil
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
