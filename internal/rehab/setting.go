package rehab

// SettingGroup gathers the settings of one subject.
type SettingGroup string

// The groups, in the order of a case's life.
const (
	SettingIntake     SettingGroup = "intake"
	SettingTests      SettingGroup = "tests"
	SettingContacts   SettingGroup = "contacts"
	SettingBreach     SettingGroup = "breach"
	SettingMoving     SettingGroup = "moving"
	SettingAssessment SettingGroup = "assessment"
)

// SettingGroups returns the groups in order.
func SettingGroups() []SettingGroup {
	return []SettingGroup{SettingIntake, SettingTests, SettingContacts, SettingBreach, SettingMoving, SettingAssessment}
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
	Group   SettingGroup
	Name    string
	Unit    SettingUnit
	Values  []int
	Phases  bool // Values are of phase 1, 2, 3; the last counts for further ones
	Article string
}

// own is the citation of what the city sets itself where the law sets no number.
const own = "本市设定"

// Settings lists every number of p with its citation (DOMAIN §3–§6).
func (p *Policy) Settings() []Setting {
	return append(append(append(p.intakeSettings(), p.testSettings()...), append(p.contactSettings(), p.breachSettings()...)...), p.laterSettings()...)
}

func one(g SettingGroup, name string, u SettingUnit, n int, article string) Setting {
	return Setting{Group: g, Name: name, Unit: u, Values: []int{n}, Article: article}
}

func perPhase(g SettingGroup, name string, u SettingUnit, n []int, article string) Setting {
	return Setting{Group: g, Name: name, Unit: u, Values: n, Phases: true, Article: article}
}

func (p *Policy) intakeSettings() []Setting {
	const g = SettingIntake
	return []Setting{
		one(g, "serve_person_days", UnitDays, p.ServePersonDays, "重庆条例 31"),
		one(g, "notify_township_workdays", UnitWorkdays, p.NotifyTownshipWorkdays, "重庆条例 31"),
		one(g, "report_in_days", UnitDays, p.ReportInDays, "戒毒条例 14、38"),
		one(g, "agreement_days", UnitDays, p.AgreementDays, "戒毒条例 16；"+own),
		one(g, "prepare_days", UnitDays, p.PrepareDays, "戒毒条例 17、18；"+own),
	}
}

func (p *Policy) testSettings() []Setting {
	const g = SettingTests
	objection := UnitWorkdays
	if p.ObjectionCalendarDays {
		objection = UnitDays
	}
	list := []Setting{perPhase(g, "interval", UnitEvery, p.Interval, "戒毒条例 19；赤水市实施方案")}
	if len(p.IntervalShort) > 0 {
		list = append(list, perPhase(g, "interval_short", UnitEvery, p.IntervalShort, "戒毒条例 19；"+own))
	}
	return append(list,
		one(g, "risk_interval.high", UnitEvery, p.RiskInterval.High, own),
		one(g, "risk_interval.medium", UnitEvery, p.RiskInterval.Medium, own),
		one(g, "risk_interval.low", UnitEvery, p.RiskInterval.Low, own),
		one(g, "min_free_days", UnitDays, p.MinFreeDays, own),
		one(g, "collectors", UnitPersons, p.Collectors, "吸毒检测程序规定 8"),
		one(g, "sample_months", UnitMonths, p.SampleMonths, "吸毒检测程序规定 8"),
		one(g, "objection_days", objection, p.ObjectionDays, "吸毒检测程序规定 10–15"),
		one(g, "laboratory_days", objection, p.LaboratoryDays, "吸毒检测程序规定 10–15"),
	)
}

func (p *Policy) contactSettings() []Setting {
	var report, visit, talk []int
	for _, q := range p.Contacts {
		report, visit, talk = append(report, q.Report), append(visit, q.Visit), append(talk, q.Talk)
	}
	const g = SettingContacts
	return []Setting{
		perPhase(g, "contacts.report", UnitMonthly, report, "戒毒条例 19"),
		perPhase(g, "contacts.visit", UnitMonthly, visit, "戒毒条例 18"),
		perPhase(g, "contacts.talk", UnitMonthly, talk, "戒毒条例 18"),
	}
}

func (p *Policy) breachSettings() []Setting {
	const g = SettingBreach
	return []Setting{
		one(g, "evasion_times", UnitTimes, p.EvasionTimes, "戒毒条例 20"),
		one(g, "departure_times", UnitTimes, p.DepartureTimes, "戒毒条例 20"),
		one(g, "departure_days_over", UnitOver, p.DepartureDaysOver, "戒毒条例 20"),
		one(g, "departure_counts_from", UnitDays, p.DepartureCountsFrom, "戒毒条例 19；"+own),
		one(g, "decide_workdays", UnitWorkdays, p.DecideWorkdays, own),
		one(g, "police_report_workdays", UnitWorkdays, p.PoliceReportWorkdays, "戒毒条例 21；"+own),
	}
}

func (p *Policy) laterSettings() []Setting {
	const m, a = SettingMoving, SettingAssessment
	return []Setting{
		one(m, "transfer_report_in_days", UnitDays, p.TransferReportInDays, "戒毒条例 22"),
		one(m, "forward_file_workdays", UnitWorkdays, p.ForwardFileWorkdays, "重庆条例 36"),
		one(a, "assess_before_days", UnitDays, p.AssessBeforeDays, "重庆条例 37"),
		one(a, "assess_within_days", UnitDays, p.AssessWithinDays, "赤水市实施方案；"+own),
		perPhase(a, "reward", UnitFen, p.Reward, "赤水市实施方案"),
		one(a, "file_police_workdays", UnitWorkdays, p.FilePoliceWorkdays, "重庆条例 37"),
		one(a, "notify_discharge_days", UnitDays, p.NotifyDischargeDays, "戒毒条例 23、40"),
	}
}
