package server

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/draft"
)

// draftList shows everything the account has typed under its posting and not saved.
func (s *Server) draftList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	drafts, err := s.Work.Drafts(ctx, actor)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.ListView{Note: text.T(ctx, text.DraftNote, "Days", int(s.Work.DraftLife()/(24*time.Hour))), Table: components.TableView{
		Caption: text.T(ctx, text.DraftTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.DraftForm), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.DraftAbout)}, {Label: text.T(ctx, text.DraftSavedAt)},
			{Label: text.T(ctx, text.DraftGoOn), Quiet: true, Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.DraftEmpty), Note: text.T(ctx, text.DraftEmptyNote), Icon: icon.CircleCheck},
	}}
	for _, d := range drafts {
		what, about := s.draftWords(ctx, g, &d)
		open := d.Page + "#" + components.DraftNote(d.Form)
		if _, _, opens := s.draftRoute(&actor, d.Form); !opens { // it can only be sent again
			open = resumePath
		}
		row := components.Row{Href: open, Cells: []components.Cell{{Words: what}, {Words: about, Sub: d.DocMask}, {Words: text.Moment(ctx, d.Saved)}, {Body: pages.Drop(pages.DropView{
			Action: draftsPath + "/discard", Form: d.Form, Page: draftsPath, GoOn: open, What: what + " " + about,
		})}}}
		if d.Sent {
			row.Cells[0].Sub = text.T(ctx, text.DraftSent)
		}
		v.Table.Rows = append(v.Table.Rows, row)
	}
	return s.page(w, r, text.T(ctx, text.DraftTitle), pages.List(v))
}

// draftWords says which form a draft is of, and about whom or what.
func (s *Server) draftWords(ctx context.Context, g *gazetteer, d *casework.Draft) (what, about string) {
	rt, c, ok := s.draftRoute(nil, d.Form)
	if !ok {
		return text.T(ctx, text.DraftAForm), d.Name
	}
	what, about = rt.Draft(ctx), d.Name
	if village, err := division.Parse(c.URLParam("village")); err == nil && about == "" {
		about = g.Full(village)
	}
	if u, err := url.Parse(d.Form); err == nil {
		if m, err := date.ParseMonth(u.Query().Get("month")); err == nil {
			what = text.T(ctx, text.DraftOfMonth, "Month", m, "What", what)
		}
	}
	return what, about
}
