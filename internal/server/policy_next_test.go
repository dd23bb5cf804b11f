package server_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// policyForm returns the form's fields as a browser would send them, with changes.
func policyForm(t *testing.T, body string, changes ...string) []string {
	t.Helper()
	name, value := regexp.MustCompile(`\bname="([^"]*)"`), regexp.MustCompile(`\bvalue="([^"]*)"`)
	changed := map[string]string{}
	for i := 0; i < len(changes); i += 2 {
		changed[changes[i]] = changes[i+1]
	}
	var out []string
	for _, in := range regexp.MustCompile(`<input[^>]*>`).FindAllString(body, -1) {
		n := name.FindStringSubmatch(in)
		ticked := strings.Contains(in, `type="checkbox"`) && strings.Contains(in, " checked")
		if n == nil || !strings.Contains(in, `type="number"`) && n[1] != "seen" && !ticked {
			continue
		}
		if _, other := changed[n[1]]; other {
			continue
		}
		v := ""
		if m := value.FindStringSubmatch(in); m != nil {
			v = m[1]
		}
		out = append(out, n[1], v)
	}
	return append(out, changes...)
}

func TestPolicyNext(t *testing.T) {
	s := testkit.Serve(t, nil)
	office, lead := testkit.Client(t, s, "office1"), testkit.Client(t, s, "town3")
	if a := lead.Get("/policy/next"); a.Status != http.StatusNotFound {
		t.Errorf("a township lead gets %d", a.Status)
	}
	blank := office.Get("/policy/next").Body
	says := func(body string, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(body, w) {
				t.Errorf("the page does not say %q", w)
			}
		}
	}
	good := []string{"policy_from", "2027-01-01", "policy_name", "二〇二七年检测安排", "schedule", "common_practice", "risk_interval.high", "0", "staffing.two_towns", "520381107000"}

	for _, tt := range []struct {
		name    string
		changes []string
		words   []string
	}{
		{"today", []string{"policy_from", "2026-11-23"}, []string{"已经施行的规则不能再改"}},
		{"nameless", []string{"policy_name", " "}, []string{"必填"}},
		{"negative money", []string{"reward.1", "-50"}, []string{"奖励村（社区）"}},
		{"one collector", []string{"collectors", "1"}, []string{"采样的工作人员"}},
		{"no number", []string{"evasion_times", "三"}, []string{"拒绝、逃避检测"}},
		{"half a schedule", []string{"interval_short.1", "2"}, []string{"二十四个月"}},
		{"crossing bands", []string{"staffing.cadre_from", "30"}, []string{"须多于另定一名干部的人数"}},
		{"no township", []string{"staffing.two_towns", "520381106204"}, []string{"配备两名专职人员的乡镇"}},
		{"unknown schedule", []string{"schedule", "weekly"}, nil},
	} {
		a := office.Post("/policy/next", policyForm(t, blank, append(append([]string{}, tt.changes...), missing(good, tt.changes)...)...)...)
		if a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", tt.name, a.Status)
		}
		says(a.Body, tt.words...)
	}

	a := office.Post("/policy", policyForm(t, blank, good...)...)
	if a.Status != http.StatusUnprocessableEntity {
		t.Errorf("published unseen: %d", a.Status)
	}
	seen := office.Post("/policy/next", policyForm(t, blank, good...)...)
	if seen.Status != http.StatusOK {
		t.Fatalf("preview: %d", seen.Status)
	}
	says(seen.Body, "与施行日前的版本相比", "第三阶段 每 3 个月一次", "社区康复的尿检间隔", "复兴镇、官渡镇、长期镇")
	if a := office.Post("/policy", policyForm(t, seen.Body, append([]string{"risk_interval.low", "3"}, good...)...)...); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("published otherwise than seen: %d", a.Status)
	}
	if a := office.Post("/policy", policyForm(t, seen.Body, good...)...); a.Status != http.StatusSeeOther {
		t.Fatalf("publish: %d", a.Status)
	}
	if a := office.Post("/policy", policyForm(t, seen.Body, good...)...); a.Status != http.StatusSeeOther {
		t.Errorf("the same version sent twice: %d", a.Status)
	}
	other := []string{"policy_from", "2027-01-01", "policy_name", "二〇二七年另一安排", "schedule", "monthly"}
	if a := office.Post("/policy", policyForm(t, office.Post("/policy/next", policyForm(t, blank, other...)...).Body, other...)...); a.Status != http.StatusUnprocessableEntity && a.Status != http.StatusConflict {
		t.Errorf("a second version from the same day: %d", a.Status)
	}
	says(office.Get("/policy").Body, "2027年1月1日起改按“二〇二七年检测安排”", "赤水市方案，随系统提供（现行）")

	var versions []store.PolicyVersion
	if err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		versions, err = tx.PolicyVersions(t.Context())
		return err
	}); err != nil || len(versions) == 0 {
		t.Fatal(err, len(versions))
	}
	next := versions[len(versions)-1]
	p, err := next.Policy()
	if err != nil || next.Effective != date.New(2027, 1, 1) || p.Schedule() != "common_practice" || p.RiskInterval.High != 0 || len(p.Staffing.TwoTowns) != 1 || len(p.Staffing.FullTimeTowns) != 1 || p.Staffing.Pay != 65000 {
		t.Fatalf("%+v %v", next, err)
	}
	withdraw := "/policy/" + strconv.FormatInt(next.ID, 10) + "/withdraw"
	if a := office.Post(withdraw, "reason", ""); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("withdrawn without a reason: %d", a.Status)
	}
	if a := lead.Post(withdraw, "reason", "误发"); a.Status != http.StatusNotFound {
		t.Errorf("a lead withdraws: %d", a.Status)
	}
	if a := office.Post(withdraw, "reason", "误发"); a.Status != http.StatusSeeOther {
		t.Errorf("withdraw: %d", a.Status)
	}
	if a := office.Post(withdraw, "reason", "误发"); a.Status != http.StatusNotFound {
		t.Errorf("withdrawn twice: %d", a.Status)
	}
}

// missing returns the pairs of all whose names are not in some.
func missing(all, some []string) []string {
	var out []string
	for i := 0; i < len(all); i += 2 {
		there := false
		for j := 0; j < len(some); j += 2 {
			there = there || some[j] == all[i]
		}
		if !there {
			out = append(out, all[i], all[i+1])
		}
	}
	return out
}
