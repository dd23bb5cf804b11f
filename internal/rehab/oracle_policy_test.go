package rehab_test

import (
	"slices"

	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

// policies are the settings under which histories are tried.
func policies() map[string][]Policy {
	later := func(p Policy, day string, change func(*Policy)) Policy {
		p.Effective = date.MustParse(day)
		change(&p)
		return p
	}
	strict := later(Chishui(), "2024-09-10", func(p *Policy) {
		p.Interval, p.MinFreeDays, p.EvasionTimes, p.DepartureTimes, p.DepartureDaysOver = []int{2, 3}, 15, 2, 2, 12
		p.Reward, p.Contacts = []int{100, 200}, []Quota{{Report: 2, Visit: 1}, {Report: 1, Visit: 1, Talk: 1}}
	})
	loose := later(strict, "2025-06-01", func(p *Policy) {
		p.Interval, p.RiskInterval = []int{1, 4, 6}, RiskInterval{High: 1, Medium: 3, Low: 5}
		p.EvasionTimes, p.DepartureCountsFrom, p.MinFreeDays, p.ReportInDays = 4, 2, 1, 10
	})
	return map[string][]Policy{
		"chishui": {Chishui()}, "common-practice-detox": {CommonPracticeDetox()}, "common-practice-rehab": {CommonPracticeRehab()},
		"history": {Chishui(), strict, loose},
	}
}

func policyName(r Rules) string {
	for name, list := range policies() {
		if len(list) == len(r.Versions) && slices.Equal(list[0].Interval, r.Versions[0].Interval) {
			return name
		}
	}
	return "?"
}
