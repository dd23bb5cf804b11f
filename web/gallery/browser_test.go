package gallery

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"xinsheng/internal/text"
	"xinsheng/web"
)

// policy is the server's Content-Security-Policy, so that the pictures show what it lets through.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

// look is one way of looking at a page.
type look struct {
	name          string
	width, height int64
	dark          bool
	print, open   bool
}

var looks = []look{
	{name: "desk", width: 1440, height: 900}, {name: "phone", width: 360, height: 780}, {name: "desk-dark", width: 1440, height: 900, dark: true},
	{name: "phone-dark", width: 360, height: 780, dark: true}, {name: "tablet", width: 820, height: 1100}, {name: "phone-open", width: 360, height: 780, open: true},
	{name: "print", width: 703, height: 1000, dark: true, print: true}, // A4 less its margins; a dark screen must not make dark paper
}

// TestInABrowser opens every page in Chromium and fails on sideways scrolling, on anything the policy refuses, on small touch targets and
// on what axe-core finds. It leaves pictures in build/gallery.
func TestInABrowser(t *testing.T) {
	if os.Getenv("XINSHENG_BROWSER") == "" {
		t.Skip("set XINSHENG_BROWSER=1 to look at the gallery in Chromium")
	}
	if !web.Built() {
		t.Fatal("the assets are not built; run make assets")
	}
	if err := os.MkdirAll(filepath.Join("..", "..", "build", "gallery"), 0o755); err != nil {
		t.Fatal(err)
	}
	axe, err := os.ReadFile(filepath.Join("..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(serve))
	defer server.Close()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil { // the browser lives as long as the context that starts it
		t.Fatal(err)
	}
	only := os.Getenv("XINSHENG_GALLERY") // part of a picture's name, to look at a few
	for _, p := range pages {
		for _, lang := range text.Langs() {
			for _, l := range looks {
				name := p.name + "." + string(lang) + "." + l.name
				if strings.Contains(name, only) {
					t.Run(name, func(t *testing.T) { visit(ctx, t, server.URL+"/"+p.name+"/"+string(lang), name, l, string(axe)) })
				}
			}
		}
	}
}

func serve(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, web.AssetPrefix) {
		http.StripPrefix(web.AssetPrefix, http.FileServerFS(web.Static())).ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	name, lang, _ := strings.Cut(strings.Trim(r.URL.Path, "/"), "/")
	for _, p := range pages {
		if p.name == name {
			ctx := text.With(r.Context(), text.For(text.Lang(lang)))
			if err := p.body(sayer(lang)).Render(ctx, w); err != nil {
				panic(err)
			}
			return
		}
	}
	http.NotFound(w, r)
}

// findings runs in the page: what is wrong with it.
const findings = `(async () => {
	const out = [];
	const de = document.documentElement;
	if (de.scrollWidth > de.clientWidth) {
		const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > de.clientWidth + 1 && !e.closest(".scroll-x, .sheets, .pop-body, .sr-only"));
		out.push("scrolls sideways: " + de.scrollWidth + " " + wide.slice(0, 3).map((e) => e.tagName + "." + (e.getAttribute("class") ?? "")).join(" | "));
	}
	if (!de.classList.contains("has-script")) out.push("the script did not run");
	for (const r of performance.getEntriesByType("resource")) if (r.responseStatus >= 400) out.push("not loaded: " + r.name);
	if (de.clientWidth < 500) {
		for (const e of document.querySelectorAll("button, .btn, summary, select, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), .rail a, .bottombar a, label.choice, label.tick, .seg label, label.pick, .filters-open")) {
			const b = e.getBoundingClientRect();
			if (b.width > 0 && b.height > 0 && (b.height < 43.5 || b.width < 30) && !e.closest(".sr-only, .searchbox, .filter") && !e.matches(".sr-only")) out.push("small target: " + e.tagName + "." + e.getAttribute("class") + " " + Math.round(b.width) + "x" + Math.round(b.height));
		}
	}
	if (matchMedia("print").matches) return out;
	const result = await axe.run(document, { resultTypes: ["violations"] });
	for (const v of result.violations) out.push(v.id + ": " + v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? "")).join(" || "));
	return out;
})()`

func visit(ctx context.Context, t *testing.T, url, name string, l look, axe string) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	scheme := "light"
	if l.dark {
		scheme = "dark"
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if l.print {
		media.Media = "print"
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(l.width, l.height), chromedp.Navigate(url), chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		t.Fatal(err)
	}
	if l.open {
		const unfold = `document.querySelectorAll("details").forEach((d) => { d.open = true; }); document.querySelectorAll(".filters-open input").forEach((i) => i.click())`
		if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](unfold)); err != nil {
			t.Fatal(err)
		}
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](findings, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f)
	}
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join("..", "..", "build", "gallery", name+".png"), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}
