package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/registry"
	"xinsheng/internal/testkit"
)

var keyField = regexp.MustCompile(`name="form_key" value="([^"]+)"`)

// keyIn returns the key of the first form of a page that has one.
func keyIn(t *testing.T, page string) string {
	t.Helper()
	m := keyField.FindStringSubmatch(page)
	if m == nil {
		t.Fatal("no form with a key on the page")
	}
	return m[1]
}

func said(t *testing.T, what string, a testkit.Answer, status int, words ...string) {
	t.Helper()
	if a.Status != status {
		t.Errorf("%s: %d, want %d", what, a.Status, status)
	}
	for _, w := range words {
		if !strings.Contains(a.Body, w) {
			t.Errorf("%s: the page does not say %q", what, w)
		}
	}
}

func saidNot(t *testing.T, what string, a testkit.Answer, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(a.Body, w) {
			t.Errorf("%s: the page says %q", what, w)
		}
	}
}

// TestHandover follows three cases from the village's worker, who leaves, to others.
func TestHandover(t *testing.T) {
	s := testkit.Serve(t, nil)
	may := date.New(2026, 5, 11)
	var ids []string
	for seq := range 3 {
		ids = append(ids, testkit.Case(t, s, testkit.Near, may, seq+1).String())
	}
	far := testkit.Case(t, s, testkit.Far, may, 9).String()
	lead, office, admin := testkit.Client(t, s, "town2"), testkit.Client(t, s, "office1"), testkit.Client(t, s, "secadmin")
	village, town, other := testkit.Actor(t, s, "village1"), testkit.Actor(t, s, "town1"), testkit.Actor(t, s, "village2")
	of := func(a access.Actor) string { return strconv.FormatInt(a.Account, 10) }

	page := lead.Get("/handover")
	said(t, "with the village's worker", page, http.StatusOK, "李秀珍", "滨江社区 3", "每件都有人负责")
	saidNot(t, "with the village's worker", page, "件没有责任人", "袁泽芬")
	said(t, "the office", office.Get("/handover"), http.StatusOK, "李秀珍", "袁泽芬")
	said(t, "the case", lead.Get("/cases/"+ids[0]), http.StatusOK, "李秀珍")
	said(t, "the list", lead.Get("/cases?worker="+of(village)), http.StatusOK, nameOf(1), nameOf(2), nameOf(3))
	if got := personsIn(lead.Get("/cases?worker=none").Body); len(got) != 0 {
		t.Errorf("without a worker: %v", got)
	}

	posting := "/postings/" + strconv.FormatInt(village.Posting, 10)
	said(t, "before it ends", admin.Get(posting), http.StatusOK, "此人名下还有 3 件")
	saidNot(t, "before it ends", admin.Get(posting), nameOf(1))
	said(t, "ending it", admin.Post(posting+"/end", "until", "2026-11-22"), http.StatusSeeOther)

	said(t, "the worklist", lead.Get("/worklist"), http.StatusOK, "3 件没有责任人")
	said(t, "without a worker", lead.Get("/handover"), http.StatusOK, "3 件没有责任人", "滨江社区全部 3 件", `name="case" value="`+ids[0]+`"`)
	said(t, "for the office", office.Get("/handover"), http.StatusOK, "由所在乡镇")
	saidNot(t, "for the office", office.Get("/handover"), `name="case"`, "下一步")
	said(t, "the case", lead.Get("/cases/"+ids[0]), http.StatusOK, "没有责任人")

	t.Run("bad input", func(t *testing.T) {
		said(t, "nothing ticked", lead.Post("/handover/choose", "from", "none"), http.StatusUnprocessableEntity)
		said(t, "nonsense", lead.Post("/handover/choose", "from", "none", "case", "x"), http.StatusUnprocessableEntity)
		said(t, "not of this township", lead.Post("/handover/choose", "from", "none", "case", far), http.StatusUnprocessableEntity)
		choose := lead.Post("/handover/choose", "from", "none", "whole", testkit.Near.String())
		said(t, "choosing", choose, http.StatusOK, "交接 3 件", nameOf(1), nameOf(3), "肖开凤")
		saidNot(t, "choosing", choose, "李秀珍（", "袁泽芬")
		key := keyIn(t, choose.Body)
		send := func(pairs ...string) testkit.Answer {
			return lead.Post("/handover", append([]string{"from", "none", "form_key", key, "case", ids[0], "case", ids[1]}, pairs...)...)
		}
		said(t, "no worker", send("reason", "调离"), http.StatusUnprocessableEntity, `value="调离"`, "新责任人")
		said(t, "no reason", send("worker", of(town)), http.StatusUnprocessableEntity, "请写明原因", `value="`+of(town)+`" selected`)
		said(t, "one who has left", send("worker", of(village), "reason", "调离"), http.StatusUnprocessableEntity)
		said(t, "one of another township", send("worker", of(other), "reason", "调离"), http.StatusUnprocessableEntity)
		said(t, "too long", send("worker", of(town), "reason", strings.Repeat("长", 201)), http.StatusUnprocessableEntity)
		said(t, "without a key", lead.Post("/handover", "from", "none", "case", ids[0], "worker", of(town), "reason", "调离"), http.StatusUnprocessableEntity)
		if n := len(personsIn(lead.Get("/cases?worker=none").Body)); n != 3 {
			t.Errorf("%d without a worker after nothing was handed over", n)
		}
	})

	choose := lead.Post("/handover/choose", "from", "none", "case", ids[0], "case", ids[1])
	key := keyIn(t, choose.Body)
	form := url.Values{"from": {"none"}, "form_key": {key}, "case": {ids[0], ids[1], far}, "worker": {of(town)}, "reason": {"人员调离"}}
	done := lead.PostRaw("/handover", form.Encode())
	said(t, "handing over", done, http.StatusSeeOther)
	said(t, "done", lead.Follow(done), http.StatusOK, "已交接 2 件", "肖开凤", "1 件没有责任人", "人员调离")
	said(t, "the same form", lead.PostRaw("/handover", form.Encode()), http.StatusSeeOther)
	form.Set("reason", "别的原因")
	said(t, "the same key, another reason", lead.PostRaw("/handover", form.Encode()), http.StatusConflict)
	form.Set("reason", "人员调离")
	form.Set("form_key", uuid.Must(uuid.NewV7()).String())
	said(t, "to whom has them already", lead.PostRaw("/handover", form.Encode()), http.StatusUnprocessableEntity, "已经由此人负责")
	if got := personsIn(lead.Get("/cases?worker=" + of(town)).Body); len(got) != 2 {
		t.Errorf("cases of the new worker: %v", got)
	}

	t.Run("own cases first", func(t *testing.T) {
		b := testkit.Client(t, s, "town1")
		for _, list := range []string{"/cases", "/worklist"} {
			a := b.Get(list)
			if a.Status != http.StatusSeeOther || a.Location != list+"?worker=mine" {
				t.Errorf("%s: %d to %q", list, a.Status, a.Location)
			}
			if shown := b.Follow(a); list == "/cases" {
				said(t, list, shown, http.StatusOK, "我负责的 2 人", "全部 3 人")
			} else { // a list of work does not hold every case
				saidNot(t, list, shown, "我负责的 2 人", "全部 3 人")
				said(t, list, shown, http.StatusOK, list+"?worker=all")
			}
			saidNot(t, list, b.Get(list+"?worker=mine"), nameOf(3))
		}
		if got := personsIn(b.Get("/cases?worker=mine").Body); len(got) != 2 {
			t.Errorf("own cases: %v", got)
		}
		said(t, "all", b.Get("/cases?worker=all"), http.StatusOK, nameOf(3))
	})

	t.Run("a deputy's are those of whom it stands in for", func(t *testing.T) {
		id := addAccount(t, s, "standin")
		if _, err := s.Registry.AddDeputy(t.Context(), testkit.Actor(t, s, "secadmin"), registry.Deputy{For: town.Posting, Account: id, From: testkit.Today, Until: testkit.Today + 5}); err != nil {
			t.Fatal(err)
		}
		own, err := s.Work.OwnCases(t.Context(), testkit.Actor(t, s, "standin"))
		if err != nil || own.Own != 2 || own.All != 3 {
			t.Errorf("%+v %v, want 2 of 3", own, err)
		}
	})

	t.Run("a leave changes the worker, a new colleague does not", func(t *testing.T) {
		unit := testkit.Actor(t, s, "village2").Unit
		id := addAccount(t, s, "colleague")
		if _, err := s.Registry.AddPosting(t.Context(), testkit.Actor(t, s, "secadmin"), registry.NewPosting{Account: id, Role: access.VillageWorker, Unit: unit, From: testkit.Today}); err != nil {
			t.Fatal(err)
		}
		said(t, "two workers", office.Get("/cases/"+far), http.StatusOK, "袁泽芬")
		if err := s.Registry.EndPosting(t.Context(), testkit.Actor(t, s, "secadmin"), other.Posting, testkit.Today-1); err != nil {
			t.Fatal(err)
		}
		said(t, "after one has left", office.Get("/cases/"+far), http.StatusOK, "没有责任人")
	})

	t.Run("taking back", func(t *testing.T) {
		page := lead.Get("/handover").Body
		_, rest, _ := strings.Cut(page, `action="/handover/take-back"`)
		id, _, _ := strings.Cut(strings.SplitN(rest, `name="handover" value="`, 2)[1], `"`)
		back := keyIn(t, rest)
		said(t, "of another township", testkit.Client(t, s, "town3").Post("/handover/take-back", "handover", id, "form_key", back), http.StatusNotFound)
		a := lead.Post("/handover/take-back", "handover", id, "form_key", back)
		said(t, "taking back", a, http.StatusSeeOther)
		said(t, "taken back", lead.Follow(a), http.StatusOK, "已撤回，2 件", "3 件没有责任人")
		said(t, "again", lead.Post("/handover/take-back", "handover", id, "form_key", uuid.Must(uuid.NewV7()).String()), http.StatusConflict)
		said(t, "nothing", lead.Post("/handover/take-back", "form_key", uuid.Must(uuid.NewV7()).String()), http.StatusNotFound)
	})

	for _, login := range []string{"police1", "health1", "auditor", "sysadmin"} {
		b := testkit.Client(t, s, login)
		said(t, login, b.Get("/handover"), http.StatusNotFound)
		said(t, login, b.Post("/handover", "case", ids[0]), http.StatusNotFound)
	}
	said(t, "the office hands nothing over", office.Post("/handover/choose", "from", "none", "case", ids[0]), http.StatusNotFound)
}

var roundLink = regexp.MustCompile(`<a class="tlink[^"]*" href="(/cases\?[^"]+)"[^>]*>(?:<span[^>]*>)?(?:缺 )?(\d+)`)

// TestEachFigureIsTheLengthOfItsList opens every number of the pages that count the round and counts.
func TestEachFigureIsTheLengthOfItsList(t *testing.T) {
	s := testkit.Serve(t, nil)
	workWorld(t, s)
	for _, login := range []string{"town2", "office1"} {
		b := testkit.Client(t, s, login)
		for _, page := range []string{"/handover", "/month-sheet", "/month-sheet?month=2026-10"} {
			all := roundLink.FindAllStringSubmatch(b.Get(page).Body, -1)
			if len(all) < 4 {
				t.Errorf("%d figures on %s of %s", len(all), page, login)
			}
			for _, m := range all {
				address := strings.ReplaceAll(m[1], "&amp;", "&")
				if got := len(personRow.FindAllString(b.Get(address).Body, -1)); strconv.Itoa(got) != m[2] {
					t.Errorf("%s on %s: %s says %s and lists %d", login, page, address, m[2], got)
				}
			}
		}
		if a := b.Get("/month-sheet/export?month=2026-10"); a.Status != http.StatusOK || !strings.HasPrefix(a.Body, "PK") {
			t.Errorf("workbook of %s: %d", login, a.Status)
		}
	}
}
