package server

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
)

// dashboardBook answers with the tables of the dashboard of the same address as a workbook, a sheet each.
func (s *Server) dashboardBook(w http.ResponseWriter, r *http.Request) error {
	b, err := s.openBoard(r)
	if err != nil {
		return err
	}
	v := b.view()
	note := b.say(text.DashboardSheetThen, "Month", b.d.Month)
	if b.d.Present {
		note = b.say(text.DashboardSheetNow, "Day", b.d.On)
	}
	var sheets []workbook.Sheet
	for _, block := range slices.Concat(v.Main, v.Side) {
		sheets = append(sheets, countSheet(block.Table, sheetNotes(v.Title+" "+text.Month(b.ctx, b.d.Month), note, block.Means)...))
	}
	return s.excel(w, v.Title+" "+b.d.Month.String(), sheets...)
}

// countSheet puts a table of counts into a sheet; its last row of sums is one of its rows.
func countSheet(t components.CountTableView, notes ...string) workbook.Sheet {
	const label = 24
	sheet := workbook.Sheet{Name: t.Caption, Columns: []workbook.Column{{Head: t.First, Width: label}}, Notes: notes}
	for _, h := range t.Heads {
		sheet.Columns = append(sheet.Columns, workbook.Column{Head: h})
	}
	sheet.Rows = workbook.Rows(t.Rows, func(row components.CountRow) []any {
		out := []any{row.Label}
		for _, c := range row.Counts {
			if n, err := strconv.Atoi(strings.ReplaceAll(c.N, ",", "")); err == nil {
				out = append(out, n)
			} else {
				out = append(out, c.N)
			}
		}
		return out
	})
	return sheet
}
