package ledger

import (
	"cmp"
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// maxMovements is how many entries of a period a statement shows.
const maxMovements = 5000

// Period is the days a statement is of, both included.
type Period struct{ From, To date.Date }

// Check refuses a period that ends before it begins, on the field to.
func (p Period) Check() error {
	if p.To < p.From {
		return fault.OnField("until", text.ValidPast, "Day", p.From)
	}
	return nil
}

// Movement is one line of a village's statement: an entry of the ledger or a payment.
type Movement struct {
	Day     date.Date
	Entry   *store.RewardLine     // nil for a payment
	Payment *store.VillagePayment // nil for an entry
	Fen     int64                 // as it changes what the village is owed
	Balance int64                 // what it is owed then
}

// Statement is a village's account of a period with every movement.
type Statement struct {
	Period
	store.RewardAccount
	Moves []Movement
}

// Accounts returns the accounts of the actor's villages, or of those of a place, in a period.
func (o *Office) Accounts(ctx context.Context, actor access.Actor, place division.Code, p Period) (all []store.RewardAccount, err error) {
	if !actor.May(access.RewardView) {
		return nil, fault.ErrNotFound()
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	var within division.Range
	if !place.IsZero() {
		within = place.Range()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		all, err = tx.RewardAccounts(ctx, within, p.From, p.To)
		return err
	})
	return all, err
}

// Statement returns the account of one village of the actor's with its movements, oldest first.
func (o *Office) Statement(ctx context.Context, actor access.Actor, village division.Code, p Period) (s Statement, err error) {
	if !actor.May(access.RewardView) || !village.IsVillage() || !actor.Sees(village) {
		return s, fault.ErrNotFound()
	}
	if err := p.Check(); err != nil {
		return s, err
	}
	s.Period = p
	var lines []store.RewardLine
	var paid []store.VillagePayment
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		accounts, err := tx.RewardAccounts(ctx, village.Range(), p.From, p.To)
		if err != nil {
			return err
		}
		s.Village = village
		if len(accounts) > 0 {
			s.RewardAccount = accounts[0]
		}
		if lines, err = tx.RewardLines(ctx, store.RewardFilter{Within: village.Range(), From: p.From, To: p.To, Limit: maxMovements + 1}); err != nil {
			return err
		}
		paid, err = tx.VillagePayments(ctx, village, p.From, p.To)
		return err
	})
	if err == nil && len(lines) > maxMovements {
		err = fault.New(fault.TooLarge, text.RewardStatementTooLong, "Max", maxMovements)
	}
	s.move(lines, paid)
	return s, err
}

// move puts entries and payments in order and works out what the village is owed after each.
func (s *Statement) move(lines []store.RewardLine, paid []store.VillagePayment) {
	for i := range lines {
		s.Moves = append(s.Moves, Movement{Day: lines[i].AccruedOn, Entry: &lines[i], Fen: lines[i].Fen})
	}
	slices.Reverse(s.Moves) // the ledger is newest first
	for i := range paid {
		s.Moves = append(s.Moves, Movement{Day: paid[i].Day, Payment: &paid[i], Fen: -paid[i].Fen})
	}
	slices.SortStableFunc(s.Moves, func(a, b Movement) int { return cmp.Compare(a.Day, b.Day) })
	moves := make([]rehab.RewardMove, len(s.Moves))
	for i, m := range s.Moves {
		moves[i] = rehab.RewardMove{Day: m.Day, Fen: m.Fen}
	}
	for i, balance := range rehab.RewardBalances(s.Opening, moves) {
		s.Moves[i].Balance = balance
	}
}
