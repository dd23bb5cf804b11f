package server_test

import (
	"errors"
	"html"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// TestEveryActionInEveryStage tries the whole product of what staff do and how a case can stand: what the rules allow is recorded, once; all else
// is refused in words that say what must happen first, and nothing is written.
func TestEveryActionInEveryStage(t *testing.T) {
	s := testkit.Serve(t, nil)
	p := product{s: s, browsers: map[string]*testkit.Browser{}, actors: map[string]access.Actor{}, opened: map[string]bool{}, facts: map[uuid.UUID]int{}}
	for _, login := range []string{"police1", "police2", "town2", "town3"} {
		p.browsers[login], p.actors[login] = testkit.Client(t, s, login), testkit.Actor(t, s, login)
		p.browsers[login].Headers.Set("Accept-Encoding", "identity") // thousands of pages, none of them sent far
	}
	t.Run("in", func(t *testing.T) {
		for _, is := range situations() {
			t.Run(is.name, func(t *testing.T) { t.Parallel(); p.try(t, &is) })
		}
	})
	p.nothingElseWritten(t)
	t.Logf("%d refused, %d done", p.refused, p.done)
}

// TestTheProductIsWhole: every stage has a situation, and every kind of fact somebody who tries to record it.
func TestTheProductIsWhole(t *testing.T) {
	stages := map[rehab.Stage]bool{}
	for _, is := range situations() {
		stages[is.stage] = true
	}
	for _, stage := range rehab.Stages() {
		if !stages[stage] {
			t.Errorf("no situation stands in the stage %s", stage)
		}
	}
	tried := []rehab.Kind{rehab.KindScreening, rehab.KindVoid} // the first opens a case; the other takes facts back and moves no case on
	for _, a := range attempts() {
		tried = append(tried, a.kind)
	}
	for _, kind := range rehab.Kinds() {
		if !slices.Contains(tried, kind) {
			t.Errorf("nobody tries to record %s", kind)
		}
	}
}

// product is the test's progress over all situations, which are tried side by side.
type product struct {
	s        *testkit.Service
	browsers map[string]*testkit.Browser // by login
	actors   map[string]access.Actor

	sync.Mutex
	made          int               // cases
	refused, done int               // attempts
	opened        map[string]bool   // pages seen to refuse, by form and words
	facts         map[uuid.UUID]int // how many each case should have in the end
}

// nothingElseWritten compares every case with what was recorded in it, and what lists show of it with its facts.
func (p *product) nothingElseWritten(t *testing.T) {
	t.Helper()
	err := p.s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		facts, err := tx.Facts(t.Context(), slices.Collect(maps.Keys(p.facts))...)
		for id, want := range p.facts {
			if len(facts[id]) != want {
				t.Errorf("case %s has %d facts, want %d", id, len(facts[id]), want)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.s.Work.Rebuild(t.Context(), false, func(d casework.Difference) { t.Errorf("%s is not what its facts say:\n%s", d.Case, d.What) }); err != nil {
		t.Error(err)
	}
}

func (p *product) make(t *testing.T, is *situation) uuid.UUID {
	t.Helper()
	p.Lock()
	p.made++
	seq := p.made
	p.Unlock()
	return is.make(t, p.s, seq)
}

// expect notes how many facts a case should have in the end, and reports how far the test is.
func (p *product) expect(id uuid.UUID, facts, refused, done int) {
	p.Lock()
	defer p.Unlock()
	p.facts[id], p.refused, p.done = facts, p.refused+refused, p.done+done
}

// firstTime reports whether no page of the form has been opened yet that refuses it in these words.
func (p *product) firstTime(form, words string) bool {
	p.Lock()
	defer p.Unlock()
	seen := p.opened[form+words]
	p.opened[form+words] = true
	return !seen
}

// try tries everything on one case, on which nothing is ever written; what is allowed is done to another that stands the same.
func (p *product) try(t *testing.T, is *situation) {
	id := p.make(t, is)
	o := factsOf(t, p.s, id)
	if o.Track.Stage != is.stage || len(o.Track.Problems) > 0 {
		t.Fatalf("stands in %s, want %s; problems %v", o.Track.Stage, is.stage, o.Track.Problems)
	}
	p.expect(id, len(o.Facts), 0, 0)
	sees, common := map[string]bool{}, uuid.Nil
	for login, actor := range p.actors {
		_, err := p.s.Work.Open(t.Context(), actor, id)
		sees[login] = err == nil
	}
	if sees["town2"] {
		p.keepFacts(t, &o)
	}
	for _, a := range attempts() {
		login := p.whoever(&a, &o)
		switch b := p.browsers[login]; {
		case login == "": // the police of the place a person moved to, who have no demo account
		case !sees[login]:
			p.hidden(t, &a, b, &o)
		case p.allows(&a, &o):
			p.do(t, is, &a, b, &common)
		default:
			p.refuse(t, &a, b, &o)
		}
	}
}

// whoever returns the account whose place it is to record the kind in this case; "" when there is none among the demo accounts.
func (p *product) whoever(a *attempt, o *casework.Opened) string {
	for _, login := range []string{a.login, "town2", "town3"} {
		actor := p.actors[login]
		place, _ := o.RecordedBy(actor, a.kind)
		if actor.May(casework.RecordAction(a.kind)) && (actor.Sees(place) || place.IsZero()) {
			return login
		}
	}
	return ""
}

// hidden: a case that the account does not see does not exist for it, whatever it tries.
func (p *product) hidden(t *testing.T, a *attempt, b *testkit.Browser, o *casework.Opened) {
	t.Helper()
	if a.sheet { // the sheet is there, this row is not
		return
	}
	if page := b.Get(a.pageOf(o.Case.ID)); page.Status != http.StatusNotFound {
		t.Errorf("%s: the page of a case that is not seen is %d", a.kind, page.Status)
	}
	if answer := b.Post(a.postOf(o), server.FormKey, server.NewFormKey(), "date", testkit.Today.String()); answer.Status != http.StatusNotFound {
		t.Errorf("%s: the form of a case that is not seen is %d", a.kind, answer.Status)
	}
}

// allows is what the rules say of the attempt. Two things beyond them are known to the program alone: a fact about another needs one to be
// about, and who has been served on is not served on again.
func (p *product) allows(a *attempt, o *casework.Opened) bool {
	if a.kind == rehab.KindService {
		return o.Track.WhyNot(a.kind) == "" && !p.allServed(o)
	}
	return o.BarTo(a.kind) == nil
}

func (p *product) allServed(o *casework.Opened) bool {
	_, _, person := o.ServedOn(rehab.ToPerson)
	_, _, family := o.ServedOn(rehab.ToFamily)
	_, _, township := o.ServedOn(rehab.ToTownship)
	return person && family && township
}

// refuse sends the form, though its page says why it cannot be used and offers none.
func (p *product) refuse(t *testing.T, a *attempt, b *testkit.Browser, o *casework.Opened) {
	t.Helper()
	p.expect(o.Case.ID, len(o.Facts), 1, 0)
	bar, words := o.BarTo(a.kind), "登记有错的，先作废原登记" // of a second service
	if bar != nil {
		words = html.EscapeString(text.For(text.ZhCN).T(bar.Words))
	}
	answer := b.Post(a.postOf(o), a.sent(o)...)
	if answer.Status != http.StatusUnprocessableEntity || !strings.Contains(answer.Body, words) {
		t.Errorf("%s: %d, want 422 saying %q\n%s", a.kind, answer.Status, words, mainOf(answer.Body))
	}
	if a.sheet || !p.firstTime(string(a.kind)+a.page, words) {
		return
	}
	switch page := b.Get(a.pageOf(o.Case.ID)); {
	case page.Status != http.StatusOK:
		t.Errorf("%s: the page is %d", a.kind, page.Status)
	case a.shared() && strings.Contains(page.Body, `action="`+a.postOf(o)+`"`):
		t.Errorf("%s: the page offers the form", a.kind)
	case a.shared() || bar == nil:
	case !strings.Contains(page.Body, words):
		t.Errorf("%s: the page does not say %q\n%s", a.kind, words, mainOf(page.Body))
	case strings.Contains(page.Body, `name="form_key"`) != bar.Past:
		t.Errorf("%s: the page has a form: %t, want %t", a.kind, !bar.Past, bar.Past)
	}
}

// keepFacts tries to void each fact that cannot be: others rest on it, others record its kind, or it is a decision or a void itself.
func (p *product) keepFacts(t *testing.T, o *casework.Opened) {
	t.Helper()
	b := p.browsers["town2"]
	for _, f := range o.Facts {
		v, err := p.s.Work.Voiding(t.Context(), p.actors["town2"], o.Case.ID, f.ID)
		if err != nil {
			t.Fatal(err)
		}
		why, barred := errors.AsType[*fault.Error](v.Why)
		if !barred || !p.firstTime("void "+string(f.Body.Kind()), string(why.Key)) {
			continue
		}
		words := html.EscapeString(text.For(text.ZhCN).Fill(why.Key, why.Args))
		path := "/cases/" + o.Case.ID.String() + "/facts/" + f.ID + "/void"
		if page := b.Get(path); page.Status != http.StatusOK || !strings.Contains(page.Body, words) || strings.Contains(page.Body, `name="form_key"`) {
			t.Errorf("voiding %s: the page is %d, offers a form or does not say %q", f.Body.Kind(), page.Status, words)
		}
		if a := b.Post(path, server.FormKey, server.NewFormKey(), "reason", "误录"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, words) {
			t.Errorf("voiding %s: %d, want 422 saying %q", f.Body.Kind(), a.Status, words)
		}
	}
}

// harmless are kinds that leave what else may be done as it was, so that one case can take all of them.
var harmless = []rehab.Kind{
	rehab.KindAgreement, rehab.KindWorkingGroup, rehab.KindHelpPlan, rehab.KindTest, rehab.KindContact, rehab.KindRisk, rehab.KindLeave,
	rehab.KindDeparture, rehab.KindAdmonition, rehab.KindWarning, rehab.KindPoliceReport, rehab.KindRefusal, rehab.KindExemption, rehab.KindLostContact,
	rehab.KindTransferRequest, rehab.KindPhaseOpinion, rehab.KindFinalAssessment, rehab.KindFileToPolice,
}

// do does what is allowed, to a case of its own or, if harmless, to the one in which all that is done.
func (p *product) do(t *testing.T, is *situation, a *attempt, b *testkit.Browser, common *uuid.UUID) {
	t.Helper()
	id := *common
	if id == uuid.Nil || !slices.Contains(harmless, a.kind) {
		id = p.make(t, is)
	}
	if slices.Contains(harmless, a.kind) {
		*common = id
	}
	if a.kind == rehab.KindExemption { // which a man cannot have
		asWoman(t, p.s, id)
	}
	o := factsOf(t, p.s, id)
	p.expect(id, len(o.Facts)+a.facts(), 0, 1)
	if answer := b.Post(a.postOf(&o), a.sent(&o)...); answer.Status != http.StatusSeeOther {
		t.Errorf("%s: %d, want 303\n%s", a.kind, answer.Status, mainOf(answer.Body))
	}
}

// asWoman makes the person of a case a woman.
func asWoman(t *testing.T, s *testkit.Service, id uuid.UUID) {
	t.Helper()
	alterPerson(t, s, id, func(p *store.Person) { p.Sex = "female" })
}
