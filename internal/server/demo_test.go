package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/demo"
	"xinsheng/internal/testkit"
)

func TestADemonstrationSignsInByOnePress(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Visitor(t, s)
	if page := b.Get("/sign-in").Body; !strings.Contains(page, `value="police1"`) || !strings.Contains(page, "xinsheng-demo") {
		t.Fatal("the demo accounts are not listed")
	}
	if a := b.Post("/sign-in", "demo", "police1"); a.Status != http.StatusSeeOther || !present(b) {
		t.Fatalf("pressing a demo account: %d", a.Status)
	}
}

func TestOutsideADemonstrationNothingOfItExists(t *testing.T) {
	s := testkit.ServeReal(t)
	b := testkit.Visitor(t, s)
	if page := b.Get("/sign-in").Body; strings.Contains(page, "demo") || strings.Contains(page, "演示") {
		t.Error("the sign-in page speaks of a demonstration")
	}
	if a := b.Post("/sign-in", "demo", "police1"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("signing in by pressing: %d", a.Status)
	}
	b = testkit.Client(t, s, "sysadmin")
	if page := b.Get("/accounts").Body; strings.Contains(page, "/demo/day") || strings.Contains(page, "演示") {
		t.Error("the shell speaks of a demonstration")
	}
	for _, a := range []testkit.Answer{b.Get("/demo/day"), b.Post("/demo/day", "legal_day", "2026-12-01")} {
		if a.Status != http.StatusNotFound {
			t.Errorf("the demonstration's day: %d, want 404", a.Status)
		}
	}
}

func TestMovingTheDayForwardsAndBackComputesAgain(t *testing.T) {
	s := testkit.Serve(t, nil)
	testkit.Case(t, s, testkit.Near, testkit.Today-200, 1)
	b := testkit.Client(t, s, "village1")
	for _, day := range []string{"2026-12-24", "2026-10-05", (testkit.Today - 216).String(), (testkit.Today - 213).String()} { // the last two: before its screening, and after its decision
		a := b.Post("/demo/day", "legal_day", day)
		if a.Status != http.StatusSeeOther {
			t.Fatalf("moving to %s: %d", day, a.Status)
		}
		if s.Clock.Today().String() != day {
			t.Errorf("the day is %v, want %s", s.Clock.Today(), day)
		}
		if page := b.Get("/password").Body; !strings.Contains(page, "重新推算了 1 个案件") || !strings.Contains(page, "演示日期已调到") {
			t.Errorf("moving to %s: the page does not say what was computed, or which day it is", day)
		}
		later := clock.At(testkit.Today) // as the command line finds the demonstration
		if err := demo.RestoreDay(t.Context(), s.Store, later); err != nil || later.Today().String() != day {
			t.Errorf("a later run takes %v for today, want %s (%v)", later.Today(), day, err)
		}
		if _, err := s.Work.Rebuild(t.Context(), false, func(d casework.Difference) { t.Errorf("on %s:\n%s", day, d.What) }); err != nil {
			t.Fatal(err)
		}
	}
	if a := b.Post("/demo/day", "legal_day", "2026-02-30"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "2026-02-30") {
		t.Errorf("an impossible day: %d", a.Status)
	}
	if a := b.Post("/demo/day", "real", "on"); a.Status != http.StatusSeeOther || s.Clock.IsSet() {
		t.Errorf("back to the real day: %d", a.Status)
	}
}
