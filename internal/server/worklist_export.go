package server

import (
	"net/http"

	"xinsheng/internal/date"
	"xinsheng/internal/session"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

const worklistExportPath = worklistPath + "/export"

// worklistExport answers with the worklist of the same address as a workbook: a row a duty, numbers masked.
func (s *Server) worklistExport(w http.ResponseWriter, r *http.Request) error {
	d := &desk{Server: s, ctx: r.Context(), actor: actorOf(r), query: map[string][]string{}}
	d.read(readQuery(r))
	filters := map[string]any{"list": "worklist"}
	for name := range d.query {
		filters[name] = d.query.Get(name)
	}
	var err error
	if d.Desk, err = s.Work.ExportDesk(d.ctx, d.actor, d.asked, filters); err != nil {
		return err
	}
	if d.places, err = s.gazetteer(d.ctx); err != nil {
		return err
	}
	d.office = officeDesk{s, d.ctx, d.places, d.Office}
	title := text.T(d.ctx, text.WorklistExcelName, "Day", s.Clock.Today())
	sheets := []workbook.Sheet{{
		Name: text.T(d.ctx, text.WorklistTitle), Columns: d.exportColumns(), Rows: workbook.Rows(d.exportLines(), d.exportRow),
		Notes: []string{title, text.T(d.ctx, text.CaselistSheetNote, "When", text.Moment(d.ctx, s.Clock.Now()), "Who", session.From(d.ctx).UnitName)},
	}}
	if len(d.office.lines) > 0 {
		sheets = append(sheets, d.office.sheet())
	}
	return s.excel(w, title, sheets...)
}

// exportLine is a duty with the person it concerns.
type exportLine struct {
	person *store.WorkLine
	duty   *store.WorkMark
}

func (d *desk) exportLines() []exportLine {
	var out []exportLine
	for i := range d.Lines {
		for j := range d.Lines[i].Duties {
			if l, m := &d.Lines[i], &d.Lines[i].Duties[j]; !answeredByDecision(l, m) {
				out = append(out, exportLine{l, m})
			}
		}
	}
	return out
}

func (d *desk) exportColumns() []workbook.Column {
	const number, wide, widest = 22, 18, 32
	return []workbook.Column{
		{Head: text.T(d.ctx, text.WorklistExcelSection)}, {Head: text.T(d.ctx, text.WorklistExcelPerson)}, {Head: text.T(d.ctx, text.WorklistExcelDocument), Width: number},
		{Head: text.T(d.ctx, text.WorklistExcelPlace), Width: wide}, {Head: text.T(d.ctx, text.HandoverWorker)}, {Head: text.T(d.ctx, text.WorklistExcelPhase), Width: number},
		{Head: text.T(d.ctx, text.WorklistExcelDuty), Width: number}, {Head: text.T(d.ctx, text.WorklistExcelDue)},
		{Head: text.T(d.ctx, text.WorklistExcelOwed), Width: widest}, {Head: text.T(d.ctx, text.WorklistExcelArticle), Width: widest},
	}
}

func (d *desk) exportRow(x exportLine) []any {
	known, section := storedDuty(&x.duty.Obligation), ""
	known.Now = x.person.Answerable
	for _, s := range workSections {
		if s.n == x.duty.Section {
			section = s.titleFor(d.ctx, d.actor.Role)
		}
	}
	return []any{section, x.person.Name, x.person.DocMask, d.places.Full(x.person.Answerable), deref(x.person.Worker), d.personNote(x.person), d.dutyName(x.duty), orEmpty(known.Due),
		debtorWords(d.ctx, d.places, &known), text.Citation(d.ctx, known.Rule.Article)}
}

// orEmpty is a day, or an empty cell where there is none.
func orEmpty(day date.Date) any {
	if day.IsZero() {
		return nil
	}
	return day
}
