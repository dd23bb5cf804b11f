package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/session"
	"xinsheng/internal/testkit"
)

// hiddenFields are the fields of the form of a page, as its button would send them.
func hiddenFields(body string) url.Values {
	out := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		out.Add(m[1], m[2])
	}
	return out
}

// TestAFormSentAfterItsSessionWaitsForTheSameAccount sends a form late, signs in again and carries on; another account finds nothing.
func TestAFormSentAfterItsSessionWaitsForTheSameAccount(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 1)
	at := "/cases/" + id.String() + "/contact"
	form := func() []string {
		return []string{"form_key", uuid.Must(uuid.NewV7()).String(), "type", "talk", "date", testkit.Today.String(), "content", "谈话一次", "staff", "甄谈"}
	}
	late := func(b *testkit.Browser, path string, pairs ...string) testkit.Answer {
		s.Clock.Ahead += session.IdleTimeout * 2
		return b.Post(path, pairs...)
	}
	t.Run("the same account", func(t *testing.T) {
		b := testkit.Client(t, s, "village1")
		has(t, "late", late(b, at, form()...), http.StatusUnauthorized, "还在", `name="password"`)
		wantRecorded(t, s, id)
		a := b.Post("/sign-in", "login", "village1", "password", demo.Password)
		if a.Location != "/resume" {
			t.Fatalf("signing in leads to %q", a.Location)
		}
		page := b.Follow(a)
		has(t, "what waits", page, http.StatusOK, `action="`+at+`"`, "谈话一次")
		if saved := b.PostRaw(at, hiddenFields(page.Body).Encode()); saved.Status != http.StatusSeeOther {
			t.Errorf("carried on: %d", saved.Status)
		}
		wantRecorded(t, s, id, testkit.Today.String()+" talk")
		if again := b.Get("/resume"); again.Location != "/" {
			t.Errorf("it waits again: %d %q", again.Status, again.Location)
		}
	})
	t.Run("another account", func(t *testing.T) {
		b := testkit.Client(t, s, "village1")
		late(b, at, form()...)
		if a := b.Post("/sign-in", "login", "town1", "password", demo.Password); a.Location == "/resume" {
			t.Error("town1 is offered what village1 has typed")
		}
		if a := b.Get("/resume"); a.Location != "/" {
			t.Errorf("town1 opens it: %d", a.Status)
		}
	})
	t.Run("nobody", func(t *testing.T) {
		b := testkit.Visitor(t, s)
		if a := b.Post(at, form()...); strings.Contains(a.Body, "还在") {
			t.Error("a visitor's form is kept")
		}
	})
	t.Run("a password is not kept", func(t *testing.T) {
		b := testkit.Client(t, s, "village1")
		if a := late(b, "/password", "old", demo.Password, "new", "another-long-one", "again", "another-long-one"); strings.Contains(a.Body, "还在") {
			t.Error("passwords are kept")
		}
	})
}

// TestWhatWaitsIsShownUntilItIsDone looks at a form that was sent too late more than once, discards one, and lets another grow old.
func TestWhatWaitsIsShownUntilItIsDone(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 1)
	at := "/cases/" + id.String() + "/contact"
	late := func(content string) *testkit.Browser {
		b := testkit.Client(t, s, "village1")
		key := shown(t, b.Get(at).Body, "form_key")
		s.Clock.Ahead += session.IdleTimeout * 2
		b.Post(at, "draft", at, "form_key", key, "type", "talk", "date", testkit.Today.String(), "content", content, "staff", "甄谈")
		if a := b.Post("/sign-in", "login", "village1", "password", demo.Password); a.Location != "/resume" {
			t.Fatalf("signing in leads to %q", a.Location)
		}
		return b
	}
	b := late("谈话一次")
	for range 3 {
		has(t, "what waits", b.Get("/resume"), http.StatusOK, "谈话一次", "甄编", "***", `action="`+at+`"`)
	}
	if home := b.Follow(b.Post("/drafts/discard", "draft", at, "draft_page", "/resume")); home.Location != "/" {
		t.Errorf("after discarding: %d %q", home.Status, home.Location)
	}
	wantRecorded(t, s, id)
	late("谈话两次")
	t.Run("it is offered for two hours and stays a draft after that", func(t *testing.T) {
		s.Clock.Ahead += casework.SentLife
		again := testkit.Client(t, s, "village1")
		if a := again.Get("/resume"); a.Location != "/" {
			t.Errorf("after two hours: %d %q", a.Status, a.Location)
		}
		has(t, "the form", again.Get(at), http.StatusOK, "已恢复", "谈话两次")
	})
	t.Run("the script of a page whose session has ended", func(t *testing.T) {
		b := testkit.Client(t, s, "village1")
		s.Clock.Ahead += session.IdleTimeout * 2
		has(t, "keeps", kept(b, at, at, "content", "超时以后写的"), http.StatusUnauthorized, "已存成草稿")
		b.SignIn("village1", demo.Password)
		has(t, "what it kept", b.Get(at), http.StatusOK, "超时以后写的")
		has(t, "a visitor's", kept(testkit.Visitor(t, s), at, at, "content", "谁写的"), http.StatusUnauthorized, "没有存")
	})
}
