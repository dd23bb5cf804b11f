package server_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// mistaken is a case of 2 March 2026 whose April test was entered ten days late, and whose positive of 5 May was voided on the 20th: another's result.
func mistaken(t *testing.T, s *testkit.Service) uuid.UUID {
	t.Helper()
	day := date.MustParse
	late := testkit.Step(access.DrugTestRecord, day("2026-04-10"), &rehab.DrugTest{Result: rehab.Negative})
	late.At = late.At.Add(10 * 24 * time.Hour)
	wrong := testkit.Step(access.DrugTestRecord, day("2026-05-05"), &rehab.DrugTest{Result: rehab.Positive})
	void := testkit.Step(access.FactVoid, day("2026-05-20"), &rehab.Void{Of: wrong.Entry.Key.String(), Reason: "误录他人结果"})
	right := testkit.Step(access.DrugTestRecord, day("2026-05-05"), &rehab.DrugTest{Result: rehab.Negative})
	right.At = void.At.Add(time.Minute)
	return testkit.Case(t, s, testkit.Near, day("2026-03-02"), 61, late, wrong, void, right)
}

func TestACaseOnAPastDay(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := mistaken(t, s)
	path := "/cases/" + id.String()
	b := testkit.Client(t, s, "village1")
	get := func(t *testing.T, query string, status int) string {
		t.Helper()
		a := b.Get(path + query)
		if a.Status != status {
			t.Fatalf("%s: %d, want %d", query, a.Status, status)
		}
		lacks(t, a.Body, "⟦")
		return a.Body
	}
	t.Run("a test entered late", func(t *testing.T) {
		now, then := get(t, "?day=2026-04-15", http.StatusOK), get(t, "?day=2026-04-15&reading=then", http.StatusOK)
		contains(t, now, "这是2026年4月15日的情形（按现在所知），只能查看", "两种看法的差别", "2026年4月检测", "这一天以后才录入的", "2026年4月20日录入", "2026年4月：尿检阴性", "当天 15日")
		contains(t, then, "按当时所录），只能查看", "2026年4月：尿检待检", "2026年4月20日录入", "当天要办的")
		lacks(t, now, "今天 15日", "现在要办", "三年跟踪</a>")
	})
	t.Run("a positive voided later", func(t *testing.T) {
		now, then := get(t, "?day=2026-05-10&reading=now", http.StatusOK), get(t, "?day=2026-05-10&reading=then", http.StatusOK)
		contains(t, then, "2026年5月5日阳性的办理", "2026年5月：尿检阳性", "这一天以后才作废的", "2026年5月20日作废：误录他人结果")
		lacks(t, now, "2026年5月5日阳性的办理")
		contains(t, now, "2026年5月：尿检阴性", "误录他人结果")
		if after := get(t, "?day=2026-05-31&reading=then", http.StatusOK); !strings.Contains(after, "两种看法一样") {
			t.Error("after everything was put right the readings still differ")
		}
	})
	t.Run("what had not happened is not shown", func(t *testing.T) {
		page := get(t, "?day=2026-04-30&reading=now", http.StatusOK)
		lacks(t, page, "2026年5月5日", "2026年5月20日")
		page = get(t, "?day=2026-02-20&reading=now", http.StatusOK)
		contains(t, page, "待报到")
		lacks(t, page, "三年跟踪")
		lacks(t, get(t, "?day=2026-02-15&reading=now", http.StatusOK), "赤公(禁)社戒决字")
	})
	t.Run("nothing can be done there", func(t *testing.T) {
		for _, login := range []string{"village1", "town1", "town2", "police1", "office1"} {
			b := testkit.Client(t, s, login)
			for _, query := range []string{"?day=2026-05-10&reading=then", "?day=2026-04-15&reading=now", "?day=2026-05-10&reading=then&month=2026-05"} {
				a := b.Get(path + query)
				main := between(t, a.Body, "<main", "</main>")
				if strings.Contains(main, `method="post"`) {
					t.Errorf("%s %s: a form that writes", login, query)
				}
				if links := regexp.MustCompile(`href="/cases/[^"]*/[^"]*"`).FindAllString(main, -1); len(links) > 0 {
					t.Errorf("%s %s: leads to %v", login, query, links)
				}
				contains(t, main, "回到今天")
			}
		}
	})
	t.Run("days that cannot be shown", func(t *testing.T) {
		for _, c := range []struct{ query, says string }{
			{"?day=2026-11-24", "只能看已经过完的日子"}, {"?day=2026-11-23", "只能看已经过完的日子"}, {"?day=2026-02-01", "最早的记录在2026年2月15日"},
			{"?day=&reading=then", "哪一天"}, {"?day=2026-02-30", "哪一天"}, {"?day=soon", "哪一天"}, {"?day=2026-04-15&reading=tomorrow", "reading"},
		} {
			page := get(t, c.query, http.StatusUnprocessableEntity)
			contains(t, page, c.says, `role="alert"`)
			lacks(t, page, "甄编", "三年跟踪", "5203")
		}
	})
	t.Run("who does not see the case does not see its past", func(t *testing.T) {
		for _, login := range []string{"village2", "town3", "health1", "sysadmin"} {
			for _, query := range []string{"?day=2026-04-15&reading=then", "?day=soon", "?day=2099-01-01"} {
				if a := testkit.Client(t, s, login).Get(path + query); a.Status != http.StatusNotFound {
					t.Errorf("%s %s: %d, want 404", login, query, a.Status)
				}
			}
		}
	})
	t.Run("the way there and back", func(t *testing.T) {
		contains(t, get(t, "", http.StatusOK), "看某一天", path+"?day=2026-04-10&amp;reading=now")
		contains(t, get(t, "?month=2026-04", http.StatusOK), "看2026年4月末的情形", path+"?day=2026-04-30&amp;reading=now")
		page := get(t, "?day=2026-05-10&reading=then", http.StatusOK)
		contains(t, page, path+"?day=2026-04-30&amp;reading=then", path+"?day=2026-05-31&amp;reading=then", path+"?day=2026-05-10&amp;reading=now", "month=2026-04&amp;reading=then#facts")
	})
	t.Run("the log says which day", func(t *testing.T) {
		get(t, "?day=2026-03-31&reading=then", http.StatusOK)
		err := s.Store.Read(t.Context(), testkit.Actor(t, s, "auditor"), func(tx *store.Tx) error {
			list, err := tx.AuditEntries(t.Context(), store.AuditFilter{Action: string(access.CaseView)}, 1)
			if err == nil && (len(list) != 1 || list[0].Detail["day"] != "2026-03-31" || list[0].Detail["reading"] != "then") {
				t.Errorf("the newest entry is %+v", list)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		contains(t, testkit.Client(t, s, "auditor").Get("/audit").Body, "2026年3月31日", "看法：按当时所录")
	})
	t.Run("in English", func(t *testing.T) {
		en := testkit.Client(t, s, "village1")
		en.Post("/language", "lang", "en", "back", "/")
		contains(t, en.Get(path+"?day=2026-05-10&reading=then").Body, "This is how things stood on 10 May 2026 (as recorded then)", "Where the two readings differ", "Voided only after this day", "That day, 10")
	})
}
