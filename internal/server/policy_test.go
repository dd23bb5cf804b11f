package server_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

func TestPolicyPage(t *testing.T) {
	s := testkit.Serve(t, nil)
	b := testkit.Client(t, s, "village1")
	show := func(address string, words ...string) string {
		t.Helper()
		a := b.Get(address)
		if a.Status != http.StatusOK || strings.Contains(a.Body, "⟦") {
			t.Fatalf("%s: %d", address, a.Status)
		}
		for _, w := range words {
			if !strings.Contains(a.Body, w) {
				t.Errorf("%s does not say %q", address, w)
			}
		}
		return a.Body
	}
	first := show("/policy", "15 天", "《戒毒条例》第十四、三十八条", "各阶段每月一次", "第一阶段 50 元，第二阶段 100 元，第三阶段 200 元", "2026", "2027年的节假日还没有录入")
	if strings.Contains(first, "<form class=\"filters\"") {
		t.Error("one version needs no choice")
	}

	publish := func(v store.PolicyVersion) {
		t.Helper()
		if err := s.Store.WithTx(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error { _, err := tx.AddPolicyVersion(t.Context(), v); return err }); err != nil {
			t.Fatal(err)
		}
	}
	publish(store.PolicyVersion{Effective: date.New(2026, 6, 1), Name: "二〇二六年调整", Body: json.RawMessage(`{"interval":[1,2,3]}`)})
	publish(store.PolicyVersion{Effective: date.New(2027, 1, 1), Name: "二〇二七年调整", Body: json.RawMessage(`{"reward":[6000,12000,24000]}`)})
	show("/policy", "二〇二六年调整，2026年6月1日起施行", "第一阶段 每月一次，第二阶段 每 2 个月一次，第三阶段 每 3 个月一次", "（现行）", "650 元", "复兴镇、官渡镇、长期镇", "30 人") // a version that says nothing of staffing has the norm as shipped
	var versions []store.PolicyVersion
	if err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		versions, err = tx.PolicyVersions(t.Context())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	next := versions[len(versions)-1]
	later := show("/policy?version="+strconv.FormatInt(next.ID, 10), "不是现行版本", "有改动", "第三阶段 240 元", "第三阶段 200 元")
	if strings.Count(later, "有改动") != 2 {
		t.Errorf("%d changes are marked, want the reward and the interval", strings.Count(later, "有改动"))
	}
	show("/policy?version=nonsense", "二〇二六年调整")
}
