package rehab

// cites names the rule behind each duty, by measure where they differ (ruling 49).
var cites = map[Duty]struct{ detox, rehab string }{
	DutyServePerson:             {"戒毒条例 13；重庆条例 31", "戒毒条例 37；重庆条例 31"},
	DutyServeFamily:             {"戒毒条例 13；重庆条例 31", "戒毒条例 37；重庆条例 31"},
	DutyNotifyTownship:          {"戒毒条例 13；重庆条例 31", "戒毒条例 37；重庆条例 31"},
	DutyReportIn:                {"戒毒条例 14", "戒毒条例 38"},
	DutyDecideReportIn:          {"戒毒条例 14", "戒毒条例 38"},
	DutyAgreement:               {"戒毒条例 16", "戒毒条例 38"},
	DutyWorkingGroup:            {"戒毒条例 17", "戒毒条例 17"},
	DutyHelpPlan:                {"戒毒条例 18", "戒毒条例 18"},
	DutyTest:                    {"戒毒条例 19", "戒毒条例 19"},
	DutyContactReport:           {"戒毒条例 19", "戒毒条例 19"},
	DutyContactVisit:            {"戒毒条例 18", "戒毒条例 18"},
	DutyContactTalk:             {"戒毒条例 18", "戒毒条例 18"},
	DutyDecideAbsence:           {"戒毒条例 20", "戒毒条例 20"},
	DutyResolveMissed:           {"戒毒条例 19", "戒毒条例 19"},
	DutyTestDetails:             {"吸毒检测程序规定 8、9", "吸毒检测程序规定 8、9"},
	DutyConfirmPositive:         {"吸毒检测程序规定 10–15", "吸毒检测程序规定 10–15"},
	DutyReportToPolice:          {"戒毒条例 21；禁毒法 38", "戒毒条例 38；禁毒法 48"},
	DutyPoliceOutcome:           {"戒毒条例 20；禁毒法 38", "戒毒条例 38；禁毒法 48"},
	DutyIsolation:               {"禁毒法 38", "禁毒法 48"},
	DutyLeaveDecision:           {"戒毒条例 19", "戒毒条例 19"},
	DutyLeaveExtension:          {"戒毒条例 19", "戒毒条例 19"},
	DutyLeaveReturn:             {"戒毒条例 19", "戒毒条例 19"},
	DutyDepartureReturn:         {"戒毒条例 19、20", "戒毒条例 19、20"},
	DutyTransferOrigin:          {"戒毒条例 22", "戒毒条例 22"},
	DutyTransferDestination:     {"戒毒条例 22", "戒毒条例 22"},
	DutyTransferPoliceNotified:  {"戒毒条例 22", "戒毒条例 22"},
	DutyTransferReportIn:        {"戒毒条例 22", "戒毒条例 22"},
	DutyForwardFile:             {"戒毒条例 22；重庆条例 36", "戒毒条例 22；重庆条例 36"},
	DutyPhaseAssessment:         {"赤水市实施方案", "赤水市实施方案"},
	DutyFinalAssessment:         {"重庆条例 37", "重庆条例 37"},
	DutyFileToPolice:            {"重庆条例 37", "重庆条例 37"},
	DutyDischarge:               {"戒毒条例 23", "戒毒条例 40"},
	DutyNotifyTownshipDischarge: {"戒毒条例 23", "戒毒条例 40"},
}

// duty is what is the same for every obligation of one kind; the tables are filled once so that Compute makes no text.
type duty struct {
	by   Debtor
	cite [2]Cite // detox, rehab
}

var duties = func() map[Duty]duty {
	table := make(map[Duty]duty, len(cites))
	for k, a := range cites {
		text := "rule." + string(k)
		table[k] = duty{by: debtorOf(k), cite: [2]Cite{{text, a.detox}, {text, a.rehab}}}
	}
	return table
}()

// dutyOf returns the entry of k; the four duties of every month are kept apart, since a map is slow for so many.
func dutyOf(k Duty) duty {
	switch k {
	case DutyTest:
		return monthly[0]
	case DutyContactReport:
		return monthly[1]
	case DutyContactVisit:
		return monthly[2]
	case DutyContactTalk:
		return monthly[3]
	}
	return duties[k]
}

var monthly = [4]duty{duties[DutyTest], duties[DutyContactReport], duties[DutyContactVisit], duties[DutyContactTalk]}

// debtorOf says who owes a duty.
func debtorOf(k Duty) Debtor {
	switch k {
	case DutyReportIn, DutyContactReport, DutyLeaveReturn, DutyDepartureReturn, DutyTransferReportIn:
		return OwedByPerson
	case DutyTest, DutyTestDetails, DutyContactVisit, DutyContactTalk:
		return OwedByVillage
	case DutyServePerson, DutyServeFamily, DutyNotifyTownship, DutyConfirmPositive, DutyPoliceOutcome, DutyIsolation, DutyDischarge, DutyNotifyTownshipDischarge, DutyTransferPoliceNotified:
		return OwedByPolice
	}
	return OwedByTownship
}

// CiteOf returns the rule behind a duty under a measure.
func CiteOf(k Duty, m Measure) Cite {
	if m == Rehab {
		return duties[k].cite[1]
	}
	return duties[k].cite[0]
}

// DebtorOf returns who owes a duty.
func DebtorOf(k Duty) Debtor { return duties[k].by }
