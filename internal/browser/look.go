package browser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/chromedp"
)

// Text returns the words that are shown, or those of the part the page is narrowed to.
func (p *Page) Text() string {
	p.t.Helper()
	scope, _ := json.Marshal(p.steps())
	text, err := ask[string](p, "((r) => r ? words(r === document ? document.body : r) : '')(within("+string(scope)+"))")
	if err != nil {
		p.fail("%v", err)
	}
	return text
}

// TextOf returns the words of the first shown thing that the CSS selector finds.
func (p *Page) TextOf(selector string) string {
	p.t.Helper()
	return p.must("css", selector, "words").Text
}

// Count returns how many shown things the CSS selector finds.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	args, _ := json.Marshal([]any{p.steps(), selector})
	n, err := ask[int](p, "((scope, css) => [...(within(scope)?.querySelectorAll(css) ?? [])].filter(shown).length)(..."+string(args)+")")
	if err != nil {
		p.fail("%v", err)
	}
	return n
}

// See waits until the words are shown.
func (p *Page) See(words string) {
	p.t.Helper()
	p.await(words, true)
}

// NotSee waits until the words are not shown.
func (p *Page) NotSee(words string) {
	p.t.Helper()
	p.await(words, false)
}

func (p *Page) await(words string, want bool) {
	p.t.Helper()
	words = strings.Join(strings.Fields(words), " ")
	for end := time.Now().Add(Patience); ; time.Sleep(50 * time.Millisecond) {
		text := p.Text()
		if strings.Contains(text, words) == want {
			return
		}
		if time.Now().After(end) {
			p.fail("at %s: %q shown: %v, wanted: %v; shown is: %.600s", p.Path(), words, !want, want, text)
		}
	}
}

// At waits until the page's address begins with path.
func (p *Page) At(path string) {
	p.t.Helper()
	for end := time.Now().Add(Patience); !strings.HasPrefix(p.Path(), path); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			p.fail("at %s, not at %s: %.300s", p.Path(), path, p.Text())
		}
	}
}

// Check reports, without ending the test, sideways scrolling and what axe-core finds.
func (p *Page) Check() {
	p.t.Helper()
	p.CheckWidth()
	p.CheckAccess()
}

// CheckWidth reports sideways scrolling of the whole page.
func (p *Page) CheckWidth() {
	p.t.Helper()
	wide, err := ask[string](p, `(() => { const d = document.documentElement; if (d.scrollWidth <= d.clientWidth) return "";
		const out = [...document.querySelectorAll("body *")].filter((e) => shown(e) && e.getBoundingClientRect().right > d.clientWidth + 1 && !e.closest(".scroll-x"));
		return d.scrollWidth + " px: " + out.slice(0, 3).map((e) => e.tagName.toLowerCase() + "." + (e.getAttribute("class") ?? "")).join(" | ") })()`)
	if err != nil {
		p.fail("%v", err)
	}
	if wide != "" {
		p.t.Errorf("browser: %s scrolls sideways at %d px: %s", p.Path(), p.look.Width, wide)
	}
}

// axe is axe-core as npm ci has installed it.
var axe = sync.OnceValues(func() (string, error) {
	b, err := os.ReadFile(filepath.Join(root(), "web", "node_modules", "axe-core", "axe.min.js"))
	return string(b), err
})

// CheckAccess reports what axe-core finds wrong for people who use the page in other ways than by mouse and eye.
func (p *Page) CheckAccess() {
	p.t.Helper()
	if p.look.NoScript {
		return // axe-core is a script
	}
	source, err := axe()
	if err != nil {
		p.fail("axe-core: %v", err)
	}
	if err := chromedp.Do(p.ctx, chromedp.Evaluate[chromedp.Void](source)); err != nil {
		p.fail("axe-core: %v", err)
	}
	problems, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations.map((v) =>
		v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")))`, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fail("axe-core: %v", err)
	}
	for _, s := range problems {
		p.t.Errorf("browser: %s: %s", p.Path(), s)
	}
}

// Picture saves a picture of what is in the window.
func (p *Page) Picture(path string) {
	p.t.Helper()
	if err := p.shoot(path); err != nil {
		p.fail("picture: %v", err)
	}
}

func (p *Page) shoot(path string) error {
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, png, 0o644)
}

// Links returns the addresses of the shown links that the CSS selector finds, in their order, none twice.
func (p *Page) Links(selector string) []string {
	p.t.Helper()
	args, _ := json.Marshal([]any{p.steps(), selector})
	links, err := ask[[]string](p, `((scope, css) => [...new Set([...(within(scope)?.querySelectorAll(css) ?? [])].filter(shown).map((a) => a.getAttribute("href")))])(...`+string(args)+")")
	if err != nil {
		p.fail("%v", err)
	}
	return links
}
