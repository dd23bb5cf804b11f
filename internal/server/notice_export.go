package server

import (
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// noticeExport answers with the notices of the same address as a workbook.
func (s *Server) noticeExport(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	f, q := noticeFilter(readQuery(r))
	f.Limit = wholeList
	list, err := s.Oversee.Notices(ctx, actor, f, false)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.NoticeLine]{
		title: text.T(ctx, text.NoticeTitle), list: "notices", action: access.NoticeView, filters: filtersOf(q), rows: list.Lines,
		columns: []workbook.Column{
			head(ctx, text.NoticeNumber, wideNumber), head(ctx, text.NoticeUnit, widePlace), head(ctx, text.NoticeAbout, wideText), head(ctx, text.NoticeOverdueColumn, 0), head(ctx, text.NoticeIssuedOn, 0),
			head(ctx, text.NoticeReplyBy, 0), head(ctx, text.NoticeState, 0), head(ctx, text.NoticeSince, 0), head(ctx, text.WhyDue, 0), head(ctx, text.NoticeRejectedTimes, 0), head(ctx, text.NoticeExtendedTimes, 0),
		},
		row: func(l store.NoticeLine) []any {
			return []any{l.Number, unitWords(g, l.UnitKind, l.UnitName, l.Division), l.Problem, l.Items, l.IssuedOn, l.ReplyBy, text.Of(ctx, text.FamilyNoticeState, l.State), l.Since, l.Due, l.Rejections, l.Extensions}
		},
	})
}
