package rehab

// SettingScore gathers the weights of responsibility scores.
const SettingScore SettingGroup = "score"

// UnitPoints is of settings that are points of a score.
const UnitPoints SettingUnit = "points"

const mostPoints = 1_000

// scoreSettings are the weights of responsibility scores and the days of appeals (责任追究制度).
func (p *Policy) scoreSettings() []Setting {
	const g, system = SettingScore, "责任追究制度；" + own
	w := &p.Score
	points := func(name string, n *int, low int) Setting {
		s := one(g, "score."+name, UnitPoints, n, low, system)
		s.Max = mostPoints
		return s
	}
	small := one(g, "score.small_from", UnitPersons, &w.SmallFrom, 0, own)
	small.Max = mostPersons
	return []Setting{
		points("start", &w.Start, 1), points("report_in_late", &w.ReportInLate, 0), points("assess_late", &w.AssessLate, 0), points("test_missed", &w.TestMissed, 0),
		points("contact_short", &w.ContactShort, 0), points("serve_late", &w.ServeLate, 0), points("outcome_late", &w.OutcomeLate, 0), points("discharge_late", &w.DischargeLate, 0),
		points("measure_late", &w.MeasureLate, 0), points("return_late", &w.ReturnLate, 0), points("notice_late", &w.NoticeLate, 0), points("notice_refused", &w.NoticeRefused, 0),
		points("clean", &w.Clean, 0), small,
		one(g, "score.outcome_workdays", UnitWorkdays, &w.OutcomeWorkdays, 1, system),
		one(g, "score.appeal_days", UnitDays, &w.AppealDays, 1, system), one(g, "score.appeal_decide_workdays", UnitWorkdays, &w.AppealDecideWorkdays, 1, system),
	}
}
