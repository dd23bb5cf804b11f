package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestLeaveFromRequestToReturn: the list at each step, the slip, an extension, an overdue return, and what counts afterwards.
func TestLeaveFromRequestToReturn(t *testing.T) {
	s := testkit.Serve(t, nil)
	village, town := testkit.Client(t, s, "village1"), testkit.Client(t, s, "town2")
	id := testkit.Case(t, s, testkit.Near, reported, 70)
	at := "/cases/" + id.String()
	save := func(b *testkit.Browser, form string, say ...string) {
		t.Helper()
		if a := b.Post(at+form, append([]string{server.FormKey, server.NewFormKey()}, say...)...); a.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", form, a.Status, mainOf(a.Body))
		}
	}
	row := func(state string) string { return town.Get("/leaves?state=" + state).Body }

	save(village, "/leave", "date", "2026-11-10", "from", "2026-11-12", "until", "2026-11-16", "to", "重庆市江津区", "reason", "探望母亲。", "contact", "表姐 13912345678")
	leave := factsOf(t, s, id).Track.Leaves[0].Fact
	slip := at + "/leaves/" + leave + "/slip"
	contains(t, row("asked"), "重庆市江津区", "leave-decision?", "请假条")
	page := village.Get(slip).Body
	contains(t, page, "社区戒毒人员请假审批表", "□ 同意", "准 假 证 明", "销 假 回 执", "因探望母亲，准予前往重庆市江津区", "共4日", "139****5678")
	lacks(t, page, "13912345678")

	save(town, "/leave-decision", "of", leave, "agreed", "yes", "reason", "同意", "date", "2026-11-11")
	contains(t, row("overdue"), "重庆市江津区", "leave-return?", "已过 7 天")
	lacks(t, row("asked"), "重庆市江津区")
	save(town, "/leave-extension", "of", leave, "until", "2026-11-25", "reason", "母亲住院", "date", "2026-11-15")
	contains(t, row("away"), "重庆市江津区", "2026年11月25日")
	contains(t, village.Get(slip).Body, "延长至2026年11月25日。母亲住院。", "至2026年11月25日止，共13日")
	save(village, "/leave-return", "of", leave, "date", "2026-11-20")
	for _, state := range store.LeaveStates() {
		lacks(t, row(state), "重庆市江津区")
	}
	contains(t, village.Get(slip).Body, "已于2026年11月20日返回并销假，实际离开8日")
	contains(t, village.Get(at).Body, slip, "已销假")

	t.Run("refused", func(t *testing.T) {
		asked := step(access.LeaveRequest, day(11, 18), &rehab.Leave{From: day(11, 25), Until: day(11, 29), To: "贵阳", Reason: "旅游"})
		no := step(access.LeaveDecide, day(11, 19), &rehab.LeaveDecision{Of: asked.Entry.Key.String(), Reason: "本月尚未尿检"})
		other := testkit.Case(t, s, testkit.Near, reported, 71, asked, no)
		page := town.Get("/cases/" + other.String() + "/leaves/" + asked.Entry.Key.String() + "/slip").Body
		contains(t, page, "不予准假通知", "不同意。本月尚未尿检。")
		lacks(t, page, "准 假 证 明", "销 假 回 执")
	})

	t.Run("wrong input and others", func(t *testing.T) {
		for _, x := range []struct {
			login, path string
			want        int
		}{
			{"office1", "/leaves", http.StatusOK}, {"police1", "/leaves", http.StatusNotFound}, {"auditor", "/leaves", http.StatusNotFound},
			{"office1", "/leaves?state=nonsense&place=x&after=1_2_3", http.StatusOK}, {"town1", "/leaves/export?state=away", http.StatusOK},
			{"village2", slip, http.StatusNotFound}, {"health1", slip, http.StatusNotFound}, {"police1", slip, http.StatusOK},
			{"village1", at + "/leaves/nonsense/slip", http.StatusNotFound}, {"village1", at + "/leaves/" + server.NewFormKey() + "/slip", http.StatusNotFound},
			{"village1", at + "/leaves/" + factOf(t, s, id.String(), rehab.KindReportIn).ID + "/slip", http.StatusNotFound},
		} {
			if a := testkit.Client(t, s, x.login).Get(x.path); a.Status != x.want {
				t.Errorf("%s on %s: %d, want %d", x.login, x.path, a.Status, x.want)
			}
		}
		a := village.Post(at+"/leave", server.FormKey, server.NewFormKey(), "date", "2026-11-23", "from", "2026-11-28", "until", "2026-11-24", "to", "贵阳", "reason", "办事")
		if a.Status != http.StatusUnprocessableEntity || !strings.Contains(a.Body, "贵阳") {
			t.Errorf("back before leaving: %d", a.Status)
		}
		far := testkit.Client(t, s, "town3")
		lacks(t, mainOf(far.Get("/leaves").Body), "重庆市江津区", "贵阳")
	})
}

// TestMoreLeaveIsAskedForAndAnswered: the village asks, the list and the lead's worklist show it, no day moves until the lead extends the leave; a refusal
// leaves the day as it was, is shown with its reason, and more may be asked for again.
func TestMoreLeaveIsAskedForAndAnswered(t *testing.T) {
	s := testkit.Serve(t, nil)
	village, town, lead := testkit.Client(t, s, "village1"), testkit.Client(t, s, "town1"), testkit.Client(t, s, "town2")
	steps := []casework.Step{step(access.LeaveRequest, day(11, 10), &rehab.Leave{From: day(11, 12), Until: day(11, 24), To: "重庆市江津区", Reason: "探亲"})}
	leave := steps[0].Entry.Key.String()
	steps = append(steps, step(access.LeaveDecide, day(11, 11), &rehab.LeaveDecision{Of: leave, Agreed: true}))
	id := testkit.Case(t, s, testkit.Near, reported, 75, steps...)
	at := "/cases/" + id.String()
	send := func(b *testkit.Browser, form string, want int, say ...string) testkit.Answer {
		t.Helper()
		a := b.Post(at+form, append([]string{server.FormKey, server.NewFormKey(), "date", testkit.Today.String()}, say...)...)
		if a.Status != want {
			t.Fatalf("%s: %d, want %d\n%s", form, a.Status, want, mainOf(a.Body))
		}
		return a
	}
	status := func() rehab.LeaveStatus { return factsOf(t, s, id).Track.Leaves[0] }
	list := func(b *testkit.Browser, state string) string {
		_, table, _ := strings.Cut(b.Get("/leaves?state="+state).Body, "<table")
		return table
	}
	const waiting = "/worklist?kind=leave_extension"

	contains(t, list(village, "away"), "/leave-extension-request?", "申请续假")
	contains(t, mainOf(village.Get(at+"/leave-return?of="+leave).Body), "/leave-extension-request")
	contains(t, send(village, "/leave-extension-request", http.StatusUnprocessableEntity, "of", leave, "until", "2026-11-24", "reason", "母亲住院").Body, "母亲住院", "2026年11月25日")
	contains(t, send(village, "/leave-extension-request", http.StatusUnprocessableEntity, "of", leave, "until", "2026-11-30").Body, "2026-11-30")
	send(village, "/leave-extension-request", http.StatusSeeOther, "of", leave, "until", "2026-11-30", "reason", "母亲住院", "contact", "姨母 13912345678")
	if got := status(); got.Until != day(11, 24) || got.Extension == nil || got.Extension.State != rehab.ExtensionOpen {
		t.Fatalf("asked: %+v", got)
	}
	contains(t, send(village, "/leave-extension-request", http.StatusUnprocessableEntity, "of", leave, "until", "2026-12-05", "reason", "还要").Body, "续假申请已经提出")
	if a := village.Get(at + "/leave-extension"); a.Status != http.StatusNotFound {
		t.Errorf("the village may open the extension: %d", a.Status)
	}

	t.Run("it waits for the lead", func(t *testing.T) {
		for _, b := range []*testkit.Browser{village, town, lead} {
			contains(t, list(b, "extend"), "申请续假至2026年11月30日，待答复", "2026年11月24日")
			contains(t, list(b, "away"), "申请续假至2026年11月30日")
			lacks(t, list(b, "asked"), "重庆市江津区")
		}
		contains(t, list(lead, "extend"), "批准续假", "不同意续假")
		lacks(t, list(village, "extend"), "批准续假", "申请续假</a>")
		row := rowOf(t, lead.Get(waiting).Body, 75)
		contains(t, row, "答复续假申请", "返回日以前答复", at+"/leave-extension?")
		lacks(t, village.Get("/worklist").Body, "答复续假申请")
		form := lead.Get(formIn(t, row)).Body
		contains(t, form, `value="2026-11-30"`, "母亲住院", "重庆市江津区", "139****5678", `value="`+leave+`" selected`, "/leave-extension-refusal")
		lacks(t, form, "13912345678")
		contains(t, list(lead, ""), "申请续假至")
		a := lead.Get("/leaves/export?state=extend")
		if a.Status != http.StatusOK {
			t.Errorf("the workbook: %d", a.Status)
		}
	})
	t.Run("refused with a reason", func(t *testing.T) {
		request := status().Extension.Request
		send(lead, "/leave-extension-refusal", http.StatusUnprocessableEntity, "of", request)
		send(lead, "/leave-extension-refusal", http.StatusSeeOther, "of", request, "reason", "本月尚未尿检")
		if got := status(); got.Until != day(11, 24) || got.Extension.State != rehab.ExtensionRefused {
			t.Errorf("refused: %+v", got)
		}
		contains(t, list(village, "away"), "申请续假至2026年11月30日，未同意：本月尚未尿检")
		lacks(t, list(village, "extend"), "重庆市江津区")
		lacks(t, lead.Get(waiting).Body, nameOf(75))
		contains(t, village.Get(at).Body, "不同意续假", "本月尚未尿检")
		contains(t, send(lead, "/leave-extension-refusal", http.StatusUnprocessableEntity, "of", request, "reason", "再答复").Body, "没有等待答复的续假申请")
	})
	t.Run("asked again and granted for fewer days", func(t *testing.T) {
		send(village, "/leave-extension-request", http.StatusSeeOther, "of", leave, "until", "2026-12-02", "reason", "已尿检，母亲未出院")
		send(lead, "/leave-extension", http.StatusSeeOther, "of", leave, "until", "2026-11-28", "reason", "同意四天")
		if got := status(); got.Until != day(11, 28) || got.Extension.State != rehab.ExtensionGranted {
			t.Errorf("granted: %+v", got)
		}
		lacks(t, list(village, "extend"), "重庆市江津区")
		contains(t, list(village, "away"), "2026年11月28日")
		lacks(t, list(village, "away"), "申请续假至")
		lacks(t, lead.Get(waiting).Body, nameOf(75))
		if n, err := s.Work.Rebuild(t.Context(), false, func(d casework.Difference) { t.Error(d.What) }); err != nil || n == 0 {
			t.Errorf("%d cases: %v", n, err)
		}
	})
}
