package gallery

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// browse opens a browser on the gallery; what is posted is counted.
func browse(t *testing.T) (ctx context.Context, base string, posts *atomic.Int32) {
	t.Helper()
	if os.Getenv("XINSHENG_BROWSER") == "" {
		t.Skip("set XINSHENG_BROWSER=1 to use the gallery in Chromium")
	}
	posts = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			posts.Add(1)
			time.Sleep(300 * time.Millisecond)
		}
		serve(w, r)
	}))
	t.Cleanup(server.Close)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatal(err)
	}
	return ctx, server.URL, posts
}

// eventually waits until a script says true.
func eventually(ctx context.Context, t *testing.T, what, script string) {
	t.Helper()
	for range 50 {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script)); err == nil && ok {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%s: never true: %s", what, script)
}

func do(ctx context.Context, t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

func script(s string) chromedp.Action[chromedp.Void] { return chromedp.Evaluate[chromedp.Void](s) }

func TestFiltersRenewTheListWithoutLoadingThePage(t *testing.T) {
	ctx, base, _ := browse(t)
	do(ctx, t, chromedp.Navigate(base+"/06-list/zh-CN"), script(`window.stays = true; const s = document.querySelector("select[name=village]"); s.value = "b"; s.dispatchEvent(new Event("change", {bubbles: true}))`))
	eventually(ctx, t, "the address says what is filtered, and only that", `location.search === "?state=a&village=b&sort=urgent"`)
	eventually(ctx, t, "the list is there", `window.stays === true && document.querySelectorAll("#main tbody tr").length > 3`)
	do(ctx, t, script(`document.querySelector("form.filters").setAttribute("hx-get", "/no-such-page"); const s2 = document.querySelector("select[name=kind]"); s2.value = "b"; s2.dispatchEvent(new Event("change", {bubbles: true}))`))
	eventually(ctx, t, "an answer that is not the page is loaded whole", `window.stays === undefined && location.pathname === "/no-such-page"`)
}

func TestKeys(t *testing.T) {
	ctx, base, posts := browse(t)
	do(ctx, t, chromedp.Navigate(base+"/04-worklist/zh-CN"), chromedp.KeyEvent("j"))
	eventually(ctx, t, "j goes to the first row", `document.activeElement.textContent === "罗世强"`)
	do(ctx, t, chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	eventually(ctx, t, "j and k walk", `document.activeElement.textContent === "何小梅"`)
	do(ctx, t, chromedp.KeyEvent("/"))
	eventually(ctx, t, "/ goes to the search", `document.activeElement.id === "search"`)
	do(ctx, t, chromedp.KeyEvent("j/"))
	if v, err := chromedp.Run(ctx, chromedp.Value(chromedp.ID("search"))); err != nil || !strings.HasSuffix(v, "j/") { // the protocol types the / itself too
		t.Errorf("letters in a field are letters: got %q %v", v, err)
	}
	do(ctx, t, chromedp.Navigate(base+"/07-sheet/zh-CN"), chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(2)))
	eventually(ctx, t, "the form is sent once", `document.readyState === "complete"`)
	time.Sleep(500 * time.Millisecond)
	if n := posts.Load(); n != 1 {
		t.Errorf("Ctrl+Enter sent the form %d times, want once", n)
	}
}

func TestASecondPressDoesNothing(t *testing.T) {
	ctx, base, posts := browse(t)
	do(ctx, t, chromedp.Navigate(base+"/07-sheet/zh-CN"), script(`const b = document.querySelector("[data-save]"); b.click(); b.click(); b.form.requestSubmit()`))
	time.Sleep(800 * time.Millisecond)
	if n := posts.Load(); n != 1 {
		t.Errorf("the form was sent %d times, want once", n)
	}
}

func TestAChosenResultCanBeTakenBack(t *testing.T) {
	ctx, base, _ := browse(t)
	do(ctx, t, chromedp.Navigate(base+"/07-sheet/zh-CN"), chromedp.Click(chromedp.CSS("#result-2 label:nth-of-type(2)")))
	eventually(ctx, t, "chosen", `document.querySelector("[name=result-2]:checked")?.value === "positive"`)
	do(ctx, t, chromedp.Click(chromedp.CSS("#result-2 label:nth-of-type(2)")))
	eventually(ctx, t, "taken back", `document.querySelector("[name=result-2]:checked") === null`)
}

func TestThePolicyRefusesNothing(t *testing.T) {
	ctx, base, _ := browse(t)
	for _, p := range pages {
		do(ctx, t, chromedp.Navigate(base+"/"+p.name+"/zh-CN"))
		if html, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.documentElement.outerHTML`)); err != nil || strings.Contains(html, " style=") {
			t.Errorf("%s: a style was written into the page: %v", p.name, err)
		}
	}
}
