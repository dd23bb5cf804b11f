package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// TestAResidenceChangeToAnotherCounty goes from the village's request to the receipt; nobody in this county answers for the other.
func TestAResidenceChangeToAnotherCounty(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, reported, 1)
	page := "/cases/" + id.String() + "/transfer"
	village, town, lead := testkit.Client(t, s, "village1"), testkit.Client(t, s, "town1"), testkit.Client(t, s, "town2")

	take := func(b *testkit.Browser, step string, pairs ...string) testkit.Answer {
		t.Helper()
		return b.Post(page+"/"+step, append([]string{server.FormKey, server.NewFormKey(), "date", "2026-11-23"}, pairs...)...)
	}
	went := func(a testkit.Answer) {
		t.Helper()
		if a.Status != http.StatusSeeOther {
			t.Fatalf("%d: %s", a.Status, mainOf(a.Body))
		}
	}
	t.Run("a unit that cannot be is refused", func(t *testing.T) {
		for _, w := range []struct{ name, where, to, outside, says string }{
			{"nothing", "out", "", "", "外地单位：请填写"},
			{"a code of five digits", "out", "", "52033", "6 位或 12 位"},
			{"a code of this city", "out", "", "520381", "在本市"},
			{"too long", "out", "", strings.Repeat("习", 61), "最多 60 个字"},
			{"no village", "in", "", "", "请选择"},
			{"a village elsewhere", "in", "520330001001", "", "不在可选范围内"},
			{"where the person is", "in", testkit.Near.String(), "", "现在就由这里负责"},
			{"no such place", "north", "", "", "不在可选范围内"},
		} {
			a := take(village, "request", "where", w.where, "to", w.to, "outside", w.outside, "why", "work")
			if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, w.says) {
				t.Errorf("%s: %d without %q", w.name, a.Status, w.says)
			}
			if w.outside != "" && !strings.Contains(a.Body, `value="`+w.outside[:3]) {
				t.Errorf("%s: what was typed is lost", w.name)
			}
		}
	})
	asked := take(village, "request", "where", "out", "outside", "习水县东皇街道", "why", "work", "note", "到习水务工")
	went(asked)
	if a := village.Follow(asked); !strings.Contains(a.Body, "已登记：") || strings.Contains(a.Body, "fact.transfer") {
		t.Error("the note does not say in words what was recorded")
	}
	if a := lead.Get(page); !strings.Contains(a.Body, "外地 习水县东皇街道") || !strings.Contains(a.Body, page+"/origin") {
		t.Error("the lead is not asked for the origin's decision")
	}
	went(take(lead, "origin", "agreed", "yes"))
	if a := take(lead, "destination", "agreed", "yes", "village", testkit.Near.String()); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("an answer of the destination is %d", a.Status)
	}
	went(take(town, "police"))
	if a := town.Get("/worklist"); !strings.Contains(a.Body, "1 人的执行地变更等您确定生效日") {
		t.Error("nobody is told that the effective day is to be set")
	}
	went(take(town, "effective"))
	if a := town.Get("/worklist"); strings.Contains(a.Body, "等您确定生效日") {
		t.Error("the effective day is asked for after it was set")
	}

	a := town.Get(page)
	for _, says := range []string{"登记外地回执", "收到外地回执前由本地负责", page + "/forward", "/cases/" + id.String() + "/transfer-receipt", page + "/withdraw", "迁出", "迁出地还应办", "由外地继续执行"} {
		if !strings.Contains(a.Body, says) {
			t.Errorf("the page in force does not say %q", says)
		}
	}
	if strings.Contains(a.Body, page+"/report-in") {
		t.Error("a report-in here is offered")
	}
	if a := village.Get("/transfers?step=transfer_receipt"); !strings.Contains(a.Body, id.String()) || !strings.Contains(a.Body, "外地") {
		t.Error("the list does not say where it stands")
	}
	went(take(town, "forward"))
	transfer := factOf(t, s, id.String(), rehab.KindTransfer)
	if b := transfer.Body.(*rehab.Transfer); !b.Out || b.To != rehab.ToOutside("习水县东皇街道") {
		t.Errorf("the change leads to %+v", b)
	}
	went(town.Post("/cases/"+id.String()+"/transfer-receipt", server.FormKey, server.NewFormKey(), "date", "2026-11-23", "of", transfer.ID, "number", "习社戒回1号"))
	if a := town.Get("/cases/" + id.String()); a.Status != http.StatusOK || !strings.Contains(a.Body, "迁出") {
		t.Errorf("after the receipt the case is %d", a.Status)
	}
	if a := town.Get(page); !strings.Contains(a.Body, "案件已经结束") || strings.Contains(a.Body, "<form method=\"post\" action=\""+page) {
		t.Error("the change goes on after its receipt")
	}
}

// TestAResidenceChangeCanBeWithdrawn: until the receipt the origin may take it back, and goes on with the case.
func TestAResidenceChangeCanBeWithdrawn(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, reported, 1, movingOut()...)
	page, town := "/cases/"+id.String()+"/transfer", testkit.Client(t, s, "village1")
	take := func(note string) testkit.Answer {
		return town.Post(page+"/withdraw", server.FormKey, server.NewFormKey(), "date", "2026-11-23", "note", note)
	}
	if a := take(""); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, `href="#transfer_withdrawn-note"`) {
		t.Errorf("without a reason: %d, or the error does not lead to its field", a.Status)
	}
	if a := take("外地不接收"); a.Status != http.StatusSeeOther {
		t.Fatalf("withdrawing is %d", a.Status)
	}
	if a := town.Get(page); !strings.Contains(a.Body, page+"/request") {
		t.Error("it cannot be requested anew")
	}
}

func TestARequestIsNotDatedBeforeTheOneBeforeIt(t *testing.T) {
	s := testkit.Serve(t, nil)
	page := "/cases/" + testkit.Case(t, s, testkit.Near, reported, 1).String() + "/transfer"
	village := testkit.Client(t, s, "village1")
	ask := func(day string, want int) {
		t.Helper()
		a := village.Post(page+"/request", server.FormKey, server.NewFormKey(), "date", day, "where", "in", "to", testkit.Far.String(), "why", "work")
		if a.Status != want {
			t.Errorf("a request of %s: %d, want %d", day, a.Status, want)
		}
	}
	ask("2026-11-20", http.StatusSeeOther)
	if a := village.Post(page+"/withdraw", server.FormKey, server.NewFormKey(), "date", "2026-11-20", "note", "不去了"); a.Status != http.StatusSeeOther {
		t.Fatalf("the withdrawal: %d", a.Status)
	}
	ask("2026-11-18", http.StatusUnprocessableEntity)
	ask("2026-11-20", http.StatusSeeOther)
	if a := village.Get(page); !strings.Contains(a.Body, page+"/withdraw") {
		t.Error("the second request is not under way")
	}
}
