package server_test

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/paper"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

var newFormKey = server.NewFormKey

// TestNoticesOfAVillagesMonth: one notice each for those ticked, with numbers that run; what one lacks stands with it; nobody is called twice; all print at once.
func TestNoticesOfAVillagesMonth(t *testing.T) {
	s := testkit.Serve(t, nil)
	var ids []uuid.UUID
	for i := range 3 {
		ids = append(ids, testkit.Case(t, s, testkit.Near, reported, 500+i))
	}
	ending := testkit.Case(t, s, testkit.Near, date.New(2023, 11, 25), 503) // the last day is 24 Nov 2026
	ids = append(ids, ending)
	b, at := testkit.Client(t, s, "village1"), "/villages/"+testkit.Near.String()+"/test-notices?month=2026-11"
	page := b.Get(at).Body
	contains(t, page, "2026年11月检测通知书", `value="`+ids[0].String()+`" checked`, "/villages/"+testkit.Near.String()+"/test-notices?month=2026-12")
	contains(t, b.Get("/villages/"+testkit.Near.String()+"/month-sheet").Body, "检测通知书")
	items := func(of ...uuid.UUID) []string {
		var out []string
		for _, id := range of {
			out = append(out, "item", id.String())
		}
		return out
	}
	send := func(key string, fill ...string) testkit.Answer {
		return b.Post(at, append([]string{server.FormKey, key, "do", "issue"}, fill...)...)
	}
	whole := []string{"on", "2026-11-26", "place", "村卫生室"}
	for _, tt := range []struct {
		name, words string
		fill        []string
	}{
		{"nobody ticked", "请先勾选", whole},
		{"no day", "请填写", append([]string{"place", "村卫生室"}, items(ids[0])...)},
		{"no place", "请填写", append([]string{"on", "2026-11-26"}, items(ids[0])...)},
		{"a day of another month", "须在2026年11月之内", append([]string{"on", "2026-12-02", "place", "村卫生室"}, items(ids[0])...)},
		{"a day that is over", "须在2026年11月之内", append([]string{"on", "2026-11-20", "place", "村卫生室"}, items(ids[0])...)},
		{"nonsense ticked", "不在可选范围内", append([]string{"item", "x"}, whole...)},
	} {
		if a := send(newFormKey(), tt.fill...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, tt.words) {
			t.Errorf("%s: %d, want 422 saying %q\n%s", tt.name, a.Status, tt.words, mainOf(a.Body))
		}
	}
	key := newFormKey()
	a := send(key, append(whole, items(ids...)...)...)
	if a.Status != http.StatusUnprocessableEntity {
		t.Fatalf("%d, want 422 since the term of one ends before the day\n%s", a.Status, mainOf(a.Body))
	}
	contains(t, a.Body, "已出具 3 份，1 份没有出具", "检测日期不在此人的执行期内", `href="#why-`+ending.String())
	for _, again := range []string{key, newFormKey()} { // the same form, and another one for the same month
		send(again, append(whole, items(ids...)...)...)
	}
	numbers := map[string]bool{}
	for _, id := range ids {
		for _, p := range papersOf(t, s, id) {
			if p.Kind != string(paper.Notice) || p.Said["place"] != "村卫生室" {
				t.Errorf("%+v", p)
			}
			numbers[p.Number] = true
		}
	}
	if len(numbers) != 3 {
		t.Errorf("notices %v, want 3", numbers)
	}
	if a := send(newFormKey(), append([]string{"on", "2026-11-24", "place", "村卫生室"}, items(ending)...)...); a.Status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", a.Status, mainOf(a.Body))
	}
	contains(t, b.Get(at).Body, "没有待出具的", "打印所选原件")

	next := b.Get("/villages/" + testkit.Near.String() + "/test-notices?month=2026-12").Body
	contains(t, next, ids[0].String(), "2026年12月1日至31日")
	lacks(t, next, ending.String())
	t.Run("printed at once for a reason", func(t *testing.T) {
		var picked []string
		for _, id := range ids {
			picked = append(picked, "paper", id.String()+"/"+papersOf(t, s, id)[0].ID.String())
		}
		if a := b.Post(at, append([]string{"do", "print"}, picked...)...); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("without a reason: %d", a.Status)
		}
		a := b.Post(at, append([]string{"do", "print", "reason", "送达"}, picked...)...)
		if n := len(regexp.MustCompile(`<article class="doc`).FindAllString(a.Body, -1)); a.Status != http.StatusOK || n != 4 || strings.Contains(a.Body, "****") {
			t.Errorf("%d with %d sheets, want 4 with whole numbers", a.Status, n)
		}
		if !strings.Contains(a.Header.Get("Content-Security-Policy"), "style-src 'sha256-") {
			t.Error("the style of the originals is not allowed")
		}
		if a := b.Post(at, "do", "print", "reason", "送达", "paper", ids[0].String()+"/"+uuid.NewString()); a.Status != http.StatusNotFound {
			t.Errorf("of no such paper: %d", a.Status)
		}
	})
	t.Run("by others", func(t *testing.T) {
		for login, want := range map[string]int{"town2": 200, "town3": 404, "office1": 404, "police1": 404} {
			if a := testkit.Client(t, s, login).Get(at); a.Status != want {
				t.Errorf("%s: %d, want %d", login, a.Status, want)
			}
		}
	})
	t.Run("two at once", func(t *testing.T) {
		id, actor := testkit.Case(t, s, testkit.Near, reported, 510), testkit.Actor(t, s, "town2")
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				_, err := s.Papers.IssueAll(t.Context(), actor, uuid.Must(uuid.NewV7()), paper.Notice, day(12, 1).Month(), map[string]string{"on": "2026-12-03", "place": "村委会"}, []paper.Item{{Case: id}})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if n := len(papersOf(t, s, id)); n != 1 {
			t.Errorf("%d notices of one month, want 1", n)
		}
	})
}

// TestLettersForAList: the facts of a kind that have no letter yet, in scope and of the last days, each with its own.
func TestLettersForAList(t *testing.T) {
	s := testkit.Serve(t, nil)
	warned := func(seq, month, d int) (uuid.UUID, string) {
		w := step(access.BreachRecord, day(month, d), &rehab.Warning{Text: "不得再离开"})
		return testkit.Case(t, s, testkit.Near, reported, seq, w), w.Entry.Key.String()
	}
	one, first := warned(520, 11, 10)
	two, second := warned(521, 11, 20)
	_, old := warned(522, 6, 1)
	b, at := testkit.Client(t, s, "town2"), "/papers/batch?kind=warning&days=30"
	page := b.Get(at).Body
	contains(t, page, one.String()+"/"+first, two.String()+"/"+second, "告知书")
	lacks(t, page, old)
	contains(t, b.Get("/papers/batch?kind=warning&days=365").Body, old)
	contains(t, b.Get("/papers/register").Body, "/papers/batch")
	if a := b.Post(at, server.FormKey, newFormKey(), "do", "issue", "item", one.String()+"/"+first, "item", two.String()+"/"+second); a.Status != http.StatusSeeOther {
		t.Fatalf("%d\n%s", a.Status, mainOf(a.Body))
	}
	contains(t, b.Get(at).Body, "没有待出具的", papersOf(t, s, one)[0].Number, papersOf(t, s, two)[0].Number)
	a := b.Post(at, server.FormKey, newFormKey(), "do", "issue", "item", one.String()+"/"+first)
	if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "已出具：") || len(papersOf(t, s, one)) != 1 {
		t.Errorf("again: %d with %d papers\n%s", a.Status, len(papersOf(t, s, one)), mainOf(a.Body))
	}
	if a := b.Post(at, server.FormKey, newFormKey(), "do", "issue", "item", uuid.NewString()+"/"+first); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "已不在名单里") {
		t.Errorf("of a case that is not there: %d", a.Status)
	}
	homeless, third := warned(523, 11, 21)
	alterPerson(t, s, homeless, func(p *store.Person) { p.ActualAddress = "" })
	a = b.Post(at, server.FormKey, newFormKey(), "do", "issue", "item", homeless.String()+"/"+third)
	if a.Status != http.StatusUnprocessableEntity {
		t.Errorf("without an address: %d", a.Status)
	}
	contains(t, a.Body, "还缺：", "现住址", "/cases/"+homeless.String()+"/person#actual_address")
	if a := testkit.Client(t, s, "town3").Post(at, server.FormKey, newFormKey(), "do", "issue", "item", one.String()+"/"+first); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("of another township: %d", a.Status)
	}
	if a := testkit.Client(t, s, "village1").Get(at); strings.Contains(a.Body, second) {
		t.Error("the village is offered a letter of the township")
	}
}

// TestThePDFsOfPapersAreNotSwept: the bytes of a paper's PDF belong to something.
func TestThePDFsOfPapersAreNotSwept(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, reported, 530)
	made := uuid.MustParse(issuePaper(t, s, "town2", id.String()))
	if err := s.Papers.KeepPDF(t.Context(), made, []byte("%PDF-1.7 invented"), "a test"); err != nil {
		t.Fatal(err)
	}
	s.Clock.Ahead = 48 * time.Hour
	if c, err := s.Work.CheckFiles(t.Context(), true, true); err != nil || c.Kept != 1 || c.Orphans != 0 {
		t.Errorf("%+v, %v", c, err)
	}
	if _, _, err := s.Papers.PDF(t.Context(), testkit.Actor(t, s, "town2"), id, made, "送达"); err != nil {
		t.Errorf("the PDF after a sweep: %v", err)
	}
}

func papersOf(t *testing.T, s *testkit.Service, id uuid.UUID) (all []store.Paper) {
	t.Helper()
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		all, err = tx.Papers(t.Context(), id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// alterPerson changes what is known of the person of a case.
func alterPerson(t *testing.T, s *testkit.Service, id uuid.UUID, change func(*store.Person)) {
	t.Helper()
	err := s.Store.WithTx(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		c, err := tx.CaseFile(t.Context(), id)
		if err != nil {
			return err
		}
		p, err := tx.LockPerson(t.Context(), c.PersonID)
		if err != nil {
			return err
		}
		change(&p)
		_, err = tx.UpdatePerson(t.Context(), p, []string{p.Name})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
