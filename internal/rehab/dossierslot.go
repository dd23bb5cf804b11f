package rehab

// slotCites names the rule that calls for what is in each slot, by measure where they differ (ruling 49).
var slotCites = map[Slot]struct{ detox, rehab string }{
	SlotDecision:     {"禁毒法 33；戒毒条例 13", "禁毒法 48；戒毒条例 37"},
	SlotNotification: {"戒毒条例 13；重庆条例 31", "戒毒条例 37；重庆条例 31"},
	SlotAgreement:    {"戒毒条例 16", "戒毒条例 38"},
	SlotRules:        {"戒毒条例 16；戒毒条例 19", "戒毒条例 38；戒毒条例 19"},
	SlotLetters:      {"禁毒法 35", "禁毒法 35"},
	SlotBreaches:     {"戒毒条例 20", "戒毒条例 20"},
	SlotHelpPlan:     {"戒毒条例 17；戒毒条例 18", "戒毒条例 17；戒毒条例 18"},
	SlotHome:         {"赤水市实施方案", "赤水市实施方案"},
	SlotTestNotices:  {"戒毒条例 19；戒毒条例 20", "戒毒条例 19；戒毒条例 20"},
	SlotTestDates:    {"戒毒条例 19；赤水市实施方案", "戒毒条例 19；赤水市实施方案"},
	SlotTestRecords:  {"戒毒条例 19", "戒毒条例 19"},
	SlotActivities:   {"赤水市实施方案", "赤水市实施方案"},
	SlotAid:          {"戒毒条例 18", "戒毒条例 18"},
	SlotTalks:        {"戒毒条例 18", "戒毒条例 18"},
	SlotReports:      {"戒毒条例 19", "戒毒条例 19"},
	SlotAssessments:  {"赤水市实施方案", "赤水市实施方案"},
	SlotResidence:    {"戒毒条例 22；重庆条例 36", "戒毒条例 22；重庆条例 36"},
	SlotLeave:        {"戒毒条例 19", "戒毒条例 19"},
	SlotSuspension:   {"戒毒条例 24", "戒毒条例 24"},
	SlotResumption:   {"戒毒条例 24", "戒毒条例 24"},
	SlotTermination:  {"戒毒条例 24", "戒毒条例 24"},
	SlotApproval:     {"重庆条例 37", "重庆条例 37"},
	SlotDischarge:    {"戒毒条例 23", "戒毒条例 40"},
}

// slotPlace is the place of each slot in the checklist, from 0.
var slotPlace = func() map[Slot]int {
	at := make(map[Slot]int, len(slotCites))
	for i, s := range Slots() {
		at[s] = i
	}
	return at
}()

// Number is the slot's number in the checklist, from 1; 0 for no slot.
func (s Slot) Number() int {
	if i, ok := slotPlace[s]; ok {
		return i + 1
	}
	return 0
}

// SlotCite returns the rule that calls for what is in a slot under a measure.
func SlotCite(s Slot, m Measure) Cite {
	if m == Rehab {
		return Cite{"slot_rule." + string(s), slotCites[s].rehab}
	}
	return Cite{"slot_rule." + string(s), slotCites[s].detox}
}

// slotOfKind is where a fact of each kind lies; a void lies nowhere. Facts that do not stand in the checklist lie beside what they belong to.
var slotOfKind = map[Kind]Slot{
	KindScreening: SlotDecision, KindDecision: SlotDecision,
	KindService: SlotNotification, KindGoodCause: SlotNotification, KindPaperService: SlotNotification, // the last where its paper lies, if that is known
	KindReportIn: SlotAgreement, KindMovedIn: SlotAgreement, KindCarriedIn: SlotAgreement, KindAgreement: SlotAgreement,
	KindWorkingGroup: SlotHelpPlan, KindHelpPlan: SlotHelpPlan, KindRisk: SlotHelpPlan,
	KindTest: SlotTestRecords, KindTestDetails: SlotTestRecords, KindObjection: SlotTestRecords, KindLabResult: SlotTestRecords,
	KindRecheckResult: SlotTestRecords, KindExcuseWindow: SlotTestRecords, KindResolution: SlotTestRecords,
	KindLeave: SlotLeave, KindLeaveDecision: SlotLeave, KindLeaveExtension: SlotLeave, KindLeaveReturn: SlotLeave,
	KindLeaveExtensionRequest: SlotLeave, KindLeaveExtensionRefusal: SlotLeave,
	KindDeparture: SlotBreaches, KindDepartureReturn: SlotBreaches, KindPoliceReport: SlotBreaches, KindRefusal: SlotBreaches,
	KindPoliceOutcome: SlotBreaches, KindExemption: SlotBreaches, KindLostContact: SlotBreaches, KindContactRestored: SlotBreaches,
	KindAdmonition: SlotLetters, KindWarning: SlotLetters,
	KindSuspension: SlotSuspension, KindResumption: SlotResumption,
	KindTransferRequest: SlotResidence, KindTransferOrigin: SlotResidence, KindTransferDestination: SlotResidence, KindTransferPoliceNotified: SlotResidence,
	KindTransfer: SlotResidence, KindTransferReportIn: SlotResidence, KindTransferReceipt: SlotResidence, KindTransferWithdrawn: SlotResidence,
	KindForwardFile:  SlotResidence,
	KindPhaseOpinion: SlotAssessments, KindAssessment: SlotAssessments,
	KindFinalAssessment: SlotApproval, KindFileToPolice: SlotApproval,
	KindDischarge: SlotDischarge, KindDischargeService: SlotDischarge, KindDischargeNotified: SlotDischarge,
	KindTermination: SlotTermination, KindIsolation: SlotTermination, KindRevocation: SlotTermination, KindReturned: SlotTermination,
}

// slotsOf returns where a fact lies, its own slot first: a contact by its type, and beside that where it says what help was given; a test that is a
// breach among the breaches too.
func slotsOf(b Body) []Slot {
	switch b := b.(type) {
	case *Contact:
		own := SlotTalks
		if b.Type == Report {
			own = SlotReports
		}
		if b.Aid != "" {
			return []Slot{own, SlotAid}
		}
		return []Slot{own}
	case *DrugTest:
		if b.Result == Positive || b.Result == Refused || b.Result == Absent && b.GoodCause != nil && !*b.GoodCause {
			return []Slot{SlotTestRecords, SlotBreaches}
		}
	}
	if s, ok := slotOfKind[b.Kind()]; ok {
		return []Slot{s}
	}
	return nil
}

// Kinds returns the kinds of fact that lie in the slot, in the order of a case's life; a contact lies where its type and content say.
func (s Slot) Kinds() []Kind {
	var kinds []Kind
	for _, k := range Kinds() {
		if slotOfKind[k] == s {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// TakesScans reports whether scans are filed into the slot by themselves: what it calls for is no fact of the case, or is the paper of somebody else.
func (s Slot) TakesScans() bool {
	return oneOf(s, SlotDecision, SlotRules, SlotHome, SlotTestNotices, SlotActivities, SlotAid, SlotSuspension, SlotResumption, SlotTermination, SlotApproval)
}
