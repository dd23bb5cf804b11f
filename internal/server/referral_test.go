package server_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// departmentID is the unit of a kind of department.
func departmentID(t *testing.T, s *testkit.Service, kind string) int64 {
	t.Helper()
	units, _, err := s.Work.Departments(t.Context(), testkit.Actor(t, s, "town1"))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(units, func(u store.Unit) bool { return *u.Department == kind })
	return units[i].ID
}

// sendReferral sends a need of a case to a department today and returns its key.
func sendReferral(t *testing.T, s *testkit.Service, login, caseID, department string) string {
	t.Helper()
	return sendReferralOn(t, s, login, uuid.MustParse(caseID), department, testkit.Today)
}

func sendReferralOn(t *testing.T, s *testkit.Service, login string, caseID uuid.UUID, department string, day date.Date) string {
	t.Helper()
	in := casework.ReferralForm{Case: caseID, Key: uuid.Must(uuid.NewV7()), Date: day, Department: departmentID(t, s, department), Head: rehab.HelpSkills, Need: "想学叉车，周末有空",
		Sex: true, Age: true, ContactName: "肖开凤", ContactPhone: "0851-22860000"}
	if err := s.Work.SendReferral(t.Context(), testkit.Actor(t, s, login), in); err != nil {
		t.Fatal(err)
	}
	return in.Key.String()
}

// TestReferrals goes through the life of referrals with the browsers of both sides.
func TestReferrals(t *testing.T) {
	s := testkit.Serve(t, nil)
	plan := testkit.Step(access.HelpPlanRecord, reported+3, &rehab.HelpPlan{Counselling: "每月一次辅导", Skills: "叉车培训\n介绍工作"})
	id := testkit.Case(t, s, testkit.Near, reported, 1, plan)
	t.Run("send", func(t *testing.T) { referralIsSent(t, s, id) })
	t.Run("least data", func(t *testing.T) { referralTellsLeast(t, s, id) })
	t.Run("life", func(t *testing.T) { referralLife(t, s, id) })
	t.Run("stages", func(t *testing.T) { referralWrongStage(t, s, id) })
	t.Run("taken back", func(t *testing.T) { referralTakenBack(t, s, id) })
	t.Run("foreign", func(t *testing.T) { referralForeign(t, s, id) })
	t.Run("goes along", referralGoesAlong(s))
	t.Run("case ended", referralOfAnEndedCase(s))
	t.Run("late", func(t *testing.T) { referralLate(t, s, id) })
}

func sendForm(department int64, with ...string) []string {
	return append([]string{server.FormKey, key(), "date", "2026-11-23", "department", strconv.FormatInt(department, 10), "head", "skills", "need", "想学叉车", "naming", "surname", "sex", "on",
		"contact_name", "肖开凤", "contact_phone", "0851-22860000"}, with...)
}

// seenOf is the digest of what was shown before sending.
func seenOf(t *testing.T, a testkit.Answer) string {
	t.Helper()
	_, rest, ok := strings.Cut(a.Body, `name="seen" value="`)
	seen, _, _ := strings.Cut(rest, `"`)
	if !ok || seen == "" {
		t.Fatalf("%d: nothing was shown before sending\n%s", a.Status, mainOf(a.Body))
	}
	return seen
}

// referralIsSent: from a measure of the plan, shown first, and only what was shown is sent; the same form twice is one referral.
func referralIsSent(t *testing.T, s *testkit.Service, id uuid.UUID) {
	b, path := testkit.Client(t, s, "town1"), "/cases/"+id.String()+"/referral"
	a := b.Get("/cases/" + id.String() + "/help-plan")
	for _, says := range []string{"叉车培训", "介绍工作", "还没有落实记录", path + "?head=skills&amp;need=%E5%8F%89", "修订帮扶计划"} {
		if !strings.Contains(a.Body, says) {
			t.Errorf("the help plan does not say %q", says)
		}
	}
	if a := b.Get(path + "?head=skills&need=叉车培训"); !strings.Contains(a.Body, ">叉车培训</textarea>") || !strings.Contains(a.Body, "甄某") {
		t.Errorf("the form does not begin with the measure\n%s", mainOf(a.Body))
	}
	labour := departmentID(t, s, "labour")
	form := sendForm(labour)
	if a := b.Post(path, append(form, "do", "send")...); a.Status != http.StatusOK || !strings.Contains(a.Body, "还没有发出") {
		t.Fatalf("sent unseen: %d", a.Status)
	}
	shown := b.Post(path, append(form, "do", "check")...)
	seen := seenOf(t, shown)
	changed := slices.Clone(form)
	changed[slices.Index(changed, "想学叉车")] = "想学电焊"
	if a := b.Post(path, append(changed, "do", "send", "seen", seen)...); a.Status != http.StatusOK || !strings.Contains(a.Body, "想学电焊") {
		t.Fatalf("what was not shown is sent: %d", a.Status)
	}
	for range 2 {
		if a := b.Post(path, append(form, "do", "send", "seen", seen)...); a.Status != http.StatusSeeOther {
			t.Fatalf("sending is %d\n%s", a.Status, mainOf(a.Body))
		}
	}
	list := testkit.Client(t, s, "labour1").Get("/referrals")
	if n := strings.Count(list.Body, "想学叉车"); n != 1 {
		t.Errorf("the department has %d referrals, want 1", n)
	}
	if a := b.Get("/cases/" + id.String()); !strings.Contains(a.Body, "人力资源和社会保障局") || !strings.Contains(a.Body, "待答复") {
		t.Error("the case does not show the referral with its state")
	}
	if a := b.Get("/cases/" + id.String() + "/help-plan"); !strings.Contains(a.Body, "转赤水市人力资源和社会保障局") {
		t.Error("the plan does not show the referral beside its measure")
	}
}

// referralTellsLeast: bad forms are refused with what was typed, and what a department is not to be told is not sent.
func referralTellsLeast(t *testing.T, s *testkit.Service, id uuid.UUID) {
	b, path := testkit.Client(t, s, "town1"), "/cases/"+id.String()+"/referral"
	labour := departmentID(t, s, "labour")
	for _, c := range []struct{ field, value, says string }{
		{"need", "", "需要的帮助：请填写"},
		{"need", "身份证 520381198503070036", "不能写身份证号"},
		{"need", "身份证 520381 19850307 003X", "不能写身份证号"},
		{"need", "尿检阴性，请安排工作", "不能写“尿检”"},
		{"need", "甄编丏想学叉车", ""}, // somebody else's name cannot be known
		{"need", "甄编丁想学叉车", "这里也不要写全名"},
		{"need", strings.Repeat("好", 501), "最多 500 个字"},
		{"department", "0", "不在可选范围内"},
		{"department", "1", "不在可选范围内"},
		{"department", "", "转给哪个部门：请选择"},
		{"head", "", "哪一类帮扶：请选择"},
		{"naming", "all", "不在可选范围内"},
		{"contact_phone", "12", "能拨通的电话"},
		{"contact_phone", "请打给我", "能拨通的电话"},
		{"contact_name", "", "联系人：请填写"},
		{"date", "2026-11-24", "不能晚于今天"},
		{"date", "2020-01-01", "不能早于"},
		{"date", "2026-11-31", "不是有效日期"},
		{"follows", "x", ""},
	} {
		form := sendForm(labour, "do", "check")
		if i := slices.Index(form, c.field); i >= 0 {
			form[i+1] = c.value
		}
		a := b.Post(path, form...)
		if c.says == "" {
			continue
		}
		if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, c.says) {
			t.Errorf("%s %q: %d without %q\n%s", c.field, c.value, a.Status, c.says, mainOf(a.Body))
		}
		if len(c.value) > 20 && len(c.value) < 100 && !strings.Contains(a.Body, c.value) {
			t.Errorf("%s %q: what was typed is lost", c.field, c.value)
		}
	}
	whole := sendForm(labour, "do", "check")
	whole[slices.Index(whole, "surname")] = "name"
	if a := b.Post(path, whole...); !strings.Contains(a.Body, "甄编丁") || strings.Contains(previewOf(a.Body), "年龄段") {
		t.Error("the preview is not what was chosen")
	}
}

func previewOf(page string) string {
	_, rest, _ := strings.Cut(page, `id="preview"`)
	preview, _, _ := strings.Cut(rest, "</section>")
	return preview
}

// referralStepOf sends a step and fails unless it is taken.
func referralStepOf(t *testing.T, b *testkit.Browser, referral, step string, fill ...string) {
	t.Helper()
	if a := b.Post("/referrals/"+referral+"/"+step, append([]string{server.FormKey, key(), "date", "2026-11-23"}, fill...)...); a.Status != http.StatusSeeOther {
		t.Fatalf("%s: %d\n%s", step, a.Status, mainOf(a.Body))
	}
}

// referralLife: accepted, acted on twice, closed; each side sees what is its own to see, and the township is told of the end until it notes it.
func referralLife(t *testing.T, s *testkit.Service, id uuid.UUID) {
	r := sendReferral(t, s, "town1", id.String(), "health")
	town, health := testkit.Client(t, s, "town1"), testkit.Client(t, s, "health1")
	desk := health.Get("/worklist")
	for _, says := range []string{"甄某", "等答复", "想学叉车，周末有空", "5 个工作日内答复", "30至44岁", "/referrals/" + r} {
		if !strings.Contains(desk.Body, says) {
			t.Errorf("the department's worklist does not say %q", says)
		}
	}
	page := health.Get("/referrals/" + r)
	for _, never := range []string{"甄编", id.String(), "尿检", "/cases/", "3900000000", testkit.IDNumber(date.New(1985, 3, 7), 3)} {
		if strings.Contains(page.Body, never) || strings.Contains(desk.Body, never) || strings.Contains(health.Get("/referrals").Body, never) {
			t.Errorf("the department is shown %q", never)
		}
	}
	if a := health.Get("/cases/" + id.String()); a.Status != http.StatusNotFound {
		t.Errorf("the department opens the case: %d", a.Status)
	}
	referralStepOf(t, health, r, "accept")
	if a := town.Get("/referrals/" + r); !strings.Contains(a.Body, "已受理") || !strings.Contains(a.Body, "甄编丁") || !strings.Contains(a.Body, "2026年12月21日") {
		t.Errorf("after accepting the township does not see the day to act by\n%s", mainOf(a.Body))
	}
	referralStepOf(t, health, r, "act", "words", "已安排周末班")
	referralStepOf(t, health, r, "act", "words", "12月5日开课")
	referralStepOf(t, health, r, "close", "words", "已结业", "outcome", "helped")
	if a := town.Get("/worklist"); !strings.Contains(a.Body, "1 件转介：部门已办结，请看") {
		t.Errorf("the township is not told that it was closed\n%s", mainOf(a.Body))
	}
	if a := town.Get("/cases/" + id.String() + "/help-plan"); !strings.Contains(a.Body, "12月5日开课") {
		t.Error("the plan does not show what the department did")
	}
	referralStepOf(t, town, r, "note", "words", "本人愿意继续学电焊")
	if a := town.Get("/worklist"); strings.Contains(a.Body, "部门已办结，请看") {
		t.Error("the township is told again after noting it")
	}
	if a := health.Get("/referrals/" + r); strings.Contains(a.Body, "本人愿意继续学电焊") || !strings.Contains(a.Body, "已落实") {
		t.Error("the department sees what the township noted for itself, or not how it ended")
	}
	rows := bookRows(t, health.Get("/referrals/export?state=closed"))
	if len(rows) != 2 || rows[1][0] != "甄某" || rows[1][1] != "" {
		t.Errorf("the department's workbook: %q", rows)
	}
	if office := testkit.Client(t, s, "office1").Get("/referrals"); !strings.Contains(office.Body, "各部门办理情况") || !strings.Contains(office.Body, "state=closed") {
		t.Error("the office does not see the counts by department")
	}
}

// referralWrongStage: a step out of turn is refused in words that say what must happen first, and what was typed is kept.
func referralWrongStage(t *testing.T, s *testkit.Service, id uuid.UUID) {
	r := sendReferral(t, s, "town1", id.String(), "health")
	town, health := testkit.Client(t, s, "town1"), testkit.Client(t, s, "health1")
	path := "/referrals/" + r + "/"
	with := func(fill ...string) []string { return append([]string{"date", "2026-11-23"}, fill...) }
	refused(t, health, path+"act", "请先受理", with("words", "已办某事")...)
	refused(t, health, path+"close", "请先受理", with("words", "已办", "outcome", "helped")...)
	refused(t, town, path+"note", "还没有办完", with()...)
	refused(t, health, path+"refuse", "退回原因：请写明原因", with()...)
	refused(t, health, path+"accept", "不能晚于今天", "date", "2026-11-24")
	refused(t, health, path+"accept", "不能早于2026年11月23日", "date", "2026-11-20")
	refused(t, health, path+"accept", "请填写")
	referralStepOf(t, health, r, "accept")
	refused(t, health, path+"close", "办理结果：请选择", with("words", "已办")...)
	refused(t, health, path+"close", "请先登记", with("words", "已办", "outcome", "helped")...)
	refused(t, health, path+"close", "不在可选范围内", with("words", "已办", "outcome", "best")...)
	refused(t, health, path+"refuse", "已经答复过了", with("words", "不符合")...)
	refused(t, health, path+"act", "最多 500 个字", with("words", strings.Repeat("好", 501))...)
	referralStepOf(t, health, r, "close", "words", "本人外出，办不了", "outcome", "not")
	refused(t, health, path+"accept", "已经办结", with()...)
	refused(t, town, path+"withdraw", "已经办结", with("words", "不要了")...)
	if a := town.Post(path+"withdraw", with(server.FormKey, key(), "words", "不要了")...); !strings.Contains(a.Body, ">不要了</textarea>") {
		t.Error("what was typed is lost")
	}
	twice := []string{server.FormKey, key(), "date", "2026-11-23", "words", ""}
	for range 2 {
		if a := town.Post(path+"note", twice...); a.Status != http.StatusSeeOther {
			t.Errorf("the same note twice: %d", a.Status)
		}
	}
	twice[len(twice)-1] = "别的"
	if a := town.Post(path+"note", twice...); a.Status != http.StatusConflict {
		t.Errorf("the same form with other words: %d, want 409", a.Status)
	}
}

// referralTakenBack: the last step alone, with a reason; it stays in sight.
func referralTakenBack(t *testing.T, s *testkit.Service, id uuid.UUID) {
	r := sendReferral(t, s, "town1", id.String(), "health")
	town, health := testkit.Client(t, s, "town1"), testkit.Client(t, s, "health1")
	accept := key()
	if a := health.Post("/referrals/"+r+"/accept", server.FormKey, accept, "date", "2026-11-23"); a.Status != http.StatusSeeOther {
		t.Fatal(a.Status)
	}
	path := "/referrals/" + r + "/void"
	refused(t, health, path, "没有这一步", "date", "2026-11-23", "of", key(), "words", "错了")
	refused(t, health, path, "请写明原因", "date", "2026-11-23", "of", accept)
	if a := town.Post(path, server.FormKey, key(), "date", "2026-11-23", "of", accept, "words", "错了"); a.Status != http.StatusNotFound {
		t.Errorf("the township takes back the department's step: %d", a.Status)
	}
	referralStepOf(t, health, r, "act", "words", "登记")
	refused(t, health, path, "只能从最后一步撤起", "date", "2026-11-23", "of", accept, "words", "错了")
	if a := health.Get("/referrals/" + r); !strings.Contains(a.Body, "撤回“办理”") {
		t.Errorf("the last step cannot be taken back\n%s", mainOf(a.Body))
	}
	referralStepOf(t, town, r, "withdraw", "words", "本人找到工作")
	if a := health.Get("/referrals/" + r); !strings.Contains(a.Body, "本人找到工作") || !strings.Contains(a.Body, "已撤回") {
		t.Error("the department does not see that it was withdrawn and why")
	}
}

// referralForeign: what was sent to another department, or belongs to another township, does not exist.
func referralForeign(t *testing.T, s *testkit.Service, id uuid.UUID) {
	r := sendReferral(t, s, "town1", id.String(), "health")
	for _, login := range []string{"civil1", "town3", "village2", "police1", "sysadmin"} {
		b := testkit.Client(t, s, login)
		if a := b.Get("/referrals/" + r); a.Status != http.StatusNotFound {
			t.Errorf("%s opens it: %d", login, a.Status)
		}
		if a := b.Post("/referrals/"+r+"/accept", server.FormKey, key(), "date", "2026-11-23"); a.Status != http.StatusNotFound {
			t.Errorf("%s accepts it: %d", login, a.Status)
		}
		if a := b.Get("/referrals"); a.Status == http.StatusOK && strings.Contains(a.Body, r) {
			t.Errorf("%s has it on the list", login)
		}
	}
	if a := testkit.Client(t, s, "village1").Get("/referrals/" + r); a.Status != http.StatusOK || strings.Contains(a.Body, "<form method=\"post\" action=\"/referrals") {
		t.Errorf("the village sees it without forms: %d", a.Status)
	}
	if a := testkit.Client(t, s, "town1").Get("/referrals/not-a-key"); a.Status != http.StatusNotFound {
		t.Errorf("no key: %d", a.Status)
	}
}

// referralLate: a department that does not answer is overdue on its own list and a line on the township's.
func referralLate(t *testing.T, s *testkit.Service, id uuid.UUID) {
	r := sendReferralOn(t, s, "town1", id, "justice", date.New(2026, 11, 2))
	desk := testkit.Client(t, s, "justice1").Get("/worklist")
	if !strings.Contains(desk.Body, "逾期 14 天") || !strings.Contains(desk.Body, `id="late"`) {
		t.Errorf("the department is not told that it is late\n%s", mainOf(desk.Body))
	}
	town := testkit.Client(t, s, "town1")
	if a := town.Get("/worklist"); !strings.Contains(a.Body, "1 件转介：部门逾期未答复") {
		t.Error("the township is not told that the department is late")
	}
	if a := town.Get("/referrals?look=unanswered"); strings.Count(a.Body, "/referrals/"+r) == 0 || strings.Count(a.Body, "is-late") == 0 {
		t.Error("the line does not lead to the list of just these")
	}
	justice := testkit.Client(t, s, "justice1")
	referralStepOf(t, justice, r, "refuse", "words", "不属于本部门")
	if a := town.Get("/referrals/" + r); !strings.Contains(a.Body, "重新转介这项需求") || !strings.Contains(a.Body, "follows="+r) {
		t.Error("a refused need cannot be referred anew")
	}
	form := sendForm(departmentID(t, s, "labour"), "follows", r)
	path := "/cases/" + id.String() + "/referral"
	if a := town.Post(path, append(form, "do", "send", "seen", seenOf(t, town.Post(path, append(form, "do", "check")...)))...); a.Status != http.StatusSeeOther {
		t.Fatalf("referring anew is %d", a.Status)
	}
	if a := town.Get("/worklist"); strings.Contains(a.Body, "部门退回，请看") {
		t.Error("the refusal is still to be looked at after the need was referred anew")
	}
}

// referralGoesAlong: after a residence change the destination answers for the referral, names its own contact, and the origin sees nothing of it.
func referralGoesAlong(s *testkit.Service) func(*testing.T) {
	return func(t *testing.T) {
		id := testkit.Case(t, s, testkit.Near, reported, 2)
		r := sendReferral(t, s, "town1", id.String(), "education")
		request := step(access.TransferRequest, day(11, 3), &rehab.TransferRequest{To: rehab.Destination(testkit.Far.String()), Reason: rehab.Residence})
		of := request.Entry.Key.String()
		change := step(access.TransferReceive, day(11, 6), &rehab.Transfer{To: rehab.Destination(testkit.Far.String()), Of: of})
		for _, x := range []casework.Step{request, step(access.TransferDecide, day(11, 4), &rehab.TransferOrigin{Of: of, Agreed: true}),
			step(access.TransferDecide, day(11, 5), &rehab.TransferDestination{Of: of, Agreed: true, Village: testkit.Far}),
			step(access.TransferReceive, day(11, 5), &rehab.TransferPoliceNotified{Of: of}), change,
			step(access.TransferReceive, day(11, 10), &rehab.TransferReportIn{Of: change.Entry.Key.String(), Village: testkit.Far})} {
			if _, err := s.Work.Record(t.Context(), x.Actor, casework.Change{Case: id, Action: x.Action, Entries: []casework.Entry{x.Entry}}); err != nil {
				t.Fatal(err)
			}
		}
		origin, destination, school := testkit.Client(t, s, "town1"), testkit.Client(t, s, "town3"), testkit.Client(t, s, "education1")
		if a := origin.Get("/referrals/" + r); a.Status != http.StatusNotFound {
			t.Errorf("the origin still opens it: %d", a.Status)
		}
		if a := origin.Post("/referrals/"+r+"/withdraw", server.FormKey, key(), "date", "2026-11-23", "words", "迁走"); a.Status != http.StatusNotFound {
			t.Errorf("the origin withdraws it: %d", a.Status)
		}
		if a := destination.Get("/worklist"); !strings.Contains(a.Body, "1 件转介：随人转来，请换成本地联系人") {
			t.Errorf("the destination is not told that it came along\n%s", mainOf(a.Body))
		}
		if a := school.Get("/referrals/" + r); !strings.Contains(a.Body, "复兴镇") || !strings.Contains(a.Body, "原由市中街道转出") || !strings.Contains(a.Body, "肖开凤") {
			t.Error("the department does not see who answers now")
		}
		refused(t, destination, "/referrals/"+r+"/contact", "能拨通的电话", "date", "2026-11-23", "contact_name", "陈昌明", "contact_phone", "无")
		referralStepOf(t, destination, r, "contact", "contact_name", "陈昌明", "contact_phone", "0851-22890001")
		if a := destination.Get("/worklist"); strings.Contains(a.Body, "随人转来") {
			t.Error("the destination is told again after naming its contact")
		}
		if a := school.Get("/referrals/" + r); !strings.Contains(a.Body, "陈昌明 0851-22890001") {
			t.Error("the department does not see the new contact")
		}
	}
}

// referralOfAnEndedCase: what is still with a department when the case ends is for the township to withdraw, and nothing new is sent.
func referralOfAnEndedCase(s *testkit.Service) func(*testing.T) {
	return func(t *testing.T) {
		id := testkit.Case(t, s, testkit.Near, reported, 3)
		r := sendReferral(t, s, "town1", id.String(), "education")
		end := step(access.DischargeRecord, day(11, 20), &rehab.Termination{Reason: "imprisonment"})
		if _, err := s.Work.Record(t.Context(), end.Actor, casework.Change{Case: id, Action: end.Action, Entries: []casework.Entry{end.Entry}}); err != nil {
			t.Fatal(err)
		}
		town, path := testkit.Client(t, s, "town1"), "/cases/"+id.String()+"/referral"
		if a := town.Get("/worklist"); !strings.Contains(a.Body, "1 件转介：案件已结束，转介还没有撤回") {
			t.Error("the township is not told to withdraw it")
		}
		if a := town.Get(path); !strings.Contains(a.Body, "案件已经结束，不能再转介") || strings.Contains(a.Body, `name="need"`) {
			t.Error("the form is shown for an ended case")
		}
		refused(t, town, path, "案件已经结束", sendForm(departmentID(t, s, "labour"), "do", "check")...)
		referralStepOf(t, town, r, "withdraw", "words", "已收监")
	}
}
