package tracker

import (
	"context"
	"slices"
	"strconv"

	"xinsheng/internal/text"
)

// letters are the marks of a strip as case_summary stores it, in lower case; upper case means days suspended in that month, and |
// stands between phases.
var letters = map[rune]Mark{
	'n': Negative, 'p': Positive, 'o': Open, 'i': Invalid, 'm': Missed, 'd': Resolved, 'r': Refused, 'a': Absent, 'x': Excused, 'u': Upcoming, 's': Settled,
}

const (
	barStep  = 6 // from one bar to the next, in the strip's own units
	phaseGap = 6
)

// bar is one month of a strip.
type bar struct {
	mark      Mark
	suspended bool
	x         int
}

func bars(strip string) []bar {
	var out []bar
	x := 0
	for _, r := range strip {
		if r == '|' {
			x += phaseGap
			continue
		}
		mark, suspended := letters[r], false
		if mark == "" {
			mark, suspended = letters[r+('a'-'A')], true
		}
		out = append(out, bar{mark, suspended, x})
		x += barStep
	}
	return out
}

// now returns the bar of the present month: the first open one, else the last before those to come; -1 when nothing is to come.
func now(bs []bar) int {
	if i := slices.IndexFunc(bs, func(b bar) bool { return b.mark == Open || b.mark == Invalid }); i >= 0 {
		return i
	}
	return slices.IndexFunc(bs, func(b bar) bool { return b.mark == Upcoming }) - 1
}

// box is the viewBox of a strip with these bars.
func box(bs []bar) string {
	width := barStep
	if len(bs) > 0 {
		width = bs[len(bs)-1].x + barStep
	}
	return "0 0 " + strconv.Itoa(width) + " 20"
}

// words says a strip in a sentence: how many months of each mark.
func words(ctx context.Context, bs []bar) string {
	counts := map[Mark]int{}
	var order []Mark
	for _, b := range bs {
		if counts[b.mark] == 0 {
			order = append(order, b.mark)
		}
		counts[b.mark]++
	}
	parts := make([]string, len(order))
	for i, m := range order {
		parts[i] = text.T(ctx, text.TrackerStripPart, "Mark", text.Of(ctx, text.FamilyMark, m), "Count", counts[m])
	}
	return text.T(ctx, text.TrackerStrip, "Clauses", text.From(ctx).Clauses(parts))
}
