package server_test

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"testing"

	"xinsheng/internal/testkit"
)

func TestATooLargeFieldIsRefusedAndTheRestKept(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "sysadmin")
	a := b.PostRaw("/accounts", "name="+strings.Repeat("x", 10<<20)+"&login=worker7")
	if a.Status != http.StatusRequestEntityTooLarge {
		t.Fatalf("10 MB in one field: %d, want 413", a.Status)
	}
	if !strings.Contains(a.Body, `value="worker7"`) || !strings.Contains(a.Body, "姓名：太长") {
		t.Error("the other field is lost, or the message does not name the field")
	}
	if len(a.Body) > 100<<10 {
		t.Errorf("the answer has %d bytes", len(a.Body))
	}
	many := b.PostRaw("/accounts", "login=worker7"+strings.Repeat("&f="+strings.Repeat("x", 1000), 2000))
	if many.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("2 MB in many fields: %d, want 413", many.Status)
	}
}

func TestBytesThatAreNoTextAreRefused(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "sysadmin")
	for what, name := range map[string]string{"invalid UTF-8": "%ff%fe", "NUL": "a%00b", "escape": "a%1bb"} {
		a := b.PostRaw("/accounts", "login=worker8&name="+name)
		if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "无法识别") {
			t.Errorf("%s: %d, want 422 with a message", what, a.Status)
		}
		if !strings.Contains(a.Body, `value="worker8"`) {
			t.Errorf("%s: what else was typed is lost", what)
		}
	}
	if a := b.Get("/accounts?state=%ff%fe&after=%00"); a.Status != http.StatusOK {
		t.Errorf("bytes that are no text in the address: %d", a.Status)
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "sysadmin")
	for what, headers := range map[string]http.Header{
		"another site":      {"Sec-Fetch-Site": {"cross-site"}},
		"another host":      {"Sec-Fetch-Site": {"same-site"}},
		"another origin":    {"Origin": {"https://example.org"}},
		"neither is said":   {},
		"no origin at all":  {"Origin": {"null"}},
		"both are at odds":  {"Sec-Fetch-Site": {"cross-site"}, "Origin": {s.URL}},
		"an empty site tag": {"Sec-Fetch-Site": {""}},
	} {
		b.Headers = headers
		if a := b.Post("/accounts", "login", "worker6", "name", "试验"); a.Status != http.StatusForbidden {
			t.Errorf("%s: %d, want 403", what, a.Status)
		}
	}
	b.Headers = http.Header{"Origin": {s.URL}} // an older browser
	if a := b.Post("/accounts", "login", "worker6", "name", "试验"); a.Status != http.StatusOK {
		t.Errorf("our own form from an older browser: %d", a.Status)
	}
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "sysadmin")
	for _, path := range []string{"/sign-in", "/accounts", "/nowhere", "/healthz", "/static/app.css"} {
		h := b.Get(path).Header
		csp := h.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "data:") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", path, csp)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		if strings.HasPrefix(path, "/accounts") && h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept: %q", path, h.Get("Cache-Control"))
		}
	}
}

func TestPagesHaveNoInlineStyleScriptOrHandler(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "sysadmin")
	for _, path := range []string{"/accounts", "/units", "/holidays", "/password", "/demo/day", "/nowhere"} {
		page := b.Get(path).Body
		for _, bad := range []string{" style=", "<style", "<script>", " onclick=", " onload=", "javascript:"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s has %q", path, bad)
			}
		}
	}
}

func TestTheLogHoldsNoNamesNoQueriesAndNoKeys(t *testing.T) {
	var log safeBuffer
	s := testkit.Serve(t, &log)
	b := testkit.Client(t, s, "sysadmin")
	b.Follow(b.Post("/accounts/find", "find", "李秀珍"))
	b.Get("/accounts?state=active&secret=李秀珍")
	b.Get("/nowhere/520381198503070011")
	b.Post("/accounts", "login", "x", "name", "甄秘密")
	for _, bad := range []string{"李秀珍", "何俊", "甄秘密", "secret", "find=", "520381198503070011", "xinsheng-demo", "%E6"} {
		if strings.Contains(log.String(), bad) {
			t.Errorf("the log holds %q", bad)
		}
	}
	if !strings.Contains(log.String(), `"route":"/accounts"`) || !strings.Contains(log.String(), `"status":404`) {
		t.Error("the log does not say what was asked for")
	}
}

// safeBuffer is a buffer that the server writes while the test reads.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func TestLanguageIsChosenOnce(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Visitor(t, s)
	b.Headers.Set("Accept-Language", "en-GB,en;q=0.9")
	if page := b.Get("/sign-in"); !strings.Contains(page.Body, `lang="en"`) {
		t.Error("a visitor is not answered in the browser's language")
	}
	b.SignIn("village1", "xinsheng-demo")
	if page := b.Get("/password"); !strings.Contains(page.Body, `lang="zh-CN"`) {
		t.Error("the account's language does not count")
	}
	if page := b.Post("/password", "old", "x"); page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Body, `name="back" value="/password"`) {
		t.Errorf("%d: the page of a refused form leads elsewhere when its language is changed", page.Status)
	}
	if a := b.Post("/language", "lang", "en", "back", "/password"); a.Location != "/password" {
		t.Fatalf("language: %d %q", a.Status, a.Location)
	}
	if page := b.Get("/password"); !strings.Contains(page.Body, `lang="en"`) {
		t.Error("the chosen language does not count")
	}
	other := testkit.Client(t, s, "village1")
	if page := other.Get("/password"); !strings.Contains(page.Body, `lang="en"`) {
		t.Error("the account does not keep its language")
	}
	for _, back := range []string{"//example.org", "https://example.org", `/\example.org`, ""} {
		if a := b.Post("/language", "lang", "en", "back", back); a.Location != "/" {
			t.Errorf("back to %q leads to %q", back, a.Location)
		}
	}
	if a := b.Post("/language", "lang", "xx"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("an unknown language: %d", a.Status)
	}
}
