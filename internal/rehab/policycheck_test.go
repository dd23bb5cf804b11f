package rehab_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

func TestShippedPoliciesHaveNoFlaw(t *testing.T) {
	for _, p := range []Policy{Chishui(), CommonPracticeDetox(), CommonPracticeRehab()} {
		if flaws := p.Check(); flaws != nil {
			t.Errorf("%+v", flaws)
		}
	}
}

func TestPoliciesThatCannotBe(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Policy)
		want   string
	}{
		{"negative money", func(p *Policy) { p.Reward[1] = -5000 }, "reward.2 negative"},
		{"one collector", func(p *Policy) { p.Collectors = 1 }, "collectors too_low 2"},
		{"an interval that leaves a rest", func(p *Policy) { p.Interval = []int{1, 5, 12} }, "interval.2 uneven"},
		{"an interval beyond a phase", func(p *Policy) { p.Interval[2] = 13 }, "interval.3 too_high 12"},
		{"a phase without a reward", func(p *Policy) { p.Reward = p.Reward[:2] }, "reward too_few 1"},
		{"a fourth phase", func(p *Policy) { p.Interval = []int{1, 1, 1, 1} }, "interval too_many 3"},
		{"high risk tested less than medium", func(p *Policy) { p.RiskInterval.High = 3 }, "risk_interval.high risk_order 2 risk_interval.medium"},
		{"high risk without a rule", func(p *Policy) { p.RiskInterval.High = 0 }, "risk_interval.high risk_order 2 risk_interval.medium"},
		{"medium risk tested less than low", func(p *Policy) { p.RiskInterval.Low = 1 }, "risk_interval.medium risk_order 1 risk_interval.low"},
		{"a month that owes nothing", func(p *Policy) { p.MinFreeDays = 29 }, "min_free_days never_owes 28"},
		{"a departure that never counts", func(p *Policy) { p.DepartureCountsFrom = 31 }, "departure_counts_from never_counts 30 departure_days_over"},
		{"overlapping assessments", func(p *Policy) { p.AssessBeforeDays, p.AssessWithinDays = 200, 165 }, "assess_before_days overlap 365 assess_within_days"},
		{"a file before its assessment", func(p *Policy) { p.FilePoliceWorkdays = 30 }, "file_police_workdays before_opening 30 assess_before_days"},
		{"bands that cross", func(p *Policy) { p.Staffing.CadreFrom = 30 }, "staffing.full_time_from bands 30 staffing.cadre_from"},
	} {
		p := Chishui()
		tt.change(&p)
		var got []string
		for _, f := range p.Check() {
			line := f.Field() + " " + string(f.Kind)
			if f.Limit != 0 {
				line += fmt.Sprint(" ", f.Limit)
			}
			if f.Other != "" {
				line += " " + f.Other
			}
			got = append(got, line)
		}
		if !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// drawPolicy sets every number anywhere within a little more than what it may be.
func drawPolicy(t *rapid.T) Policy {
	p := Chishui()
	for _, s := range p.Settings() {
		if s.List || s.Optional && rapid.Bool().Draw(t, s.Name+" unset") {
			continue
		}
		values := make([]int, max(1, len(s.Values)))
		for i := range values {
			values[i] = rapid.IntRange(s.Min-1, min(s.Max, 40)+1).Draw(t, s.Name)
		}
		s.Set(values)
	}
	return p
}

// TestAPolicyWithoutFlawCutsEveryPhaseEvenly: windows of a phase are equally long, follow one another and fill it; every phase earns what its list says.
func TestAPolicyWithoutFlawCutsEveryPhaseEvenly(t *testing.T) {
	without := 0
	rapid.Check(t, func(t *rapid.T) {
		p := Chishui()
		divisor := rapid.SampledFrom([]int{1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7, 12, 12})
		p.Interval = []int{divisor.Draw(t, "1"), divisor.Draw(t, "2"), divisor.Draw(t, "3")}
		n := rapid.SampledFrom([]int{3, 3, 3, 2, 4}).Draw(t, "rewards")
		p.Reward = rapid.SliceOfN(rapid.IntRange(-1, 60), n, n).Draw(t, "reward")
		if len(p.Check()) > 0 {
			return
		}
		without++
		f := File{Measure: Detox, TermMonths: 36, Facts: []Fact{{ID: "r", Date: date.New(2024, 1, 1).AddDays(rapid.IntRange(0, 400).Draw(t, "day")), Body: &ReportIn{Village: 520381106204}}}}
		track := Compute(Rules{Versions: []Policy{p}}, f, date.New(2025, 6, 1))
		months := map[PhaseNumber]int{}
		for _, w := range track.Windows {
			n := int(w.LastMonth-w.Month) + 1
			if n != p.Interval[w.Phase-1] {
				t.Fatalf("a window of %d months in phase %d of %v", n, w.Phase, p.Interval)
			}
			months[w.Phase] += n
		}
		for _, ph := range track.Phases {
			if months[ph.N] != 12 || ph.Reward != p.Reward[ph.N-1] {
				t.Fatalf("phase %d has %d months in windows and earns %d of %v", ph.N, months[ph.N], ph.Reward, p.Reward)
			}
		}
	})
	if without == 0 {
		t.Error("no policy without flaw was drawn")
	}
}

// TestEveryNumberOutOfBoundsIsNamed: a policy has a flaw of bounds on exactly the numbers that are out of theirs, and Compute bears any policy without flaw.
func TestEveryNumberOutOfBoundsIsNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPolicy(t)
		want, got := map[string]bool{}, map[string]bool{}
		for _, s := range p.Settings() {
			for i, n := range s.Values {
				if n < s.Min || n > s.Max || n < 0 {
					f := PolicyFlaw{Setting: s.Name}
					if s.Phases {
						f.Phase = i + 1
					}
					want[f.Field()] = true
				}
			}
		}
		for _, f := range p.Check() {
			if f.Kind == FlawNegative || f.Kind == FlawTooLow || f.Kind == FlawTooHigh {
				got[f.Field()] = true
			}
		}
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Fatalf("named %v, want %v", got, want)
		}
		r, f, today := drawCase(t)
		p.Effective = today.AddDays(-200)
		if len(p.Check()) == 0 {
			r.Versions = append(slices.Clip(r.Versions[:1]), p)
			Compute(r, f, today)
		}
	})
}

// TestAnOutlookIsWhatComesTrue: what is forecast of the next twelve months of a case in which everything is quiet is what the track of their end counts.
func TestAnOutlookIsWhatComesTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, _ := plain(t)
		today := f.Facts[0].Date.AddDays(rapid.IntRange(0, 700).Draw(t, "today"))
		r := Rules{Versions: []Policy{Chishui(), CommonPracticeDetox()}}
		from := today.AddDays(rapid.IntRange(1, 200).Draw(t, "from"))
		r.Versions[1].Effective = from
		to := from.AddMonths(12) - 1
		out, _, open := OutlookOf(r, f, today, Span{from, to})
		track := Compute(r, f, to+1)
		tests, contacts := 0, 0
		for _, w := range track.Windows {
			if from <= w.To && w.To <= to && w.State != WindowExcused {
				tests++
			}
		}
		for _, m := range track.Months {
			if from <= m.To && m.To <= to {
				contacts += m.Contacts[0].Owed + m.Contacts[1].Owed + m.Contacts[2].Owed
			}
		}
		if !open || out[0].Tests != tests || out[0].Contacts() != contacts {
			t.Fatalf("%v: forecast %+v, came true %d tests and %d contacts", open, out[0], tests, contacts)
		}
	})
}
