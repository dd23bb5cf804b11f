package server

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/components/tracker"
	"xinsheng/web/icon"
)

// caseRows puts cases into the rows of a table.
type caseRows struct {
	ctx    context.Context
	places *gazetteer
	today  date.Date
	wide   bool // the reader's scope is more than one township
}

func (cr caseRows) say(key text.Key, args ...any) string { return text.T(cr.ctx, key, args...) }

// present is the list of cases as they stand.
func (cr caseRows) present(lines []store.CaseLine, sums store.CaseSums) components.TableView {
	t := components.TableView{
		Caption: cr.say(text.CaselistCaption),
		Columns: []components.Column{
			{Label: cr.say(text.CaselistPerson), Phone: components.PhoneTitle}, {Label: cr.say(text.CaselistVillageWorker), Phone: components.PhoneSub},
			{Label: cr.say(text.CaselistKindPhase), Phone: components.PhoneSub}, {Label: cr.say(text.CaselistTracker), Phone: components.PhoneWide},
			{Label: cr.say(text.CaselistNow), Phone: components.PhoneSide}, {Label: cr.say(text.CaselistNextDue)}, {Label: cr.say(text.CaselistLastTest)},
		},
		Totals: []components.Cell{
			{Words: cr.say(text.CaselistTotal, "Count", sums.Total)}, {}, {Words: cr.say(text.CaselistTotalMeasure, "Detox", sums.Detox, "Rehab", sums.Rehab)}, {},
			{Words: cr.say(text.CaselistTotalNow, "Late", sums.Late, "Suspended", sums.Suspended)}, {}, {},
		},
	}
	for _, l := range lines {
		row := cr.person(l)
		if who := cr.worker(l); who != "" {
			row.Cells[1].Sub = joinDots(slices.DeleteFunc([]string{row.Cells[1].Sub, who}, func(s string) bool { return s == "" }))
		}
		row.Late = l.LateKind != nil || l.BreachOpen
		row.Cells = append(row.Cells, cr.kind(l), components.Cell{Body: tracker.Strip(deref(l.Strip))}, components.Cell{Body: components.Mark(cr.mark(l))}, cr.due(l), cr.lastTest(l))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// person is a row with its first two cells: who, and where.
func (cr caseRows) person(l store.CaseLine) components.Row {
	row := components.Row{ID: l.CaseID.String(), Href: casesPath + "/" + l.CaseID.String()}
	who := components.Cell{Words: cr.say(text.CaselistMoved), Sub: cr.say(text.CaselistMovedNote)}
	if l.Full && l.Name != nil {
		who = components.Cell{Words: *l.Name, Sub: deref(l.DocMask)}
	}
	where := components.Cell{Words: cr.places.Short(l.Division)}
	where.Sub = township(cr.places, l.Division, cr.wide)
	row.Cells = []components.Cell{who, where}
	return row
}

// worker is who answers for an open case by name, or that nobody does.
func (cr caseRows) worker(l store.CaseLine) string {
	switch {
	case l.Worker != nil:
		return *l.Worker
	case l.Full && l.ExitDay.IsZero() && l.Stage != "screening":
		return cr.say(text.HandoverNobody)
	}
	return ""
}

// kind is measure, phase and month of the phase.
func (cr caseRows) kind(l store.CaseLine) components.Cell {
	c := components.Cell{Words: text.Of(cr.ctx, text.FamilyMeasure, l.Measure)}
	if l.Phase == nil {
		return c
	}
	c.Sub = text.Of(cr.ctx, text.FamilyPhaseName, strconv.Itoa(*l.Phase))
	if l.PhaseMonth != nil && *l.PhaseMonth > 0 {
		c.Sub = cr.say(text.CaselistPhaseMonth, "Phase", text.Of(cr.ctx, text.FamilyPhaseDigit, strconv.Itoa(*l.Phase)), "Month", *l.PhaseMonth)
	}
	return c
}

// mark is the one thing most worth knowing of a case now.
func (cr caseRows) mark(l store.CaseLine) components.MarkView {
	stage := func() components.MarkView {
		return components.StageTag(l.Stage, text.Of(cr.ctx, text.FamilyStage, l.Stage))
	}
	switch {
	case !l.ExitDay.IsZero():
		return stage()
	case l.BreachOpen:
		return components.MarkView{Tone: components.Late, Icon: icon.ShieldAlert, Words: cr.say(text.CaselistBreach)}
	case l.LateKind != nil:
		words := cr.say(text.CaselistLate, "Duty", text.Of(cr.ctx, text.FamilyObligation, *l.LateKind), "Count", int(cr.today-l.LateSince))
		if l.LateCount > 1 {
			words += " " + cr.say(text.CaselistLateMore, "Count", l.LateCount)
		}
		return components.MarkView{Tone: components.Late, Icon: components.DutyIcon(*l.LateKind), Words: words}
	case l.Stage != "in_execution":
		return stage()
	case l.Moving:
		return components.MarkView{Tone: components.Due, Icon: icon.ArrowLeftRight, Words: cr.say(text.CaselistMoving)}
	}
	return cr.test(l, stage())
}

// test says how the test of the month stands; other is the mark where none is due.
func (cr caseRows) test(l store.CaseLine, other components.MarkView) components.MarkView {
	if l.WindowState == nil {
		return other
	}
	words := text.Of(cr.ctx, text.FamilyWindowState, *l.WindowState)
	switch *l.WindowState {
	case "done":
		result := "negative"
		if l.Positive || deref(l.Mark) == "positive" {
			result = "positive"
		}
		return components.ResultMark(result, cr.say(text.CaselistTested, "Result", text.Of(cr.ctx, text.FamilyTestResult, result)))
	case "open":
		return components.MarkView{Icon: icon.TestTube, Words: words}
	case "missed":
		return components.MarkView{Tone: components.Late, Words: words}
	}
	return components.MarkView{Tone: components.Shut, Icon: icon.Circle, Words: words}
}

func (cr caseRows) due(l store.CaseLine) components.Cell {
	if l.NextDue.IsZero() || l.NextKind == nil {
		return components.Cell{}
	}
	c := components.Cell{Words: cr.say(text.CaselistDueOn, "Duty", text.Of(cr.ctx, text.FamilyObligation, *l.NextKind), "Day", cr.day(l.NextDue))}
	if l.NextDue < cr.today {
		c.Tone = components.Late
	}
	return c
}

// day is a date without the year where that is this one, in one piece.
func (cr caseRows) day(d date.Date) string {
	words := text.CompactDate(cr.ctx, d)
	if d.Year() == cr.today.Year() {
		words = text.ShortDate(cr.ctx, d)
	}
	return strings.ReplaceAll(words, " ", "\u00a0")
}

func (cr caseRows) lastTest(l store.CaseLine) components.Cell {
	if l.LastTest.IsZero() || l.LastTestResult == nil {
		return components.Cell{Words: cr.say(text.CaselistNever)}
	}
	return components.Cell{Words: cr.day(l.LastTest), Sub: text.Of(cr.ctx, text.FamilyTestResult, *l.LastTestResult)}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
