package server

import (
	"context"
	"net/http"

	"xinsheng/internal/session"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// caseExport answers with the list of the same address as a workbook. Numbers are masked; that the list was taken out is logged, with its filters
// but not with what was searched for.
func (s *Server) caseExport(w http.ResponseWriter, r *http.Request) error {
	ctx, c := r.Context(), s.readCaseQuery(r)
	c.filter.Key, c.filter.Back = [16]byte{}, false
	filters := map[string]any{}
	for name := range c.q {
		if filters[name] = c.q.Get(name); name == "find" {
			filters[name] = true
		}
	}
	lines, err := s.Work.ExportCases(ctx, actorOf(r), c.filter, filters)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	g = c.namesOf(g, s.Clock.Today())
	title := c.title(ctx, s)
	sheet := workbook.Sheet{
		Name: title, Total: text.T(ctx, text.CaselistTotal, "Count", len(lines)),
		Notes: []string{title, text.T(ctx, text.CaselistSheetNote, "When", text.Moment(ctx, s.Clock.Now()), "Who", session.From(ctx).UnitName)},
	}
	x := caseSheet{ctx, g}
	if c.filter.Month.IsZero() {
		sheet.Columns, sheet.Rows = x.presentColumns(), workbook.Rows(lines, x.presentRow)
	} else {
		sheet.Columns, sheet.Rows = x.monthColumns(), workbook.Rows(lines, x.monthRow)
	}
	return s.excel(w, title, sheet)
}

// caseSheet puts cases into the rows of a workbook.
type caseSheet struct {
	ctx    context.Context
	places *gazetteer
}

func (x caseSheet) columns(keys ...text.Key) []workbook.Column {
	out := make([]workbook.Column, len(keys))
	for i, k := range keys {
		out[i] = workbook.Column{Head: text.T(x.ctx, k)}
	}
	const wide, number = 18, 22
	out[1].Width, out[2].Width, out[3].Width = number, wide, wide
	return out
}

func (x caseSheet) presentColumns() []workbook.Column {
	out := x.columns(text.CaselistName, text.CaselistDocument, text.CaselistTownship, text.CaselistVillage, text.CaselistMeasure, text.CaselistPhase, text.CaselistStage,
		text.CaselistReportIn, text.CaselistTermEnd, text.CaselistExit, text.CaselistLastTest, text.CaselistLastResult, text.CaselistNextDue, text.CaselistNextKind,
		text.CaselistLateKind, text.CaselistLateSince, text.CaselistLateCount, text.HandoverWorker)
	out[len(out)-2].Sum = true
	return out
}

// who are the cells that both sheets begin with.
func (x caseSheet) who(l store.CaseLine) []any {
	name := deref(l.Name)
	if !l.Full {
		name = text.T(x.ctx, text.CaselistMoved)
	}
	phase := ""
	if l.Phase != nil {
		phase = text.Of(x.ctx, text.FamilyPhaseName, string(rune('0'+*l.Phase)))
	}
	return []any{name, deref(l.DocMask), x.places.Short(l.Division.Township()), x.places.Short(l.Division), text.Of(x.ctx, text.FamilyMeasure, l.Measure), phase, text.Of(x.ctx, text.FamilyStage, l.Stage)}
}

func (x caseSheet) presentRow(l store.CaseLine) []any {
	return append(x.who(l), l.ReportIn, l.TermLastDay, l.ExitDay, l.LastTest, x.optional(text.FamilyTestResult, l.LastTestResult), l.NextDue,
		x.optional(text.FamilyObligation, l.NextKind), x.optional(text.FamilyObligation, l.LateKind), l.LateSince, l.LateCount, caseRows{ctx: x.ctx}.worker(l))
}

func (x caseSheet) monthColumns() []workbook.Column {
	out := x.columns(text.CaselistName, text.CaselistDocument, text.CaselistTownship, text.CaselistVillage, text.CaselistMeasure, text.CaselistPhase, text.CaselistStageEnd, text.CaselistTest)
	for _, k := range []text.Key{text.CaselistReport, text.CaselistTalk, text.CaselistVisit} {
		for _, side := range []text.Key{text.CaselistOwed, text.CaselistDone} {
			out = append(out, workbook.Column{Head: text.T(x.ctx, k) + " " + text.T(x.ctx, side), Sum: true})
		}
	}
	return out
}

func (x caseSheet) monthRow(l store.CaseLine) []any {
	test := x.optional(text.FamilyWindowState, l.WindowState)
	if l.Positive {
		test = text.T(x.ctx, text.CaselistTested, "Result", text.Of(x.ctx, text.FamilyTestResult, "positive"))
	} else if deref(l.Mark) == "settled" {
		test = text.Of(x.ctx, text.FamilyMark, "settled")
	}
	return append(x.who(l), test, l.ReportsOwed, l.ReportsDone, l.TalksOwed, l.TalksDone, l.VisitsOwed, l.VisitsDone)
}

// optional is a value in words, empty where there is none.
func (x caseSheet) optional(f text.Family, v *string) string {
	if v == nil {
		return ""
	}
	return text.Of(x.ctx, f, *v)
}
