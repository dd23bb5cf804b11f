package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"xinsheng/internal/browser"
	"xinsheng/internal/demo"
	"xinsheng/internal/testkit"
)

const sample = `<!doctype html><html lang="zh-CN"><head><title>样</title><meta name="viewport" content="width=device-width"></head><body><main><h1>样</h1>
<form method="post" action="/saved">
<label for="a">姓名</label><input id="a" name="person" value="old">
<label for="d">日期</label><input id="d" name="day" type="date">
<label for="s">结果</label><select id="s" name="result"><option value="">请选择</option><option value="neg">阴性</option></select>
<fieldset><legend>对象</legend><label><input type="radio" name="to" value="p">本人</label> <label><input type="radio" name="to" value="f">家属</label></fieldset>
<label><input type="checkbox" name="agreed">同意</label>
<ul><li>甄一 <label>备注 <input name="note1"></label></li><li>甄二 <label>备注 <input name="note2"></label></li></ul>
<details><summary>更多</summary><p>藏着</p></details>
<button>保存</button></form>%s</main></body></html>`

// TestHands tries everything a Page does against one plain form, with script and without.
func TestHands(t *testing.T) {
	browser.Need(t)
	var got string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.Method == http.MethodPost {
			_ = r.ParseForm()
			got = r.PostForm.Encode()
			http.Redirect(w, r, "/done", http.StatusSeeOther)
			return
		}
		_, _ = fmt.Fprintf(w, sample, r.URL.Path)
	}))
	defer s.Close()
	for name, look := range map[string]browser.Look{"script": browser.Desk, "no script": browser.Phone.WithoutScript()} {
		t.Run(name, func(t *testing.T) {
			p := browser.Open(t, s.URL, look)
			p.NotSee("藏着")
			p.Click("更多")
			p.See("藏着")
			p.Fill("姓名", "甄某")
			p.Fill("日期", "2026-11-23")
			p.Choose("结果", "阴性")
			p.Choose("对象", "家属")
			p.Tick("同意")
			p.Row("甄二").Fill("备注", "second")
			if v := p.Value("姓名"); v != "甄某" {
				t.Errorf("the field holds %q", v)
			}
			p.Click("保存")
			p.At("/done")
			p.See("/done")
			if want := "agreed=on&day=2026-11-23&note1=&note2=second&person=%E7%94%84%E6%9F%90&result=neg&to=f"; got != want {
				t.Errorf("sent %s", got)
			}
			if n := p.Count("li"); n != 2 {
				t.Errorf("%d rows", n)
			}
		})
	}
}

// notes is a test that does not fail but keeps what it is told.
type notes struct {
	testing.TB
	said []string
}

func (n *notes) Errorf(format string, args ...any) {
	n.said = append(n.said, fmt.Sprintf(format, args...))
}

// TestCheckFinds sees to it that the checks can fail.
func TestCheckFinds(t *testing.T) {
	browser.Need(t)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "style-src-attr 'none'; script-src 'none'")
		_, _ = fmt.Fprint(w, `<!doctype html><html><body><table width="900"><tr><td>x</td></tr></table><img src="/x.png"><p style="color:red">y</p></body></html>`)
	}))
	defer s.Close()
	n := &notes{TB: t}
	t.Run("page", func(t *testing.T) {
		n.TB = t
		p := browser.Open(n, s.URL, browser.Phone)
		p.Check()
	})
	all := strings.Join(n.said, "\n")
	for _, want := range []string{"scrolls sideways", "image-alt", "html-has-lang", "Content Security Policy"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s was not found: %s", want, all)
		}
	}
}

// TestSignIn signs in to the real program in both languages, on a desk and on a telephone without script.
func TestSignIn(t *testing.T) {
	browser.Need(t)
	s := testkit.Serve(t, nil)
	for _, look := range []browser.Look{browser.Desk, browser.Desk.In("en"), browser.Phone.In("en").WithoutScript()} {
		p := browser.Open(t, s.URL, look)
		p.Check()
		p.SignIn("village1", demo.Password)
		p.Check()
	}
}
