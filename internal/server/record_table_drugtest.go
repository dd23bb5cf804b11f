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
		testDetailsForm(),
		{kind: rehab.KindObjection, also: []rehab.Kind{rehab.KindLabResult}, aside: positiveAside, parts: whole(fieldOf,
			recordField{name: "against", as: askChoice, family: text.FamilyChallenged, options: []string{string(rehab.AgainstStrip), string(rehab.AgainstLaboratory)}}, fieldDate, fieldReason)},
		{kind: rehab.KindLabResult, aside: positiveAside, also: []rehab.Kind{rehab.KindRecheckResult}, parts: lab},
		{kind: rehab.KindRecheckResult, aside: positiveAside, also: []rehab.Kind{rehab.KindLabResult}, parts: lab},
	}
}

func drugTestForm() *recordForm {
	return &recordForm{kind: rehab.KindTest, tidy: tidyDrugTest, aside: windowAside, after: drugTestAfter, parts: []recordPart{
		{fields: []recordField{{name: "result", as: askChoice, family: text.FamilyTestResult, options: testResults}, fieldDate}},
		{only: "sampled", fields: []recordField{
			{name: "method", as: askChoice, family: text.FamilyTestMethod, options: []string{"strip", "laboratory", "saliva", "hair"}, start: always(string(rehab.Strip))},
			{name: fieldPanel, as: askChoice, family: text.FamilyRecordPanel, options: []string{panelNegative, panelEach, panelNotTested}}}},
		{only: "each", side: true, fields: readingFields()},
		{only: "sampled", side: true, fields: []recordField{
			{name: "collector_a", as: askLine, start: nameOfActor, marked: true}, {name: "collector_b", as: askLine, start: helperOfActor, marked: true}, {name: "place", as: askLine}, {name: "specimen", as: askLine, limit: 60}}},
		{only: "sampled", when: ofWoman, fields: []recordField{fieldWoman}},
		{title: text.RecordPartBottles, only: "positive", side: true, fields: []recordField{{name: "seal_a", as: askLine, limit: 60, marked: true}, {name: "seal_b", as: askLine, limit: 60, marked: true}}},
		{only: "positive", fields: []recordField{fieldSigned}},
		{fields: []recordField{
			{name: "elsewhere_unit", as: askLine, hint: text.RecordElsewhereHint},
			{name: "reason", as: askArea, limit: 500, depends: true, hint: text.RecordReasonHint}}},
	}}
}

func readingFields() []recordField {
	var readings []recordField
	for _, drug := range drugs {
		readings = append(readings, recordField{name: drug, as: askChoice, family: text.FamilyPanelResult, options: []string{"negative", "positive", "not_tested"}})
	}
	return readings
}

// Fields that tests and their details share: who collected a woman's sample, and the person's signature.
var (
	fieldWoman  = recordField{name: "woman_collected", as: askYesNo, family: text.FamilyRecordWoman, hint: text.RecordWomanCollector, marked: true}
	fieldSigned = recordField{name: "signed", as: askChoice, family: text.FamilySignature, options: []string{string(rehab.HasSigned), string(rehab.RefusedToSign)}}
)

// ofWoman reports whether the case is a woman's.
func ofWoman(o *casework.Opened) bool { return o.Person.Sex == "female" }

// testDetailsForm supplies what a positive in short form left out. Result and day stand beside it and cannot be changed there.
func testDetailsForm() *recordForm {
	signed := fieldSigned
	signed.marked = true
	return &recordForm{kind: rehab.KindTestDetails, tidy: tidyReadings, known: knownSample, aside: positiveAside, parts: []recordPart{
		{fields: []recordField{fieldOf,
			{name: "method", as: askChoice, family: text.FamilyTestMethod, options: []string{"strip", "laboratory", "saliva", "hair"}, start: always(string(rehab.Strip))},
			{name: fieldPanel, as: askChoice, family: text.FamilyRecordPanel, options: []string{panelEach, panelNotTested}, start: always(panelEach)}}},
		{only: "each", side: true, fields: readingFields()},
		{side: true, fields: []recordField{
			{name: "collector_a", as: askLine, start: nameOfActor, marked: true}, {name: "collector_b", as: askLine, start: helperOfActor, marked: true}, {name: "place", as: askLine}}},
		{when: ofWoman, fields: []recordField{fieldWoman}},
		{title: text.RecordPartBottles, side: true, fields: []recordField{
			{name: "specimen", as: askLine, limit: 60, depends: true, hint: text.RecordBottledHint}, {name: "seal_a", as: askLine, limit: 60, depends: true}, {name: "seal_b", as: askLine, limit: 60, depends: true}}},
		{title: text.RecordPartRead, fields: []recordField{{name: "read_on", as: askDay}, signed, fieldDate}},
	}}
}

// knownSample is what is on file of the positive that the form is about, with what was supplied before.
func knownSample(o *casework.Opened, of string) map[string]string {
	p, ok := positiveMeant(o, of, rehab.KindTestDetails)
	if !ok {
		return nil
	}
	sample := p.Sample
	if sample.ReadOn.IsZero() {
		sample.ReadOn = p.Taken
	}
	said := fieldsOf(&sample)
	delete(said, "reason")
	if said[fieldPanel] == panelNotTested {
		delete(said, fieldPanel)
	}
	return said
}

// positiveMeant is the positive that an address names, or the only one a fact of the kind can be about.
func positiveMeant(o *casework.Opened, of string, kind rehab.Kind) (rehab.PositiveTrack, bool) {
	if list := o.Referable(kind); of == "" && len(list) == 1 {
		of = list[0].Of
	}
	return o.Positive(of)
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
	if rehab.Result(result) != rehab.Positive {
		delete(f.Said, "signed")
	}
	if !rehab.Result(result).Sampled() || !methodOf(f).Bottled() {
		delete(f.Said, "woman_collected")
	}
	tidyReadings(f)
}

func methodOf(f *casework.FactForm) rehab.Method {
	method, _ := f.Said["method"].(string)
	return rehab.Method(method)
}

// tidyReadings puts the readings into the fact the way they were given.
func tidyReadings(f *casework.FactForm) {
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
