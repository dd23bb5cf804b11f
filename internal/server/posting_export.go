package server

import (
	"net/http"
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// postingExport answers with the postings of the same address as a workbook.
func (s *Server) postingExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f := postingFilter(readQuery(r))
	lines, _, err := s.Registry.Postings(ctx, actorOf(r), f, wholeList)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.PostingLine]{
		title: text.T(ctx, text.PostingTitle), note: text.ListSheetNote, list: "postings", action: access.PostingAdmin,
		filters: filtersOf(url.Values{"state": {f.State}, "role": {f.Role}, "unit": {numberOrNone(f.Unit)}}), rows: lines,
		columns: []workbook.Column{
			fieldHead(ctx, "account", 0), fieldHead(ctx, "name", 0), fieldHead(ctx, "role", widePlace), fieldHead(ctx, "unit", widePlace),
			fieldHead(ctx, "from", 0), fieldHead(ctx, "until", 0), head(ctx, text.AccountState, 0),
		},
		row: func(l store.PostingLine) []any {
			return []any{l.Login, l.Name, text.Of(ctx, text.FamilyRole, l.Role), l.UnitName, l.ValidFrom, l.ValidUntil, postingMark(ctx, l).Words}
		},
	})
}
