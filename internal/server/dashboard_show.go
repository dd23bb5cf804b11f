package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/dashboard"
)

const (
	dashboardPath   = "/dashboard"
	dashboardExport = dashboardPath + "/export"
)

// dashboard shows the figures of a month.
func (s *Server) dashboard(w http.ResponseWriter, r *http.Request) error {
	b, err := s.openBoard(r)
	if err != nil {
		return err
	}
	v := b.view()
	return s.page(w, r, v.Title, pages.Page(v))
}

// board is a dashboard being put into words and links.
type board struct {
	ctx    context.Context
	actor  access.Actor
	places *gazetteer
	d      oversight.Dashboard
}

// openBoard reads which month and place the address asks for, and counts; what it does not understand is the present month, and the whole.
func (s *Server) openBoard(r *http.Request) (*board, error) {
	ctx, actor := r.Context(), actorOf(r)
	month, place := s.boardOf(r)
	d, err := s.Oversee.Dashboard(ctx, actor, month, place)
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteer(ctx)
	if err == nil && !d.Present {
		g = g.On(d.On)
	}
	return &board{ctx, actor, g, d}, err
}

// boardOf reads which month and place the address asks for; what it does not understand is the present month, and the actor's own figures. The county stands for all
// that the actor sees, be it of units that have gone over into its own.
func (s *Server) boardOf(r *http.Request) (date.Month, division.Code) {
	q := readQuery(r)
	month := pastMonth(q.Month("month"), s.Clock.Today())
	if month.IsZero() {
		month = s.Clock.Today().Month()
	}
	place, err := division.Parse(q.Typed("place"))
	switch {
	case place.IsCounty():
		place = 0
	case err != nil || !actorOf(r).Sees(place):
		place = actorOf(r).Own()
	}
	return month, place
}

func (b *board) say(key text.Key, args ...any) string { return text.T(b.ctx, key, args...) }

// where is the name of what the dashboard is of: the place asked for, else the township or county that the actor's scope lies in.
func (b *board) where(place division.Code) string {
	switch {
	case !place.IsZero():
		return b.places.Full(place)
	case b.actor.Division.IsVillage():
		return b.places.Full(b.actor.Division)
	case !b.actor.Township().IsZero():
		return b.places.Short(b.actor.Township())
	}
	return b.places.Short(b.actor.Division.County())
}

// list is the address of the list of cases that a figure of the month counts; pairs are its filters.
func (b *board) list(place division.Code, pairs ...string) string {
	q := url.Values{"month": {b.d.Month.String()}}
	return b.address(q, place, pairs)
}

// dutyList is the address of the list of those who owe a duty now.
func (b *board) dutyList(pairs ...string) string {
	return b.address(url.Values{}, b.d.Place, pairs)
}

func (b *board) address(q url.Values, place division.Code, pairs []string) string {
	if place.IsZero() {
		place = b.d.Place
	}
	if !place.IsZero() {
		q.Set("place", place.String())
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return casesPath + "?" + q.Encode()
}

// count is a figure and the list it opens; none opens nothing.
func (b *board) count(n int, href string) components.Count {
	c := components.Count{N: text.Number(b.ctx, n)}
	if n > 0 {
		c.Href = href
	}
	return c
}

func (b *board) late(n int, href string) components.Count {
	c := b.count(n, href)
	c.Late = n > 0
	return c
}

func (b *board) view() pages.View {
	v := pages.View{
		Title: b.say(text.DashboardTitle, "Place", b.where(b.d.Place)), Month: b.months(), Excel: dashboardExport + "?" + b.self(b.d.Place, b.d.Month.String()),
		Trend: trendPath + "?" + b.self(b.d.Place, b.d.Month.String()), Figures: b.figures(), Main: b.main(), Side: b.side(),
	}
	v.Note = b.say(text.DashboardNoteThen, "Month", b.d.Month)
	if b.d.Present {
		v.Note = b.say(text.DashboardNoteNow, "Day", b.d.On)
	}
	switch own := b.actor.Own(); {
	case !own.IsZero() && b.d.Place == own:
		v.Whole, v.Back = dashboardPath+"?"+b.self(0, b.d.Month.String()), b.say(text.DashboardWider)
	case !own.IsZero() || !b.d.Place.IsZero():
		v.Whole, v.Back = dashboardPath+"?"+b.self(own, b.d.Month.String()), b.say(text.DashboardWhole, "Place", b.where(own))
	}
	return v
}

// self is the query of a dashboard, without a place of all that the actor sees.
func (b *board) self(place division.Code, month string) string {
	q := url.Values{"month": {month}}
	if place = b.asked(place); !place.IsZero() {
		q.Set("place", place.String())
	}
	return q.Encode()
}

// asked is what the address says for a place: the county for all that the actor sees, where that is more than the actor's own.
func (b *board) asked(place division.Code) division.Code {
	if place.IsZero() && !b.actor.Own().IsZero() {
		return b.actor.Division.County()
	}
	return place
}

func (b *board) months() components.MonthPickerView {
	present := b.d.Today.Month()
	v := components.MonthPickerView{Action: dashboardPath, Name: "month", Value: b.d.Month.String(), Options: monthOptions(b.ctx, b.d.Today, present-monthsBack)}
	v.Options[0].Label = b.say(text.DashboardMonthNow, "Month", present)
	if b.d.Month > present-monthsBack {
		v.Previous = dashboardPath + "?" + b.self(b.d.Place, (b.d.Month-1).String())
	}
	if !b.d.Present {
		v.Next = dashboardPath + "?" + b.self(b.d.Place, (b.d.Month+1).String())
	}
	if place := b.asked(b.d.Place); !place.IsZero() {
		v.Hidden = []components.Option{{Label: "place", Value: place.String()}}
	}
	return v
}

// percent is the whole percent of n in all.
func percent(n, all int) string {
	const whole = 100
	return strconv.Itoa((n*whole + all/2) / all)
}
