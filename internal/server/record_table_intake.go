package server

import (
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// intakeForms come before the execution, or begin it.
func intakeForms() []*recordForm {
	village := recordField{name: "village", as: askVillage, start: placeOfCase}
	return []*recordForm{
		{kind: rehab.KindReportIn, also: []rehab.Kind{rehab.KindGoodCause, rehab.KindReturned}, aside: reportInAside, after: reportInAfter,
			parts: whole(fieldDate, village, recordField{name: "place", as: askLine}, fieldNote)},
		{kind: rehab.KindGoodCause, also: []rehab.Kind{rehab.KindRefusal}, aside: deadlineAside,
			parts: whole(fieldDate, recordField{name: "until", as: askAnyDay}, fieldReason)},
		{kind: rehab.KindReturned, parts: whole(fieldDate, fieldReason)},
		{kind: rehab.KindMovedIn, parts: whole(fieldDate, recordField{name: "first_report_in", as: askDay}, village,
			recordField{name: "from_unit", as: askLine}, recordField{name: "papers", as: askArea, limit: 500})},
		{kind: rehab.KindCarriedIn, parts: []recordPart{
			{fields: []recordField{fieldDate, {name: "until", as: askDay}}},
			{title: text.RecordPartTotals, side: true, fields: []recordField{
				{name: "tests_done", as: askNumber}, {name: "tests_missed", as: askNumber}, {name: "evasions", as: askNumber}, {name: "departures", as: askNumber}, {name: "unauthorised_days", as: askNumber}}},
			{fields: []recordField{fieldNote}},
		}},
	}
}

func placeOfCase(o *casework.Opened, _ access.Actor) string {
	if o.Case.Place.IsZero() {
		return ""
	}
	return o.Case.Place.String()
}

func nameOfActor(_ *casework.Opened, actor access.Actor) string { return actor.Name }

func always(value string) startOf {
	return func(*casework.Opened, access.Actor) string { return value }
}

// planField asks for the measures under a head; the form begins with the plan in force, which the new one replaces.
func planField(h rehab.HelpHead, hint text.Key) recordField {
	return recordField{name: string(h), as: askArea, limit: 1000, hint: hint, start: func(o *casework.Opened, _ access.Actor) string {
		if plans := o.HelpPlans(); len(plans) > 0 {
			return strings.Join(plans[0].Fact.Body.(*rehab.HelpPlan).Measures(h), "\n")
		}
		return ""
	}}
}

func helpHeadNames() []string {
	var out []string
	for _, h := range rehab.HelpHeads() {
		out = append(out, string(h))
	}
	return out
}

// executionForms are what is made once in the execution, and contacts.
func executionForms() []*recordForm {
	return []*recordForm{
		{kind: rehab.KindAgreement, also: []rehab.Kind{rehab.KindWorkingGroup, rehab.KindHelpPlan}, parts: whole(fieldDate,
			recordField{name: "measures", as: askArea, limit: 2000}, recordField{name: "signed_by", as: askLine},
			recordField{name: "guardian", as: askLine, depends: true, hint: text.RecordGuardianHint}, fieldNote)},
		{kind: rehab.KindWorkingGroup, also: []rehab.Kind{rehab.KindAgreement, rehab.KindHelpPlan}, parts: []recordPart{
			{fields: []recordField{fieldDate}},
			{title: text.RecordPartMembers, fields: []recordField{
				{name: "worker", as: askNames, start: nameOfActor, depends: true, hint: text.RecordNamesHint}, {name: "police", as: askNames, depends: true}, {name: "medic", as: askNames, depends: true},
				{name: "family", as: askNames, depends: true}, {name: "volunteer", as: askNames, depends: true}}},
			{fields: []recordField{{name: "note", as: askArea, limit: 500, hint: text.RecordGroupHint}}},
		}},
		{kind: rehab.KindHelpPlan, also: []rehab.Kind{rehab.KindAgreement, rehab.KindWorkingGroup}, parts: whole(fieldDate,
			planField(rehab.HelpCounselling, text.RecordMeasuresHint), planField(rehab.HelpEducation, ""), planField(rehab.HelpSkills, ""), planField(rehab.HelpMedical, ""),
			planField(rehab.HelpOther, ""))},
		{kind: rehab.KindContact, aside: contactAside, parts: []recordPart{
			{fields: []recordField{{name: "type", as: askChoice, family: text.FamilyContact, options: []string{"report", "talk", "visit"}}, fieldDate}},
			{side: true, fields: []recordField{{name: "place", as: askLine}, {name: "staff", as: askLine, start: nameOfActor}, {name: "with_whom", as: askLine}}},
			{fields: []recordField{{name: "content", as: askArea, limit: 1000}, {name: "aid", as: askLine, hint: text.RecordAidHint},
				{name: "aid_head", as: askChoice, family: text.FamilyHelpHead, options: helpHeadNames()}}},
			{side: true, fields: []recordField{{name: "mood", as: askLine}, {name: "work", as: askLine}, {name: "next_step", as: askLine}}},
		}},
		{kind: rehab.KindRisk, parts: whole(recordField{name: "level", as: askChoice, family: text.FamilyRisk, options: []string{"high", "medium", "low"}}, fieldDate, fieldReason)},
	}
}
