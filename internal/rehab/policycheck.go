package rehab

import "strconv"

// PolicyFlawKind says why a policy cannot be.
type PolicyFlawKind string

// The flaws. Limit and Other of PolicyFlaw say what each speaks of.
const (
	FlawNegative      PolicyFlawKind = "negative"       // money or a count below nothing
	FlawTooLow        PolicyFlawKind = "too_low"        // below Limit, what the law or the setting's sense allows
	FlawTooHigh       PolicyFlawKind = "too_high"       // above Limit
	FlawUneven        PolicyFlawKind = "uneven"         // an interval into which the twelve months of a phase cannot be divided (ruling 15)
	FlawTooFew        PolicyFlawKind = "too_few"        // fewer numbers than phases: the last Limit phases would have none
	FlawTooMany       PolicyFlawKind = "too_many"       // numbers for a phase that does not exist (DOMAIN §4)
	FlawRiskOrder     PolicyFlawKind = "risk_order"     // a higher risk is tested less often than the level Other (ruling 20)
	FlawOverlap       PolicyFlawKind = "overlap"        // the assessments of two phases would be open at once
	FlawNeverCounts   PolicyFlawKind = "never_counts"   // a departure may exceed the days of Other and still not count (ruling 36)
	FlawNeverOwes     PolicyFlawKind = "never_owes"     // no month has so many days, so that nothing would ever be owed (ruling 17)
	FlawBeforeOpening PolicyFlawKind = "before_opening" // the file is due before the final assessment may begin, see Other
	FlawBands         PolicyFlawKind = "bands"          // a village would need full-time staff before it needs a cadre, see Other
)

// PolicyFlaw is one number of a policy that cannot be.
type PolicyFlaw struct {
	Setting string // its name
	Phase   int    // which of its numbers, from 1; 0 of a setting of one number, or of the setting as a whole
	Kind    PolicyFlawKind
	Limit   int    // of a bound: the number allowed; fen for money
	Other   string // the setting it does not agree with
}

// PhasesOfTerm is how many phases the longest term has (DOMAIN §4).
const PhasesOfTerm = 3

// daysOfShortestMonth and daysOfPhase are of the calendar: February, and a phase of twelve months in the shortest years.
const (
	monthsOfPhase       = 12
	daysOfShortestMonth = 28
	daysOfPhase         = 365
)

// Check returns every number of p that cannot be, in the order of Settings; none means that the policy may be published.
func (p *Policy) Check() []PolicyFlaw {
	var flaws []PolicyFlaw
	for _, s := range p.Settings() {
		flaws = append(flaws, s.check()...)
		for _, f := range p.disagreements() {
			if f.Setting == s.Name {
				flaws = append(flaws, f)
			}
		}
	}
	return flaws
}

// check looks at the numbers of one setting by themselves.
func (s *Setting) check() []PolicyFlaw {
	var flaws []PolicyFlaw
	for i, n := range s.Values {
		f := PolicyFlaw{Setting: s.Name}
		if s.Phases {
			f.Phase = i + 1
		}
		switch {
		case n < 0:
			f.Kind = FlawNegative
		case n < s.Min:
			f.Kind, f.Limit = FlawTooLow, s.Min
		case n > s.Max:
			f.Kind, f.Limit = FlawTooHigh, s.Max
		case s.Unit == UnitEvery && n > 0 && monthsOfPhase%n != 0:
			f.Kind = FlawUneven
		default:
			continue
		}
		flaws = append(flaws, f)
	}
	if !s.Phases || s.Optional && len(s.Values) == 0 {
		return flaws
	}
	switch n := len(s.Values); {
	case n > PhasesOfTerm:
		flaws = append(flaws, PolicyFlaw{Setting: s.Name, Kind: FlawTooMany, Limit: PhasesOfTerm})
	case n == 0 || n < PhasesOfTerm && s.Unit == UnitFen: // the last interval counts for further phases, an amount does not (ruling 31)
		flaws = append(flaws, PolicyFlaw{Setting: s.Name, Kind: FlawTooFew, Limit: PhasesOfTerm - n})
	}
	return flaws
}

// disagreements are numbers that are possible each by itself and not together.
func (p *Policy) disagreements() []PolicyFlaw {
	var flaws []PolicyFlaw
	add := func(wrong bool, setting string, kind PolicyFlawKind, other string, limit int) {
		if wrong {
			flaws = append(flaws, PolicyFlaw{Setting: setting, Kind: kind, Other: other, Limit: limit})
		}
	}
	r := p.RiskInterval
	longer := func(a, b int) bool { return b > 0 && (a == 0 || a > b) } // 0 sets no limit, which is longer than any
	add(longer(r.High, r.Medium), "risk_interval.high", FlawRiskOrder, "risk_interval.medium", r.Medium)
	add(longer(r.High, r.Low) && !longer(r.High, r.Medium), "risk_interval.high", FlawRiskOrder, "risk_interval.low", r.Low)
	add(longer(r.Medium, r.Low), "risk_interval.medium", FlawRiskOrder, "risk_interval.low", r.Low)
	add(p.MinFreeDays > daysOfShortestMonth, "min_free_days", FlawNeverOwes, "", daysOfShortestMonth)
	add(p.DepartureCountsFrom > p.DepartureDaysOver, "departure_counts_from", FlawNeverCounts, "departure_days_over", p.DepartureDaysOver)
	add(p.AssessBeforeDays+p.AssessWithinDays >= daysOfPhase, "assess_before_days", FlawOverlap, "assess_within_days", daysOfPhase)
	add(p.AssessBeforeDays <= p.FilePoliceWorkdays, "file_police_workdays", FlawBeforeOpening, "assess_before_days", p.AssessBeforeDays)
	add(p.Staffing.FullTimeFrom <= p.Staffing.CadreFrom, "staffing.full_time_from", FlawBands, "staffing.cadre_from", p.Staffing.CadreFrom)
	return flaws
}

// Field names the number that is wrong as settings of several numbers name theirs: reward.2.
func (f *PolicyFlaw) Field() string {
	if f.Phase == 0 {
		return f.Setting
	}
	return f.Setting + "." + strconv.Itoa(f.Phase)
}
