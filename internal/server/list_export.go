package server

import (
	"context"
	"net/http"
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// Widths of columns, in characters; a name needs none.
const (
	wideNumber = 22
	widePlace  = 20
	wideText   = 36
)

// wholeList is how many rows are read of a list to take it along: one more than a workbook may hold shows that it is too long.
const wholeList = casework.MaxExport + 1

// listBook is a list to take along: the rows of all its pages, by the filters of the same address, its numbers of persons masked.
type listBook[T any] struct {
	title   string
	note    text.Key // what stands below it, with When and Who; empty: what lists of persons say
	list    string   // how the audit log calls it
	action  access.Action
	filters map[string]any
	columns []workbook.Column
	rows    []T
	row     func(T) []any
	total   bool // the last row is the sums
}

// takeAlong answers with a list as a workbook. A list of persons or of accounts has an action and goes into the audit log.
func takeAlong[T any](s *Server, w http.ResponseWriter, r *http.Request, b listBook[T]) error {
	ctx := r.Context()
	if len(b.rows) > casework.MaxExport {
		return fault.New(fault.TooLarge, text.ListExportTooLong, "Max", casework.MaxExport)
	}
	if b.action != "" {
		if err := s.Work.LogExport(ctx, actorOf(r), casework.Exported{Action: b.action, List: b.list, Rows: len(b.rows), Filters: b.filters}); err != nil {
			return err
		}
	}
	if b.note == "" {
		b.note = text.CaselistSheetNote
	}
	sheet := workbook.Sheet{
		Name: b.title, Columns: b.columns, Rows: workbook.Rows(b.rows, b.row),
		Notes: []string{b.title, text.T(ctx, b.note, "When", text.Moment(ctx, s.Clock.Now()), "Who", session.From(ctx).UnitName)},
	}
	if b.total {
		sheet.Total = text.T(ctx, text.ListTotal)
	}
	return s.excel(w, b.title+" "+s.Clock.Today().String(), sheet)
}

// filtersOf are the filters of an address for the audit log, of which the sought ones are only said to be there.
func filtersOf(q url.Values, sought ...string) map[string]any {
	out := map[string]any{}
	for name := range q {
		if v := q.Get(name); v != "" {
			out[name] = v
		}
	}
	for _, name := range sought {
		if _, ok := out[name]; ok {
			out[name] = true
		}
	}
	return out
}

// excelAddress is where the list of a request is taken along, "" when it has no rows.
func excelAddress(r *http.Request, rows int) string {
	if rows == 0 {
		return ""
	}
	q := r.URL.Query()
	q.Del("after")
	q.Del("before")
	return (&url.URL{Path: r.URL.Path + "/export", RawQuery: q.Encode()}).String()
}

// head is a column; width 0 is enough for a name.
func head(ctx context.Context, key text.Key, width float64) workbook.Column {
	return workbook.Column{Head: text.T(ctx, key), Width: width}
}

// fieldHead is a column named like the field of a form.
func fieldHead(ctx context.Context, field string, width float64) workbook.Column {
	return workbook.Column{Head: text.Of(ctx, text.FamilyField, field), Width: width}
}
