package journey

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/browser"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// TestWhatIsRefused is what goes wrong at a desk and in a browser: each time the page says so, keeps what was typed, and writes nothing half. What the
// server says of a single form is tested with the server.
func TestWhatIsRefused(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	r := &refusals{office: open(t, browser.Desk)}
	browser.Open(t, r.URL, r.look) // stays open, so that Chromium does
	for name, do := range map[string]func(*testing.T){
		"wrong numbers of a person": r.wrongNumbers, "too early": r.tooEarly, "sent twice": r.sentTwice, "back and sent again": r.backAndAgain, "two at once": r.twoAtOnce,
		"another village": r.foreign, "signed out": r.signedOut,
	} {
		t.Run(name, do)
	}
}

type refusals struct {
	*office
	made int
}

// oneHere is a new case in execution in the village of village1.
func (r *refusals) oneHere(t *testing.T) uuid.UUID {
	t.Helper()
	r.made++
	return testkit.Case(t, r.Service, testkit.Near, date.New(2026, 10, 5), r.made)
}

func (r *refusals) wrongNumbers(t *testing.T) {
	p := r.as(t, "police1")
	p.visit("intake")
	right := testkit.IDNumber(date.New(1990, 8, 1), 3)
	wrong := right[:17] + "X"
	if wrong == right {
		wrong = right[:17] + "0"
	}
	for number, says := range map[string]string{
		wrong:                                p.say.T(text.IntakeIDCheck, "Want", right[17:]),
		testkit.IDNumber(testkit.Today+1, 3): p.say.T(text.IntakeIDFuture),
	} {
		p.fill("document", number)
		p.fill("reason", "查获吸毒")
		p.press(text.IntakeAsk)
		p.See(says)
		if p.Status() != http.StatusUnprocessableEntity {
			t.Errorf("status %d", p.Status())
		}
		if v := p.Within("main").Value(p.field("document")); v != number {
			t.Errorf("the number that was typed is %q now", v)
		}
		p.Check()
		p.Within("#errors").Press("a")
		if n := p.Count("#document:focus"); n != 1 {
			t.Error("the summary does not lead to the field")
		}
	}
}

// tooEarly opens forms by their address before they may be filled.
func (r *refusals) tooEarly(t *testing.T) {
	id := uuid.Must(uuid.NewV7())
	in := casework.Intake{Key: id, Measure: rehab.Detox, Term: 36, Place: testkit.Near, Date: testkit.Today - 1,
		Person: casework.Person{Name: "甄未决", DocumentType: "id_card", Document: testkit.IDNumber(date.New(1988, 1, 9), 5)}}
	screened := testkit.Step(access.ScreeningRecord, testkit.Today-1, &rehab.Screening{Conclusion: rehab.Fit, Family: rehab.Fair, Health: rehab.Good, Living: rehab.Good, Mind: rehab.Fair})
	screened.Actor.Unit = testkit.Actor(t, r.Service, "police1").Unit
	if _, err := r.Work.Replay(t.Context(), access.SystemActor(access.AccountSetup), in, []casework.Step{screened}); err != nil {
		t.Fatal(err)
	}
	p := r.as(t, "town1")
	p.Go("/cases/" + id.String() + "/report-in")
	if p.Status() != http.StatusNotFound && p.Count("main form[data-main]") != 0 {
		t.Error("a report-in can be filled in before the decision")
	}
	p.Check()
	at := "/cases/" + r.oneHere(t).String() + "/visit"
	v := r.as(t, "village1")
	v.Go(at)
	tomorrow := (testkit.Today + 1).String()
	v.Within("#visit").Fill(v.say.T(text.VisitDay), tomorrow)
	r.negative(v)
	v.press(text.ButtonSave)
	v.At(at)
	if v.Status() != http.StatusUnprocessableEntity || v.Within("#visit").Value(v.say.T(text.VisitDay)) != tomorrow {
		t.Errorf("a test of tomorrow: status %d", v.Status())
	}
	v.Check()
}

// negative fills a visit form with a negative test.
func (r *refusals) negative(p *person) {
	p.Within("#test").Choose(p.say.T(text.VisitResult), p.say.Of(text.FamilyTestResult, string(rehab.Negative)))
	if p.Count("[name=collector_b]") == 0 {
		p.press(text.VisitMore)
	}
	p.Within("#test").Fill(p.say.T(text.VisitCollectorB), "甄助手")
}

// sentTwice presses save twice in a row, with script, which holds the second press back, and without.
func (r *refusals) sentTwice(t *testing.T) {
	for _, look := range []browser.Look{r.look, r.look.WithoutScript()} {
		id := r.oneHere(t)
		o := *r.office
		o.look = look
		p := o.as(t, "village1")
		p.Go("/cases/" + id.String() + "/visit")
		r.negative(p)
		p.Within("main").ClickTwice(p.say.T(text.ButtonSave))
		p.At("/cases/" + id.String())
		r.recorded(t, id, rehab.Negative)
	}
}

// backAndAgain goes back to a form that was saved: it comes back empty, since pages with personal data are kept nowhere, and says what is on file.
func (r *refusals) backAndAgain(t *testing.T) {
	id := r.oneHere(t)
	p := r.as(t, "village1")
	at := "/cases/" + id.String() + "/test"
	p.Go(at)
	fill := func(result rehab.Result) {
		p.Within("main").Choose(p.recordField(rehab.KindTest, "result"), p.say.Of(text.FamilyTestResult, string(result)))
	}
	fill(rehab.Negative)
	p.Within("main").Choose(p.recordField(rehab.KindTest, "panel"), p.say.Of(text.FamilyRecordPanel, "none"))
	p.Within("main").Fill(p.recordField(rehab.KindTest, "collector_b"), "甄助手")
	p.press(text.ButtonSave)
	p.At("/cases/" + id.String())
	p.Back()
	p.At(at)
	p.See(p.say.Of(text.FamilyWindowState, string(rehab.WindowDone))) // beside the form, so that nobody takes it for not saved
	p.press(text.ButtonSave)
	if p.Status() != http.StatusUnprocessableEntity {
		t.Errorf("the form that came back: status %d", p.Status())
	}
	r.recorded(t, id, rehab.Negative)
}

// twoAtOnce has two people of one village record the same person's test, each from a form opened before the other saved.
func (r *refusals) twoAtOnce(t *testing.T) {
	id := r.oneHere(t)
	at := "/cases/" + id.String() + "/visit"
	first, second := r.as(t, "village1"), r.as(t, "town1")
	for _, p := range []*person{first, second} {
		p.Go(at)
		p.Within("#visit").Fill(p.say.T(text.VisitDay), testkit.Today.String())
	}
	r.negative(first)
	first.press(text.ButtonSave)
	first.Within("#flash").See(first.say.Of(text.FamilyTestResult, string(rehab.Negative)))
	second.Within("#test").Choose(second.say.T(text.VisitResult), second.say.Of(text.FamilyTestResult, string(rehab.Refused)))
	second.Within("#test").Fill(second.say.T(text.VisitReason), "不配合")
	second.press(text.ButtonSave)
	if second.Status() != http.StatusConflict {
		t.Errorf("status %d", second.Status())
	}
	second.See(testkit.Actor(t, r.Service, "village1").Name)
	if v := second.Within("#test").Value(second.say.T(text.VisitReason)); v != "不配合" {
		t.Errorf("the reason that was typed is %q now", v)
	}
	second.Check()
	r.recorded(t, id, rehab.Negative)
}

// foreign is a case of another village, by its address.
func (r *refusals) foreign(t *testing.T) {
	r.made++
	id := testkit.Case(t, r.Service, testkit.Far, date.New(2026, 10, 5), r.made)
	p := r.as(t, "village1")
	for _, form := range []string{"", "/visit", "/test", "/contact"} {
		p.Go("/cases/" + id.String() + form)
		if p.Status() != http.StatusNotFound {
			t.Errorf("%s: status %d", form, p.Status())
		}
		p.See(p.say.Of(text.FamilyFault, "not_found"))
		p.NotSee("甄编")
	}
	p.Check()
	p.Click(p.say.T(text.FaultHome))
	p.At("/worklist")
}

// signedOut ends a session while a form is being filled: what was typed waits until the same account has signed in again.
func (r *refusals) signedOut(t *testing.T) {
	id := r.oneHere(t)
	p := r.as(t, "village1")
	p.Go("/cases/" + id.String() + "/visit")
	r.negative(p)
	r.Clock.Ahead += 24 * time.Hour
	p.press(text.ButtonSave)
	p.See(p.say.T(text.SessionFormKept))
	if p.Status() != http.StatusUnauthorized {
		t.Errorf("status %d", p.Status())
	}
	p.Check()
	r.recorded(t, id)
	form := p.Within("form:has([name=password])")
	form.Fill("login", "village1")
	form.Fill("password", demo.Password)
	form.Press("button[type=submit], button:not([type])")
	p.Check()
	p.press(text.SessionResumeDo)
	p.At("/cases/" + id.String())
	r.recorded(t, id, rehab.Negative)
}

// recorded sees to it that exactly these tests are on file.
func (r *refusals) recorded(t *testing.T, id uuid.UUID, want ...rehab.Result) {
	t.Helper()
	var got []rehab.Result
	err := r.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error { return tests(t.Context(), tx, id, &got) })
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) || (len(want) == 1 && got[0] != want[0]) {
		t.Errorf("on file: %v, want %v", got, want)
	}
}

func tests(ctx context.Context, tx *store.Tx, id uuid.UUID, into *[]rehab.Result) error {
	facts, err := tx.Facts(ctx, id)
	for _, f := range facts[id] {
		if b, ok := f.Body.(*rehab.DrugTest); ok {
			*into = append(*into, b.Result)
		}
	}
	return err
}
