package server

import (
	"net/http"
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// auditExport answers with the entries of the same address as a workbook. That the log was taken along stands in the log.
func (s *Server) auditExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f := auditFilter(readQuery(r))
	entries, _, err := s.Registry.AuditLog(ctx, actorOf(r), f, wholeList)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.AuditEntry]{
		title: text.T(ctx, text.AuditTitle), note: text.ListSheetNote, list: "audit", action: access.AuditView,
		filters: filtersOf(url.Values{"action": {f.Action}, "from": {f.From.String()}, "until": {f.Until.String()}, "login": {f.Login}}, "login"), rows: entries,
		columns: []workbook.Column{
			head(ctx, text.AuditAt, wideNumber), head(ctx, text.AuditWho, 0), head(ctx, text.AuditRole, widePlace), head(ctx, text.AuditWhat, widePlace),
			head(ctx, text.AuditOf, wideText), head(ctx, text.AuditDetail, 2*wideText),
		},
		row: func(e store.AuditEntry) []any {
			return []any{text.Moment(ctx, e.At), e.Login, auditRole(ctx, e.Role), auditWhat(ctx, e), auditOf(ctx, e), auditDetail(ctx, e.Detail)}
		},
	})
}
