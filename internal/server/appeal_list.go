package server

import (
	"context"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/score"
)

const (
	appealsPath = "/appeals"
	appealsPage = 50
)

func appealPath(id uuid.UUID) string { return appealsPath + "/" + id.String() }

// appealList shows the appeals that the actor sees, those to decide first.
func (s *Server) appealList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, q := appealFilter(r)
	f.After, f.Limit = appealKey(readQuery(r).Typed("after")), appealsPage+1
	all, err := s.Oversee.Appeals(ctx, actorOf(r), f)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.ListView{Title: text.T(ctx, text.AppealTitle), Note: text.T(ctx, text.AppealNote), Crumbs: []components.Crumb{scoresCrumb(r), {Label: text.T(ctx, text.AppealTitle)}}}
	if len(all) > appealsPage {
		all = all[:appealsPage]
		last := all[len(all)-1]
		v.Pages.Next = appealsPath + "?" + with(q, "after", last.Due.String()+"_"+last.ID.String())
	}
	v.Pages.From, v.Pages.To, v.Pages.Keys = min(1, len(all)), len(all), true
	v.Excel, v.Table = excelAddress(r, len(all)), appealTable(ctx, g, all, r.URL.RequestURI())
	v.Filter = components.FilterBarView{Action: appealsPath, Target: "main", Clear: appealsPath, Filters: []components.Filter{
		{Name: "state", Label: text.T(ctx, text.AppealState), Value: q.Get("state"), Options: components.OptionsOf(ctx, text.FamilyAppealState, rehab.AppealStates()...)},
	}}
	return s.page(w, r, v.Title, pages.Appeals(v))
}

// scoresCrumb leads to the scores that the actor has.
func scoresCrumb(r *http.Request) components.Crumb {
	if actorOf(r).May(access.ScoreView) {
		return components.Crumb{Label: text.T(r.Context(), text.ScoreTitle), Href: scoresPath}
	}
	return components.Crumb{Label: text.T(r.Context(), text.ScoreStationTitle), Href: stationScoresPath}
}

// appealFilter reads the filters of the address; q holds them again, without the page.
func appealFilter(r *http.Request) (f store.AppealFilter, q url.Values) {
	in := readQuery(r)
	q = url.Values{}
	var states []string
	for _, st := range rehab.AppealStates() {
		states = append(states, string(st))
	}
	if f.State = in.Choice("state", states...); f.State != "" {
		q.Set("state", f.State)
	}
	if f.Month = in.Month("month"); !f.Month.IsZero() {
		q.Set("month", f.Month.String())
	}
	return f, q
}

// appealKey reads where a page begins; anything else is the first page.
func appealKey(s string) (k store.AppealKey) {
	due, id, _ := cutLast(s, '_')
	key, err := uuid.Parse(id)
	if err != nil || k.Due.UnmarshalText([]byte(due)) != nil {
		return store.AppealKey{}
	}
	k.ID = key
	return k
}

// appealTable is appeals as a table; from is where one comes back to.
func appealTable(ctx context.Context, g *gazetteer, all []store.Appeal, from string) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.AppealTitle), Columns: []components.Column{
		{Label: text.T(ctx, text.ScoreUnit), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.AppealMonth)}, {Label: text.Of(ctx, text.FamilyField, "appeal_line")}, {Label: text.T(ctx, text.AppealTaken), Num: true},
		{Label: text.Of(ctx, text.FamilyField, "appeal_reason"), Phone: components.PhoneSub}, {Label: text.T(ctx, text.AppealState), Phone: components.PhoneWide}, {Label: text.T(ctx, text.AppealDue)},
	}, Empty: components.EmptyView{Title: text.T(ctx, text.AppealEmpty), Note: text.T(ctx, text.AppealEmptyNote)}}
	for i := range all {
		a := &all[i]
		t.Rows = append(t.Rows, components.Row{ID: a.ID.String(), Href: backTo(appealPath(a.ID), from), Cells: []components.Cell{
			{Words: appealName(g, a)}, {Words: text.Month(ctx, a.Month.Month())}, {Words: text.Of(ctx, text.FamilyScoreLine, a.Line)}, {Words: minus(a.Taken)}, {Words: cutShort(a.Reason)},
			{Body: components.Mark(appealMark(ctx, a))}, {Words: text.CompactDate(ctx, a.Due)},
		}})
	}
	return t
}

// appealExport answers with the appeals of the same address as a workbook.
func (s *Server) appealExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, q := appealFilter(r)
	f.Limit = wholeList
	all, err := s.Oversee.Appeals(ctx, actorOf(r), f)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.Appeal]{
		title: text.T(ctx, text.AppealTitle), note: text.MeetingSheetNote, list: "appeals", action: access.AppealView, filters: filtersOf(q), rows: all,
		columns: []workbook.Column{
			head(ctx, text.ScoreUnit, widePlace), head(ctx, text.AppealMonth, 0), fieldHead(ctx, "appeal_line", wideNumber), head(ctx, text.AppealTaken, 0), fieldHead(ctx, "appeal_reason", wideText),
			head(ctx, text.AppealFiledOn, 0), head(ctx, text.AppealState, 0), head(ctx, text.AppealRestored, 0), head(ctx, text.AppealDue, 0),
		},
		row: func(a store.Appeal) []any {
			return []any{appealName(g, &a), text.Month(ctx, a.Month.Month()), text.Of(ctx, text.FamilyScoreLine, a.Line), a.Taken, a.Reason, a.FiledOn, text.Of(ctx, text.FamilyAppealState, a.State), a.Restored, orEmpty(a.Due)}
		},
	})
}
