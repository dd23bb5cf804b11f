package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// TestHelpPlan: a new plan replaces the old one from its day and begins with it; help given stands beside the measure it belongs to.
func TestHelpPlan(t *testing.T) {
	s := testkit.Serve(t, nil)
	id := testkit.Case(t, s, testkit.Near, reported, 1)
	page := "/cases/" + id.String() + "/help-plan"
	town, village := testkit.Client(t, s, "town1"), testkit.Client(t, s, "village1")
	if a := town.Get(page); !strings.Contains(a.Body, "还没有帮扶计划") || !strings.Contains(a.Body, page+"/new") {
		t.Errorf("without a plan: %d\n%s", a.Status, mainOf(a.Body))
	}
	refused(t, town, page+"/new", "至少写明一项措施", "date", "2026-03-05")
	taken(t, town, page+"/new", "date", "2026-03-05", "education", "每季度一次法律课", "skills", "叉车培训\n\n 推荐就业 ")
	form := town.Get(page + "/new")
	if !strings.Contains(form.Body, ">叉车培训\n推荐就业</textarea>") || !strings.Contains(form.Body, ">每季度一次法律课</textarea>") {
		t.Errorf("the form does not begin with the plan in force\n%s", mainOf(form.Body))
	}
	t.Run("aid", func(t *testing.T) { aidIsGiven(t, s, id, page) })
	taken(t, town, page+"/new", "date", "2026-11-20", "medical", "肝功能复查")
	a := town.Get(page)
	for _, says := range []string{"2026年11月20日起施行", "肝功能复查", "2026年3月5日至11月19日", "叉车培训", "肖开凤"} {
		if !strings.Contains(a.Body, says) {
			t.Errorf("the page does not say %q\n%s", says, mainOf(a.Body))
		}
	}
	now, earlier, _ := strings.Cut(a.Body, "<details class=\"card-x fold")
	if strings.Contains(now, "陪同面试") || !strings.Contains(earlier, "陪同面试") {
		t.Error("help is not shown with the plan that held on its day")
	}
	t.Run("who sees it", func(t *testing.T) {
		if a := village.Get(page); a.Status != http.StatusOK || strings.Contains(a.Body, "/help-plan/new") || strings.Contains(a.Body, "/referral?") {
			t.Errorf("the village: %d, or it is offered what is not its own", a.Status)
		}
		for _, login := range []string{"village2", "health1", "sysadmin"} {
			if a := testkit.Client(t, s, login).Get(page); a.Status != http.StatusNotFound {
				t.Errorf("%s: %d", login, a.Status)
			}
		}
	})
	t.Run("voided", func(t *testing.T) {
		last := testkit.Step(access.HelpPlanRecord, day(11, 22), &rehab.HelpPlan{Other: "错录"})
		other := testkit.Case(t, s, testkit.Near, reported, 2, last)
		taken(t, town, "/cases/"+other.String()+"/facts/"+last.Entry.Key.String()+"/void", "reason", "录错人")
		if a := town.Get("/cases/" + other.String() + "/help-plan"); !strings.Contains(a.Body, "还没有帮扶计划") {
			t.Error("a voided plan is still in force")
		}
	})
}

// aidIsGiven on a contact, by its own form and by the visit form.
func aidIsGiven(t *testing.T, s *testkit.Service, id uuid.UUID, page string) {
	village := testkit.Client(t, s, "village1")
	contact := []string{"type", "talk", "staff", "李秀珍", "content", "谈就业", "date", "2026-10-12"}
	refused(t, village, "/cases/"+id.String()+"/contact", "给予的帮扶：请填写", append(contact, "aid_head", "skills")...)
	refused(t, village, "/cases/"+id.String()+"/contact", "不在可选范围内", append(contact, "aid", "陪同面试", "aid_head", "money")...)
	taken(t, village, "/cases/"+id.String()+"/contact", append(contact, "aid", "陪同面试", "aid_head", "skills")...)
	visit := "/cases/" + id.String() + "/visit"
	refused(t, village, visit, "要同时勾一项", "date", "2026-11-02", "result", "negative", "collector_a", "甲", "collector_b", "乙", "aid", "送米")
	taken(t, village, visit, "date", "2026-11-02", "contact", "visit", "contact", "talk", "aid", "送去一袋米")
	a := village.Get(page)
	if n := strings.Count(a.Body, "送去一袋米"); n != 1 || !strings.Contains(a.Body, "计划以外的帮扶") {
		t.Errorf("help of one visit stands %d times\n%s", n, mainOf(a.Body))
	}
	_, skills, _ := strings.Cut(a.Body, "（三）技能培训")
	if !strings.Contains(skills, "陪同面试") {
		t.Error("help is not beside its measure")
	}
}
