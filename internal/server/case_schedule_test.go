package server_test

import (
	"encoding/json"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestACaseSaysWhatIsAskedOfItAndWhere publishes a version that asks for tests every three months from August 2026.
func TestACaseSaysWhatIsAskedOfItAndWhere(t *testing.T) {
	s := testkit.Serve(t, nil)
	day := date.MustParse
	id := testkit.Case(t, s, testkit.Near, day("2026-03-02"), 71, testkit.Step(access.RiskRecord, day("2026-04-01"), &rehab.Risk{Level: rehab.Medium}),
		testkit.Step(access.RiskRecord, day("2026-06-03"), &rehab.Risk{Level: rehab.Low}), testkit.Step(access.DrugTestRecord, day("2026-09-10"), &rehab.DrugTest{Result: rehab.Negative}))
	path := "/cases/" + id.String()
	b := testkit.Client(t, s, "village1")
	page := b.Get(path).Body
	contains(t, page, "检测与接触安排", "尿检每月一次", "按赤水市方案", "每月报告 1 次、谈话 1 次、走访 1 次", "2026年6月3日评估", "低风险", "中风险", "每满 12 个月为一个阶段")
	lacks(t, page, "从该月起按新规定")
	err := s.Store.WithTx(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		_, err := tx.AddPolicyVersion(t.Context(), store.PolicyVersion{Effective: day("2026-08-01"), Name: "下半年检测安排", Body: json.RawMessage(`{"interval": [3, 3, 3]}`)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	page = b.Get(path).Body
	contains(t, page, "尿检每 3 个月一次", "按“下半年检测安排”（2026年8月1日起施行）", "2026年8月起尿检每 3 个月一次", "原为尿检每月一次", "从该月起按新规定",
		"2026年8月—2026年10月：尿检阴性", "从本月起改按“下半年检测安排”", "2026年7月：尿检漏检")
	if n := strings.Count(between(t, page, `class="tracker"`, `class="legend"`), "change-mark"); n != 1 {
		t.Errorf("%d marks on the tracker, want one", n)
	}
	t.Run("a version of which nobody knew then", func(t *testing.T) {
		then := b.Get(path + "?day=2026-09-30&reading=then").Body
		contains(t, then, "这一天以后才发布的规定", "下半年检测安排", "2026年8月：尿检漏检", "2026年9月：尿检阴性")
		lacks(t, then, "从本月起改按")
		contains(t, b.Get(path+"?day=2026-09-30&reading=now").Body, "从本月起改按", "这一天以后才发布的规定")
	})
	t.Run("in English", func(t *testing.T) {
		en := testkit.Client(t, s, "village1")
		en.Post("/language", "lang", "en", "back", "/")
		contains(t, en.Get(path).Body, "Tests and contacts", "From August 2026", "in force from 1 Aug 2026", "A phase is 12 months")
	})
}

// TestARiskLevelOfTheRunningWindowSaysFromWhenItCounts: raised, the window ends with the month and the shorter interval begins; lowered, from the next one.
func TestARiskLevelOfTheRunningWindowSaysFromWhenItCounts(t *testing.T) {
	s := testkit.Serve(t, nil)
	err := s.Store.WithTx(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		_, err := tx.AddPolicyVersion(t.Context(), store.PolicyVersion{Effective: day(3, 1), Name: "每季检测", Body: json.RawMessage(`{"interval": [3, 3, 3]}`)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	page := func(seq int, reportIn date.Date, steps ...casework.Step) string {
		return testkit.Client(t, s, "village1").Get("/cases/" + testkit.Case(t, s, testkit.Near, reportIn, seq, steps...).String()).Body
	}
	risk := func(on date.Date, l rehab.RiskLevel) casework.Step {
		return testkit.Step(access.RiskRecord, on, &rehab.Risk{Level: l})
	}
	raised := page(72, day(9, 2), risk(day(11, 12), rehab.High)) // windows of October to December, cut after November
	contains(t, raised, "尿检每 3 个月一次", "2026年12月起尿检每月一次", "2026年11月12日改定为高风险")
	lowered := page(73, day(9, 2), risk(day(9, 10), rehab.High), risk(day(11, 12), rehab.Low))
	contains(t, lowered, "尿检每月一次", "2026年12月起尿检每 3 个月一次", "2026年11月12日改定为低风险")
	lacks(t, page(74, day(9, 2), risk(day(9, 10), rehab.High)), "改定为")
	lacks(t, page(75, day(9, 2), risk(day(11, 12), rehab.Low)), "改定为")
}
