package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// TestAVoidedFactIsRecordedAnew: the form opens with what the voided fact said, and with nothing of any other fact.
func TestAVoidedFactIsRecordedAnew(t *testing.T) {
	s := testkit.Serve(t, nil)
	seen := &rehab.DrugTest{Result: rehab.Positive, Method: rehab.Saliva, MOP: rehab.PanelNegative, MET: rehab.PanelPositive,
		CollectorA: "甄采甲", CollectorB: "甄采乙", Place: "村卫生室", Specimen: "样本号七七"}
	test := step(access.DrugTestRecord, day(11, 10), seen)
	clear := step(access.DrugTestRecord, day(11, 9), &rehab.DrugTest{Result: rehab.Negative, CollectorA: "甄别人", CollectorB: "甄采乙",
		MOP: "negative", MET: "negative", KET: "negative", MDMA: "negative", THC: "negative", COC: "negative"})
	id := testkit.Case(t, s, testkit.Near, reported, 45, test)
	other := testkit.Case(t, s, testkit.Near, reported, 46, clear)
	b, at, otherAt := testkit.Client(t, s, "village1"), "/cases/"+id.String(), "/cases/"+other.String()
	fact, otherFact := test.Entry.Key.String(), clear.Entry.Key.String()
	void := func(at, fact string) string {
		t.Helper()
		a := b.Post(at+"/facts/"+fact+"/void", server.FormKey, server.NewFormKey(), "reason", "封签号漏填", "then", "record")
		if a.Status != http.StatusSeeOther || !strings.Contains(a.Location, "again="+fact) {
			t.Fatalf("%d to %q, want the form with the fact", a.Status, a.Location)
		}
		return b.Follow(a).Body
	}
	filled := []string{`value="甄采甲"`, `value="村卫生室"`, `value="样本号七七"`}

	lacks(t, b.Get(at+"/test?again="+fact).Body, filled...) // not voided yet
	page := void(at, fact)
	contains(t, page, "已填好原来的内容", `value="2026-11-10"`)
	contains(t, page, append(filled, `value="甄采乙"`)...)
	chosen(t, page, "result", "positive")
	chosen(t, page, "method", "saliva")
	chosen(t, page, "panel", "each")
	chosen(t, page, "mop", "negative")
	chosen(t, page, "met", "positive")
	page = void(otherAt, otherFact)
	contains(t, page, `value="甄别人"`)
	chosen(t, page, "panel", "all_negative")

	lacks(t, b.Get(at+"/test?again="+otherFact).Body, `value="甄别人"`) // of another case
	lacks(t, b.Get(at+"/contact?again="+fact).Body, filled...)       // of another kind
	for _, wrong := range []string{"", "nonsense", server.NewFormKey()} {
		if a := b.Get(at + "/test?again=" + wrong); a.Status != http.StatusOK {
			t.Errorf("again=%q: %d, want the form", wrong, a.Status)
		} else {
			lacks(t, a.Body, filled...)
		}
	}
}

// TestWhatItIsAboutIsChosenAgain: references, names, and yes or no come back as well.
func TestWhatItIsAboutIsChosenAgain(t *testing.T) {
	s := testkit.Serve(t, nil)
	leave := step(access.LeaveRequest, day(11, 10), &rehab.Leave{From: day(11, 12), Until: day(11, 20), To: "遵义"})
	second := step(access.LeaveRequest, day(11, 11), &rehab.Leave{From: day(11, 21), Until: day(11, 22), To: "重庆"})
	refusal := step(access.LeaveDecide, day(11, 11), &rehab.LeaveDecision{Of: leave.Entry.Key.String(), Reason: "事由不明"})
	id := testkit.Case(t, s, testkit.Near, reported, 47, leave, second, refusal)
	b, at, fact := testkit.Client(t, s, "town2"), "/cases/"+id.String(), refusal.Entry.Key.String()
	a := b.Post(at+"/facts/"+fact+"/void", server.FormKey, server.NewFormKey(), "reason", "写错了", "then", "record")
	page := b.Follow(a).Body
	contains(t, page, "事由不明", `value="`+leave.Entry.Key.String()+`" selected`)
	chosen(t, page, "agreed", "no")
}

// chosen checks that the option of a choice is the one that is marked.
func chosen(t *testing.T, page, name, value string) {
	t.Helper()
	for _, tag := range strings.Split(page, "<input")[1:] {
		tag, _, _ = strings.Cut(tag, ">")
		if strings.Contains(tag, `name="`+name+`"`) && strings.Contains(tag, " checked") {
			if !strings.Contains(tag, `value="`+value+`"`) {
				t.Errorf("%s: %s is chosen, want %s", name, tag, value)
			}
			return
		}
	}
	t.Errorf("%s: nothing is chosen, want %s", name, value)
}
