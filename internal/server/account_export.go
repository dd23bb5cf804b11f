package server

import (
	"net/http"
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// accountExport answers with the accounts of the same address as a workbook.
func (s *Server) accountExport(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), readQuery(r)
	f := s.accountFilter(r, q)
	lines, _, err := s.Registry.Accounts(ctx, actorOf(r), f, wholeList)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.AccountLine]{
		title: text.T(ctx, text.AccountTitle), note: text.ListSheetNote, list: "accounts", action: access.AccountAdmin,
		filters: filtersOf(url.Values{"state": {f.State}, "find": {f.Find}}, "find"), rows: lines,
		columns: []workbook.Column{fieldHead(ctx, "account", 0), fieldHead(ctx, "name", 0), head(ctx, text.AccountPostings, 2*wideText), head(ctx, text.AccountState, wideNumber)},
		row: func(l store.AccountLine) []any {
			return []any{l.Login, l.Name, postingWords(r, l.Postings), s.accountMark(r, l.Account).Words}
		},
	})
}
