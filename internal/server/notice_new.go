package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/notice"
)

// noticeNew shows the form of a supervision notice: first to whom, then about what.
func (s *Server) noticeNew(w http.ResponseWriter, r *http.Request) error {
	v, err := s.noticeNewView(r, readQuery(r), true)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.New(v))
}

// noticeIssue shows what would be issued, and issues it once just that has been shown.
func (s *Server) noticeIssue(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ctx, actor := r.Context(), actorOf(r)
	in := readNotice(f)
	issue := f.Choice("do", "look", "issue") == "issue" && f.Typed("seen") == noticeDigest(&in)
	if err = f.Err(); err == nil && issue {
		if err = s.Oversee.IssueNotice(ctx, actor, in); err == nil {
			return s.noticeIssued(w, r, &in)
		}
	}
	var sheet oversight.Sheet
	if err == nil {
		sheet, err = s.Oversee.PreviewNotice(ctx, actor, in)
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	v, verr := s.noticeNewView(r, f, false)
	if verr != nil {
		return verr
	}
	if err != nil {
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors = es
			return pages.New(v)
		})
	}
	v.Preview, v.Seen = templ.Raw(string(sheet.Body)), noticeDigest(&in)
	return s.page(w, r, v.Title, pages.New(v))
}

// noticeIssued leads to the notice just issued.
func (s *Server) noticeIssued(w http.ResponseWriter, r *http.Request, in *oversight.NoticeForm) error {
	n, err := s.Oversee.OpenNotice(r.Context(), actorOf(r), in.Key)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(r.Context())
	if err != nil {
		return err
	}
	return s.done(w, r, noticePath(in.Key), text.NoticeWasIssued, "Unit", unitWords(g, n.UnitKind, n.UnitName, n.Division))
}

func readNotice(f *Form) oversight.NoticeForm {
	return oversight.NoticeForm{Key: f.Key(), Unit: f.Number("unit"), Problem: f.Text("problem", 2000), Basis: f.Text("basis", 500), Deadline: f.Date("deadline"), Picks: f.TypedAll("pick")}
}

// noticeDigest tells what was shown before issuing from anything else: only that is issued.
func noticeDigest(in *oversight.NoticeForm) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []any{in.Key, in.Unit, in.Problem, in.Basis, in.Deadline, in.Picks}))
	return hex.EncodeToString(sum[:])
}

// noticeNewView is the form with what was typed; fresh: with what is usual.
func (s *Server) noticeNewView(r *http.Request, f *Form, fresh bool) (pages.NewView, error) {
	ctx, today := r.Context(), s.Clock.Today()
	place, _ := division.Parse(f.Typed("place"))
	start, err := s.Oversee.StartNotice(ctx, actorOf(r), f.Number("unit"), place)
	if err != nil {
		return pages.NewView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.NewView{}, err
	}
	v := pages.NewView{Title: text.T(ctx, text.NoticeNewTitle), Note: text.T(ctx, text.NoticeNewNote), List: noticeListPath, Action: noticeNewPath, Units: noticeUnitOptions(ctx, g, start.Units),
		Key: f.Typed(FormKey), Problem: f.Typed("problem"), Basis: f.Typed("basis"), Day: f.Typed("deadline"), Min: today.AddDays(1).String(),
		Crumbs: []components.Crumb{{Label: text.T(ctx, text.NoticeTitle), Href: noticeListPath}, {Label: text.T(ctx, text.NoticeNewTitle)}}}
	if fresh {
		v.Key, v.Basis, v.Day = NewFormKey(), oversight.NoticeBasis, start.Deadline.String()
	}
	v.Hint = text.T(ctx, text.NoticeDeadlineHint, "Count", start.Days)
	if start.Unit == nil {
		return v, nil
	}
	v.Send = noticeNewPath + "?unit=" + strconv.FormatInt(start.Unit.ID, 10) // so that each unit has a draft of its own
	v.Unit, v.Named = strconv.FormatInt(start.Unit.ID, 10), unitWords(g, start.Unit.Kind, start.Unit.Name, start.Unit.Division)
	v.Overdue, v.Count = s.overdueTable(ctx, g, start.Overdue, f.TypedAll("pick")), len(start.Overdue)
	if start.More {
		v.More = text.T(ctx, text.NoticeOverdueMore, "Count", len(start.Overdue))
	}
	return v, nil
}

// noticeUnitOptions are the units that a notice can be addressed to, in groups.
func noticeUnitOptions(ctx context.Context, g *gazetteer, units []store.Unit) []components.Option {
	groups := map[string][]components.Option{}
	order := []string{"township", "village", "station", "bureau", "department"}
	for _, u := range units {
		groups[u.Kind] = append(groups[u.Kind], components.Option{Value: strconv.FormatInt(u.ID, 10), Label: unitWords(g, u.Kind, u.Name, u.Division), Group: text.Of(ctx, text.FamilyUnitKind, u.Kind)})
	}
	var out []components.Option
	for _, kind := range order {
		out = slices.Concat(out, groups[kind])
	}
	return out
}

// overdueTable is what a unit has left overdue, each with a box to tick; the names as the notice will say them.
func (s *Server) overdueTable(ctx context.Context, g *gazetteer, all []store.OverdueDuty, picked []string) components.TableView {
	today := s.Clock.Today()
	t := components.TableView{Caption: text.T(ctx, text.NoticeOverdue, "Count", len(all)), Columns: overdueColumns(ctx), Pick: "pick",
		Empty: components.EmptyView{Title: text.T(ctx, text.NoticeOverdueNone)}}
	for i := range all {
		d := &all[i]
		x := store.NoticeItem{Kind: d.Kind, Period: d.Period}
		if d.Name != "" {
			x.Person = casework.Surname(d.Name)
		}
		what := oversight.NoticeItemWords(text.From(ctx), &x)
		t.Rows = append(t.Rows, components.Row{ID: d.Key(), Name: joinDots([]string{what, x.Person}), Picked: slices.Contains(picked, d.Key()),
			Cells: overdueCells(ctx, g, what, x.Person, d.Division, d.Due, int(today-d.Due))})
	}
	return t
}
