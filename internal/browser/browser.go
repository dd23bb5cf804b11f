// Package browser drives the product in a real Chromium, as a person does: by labels, by words, by mouse and keyboard. Only tests and the
// program that takes the pictures use it.
//
//	s := testkit.Serve(t, nil)
//	p := browser.Open(t, s.URL, browser.Phone)
//	p.SignIn("village1", demo.Password)
//	p.Click("月度表")
//	p.Row("甄编一").Choose("结果", "阴性")
//	p.Click("保存")
//	p.See("已保存")
//	p.Check() // no sideways scrolling, nothing that axe-core finds
//
// Everything waits until what it needs is on the page, and fails the test with a picture in build/failed when it does not come.
package browser

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"sync"

	"github.com/chromedp/chromedp"
)

// Tester is what of [testing.TB] a page needs; the program that takes pictures has one of its own.
type Tester interface {
	Helper()
	Name() string
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Logf(format string, args ...any)
	Failed() bool
	Cleanup(func())
}

// Variable is the variable of the environment that lets tests use Chromium; make test sets it.
const Variable = "XINSHENG_BROWSER"

// Need skips a test where Chromium is not asked for.
func Need(t interface {
	Helper()
	Skip(args ...any)
}) {
	t.Helper()
	if os.Getenv(Variable) == "" {
		t.Skip("set " + Variable + "=1 to run this in Chromium")
	}
}

// Look is how a page is looked at.
type Look struct {
	Width, Height int64
	Lang          string // zh-CN when empty
	Dark          bool
	NoScript      bool
}

// The looks that UX.md names.
var (
	Desk  = Look{Width: 1440, Height: 900}
	Phone = Look{Width: 360, Height: 780}
)

// In returns the look in another language, zh-CN or en.
func (l Look) In(lang string) Look { l.Lang = lang; return l }

// WithoutScript returns the look with JavaScript switched off.
func (l Look) WithoutScript() Look { l.NoScript = true; return l }

// chrome is the one Chromium of this process, there while a page is open.
var chrome struct {
	sync.Mutex
	pages int
	ctx   context.Context
	stop  func()
}

// programs are the names under which systems have Chromium.
var programs = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell", "headless_shell",
	"/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
}

var errNoChromium = errors.New("no Chromium; make test installs it, or: apt-get install chromium fonts-noto-cjk")

func program() (string, error) {
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errNoChromium
}

// acquire returns the context of a running Chromium and what gives it back.
func acquire() (context.Context, func(), error) {
	chrome.Lock()
	defer chrome.Unlock()
	if chrome.pages == 0 {
		if err := startChrome(); err != nil {
			return nil, nil, err
		}
	}
	chrome.pages++
	return chrome.ctx, release, nil
}

func release() {
	chrome.Lock()
	defer chrome.Unlock()
	if chrome.pages--; chrome.pages == 0 {
		chrome.stop()
	}
}

func startChrome() error {
	path, err := program()
	if err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox, // it sees only our own pages, and root may not have a sandbox
		chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"), // a page that asks anybody else is wrong
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("font-render-hinting", "none"),
	)
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stopBrowser := chromedp.NewContext(alloc)
	chrome.ctx, chrome.stop = ctx, func() { stopBrowser(); stopAlloc() }
	if err := chromedp.Do(ctx); err != nil {
		chrome.stop()
		return err
	}
	return nil
}
