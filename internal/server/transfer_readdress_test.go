package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// TestADecisionIsReaddressedBeforeReportIn: whoever lives elsewhere reports in there; the place the decision named keeps a stub (DOMAIN §3).
func TestADecisionIsReaddressedBeforeReportIn(t *testing.T) {
	s := testkit.Serve(t, nil)
	is := situation{name: "served", life: func() []casework.Step { return served(day(11, 20)) }}
	id := is.make(t, s, 1)
	path := "/cases/" + id.String()
	village, town, lead, there := testkit.Client(t, s, "village1"), testkit.Client(t, s, "town1"), testkit.Client(t, s, "town2"), testkit.Client(t, s, "town3")
	take := func(b *testkit.Browser, step string, pairs ...string) testkit.Answer {
		t.Helper()
		return b.Post(path+"/transfer/"+step, append([]string{server.FormKey, server.NewFormKey(), "date", "2026-11-23"}, pairs...)...)
	}
	went := func(a testkit.Answer) {
		t.Helper()
		if a.Status != http.StatusSeeOther {
			t.Fatalf("%d: %s", a.Status, mainOf(a.Body))
		}
	}
	if a := village.Get(path + "/transfer"); !strings.Contains(a.Body, "本人到迁入地办理首次报到") || !strings.Contains(a.Body, "/transfer/request") {
		t.Error("the page offers no request, or does not say how it goes before report-in")
	}
	if a := take(village, "request", "where", "in", "to", testkit.Near.String(), "why", "residence"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "现在就由这里负责") {
		t.Errorf("to where the decision is addressed: %d", a.Status)
	}
	went(take(village, "request", "where", "in", "to", testkit.Far.String(), "why", "residence"))
	if a := there.Get(path); a.Status != http.StatusNotFound {
		t.Errorf("the destination sees a case that the origin has not agreed to: %d", a.Status)
	}
	if a := take(there, "destination", "agreed", "yes", "village", testkit.Far.String()); a.Status != http.StatusNotFound {
		t.Errorf("the destination answers before the origin: %d", a.Status)
	}
	went(take(lead, "origin", "agreed", "yes"))
	if a := take(town, "effective"); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "迁入地") {
		t.Errorf("in force without the destination's answer: %d", a.Status)
	}
	went(take(there, "destination", "agreed", "yes", "village", testkit.Far.String()))
	went(take(town, "police"))
	if a := town.Get(path + "/transfer"); !strings.Contains(a.Body, "迁出地只留存根。报到期限不变") || !strings.Contains(a.Body, "到迁入地首次报到") || strings.Contains(a.Body, "/transfer/report-in") {
		t.Error("the page does not say what the effective day does")
	}
	inForce := take(town, "effective")
	went(inForce)
	if a := town.Follow(inForce); a.Status != http.StatusOK || !strings.Contains(a.Body, "本人到迁入地首次报到") || !strings.Contains(a.Body, "迁入地负责起") || strings.Contains(a.Body, "甄一") {
		t.Errorf("the origin is led to %d, or still sees the name", a.Status)
	}
	if a := village.Get(path + "/report-in"); a.Status != http.StatusNotFound {
		t.Errorf("the origin's form of the report-in is %d", a.Status)
	}
	went(there.Post(path+"/report-in", server.FormKey, server.NewFormKey(), "date", "2026-11-23", "village", testkit.Far.String()))
	o := factsOf(t, s, id)
	if o.Track.Answerable != testkit.Far || o.Track.Stage != rehab.StageInExecution || o.Track.Change != nil || len(o.Track.Problems) > 0 {
		t.Errorf("reported in, it stands %s at %s with %v", o.Track.Stage, o.Track.Answerable, o.Track.Problems)
	}
	if a := there.Get(path); a.Status != http.StatusOK || !strings.Contains(a.Body, "甄") {
		t.Errorf("the destination's case is %d", a.Status)
	}
}
