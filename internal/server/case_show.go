package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

const casesPath = "/cases"

// caseShow shows one case: to those who work on it the whole page, to an office it has left a stub.
func (s *Server) caseShow(w http.ResponseWriter, r *http.Request) error {
	if q := readQuery(r); r.URL.Query().Has(pastDay) {
		return s.casePast(w, r, q)
	}
	c, err := s.openCase(r)
	if err != nil {
		return err
	}
	if c.page.Stub != nil {
		v := s.stubView(c)
		return s.page(w, r, v.Title, pages.Stub(v))
	}
	v := c.view()
	return s.page(w, r, v.Title, pages.Page(v))
}

// caseView makes the page of one case out of what the rules say of it.
type caseView struct {
	s     *Server
	ctx   context.Context
	actor access.Actor
	g     *gazetteer
	page  *casework.Page
	past  *casework.Past // of a page of the past; nil: as of today
	today date.Date      // the day the page shows
	words factPrinter
	voids map[string]store.RecordedFact

	byFact map[string][]*store.Attachment // made by attached
	pick   factPick

	follow map[string][]store.RecordedFact // see followed
}

func (s *Server) openCase(r *http.Request) (*caseView, error) {
	id, err := pathUUID(r, "case")
	if err != nil {
		return nil, err
	}
	ctx, actor := r.Context(), actorOf(r)
	p, err := s.Work.Page(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return nil, err
	}
	c := &caseView{s: s, ctx: ctx, actor: actor, g: g, page: &p, today: s.Clock.Today(), pick: pickOf(readQuery(r))}
	if p.Stub == nil {
		c.voids = p.Voided()
		c.pick.fresh = c.freshOf()
		c.words = factPrinter{ctx: ctx, g: g, find: p.Fact, href: c.factHref}
	}
	return c, nil
}

// viewOf is the view of a case that a page about one matter of it has opened.
func (s *Server) viewOf(ctx context.Context, actor access.Actor, g *gazetteer, o *casework.Opened) *caseView {
	c := &caseView{s: s, ctx: ctx, actor: actor, g: g, page: &casework.Page{Opened: *o}, today: s.Clock.Today(), voids: o.Voided()}
	c.words = factPrinter{ctx: ctx, g: g, find: o.Fact}
	return c
}

// line says in a line whose case it is: masked number, measure, phase.
func (c *caseView) line() string {
	return strings.Join([]string{c.page.Person.DocumentMask, text.Of(c.ctx, text.FamilyMeasure, c.page.Case.Measure), c.phaseWords()}, " · ")
}

func (c *caseView) id() uuid.UUID       { return c.page.Case.ID }
func (c *caseView) track() *rehab.Track { return &c.page.Track }

func (c *caseView) t(key text.Key, pairs ...any) string { return text.T(c.ctx, key, pairs...) }

func (c *caseView) view() pages.PageView {
	v := pages.PageView{Title: c.page.Person.Name, ListHref: c.s.listHref(c.actor)}
	c.fillHead(&v)
	c.fillTracker(&v)
	c.fillDue(&v)
	c.fillActions(&v)
	c.fillCounters(&v)
	v.Positives, v.Away, v.Deadlines, v.Change = c.positives(), c.away(), c.deadlines(), c.change()
	v.Calendar, v.Schedule = c.calendar(), c.schedule()
	c.fillGroup(&v)
	v.Others, v.Facts = c.others(), c.facts(v.Tracker)
	if c.past == nil {
		v.PersonLink = components.Link{Words: c.t(text.PersonOpen), Href: personPath(c.id())}
		v.Person = c.person(&v)
	}
	v.Jumps = c.jumps(&v)
	if c.past == nil && c.firstDay() < c.today {
		ask := c.s.pastAsk(c.ctx, c.id(), "", casework.KnownNow)
		v.Past = &ask
	}
	return v
}

// jumps are the parts of the page that there are, in the order in which a phone shows them.
func (c *caseView) jumps(v *pages.PageView) []components.Link {
	var out []components.Link
	part := func(there bool, words text.Key, id string, pairs ...any) {
		if there {
			out = append(out, components.Link{Words: c.t(words, pairs...), Href: "#" + id})
		}
	}
	part(true, text.CasefileJumpDue, "due", "Count", len(v.Due)+len(v.MoreDue))
	part(len(v.Can)+len(v.Seldom)+len(v.Cannot) > 0, text.CasefileJumpNext, "next")
	part(v.Tracker != nil, text.CasefileJumpTracker, "tracker")
	part(len(v.Counters) > 0, text.CasefileJumpCounters, "counters")
	part(len(v.Deadlines) > 0, text.CasefileDeadlines, "deadlines")
	part(true, text.CasefileJumpFacts, "facts")
	part(len(v.Person) > 0, text.CasefileJumpPerson, "person")
	return out
}

// listHref is the list of cases, for those who have one.
func (s *Server) listHref(actor access.Actor) string {
	if s.known["GET "+casesPath] && actor.May(access.CaseList) {
		return casesPath
	}
	return ""
}

// stubView names nothing but the days and the destination (DOMAIN §7).
func (s *Server) stubView(c *caseView) pages.StubView {
	b := c.page.Stub
	v := pages.StubView{
		Title: c.t(text.CasefileMaskedName, "Initial", b.Initial), ListHref: s.listHref(c.actor),
		Mark:  components.MarkView{Tone: components.Shut, Words: c.t(text.CasefileStub)},
		Facts: []components.Pair{{Name: c.t(text.CasefileMeasure), Value: text.Of(c.ctx, text.FamilyMeasure, b.Measure)}},
	}
	if !b.From.IsZero() {
		v.Facts = append(v.Facts, components.Pair{Name: c.t(text.CasefileStubFrom), Value: text.Date(c.ctx, b.From)})
	}
	v.Facts = append(v.Facts, components.Pair{Name: c.t(text.CasefileStubUntil), Value: text.Date(c.ctx, b.Until)})
	if !b.Destination.IsZero() {
		v.Facts = append(v.Facts, components.Pair{Name: c.t(text.CasefileStubTo), Value: c.g.Full(b.Destination)})
	}
	return v
}
