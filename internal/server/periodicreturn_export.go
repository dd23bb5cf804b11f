package server

import (
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// returnBook answers with one return as a workbook: its figures, and those of each unit below.
func (s *Server) returnBook(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "return")
	if err != nil {
		return err
	}
	x, err := s.openReturn(r, id)
	if err != nil {
		return err
	}
	ctx := r.Context()
	if err := s.Work.LogExport(ctx, x.actor, casework.Exported{Action: access.ReturnView, List: "return", Rows: len(rehab.ReturnFigures()), Filters: map[string]any{"place": x.Division.String(), "month": x.Period.Month().String()}}); err != nil {
		return err
	}
	sheets := []workbook.Sheet{x.figureSheet()}
	sheets[0].Notes = []string{x.title(), x.source(), x.t(text.OfficedutySheetNote, "When", text.Moment(ctx, s.Clock.Now()), "Who", session.From(ctx).UnitName)}
	if x.Whose() != rehab.VillageReturn {
		sheets = append(sheets, x.partSheet())
	}
	return s.excel(w, x.title(), sheets...)
}

func (x *returnSheet) figureSheet() workbook.Sheet {
	sheet := workbook.Sheet{Name: x.t(text.PeriodicreturnFigures), Columns: []workbook.Column{head(x.ctx, text.PeriodicreturnPart, widePlace), head(x.ctx, text.PeriodicreturnFigure, widePlace)}}
	for _, m := range x.Months {
		sheet.Columns = append(sheet.Columns, workbook.Column{Head: text.Month(x.ctx, m)})
	}
	sheet.Columns = append(sheet.Columns, head(x.ctx, text.PeriodicreturnTotal, 0), head(x.ctx, text.PeriodicreturnBefore, 0), head(x.ctx, text.PeriodicreturnChange, 0), head(x.ctx, text.PeriodicreturnRemarks, wideText))
	type line struct {
		part rehab.ReturnPart
		f    rehab.ReturnFigure
		head bool
	}
	var lines []line
	for _, p := range rehab.ReturnParts() {
		for i, f := range p.Figures() {
			lines = append(lines, line{p, f, i == 0})
		}
		if len(p.Figures()) == 0 && x.Remarks[string(p)] != "" {
			lines = append(lines, line{p, "", true})
		}
	}
	comparable := x.Comparable(x.Clock.Today())
	sheet.Rows = workbook.Rows(lines, func(l line) []any {
		out := []any{text.Of(x.ctx, text.FamilyReturnPart, l.part)}
		if l.f == "" {
			out = append(out, make([]any, len(x.Months)+4)...)
		} else {
			out = append(out, text.Of(x.ctx, text.FamilyReturnFigure, l.f))
			for _, m := range x.Months {
				out = append(out, x.Sheet.Months[m][l.f])
			}
			out = append(out, x.Sheet.Total[l.f], x.Before[l.f])
			if comparable {
				out = append(out, x.Sheet.Total[l.f]-x.Before[l.f])
			} else {
				out = append(out, nil)
			}
		}
		if l.head {
			return append(out, x.Remarks[string(l.part)])
		}
		return append(out, "")
	})
	return sheet
}

func (x *returnSheet) partSheet() workbook.Sheet {
	sheet := workbook.Sheet{Name: x.t(text.PeriodicreturnBelow), Columns: []workbook.Column{head(x.ctx, text.PeriodicreturnWhose, wideText)}}
	for _, f := range rehab.ReturnFigures() {
		sheet.Columns = append(sheet.Columns, workbook.Column{Head: text.Of(x.ctx, text.FamilyReturnFigure, f)})
	}
	sheet.Rows = workbook.Rows(x.parts(), func(c division.Code) []any {
		name := x.places.Full(c)
		if c == x.Division {
			name = x.t(text.PeriodicreturnOwn)
		}
		out := []any{name}
		for _, f := range rehab.ReturnFigures() {
			out = append(out, x.Sheet.Parts[c][f])
		}
		return out
	})
	return sheet
}
