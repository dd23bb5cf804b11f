package server_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

var tickRow = regexp.MustCompile(`name="row" value="([^"]+)"`)

// rowsIn are the values of the rows that can be ticked on a page.
func rowsIn(page string) []string {
	var out []string
	for _, m := range tickRow.FindAllStringSubmatch(page, -1) {
		out = append(out, m[1])
	}
	return out
}

// TestSeveralDecisionsAtOnce makes decisions of each kind for several persons, well and badly.
func TestSeveralDecisionsAtOnce(t *testing.T) {
	s := testkit.Serve(t, nil)
	workWorld(t, s)
	march := date.New(2026, 3, 2)
	for seq := 20; seq < 22; seq++ { // two more leaves, two more absences
		leave := testkit.Step(access.LeaveRequest, date.New(2026, 11, 22), &rehab.Leave{From: date.New(2026, 11, 25), Until: date.New(2026, 11, 29), To: "贵阳", Reason: "探亲"})
		absent := testkit.Step(access.DrugTestRecord, date.New(2026, 11, 20), &rehab.DrugTest{Result: rehab.Absent, Reason: "没有到场"})
		testkit.Case(t, s, testkit.Near, march, seq, append(then(prepared(march), round(march, date.NewMonth(2026, 10))), leave, absent)...)
	}
	lead := testkit.Client(t, s, "town2")
	page := func(kind string) string { return lead.Get("/signing?kind=" + kind).Body }
	form := func(kind, answer, reason string, rows ...string) []string {
		pairs := []string{"kind", kind, "form_key", uuid.Must(uuid.NewV7()).String(), "answer", answer, "reason", reason, "date", "2026-11-23"}
		for _, r := range rows {
			pairs = append(pairs, "row", r)
		}
		return pairs
	}
	said(t, "the worklist", lead.Get("/worklist"), http.StatusOK, "件可以成批审签")
	said(t, "leaves first", lead.Get("/signing"), http.StatusOK, nameOf(5), nameOf(20), "事由：探亲", "去贵阳", "李秀珍", "是否同意请假")

	leaves := rowsIn(page("leave"))
	if len(leaves) != 3 {
		t.Fatalf("%d leaves wait", len(leaves))
	}
	t.Run("bad input", func(t *testing.T) {
		for what, pairs := range map[string][]string{
			"nothing ticked": form("leave", "yes", ""), "no answer": form("leave", "", "同意", leaves[0]), "another's answer": form("leave", "pass", "同意", leaves[0]),
			"a refusal without reason": form("leave", "no", "", leaves[0]), "nonsense": form("leave", "yes", "", "x y"),
			"without a key": append([]string{"kind", "leave", "answer", "yes", "date", "2026-11-23"}, "row", leaves[0]), "too long": form("leave", "yes", strings.Repeat("长", 501), leaves[0]),
		} {
			said(t, what, lead.Post("/signing", pairs...), http.StatusUnprocessableEntity, nameOf(5))
		}
		said(t, "which field", lead.Post("/signing", form("leave", "", "同意", leaves[0])...), http.StatusUnprocessableEntity, "是否同意请假：请选择", `value="同意"`, `value="`+leaves[0]+`" checked`)
		tomorrow := form("leave", "yes", "", leaves...)
		tomorrow[9] = "2026-11-24"
		said(t, "a day to come", lead.Post("/signing", tomorrow...), http.StatusUnprocessableEntity, "已办 0 件，3 件没有办成", "今天（2026年11月23日）")
		said(t, "no such kind", lead.Post("/signing", form("nothing", "yes", "好", leaves[0])...), http.StatusNotFound)
		if n := len(rowsIn(page("leave"))); n != 3 {
			t.Errorf("%d leaves wait after nothing was decided", n)
		}
	})

	stranger := testkit.Case(t, s, testkit.Far, march, 30).String()
	first := form("leave", "yes", "", leaves[0], leaves[1], stranger+" "+uuid.NewString())
	said(t, "one of them not ours", lead.Post("/signing", first...), http.StatusUnprocessableEntity, "已办 2 件，1 件没有办成")
	if left := rowsIn(page("leave")); len(left) != 1 || left[0] != leaves[2] {
		t.Errorf("left: %v", left)
	}
	good := form("leave", "no", "近期有检测", leaves[2])
	a := lead.Post("/signing", good...)
	said(t, "refusing the last", a, http.StatusSeeOther)
	said(t, "refused", lead.Follow(a), http.StatusOK, "已办 1 件", "这一类没有等您审签的")
	said(t, "the same form", lead.Follow(lead.Post("/signing", good...)), http.StatusOK, "没有重复办理")
	good[7] = "别的意见"
	said(t, "the same key, other content", lead.Post("/signing", good...), http.StatusUnprocessableEntity, "已办 0 件，1 件没有办成")

	absences := rowsIn(page("absence"))
	if len(absences) != 3 {
		t.Fatalf("%d absences wait", len(absences))
	}
	said(t, "why", lead.Get("/signing?kind=absence"), http.StatusOK, "登记的情况：没有到场", "没有登记原因")
	said(t, "no reason", lead.Post("/signing", form("absence", "no", "", absences...)...), http.StatusUnprocessableEntity, "请写明原因")
	said(t, "absences", lead.Post("/signing", form("absence", "no", "通知后无故未到", absences...)...), http.StatusSeeOther)
	id, _, _ := strings.Cut(absences[0], " ")
	said(t, "the count", lead.Get("/cases/"+id), http.StatusOK, "1 / 3 次")

	windows := rowsIn(page("window"))
	if len(windows) == 0 || !strings.HasSuffix(windows[0], " 2026-10") {
		t.Fatalf("windows %v", windows)
	}
	said(t, "windows", lead.Post("/signing", form("window", "excuse", "站点停电，当月未能检测", windows...)...), http.StatusSeeOther)
	if left := rowsIn(page("window")); len(left) != 0 {
		t.Errorf("windows left: %v", left)
	}

	phases := rowsIn(page("assessment"))
	if len(phases) != 1 {
		t.Fatalf("phases %v", phases)
	}
	said(t, "what it rests on", lead.Get("/signing?kind=assessment"), http.StatusOK, nameOf(7), "尿检 11 / 11", "村级建议通过：同意")
	pass := form("assessment", "pass", "同意村级意见", phases...)
	said(t, "phases", lead.Post("/signing", pass...), http.StatusSeeOther)
	said(t, "twice", lead.Post("/signing", form("assessment", "pass", "同意村级意见", phases...)...), http.StatusUnprocessableEntity, "现在不等审签")

	for _, login := range []string{"town1", "village1", "office1", "police1", "auditor"} {
		b := testkit.Client(t, s, login)
		said(t, login, b.Get("/signing"), http.StatusNotFound)
		said(t, login, b.Post("/signing", first...), http.StatusNotFound)
	}
	said(t, "another township", testkit.Client(t, s, "town3").Post("/signing", form("leave", "yes", "", leaves[0])...), http.StatusUnprocessableEntity, "已办 0 件")
}

// TestSeveralRewardsAtOnce verifies and approves several, and says which could not be.
func TestSeveralRewardsAtOnce(t *testing.T) {
	s := testkit.Serve(t, nil)
	var ids []string
	for seq := range 3 {
		ids = append(ids, addReward(t, s, testkit.Near, seq+1))
	}
	far := addReward(t, s, testkit.Far, 9)
	lead, office := testkit.Client(t, s, "town2"), testkit.Client(t, s, "office1")
	said(t, "the lead's list", lead.Get("/rewards?state=accrued"), http.StatusOK, "核实勾选的", fmt.Sprintf(`name="entry" value="%s"`, ids[0]), `formaction="/rewards/`+ids[0]+`/verify"`)
	saidNot(t, "the office's list", office.Get("/rewards?state=accrued"), `name="entry"`)
	saidNot(t, "a past day", lead.Get("/rewards?on=2026-11-01"), `name="entry"`)

	said(t, "nothing ticked", lead.Post("/rewards/verify?state=accrued"), http.StatusUnprocessableEntity, "请至少勾选一笔")
	said(t, "nonsense", lead.Post("/rewards/verify", "entry", "x"), http.StatusUnprocessableEntity)
	a := lead.Post("/rewards/verify?state=accrued", "entry", ids[0], "entry", ids[1])
	said(t, "two", a, http.StatusSeeOther)
	said(t, "verified", lead.Follow(a), http.StatusOK, "已核实 2 笔", nameOf(3))
	twiceAtOnce(t, "verifying", func() testkit.Answer {
		return lead.Post("/rewards/verify?state=accrued", "entry", ids[0], "entry", ids[1])
	})
	twiceAtOnce(t, "verifying one", func() testkit.Answer { return lead.Post("/rewards/" + ids[0] + "/verify") })
	said(t, "one of them again, one of another township", lead.Post("/rewards/verify", "entry", ids[0], "entry", ids[2], "entry", far), http.StatusUnprocessableEntity,
		"已办 2 笔，1 笔没有办成")

	said(t, "not verified yet", office.Post("/rewards/approve", "entry", ids[0], "entry", far), http.StatusUnprocessableEntity, "已办 1 笔，1 笔没有办成", "乡镇还没有核实")
	twiceAtOnce(t, "approving", func() testkit.Answer { return office.Post("/rewards/approve", "entry", ids[1], "entry", ids[2]) })
	said(t, "approved by another before", testkit.Client(t, s, "office2").Post("/rewards/approve", "entry", ids[1]), http.StatusUnprocessableEntity, nameOf(2)+"：这笔奖励已经办过这一步")
	both := testkit.Actor(t, s, "office1") // one account that is posted at the township and at the office
	both.Account = testkit.Actor(t, s, "town2").Account
	more := addReward(t, s, testkit.Near, 5)
	said(t, "verifying another", lead.Post("/rewards/"+more+"/verify"), http.StatusSeeOther)
	if err := s.Ledger.Approve(t.Context(), both, uuid.MustParse(more)); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("who verified approves: %v", err)
	}
	for login, path := range map[string]string{"office1": "/rewards/verify", "town2": "/rewards/approve", "village1": "/rewards/verify", "police1": "/rewards/approve"} {
		said(t, login+" "+path, testkit.Client(t, s, login).Post(path, "entry", ids[0]), http.StatusNotFound)
	}
}
