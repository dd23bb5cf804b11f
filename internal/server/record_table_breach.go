package server

import (
	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// leaveForms are leave and being away without it.
func leaveForms() []*recordForm {
	return []*recordForm{
		{kind: rehab.KindLeave, parts: []recordPart{
			{fields: []recordField{fieldDate}},
			{side: true, fields: []recordField{{name: "from", as: askAnyDay}, {name: "until", as: askAnyDay}, {name: "to", as: askLine}, {name: "contact", as: askLine}}},
			{fields: []recordField{fieldReason}},
		}},
		{kind: rehab.KindLeaveDecision, parts: whole(fieldOf, recordField{name: "agreed", as: askYesNo, family: text.FamilyRecordAgreed}, fieldReason, fieldDate)},
		{kind: rehab.KindLeaveExtension, also: []rehab.Kind{rehab.KindLeaveExtensionRefusal}, aside: extensionAside, known: extensionKnown,
			parts: whole(fieldOf, recordField{name: "until", as: askAnyDay}, fieldReason, fieldDate)},
		{kind: rehab.KindLeaveExtensionRequest, aside: extensionAside, parts: whole(fieldOf, recordField{name: "until", as: askAnyDay}, fieldReason, recordField{name: "contact", as: askLine}, fieldDate)},
		{kind: rehab.KindLeaveExtensionRefusal, also: []rehab.Kind{rehab.KindLeaveExtension}, aside: extensionAside, parts: whole(fieldOf, fieldReason, fieldDate)},
		{kind: rehab.KindLeaveReturn, also: []rehab.Kind{rehab.KindLeaveExtensionRequest, rehab.KindLeaveExtension}, parts: whole(fieldOf, fieldDate, fieldNote)},
		{kind: rehab.KindDeparture, also: []rehab.Kind{rehab.KindDepartureReturn}, parts: whole(fieldDate, recordField{name: "to", as: askLine}, fieldNote)},
		{kind: rehab.KindDepartureReturn, parts: whole(fieldOf, fieldDate, fieldNote)},
	}
}

// breachForms are letters, findings and what passes between township and police.
func breachForms() []*recordForm {
	letter := whole(fieldOf, fieldDate, fieldNumber, fieldText)
	return []*recordForm{
		{kind: rehab.KindAdmonition, also: []rehab.Kind{rehab.KindWarning}, aside: counterAside, parts: letter},
		{kind: rehab.KindWarning, also: []rehab.Kind{rehab.KindAdmonition, rehab.KindPoliceReport}, aside: counterAside, parts: letter},
		{kind: rehab.KindRefusal, also: []rehab.Kind{rehab.KindGoodCause, rehab.KindPoliceReport}, aside: deadlineAside, parts: whole(fieldDate, fieldReason)},
		{kind: rehab.KindPoliceReport, also: []rehab.Kind{rehab.KindWarning}, aside: counterAside, parts: whole(fieldOf, fieldDate, fieldNumber, fieldNote)},
		{kind: rehab.KindPoliceOutcome, also: []rehab.Kind{rehab.KindIsolation, rehab.KindExemption}, aside: counterAside, after: policeOutcomeAfter, parts: whole(
			fieldOf, recordField{name: "outcome", as: askChoice, family: text.FamilyOutcome, options: []string{"continue", "isolation"}}, fieldDate, fieldReason)},
		{kind: rehab.KindExemption, parts: whole(recordField{name: "ground", as: askChoice, family: text.FamilyExemptionGround, options: []string{"pregnant", "nursing", "under_16"}},
			fieldDate, recordField{name: "until", as: askAnyDay})},
		{kind: rehab.KindLostContact, also: []rehab.Kind{rehab.KindPoliceReport}, parts: whole(fieldDate, fieldNote)},
		{kind: rehab.KindContactRestored, parts: whole(fieldOf, fieldDate, fieldNote)},
		{kind: rehab.KindSuspension, also: []rehab.Kind{rehab.KindTermination}, parts: whole(
			recordField{name: "authority", as: askChoice, family: text.FamilySuspensionAuthority, options: []string{"administrative_detention", "criminal_detention", "arrest"}},
			fieldDate, fieldNumber, fieldReason)},
		{kind: rehab.KindResumption, parts: whole(fieldOf, fieldDate, fieldNumber, fieldNote)},
	}
}

// endForms end a case.
func endForms() []*recordForm {
	return []*recordForm{
		{kind: rehab.KindFileToPolice, aside: endAside, parts: whole(fieldDate, fieldNote)},
		{kind: rehab.KindDischarge, action: access.DischargeIssue, save: (*casework.Work).Discharge, aside: endAside, parts: whole(
			fieldDate, recordField{name: "drafted_by", as: askLine}, recordField{name: "approved_by", as: askLine, start: nameOfActor}, fieldNote)},
		{kind: rehab.KindDischargeService, aside: endAside, parts: whole(
			recordField{name: "to", as: askChoice, family: text.FamilyServiceTo, options: []string{"person", "family"}}, fieldDate,
			recordField{name: "how", as: askChoice, family: text.FamilyServiceHow, options: []string{"direct", "left", "notice"}},
			recordField{name: "receiver", as: askLine}, recordField{name: "relation", as: askLine}, recordField{name: "served_by", as: askLine, start: nameOfActor})},
		{kind: rehab.KindDischargeNotified, aside: endAside, parts: whole(fieldDate, fieldNote)},
		{kind: rehab.KindTransferReceipt, parts: whole(fieldOf, fieldDate, fieldNumber)},
		{kind: rehab.KindTermination, parts: whole(
			recordField{name: "reason", as: askChoice, family: text.FamilyTerminationReason, options: []string{"imprisonment", "corrective_education", "death"}}, fieldDate,
			recordField{name: "authority", as: askLine}, fieldNumber, fieldNote)},
		{kind: rehab.KindIsolation, parts: whole(fieldDate, fieldNumber, fieldReason)},
		{kind: rehab.KindRevocation, parts: whole(fieldDate, fieldNumber, fieldReason)},
	}
}
