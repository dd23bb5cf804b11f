package journey

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// tabTo presses Tab until the focus is on what the CSS selector finds.
func tabTo(t *testing.T, p *browser.Page, selector string) {
	t.Helper()
	for range 60 {
		p.Keys(kb.Tab)
		if p.Count(selector+":focus") == 1 {
			return
		}
	}
	t.Fatalf("Tab does not reach %s", selector)
}

// TestMonthSheetByKeyboard fills in and saves a sheet without a mouse: Tab from field to field, arrows among results, Ctrl+Enter saves.
func TestMonthSheetByKeyboard(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	s := testkit.Serve(t, nil)
	for i := range 3 {
		testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 20+i)
	}
	p := browser.Open(t, s.URL, browser.Desk)
	p.SignIn("village1", demo.Password)
	p.Go("/month-sheet")
	p.Check()
	p.Fill("第二采样人", "甄见证")
	tabTo(t, p, ".sheet-row:nth-of-type(1) .seg input")
	p.Keys(" ")
	p.Keys(kb.ArrowRight)
	p.Keys(kb.ArrowLeft)
	tabTo(t, p, ".sheet-row:nth-of-type(1) .mid [value=talk]")
	p.Keys(" ")
	p.See("本次已填")
	p.Keys(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	p.See("已保存 1 人")
	p.See("刚保存，还差 2 项")
	p.Check()
}

// TestMonthOnPaperTypedBack prints a month's sheet, lets the village work on it without the program, and types it back when the month is over, with the
// true days and without a mouse.
func TestMonthOnPaperTypedBack(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	o := open(t, browser.Desk)
	var ids []uuid.UUID
	for i := range 3 {
		ids = append(ids, testkit.Case(t, o.Service, testkit.Near, date.New(2026, 3, 2), i))
	}
	o.Clock.Set(date.New(2026, 11, 2))
	p := o.as(t, "village1")
	p.Go("/month-sheet")
	tabTo(t, p.Page, "a[href*='/month-sheet/print']")
	p.Keys(kb.Enter)
	p.At("/villages/" + testkit.Near.String() + "/month-sheet/print")
	for _, name := range []string{"甄编一", "甄编丁", "甄编丂"} {
		p.See(name)
	}
	p.Check()

	o.Clock.Set(date.New(2026, 12, 3))
	if _, err := o.Work.Recompute(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.Go("/month-sheet?month=2026-11")
	row := ".sheet-row:nth-of-type(2) "
	for _, field := range []struct{ at, typed string }{
		{"[name=collector_b]", "甄见证"}, {"[name=late_reason]", "村里停电，先记在纸上"}, {row + "[name^=date-]", "11122026"}, {row + ".seg input", " "},
		{row + "[value=talk]", " "}, {row + "summary", kb.Enter}, {row + "[name^=talk-]", "11132026"},
	} {
		tabTo(t, p.Page, field.at)
		p.Keys(field.typed)
	}
	p.Check()
	p.Keys(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	p.told(text.SheetSaved, "Count", 1)
	f, err := o.Work.Open(t.Context(), testkit.Actor(t, o.Service, "village1"), ids[1])
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, x := range f.Facts {
		if b, ok := x.Body.(*rehab.DrugTest); ok {
			said[fmt.Sprintf("%s %s %s %s", x.Date, b.Result, b.Entered, b.Reason)] = true
		} else if x.Body.Kind() == rehab.KindContact {
			said[x.Date.String()+" "+string(x.Body.(*rehab.Contact).Type)] = true
		}
	}
	if len(said) != 2 || !said["2026-11-12 negative 2026-12-03 村里停电，先记在纸上"] || !said["2026-11-13 talk"] {
		t.Errorf("recorded %v", said)
	}
	o.nothingDiffers(t, 3)
}

// TestMonthSheetAndVisitOnAPhone does the round on a telephone, with script and without: a sheet with a wrong row, and one person's visit.
func TestMonthSheetAndVisitOnAPhone(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	for name, look := range map[string]browser.Look{"script": browser.Phone, "no script, English": browser.Phone.In("en").WithoutScript()} {
		t.Run(name, func(t *testing.T) {
			s := testkit.Serve(t, nil)
			id := testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 20)
			testkit.Case(t, s, testkit.Near, date.New(2026, 3, 3), 21)
			zh := look.Lang == ""
			w := func(chinese, english string) string {
				if zh {
					return chinese
				}
				return english
			}
			p := browser.Open(t, s.URL, look)
			p.SignIn("village1", demo.Password)
			p.Go("/month-sheet")
			p.Fill(w("第二采样人", "Second collector"), "甄见证")
			first, second := p.Within(".sheet-row:nth-of-type(1)"), p.Within(".sheet-row:nth-of-type(2)")
			first.Press(".v-neg")
			second.Press(".v-neg")
			second.Fill(w("甄编"+string('一'+rune(21))+"：采样日", "甄编"+string('一'+rune(21))+": Date taken"), "2026-11-30")
			p.Press(".savebar .btn-primary")
			p.See(w("保存了 1 人，1 人没有保存", "1 saved, 1 not"))
			p.Check()

			p.Go("/cases/" + id.String() + "/visit?back=/month-sheet")
			p.Press("#contact-talk")
			p.Fill(w("谈话内容", "What was talked about"), "谈近况")
			p.CheckWidth()
			p.Press(".savebar .btn-primary")
			p.See(w("已登记：谈话。", "Recorded: Talk."))
			p.Click(w("下一个人", "Next person"))
			p.See("甄编" + string('一'+rune(21)))
			p.Check()
		})
	}
}
