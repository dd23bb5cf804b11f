package journey

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// TestMonthSheetByHand is a village worker who knows only what the README says: sign in as village1, open the sheet, choose results, save.
func TestMonthSheetByHand(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	o := open(t, browser.Desk)
	names := []string{"甄编一", "甄编丁", "甄编七"} // as testkit names the first, the second and the fourth
	cases := make([]uuid.UUID, len(names))
	for i, seq := range []int{0, 1, 3} {
		cases[i] = testkit.Case(t, o.Service, testkit.Near, date.New(2026, 3, 2), seq)
	}
	p := &person{Page: browser.Open(t, o.URL, o.look), t: t, say: o.say}
	p.Check()
	p.SignIn("village1", "xinsheng-demo")
	p.visit("sheet")
	p.Check()
	p.NotSee(p.say.T(text.SheetFilledNow))
	row := func(i int) *person {
		return &person{Page: p.Within("tbody#row-" + cases[i].String()), t: t, say: p.say}
	}
	fill := func(i int, result rehab.Result) {
		row(i).Choose(p.say.T(text.SheetRowLabel, "Name", names[i], "What", p.say.T(text.SheetResult)), p.say.Of(text.FamilyTestResult, string(result)))
	}
	p.Within("form#sheet").Fill(p.say.T(text.SheetCollectorB), "甄助手")
	for i := range cases {
		fill(i, rehab.Negative)
		row(i).Tick(p.say.Of(text.FamilyContact, string(rehab.Visit)))
	}
	p.Within(".savebar").See(p.say.T(text.SheetFilledNow) + " 3")
	day := p.say.T(text.SheetRowLabel, "Name", names[1], "What", p.say.T(text.SheetDay))
	tomorrow := testkit.Today + 1
	row(1).Fill(day, tomorrow.String())
	p.press(text.SheetSave)

	p.See(p.say.T(text.SheetOutcome, "Count", 2, "Bad", 1))
	p.Check()
	row(0).See(p.say.T(text.SheetJustSaved))
	row(1).See(p.say.Date(testkit.Today))
	if v := row(1).Value(day); v != tomorrow.String() {
		t.Errorf("the day that was typed is %q now", v)
	}
	p.Within("#errors").Press("a")
	p.Keys(kb.Tab) // the summary has led to the row
	row(1).Fill(day, (testkit.Today - 1).String())
	p.Keys(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	p.told(text.SheetSaved, "Count", 1)
	row(1).See(p.say.ShortDate(testkit.Today - 1))
	p.Within(".savebar").NotSee(p.say.T(text.SheetFilledNow))

	p.press(text.SheetPrintA4)
	for _, name := range names {
		p.See(name)
	}
	if n := p.Count(".paper .box path"); n != len(names) {
		t.Errorf("%d results are ticked on the paper, want %d", n, len(names))
	}
	p.Click(p.say.T(text.ButtonBack))
	p.At("/villages/" + testkit.Near.String() + "/month-sheet")
}
