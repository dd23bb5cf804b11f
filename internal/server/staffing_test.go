package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

func TestStaffingNeed(t *testing.T) {
	s := testkit.Serve(t, nil)
	village := testkit.Near
	for seq := range 3 {
		testkit.BareCase(t, s, village, date.New(2026, 9, 1+seq), seq+1)
	}
	office := testkit.Actor(t, s, "office1")
	for month, want := range map[date.Month]int{date.NewMonth(2026, 5): 0, date.NewMonth(2026, 10): 3, date.NewMonth(2026, 11): 3} {
		staffing, err := s.Oversee.Staffing(t.Context(), office, month, 0)
		if err != nil {
			t.Fatal(err)
		}
		units := staffing.Units
		if len(units) != 127+17 {
			t.Errorf("%v: %d units, want 127 villages and 17 townships", month, len(units))
		}
		var sum oversight.StaffingSum
		for _, u := range units {
			sum.Add(u)
			if u.Division == village && u.Persons != want {
				t.Errorf("%v: %d persons in the village, want %d", month, u.Persons, want)
			}
		}
		// 8 communities of 市中街道, 17 townships, and one more in each of three.
		if full := 8 + 17 + 3; sum.Need != (rehab.Staff{Director: 127 - 8, FullTime: full}) || sum.Pay != int64(full)*65000 || sum.Gap != sum.Need || sum.GapPay != sum.Pay || sum.Persons != want {
			t.Errorf("%v: %+v", month, sum)
		}
	}
}

// TestStaffingOnTheWorklist: a caseload that has crossed a bound stands on the township's and the office's worklist until somebody has looked; so do proposals and
// certificates that run out.
func TestStaffingOnTheWorklist(t *testing.T) {
	s := testkit.Serve(t, nil)
	for seq := range 10 {
		testkit.BareCase(t, s, testkit.Near, date.New(2026, 11, 20), seq+1)
	}
	if err := s.Oversee.NoteCrossings(t.Context()); err != nil {
		t.Fatal(err)
	}
	member, post, _ := addStaff(t, s, "town1", testkit.Near, "甄小安")
	town, office, second, village := testkit.Client(t, s, "town1"), testkit.Client(t, s, "office1"), testkit.Client(t, s, "office2"), testkit.Client(t, s, "village1")
	on := func(b *testkit.Browser, words string, want bool) {
		t.Helper()
		if got := strings.Contains(b.Get("/worklist").Body, words); got != want {
			t.Errorf("the worklist says %q: %v, want %v", words, got, want)
		}
	}
	const crossed, decide, renew = "跨越 10 人", "批准申报的人员", "更换资格证"
	on(town, crossed, true)
	on(office, crossed, true)
	on(village, crossed, false)
	on(office, decide, true)
	on(town, decide, false)
	if body := town.Get("/staffing").Body; !strings.Contains(body, "达到 10 人") || !strings.Contains(body, "已核对") {
		t.Error("the page does not say which village has crossed a bound")
	}
	if a := testkit.Client(t, s, "town3").Post("/staffing/seen", "village", testkit.Near.String()); a.Status != http.StatusNotFound {
		t.Errorf("another township marks it: %d", a.Status)
	}
	twiceAtOnce(t, "marked as checked", func() testkit.Answer { return town.Post("/staffing/seen", "village", testkit.Near.String()) })
	if err := s.Oversee.NoteCrossings(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a := office.Post("/staffing/seen", "village", testkit.Near.String()); a.Status != http.StatusConflict {
		t.Errorf("marked by another too: %d", a.Status)
	}
	on(town, crossed, false)
	on(office, crossed, false)

	at := "/staffing/workers/" + member
	for _, step := range [][]string{
		{"trained", "day", "2026-03-01", "words", "岗前培训", "hours", "8"}, {"qualified", "day", "2026-03-01", "words", "资格证", "until", "2026-12-20"},
	} {
		if a := town.Post(at+"/"+step[0], append([]string{"form_key", newKey()}, step[1:]...)...); a.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d", step[0], a.Status)
		}
	}
	on(town, renew, false)
	if a := second.Post(at+"/approved", "form_key", newKey(), "day", "2026-03-02", "post", post); a.Status != http.StatusSeeOther {
		t.Fatal(a.Status)
	}
	on(office, decide, false)
	on(town, renew, true)
	if a := town.Post(at+"/ended", "form_key", newKey(), "day", "2026-12-01", "post", post, "words", "辞职"); a.Status != http.StatusSeeOther {
		t.Fatal(a.Status)
	}
	on(town, renew, false)
}
