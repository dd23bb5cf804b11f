package server_test

import (
	"bytes"
	"crypto/sha256"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestAPaperIsIssuedAndKept: what is missing is named and linked, the number comes with the paper, the original carries the whole number and is
// given out for a reason only, and a paper that was spoiled keeps its number.
func TestAPaperIsIssuedAndKept(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, reported, 61, one(access.BreachRecord, day(11, 20), &rehab.Warning{Text: "外出未请假<b>，予以告诫"})...)
	fact := factOf(t, s, id.String(), rehab.KindWarning).ID
	path, whole := "/cases/"+id.String()+"/papers", testkit.IDNumber(date.New(1985, 3, 7), 123)
	town, lead, police, other := testkit.Client(t, s, "town1"), testkit.Client(t, s, "town2"), testkit.Client(t, s, "police1"), testkit.Client(t, s, "town3")
	write := path + "/new?" + url.Values{"kind": {"warning"}, "fact": {fact}}.Encode()
	issue := func(b *testkit.Browser, pairs ...string) testkit.Answer {
		t.Helper()
		return b.Post(path+"/new", append([]string{server.FormKey, server.NewFormKey(), "do", "issue", "kind", "warning", "fact", fact}, pairs...)...)
	}

	a := town.Get(path)
	contains(t, a.Body, "kind=warning", "还没有出具文书")
	a = town.Get(write)
	contains(t, a.Body, "取号并出具", "签发时取号", "外出未请假&lt;b&gt;", "〔2026〕")
	lacks(t, a.Body, whole)
	for _, b := range []*testkit.Browser{police, other} {
		if a := issue(b); a.Status == http.StatusSeeOther {
			t.Error("somebody else than the issuer issued it")
		}
	}
	for _, kind := range []string{"nothing", "warning&fact=" + uuid.NewString(), "decision_detox&fact=" + fact} {
		if a := town.Get(path + "/new?kind=" + kind); a.Status != http.StatusNotFound {
			t.Errorf("a paper %s is %d", kind, a.Status)
		}
	}
	for on, says := range map[string]string{"2026-02-31": "检测日期：不是有效日期", "2020-01-01": "检测日期：不在执行期内"} {
		a := town.Post(path+"/new", server.FormKey, server.NewFormKey(), "do", "issue", "kind", "test_notice", "on", on, "place", "")
		if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, says) || !strings.Contains(a.Body, "检测地点：请填写") {
			t.Errorf("a notice for %s is %d: %s", on, a.Status, mainOf(a.Body))
		}
	}
	a = issue(town)
	if a.Status != http.StatusSeeOther {
		t.Fatalf("issuing: %d %s", a.Status, mainOf(a.Body))
	}
	first := a.Location
	if a := town.Post(path+"/new", server.FormKey, strings.TrimPrefix(first, path+"/"), "do", "issue", "kind", "warning", "fact", fact); a.Location != first {
		t.Errorf("the same form again is %d to %s", a.Status, a.Location)
	}
	if a := issue(lead); a.Status != http.StatusConflict || !strings.Contains(a.Body, "已出具") {
		t.Errorf("a second one about the same fact: %d", a.Status)
	}
	a = lead.Get(first)
	contains(t, a.Body, "外出未请假", "1号", "SHA-256")
	lacks(t, a.Body, whole)

	if a := lead.Post(first+"/original", "reason", " "); a.Status != http.StatusUnprocessableEntity || strings.Contains(a.Body, whole) {
		t.Errorf("the original without a reason: %d", a.Status)
	}
	a = lead.Post(first+"/original", "reason", "送达")
	contains(t, a.Body, whole, "外出未请假&lt;b&gt;")
	p := paperOf(t, s, first)
	if sum := sha256.Sum256([]byte(a.Body)); a.Header.Get("Cache-Control") != "no-store" || !bytes.Equal(sum[:], p.SHA256) {
		t.Error("what is given out is not the original by its SHA-256, or may be kept by a cache")
	}
	if csp := a.Header.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || !strings.Contains(csp, "style-src 'sha256-") {
		t.Errorf("the original comes with the policy %s", csp)
	}
	if a := other.Get(first); a.Status != http.StatusNotFound {
		t.Errorf("out of scope: %d", a.Status)
	}

	if a := town.Post(first+"/void", "reason", ""); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("voiding without a reason: %d", a.Status)
	}
	if a := town.Post(first+"/void", "reason", "打印错误"); a.Status != http.StatusSeeOther {
		t.Fatalf("voiding: %d %s", a.Status, mainOf(a.Body))
	}
	contains(t, town.Get(first).Body, "已作废：打印错误")
	again := issue(town)
	if again.Status != http.StatusSeeOther || paperOf(t, s, again.Location).Number == p.Number {
		t.Errorf("issuing anew: %d, or under the spoiled number", again.Status)
	}
}

// TestTheKeyOfAPaperIsOfThatPaperAlone: a key that another paper has is a conflict in words, be it about another fact of the case or hidden from the actor.
func TestTheKeyOfAPaperIsOfThatPaperAlone(t *testing.T) {
	s := testkit.Serve(t, nil)
	warnings := append(one(access.BreachRecord, day(11, 18), &rehab.Warning{Text: "予以告诫"}), one(access.BreachRecord, day(11, 20), &rehab.Warning{Text: "再次告诫"})...)
	here := testkit.Case(t, s, testkit.Near, reported, 63, warnings...).String()
	there := testkit.Case(t, s, testkit.Far, reported, 64, one(access.BreachRecord, day(11, 20), &rehab.Warning{Text: "予以告诫"})...).String()
	first, second, theirs := warnings[0].Entry.Key.String(), warnings[1].Entry.Key.String(), factOf(t, s, there, rehab.KindWarning).ID
	key := server.NewFormKey()
	issue := func(login, id, fact string) testkit.Answer {
		t.Helper()
		return testkit.Client(t, s, login).Post("/cases/"+id+"/papers/new", server.FormKey, key, "do", "issue", "kind", "warning", "fact", fact)
	}
	if a := issue("town1", here, first); a.Status != http.StatusSeeOther {
		t.Fatalf("issuing: %d", a.Status)
	}
	for _, again := range []struct{ login, id, fact string }{{"town1", here, second}, {"town3", there, theirs}} {
		a := issue(again.login, again.id, again.fact)
		if a.Status != http.StatusConflict || !strings.Contains(a.Body, "已经交过一次") {
			t.Errorf("%s sends the key with another fact: %d", again.login, a.Status)
		}
	}
}

// TestAPaperOfAVoidedFact: whoever has its form open still is led to the case's papers, told why.
func TestAPaperOfAVoidedFact(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, reported, 62, one(access.BreachRecord, day(11, 20), &rehab.Warning{Text: "外出未请假"})...)
	fact := factOf(t, s, id.String(), rehab.KindWarning).ID
	path, town := "/cases/"+id.String(), testkit.Client(t, s, "town2")
	if a := town.Post(path+"/facts/"+fact+"/void", server.FormKey, server.NewFormKey(), "reason", "误录"); a.Status != http.StatusSeeOther {
		t.Fatalf("voiding: %d", a.Status)
	}
	told := func(a testkit.Answer) {
		t.Helper()
		if a.Location != path+"/papers" {
			t.Errorf("%d to %q", a.Status, a.Location)
		}
		contains(t, town.Follow(a).Body, "所依据的登记已作废", "还没有出具文书")
	}
	told(town.Get(path + "/papers/new?kind=warning&fact=" + fact))
	told(town.Post(path+"/papers/new", server.FormKey, server.NewFormKey(), "do", "issue", "kind", "warning", "fact", fact))
}

// paperOf is the paper at the address.
func paperOf(t *testing.T, s *testkit.Service, path string) (p store.Paper) {
	t.Helper()
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		p, err = tx.Paper(t.Context(), uuid.MustParse(path[strings.LastIndex(path, "/")+1:]))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
