package text_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

func has[S ~string](t *testing.T, f text.Family, values ...S) {
	t.Helper()
	for _, v := range values {
		if !text.Has(f, v) {
			t.Errorf("family %s has no sentence for %q", f, v)
		}
	}
}

// A value of the program without a sentence would be shown in brackets.
func TestFamiliesCoverTheValuesOfTheProgram(t *testing.T) {
	has(t, text.FamilyStage, rehab.Stages()...)
	has(t, text.FamilyObligation, rehab.Duties()...)
	has(t, text.FamilyMetBy, rehab.Duties()...)
	has(t, text.FamilyOfficeDuty, rehab.OfficeDuties()...)
	has(t, text.FamilyOfficeDutyAbout, rehab.OfficeDuties()...)
	has(t, text.FamilyOfficeDutyRule, rehab.OfficeDuties()...)
	has(t, text.FamilyOfficeDutyMetBy, rehab.OfficeDuties()...)
	has(t, text.FamilyNoticeState, rehab.NoticeStates()...)
	has(t, text.FamilyNoticeStep, rehab.NoticeKinds()...)
	has(t, text.FamilyNoticeHint, rehab.NoticeKinds()...)
	has(t, text.FamilyNoticeWords, rehab.NoticeKinds()...)
	has(t, text.FamilyNoticeUntil, rehab.NoticeAsk, rehab.NoticeGrant, rehab.NoticeReject)
	has(t, text.FamilyNoticeBar, rehab.NoticeBars()...)
	has(t, text.FamilyReturnLevel, rehab.ReturnLevels()...)
	has(t, text.FamilyReturnState, rehab.ReturnStates()...)
	has(t, text.FamilyReturnStateNote, rehab.ReturnStates()...)
	has(t, text.FamilyReturnLate, rehab.ReturnStates()...)
	has(t, text.FamilyReturnStep, rehab.ReturnStepKinds()...)
	has(t, text.FamilyReturnDo, rehab.ReturnStepKinds()...)
	has(t, text.FamilyReturnHint, rehab.ReturnStepKinds()...)
	has(t, text.FamilyReturnBar, rehab.ReturnBars()...)
	has(t, text.FamilyReturnPart, rehab.ReturnParts()...)
	has(t, text.FamilyReturnFigure, rehab.ReturnFigures()...)
	has(t, text.FamilySettingGroup, rehab.SettingGroups()...)
	has(t, text.FamilyRule, rehab.Duties()...)
	has(t, text.FamilySlotOwner, rehab.OwedByPerson, rehab.OwedByVillage, rehab.OwedByTownship, rehab.OwedByPolice)
	has(t, text.FamilySlot, rehab.Slots()...)
	has(t, text.FamilySlotRule, rehab.Slots()...)
	has(t, text.FamilySlotState, rehab.SlotStates()...)
	has(t, text.FamilySlotStateNote, rehab.SlotStates()...)
	has(t, text.FamilyDebtor, rehab.OwedByPerson, rehab.OwedByVillage, rehab.OwedByTownship, rehab.OwedByPolice)
	has(t, text.FamilyFact, rehab.Kinds()...)
	has(t, text.FamilyContact, rehab.ContactTypes()...)
	has(t, text.FamilyRole, access.Roles()...)
	has(t, text.FamilyMeasure, rehab.Detox, rehab.Rehab)
	has(t, text.FamilyTestResult, rehab.Negative, rehab.Positive, rehab.Invalid, rehab.Refused, rehab.Absent)
	has(t, text.FamilyTestMethod, rehab.Strip, rehab.Laboratory, rehab.Saliva, rehab.Hair)
	has(t, text.FamilyPanelResult, rehab.PanelNegative, rehab.PanelPositive, rehab.PanelNotTested)
	has(t, text.FamilyRisk, rehab.High, rehab.Medium, rehab.Low)
	has(t, text.FamilyPhaseState, rehab.PhaseUpcoming, rehab.PhaseCurrent, rehab.PhaseOver, rehab.PhaseFailed, rehab.PhaseBlocked, rehab.PhasePassed, rehab.PhaseElsewhere, rehab.PhaseCut)
	has(t, text.FamilyWindowState, rehab.WindowUpcoming, rehab.WindowOpen, rehab.WindowDone, rehab.WindowMissed, rehab.WindowExcused)
	has(t, text.FamilyMark, rehab.MarkNegative, rehab.MarkPositive, rehab.MarkOpen, rehab.MarkInvalid, rehab.MarkMissed, rehab.MarkResolved, rehab.MarkRefused,
		rehab.MarkAbsent, rehab.MarkExcused, rehab.MarkUpcoming, rehab.MarkSettled)
	has(t, text.FamilyContactState, rehab.ContactDone, rehab.ContactOwed, rehab.ContactMissed, rehab.ContactUpcoming, rehab.ContactNone)
	has(t, text.FamilyBlockedBy, rehab.BlockedByOpenWindow, rehab.BlockedByMissedWindow, rehab.BlockedByPositive, rehab.BlockedBySeriousBreach)
}
