package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/testkit"
)

// TestVisit records a test and contacts of one person together, all of it or nothing.
func TestVisit(t *testing.T) {
	s := testkit.Serve(t, nil)
	reportIn := date.New(2026, 3, 2)
	id, next := testkit.Case(t, s, testkit.Near, reportIn, 60), testkit.Case(t, s, testkit.Near, reportIn+1, 61)
	foreign := testkit.Case(t, s, testkit.Far, reportIn, 62)
	b := testkit.Client(t, s, "village1")
	at := "/cases/" + id.String() + "/visit"

	t.Run("what is due stands above, with why", func(t *testing.T) {
		has(t, "form", b.Get(at+"?back=/worklist"), http.StatusOK, "现在要做的", "尿检", "定期报告", "为什么", "戒毒条例", `value="/worklist"`, "本月待做")
		has(t, "a foreign case", b.Get("/cases/"+foreign.String()+"/visit"), http.StatusNotFound)
		has(t, "saving it", b.Post("/cases/"+foreign.String()+"/visit", "form_key", key(), "date", "2026-11-23", "result", "negative"), http.StatusNotFound)
		has(t, "nonsense", b.Get("/cases/nothing/visit"), http.StatusNotFound)
	})
	t.Run("bad input", func(t *testing.T) {
		for name, c := range map[string]struct {
			form   []string
			status int
			says   string
		}{
			"tomorrow":               {[]string{"date", "2026-11-24", "result", "negative", "contact", "talk"}, 422, "不能晚于今天"},
			"before the report-in":   {[]string{"date", "2026-02-20", "result", "negative", "contact", "talk"}, 422, "本人还没有报到"},
			"nothing":                {[]string{"date", "2026-11-23", "talk_content", "谈近况"}, 422, "选一个尿检结果"},
			"late without a reason":  {[]string{"date", "2026-10-12", "result", "negative", "contact", "talk"}, 422, "须写明原因"},
			"one collector":          {[]string{"date", "2026-11-23", "result", "negative", "collector_b", ""}, 422, "第二采样人"},
			"an unknown contact":     {[]string{"date", "2026-11-23", "contact", "party"}, 422, "不在可选范围内"},
			"an unknown method":      {[]string{"date", "2026-11-23", "result", "negative", "method", "magic"}, 422, "不在可选范围内"},
			"bytes that are no text": {[]string{"date", "2026-11-23", "contact", "talk", "talk_content", "a\xffb"}, 422, "含有无法识别的字符"},
			"too long":               {[]string{"date", "2026-11-23", "contact", "talk", "mood", strings.Repeat("长", 201)}, 422, "最多 200 个字"},
			"one seal for both":      {[]string{"date", "2026-11-23", "result", "positive", "seal_a", "7", "seal_b", "7"}, 422, "封签号不能相同"},
			"ten megabytes":          {[]string{"date", "2026-11-23", "contact", "talk", "talk_content", strings.Repeat("长", 10<<20/3)}, 413, "太长"},
		} {
			a := b.Post(at, append(c.form, "form_key", key(), "version", "1", "visit_content", "家中整洁", "collector_a", "甲", "collector_b", "乙")...)
			has(t, name, a, c.status, c.says, "家中整洁")
		}
		wantRecorded(t, s, id)
	})
	t.Run("together, once, and on to the police", func(t *testing.T) {
		form := []string{"form_key", key(), "version", shown(t, b.Get(at).Body, "version"), "back", "/month-sheet", "date", "2026-11-22", "result", "positive", "panel", "met", "specimen", "CS-9", "collector_a", "甲", "collector_b", "乙",
			"contact", "talk", "contact", "visit", "talk_content", "谈近况", "visit_place", "家中", "mood", "平稳"}
		a := b.Post(at, form...)
		if a.Location != "/month-sheet" {
			t.Fatalf("%d to %q", a.Status, a.Location)
		}
		has(t, "after it", b.Follow(b.Follow(a)), http.StatusOK, "已登记：尿检阳性、谈话、走访。请当天告知派出所。", "现在报告公安", "/cases/"+id.String()+"/police-report?")
		has(t, "the case", b.Get("/cases/"+id.String()), http.StatusOK, "A/B 瓶封签还没有填")
		wantRecorded(t, s, id, "2026-11-22 positive", "2026-11-22 talk", "2026-11-22 visit")
		has(t, "again", b.Follow(b.Follow(b.Post(at, form...))), http.StatusOK, "没有重复记录", "下一个人", "/cases/"+next.String()+"/visit")
		form[len(form)-1] = "低落"
		has(t, "the same key with other content", b.Post(at, form...), http.StatusConflict, "已经交过一次")
		wantRecorded(t, s, id, "2026-11-22 positive", "2026-11-22 talk", "2026-11-22 visit")
	})
	t.Run("what another has recorded meanwhile", func(t *testing.T) {
		old := b.Get("/cases/" + next.String() + "/visit").Body
		testkit.Client(t, s, "town1").Post("/cases/"+next.String()+"/visit", "form_key", key(), "version", shown(t, old, "version"), "date", "2026-11-20", "contact", "talk")
		send := func(day string) testkit.Answer {
			return b.Post("/cases/"+next.String()+"/visit", "form_key", key(), "version", shown(t, old, "version"), "date", day, "contact", "talk", "result", "negative", "collector_a", "甲", "collector_b", "乙")
		}
		has(t, "on another day", send("2026-11-21"), http.StatusConflict, "已先登记", "2026年11月20日")
		wantRecorded(t, s, next, "2026-11-20 talk")
		has(t, "on the same day", send("2026-11-20"), http.StatusSeeOther)
		wantRecorded(t, s, next, "2026-11-20 talk", "2026-11-20 negative")
	})
}
