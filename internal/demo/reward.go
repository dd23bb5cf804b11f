package demo

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/ledger"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// payment is a round of the offices over the rewards: what had accrued long enough before is verified, approved, and put into a batch.
type payment struct {
	ago     int    // days ago
	outcome string // of its batch: paid, voided, standing; empty: there is none
}

// payments are the rounds of the demonstration, oldest first. Those who missed a round are in the next.
var payments = []payment{{420, "paid"}, {290, "paid"}, {190, "paid"}, {100, "voided"}, {98, "paid"}, {40, "paid"}, {9, "standing"}, {3, ""}}

// payRewards writes the budgets, takes the rewards through the rounds, and takes two phase results back after their rewards were paid.
func payRewards(ctx context.Context, s *store.Store, w *casework.Work, cast *cast, today date.Date) error {
	if err := fund(ctx, s, cast, today); err != nil {
		return err
	}
	for i, p := range payments {
		if p.ago == payments[6].ago {
			if err := takeBack(ctx, s, w, cast, today.AddDays(-p.ago-20)); err != nil {
				return err
			}
		}
		if err := p.hold(ctx, s, cast, today, i); err != nil {
			return fmt.Errorf("demo: payments %d days ago: %w", p.ago, err)
		}
	}
	if err := closeLastYear(ctx, s, cast, today); err != nil {
		return err
	}
	if err := clawBack(ctx, s, cast, today); err != nil {
		return err
	}
	return holdOne(ctx, s, w, cast, today)
}

// holdOne voids a test in a phase that was passed, so that its reward, which is approved, is held until the missed test is resolved.
func holdOne(ctx context.Context, s *store.Store, w *casework.Work, cast *cast, today date.Date) error {
	page, err := ledger.New(s, func() date.Date { return today }).List(ctx, cast.setup, store.RewardFilter{State: "approved", Kind: "accrual", Phase: 1, Limit: 1})
	if err != nil || len(page.Lines) == 0 {
		return err
	}
	l := page.Lines[0]
	var facts []store.RecordedFact
	err = s.Read(ctx, cast.setup, func(tx *store.Tx) error {
		all, err := tx.Facts(ctx, l.CaseID)
		facts = all[l.CaseID]
		return err
	})
	if err != nil {
		return err
	}
	for _, f := range facts {
		if b, ok := f.Body.(*rehab.DrugTest); ok && b.Result == rehab.Negative && f.Date > l.AccruedOn.AddMonths(-9) && f.Date < l.AccruedOn.AddMonths(-3) {
			if id, err := uuid.Parse(f.ID); err == nil {
				if _, err := w.Void(ctx, cast.actor(lead, l.Village), l.CaseID, uuid.NewSHA1(space, id[:]), f.ID, "样本标签与本人不符"); err == nil {
					return nil
				}
			}
		}
	}
	return nil
}

// clawBack takes one of what must be paid back as far as the village's next payment; the other waits for the township.
func clawBack(ctx context.Context, s *store.Store, cast *cast, today date.Date) error {
	office := ledger.New(s, func() date.Date { return today })
	page, err := office.List(ctx, cast.setup, store.RewardFilter{State: "accrued", Kind: "reversal", Limit: 1})
	if err != nil || len(page.Lines) == 0 {
		return err
	}
	l := page.Lines[0]
	if err := office.Verify(ctx, cast.actor(lead, l.Village), l.ID); err != nil {
		return err
	}
	return office.Approve(ctx, cast.office, l.ID)
}

// hold holds one round.
func (p payment) hold(ctx context.Context, s *store.Store, cast *cast, today date.Date, round int) error {
	day := today.AddDays(-p.ago)
	if err := move(ctx, s, cast, day); err != nil {
		return err
	}
	office := ledger.New(s, func() date.Date { return day })
	if p.outcome == "" {
		return nil
	}
	lines, _, err := office.Payable(ctx, cast.office, 0)
	if err != nil || len(lines) == 0 {
		return err
	}
	in := ledger.NewPayment{Key: uuid.NewSHA1(space, fmt.Appendf(nil, "payment %d of %s", round, today))}
	for _, l := range lines {
		in.Entries = append(in.Entries, l.ID)
	}
	d, err := office.DraftPayment(ctx, cast.office, in.Entries)
	if err != nil {
		return err
	}
	in.Seen = d.Fen
	if _, err := office.MakePayment(ctx, cast.office, in); err != nil {
		return err
	}
	switch p.outcome {
	case "paid":
		paid := min(day+4, today)
		later := ledger.New(s, func() date.Date { return paid })
		return later.PayPayment(ctx, cast.second, in.Key, paid, fmt.Sprintf("赤财支%d-%03d", paid.Year(), 17+23*round))
	case "voided":
		return office.VoidPayment(ctx, cast.second, in.Key, "漏编两个村，重新编制")
	}
	return nil
}

// move verifies and approves on a day most of what had accrued some weeks before.
func move(ctx context.Context, s *store.Store, cast *cast, day date.Date) error {
	office := ledger.New(s, func() date.Date { return day - 2 })
	accrued, err := office.List(ctx, cast.setup, store.RewardFilter{State: "accrued", To: day - 20, Limit: 10 * Size})
	if err != nil {
		return err
	}
	by := map[int64][]uuid.UUID{} // account of the lead
	leads := map[int64]access.Actor{}
	for i, l := range accrued.Lines {
		if i%5 == 3 {
			continue
		}
		a := cast.actor(lead, l.Village)
		leads[a.Account], by[a.Account] = a, append(by[a.Account], l.ID)
	}
	for account, ids := range by {
		if err := inParts(ids, func(part []uuid.UUID) ([]error, error) { return office.VerifyAll(ctx, leads[account], part) }); err != nil {
			return err
		}
	}
	verified, err := office.List(ctx, cast.setup, store.RewardFilter{State: "verified", Limit: 10 * Size})
	if err != nil {
		return err
	}
	var ids []uuid.UUID
	for i, l := range verified.Lines {
		if i%6 != 1 {
			ids = append(ids, l.ID)
		}
	}
	office = ledger.New(s, func() date.Date { return day })
	return inParts(ids, func(part []uuid.UUID) ([]error, error) { return office.ApproveAll(ctx, cast.office, part) })
}

// inParts does several entries at once, as many as may be.
func inParts(ids []uuid.UUID, do func([]uuid.UUID) ([]error, error)) error {
	for len(ids) > 0 {
		n := min(len(ids), ledger.MaxSteps)
		refused, err := do(ids[:n])
		if err != nil {
			return err
		}
		for _, why := range refused {
			if why != nil {
				return why
			}
		}
		ids = ids[n:]
	}
	return nil
}

// takeBack voids two phase results whose rewards were paid, of people whose later phases do not rest on them.
func takeBack(ctx context.Context, s *store.Store, w *casework.Work, cast *cast, before date.Date) error {
	page, err := ledger.New(s, func() date.Date { return before }).List(ctx, cast.setup, store.RewardFilter{State: "paid", Kind: "accrual", Phase: 1, Limit: 10 * Size})
	if err != nil {
		return err
	}
	left := 2
	for _, l := range page.Lines {
		var entries []store.RewardEntry
		err := s.WithTx(ctx, cast.setup, func(tx *store.Tx) (err error) {
			entries, err = tx.RewardEntriesOf(ctx, l.CaseID)
			return err
		})
		if err != nil {
			return err
		}
		if len(entries) != 1 {
			continue
		}
		fact := entries[0].Assessment
		if _, err := w.Void(ctx, cast.actor(lead, l.Village), l.CaseID, uuid.NewSHA1(space, fact[:]), fact.String(), "评估时漏看一次未到检记录，须重新评估"); err != nil {
			continue // other facts of this life rest on it
		}
		if left--; left == 0 {
			return nil
		}
	}
	return nil
}
