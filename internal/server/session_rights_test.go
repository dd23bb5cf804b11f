package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"xinsheng/internal/registry"
	"xinsheng/internal/session"
	"xinsheng/internal/testkit"
)

// present reports whether the browser's session is good for a page that everybody signed in may see.
func present(b *testkit.Browser) bool { return b.Get("/password").Status == http.StatusOK }

func TestASessionEndsByTime(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "village1")
	s.Clock.Ahead = session.IdleTimeout - time.Minute
	if !present(b) {
		t.Fatal("a session in use within the hour is over")
	}
	s.Clock.Ahead += session.IdleTimeout + time.Minute
	if present(b) {
		t.Fatal("an idle session goes on")
	}
	if page := b.Get("/sign-in"); !strings.Contains(page.Body, "登录已超时") {
		t.Error("the sign-in page does not say why")
	}

	s.Clock.Ahead = 0
	b = testkit.Client(t, s, "village1")
	for s.Clock.Ahead < session.Lifetime {
		if !present(b) {
			t.Fatalf("a session in use ended after %v", s.Clock.Ahead)
		}
		s.Clock.Ahead += session.IdleTimeout / 2
	}
	s.Clock.Ahead = session.Lifetime + time.Minute
	if present(b) {
		t.Fatal("a session outlives its lifetime when it is used")
	}
}

func TestAFormSentAfterTheSessionGetsASignInPage(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "sysadmin")
	s.Clock.Ahead = session.IdleTimeout * 2
	a := b.Post("/accounts", "login", "late1", "name", "试验")
	if a.Status != http.StatusUnauthorized || !strings.Contains(a.Body, `name="password"`) {
		t.Fatalf("%d, want 401 with the form to sign in", a.Status)
	}
}

func TestResettingAPasswordEndsEverySessionAtOnce(t *testing.T) {
	s := testkit.Serve(t, nil)
	one, two := testkit.Client(t, s, "village1"), testkit.Client(t, s, "village1")
	admin := testkit.Client(t, s, "sysadmin")
	id := strconv.FormatInt(testkit.Actor(t, s, "village1").Account, 10)
	a := admin.Post("/accounts/" + id + "/password")
	if a.Status != http.StatusOK {
		t.Fatalf("reset: %d", a.Status)
	}
	if present(one) || present(two) {
		t.Fatal("a session survives the reset")
	}
	if page := one.Get("/sign-in"); !strings.Contains(page.Body, "权限刚刚变更") {
		t.Error("the sign-in page does not say why")
	}
	password := between(t, a.Body, "data-temporary>", "<")
	one.SignIn("village1", password)
	if a := one.Get("/demo/day"); a.Location != "/password" {
		t.Fatalf("a temporary password opens a page: %d %q", a.Status, a.Location)
	}
	if a := one.Post("/password", "old", password, "new", "village1-new", "again", "village1-new"); a.Status != http.StatusUnprocessableEntity {
		t.Fatalf("a password with the account's name in it: %d", a.Status)
	}
	if a := one.Post("/password", "old", password, "new", "一个新的好密码123", "again", "一个新的好密码123"); a.Status != http.StatusSeeOther {
		t.Fatalf("change: %d", a.Status)
	}
	if !present(one) {
		t.Fatal("the session that changed the password is over")
	}
	if two.Post("/sign-in", "login", "village1", "password", password).Status == http.StatusSeeOther {
		t.Fatal("the temporary password still works")
	}
}

func TestAPostingThatEndsEndsItsSession(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "police2")
	first := testkit.Actor(t, s, "police2")
	if err := s.Registry.EndPosting(t.Context(), testkit.Actor(t, s, "secadmin"), first.Posting, testkit.Today-1); err != nil {
		t.Fatal(err)
	}
	if present(b) {
		t.Fatal("the session goes on under a posting that has ended")
	}
	b.SignIn("police2", "xinsheng-demo")
	if page := b.Get("/password"); !strings.Contains(page.Body, "赤水市公安局") || strings.Contains(page.Body, "市中派出所") {
		t.Fatal("signing in again does not lead to the other posting alone")
	}
	if err := s.Registry.EndPosting(t.Context(), testkit.Actor(t, s, "secadmin"), testkit.Actor(t, s, "police2").Posting, testkit.Today-1); err != nil {
		t.Fatal(err)
	}
	b = testkit.Visitor(t, s)
	b.SignIn("police2", "xinsheng-demo")
	if a := b.Get("/"); a.Status != http.StatusForbidden || !strings.Contains(a.Body, "没有任职") || strings.Contains(a.Body, "⟦") {
		t.Fatalf("an account without posting: %d", a.Status)
	}
}

func TestSwitchingPostingRenewsTheToken(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "police2")
	stolen := testkit.Visitor(t, s)
	stolen.Headers.Set("Cookie", b.Cookies())
	if !present(stolen) {
		t.Fatal("the test's copy of the cookie is no good")
	}
	bureau := between(t, b.Get("/password").Body, `<button class="pop-row" name="posting" value="`, `"><span><b>赤水市公安局`)
	bureau = bureau[strings.LastIndex(bureau, `"`)+1:]
	if a := b.Post("/posting", "posting", bureau); a.Status != http.StatusSeeOther {
		t.Fatalf("switch: %d", a.Status)
	}
	if !present(b) || present(stolen) {
		t.Fatal("the old token is still good, or the new one is not")
	}
	if a := b.Post("/posting", "posting", strconv.FormatInt(testkit.Actor(t, s, "town2").Posting, 10)); a.Status != http.StatusNotFound {
		t.Fatalf("another's posting: %d, want 404", a.Status)
	}
}

func TestADeputyActsUntilTheLastDay(t *testing.T) {
	s := testkit.Serve(t, nil)
	sec, lead := testkit.Actor(t, s, "secadmin"), testkit.Actor(t, s, "town3")
	_, err := s.Registry.AddDeputy(t.Context(), sec, registry.Deputy{For: lead.Posting, Account: testkit.Actor(t, s, "town1").Account, From: testkit.Today, Until: testkit.Today + 2})
	if err != nil {
		t.Fatal(err)
	}
	postings := func() string { return testkit.Client(t, s, "town1").Get("/password").Body }
	if page := postings(); !strings.Contains(page, "复兴镇") || !strings.Contains(page, "代理至2026年11月25日") {
		t.Fatal("the deputy's posting is not offered")
	}
	s.Clock.Set(testkit.Today + 3)
	if strings.Contains(postings(), "复兴镇") {
		t.Fatal("the deputy's posting is offered after its last day")
	}
}

func TestAQuietRequestDoesNotWriteTheSession(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "village1")
	b.Get("/password")
	if set := b.Get("/password").Header.Values("Set-Cookie"); len(set) > 0 {
		t.Errorf("a request that changes nothing sets %q", set)
	}
	s.Clock.Ahead = 6 * time.Minute
	if set := b.Get("/password").Header.Values("Set-Cookie"); len(set) != 1 {
		t.Errorf("after six minutes the session is not noted as in use: %q", set)
	}
}

func between(t *testing.T, s, before, after string) string {
	t.Helper()
	_, rest, ok := strings.Cut(s, before)
	if !ok {
		t.Fatalf("no %q on the page", before)
	}
	found, _, ok := strings.Cut(rest, after)
	if !ok {
		t.Fatalf("no %q on the page", after)
	}
	return found
}
