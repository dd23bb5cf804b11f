package server

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"xinsheng/internal/access"
)

func TestTheRouterRefusesRowsThatDoNotSayWhoMay(t *testing.T) {
	handler := func(*Server, http.ResponseWriter, *http.Request) error { return nil }
	good := Route{Method: "GET", Path: "/x", Action: access.CaseList, Handler: handler}
	for want, change := range map[string]func(*Route){
		"needs either":         func(rt *Route) { rt.Action = "" },
		"not in the table":     func(rt *Route) { rt.Action = "case.everything" },
		"no handler":           func(rt *Route) { rt.Handler = nil },
		"neither GET nor POST": func(rt *Route) { rt.Method = "PUT" },
		"does not begin":       func(rt *Route) { rt.Path = "x" },
		"not known":            func(rt *Route) { rt.Path = "/x/{thing}" },
		"is not public":        func(rt *Route) { rt.Plain = true },
	} {
		rt := good
		change(&rt)
		if err := checkRoutes([]Route{rt}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error that says %q", err, want)
		}
	}
	both := good
	both.Public = "a reason"
	if checkRoutes([]Route{both}) == nil {
		t.Error("a row with both an action and a reason to be public passes")
	}
	if checkRoutes([]Route{good, good}) == nil {
		t.Error("a row that stands twice passes")
	}
	if err := checkRoutes([]Route{good}); err != nil {
		t.Error(err)
	}
}

func TestTheClientsAddressIsBelievedFromTrustedProxiesOnly(t *testing.T) {
	s := &Server{Deps: Deps{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}}
	for _, c := range []struct{ remote, forwarded, want string }{
		{"192.0.2.1:999", "", "192.0.2.1"},
		{"192.0.2.1:999", "198.51.100.7", "192.0.2.1"}, // not our proxy: anybody can send the header
		{"10.0.0.1:999", "198.51.100.7", "198.51.100.7"},
		{"10.0.0.1:999", "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"},
		{"10.0.0.1:999", "nonsense", "10.0.0.1"},
		{"10.0.0.1:999", "", "10.0.0.1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := s.clientAddress(r); got != c.want {
			t.Errorf("from %s with %q: %s, want %s", c.remote, c.forwarded, got, c.want)
		}
	}
}

func TestFormsAreReadPastWhatIsTooLarge(t *testing.T) {
	big := strings.Repeat("x", maxField+1)
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("a=1&big="+big+"&b=%E7%94%84&c&=d&a=2"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	f, err := readForm(r)
	if err != nil {
		t.Fatal(err)
	}
	if f.Err() == nil || f.large[0].Name != "big" {
		t.Errorf("what is too large is %v", f.large)
	}
	if a := f.TypedAll("a"); len(a) != 2 || a[0] != "1" || a[1] != "2" || f.Typed("b") != "甄" || !f.Has("c") || f.Has("big") {
		t.Errorf("the rest is %v", f.values)
	}
	exact := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("a="+strings.Repeat("x", maxField-2)+"&b=1"))
	exact.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
	if f, err = readForm(exact); err != nil || f.Err() != nil || f.Typed("b") != "1" {
		t.Errorf("a field just small enough: %v, %v", err, f.Err())
	}
	other := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(`{"a":1}`))
	other.Header.Set("Content-Type", "application/json")
	if _, err = readForm(other); err == nil {
		t.Error("JSON is read as a form")
	}
}
