package rehab

import (
	"cmp"
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// OpenReward is an approved line of a village's account that waits to be settled.
type OpenReward struct {
	ID      string
	Village division.Code
	Fen     int64     // what is open of it: above zero for an accrual, below zero for a claw-back
	Day     date.Date // on which it accrued
}

// Settlement is what a payment settles of one line, in fen: an accrual whole, a claw-back in whole or in part.
type Settlement struct {
	ID      string
	Village division.Code
	Fen     int64
}

// SettleRewards returns what one payment of the lines settles: every accrual, and of each village's claw-backs, the oldest first, as much as its
// accruals reach. No village gets less than nothing; what its accruals do not reach stays open for the next payment (DOMAIN §4).
func SettleRewards(open []OpenReward) []Settlement {
	var out []Settlement
	left := map[division.Code]int64{}
	var claims []OpenReward
	for _, e := range open {
		switch {
		case e.Fen > 0:
			left[e.Village] += e.Fen
			out = append(out, e.settling(e.Fen))
		case e.Fen < 0:
			claims = append(claims, e)
		}
	}
	slices.SortStableFunc(claims, func(a, b OpenReward) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID)) })
	for _, e := range claims {
		part := min(-e.Fen, left[e.Village])
		if part == 0 {
			continue
		}
		left[e.Village] -= part
		out = append(out, e.settling(-part))
	}
	return out
}

func (e OpenReward) settling(fen int64) Settlement {
	return Settlement{ID: e.ID, Village: e.Village, Fen: fen}
}

// RewardMove is a movement of a village's account, as it changes what the city owes the village: an accrual adds, a reversal and a payment take away.
type RewardMove struct {
	Day date.Date
	Fen int64
}

// RewardBalances returns what the village is owed after each of the movements, which are in order, when it was owed opening before them.
func RewardBalances(opening int64, moves []RewardMove) []int64 {
	out := make([]int64, len(moves))
	for i, m := range moves {
		opening += m.Fen
		out[i] = opening
	}
	return out
}

// RewardHold says why the entry of a phase that was passed must wait (ruling 28), and since when.
type RewardHold struct {
	Why   []BlockerKind // each once
	Since date.Date     // the first day from which something that still blocks kept the entry waiting
}

// RewardHold returns why the entry of phase n, which accrued on a day, is held. The day is that of the oldest thing that still blocks – the first of a
// window's month, the day a positive was taken, the day a serious breach opened – and not before the entry was there.
func (t *Track) RewardHold(n PhaseNumber, accrued date.Date) RewardHold {
	h := RewardHold{}
	for i := range t.Phases {
		if t.Phases[i].N != n {
			continue
		}
		for _, b := range t.Phases[i].Blockers {
			if !slices.Contains(h.Why, b.Kind) {
				h.Why = append(h.Why, b.Kind)
			}
			if day := t.blockedFrom(b); h.Since.IsZero() || day < h.Since {
				h.Since = day
			}
		}
	}
	h.Since = max(h.Since, accrued)
	return h
}

func (t *Track) blockedFrom(b Blocker) date.Date {
	switch b.Kind {
	case BlockedByOpenWindow, BlockedByMissedWindow:
		return b.Month.First()
	case BlockedByPositive:
		for i := range t.Positives {
			if t.Positives[i].Test == b.Fact {
				return t.Positives[i].Taken
			}
		}
	case BlockedBySeriousBreach:
		if t.SeriousBreach != nil {
			return t.SeriousBreach.Latest
		}
	}
	return t.Today
}
