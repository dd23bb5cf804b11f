package server_test

import (
	"net/http"
	"strings"
	"testing"

	"xinsheng/internal/access"
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
