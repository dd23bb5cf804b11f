// Package ledger keeps the rewards of the villages: entries accrued as the rules say, reversed when a phase result falls, and moved on
// by the offices, verified by the township, approved by the municipal office, paid. Entries are immutable; every change is a line of its own.
package ledger

import (
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Post returns the lines that bring the ledger of a case from its entries to what its Track says (rulings 28–32), and which unpaid entries must wait.
//
// An accrual is made once for each phase result that earns one. It is reversed only when that result was voided or replaced, never
// because a blocker was found later: then it is held.
func Post(entries []store.RewardEntry, caseID uuid.UUID, t *rehab.Track, today date.Date) (lines []store.RewardEntry, held []store.RewardHold, err error) {
	live := map[string]store.RewardEntry{}
	for _, e := range entries {
		if e.Kind == "accrual" && !e.Reversed {
			live[e.Assessment.String()] = e
		}
	}
	for _, e := range live {
		if fallen(t, e) {
			delete(live, e.Assessment.String())
			lines = append(lines, reversal(e, today))
		}
	}
	for _, r := range t.Rewards {
		if _, there := live[r.Decision]; there {
			continue
		}
		e, err := accrual(caseID, r)
		if err != nil {
			return nil, nil, err
		}
		lines = append(lines, e)
	}
	return lines, holds(t, live), nil
}

// fallen reports whether the phase result e rests on is no longer the phase's newest.
func fallen(t *rehab.Track, e store.RewardEntry) bool {
	for _, p := range t.Phases {
		if int(p.N) == e.Phase {
			return p.Decision != e.Assessment.String()
		}
	}
	return true
}

func accrual(caseID uuid.UUID, r rehab.Reward) (store.RewardEntry, error) {
	assessment, err := uuid.Parse(r.Decision)
	if err != nil {
		return store.RewardEntry{}, err
	}
	id, err := uuid.NewV7()
	return store.RewardEntry{ID: id, CaseID: caseID, Phase: int(r.Phase), Kind: "accrual", Fen: int64(r.Fen), Village: r.Village,
		AccruedOn: r.Accrued, Assessment: assessment}, err
}

func reversal(e store.RewardEntry, today date.Date) store.RewardEntry {
	of := e.ID
	e.ID = uuid.Must(uuid.NewV7())
	e.Kind, e.Fen, e.AccruedOn, e.Reverses = "reversal", -e.Fen, today, &of
	return e
}

// joined is the kinds as a hold keeps them.
func joined(kinds []rehab.BlockerKind) string {
	words := make([]string, len(kinds))
	for i, k := range kinds {
		words[i] = string(k)
	}
	return strings.Join(words, ",")
}

func holds(t *rehab.Track, live map[string]store.RewardEntry) []store.RewardHold {
	var held []store.RewardHold
	for _, r := range t.HeldRewards {
		if e, there := live[r.Decision]; there && (e.Step == nil || *e.Step != "paid") {
			h := t.RewardHold(r.Phase, e.AccruedOn)
			held = append(held, store.RewardHold{Entry: e.ID, Phase: e.Phase, Since: h.Since, Why: joined(h.Why)})
		}
	}
	return held
}
