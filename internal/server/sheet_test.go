package server_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

var sheetAt = "/villages/" + testkit.Near.String() + "/month-sheet?month=2026-11"

// sheetRow is a row of a sheet as it is sent, by the plain names of its fields.
type sheetRow struct {
	id     uuid.UUID
	key    string
	fields map[string]string
}

// rowsSent makes a sheet's form of rows. A row without a key takes the one that page shows.
func rowsSent(t *testing.T, page string, day string, rows ...sheetRow) []string {
	t.Helper()
	form := []string{"date", day, "collector_a", "甄采样", "collector_b", "甄见证"}
	for _, r := range rows {
		id := r.id.String()
		key := r.key
		if key == "" {
			key = shown(t, page, "key-"+id)
		}
		form = append(form, "case", id, "key-"+id, key, "version-"+id, shown(t, page, "version-"+id))
		for name, v := range r.fields {
			for _, one := range strings.Fields(v) {
				form = append(form, name+"-"+id, one)
			}
		}
	}
	return form
}

// shown is the value of a field on a page.
func shown(t testing.TB, page, name string) string {
	t.Helper()
	m := regexp.MustCompile(`name="` + regexp.QuoteMeta(name) + `" value="([^"]*)"`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("the page has no field %s", name)
	}
	return m[1]
}

// recorded returns the tests and contacts of a case as words, by day: "2026-11-23 negative", "2026-11-23 talk".
func recorded(t *testing.T, s *testkit.Service, id uuid.UUID) []string {
	t.Helper()
	var out []string
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		facts, err := tx.Facts(t.Context(), id)
		for _, f := range facts[id] {
			switch b := f.Body.(type) {
			case *rehab.DrugTest:
				out = append(out, f.Date.String()+" "+string(b.Result))
			case *rehab.Contact:
				out = append(out, f.Date.String()+" "+string(b.Type))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wantRecorded(t *testing.T, s *testkit.Service, id uuid.UUID, want ...string) {
	t.Helper()
	if got := recorded(t, s, id); strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("recorded %q, want %q", got, want)
	}
}

func has(t *testing.T, what string, a testkit.Answer, status int, words ...string) {
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

// TestMonthSheet saves a village's round: good rows and bad ones, the same sheet twice, two people at once.
func TestMonthSheet(t *testing.T) {
	s := testkit.Serve(t, nil)
	reportIn := date.New(2026, 3, 2)
	var ids []uuid.UUID
	for i := range 6 {
		ids = append(ids, testkit.Case(t, s, testkit.Near, reportIn, 20+i))
	}
	foreign := testkit.Case(t, s, testkit.Far, reportIn, 40)
	b := testkit.Client(t, s, "village1")
	page := func() string { return b.Get(sheetAt).Body }

	t.Run("the rail leads to it", func(t *testing.T) {
		if a := b.Get("/month-sheet"); a.Location != sheetAt {
			t.Errorf("leads to %q", a.Location)
		}
		has(t, "sheet", b.Get(sheetAt), http.StatusOK, "甄编"+string('一'+rune(20)), "已录 0 / 6 人")
	})
	t.Run("a foreign village does not exist", func(t *testing.T) {
		for _, path := range []string{"", "/print", "/excel"} {
			has(t, path, b.Get("/villages/"+testkit.Far.String()+"/month-sheet"+path), http.StatusNotFound)
		}
		has(t, "an unknown code", b.Get("/villages/520381001999/month-sheet"), http.StatusNotFound)
		has(t, "nonsense", b.Get("/villages/nothing/month-sheet"), http.StatusNotFound)
		has(t, "saving", b.Post("/villages/"+testkit.Far.String()+"/month-sheet?month=2026-11", rowsSent(t, page(), "2026-11-23")...), http.StatusNotFound)
	})
	t.Run("good rows are saved, bad rows come back filled", func(t *testing.T) {
		form := rowsSent(t, page(), "2026-11-23",
			sheetRow{id: ids[0], fields: map[string]string{"result": "negative", "contact": "report talk", "talk": "2026-11-20"}},
			sheetRow{id: ids[1], fields: map[string]string{"result": "negative", "date": "2026-11-25", "contact": "visit", "note": "再去一次"}},
			sheetRow{id: ids[2], fields: map[string]string{"result": "positive"}})
		a := b.Post(sheetAt, form...)
		has(t, "mixed", a, http.StatusUnprocessableEntity, "保存了 2 人，1 人没有保存", `href="#date-`+ids[1].String(), `value="2026-11-25"`, `value="再去一次"`, "今天（2026年11月23日）", "刚保存")
		wantRecorded(t, s, ids[0], "2026-11-20 talk", "2026-11-23 negative", "2026-11-23 report")
		wantRecorded(t, s, ids[1])
		wantRecorded(t, s, ids[2], "2026-11-23 positive")

		again := b.Post(sheetAt, form...) // the browser's reload
		has(t, "the same once more", again, http.StatusUnprocessableEntity, "没有保存：1 人要改")
		wantRecorded(t, s, ids[0], "2026-11-20 talk", "2026-11-23 negative", "2026-11-23 report")

		right := b.Post(sheetAt, rowsSent(t, a.Body, "2026-11-23", sheetRow{id: ids[1], fields: map[string]string{"result": "negative", "date": "2026-11-22", "contact": "visit"}})...)
		if right.Location != sheetAt {
			t.Fatalf("put right: %d to %q", right.Status, right.Location)
		}
		has(t, "after it", b.Follow(right), http.StatusOK, "已保存 1 人。", "A/B 瓶封签还没有填")
		wantRecorded(t, s, ids[1], "2026-11-22 negative", "2026-11-22 visit")
	})
	t.Run("the same key with other content is that row's conflict", func(t *testing.T) {
		old := page()
		row := sheetRow{id: ids[3], fields: map[string]string{"result": "invalid"}}
		other := testkit.Client(t, s, "town1")
		b.Post(sheetAt, rowsSent(t, old, "2026-11-23", row)...)
		row.fields["result"] = "negative"
		a := b.Post(sheetAt, rowsSent(t, old, "2026-11-23", row)...)
		has(t, "conflict", a, http.StatusConflict, "没有保存：1 人要改")
		wantRecorded(t, s, ids[3], "2026-11-23 invalid")
		has(t, "the township may", other.Post(sheetAt, rowsSent(t, other.Get(sheetAt).Body, "2026-11-23", row)...), http.StatusSeeOther)
		wantRecorded(t, s, ids[3], "2026-11-23 invalid", "2026-11-23 negative")
	})
	t.Run("two at once", func(t *testing.T) {
		other := testkit.Client(t, s, "town1")
		mine, theirs := page(), other.Get(sheetAt).Body
		var wait sync.WaitGroup
		for i, send := range []func(){
			func() {
				b.Post(sheetAt, rowsSent(t, mine, "2026-11-23", sheetRow{id: ids[4], fields: map[string]string{"result": "negative", "contact": "talk"}})...)
			},
			func() {
				other.Post(sheetAt, rowsSent(t, theirs, "2026-11-23", sheetRow{id: ids[4], fields: map[string]string{"result": "negative", "contact": "visit"}})...)
			},
		} {
			wait.Add(1)
			go func() { defer wait.Done(); send(); _ = i }()
		}
		wait.Wait()
		got := strings.Join(recorded(t, s, ids[4]), "; ")
		if strings.Count(got, "negative") != 1 || !strings.Contains(got, "talk") || !strings.Contains(got, "visit") {
			t.Errorf("recorded %s", got)
		}
		late := b.Post(sheetAt, rowsSent(t, mine, "2026-11-23", sheetRow{id: ids[4], key: uuid.Must(uuid.NewV7()).String(), fields: map[string]string{"result": "positive"}})...)
		has(t, "something else in its place", late, http.StatusConflict, "已先登记", "您填的是")
		if strings.Contains(strings.Join(recorded(t, s, ids[4]), "; "), "positive") {
			t.Error("a second result was recorded over the first")
		}
	})
	t.Run("bad input", func(t *testing.T) {
		for name, c := range map[string]struct {
			day    string
			fields map[string]string
			status int
			says   string
		}{
			"tomorrow":                   {"2026-11-24", map[string]string{"result": "negative"}, 422, "不能晚于今天"},
			"another month":              {"2026-10-30", map[string]string{"result": "negative"}, 422, "不在2026年11月"},
			"no day at all":              {"", map[string]string{"result": "negative"}, 422, "请填写"},
			"no date":                    {"2026-11-31", map[string]string{"result": "negative"}, 422, "不是有效日期"},
			"an unknown result":          {"2026-11-23", map[string]string{"result": "maybe"}, 422, "不在可选范围内"},
			"an unknown contact":         {"2026-11-23", map[string]string{"contact": "party"}, 422, "不在可选范围内"},
			"a note alone":               {"2026-11-23", map[string]string{"note": "忘了选"}, 422, "请选择"},
			"bytes that are no text":     {"2026-11-23", map[string]string{"result": "negative", "note": "a\xffb"}, 422, "含有无法识别的字符"},
			"ten megabytes":              {"2026-11-23", map[string]string{"result": "negative", "note": strings.Repeat("长", 10<<20/3)}, 413, "太长"},
			"a key that is none of ours": {"2026-11-23", map[string]string{"result": "negative", "": ""}, 422, "已失效"},
		} {
			row := sheetRow{id: ids[5], fields: c.fields}
			if _, ok := c.fields[""]; ok {
				row.key = "none"
			}
			has(t, name, b.Post(sheetAt, rowsSent(t, page(), c.day, row)...), c.status, c.says)
		}
		alone := rowsSent(t, page(), "2026-11-23", sheetRow{id: ids[5], fields: map[string]string{"result": "negative", "contact": "talk"}})
		alone[5] = alone[3]
		has(t, "one collector", b.Post(sheetAt, alone...), 422, `href="#collector_b"`, "不能是同一人")
		has(t, "nothing", b.Post(sheetAt, rowsSent(t, page(), "2026-11-23")...), 422, "没有填任何一行")
		fresh := page()
		form := rowsSent(t, fresh, "2026-11-23")
		form = append(form, "case", foreign.String(), "key-"+foreign.String(), uuid.Must(uuid.NewV7()).String(), "result-"+foreign.String(), "negative")
		has(t, "another village's case", b.Post(sheetAt, form...), 409, "不归本村负责")
		wantRecorded(t, s, ids[5])
		wantRecorded(t, s, foreign)
	})
	t.Run("an earlier month needs a reason", func(t *testing.T) {
		at := strings.Replace(sheetAt, "2026-11", "2026-10", 1)
		form := rowsSent(t, b.Get(at).Body, "2026-10-12", sheetRow{id: ids[5], fields: map[string]string{"result": "negative"}})
		has(t, "without", b.Post(at, form...), 422, "须写明原因", `href="#late_reason"`)
		has(t, "with", b.Post(at, append(form, "late_reason", "当时停电，记在纸上")...), http.StatusSeeOther)
		wantRecorded(t, s, ids[5], "2026-10-12 negative")
	})
	t.Run("an office looks on", func(t *testing.T) {
		office := testkit.Client(t, s, "office1")
		has(t, "villages", office.Get("/month-sheet"), http.StatusOK, "滨江社区", sheetAt[:len(sheetAt)-len("?month=2026-11")])
		a := office.Get(sheetAt)
		has(t, "sheet", a, http.StatusOK, "甄编")
		if strings.Contains(a.Body, `name="case"`) {
			t.Error("an office is offered fields")
		}
		has(t, "saving", office.Post(sheetAt, "case", ids[0].String()), http.StatusNotFound)
	})
	t.Run("paper and workbook", func(t *testing.T) {
		has(t, "paper", b.Get(strings.Replace(sheetAt, "sheet?", "sheet/print?", 1)), http.StatusOK, "登记表", "本人签名", "第 1 页，共 1 页", "520381001006-202611", "甄编")
		a := b.Get(strings.Replace(sheetAt, "sheet?", "sheet/excel?", 1))
		if a.Status != http.StatusOK || !strings.HasPrefix(a.Body, "PK") {
			t.Errorf("workbook: %d", a.Status)
		}
	})
}

// TestSheetSaysWhyNothingIsDue lists those of whom the month asks nothing.
func TestSheetSaysWhyNothingIsDue(t *testing.T) {
	s := testkit.Serve(t, nil)
	hold := testkit.Step(access.SuspensionRecord, date.New(2026, 10, 20), &rehab.Suspension{Authority: "arrest"})
	testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 50, hold)
	testkit.Case(t, s, testkit.Near, date.New(2026, 11, 5), 51)
	testkit.Case(t, s, testkit.Near, date.New(2023, 10, 10), 52)
	b := testkit.Client(t, s, "village1")
	has(t, "sheet", b.Get(sheetAt), http.StatusOK, "中止执行，本月可执行的不足 10 天", "执行期已满，只等办理解除", "2026年12月起才要求检测", "已录 0 / 0 人")
	coming := movedTo(testkit.Near, date.New(2026, 11, 20)) // on the sheet to be known, but not this village's until the report-in
	testkit.Case(t, s, testkit.Far, date.New(2026, 3, 2), 53, coming[:len(coming)-1]...)
	has(t, "sheet", b.Get(sheetAt), http.StatusOK, "3 人 ·", "正在迁入")
	has(t, "printed", b.Get(strings.Replace(sheetAt, "?", "/print?", 1)), http.StatusOK, "在册 3 人", "正在迁入")
	for _, why := range casework.SheetReasons() {
		if !text.Has(text.FamilySheetWhy, why) {
			t.Errorf("no words for %s", why)
		}
	}
}

// BenchmarkMonthSheet loads and saves a sheet of thirty persons with two and a half years of history.
func BenchmarkMonthSheet(b *testing.B) {
	s := testkit.Serve(b, nil)
	reportIn := date.New(2024, 3, 2)
	ids := make([]uuid.UUID, 30)
	for i := range ids {
		ids[i] = testkit.Case(b, s, testkit.Near, reportIn, 20+i, testkit.PassedPhase(reportIn)...)
	}
	c := testkit.Client(b, s, "village1")
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			c.Get(sheetAt)
		}
	})
	b.Run("save", func(b *testing.B) {
		day := 0
		for b.Loop() {
			b.StopTimer()
			page := c.Get(sheetAt).Body
			form := []string{"date", fmt.Sprintf("2026-11-%02d", 1+day%20), "collector_a", "甄采样", "collector_b", "甄见证"}
			day++
			for _, id := range ids {
				x := id.String()
				form = append(form, "case", x, "key-"+x, uuid.Must(uuid.NewV7()).String(), "version-"+x, shown(b, page, "version-"+x), "result-"+x, "invalid", "contact-"+x, "talk", "contact-"+x, "visit")
			}
			b.StartTimer()
			if a := c.Post(sheetAt, form...); a.Status != http.StatusSeeOther {
				b.Fatalf("%d", a.Status)
			}
		}
	})
}
