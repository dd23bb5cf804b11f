package server

import (
	"net/http"
	"strconv"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// holidayExport answers with the official days of a year as a workbook.
func (s *Server) holidayExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	year, err := s.yearOf(readQuery(r))
	if err != nil {
		return err
	}
	file, err := s.Registry.Holidays(ctx, actorOf(r), year)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.Holiday]{
		title: text.T(ctx, text.HolidayTitle) + " " + strconv.Itoa(year), note: text.ListSheetNote, rows: file.Days,
		columns: []workbook.Column{fieldHead(ctx, "day", 0), head(ctx, text.HolidayWeekday, 0), fieldHead(ctx, "kind", 0), fieldHead(ctx, "holiday_name", wideNumber)},
		row: func(d store.Holiday) []any {
			return []any{d.Day, text.Weekday(ctx, d.Day), text.Of(ctx, text.FamilyHolidayKind, d.Kind), d.Name}
		},
	})
}
