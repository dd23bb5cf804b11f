package rehab

import (
	"testing"

	"xinsheng/internal/date"
)

// TestAMonthEndIsWhatTheRulesSaidThatDay compares each month's end with the case computed on that day.
func TestAMonthEndIsWhatTheRulesSaidThatDay(t *testing.T) {
	rules := Rules{Versions: []Policy{Chishui()}}
	full, today := fullFile()
	r := date.New(2024, 3, 1)
	awaiting := []Fact{{ID: "n", Date: r - 70, Body: &Screening{Conclusion: Fit}}, {ID: "d", Date: r - 20, Body: &Decision{Place: 520381106204}}}
	begun := append(awaiting[:2:2], Fact{ID: "r", Date: r, Body: &ReportIn{Village: 520381106204}})
	for name, c := range map[string]struct {
		facts []Fact
		today date.Date
	}{
		"three years":      {full.Facts, today},
		"awaiting":         {awaiting, r + 40},
		"held, not free":   {append(begun[:3:3], Fact{ID: "s", Date: r + 100, Body: &Suspension{}}), r + 300},
		"term ended":       {begun, r.AddMonths(38)},
		"isolated":         {append(begun[:3:3], Fact{ID: "i", Date: r + 200, Body: &Isolation{}}), r + 500},
		"moved in between": {append(begun[:3:3], Fact{ID: "m", Date: r + 90, Body: &Transfer{To: "520381001006"}}, Fact{ID: "a", Date: r + 130, Body: &TransferReportIn{Of: "m", Village: 520381001006}}), r + 200},
	} {
		f := File{Measure: Detox, TermMonths: 36, Facts: c.facts}
		track := Compute(rules, f, c.today)
		if len(track.MonthEnds) == 0 || track.MonthEnds[0].Month != c.facts[0].Date.Month() {
			t.Fatalf("%s: month ends %v", name, track.MonthEnds)
		}
		for i, e := range track.MonthEnds {
			then := Compute(rules, f, min(e.Month.Last(), c.today))
			known := !then.Answerable.IsZero() // before the decision it was not yet known where
			if e.Stage != then.Stage || e.Phase != then.Phase || (known && e.Answerable != then.Answerable) {
				t.Errorf("%s, %s: %+v; that day it was %s, phase %d, at %s", name, e.Month, e, then.Stage, then.Phase, then.Answerable)
			}
			if i > 0 && e.Month != track.MonthEnds[i-1].Month+1 {
				t.Errorf("%s: %s follows %s", name, e.Month, track.MonthEnds[i-1].Month)
			}
		}
		last := track.MonthEnds[len(track.MonthEnds)-1]
		if last.Stage != track.Stage || (track.Exit == nil && last.Month != c.today.Month()) || (track.Exit != nil && last.Month != track.Exit.Date.Month()) {
			t.Errorf("%s: the last month is %+v, the case %s", name, last, track.Stage)
		}
	}
}
