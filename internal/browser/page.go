package browser

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Patience is how long a page waits for what it needs.
const Patience = 10 * time.Second

// Page is one tab of a person's own browser: cookies are shared with no other Page.
type Page struct {
	t     Tester
	ctx   context.Context
	base  string
	look  Look
	scope []step
	seen  *traffic
}

// Open opens a browser window at the start page of the program that answers at base. It closes with the test.
func Open(t Tester, base string, l Look) *Page {
	t.Helper()
	parent, release, err := acquire()
	if err != nil {
		t.Fatalf("browser: %v", err)
	}
	t.Cleanup(release)
	ctx, closeTab := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	p := &Page{t: t, ctx: ctx, base: strings.TrimSuffix(base, "/"), look: l, seen: newTraffic()}
	t.Cleanup(p.finish)
	if err := p.prepare(); err != nil {
		t.Fatalf("browser: %v", err)
	}
	p.Go("/")
	return p
}

func (p *Page) prepare() error {
	if err := chromedp.Listen(p.ctx, p.seen.hear); err != nil {
		return err
	}
	lang := p.look.Lang
	if lang == "" {
		lang = "zh-CN"
	}
	cookie := network.SetCookieParams{Name: "xinsheng_language", Value: lang, URL: p.base}
	if _, err := chromedp.Call(p.ctx, network.SetCookie, cookie); err != nil {
		return err
	}
	scheme := "light"
	if p.look.Dark {
		scheme = "dark"
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, media); err != nil {
		return err
	}
	script := emulation.SetScriptExecutionDisabledParams{Value: p.look.NoScript}
	if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, script); err != nil {
		return err
	}
	return chromedp.Do(p.ctx, chromedp.EmulateViewport(p.look.Width, p.look.Height))
}

// finish keeps a picture of a failed test's last page and says what the page itself complained of.
func (p *Page) finish() {
	for _, complaint := range p.seen.complaints() {
		p.t.Errorf("browser: the page complains: %s", complaint)
	}
	if p.t.Failed() {
		p.keepFailure()
	}
}

func (p *Page) keepFailure() {
	name := strings.NewReplacer("/", "-", " ", "-").Replace(p.t.Name()) + ".png"
	path := filepath.Join(root(), "build", "failed", name)
	if err := p.shoot(path); err != nil {
		p.t.Logf("browser: no picture: %v", err)
		return
	}
	p.t.Logf("browser: at %s; picture: %s", p.Path(), path)
}

// fail ends the test.
func (p *Page) fail(format string, args ...any) {
	p.t.Helper()
	p.t.Fatalf("browser: "+format, args...)
}

// root is the directory of the project, the one with go.mod.
func root() string {
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	for d := dir; d != filepath.Dir(d); d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return d
		}
	}
	return dir
}

// Go opens an address of the program.
func (p *Page) Go(path string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, 3*Patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(p.base+path)); err != nil {
		p.fail("%s: %v", path, err)
	}
	p.settle()
}

// Reload asks for the page again.
func (p *Page) Reload() {
	p.t.Helper()
	p.Go(p.Path())
}

// Back goes back to the page before, as the browser's own button does.
func (p *Page) Back() {
	p.t.Helper()
	p.seen.touch()
	ctx, cancel := context.WithTimeout(p.ctx, 3*Patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.NavigateBack()); err != nil {
		p.fail("back: %v", err)
	}
	p.settle()
}

// Path returns the address of the page: path and query.
func (p *Page) Path() string {
	at, err := chromedp.Run(p.ctx, chromedp.Location())
	if err != nil {
		return ""
	}
	u, err := url.Parse(at)
	if err != nil {
		return at
	}
	return u.RequestURI()
}

// Status returns the HTTP status of the last page.
func (p *Page) Status() int { return p.seen.lastStatus() }

// SignIn signs in with a login and a password. The page that comes after it is open then.
func (p *Page) SignIn(login, password string) {
	p.t.Helper()
	p.Go("/sign-in")
	form := p.Within("form:has(input[name=password])")
	form.Fill("login", login)
	form.Fill("password", password)
	form.Press("button[type=submit], button:not([type])")
	if strings.HasPrefix(p.Path(), "/sign-in") {
		p.fail("%s cannot sign in: %s", login, p.Text())
	}
}
