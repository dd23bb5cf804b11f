package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/testkit"
	"xinsheng/web"
)

func TestHealth(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Visitor(t, s)
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusOK, "/static/": http.StatusNotFound, "/static/../routes.go": http.StatusNotFound, "/static/nothing.css": http.StatusNotFound} {
		if a := b.Get(path); a.Status != want {
			t.Errorf("%s: %d, want %d", path, a.Status, want)
		}
	}
	s.Store.Close()
	if a := b.Get("/readyz"); a.Status != http.StatusServiceUnavailable {
		t.Errorf("without a database /readyz gives %d", a.Status)
	}
	if a := b.Get("/healthz"); a.Status != http.StatusOK {
		t.Errorf("without a database /healthz gives %d", a.Status)
	}
}

func TestPagesAreCompressedAndAssetsKept(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Visitor(t, s)
	b.Headers.Set("Accept-Encoding", "gzip")
	if a := b.Get("/sign-in"); a.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(strings.Join(a.Header.Values("Vary"), ","), "Accept-Encoding") {
		t.Errorf("a page is not compressed: %v", a.Header)
	}
	if !web.Built() {
		t.Log("the assets are not built: make assets")
		return
	}
	if a := b.Get(web.Asset("app.css")); a.Status != http.StatusOK || !strings.Contains(a.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("the stylesheet: %d, %q", a.Status, a.Header.Get("Cache-Control"))
	}
}
