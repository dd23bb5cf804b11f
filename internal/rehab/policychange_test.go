package rehab_test

import (
	"fmt"
	"slices"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// TestRuling21AChangeOfPolicyShowsWhere: a version shows from the first window that begins under it, and only when it asks something else.
func TestRuling21AChangeOfPolicyShowsWhere(t *testing.T) {
	day := date.MustParse
	version := func(from string, change func(*rehab.Policy)) rehab.Policy {
		p := rehab.Chishui()
		p.Effective = day(from)
		change(&p)
		return p
	}
	every := func(n int) func(*rehab.Policy) { return func(p *rehab.Policy) { p.Interval = []int{n, n, n} } }
	report := rehab.Fact{ID: "r", Date: day("2024-03-01"), Body: &rehab.ReportIn{Village: 520381106204}}
	high := rehab.Fact{ID: "h", Date: day("2024-03-02"), Body: &rehab.Risk{Level: rehab.High}}
	for _, c := range []struct {
		name     string
		versions []rehab.Policy
		facts    []rehab.Fact
		want     []string
	}{
		{"none", nil, nil, nil},
		{"on a window's first day", []rehab.Policy{rehab.Chishui(), version("2024-06-01", every(3))}, nil, []string{"2024-06 2024-06-01 1→3"}},
		{"a day later: the next window", []rehab.Policy{rehab.Chishui(), version("2024-06-02", every(3))}, nil, []string{"2024-07 2024-06-02 1→3"}},
		{"a running window is not cut", []rehab.Policy{version("2024-01-01", every(3)), version("2024-04-01", every(1))}, nil, []string{"2024-06 2024-04-01 3→1"}},
		{"there and back", []rehab.Policy{rehab.Chishui(), version("2024-06-01", every(2)), version("2025-01-15", every(1))}, nil, []string{"2024-06 2024-06-01 1→2", "2025-02 2025-01-15 2→1"}},
		{"another number changes nothing here", []rehab.Policy{rehab.Chishui(), version("2024-06-01", func(p *rehab.Policy) { p.Reward = []int{1, 2, 3} })}, nil, nil},
		{"contacts", []rehab.Policy{rehab.Chishui(), version("2024-06-01", func(p *rehab.Policy) { p.Contacts = []rehab.Quota{{Visit: 2}} })}, nil, []string{"2024-06 2024-06-01 1→1"}},
		{"a high risk hides a longer schedule", []rehab.Policy{rehab.Chishui(), version("2024-06-01", every(3))}, []rehab.Fact{high}, nil},
		{"a voided level does not", []rehab.Policy{rehab.Chishui(), version("2024-06-01", every(3))}, []rehab.Fact{high, {ID: "v", Date: day("2024-03-03"), Body: &rehab.Void{Of: "h"}}}, []string{"2024-06 2024-06-01 1→3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, f := rehab.Rules{Versions: c.versions}, rehab.File{Measure: rehab.Detox, TermMonths: 36, Facts: append([]rehab.Fact{report}, c.facts...)}
			track := rehab.Compute(r, f, day("2024-10-10"))
			var got []string
			for _, x := range rehab.PolicyChanges(r, f, &track) {
				got = append(got, fmt.Sprintf("%s %s %d→%d", x.Month, x.Version, x.Before.Interval, x.After.Interval))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}
