package server_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

func TestServiceOfTheDischargeNotice(t *testing.T) {
	s := testkit.Serve(t, nil)
	before := situation{name: "term ended", stage: rehab.StageTermEnded, life: func() []casework.Step { return since(termEnded) }}
	after := situation{name: "discharged", stage: rehab.StageDischarged, life: func() []casework.Step {
		return since(termEnded, step(access.DischargeRecord, day(11, 21), &rehab.Discharge{Number: "试1号"}))
	}}
	at := func(sit situation, seq int) string {
		return "/cases/" + sit.make(t, s, seq).String() + "/discharge-service"
	}
	early, done := at(before, 701), at(after, 702)
	police, village := testkit.Client(t, s, "police1"), testkit.Client(t, s, "village1")
	whole := []string{"how", "direct", "served_by", "杨永刚、罗启明"}
	for _, tt := range []struct {
		name   string
		by     *testkit.Browser
		at     string
		fields []string
		status int
	}{
		{"before the discharge", police, early, []string{"to", "person", "date", "2026-11-23"}, http.StatusUnprocessableEntity},
		{"by the village", village, done, []string{"to", "person", "date", "2026-11-23"}, http.StatusNotFound},
		{"on nobody", police, done, []string{"date", "2026-11-23"}, http.StatusUnprocessableEntity},
		{"dated before the discharge", police, done, []string{"to", "person", "date", "2026-11-19"}, http.StatusUnprocessableEntity},
		{"on the person", police, done, []string{"to", "person", "date", "2026-11-23"}, http.StatusSeeOther},
		{"on the person again", police, done, []string{"to", "person", "date", "2026-11-23"}, http.StatusUnprocessableEntity},
		{"on a relative who is not named as such", police, done, []string{"to", "family", "date", "2026-11-23", "receiver", "甄家属"}, http.StatusUnprocessableEntity},
		{"on the family", police, done, []string{"to", "family", "date", "2026-11-23", "receiver", "甄家属", "relation", "父亲"}, http.StatusSeeOther},
		{"once more", police, done, []string{"to", "family", "date", "2026-11-23", "relation", "父亲"}, http.StatusUnprocessableEntity},
	} {
		fields := append([]string{"form_key", uuid.Must(uuid.NewV7()).String()}, append(tt.fields, whole...)...)
		if a := tt.by.Post(tt.at, fields...); a.Status != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, a.Status, tt.status)
		}
	}
	contains(t, police.Get(done[:len(done)-len("/discharge-service")]).Body, "解除通知书送达", "与本人关系", "父亲")
}
