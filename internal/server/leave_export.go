package server

import (
	"context"
	"net/http"
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// leaveExport answers with the leaves of the same address as a workbook.
func (s *Server) leaveExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, q := leaveFilter(readQuery(r))
	l, err := s.Work.Leaves(ctx, actorOf(r), f, store.DutyKey{}, wholeList)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, leaveBook(ctx, g, l.Lines, q))
}

// leaveBook is the list of leaves as a workbook.
func leaveBook(ctx context.Context, g *gazetteer, lines []store.LeaveLine, q url.Values) listBook[store.LeaveLine] {
	more := func(l *store.LeaveLine) string {
		if state, asked := l.Extension(); asked {
			return extensionWords(ctx, state, l.MoreUntil)
		}
		return ""
	}
	return listBook[store.LeaveLine]{
		title: text.T(ctx, text.LeaveTitle), list: "leaves", action: access.CaseExport, filters: filtersOf(q), rows: lines,
		columns: []workbook.Column{
			head(ctx, text.LeavePerson, 0), head(ctx, text.CaselistDocument, wideNumber), head(ctx, text.CaselistTownship, widePlace), head(ctx, text.LeaveVillage, widePlace),
			head(ctx, text.LeaveState, 0), head(ctx, text.LeaveTo, widePlace), head(ctx, text.LeaveReason, wideText), head(ctx, text.LeaveAsked, 0), head(ctx, text.LeaveFrom, 0),
			head(ctx, text.LeaveUntil, 0), head(ctx, text.LeaveDue, 0), head(ctx, text.LeaveExtensionHead, widePlace), head(ctx, text.LeaveRefusedWhy, wideText),
		},
		row: func(l store.LeaveLine) []any {
			return []any{l.Name, l.DocMask, g.Short(l.Division.Township()), g.Short(l.Division), text.Of(ctx, text.FamilyLeaveListState, l.State), givenText(l.Place),
				givenText(l.Reason), l.Asked, l.From, l.Until, l.Due, more(&l), givenText(l.MoreRefused)}
		},
	}
}
