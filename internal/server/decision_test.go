package server_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// screened opens a case by a screening that ended with fit and returns its address.
func screened(t *testing.T, b *testkit.Browser, seq int) string {
	t.Helper()
	a := b.Post("/intake/record", intakeForm(t, askIntake(t, b, testkit.IDNumber(date.New(1991, 4, 8), seq)), "name", "夏决生")...)
	if a.Status != http.StatusSeeOther {
		t.Fatalf("no screening: %d", a.Status)
	}
	return a.Location
}

// draftForm is a filled form of a draft; pairs at the end replace what is filled in.
func draftForm(version string, pairs ...string) []string {
	form := []string{
		"version", version, "do", "save", "measure", "detox-36", "place", testkit.Near.String(),
		"facts_found", "2026年11月18日吸食甲基苯丙胺，当场查获。", "evidence", "现场检测报告书、本人陈述", "legal_basis", "",
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		for j := 0; j < len(form); j += 2 {
			if form[j] == pairs[i] {
				form[j+1] = pairs[i+1]
			}
		}
	}
	return form
}

func TestDecision(t *testing.T) {
	s := testkit.Serve(t, nil)
	officer, approver := testkit.Client(t, s, "police1"), testkit.Client(t, s, "police2")
	path := screened(t, officer, 1)

	t.Run("a screening waits for a draft", func(t *testing.T) {
		want(t, officer.Get("/decisions"), http.StatusOK, "夏决生", "待起草", path+"/decision")
		want(t, officer.Get("/worklist"), http.StatusOK, "1 人排查完毕，待起草决定书", "/decisions?step=draft")
		want(t, officer.Get("/dashboard"), http.StatusOK, "排查 1、待报到 0")
		if a := approver.Get("/decisions"); strings.Contains(a.Body, "夏决生") {
			t.Error("the approver is shown what nobody has submitted")
		}
		want(t, officer.Get(path+"/decision"), http.StatusOK, "第三十三条", "责令夏决生接受社区戒毒三年", "签发时取号", "赤水市市中街道办事处")
		want(t, approver.Get(path+"/decision"), http.StatusOK, "还没有送审")
		for _, login := range []string{"village1", "town2", "office1"} {
			if a := testkit.Client(t, s, login).Get(path + "/decision"); a.Status != http.StatusNotFound {
				t.Errorf("%s before the decision is issued: %d, want 404", login, a.Status)
			}
		}
	})
	t.Run("a preview saves nothing", func(t *testing.T) {
		a := officer.Post(path+"/decision/preview", draftForm("0", "measure", "rehab-24")...)
		want(t, a, http.StatusOK, "社区康复二年", "第四十八条", "并签订社区康复协议", "吸食甲基苯丙胺")
		if n := count(t, s, "select count(*) from decision_draft"); n != 0 {
			t.Errorf("%d drafts after a preview", n)
		}
	})
	t.Run("what is missing is asked for when it is submitted", func(t *testing.T) {
		a := officer.Post(path+"/decision", draftForm("0", "do", "submit", "facts_found", "", "evidence", "")...)
		want(t, a, http.StatusUnprocessableEntity, "查明的事实：请填写", "证据：请填写")
		a = officer.Post(path+"/decision", append(draftForm("0", "measure", "rehab-12"), "credit_days", "30")...)
		want(t, a, http.StatusUnprocessableEntity, "社区康复没有折抵的日子")
		a = officer.Post(path+"/decision", draftForm("0", "measure", "rehab-13", "place", testkit.Far.String())...)
		want(t, a, http.StatusUnprocessableEntity, "不在可选范围内")
	})
	t.Run("a draft is saved once, and a stale one shows both", func(t *testing.T) {
		for range 2 {
			if a := officer.Post(path+"/decision", draftForm("0")...); a.Location != path+"/decision" {
				t.Fatalf("draft: %d to %q", a.Status, a.Location)
			}
		}
		if v := hidden(t, officer.Get(path+"/decision").Body, "version"); v != "1" {
			t.Errorf("version %s after the same draft twice", v)
		}
		stale := officer.Post(path+"/decision", draftForm("0", "evidence", "查获经过")...)
		want(t, stale, http.StatusConflict, "查获经过", "现场检测报告书", "杨永刚")
		if a := officer.Post(path+"/decision", draftForm(hidden(t, stale.Body, "version"), "evidence", "查获经过")...); a.Status != http.StatusSeeOther {
			t.Errorf("kept after the conflict: %d", a.Status)
		}
	})
	t.Run("submitted, returned, corrected", func(t *testing.T) {
		officer.Post(path+"/decision", draftForm("2", "do", "submit")...)
		want(t, officer.Get(path+"/decision"), http.StatusOK, "等待审批", "收回修改")
		want(t, approver.Get("/decisions"), http.StatusOK, "夏决生", "待审批", "审批")
		want(t, approver.Post(path+"/decision/return", "version", "3"), http.StatusUnprocessableEntity, "原因：请填写")
		want(t, approver.Post(path+"/decision/return", "version", "2", "reason", "证据不足"), http.StatusConflict, "证据不足")
		if a := approver.Post(path+"/decision/return", "version", "3", "reason", "证据不足"); a.Location != "/decisions" {
			t.Fatalf("returned: %d", a.Status)
		}
		want(t, officer.Get("/decisions"), http.StatusOK, "退回待修改", "证据不足")
		want(t, officer.Get("/worklist"), http.StatusOK, "1 份决定书被退回，待修改", "/decisions?step=returned")
		want(t, testkit.Client(t, s, "auditor").Get("/audit"), http.StatusOK, "退回修改：是", "送审：是", "记录：排查", "原因：查获吸毒")
		want(t, officer.Get(path+"/decision"), http.StatusOK, "罗启明退回修改：证据不足")
		want(t, approver.Post(path+"/decision/approve", "version", "4"), http.StatusConflict, "不在待审批状态")
		officer.Post(path+"/decision", draftForm("4", "do", "submit")...)
	})
	t.Run("nobody approves what they wrote on", func(t *testing.T) {
		own := ownApprover(t, s)
		want(t, own.Get(path+"/decision"), http.StatusOK, "须由另一位民警审批")
		if a := own.Post(path+"/decision/approve", "version", "5"); a.Status != http.StatusForbidden {
			t.Errorf("own draft approved: %d, want 403", a.Status)
		}
		if a := officer.Post(path+"/decision/approve", "version", "5"); a.Status != http.StatusNotFound {
			t.Errorf("an officer approves: %d, want 404", a.Status)
		}
		if a := approver.Post(path+"/decision", draftForm("5")...); a.Status != http.StatusNotFound {
			t.Errorf("an approver drafts: %d, want 404", a.Status)
		}
	})
	t.Run("issued once, with a number", func(t *testing.T) {
		for range 2 {
			if a := approver.Post(path+"/decision/approve", "version", "5"); a.Location != path+"/decision" {
				t.Fatalf("issued: %d to %q", a.Status, a.Location)
			}
		}
		number := "赤公(禁)社戒决字〔2026〕1号"
		want(t, officer.Get(path+"/decision"), http.StatusOK, number, "杨永刚", "罗启明", "2026年11月23日")
		want(t, testkit.Client(t, s, "village1").Get(path+"/decision"), http.StatusOK, number)
		want(t, officer.Post(path+"/decision", draftForm("6")...), http.StatusUnprocessableEntity, "已有责令决定；")
		if n := count(t, s, "select count(*) from document_number"); n != 1 {
			t.Errorf("%d numbers given", n)
		}
	})
	t.Run("the paper is masked unless a reason is given", func(t *testing.T) {
		whole := testkit.IDNumber(date.New(1991, 4, 8), 1)
		if a := officer.Get(path + "/decision/paper"); a.Status != http.StatusOK || strings.Contains(a.Body, whole) || !strings.Contains(a.Body, "**********") {
			t.Errorf("masked paper: %d", a.Status)
		}
		kept := between(t, officer.Get(path+"/decision").Body, `href="`+path+"/papers/", `"`)
		want(t, officer.Get(path+"/papers/"+kept), http.StatusOK, "赤公(禁)社戒决字〔2026〕1号", "被决定人签名", "罗启明")
		want(t, officer.Post(path+"/papers/"+kept+"/original", "reason", ""), http.StatusUnprocessableEntity, "请填写")
		want(t, officer.Post(path+"/papers/"+kept+"/original", "reason", "送达本人"), http.StatusOK, whole, "被决定人签名")
		want(t, approver.Post(path+"/papers/"+kept+"/void", "reason", "打错"), http.StatusUnprocessableEntity, "随登记的事项走")
		if n := count(t, s, "select count(*) from audit where action = 'person.unmask' and detail->>'reason' = '送达本人'"); n != 1 {
			t.Errorf("%d unmaskings in the log", n)
		}
	})
	t.Run("the list is walked page by page", func(t *testing.T) {
		for seq := 5; seq <= 9; seq += 2 {
			screened(t, officer, seq)
		}
		actor, after, seen := testkit.Actor(t, s, "police1"), store.DecisionKey{}, map[string]bool{}
		for more := true; more; {
			lines, next, err := s.Work.Decisions(t.Context(), actor, "", after, 1)
			if err != nil || len(lines) != 1 || seen[lines[0].CaseID.String()] {
				t.Fatalf("after %d rows: %d rows, %v", len(seen), len(lines), err)
			}
			seen[lines[0].CaseID.String()], after, more = true, lines[0].Key(), next
		}
		if len(seen) != 4 {
			t.Errorf("%d rows walked, want 4", len(seen))
		}
		want(t, officer.Get("/decisions?step=serve"), http.StatusOK, "待送达")
		want(t, officer.Get("/decisions?step=returned&after=nonsense"), http.StatusOK, "这一步没有要办的决定书")
	})
	t.Run("service", func(t *testing.T) { serveDecision(t, s, officer, path) })
	t.Run("a decision from before originals were kept is printed from its facts", func(t *testing.T) {
		old := "/cases/" + testkit.Case(t, s, testkit.Near, date.New(2026, 3, 2), 21).String() + "/decision"
		want(t, officer.Post(old+"/paper", "reason", ""), http.StatusUnprocessableEntity, "原因：请填写")
		want(t, officer.Post(old+"/paper", "reason", "补送"), http.StatusOK, testkit.IDNumber(date.New(1985, 3, 7), 43), "被决定人签名")
	})
}

// ownApprover is the officer who drafted, acting under a posting as approver.
func ownApprover(t *testing.T, s *testkit.Service) *testkit.Browser {
	t.Helper()
	officer := testkit.Actor(t, s, "police1")
	id, err := s.Registry.AddPosting(t.Context(), testkit.Actor(t, s, "secadmin"), registry.NewPosting{Account: officer.Account, Role: access.PoliceApprover, Unit: officer.Unit, From: testkit.Today})
	if err != nil {
		t.Fatal(err)
	}
	b := testkit.Client(t, s, "police1")
	if a := b.Post("/posting", "posting", strconv.FormatInt(id, 10)); a.Status != http.StatusSeeOther {
		t.Fatalf("posting: %d", a.Status)
	}
	return b
}

func serveDecision(t *testing.T, s *testkit.Service, officer *testkit.Browser, path string) {
	t.Helper()
	want(t, officer.Get("/decisions"), http.StatusOK, "待送达", "送达本人、送达家属", path+"/service")
	page := officer.Get(path + "/service")
	want(t, page, http.StatusOK, "报到期限未起算", "在规定时限内送达")
	form := func(pairs ...string) []string {
		return append([]string{"form_key", hidden(t, page.Body, "form_key"), "served_by", "杨永刚、王民警"}, pairs...)
	}
	want(t, officer.Post(path+"/service", form()...), http.StatusUnprocessableEntity, "至少填一项的日期")
	a := officer.Post(path+"/service", form("person_date", testkit.Today.String(), "person_how", "left", "family_date", "2026-11-20", "family_how", "direct", "township_date", "2026-11-25", "township_how", "direct")...)
	want(t, a, http.StatusUnprocessableEntity, "本人签收人：请填写", "签收的家属：请填写", "家属与本人关系：请填写", "通知乡镇日期：不能晚于今天")
	a = officer.Post(path+"/service", form("person_date", testkit.Today.String(), "person_how", "direct", "family_date", "2026-11-20", "family_how", "direct", "family_receiver", "夏母", "family_relation", "母")...)
	want(t, a, http.StatusUnprocessableEntity, "先由公安签发责令决定书", "夏母")
	if n := count(t, s, "select count(*) from fact where kind = 'service'"); n != 0 {
		t.Errorf("%d services written by forms that were refused", n)
	}
	good := form("person_date", testkit.Today.String(), "person_how", "direct", "family_date", testkit.Today.String(), "family_how", "direct", "family_receiver", "夏母", "family_relation", "母")
	for range 2 {
		if a = officer.Post(path+"/service", good...); a.Location != path+"/service" {
			t.Fatalf("served: %d to %q", a.Status, a.Location)
		}
	}
	if n := count(t, s, "select count(*) from fact where kind = 'service'"); n != 2 {
		t.Errorf("%d services of one form for two", n)
	}
	page = officer.Get(path + "/service")
	want(t, page, http.StatusOK, "应于 2026年12月8日 前", "十五日内报到", "夏母", `name="township_date"`)
	if strings.Contains(page.Body, `name="person_date"`) {
		t.Error("what has been served is asked for again")
	}
	a = officer.Post(path+"/service", "form_key", hidden(t, page.Body, "form_key"), "served_by", "杨永刚", "township_date", testkit.Today.String(), "township_how", "direct")
	want(t, officer.Follow(a), http.StatusOK, "都已送达")
	if a = officer.Get("/decisions"); strings.Contains(a.Body, path) {
		t.Error("what is served on everybody is still listed")
	}
}
