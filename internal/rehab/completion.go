package rehab

import "slices"

// Completion is how much of what a month asked was done: of test windows, periodic reports, talks and home visits together. A person counts once for each
// of the four that is due, and is done with it once everything owed of that kind is done.
type Completion struct{ Due, Done int }

// PerMille returns the completion in thousandths, rounded half up; false when nothing was due.
func (c Completion) PerMille() (int, bool) {
	const whole = 1000
	if c.Due == 0 {
		return 0, false
	}
	return (c.Done*whole + c.Due/2) / c.Due, true
}

// Ranked is a unit's place by completion.
type Ranked struct {
	Unit int // its index in the list that was ranked
	Rank int // from 1, equal completion equal rank; 0: not ranked, for it has too few open cases or nothing was due
}

// Rank puts units in the order of their completion, best first; those not ranked stand last, in the order in which they came. Open is how many open cases
// each unit has; with fewer than from a unit is not ranked, for one person would move it too far (Boards.RankFrom).
func Rank(units []Completion, open []int, from int) []Ranked {
	out := make([]Ranked, len(units))
	ranked := func(i int) bool { return units[i].Due > 0 && open[i] >= from }
	for i := range out {
		out[i].Unit = i
	}
	slices.SortStableFunc(out, func(a, b Ranked) int {
		x, y := ranked(a.Unit), ranked(b.Unit)
		switch {
		case x && y: // compared as fractions, so that rounding makes no ties
			return units[b.Unit].Done*units[a.Unit].Due - units[a.Unit].Done*units[b.Unit].Due
		case x:
			return -1
		case y:
			return 1
		}
		return 0
	})
	for i := range out {
		u := units[out[i].Unit]
		if !ranked(out[i].Unit) {
			continue
		}
		out[i].Rank = i + 1
		if i > 0 {
			if v := units[out[i-1].Unit]; v.Done*u.Due == u.Done*v.Due {
				out[i].Rank = out[i-1].Rank
			}
		}
	}
	return out
}
