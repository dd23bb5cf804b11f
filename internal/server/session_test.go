package server_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"xinsheng/internal/testkit"
)

func TestSignInLeadsToWhereOneWantedToGo(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Visitor(t, s)
	a := b.Get("/password?x=1")
	if a.Status != http.StatusSeeOther || a.Location != "/sign-in" {
		t.Fatalf("a visitor gets %d %q", a.Status, a.Location)
	}
	if page := b.Follow(a); page.Status != http.StatusOK || !strings.Contains(page.Body, "账号") {
		t.Fatalf("sign-in page: %d", page.Status)
	}
	a = b.Post("/sign-in", "login", " Village1 ", "password", "xinsheng-demo")
	if a.Location != "/password?x=1" {
		t.Fatalf("after signing in: %d %q", a.Status, a.Location)
	}
	if page := b.Follow(a); page.Status != http.StatusOK || !strings.Contains(page.Body, "滨江社区") {
		t.Fatalf("the page wanted: %d", page.Status)
	}
	if a = b.Post("/sign-out"); a.Location != "/sign-in" {
		t.Fatalf("sign-out: %d %q", a.Status, a.Location)
	}
	if a = b.Get("/password"); a.Status != http.StatusSeeOther {
		t.Fatalf("still signed in: %d", a.Status)
	}
}

func TestEveryRefusedSignInLooksTheSame(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Visitor(t, s)
	var pages []string
	for _, try := range [][2]string{{"village1", "wrong"}, {"nobody", "wrong"}, {"system.setup", "!"}} {
		began := time.Now()
		a := b.Post("/sign-in", "login", try[0], "password", try[1])
		if took := time.Since(began); took < 300*time.Millisecond {
			t.Errorf("%s is refused after %v: the time may tell that there is no such account", try[0], took)
		}
		if a.Status != http.StatusUnprocessableEntity {
			t.Fatalf("%s: %d", try[0], a.Status)
		}
		pages = append(pages, strings.ReplaceAll(a.Body, try[0], "LOGIN"))
	}
	if pages[0] != pages[1] || pages[1] != pages[2] {
		t.Error("the answers differ between a wrong password, no account and a system account")
	}
}

func TestWrongPasswordsLockTheAccountForAGrowingTime(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Visitor(t, s)
	wrong := func(n int) {
		for range n {
			b.Post("/sign-in", "login", "town1", "password", "wrong")
		}
	}
	right := func() bool {
		return b.Post("/sign-in", "login", "town1", "password", "xinsheng-demo").Status == http.StatusSeeOther
	}
	wrong(4)
	if !right() {
		t.Fatal("four wrong passwords lock already")
	}
	wrong(5)
	if right() {
		t.Fatal("five wrong passwords do not lock")
	}
	s.Clock.Ahead = 61 * time.Second
	wrong(1) // the sixth: two minutes from now
	s.Clock.Ahead += 90 * time.Second
	if right() {
		t.Fatal("the second lock is no longer than the first")
	}
	s.Clock.Ahead += 31 * time.Second
	if !right() {
		t.Fatal("the lock does not end")
	}
}
