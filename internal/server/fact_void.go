package server

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

func voidPath(id uuid.UUID, fact string) string { return casePath(id) + "/facts/" + fact + "/void" }

// factVoidForm shows a fact, what voiding it changes, and asks why.
func (s *Server) factVoidForm(w http.ResponseWriter, r *http.Request) error {
	v, _, err := s.voidView(r)
	if err != nil {
		return err
	}
	v.Key = NewFormKey()
	return s.page(w, r, v.Title, pages.Void(v))
}

// factVoid voids a fact and leads back to the case, or on to the form that records the right one.
func (s *Server) factVoid(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	fact, err := pathUUID(r, "fact")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	key, reason := f.Key(), f.Required("reason", 300)
	if err = f.Err(); err == nil {
		_, err = s.Work.Void(r.Context(), actorOf(r), id, key, fact.String(), reason)
	}
	v, kind, verr := s.voidView(r)
	if err != nil {
		if verr != nil {
			return verr
		}
		v.Key, v.Reason = f.Typed(FormKey), f.Typed("reason")
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			for i := range es {
				if es[i].Name == "reason" {
					es[i].Label = text.T(r.Context(), text.CasefileVoidReason)
				}
			}
			v.Errors = es
			return pages.Void(v)
		})
	}
	what := text.Of(r.Context(), text.FamilyFact, kind)
	if next, note := againPath(kind, id, fact.String(), v.Day); next != "" && f.Typed("then") == "record" {
		return s.done(w, r, next, note, "What", what)
	}
	return s.done(w, r, casePath(id)+"#"+factAnchor(fact.String()), text.VoidWasDone, "What", what)
}

func (s *Server) voidView(r *http.Request) (pages.VoidView, rehab.Kind, error) {
	ctx, actor := r.Context(), actorOf(r)
	id, err := pathUUID(r, "case")
	if err != nil {
		return pages.VoidView{}, "", err
	}
	fact, err := pathUUID(r, "fact")
	if err != nil {
		return pages.VoidView{}, "", err
	}
	o, err := s.Work.Voiding(ctx, actor, id, fact.String())
	if err != nil {
		return pages.VoidView{}, "", err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.VoidView{}, "", err
	}
	kind := o.Fact.Body.Kind()
	c := &caseView{s: s, ctx: ctx, actor: actor, g: g, page: &casework.Page{Opened: o.Opened}, today: s.Clock.Today(), voids: o.Voided()}
	c.words = factPrinter{ctx: ctx, g: g, find: o.Opened.Fact}
	v := pages.VoidView{Title: text.T(ctx, text.VoidTitle), Name: o.Person.Name, CaseHref: casePath(id), ListHref: s.listHref(actor),
		Fact: c.fact(o.Fact), Action: voidPath(id, fact.String()), CanAnew: mayRecord(actor, &o.Opened, kind) || recordPath(kind, id) != "" && c.mayForm(kind)}
	v.Fact.Correct, v.Day = "", o.Fact.Date.String()
	if wrong, ok := errors.AsType[*fault.Error](o.Why); ok {
		v.Locked = formSentence(ctx, wrong)
		v.Resting, v.MoreResting = c.resting(&o)
		return v, kind, nil
	}
	v.Effect = c.effects(&o)
	return v, kind, nil
}

// restingShown is how many of the facts that rest on another are named.
const restingShown = 10

// resting are the facts that have to be voided first, each with the way there.
func (c *caseView) resting(o *casework.Voiding) (named []components.Link, more string) {
	for _, id := range o.Resting {
		f, ok := o.Opened.Fact(id)
		if !ok {
			continue
		}
		if len(named) == restingShown {
			return named, c.t(text.VoidMoreResting, "Count", len(o.Resting)-restingShown)
		}
		named = append(named, components.Link{Words: c.words.short(f), Href: voidPath(c.id(), id)})
	}
	return named, ""
}

// effects are the things that voiding changes, before and after; what stays as it is is left out.
func (c *caseView) effects(o *casework.Voiding) []pages.EffectView {
	var out []pages.EffectView
	before, after := c.outline(&o.Track, o.Opened), c.outline(&o.After, o.Opened)
	for i := range before {
		if before[i].said != after[i].said {
			out = append(out, pages.EffectView{What: before[i].what, Before: before[i].said, After: after[i].said})
		}
	}
	return out
}

// outlined is one thing the rules say of a case.
type outlined struct{ what, said string }

func (c *caseView) outline(t *rehab.Track, o casework.Opened) []outlined {
	o.Track = *t
	whole := &caseView{s: c.s, ctx: c.ctx, actor: c.actor, g: c.g, page: &casework.Page{Opened: o}, today: c.today, words: c.words}
	open := text.VoidOpenDuties
	if c.past != nil {
		open = text.PastOpenDuties
	}
	return []outlined{
		{c.t(text.VoidStage), text.Of(c.ctx, text.FamilyStage, t.Stage)},
		{c.t(text.VoidPhase), whole.phaseWords()},
		{c.t(text.VoidLastDay), whole.lastDay()},
		{c.t(text.VoidAnswerable), c.g.Full(o.Answers())},
		{c.t(text.VoidPhases), c.phaseStates(t)},
		{c.t(text.VoidTests), c.windowSums(t)},
		{c.t(text.VoidPositives), strconv.Itoa(len(t.Positives))},
		{c.t(text.VoidContacts), c.contactSum(t)},
		{c.t(text.VoidEvasions), strconv.Itoa(t.Counters.Evasions)},
		{c.t(text.VoidDepartures), strconv.Itoa(t.Counters.Departures)},
		{c.t(text.VoidDays), strconv.Itoa(t.Counters.UnauthorisedDays)},
		{c.t(text.VoidBreach), c.breachState(t)},
		{c.t(text.VoidRewards), text.Money(c.ctx, int64(t.RewardTotal))},
		{c.t(text.VoidDuties), whole.names(rehab.DutyOverdue)},
		{c.t(open), whole.names(rehab.DutyOpen)},
	}
}

func (c *caseView) phaseStates(t *rehab.Track) string {
	var out []string
	for _, p := range t.Phases {
		out = append(out, text.Of(c.ctx, text.FamilyPhaseName, strconv.Itoa(int(p.N)))+" "+text.Of(c.ctx, text.FamilyPhaseState, p.State))
	}
	return c.orNone(text.Join(c.ctx, out))
}

func (c *caseView) windowSums(t *rehab.Track) string {
	n := map[rehab.WindowState]int{}
	for i := range t.Windows {
		n[t.Windows[i].State]++
	}
	return c.t(text.VoidTestsValue, "Done", n[rehab.WindowDone], "Missed", n[rehab.WindowMissed], "Open", n[rehab.WindowOpen], "Excused", n[rehab.WindowExcused])
}

func (c *caseView) breachState(t *rehab.Track) string {
	switch b := t.SeriousBreach; {
	case b == nil:
		return c.t(text.VoidNone)
	case b.Open:
		return c.t(text.VoidBreachOpen)
	}
	return c.t(text.VoidBreachClosed)
}

func (c *caseView) contactSum(t *rehab.Track) string {
	n := 0
	for i := range t.Months {
		for _, x := range t.Months[i].Contacts {
			n += x.Done
		}
	}
	return c.t(text.VoidContactsValue, "Done", n)
}

// names are the duties in a state by name.
func (c *caseView) names(state rehab.ObligationState) string {
	var out []string
	for _, o := range c.owed(state) {
		d := trackedDuty(o)
		out = append(out, dutyName(c.ctx, &d, c.today))
	}
	return c.orNone(text.Join(c.ctx, out))
}

func (c *caseView) orNone(s string) string {
	if strings.TrimSpace(s) == "" {
		return c.t(text.VoidNone)
	}
	return s
}
