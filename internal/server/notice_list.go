package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/notice"
)

const (
	noticeListPath = "/notices"
	noticeNewPath  = noticeListPath + "/new"
	noticesPage    = 50
)

// States of the list beyond those of a notice: not ended, and past the last day of whoever's turn it is.
const (
	noticeOpen = "open"
	noticeLate = "late"
)

func noticePath(id uuid.UUID) string { return noticeListPath + "/" + id.String() }

// noticeWritePath is where a notice to the office of a place is written.
func noticeWritePath(place division.Code) string { return noticeNewPath + "?place=" + place.String() }

// noticeList shows the supervision notices that the actor sees, as the address filters them.
func (s *Server) noticeList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor, in := r.Context(), actorOf(r), readQuery(r)
	f, q := noticeFilter(in)
	f.After, f.Limit = noticeKey(in.Typed("after")), noticesPage+1
	list, err := s.Oversee.Notices(ctx, actor, f, true)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	lines := list.Lines
	v := pages.ListView{Title: text.T(ctx, text.NoticeTitle), Note: text.T(ctx, text.NoticeListNoteUnit)}
	if actor.May(access.NoticeIssue) {
		v.Note, v.Write = text.T(ctx, text.NoticeListNote), noticeNewPath
	}
	if len(lines) > noticesPage {
		lines = lines[:noticesPage]
		last := lines[len(lines)-1]
		v.Pages.Next = noticeListPath + "?" + with(q, "after", last.Due.String()+"_"+last.ID.String())
	}
	v.Pages.From, v.Pages.To, v.Pages.Keys = min(1, len(lines)), len(lines), true
	v.Excel, v.Table = excelAddress(r, len(lines)), s.noticeTable(r, g, lines)
	v.Filter = s.noticeFilters(ctx, g, list.Counts, q)
	if len(noticeUnitsOf(g, list.Counts)) > 1 {
		v.Counts = noticeCounts(ctx, g, list.Counts, q)
	}
	return s.page(w, r, v.Title, pages.List(v))
}

// noticeFilter reads the filters of the address; q holds them again, without the page.
func noticeFilter(in *Form) (f store.NoticeFilter, q url.Values) {
	q = url.Values{}
	switch state := in.Choice("state", noticeStates()...); state {
	case "":
	case noticeOpen:
		f.Open = true
		q.Set("state", state)
	case noticeLate:
		f.Late = true
		q.Set("state", state)
	default:
		f.State = state
		q.Set("state", state)
	}
	if f.Unit = in.Number("unit"); f.Unit != 0 {
		q.Set("unit", strconv.FormatInt(f.Unit, 10))
	}
	if year := in.Int("year", firstYear, lastYear); year != 0 {
		f.From, f.To = date.New(year, 1, 1), date.New(year, 12, 31)
		q.Set("year", strconv.Itoa(year))
	}
	return f, q
}

func noticeStates() []string {
	out := []string{noticeOpen, noticeLate}
	for _, state := range rehab.NoticeStates() {
		out = append(out, string(state))
	}
	return out
}

// noticeKey reads where a page begins; anything else is the first page.
func noticeKey(s string) (k store.NoticeKey) {
	due, id, _ := cutLast(s, '_')
	key, err := uuid.Parse(id)
	if err != nil || k.Due.UnmarshalText([]byte(due)) != nil {
		return store.NoticeKey{}
	}
	k.ID = key
	return k
}

func (s *Server) noticeFilters(ctx context.Context, g *gazetteer, counts []store.NoticeCount, q url.Values) components.FilterBarView {
	v := components.FilterBarView{Action: noticeListPath, Target: "main", Clear: noticeListPath, Filters: []components.Filter{
		{Name: "state", Label: text.T(ctx, text.NoticeState), Value: q.Get("state"), Options: components.OptionsOf(ctx, text.FamilyNoticeState, noticeStates()...)},
	}}
	if units := noticeUnitsOf(g, counts); len(units) > 1 || q.Get("unit") != "" {
		v.Filters = append(v.Filters, components.Filter{Name: "unit", Label: text.T(ctx, text.NoticeUnit), Value: q.Get("unit"), Options: units})
	}
	years := components.Filter{Name: "year", Label: text.T(ctx, text.NoticeYear), Value: q.Get("year")}
	for y, n := s.Clock.Today().Year(), 0; n < 5; y, n = y-1, n+1 {
		years.Options = append(years.Options, components.Option{Value: strconv.Itoa(y), Label: strconv.Itoa(y)})
	}
	v.Filters = append(v.Filters, years)
	return v
}

// noticeUnitsOf are the units that a notice was addressed to.
func noticeUnitsOf(g *gazetteer, counts []store.NoticeCount) []components.Option {
	var out []components.Option
	for _, c := range counts {
		id := strconv.FormatInt(c.Unit, 10)
		if n := len(out); n == 0 || out[n-1].Value != id {
			out = append(out, components.Option{Value: id, Label: unitWords(g, c.UnitKind, c.UnitName, c.Division)})
		}
	}
	return out
}

// noticeColumns are the states that the table of counts has a column of; the first, none, is of all.
var noticeColumns = []string{"", noticeOpen, noticeLate, string(rehab.NoticeReplied), string(rehab.NoticeRefused), string(rehab.NoticeReported), string(rehab.NoticeAccepted), string(rehab.NoticeConcluded)}

// countsIn reports how many of a count are in a column.
func countsIn(c *store.NoticeCount, column string) int {
	switch {
	case column == "", column == c.State, column == noticeOpen && !rehab.NoticeState(c.State).Ended():
		return c.Count
	case column == noticeLate:
		return c.Late
	}
	return 0
}

// noticeCounts is, for each unit, how many notices stand how; each number leads to the list of so many.
func noticeCounts(ctx context.Context, g *gazetteer, counts []store.NoticeCount, q url.Values) *components.CountTableView {
	t := &components.CountTableView{Caption: text.T(ctx, text.NoticeByUnit), First: text.T(ctx, text.NoticeUnit), Heads: []string{text.T(ctx, text.NoticeTotal)}}
	for _, column := range noticeColumns[1:] {
		t.Heads = append(t.Heads, text.Of(ctx, text.FamilyNoticeState, column))
	}
	for _, u := range append(noticeUnitsOf(g, counts), components.Option{Label: text.T(ctx, text.NoticeTotal)}) {
		base := url.Values{}
		if u.Value != "" {
			base.Set("unit", u.Value)
		} else if unit := q.Get("unit"); unit != "" {
			base.Set("unit", unit)
		}
		if year := q.Get("year"); year != "" {
			base.Set("year", year)
		}
		row := components.CountRow{Label: u.Label, Total: u.Value == ""}
		if !row.Total {
			row.Href = noticeListPath + "?" + base.Encode()
		}
		for _, column := range noticeColumns {
			n := 0
			for i := range counts {
				if u.Value == "" || strconv.FormatInt(counts[i].Unit, 10) == u.Value {
					n += countsIn(&counts[i], column)
				}
			}
			href := noticeListPath + "?" + base.Encode()
			if column != "" {
				href = noticeListPath + "?" + with(base, "state", column)
			}
			row.Counts = append(row.Counts, components.Count{N: text.Number(ctx, n), Href: href, Late: column == noticeLate && n > 0})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s *Server) noticeTable(r *http.Request, g *gazetteer, lines []store.NoticeLine) components.TableView {
	ctx, today := r.Context(), s.Clock.Today()
	t := components.TableView{
		Caption: text.T(ctx, text.NoticeTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.NoticeNumber), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.NoticeUnit)}, {Label: text.T(ctx, text.NoticeAbout), Phone: components.PhoneSub},
			{Label: text.T(ctx, text.NoticeIssuedOn)}, {Label: text.T(ctx, text.NoticeReplyBy)}, {Label: text.T(ctx, text.NoticeState), Phone: components.PhoneWide}, {Label: text.T(ctx, text.WhyDue)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.NoticeEmpty), Note: text.T(ctx, text.NoticeEmptyUnit)},
	}
	if actorOf(r).May(access.NoticeIssue) {
		t.Empty.Note = text.T(ctx, text.NoticeEmptyNote)
	}
	for i := range lines {
		l := &lines[i]
		late := !l.Due.IsZero() && l.Due < today
		due := components.Cell{}
		if !l.Due.IsZero() {
			due.Words = dueWords(ctx, l.Due, today)
		}
		if late {
			due.Tone = components.Late
		}
		t.Rows = append(t.Rows, components.Row{ID: l.ID.String(), Href: backTo(noticePath(l.ID), r.URL.RequestURI()), Late: late, Cells: []components.Cell{
			{Words: l.Number}, {Words: unitWords(g, l.UnitKind, l.UnitName, l.Division)}, noticeAbout(ctx, l), {Words: text.CompactDate(ctx, l.IssuedOn)}, {Words: text.CompactDate(ctx, l.ReplyBy)},
			{Body: components.Mark(noticeMark(ctx, &l.Notice, today))}, due,
		}})
	}
	return t
}

// noticeAbout is what a notice is about, in short.
func noticeAbout(ctx context.Context, l *store.NoticeLine) components.Cell {
	const most = 40 // characters
	about := components.Cell{Words: shortened(l.Problem, most)}
	if l.Items > 0 {
		about.Sub = text.T(ctx, text.NoticeItems, "Count", l.Items)
	}
	if about.Words == "" {
		about.Words, about.Sub = about.Sub, ""
	}
	return about
}

// shortened is the beginning of a text, at most so many characters long.
func shortened(s string, most int) string {
	if all := []rune(s); len(all) > most {
		return string(all[:most]) + "…"
	}
	return s
}
