package server

import (
	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// Fields of the test form that no fact has: how the readings are given.
const (
	fieldPanel     = "panel"
	panelNegative  = "all_negative"
	panelEach      = "each"
	panelNotTested = "none"
)

// drugs are the six of the panel, by the field names of rehab.DrugTest.
var drugs = []string{"mop", "met", "ket", "mdma", "thc", "coc"}

var testResults = []string{string(rehab.Negative), string(rehab.Positive), string(rehab.Invalid), string(rehab.Refused), string(rehab.Absent)}

// testForms record tests and what becomes of them.
func testForms() []*recordForm {
	lab := whole(fieldOf, recordField{name: "result", as: askChoice, family: text.FamilyTestResult, options: testResults[:3]}, fieldDate,
		recordField{name: "laboratory", as: askLine}, fieldNumber)
	return []*recordForm{
		drugTestForm(),
		{name: "absence", kind: rehab.KindTest, path: "absence", action: access.AbsenceDecide, save: (*casework.Work).DecideAbsence, parts: whole(
			fieldOf, recordField{name: "good_cause", as: askYesNo, family: text.FamilyRecordGoodCause}, fieldReason, fieldDate)},
		{kind: rehab.KindExcuseWindow, also: []rehab.Kind{rehab.KindResolution}, parts: whole(recordField{name: "window", as: askAbout}, fieldReason, fieldDate)},
		{kind: rehab.KindResolution, also: []rehab.Kind{rehab.KindExcuseWindow}, parts: whole(fieldOf, fieldNote, fieldDate)},
		{kind: rehab.KindLabResult, also: []rehab.Kind{rehab.KindRecheckResult}, parts: lab},
		{kind: rehab.KindRecheckResult, also: []rehab.Kind{rehab.KindLabResult}, parts: lab},
	}
}

func drugTestForm() *recordForm {
	readings := make([]recordField, 0, len(drugs))
	for _, drug := range drugs {
		readings = append(readings, recordField{name: drug, as: askChoice, family: text.FamilyPanelResult, options: []string{"negative", "positive", "not_tested"}})
	}
	return &recordForm{kind: rehab.KindTest, tidy: tidyDrugTest, aside: windowAside, after: drugTestAfter, parts: []recordPart{
		{fields: []recordField{{name: "result", as: askChoice, family: text.FamilyTestResult, options: testResults}, fieldDate}},
		{only: "sampled", fields: []recordField{
			{name: "method", as: askChoice, family: text.FamilyTestMethod, options: []string{"strip", "laboratory", "saliva", "hair"}, start: always(string(rehab.Strip))},
			{name: fieldPanel, as: askChoice, family: text.FamilyRecordPanel, options: []string{panelNegative, panelEach, panelNotTested}}}},
		{only: "each", side: true, fields: readings},
		{only: "sampled", side: true, fields: []recordField{
			{name: "collector_a", as: askLine, start: nameOfActor, marked: true}, {name: "collector_b", as: askLine, start: helperOfActor, marked: true}, {name: "place", as: askLine}, {name: "specimen", as: askLine, limit: 60}}},
		{title: text.RecordPartBottles, only: "positive", side: true, fields: []recordField{{name: "seal_a", as: askLine, limit: 60, marked: true}, {name: "seal_b", as: askLine, limit: 60, marked: true}}},
		{fields: []recordField{
			{name: "elsewhere_unit", as: askLine, hint: text.RecordElsewhereHint},
			{name: "reason", as: askArea, limit: 500, depends: true, hint: text.RecordReasonHint}}},
	}}
}

// helperOfActor is who else took the person's last sample.
func helperOfActor(o *casework.Opened, actor access.Actor) string { return o.Helper(actor.Name) }

// tidyDrugTest puts the readings into the fact the way they were given, and drops what the form does not show for the result.
func tidyDrugTest(f *casework.FactForm) {
	result, _ := f.Said["result"].(string)
	if !rehab.Result(result).Sampled() {
		for _, field := range []string{fieldPanel, "method", "collector_a", "collector_b", "specimen"} {
			delete(f.Said, field)
		}
	}
	if rehab.Result(result) != rehab.Positive {
		delete(f.Said, "seal_a")
		delete(f.Said, "seal_b")
	}
	given := f.Said[fieldPanel]
	delete(f.Said, fieldPanel)
	for _, drug := range drugs {
		switch given {
		case panelNegative:
			f.Said[drug] = string(rehab.PanelNegative)
		case panelEach:
		default:
			delete(f.Said, drug)
		}
	}
}
