package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/staffing"
)

// staffList shows the register, as the address filters it.
func (s *Server) staffList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	in := readQuery(r)
	f, q := staffFilter(in)
	l, err := s.Oversee.StaffList(ctx, actor, f)
	if err != nil {
		return err
	}
	g, err := s.gazetteerOn(ctx, l.On)
	if err != nil {
		return err
	}
	v := pages.ListView{Title: text.T(ctx, text.StaffTitle), Norm: staffingPath, Excel: excelAddress(r, len(l.Lines)), Filter: staffFilters(ctx, g, actor, q, l.Counts)}
	if !f.On.IsZero() {
		v.Title = text.T(ctx, text.StaffTitleOn, "Day", f.On)
	}
	if actor.May(access.StaffPropose) {
		v.New = staffPath + "/new"
	}
	lines, shown := window(r, keysetOf(in), l.Lines, listLimit, func(x oversight.StaffLine) string { return x.ID.String() })
	l.Lines = lines
	v.Table, v.Pages = staffTable(ctx, g, &l), shown
	return s.page(w, r, v.Title, pages.List(v))
}

// staffFilter reads the filters of the address; q holds them again, without the page.
func staffFilter(in *Form) (f oversight.StaffFilter, q url.Values) {
	q = url.Values{}
	keep := func(name, v string) {
		if v != "" {
			q.Set(name, v)
		}
	}
	if c, err := division.Parse(in.Typed("place")); err == nil && !c.IsCounty() {
		f.Place = c
		keep("place", c.String())
	}
	if f.Own = in.Typed("own") == "1" && f.Place.IsTownship(); f.Own {
		keep("own", "1")
	}
	f.Post = rehab.StaffPost(in.Choice("post", staffPostNames()...))
	f.State = in.Choice("state", oversight.StaffStates()...)
	f.On = in.Date("on")
	keep("post", string(f.Post))
	keep("state", f.State)
	keep("on", f.On.String())
	return f, q
}

func staffPostNames() []string {
	var out []string
	for _, p := range rehab.StaffPosts() {
		out = append(out, string(p))
	}
	return out
}

func staffFilters(ctx context.Context, g *gazetteer, actor access.Actor, q url.Values, counts map[string]int) components.FilterBarView {
	v := components.FilterBarView{Action: staffPath, Target: "main", Clear: staffPath}
	var states []components.Option
	for _, st := range oversight.StaffStates() {
		states = append(states, components.Option{Value: st, Label: text.T(ctx, text.StaffStateCount, "State", text.Of(ctx, text.FamilyStaffState, st), "Count", counts[st])})
	}
	places := g.Townships(actor.Scope)
	if len(places) <= 1 {
		places = g.Villages(actor.Scope)
	}
	if len(places) > 1 {
		v.Filters = append(v.Filters, components.Filter{Name: "place", Label: text.T(ctx, text.StaffPlace), Value: q.Get("place"), Options: orChosen(g, places, q.Get("place"))})
	}
	v.Filters = append(v.Filters,
		components.Filter{Name: "post", Label: text.T(ctx, text.StaffPost), Value: q.Get("post"), Options: components.OptionsOf(ctx, text.FamilyStaffPost, rehab.StaffPosts()...)},
		components.Filter{Name: "state", Label: text.T(ctx, text.StaffState), Value: q.Get("state"), Options: states})
	for _, name := range []string{"on", "own"} {
		if q.Has(name) {
			v.Hidden = append(v.Hidden, components.Option{Label: name, Value: q.Get(name)})
		}
	}
	return v
}

// orChosen adds the place that is chosen, where the options do not have it.
func orChosen(g *gazetteer, options []components.Option, chosen string) []components.Option {
	for _, o := range options {
		if o.Value == chosen {
			return options
		}
	}
	if name := placeWords(g, chosen); name != "" {
		return append([]components.Option{{Value: chosen, Label: name}}, options...)
	}
	return options
}

func staffTable(ctx context.Context, g *gazetteer, l *oversight.StaffList) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.StaffCaption),
		Columns: []components.Column{
			{Label: text.T(ctx, text.StaffName), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.StaffPlace), Phone: components.PhoneSub}, {Label: text.T(ctx, text.StaffPost)},
			{Label: text.T(ctx, text.StaffState), Phone: components.PhoneSide}, {Label: text.T(ctx, text.StaffSince)}, {Label: text.T(ctx, text.StaffCertificate)},
			{Label: text.T(ctx, text.StaffLacks)},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.StaffEmpty), Note: text.T(ctx, text.StaffEmptyNote), Icon: icon.Users},
	}
	for i := range l.Lines {
		x := &l.Lines[i]
		t.Rows = append(t.Rows, components.Row{Href: staffMemberPath(x.Member), Late: x.Standing == rehab.StaffLacking, Cells: []components.Cell{
			{Words: x.Name, Sub: text.T(ctx, text.StaffBornIn, "Year", strconv.Itoa(x.BirthYear))}, staffPlaceCell(ctx, g, x),
			{Words: text.Of(ctx, text.FamilyStaffPost, x.Post), Sub: text.Of(ctx, text.FamilyStaffSource, x.Source)},
			{Body: components.Mark(staffMark(ctx, x))}, {Words: staffPeriod(ctx, x)}, staffCertificate(ctx, x, l.On, l.Norm), {Words: text.Join(ctx, lackWords(ctx, x.Lacks))},
		}})
	}
	return t
}

func staffBorn(ctx context.Context, sex string, year int) string {
	return text.T(ctx, text.StaffBorn, "Sex", text.Of(ctx, text.FamilySex, sex), "Year", strconv.Itoa(year))
}

// staffPlaceCell names the place of a post, and the one it has gone over into since.
func staffPlaceCell(ctx context.Context, g *gazetteer, x *oversight.StaffLine) components.Cell {
	c := components.Cell{Words: staffPlaceName(ctx, g, x.Division)}
	if x.Place != x.Division {
		c.Sub = text.T(ctx, text.StaffNowAt, "Place", staffPlaceName(ctx, g, x.Place))
	}
	return c
}

// staffPlaceName is the name of a village with its township, or that of a township as a unit of its own.
func staffPlaceName(ctx context.Context, g *gazetteer, c division.Code) string {
	if c.IsVillage() {
		return g.Full(c)
	}
	return text.T(ctx, text.StaffItself, "Place", g.Short(c))
}

func staffPeriod(ctx context.Context, l *oversight.StaffLine) string {
	if l.Record.Until.IsZero() {
		return text.T(ctx, text.StaffFrom, "Day", l.Starts)
	}
	return text.T(ctx, text.StaffFromTo, "From", l.Starts, "Until", l.Record.Until)
}

// staffCertificate says until when the certificates hold.
func staffCertificate(ctx context.Context, x *oversight.StaffLine, on date.Date, norm rehab.Staffing) components.Cell {
	bar := x.Record.BarToApproval(on)
	switch {
	case slices.Contains(bar, rehab.LackQualified):
		return components.Cell{Words: "—"}
	case slices.Contains(bar, rehab.LackExpired):
		var last date.Date
		for _, c := range x.Record.Certificates {
			last = max(last, c.Until)
		}
		return components.Cell{Words: text.T(ctx, text.StaffExpiredOn, "Day", last), Tone: components.Late}
	case x.Expires.IsZero():
		return components.Cell{Words: text.T(ctx, text.StaffNoEnd)}
	case x.Expiring(on, norm):
		return components.Cell{Words: text.T(ctx, text.StaffValidTo, "Day", x.Expires), Sub: text.Of(ctx, text.FamilyStaffState, oversight.StaffExpiring), Tone: components.Due}
	}
	return components.Cell{Words: text.T(ctx, text.StaffValidTo, "Day", x.Expires)}
}

func lackWords(ctx context.Context, lacks []rehab.StaffLack) []string {
	var out []string
	for _, l := range lacks {
		out = append(out, text.Of(ctx, text.FamilyStaffLack, l))
	}
	return out
}

func staffMark(ctx context.Context, l *oversight.StaffLine) components.MarkView {
	state := string(l.Standing)
	if l.Waiting() && l.Standing != rehab.StaffEnded {
		state = oversight.StaffWaiting
	}
	if l.Withdrawn {
		state = "withdrawn"
	}
	m := components.MarkView{Words: text.Of(ctx, text.FamilyStaffState, state)}
	switch {
	case l.Withdrawn || l.Standing == rehab.StaffEnded || l.Standing == rehab.StaffRefused:
		m.Tone = components.Shut
	case state == oversight.StaffWaiting:
		m.Tone, m.Icon = components.Due, icon.Signature
	case l.Standing == rehab.StaffCounts:
		m.Tone = components.Done
	case l.Standing == rehab.StaffLacking:
		m.Tone = components.Late
	default:
		m.Icon = icon.CalendarDays
	}
	return m
}

// staffExport answers with the register of the same address as a workbook.
func (s *Server) staffExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, q := staffFilter(readQuery(r))
	l, err := s.Oversee.StaffList(ctx, actorOf(r), f)
	if err != nil {
		return err
	}
	g, err := s.gazetteerOn(ctx, l.On)
	if err != nil {
		return err
	}
	title := text.T(ctx, text.StaffTitle)
	if !f.On.IsZero() {
		title = text.T(ctx, text.StaffTitleOn, "Day", f.On)
	}
	return takeAlong(s, w, r, listBook[oversight.StaffLine]{
		title: title, list: "staff", action: access.StaffingView, filters: filtersOf(q), rows: l.Lines,
		columns: []workbook.Column{
			head(ctx, text.StaffName, 0), head(ctx, text.StaffSexHead, 0), head(ctx, text.StaffBirthYearHead, 0), head(ctx, text.StaffPlace, widePlace), head(ctx, text.StaffPost, widePlace),
			head(ctx, text.StaffSource, 0), head(ctx, text.StaffFromHead, 0), head(ctx, text.StaffUntilHead, 0), head(ctx, text.StaffState, 0), head(ctx, text.StaffApprovedHead, 0),
			head(ctx, text.StaffCertificate, widePlace), head(ctx, text.StaffLacks, wideText),
		},
		row: func(x oversight.StaffLine) []any {
			return []any{
				x.Name, text.Of(ctx, text.FamilySex, x.Sex), strconv.Itoa(x.BirthYear), staffPlaceName(ctx, g, x.Division), text.Of(ctx, text.FamilyStaffPost, x.Post),
				text.Of(ctx, text.FamilyStaffSource, x.Source), x.Starts, x.Record.Until, staffMark(ctx, &x).Words, x.Record.Approved,
				staffCertificate(ctx, &x, l.On, l.Norm).Words, text.Join(ctx, lackWords(ctx, x.Lacks)),
			}
		},
	})
}
