package journey

import (
	"regexp"
	"strings"
	"testing"

	"xinsheng/internal/browser"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// office is the program with the look and the language in which everybody of a journey sees it.
type office struct {
	*testkit.Service
	look browser.Look
	say  *text.Printer
}

func open(t *testing.T, look browser.Look) *office {
	t.Helper()
	return &office{Service: testkit.Serve(t, nil), look: look, say: text.For(text.Lang(look.Lang))}
}

// part is what one account does in a journey.
type part struct {
	who string // the login
	do  func(*testing.T, *person)
}

// inTurn has each of the parts done by its account, up to the first that fails.
func (o *office) inTurn(t *testing.T, parts ...part) {
	t.Helper()
	browser.Open(t, o.URL, o.look).Check() // stays open, so that Chromium does
	for _, part := range parts {
		if !t.Run(part.who, func(t *testing.T) { part.do(t, o.as(t, part.who)) }) {
			t.FailNow()
		}
	}
}

// nothingDiffers sees to it that what lists show of all cases, which are so many, is what their facts say.
func (o *office) nothingDiffers(t *testing.T, cases int) {
	t.Helper()
	n, err := o.Work.Rebuild(t.Context(), false, func(d casework.Difference) { t.Errorf("case %s: %s", d.Case, d.What) })
	if err != nil || n != cases {
		t.Errorf("%d cases compared: %v", n, err)
	}
}

// person is somebody at work: a browser signed in, and the words of its language.
type person struct {
	*browser.Page
	t   *testing.T
	say *text.Printer
}

// as signs in somebody in a browser of their own.
func (o *office) as(t *testing.T, login string) *person {
	t.Helper()
	p := &person{Page: browser.Open(t, o.URL, o.look), t: t, say: o.say}
	p.SignIn(login, demo.Password)
	return p
}

// on moves the demonstration to a day, as anybody may by its page.
func (p *person) on(day date.Date) {
	p.t.Helper()
	p.Go("/demo/day")
	p.fill("legal_day", day.String())
	p.press(text.DemoDayMove)
	p.See(p.say.Date(day))
}

func (p *person) field(name string) string { return p.say.Of(text.FamilyField, name) }

// fill types into the field of that name by the label it bears.
func (p *person) fill(name, value string) {
	p.t.Helper()
	p.Within("main").Fill(p.field(name), value)
}

// pick chooses a value of a family in the field of that name, by their words.
func (p *person) pick(name string, family text.Family, value string) {
	p.t.Helper()
	p.Within("main").Choose(p.field(name), p.say.Of(family, value))
}

// press presses what bears the words.
func (p *person) press(key text.Key, args ...any) {
	p.t.Helper()
	p.Within("main").Click(p.say.T(key, args...))
}

// told waits for the note that a page shows after something was done.
func (p *person) told(key text.Key, args ...any) {
	p.t.Helper()
	p.Within("#flash").See(p.say.T(key, args...))
}

// visit opens a place of the rail; on a phone it may lie behind "more".
func (p *person) visit(place string) {
	p.t.Helper()
	words := p.say.Of(text.FamilyNav, place)
	nav := "nav.rail"
	if p.Count(nav) == 0 {
		nav = "nav.bottombar"
		if !strings.Contains(p.Within(nav).Text(), words) {
			p.Within(nav).Click(p.say.T(text.ShellMore))
		}
	}
	p.Within(nav).Click(words)
}

var caseAddress = regexp.MustCompile(`^/cases/[0-9a-f-]{36}`)

// caseAt is the address of the case whose page is open.
func (p *person) caseAt() string {
	p.t.Helper()
	at := caseAddress.FindString(p.Path())
	if at == "" {
		p.t.Fatalf("%s is no page of a case", p.Path())
	}
	return at
}

// record fills the form that records one fact, pairs of field and value, and saves it.
func (p *person) record(kind rehab.Kind, pairs ...string) {
	p.t.Helper()
	form := p.Within("main form[data-main]")
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Fill(p.recordField(kind, pairs[i]), pairs[i+1])
	}
	form.Click(p.say.T(text.ButtonSave))
}

// recordField is the label of a field of such a form.
func (p *person) recordField(kind rehab.Kind, field string) string {
	for _, name := range []string{string(kind) + "." + field, field} {
		if text.Has(text.FamilyRecordField, name) {
			return p.say.Of(text.FamilyRecordField, name)
		}
	}
	return p.field(field)
}
