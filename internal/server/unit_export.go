package server

import (
	"net/http"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// unitExport answers with the units of the same address as a workbook.
func (s *Server) unitExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, err := s.Registry.UnitsEver(ctx, actorOf(r))
	if err != nil {
		return err
	}
	names := townshipNames(all)
	return takeAlong(s, w, r, listBook[store.Unit]{
		title: text.T(ctx, text.UnitTitle), note: text.ListSheetNote, rows: readUnitFilter(readQuery(r)).choose(all),
		columns: []workbook.Column{
			fieldHead(ctx, "unit_name", wideText), head(ctx, text.UnitKind, 0), head(ctx, text.CaselistTownship, widePlace), head(ctx, text.UnitCode, widePlace), head(ctx, text.UnitNameState, widePlace),
		},
		row: func(u store.Unit) []any {
			return []any{u.Name, text.Of(ctx, text.FamilyUnitKind, u.Kind), names[u.Division.Township()], u.Division.String(), unitMark(r, &u).Words}
		},
	})
}
