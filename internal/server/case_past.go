package server

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

// The day and the reading of a page of the past, as the address has them.
const (
	pastDay     = "day"
	pastReading = "reading"
)

// pastPath is the address of a case as it stood on a day.
func pastPath(id uuid.UUID, day date.Date, reading casework.Reading) string {
	return casePath(id) + "?" + pastDay + "=" + day.String() + "&" + pastReading + "=" + string(reading)
}

// self is the address of the page itself with other choices, so that the day looked at is kept.
func (c *caseView) self(pairs ...string) string {
	q := url.Values{}
	if c.past != nil {
		q.Set(pastDay, c.today.String())
		q.Set(pastReading, string(c.past.Reading))
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	if len(q) == 0 {
		return casePath(c.id())
	}
	return casePath(c.id()) + "?" + q.Encode()
}

// onlyToday is an address that a page of a past day does not lead to: what is there is as of today.
func (c *caseView) onlyToday(href string) string {
	if c.past != nil {
		return ""
	}
	return href
}

// todayLink is a link that a page of a past day does not have.
func (c *caseView) todayLink(words text.Key, href string) components.Link {
	if c.past != nil {
		return components.Link{}
	}
	return components.Link{Words: c.t(words), Href: href}
}

// casePast shows a case as it stood on a past day: nothing on it can be done.
func (s *Server) casePast(w http.ResponseWriter, r *http.Request, q *Form) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	ctx, actor := r.Context(), actorOf(r)
	day, reading := q.RequiredDate(pastDay), casework.Reading(q.Choice(pastReading, string(casework.KnownNow), string(casework.RecordedThen)))
	if reading == "" {
		reading = casework.KnownNow
	}
	wrong := q.Err()
	p, err := s.Work.Past(ctx, actor, id, day, reading)
	if wrong != nil && fault.KindOf(err) != fault.NotFound {
		err = wrong
	}
	if err != nil {
		v := s.pastAsk(ctx, id, q.Typed(pastDay), reading)
		return s.again(w, r, err, text.T(ctx, text.PastTitle), func(es components.Errors) templ.Component {
			for i := range es {
				if es[i].Name == pastDay {
					es[i].Label = text.T(ctx, text.PastDay)
				}
			}
			v.Errors = es
			return pages.PastAsk(v, casePath(id))
		})
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	c := s.pastView(ctx, r, g.On(p.Today), &p)
	if p.Stub != nil {
		v := s.stubView(c)
		return s.page(w, r, v.Title, pages.Stub(v))
	}
	v := c.pastPage()
	frame := s.shell(r, v.Title)
	frame.DayView, frame.PresentPath = c.t(text.PastBanner, "Day", p.Today, "Reading", text.Of(ctx, text.FamilyPastReading, reading)), casePath(id)
	frame.Printed += " " + c.t(text.PastPrint, "Day", p.Today)
	return s.pageStatus(w, r, http.StatusOK, frame, pages.Page(v))
}

func (s *Server) pastView(ctx context.Context, r *http.Request, g *gazetteer, p *casework.Past) *caseView {
	c := &caseView{s: s, ctx: ctx, actor: actorOf(r).Looking(), g: g, page: &p.Page, past: p, today: p.Today, pick: pickOf(readQuery(r))}
	if p.Stub == nil {
		c.voids = p.Voided()
		c.pick.fresh = c.freshOf()
		c.words = factPrinter{ctx: ctx, g: g, find: p.Fact, href: c.factHref}
	}
	return c
}

// pastAsk is the form that chooses a day and a reading.
func (s *Server) pastAsk(ctx context.Context, id uuid.UUID, day string, reading casework.Reading) pages.PastView {
	v := pages.PastView{Action: casePath(id), Day: day, Reading: string(reading), Latest: (s.Clock.Today() - 1).String()}
	for _, k := range casework.Readings() {
		v.Readings = append(v.Readings, components.Option{Value: string(k), Label: text.Of(ctx, text.FamilyPastReading, k), Note: text.Of(ctx, text.FamilyPastReadingNote, k)})
	}
	return v
}

// pastPage is the page of the day with the choice of another, and what tells the two readings apart.
func (c *caseView) pastPage() pages.PageView {
	v := c.view()
	p := c.past
	ask := c.s.pastAsk(c.ctx, c.id(), c.today.String(), p.Reading)
	if before := (c.today.Month() - 1).Last(); before >= p.First {
		ask.Beside = append(ask.Beside, components.Link{Words: c.t(text.PastEarlier), Href: pastPath(c.id(), before, p.Reading)})
	}
	if after := c.nextMonthEnd(); after < c.s.Clock.Today() {
		ask.Beside = append(ask.Beside, components.Link{Words: c.t(text.PastLater), Href: pastPath(c.id(), after, p.Reading)})
	}
	for _, k := range casework.Readings() {
		if k != p.Reading {
			ask.Beside = append(ask.Beside, components.Link{Words: c.t(text.PastOtherReading, "Reading", text.Of(c.ctx, text.FamilyPastReading, k)), Href: pastPath(c.id(), c.today, k)})
		}
	}
	ask.Beside = append(ask.Beside, components.Link{Words: c.t(text.PastPresent), Href: casePath(c.id())})
	v.Past = &ask
	v.Between = c.between()
	return v
}

func (c *caseView) nextMonthEnd() date.Date {
	if last := c.today.Month().Last(); c.today < last {
		return last
	}
	return (c.today.Month() + 1).Last()
}

// pastOf is a link to the case on the day when that is over, no address otherwise.
func (c *caseView) pastOf(day date.Date) string {
	reading := casework.KnownNow
	if c.past != nil {
		reading = c.past.Reading
	}
	if day >= c.s.Clock.Today() || c.past != nil && day == c.today {
		return ""
	}
	return pastPath(c.id(), day, reading)
}
