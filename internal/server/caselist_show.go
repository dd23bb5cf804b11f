package server

import (
	"context"
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/pages/caselist"
)

// caseList shows the cases the actor sees, as the address filters them.
func (s *Server) caseList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor, c := r.Context(), actorOf(r), s.readCaseQuery(r)
	own, err := s.ownCases(r)
	if err != nil {
		return err
	}
	if own.first && len(r.URL.Query()) == 0 {
		return s.redirect(w, r, casesPath+"?worker="+workerMine)
	}
	c.filter.Limit = listLimit + 1
	if c.filter.Figure == store.FigureEndsSoon {
		days, err := s.Work.EndsSoonDays(ctx, actor, c.filter.Month)
		if err != nil {
			return err
		}
		c.filter.Soon = days
	}
	lines, sums, err := s.Work.Cases(ctx, actor, c.filter)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	g = c.namesOf(g, s.Clock.Today())
	lines, pages := cut(r, keysetOf(readQuery(r)), lines, listLimit, func(l store.CaseLine) string { return l.CaseID.String() })
	pages.From, pages.To, pages.Total = rowsShown(c.filter, sums, len(lines))
	workers, err := s.workerFilter(ctx, g, actor)
	if err != nil {
		return err
	}
	v := caselist.ListView{Title: c.title(ctx, s), Note: c.note(ctx, sums), Filters: c.filterBar(ctx, g, actor, s.Clock.Today(), workers), Whose: own.choice(ctx, casesPath, c.q), Pages: pages, Strips: c.filter.Month.IsZero()}
	if c.filter.Test != "" {
		v.Means = text.Of(ctx, text.FamilyCaseTestNote, c.filter.Test)
	}
	if c.filter.Figure != "" {
		v.Means = text.Of(ctx, text.FamilyFigureNote, string(c.filter.Figure), "Days", c.filter.Soon)
	}
	if sums.Total > 0 && actor.May(access.CaseExport) && !c.gone {
		v.Excel, v.Label = exportPath+"?"+c.q.Encode(), text.T(ctx, text.CaselistExcel, "Count", sums.Total)
	}
	if c.filter.Duty == store.DutyLate && actor.May(access.NoticeIssue) && sums.Total > 0 {
		v.Notice = noticeNewPath
		if place := c.q.Get("place"); place != "" {
			v.Notice += "?place=" + place
		}
	}
	rows := caseRows{ctx: ctx, places: g, today: s.Clock.Today(), wide: len(g.Townships(actor.Scope)) > 1}
	if c.filter.Month.IsZero() {
		v.Table = rows.present(lines, sums)
	} else {
		v.Table = rows.month(lines, sums)
	}
	v.Table.Empty, v.Clear = c.empty(ctx)
	return s.page(w, r, v.Title, caselist.List(v))
}

// rowsShown says which rows of the whole list a page shows.
func rowsShown(f store.CaseFilter, sums store.CaseSums, rows int) (from, to, total int) {
	if rows == 0 {
		return 0, 0, sums.Total
	}
	if f.Back {
		return max(1, sums.Before-rows+1), max(rows, sums.Before), sums.Total
	}
	return sums.Upto + 1, sums.Upto + rows, sums.Total
}

func (c *caseQuery) title(ctx context.Context, s *Server) string {
	switch m := c.filter.Month; m {
	case 0:
		return text.T(ctx, text.CaselistTitle)
	case s.Clock.Today().Month():
		return text.T(ctx, text.CaselistMonthTitleNow, "Month", m)
	default:
		return text.T(ctx, text.CaselistMonthTitle, "Month", m)
	}
}

// note says how many there are. What was searched for is said on the page, never in its address.
func (c *caseQuery) note(ctx context.Context, sums store.CaseSums) string {
	switch {
	case c.gone:
		return ""
	case c.filter.Find != nil:
		return text.T(ctx, text.CaselistCountFound, "Terms", c.terms, "Count", sums.Total)
	case !c.filtered():
		return text.T(ctx, text.CaselistCountOpen, "Count", sums.Total)
	}
	return text.T(ctx, text.CaselistCount, "Count", sums.Total)
}

// empty says why a list is empty and what to do, with the address of the list without filters where that helps.
func (c *caseQuery) empty(ctx context.Context) (components.EmptyView, string) {
	switch {
	case c.gone:
		return components.EmptyView{Title: text.T(ctx, text.CaselistFoundGone), Note: text.T(ctx, text.CaselistFoundGoneNote)}, ""
	case c.filter.Find != nil:
		return components.EmptyView{Title: text.T(ctx, text.CaselistFoundNone, "Terms", c.terms), Note: text.T(ctx, text.CaselistFoundNoneNote), Icon: icon.Search}, ""
	case c.filtered():
		return components.EmptyView{Title: text.T(ctx, text.CaselistEmpty), Note: text.T(ctx, text.CaselistEmptyNote)}, casesPath
	}
	return components.EmptyView{Title: text.T(ctx, text.CaselistNoneYet), Note: text.T(ctx, text.CaselistNoneYetNote), Icon: icon.Users}, ""
}
