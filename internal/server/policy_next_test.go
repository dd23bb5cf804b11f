package server_test

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
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
	for _, at := range []string{"/policy/next", "/policy/plans/019387f0-0000-7000-8000-000000000055"} {
		if a := lead.Get(at); a.Status != http.StatusNotFound {
			t.Errorf("a township lead gets %d at %s", a.Status, at)
		}
	}
	blank := office.Get("/policy/next").Body
	contains(t, blank, "上一版：15 天", "上一版：各阶段每月一次", "上一版：复兴镇、官渡镇、长期镇")
	good := []string{"policy_from", "2027-01-01", "policy_name", "二〇二七年检测安排", "schedule", "common_practice", "risk_interval.high", "1", "staffing.two_towns", "520381107000", "form_key", formKeyOf(t, blank)}

	for _, tt := range []struct {
		name    string
		changes []string
		words   []string
	}{
		{"today", []string{"policy_from", "2026-11-23"}, []string{"已经施行的规则不能再改"}},
		{"nameless", []string{"policy_name", " "}, []string{"请填写"}},
		{"negative money", []string{"reward.1", "-50"}, []string{"阶段通过，奖励村（社区） · 第一阶段 · 元：应在 0 到"}},
		{"one collector", []string{"collectors", "1"}, []string{"采样的工作人员"}},
		{"no number", []string{"evasion_times", "三"}, []string{"拒绝、逃避检测"}},
		{"half a schedule", []string{"interval_short.1", "2"}, []string{"二十四个月"}},
		{"an uneven interval", []string{"schedule", "own", "interval.2", "5"}, []string{"尿检间隔 · 第二阶段 · 个月一次：一个阶段十二个月按这个间隔分不尽"}},
		{"high risk longer than medium", []string{"risk_interval.high", "3"}, []string{"风险高的人不能比“中风险人员的尿检间隔，不长于”（2 个月）检测得少"}},
		{"overlapping assessments", []string{"assess_before_days", "340"}, []string{"前后两个阶段的评估期会重叠"}},
		{"crossing bands", []string{"staffing.cadre_from", "30"}, []string{"须多于另定一名干部的人数"}},
		{"no township", []string{"staffing.two_towns", "520381106204"}, []string{"配备两名专职人员的乡镇"}},
		{"unknown schedule", []string{"schedule", "weekly"}, nil},
	} {
		a := office.Post("/policy/plans", policyForm(t, blank, append(append([]string{}, tt.changes...), missing(good, tt.changes)...)...)...)
		if a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", tt.name, a.Status)
		}
		contains(t, a.Body, tt.words...)
	}
	lacks(t, office.Get("/policy").Body, "二〇二七年检测安排") // nothing of what was refused is kept

	saved := office.Post("/policy/plans", policyForm(t, blank, good...)...)
	if saved.Status != http.StatusSeeOther {
		t.Fatalf("save: %d", saved.Status)
	}
	if a := office.Post("/policy/plans", policyForm(t, blank, good...)...); a.Location != saved.Location {
		t.Errorf("the same draft sent twice leads to %q and %q", saved.Location, a.Location)
	}
	plan, other := saved.Location, testkit.Client(t, s, "office2")
	contains(t, other.Get("/policy").Body, "二〇二七年检测安排", "拟稿")
	contains(t, other.Get(plan).Body, "第三阶段 每 3 个月一次", "社区康复的尿检间隔", "复兴镇、官渡镇、长期镇", "与“赤水市方案，随系统提供”相比")

	// Two of the office write at once: who saves second is told, and by whom.
	mine, theirs := office.Get(plan+"/edit").Body, other.Get(plan+"/edit").Body
	contains(t, mine, "有改动")
	if a := other.Post(plan, policyForm(t, theirs, missing([]string{"reward.1", "60", "schedule", "own", "edition", "1"}, nil)...)...); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("saved without a day: %d", a.Status)
	}
	again := append([]string{"edition", "1", "reward.1", "60", "schedule", "own"}, good[:4]...)
	if a := other.Post(plan, policyForm(t, theirs, again...)...); a.Status != http.StatusSeeOther {
		t.Fatalf("save again: %d", a.Status)
	}
	clash := office.Post(plan, policyForm(t, mine, append([]string{"edition", "1", "reward.1", "70", "schedule", "own"}, good[:4]...)...)...)
	if clash.Status != http.StatusConflict {
		t.Errorf("saved over what was not seen: %d", clash.Status)
	}
	contains(t, clash.Body, "保存过这份拟稿", `value="70"`)
	if a := office.Post(plan+"/publish", "edition", "1"); a.Status != http.StatusConflict {
		t.Errorf("published in an edition that is another by now: %d", a.Status)
	}
	forged := office.Post(plan + "/publish")
	if forged.Status != http.StatusUnprocessableEntity {
		t.Errorf("published without an edition: %d", forged.Status)
	}
	contains(t, forged.Body, "没有收到您看到的是第几稿")
	same := uuid.Must(uuid.NewV7())
	if err := s.Registry.SavePolicyPlan(t.Context(), testkit.Actor(t, s, "office1"), same, 0, registry.PolicyDraft{Effective: date.New(2026, 12, 24), Name: "原样", Policy: rehab.Chishui()}); err != nil {
		t.Fatal(err)
	}
	contains(t, office.Get("/policy/plans/"+same.String()).Body, "没有可以发布的内容")
	lacks(t, office.Get("/policy/plans/"+same.String()).Body, "/publish")
	if a := office.Post("/policy/plans/"+same.String()+"/publish", "edition", "1"); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("published what changes nothing: %d", a.Status)
	}
	if a := office.Post(plan+"/publish", "edition", "2"); a.Status != http.StatusSeeOther {
		t.Fatalf("publish: %d", a.Status)
	}
	if a := office.Post(plan+"/publish", "edition", "2"); a.Status != http.StatusSeeOther {
		t.Errorf("published twice: %d", a.Status)
	}
	if a := office.Post(plan+"/drop", ""); a.Status != http.StatusConflict {
		t.Errorf("a published draft thrown away: %d", a.Status)
	}
	second := append([]string{"policy_name", "二〇二七年另一安排", "schedule", "monthly", "form_key", "019387f0-0000-7000-8000-000000000056"}, good[:2]...)
	if a := office.Post("/policy/plans", policyForm(t, blank, second...)...); a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "已有版本从这一天起施行") {
		t.Errorf("a second version from the same day: %d", a.Status)
	}
	contains(t, office.Get("/policy").Body, "2027年1月1日起改按“二〇二七年检测安排”", "赤水市方案，随系统提供（现行）", "正在重新推算案件")
	contains(t, lead.Get("/policy").Body, "您能看到的案件中还有 0 件")
	contains(t, lead.Get("/policy/history").Body, "2027年1月1日起：二〇二七年检测安排", "第一阶段 60 元", "第一阶段 50 元")
	if _, err := s.Work.Recompute(t.Context()); err != nil {
		t.Fatal(err)
	}
	lacks(t, office.Get("/policy").Body, "正在重新推算案件")

	next := newestVersion(t, s)
	p, err := next.Policy()
	if err != nil || next.Effective != date.New(2027, 1, 1) || p.Interval[2] != 3 || p.IntervalRehab[2] != 6 || p.Reward[0] != 6000 || len(p.Staffing.TwoTowns) != 1 || p.Staffing.Pay != 65000 {
		t.Fatalf("%+v %v", p, err)
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
	contains(t, office.Get("/policy").Body, "撤回了一个版本")
	contains(t, office.Get("/policy/history").Body, "撤回：误发")
	if a := office.Get("/policy/history/export"); a.Status != http.StatusOK || len(a.Body) < 1000 {
		t.Errorf("history as a workbook: %d, %d bytes", a.Status, len(a.Body))
	}
}

func newestVersion(t *testing.T, s *testkit.Service) store.PolicyVersion {
	t.Helper()
	var versions []store.PolicyVersion
	if err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		versions, err = tx.PolicyVersions(t.Context())
		return err
	}); err != nil || len(versions) == 0 {
		t.Fatal(err, len(versions))
	}
	return versions[len(versions)-1]
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

// formKeyOf returns the key of the first form of a page that has one.
func formKeyOf(t *testing.T, body string) string {
	t.Helper()
	m := regexp.MustCompile(`name="form_key" value="([^"]*)"`).FindStringSubmatch(body)
	if m == nil {
		t.Fatal("the page has no form with a key")
	}
	return m[1]
}
