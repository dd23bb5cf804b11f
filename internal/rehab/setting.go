package rehab

import "slices"

// SettingGroup gathers the settings of one subject.
type SettingGroup string

// The groups, in the order of a case's life.
const (
	SettingIntake     SettingGroup = "intake"
	SettingTests      SettingGroup = "tests"
	SettingContacts   SettingGroup = "contacts"
	SettingHelp       SettingGroup = "help"
	SettingBreach     SettingGroup = "breach"
	SettingMoving     SettingGroup = "moving"
	SettingAssessment SettingGroup = "assessment"
)

// SettingGroups returns the groups in order.
func SettingGroups() []SettingGroup {
	return []SettingGroup{SettingIntake, SettingTests, SettingContacts, SettingHelp, SettingBreach, SettingMoving, SettingAssessment, SettingStaffing, SettingFunding, SettingMeetings, SettingNotice, SettingReturns, SettingScore, SettingBoards}
}

// SettingUnit says what a setting's numbers count.
type SettingUnit string

// The units. Every: one test in so many months, 0 for no rule. Over: days that must be exceeded.
const (
	UnitDays     SettingUnit = "days"
	UnitWorkdays SettingUnit = "workdays"
	UnitEvery    SettingUnit = "every"
	UnitMonths   SettingUnit = "months"
	UnitTimes    SettingUnit = "times"
	UnitMonthly  SettingUnit = "monthly"
	UnitPersons  SettingUnit = "persons"
	UnitOver     SettingUnit = "over"
	UnitFen      SettingUnit = "fen"
)

// Setting is one number of a policy, or one for each phase, with the article it comes from. Name is the field's name in JSON, with the part of it
// after a dot.
type Setting struct {
	Group    SettingGroup
	Name     string
	Unit     SettingUnit
	Values   []int
	Phases   bool // Values are of phase 1, 2, 3; the last counts for further ones
	List     bool // any number of Values, each of equal standing
	Optional bool // no values: the setting above it counts, or a list is empty
	Min, Max int  // what a value may be; fen for money
	Article  string

	set func([]int)
}

// Set writes the values into the policy that listed the setting. It does not look at Min and Max.
func (s *Setting) Set(values []int) { s.set(values) }

// own is the citation of what the city sets itself where the law sets no number.
const own = "本市设定"

// Settings lists every number of p with its citation (DOMAIN §3–§6, §8); what is set in one of them is set in p.
func (p *Policy) Settings() []Setting {
	return slices.Concat(p.intakeSettings(), p.testSettings(), p.sampleSettings(), p.contactSettings(), p.helpSettings(), p.breachSettings(), p.laterSettings(), p.staffingSettings(), p.meetingSettings(), p.noticeSettings(), p.returnSettings(), p.scoreSettings(), p.boardSettings(), p.fundingSettings())
}

// one is a setting of one number; low is 1 where a 0 would switch a rule of law off.
func one(g SettingGroup, name string, u SettingUnit, n *int, low int, article string) Setting {
	return Setting{Group: g, Name: name, Unit: u, Values: []int{*n}, Min: low, Max: maxOf(u), Article: article, set: func(v []int) { *n = v[0] }}
}

func perPhase(g SettingGroup, name string, u SettingUnit, list *[]int, low int, article string) Setting {
	return Setting{Group: g, Name: name, Unit: u, Values: *list, Phases: true, Min: low, Max: maxOf(u), Article: article, set: func(v []int) { *list = slices.Clone(v) }}
}

// maxOf is the most a value of the unit may be: a phase has twelve months, and nothing is asked of a person more often than daily.
func maxOf(u SettingUnit) int {
	switch u {
	case UnitEvery:
		return 12
	case UnitMonths:
		return 60
	case UnitMonthly:
		return 31
	case UnitPersons, UnitTimes:
		return 20
	case UnitFen:
		return 10_000_000
	}
	return 365
}

func (p *Policy) intakeSettings() []Setting {
	const g = SettingIntake
	return []Setting{
		one(g, "serve_person_days", UnitDays, &p.ServePersonDays, 1, "重庆条例 31"),
		one(g, "notify_township_workdays", UnitWorkdays, &p.NotifyTownshipWorkdays, 1, "重庆条例 31"),
		one(g, "report_in_days", UnitDays, &p.ReportInDays, 1, "戒毒条例 14、38"),
		one(g, "agreement_days", UnitDays, &p.AgreementDays, 0, "戒毒条例 16；"+own),
		one(g, "prepare_days", UnitDays, &p.PrepareDays, 0, "戒毒条例 17、18；"+own),
	}
}

// testSettings are the schedules: the shipped one, and those that differ for rehab or for a short term, which a city may leave out.
func (p *Policy) testSettings() []Setting {
	const g, law = SettingTests, "戒毒条例 19；"
	schedule := func(name string, list *[]int) Setting {
		s := perPhase(g, name, UnitEvery, list, 1, law+own)
		s.Optional = true
		return s
	}
	return []Setting{
		perPhase(g, "interval", UnitEvery, &p.Interval, 1, law+"赤水市实施方案"),
		schedule("interval_short", &p.IntervalShort), schedule("interval_rehab", &p.IntervalRehab), schedule("interval_rehab_short", &p.IntervalRehabShort),
		one(g, "risk_interval.high", UnitEvery, &p.RiskInterval.High, 0, own),
		one(g, "risk_interval.medium", UnitEvery, &p.RiskInterval.Medium, 0, own),
		one(g, "risk_interval.low", UnitEvery, &p.RiskInterval.Low, 0, own),
		one(g, "min_free_days", UnitDays, &p.MinFreeDays, 0, own),
	}
}

func (p *Policy) sampleSettings() []Setting {
	const g = SettingTests
	objection := UnitWorkdays
	if p.ObjectionCalendarDays {
		objection = UnitDays
	}
	return []Setting{
		one(g, "collectors", UnitPersons, &p.Collectors, 2, "吸毒检测程序规定 8"),
		one(g, "sample_months", UnitMonths, &p.SampleMonths, 6, "吸毒检测程序规定 8"),
		one(g, "objection_days", objection, &p.ObjectionDays, 1, "吸毒检测程序规定 10–15"),
		one(g, "laboratory_days", objection, &p.LaboratoryDays, 1, "吸毒检测程序规定 10–15"),
	}
}

func (p *Policy) contactSettings() []Setting {
	const g = SettingContacts
	of := func(name string, of func(*Quota) *int, article string) Setting {
		s := Setting{Group: g, Name: name, Unit: UnitMonthly, Phases: true, Max: maxOf(UnitMonthly), Article: article}
		for i := range p.Contacts {
			s.Values = append(s.Values, *of(&p.Contacts[i]))
		}
		s.set = func(v []int) { p.Contacts = setQuotas(p.Contacts, of, v) }
		return s
	}
	return []Setting{
		of("contacts.report", func(q *Quota) *int { return &q.Report }, "戒毒条例 19"),
		of("contacts.visit", func(q *Quota) *int { return &q.Visit }, "戒毒条例 18"),
		of("contacts.talk", func(q *Quota) *int { return &q.Talk }, "戒毒条例 18"),
	}
}

// setQuotas returns the quotas with one type of contact set for each phase; a phase that had none of its own begins as the last one that had.
func setQuotas(old []Quota, of func(*Quota) *int, values []int) []Quota {
	out := slices.Clone(old)
	for i, n := range values {
		if i == len(out) {
			out = append(out, out[len(out)-1])
		}
		*of(&out[i]) = n
	}
	return out
}

func (p *Policy) helpSettings() []Setting {
	const g = SettingHelp
	return []Setting{
		one(g, "referral_answer_workdays", UnitWorkdays, &p.ReferralAnswerWorkdays, 1, own),
		one(g, "referral_act_workdays", UnitWorkdays, &p.ReferralActWorkdays, 1, own),
	}
}

func (p *Policy) breachSettings() []Setting {
	const g = SettingBreach
	return []Setting{
		one(g, "evasion_times", UnitTimes, &p.EvasionTimes, 1, "戒毒条例 20"),
		one(g, "departure_times", UnitTimes, &p.DepartureTimes, 1, "戒毒条例 20"),
		one(g, "departure_days_over", UnitOver, &p.DepartureDaysOver, 1, "戒毒条例 20"),
		one(g, "departure_counts_from", UnitDays, &p.DepartureCountsFrom, 1, "戒毒条例 19；"+own),
		one(g, "decide_workdays", UnitWorkdays, &p.DecideWorkdays, 1, own),
		one(g, "police_report_workdays", UnitWorkdays, &p.PoliceReportWorkdays, 1, "戒毒条例 21；"+own),
	}
}

func (p *Policy) laterSettings() []Setting {
	const m, a = SettingMoving, SettingAssessment
	return []Setting{
		one(m, "transfer_report_in_days", UnitDays, &p.TransferReportInDays, 1, "戒毒条例 22"),
		one(m, "forward_file_workdays", UnitWorkdays, &p.ForwardFileWorkdays, 1, "重庆条例 36"),
		one(a, "assess_before_days", UnitDays, &p.AssessBeforeDays, 1, "重庆条例 37"),
		one(a, "assess_within_days", UnitDays, &p.AssessWithinDays, 1, "赤水市实施方案；"+own),
		perPhase(a, "reward", UnitFen, &p.Reward, 0, "赤水市实施方案"),
		one(a, "file_police_workdays", UnitWorkdays, &p.FilePoliceWorkdays, 1, "重庆条例 37"),
		one(a, "notify_discharge_days", UnitDays, &p.NotifyDischargeDays, 1, "戒毒条例 23、40"),
	}
}
