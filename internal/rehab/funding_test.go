package rehab_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

func TestPhasesDue(t *testing.T) {
	month := func(s string) date.Month { return date.MustParse(s + "-01").Month() }
	for _, x := range []struct {
		name                    string
		n                       rehab.PhaseNumber
		ends, term, first, last string
		want                    []rehab.PhaseNumber
	}{
		{"ends this year", 1, "2026-12", "2028-12", "2026-11", "2026-12", []rehab.PhaseNumber{1}},
		{"ends next year", 1, "2027-01", "2029-01", "2026-11", "2026-12", nil},
		{"a later one ends in the years asked for", 1, "2026-12", "2028-12", "2027-01", "2028-12", []rehab.PhaseNumber{2, 3}},
		{"not after the term", 2, "2026-12", "2026-12", "2026-01", "2028-12", []rehab.PhaseNumber{2}},
		{"ended before", 1, "2026-10", "2026-10", "2026-11", "2026-12", nil},
	} {
		if got := rehab.PhasesDue(x.n, month(x.ends), month(x.term), month(x.first), month(x.last)); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

// TestTestsDue: one at the end of each interval of each phase, until the term ends.
func TestTestsDue(t *testing.T) {
	month := func(s string) date.Month { return date.MustParse(s + "-01").Month() }
	monthly, common := rehab.Chishui(), rehab.CommonPracticeDetox() // 1, 1, 1 and 1, 2, 3 months
	for _, x := range []struct {
		name                    string
		p                       *rehab.Policy
		n                       rehab.PhaseNumber
		ends, term, first, last string
		want                    int
	}{
		{"each month to the year's end", &monthly, 1, "2027-03", "2029-03", "2026-11", "2026-12", 2},
		{"not after the term", &monthly, 3, "2026-11", "2026-11", "2026-11", "2026-12", 1},
		{"over into a phase of two months each", &common, 1, "2026-10", "2028-10", "2026-10", "2027-02", 1 + 2},
		{"a phase of three months each", &common, 3, "2026-12", "2026-12", "2026-01", "2026-12", 4},
		{"none before it began", &monthly, 1, "2027-11", "2029-11", "2026-01", "2026-12", 1},
	} {
		if got := x.p.TestsDue(rehab.Detox, 36, x.n, month(x.ends), month(x.term), month(x.first), month(x.last)); got != x.want {
			t.Errorf("%s: %d, want %d", x.name, got, x.want)
		}
	}
	if got := rehab.AtThisPace(1100, 11, 1); got != 100 {
		t.Errorf("at this pace: %d", got)
	}
	if rehab.AtThisPace(1100, 0, 12) != 0 || rehab.AtThisPace(1100, 12, 0) != 0 {
		t.Error("a pace without months")
	}
}

// TestBudgetLinesAddUp: what is needed beyond the budget is never negative, and lines add up to their sum.
func TestBudgetLinesAddUp(t *testing.T) {
	amount := rapid.Int64Range(0, 1_000_000_00)
	rapid.Check(t, func(t *rapid.T) {
		var sum rehab.BudgetLine
		var forecast, left int64
		for range rapid.IntRange(0, 8).Draw(t, "lines") {
			b := rehab.BudgetLine{Budgeted: amount.Draw(t, "budgeted"), Received: amount.Draw(t, "received"), Spent: amount.Draw(t, "spent"), Due: amount.Draw(t, "due")}
			sum, forecast, left = sum.Plus(b), forecast+b.Forecast(), left+b.Left()
			if b.Unfunded() < 0 || b.Forecast() < b.Spent || b.Unfunded() > 0 && b.Budgeted+b.Unfunded() != b.Forecast() {
				t.Fatalf("%+v: forecast %d, unfunded %d", b, b.Forecast(), b.Unfunded())
			}
		}
		if sum.Forecast() != forecast || sum.Left() != left {
			t.Fatalf("%+v: %d, %d", sum, forecast, left)
		}
	})
}
