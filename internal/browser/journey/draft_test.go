package journey

import (
	"testing"

	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/session"
	"xinsheng/internal/testkit"
)

// TestHalfAVisitOnAPhone types half a visit on a telephone, leaves, and goes on later on a computer; with script by itself, without by a button.
func TestHalfAVisitOnAPhone(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	for name, look := range map[string]browser.Look{"script": browser.Phone, "no script, English": browser.Phone.In("en").WithoutScript()} {
		t.Run(name, func(t *testing.T) {
			s := testkit.Serve(t, nil)
			id := testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 20)
			visit := "/cases/" + id.String() + "/visit"
			zh := look.Lang == ""
			w := func(chinese, english string) string {
				if zh {
					return chinese
				}
				return english
			}
			p := browser.Open(t, s.URL, look)
			p.SignIn("village1", demo.Password)
			p.Go(visit)
			p.Press("#contact-talk")
			p.Fill(w("谈话内容", "What was talked about"), w("情绪稳定，想找工作", "calm, looks for work"))
			if look.NoScript {
				p.Click("Save draft")
				p.See("The draft is kept")
			} else {
				p.See("草稿已存") // a moment after the last key
				p.Check()
				p.Fill("思想情绪", "情绪稳定") // the page is left before that moment
			}
			p.Go("/worklist")
			p.See(w("有 1 份表格没有填完", "1 form is half filled in"))
			p.Check()
			p.Click(w("查看草稿", "See drafts"))
			p.See(w("走访登记", "Visit"))
			p.Check()
			p.Click(w("继续填写", "Continue"))
			p.See(w("已恢复", "is back"))
			p.Check()
			if got, want := p.Value(w("谈话内容", "What was talked about")), w("情绪稳定，想找工作", "calm, looks for work"); got != want {
				t.Errorf("what was talked about comes back as %q", got)
			}
			if !look.NoScript {
				if got := p.Value("思想情绪"); got != "情绪稳定" {
					t.Errorf("what was typed last comes back as %q", got)
				}
			}
			p.Press(".savebar .btn-primary")
			p.See(w("已登记：谈话。", "Recorded: Talk."))
			p.Go("/drafts")
			p.See(w("没有草稿", "No drafts"))
			p.Go(visit)
			p.NotSee(w("已恢复", "is back"))
		})
	}
}

// TestAFormSentTooLate sends a form after the session has ended, signs in again, looks at what waits and saves it.
func TestAFormSentTooLate(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 20)
	p := browser.Open(t, s.URL, browser.Phone)
	p.SignIn("village1", demo.Password)
	p.Go("/cases/" + id.String() + "/contact")
	p.Press("[name=type][value=talk]")
	p.Fill("内容", "谈了找工作的事")
	p.See("草稿已存")
	s.Clock.Ahead += 2 * session.IdleTimeout
	p.Press(".savebar .btn-primary")
	p.See("您填的内容还在")
	p.Fill("账号", "village1")
	p.Fill("密码", demo.Password)
	p.Press("form[data-main] .btn-primary")
	p.See("登记报告、谈话或走访")
	p.See("甄编" + string('一'+rune(20)))
	p.Check()
	p.Reload()
	p.Press("form[data-main] .btn-primary")
	p.See("已保存")
	p.Go("/resume")
	p.At("/worklist")
}
