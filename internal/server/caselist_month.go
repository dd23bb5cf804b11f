package server

import (
	"strconv"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// month is the list of a month: how the cases stood when it was over and what was due and done in it.
func (cr caseRows) month(lines []store.CaseLine, sums store.CaseSums) components.TableView {
	contact := func(key text.Key) components.Column { return components.Column{Label: cr.say(key)} }
	t := components.TableView{
		Caption: cr.say(text.CaselistCaption),
		Columns: []components.Column{
			{Label: cr.say(text.CaselistPerson), Phone: components.PhoneTitle}, {Label: cr.say(text.CaselistVillage), Phone: components.PhoneSub},
			{Label: cr.say(text.CaselistKindPhaseEnd), Phone: components.PhoneSub}, {Label: cr.say(text.CaselistStageEnd)},
			{Label: cr.say(text.CaselistTest), Phone: components.PhoneSide}, contact(text.CaselistReport), contact(text.CaselistTalk), contact(text.CaselistVisit),
		},
		Totals: []components.Cell{
			{Words: cr.say(text.CaselistTotal, "Count", sums.Total)}, {}, {Words: cr.say(text.CaselistTotalMeasure, "Detox", sums.Detox, "Rehab", sums.Rehab)},
			{Words: cr.say(text.CaselistTotalMonth, "Suspended", sums.Suspended)}, {}, {}, {}, {},
		},
	}
	if sums.Stubs > 0 {
		t.Totals[0].Sub = cr.say(text.CaselistTotalStubs, "Count", sums.Stubs)
	}
	for _, l := range lines {
		row := cr.person(l)
		row.Late = l.WindowState != nil && *l.WindowState == "missed" || l.Positive
		row.Cells = append(row.Cells, cr.kind(l), components.Cell{Body: components.Mark(components.StageTag(l.Stage, text.Of(cr.ctx, text.FamilyStage, l.Stage)))},
			cr.monthTest(l), cr.contacts(l.ReportsDone, l.ReportsOwed), cr.contacts(l.TalksDone, l.TalksOwed), cr.contacts(l.VisitsDone, l.VisitsOwed))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// monthTest is how the month's test stands. A positive shows whatever the window; a settled one has nothing to show.
func (cr caseRows) monthTest(l store.CaseLine) components.Cell {
	switch {
	case l.Positive:
		return components.Cell{Body: components.Mark(components.ResultMark("positive", cr.say(text.CaselistTested, "Result", text.Of(cr.ctx, text.FamilyTestResult, "positive"))))}
	case l.WindowState == nil, deref(l.Mark) == "settled":
		return components.Cell{}
	}
	return components.Cell{Body: components.Mark(cr.test(l, components.MarkView{}))}
}

// contacts is how many were done of how many owed.
func (cr caseRows) contacts(done, owed int) components.Cell {
	if done == 0 && owed == 0 {
		return components.Cell{}
	}
	c := components.Cell{Words: cr.say(text.CaselistOf, "Done", strconv.Itoa(done), "Owed", strconv.Itoa(owed))}
	if done < owed {
		c.Tone = components.Due
	}
	return c
}
