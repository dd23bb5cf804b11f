package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

func TestAFactIsVoidedWithAReason(t *testing.T) {
	s := testkit.Serve(t, nil)
	refused := testkit.Step(access.DrugTestRecord, date.MustParse("2026-11-09"), &rehab.DrugTest{Result: rehab.Refused})
	id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 41, refused)
	b, caseAt := testkit.Client(t, s, "village1"), "/cases/"+id.String()
	at := caseAt + "/facts/" + refused.Entry.Key.String() + "/void"

	contains(t, b.Get(caseAt).Body, "1 / 3 次", at)
	a := b.Get(at)
	contains(t, a.Body, "拒检", "拒绝、逃避检测", "作废并重新登记") // what changes: the count, from 1 to 0
	for _, reason := range []string{"", " ", strings.Repeat("错", 301)} {
		a = b.Post(at, server.FormKey, server.NewFormKey(), "reason", reason)
		if a.Status != http.StatusUnprocessableEntity {
			t.Errorf("a reason of %d bytes: %d, want 422", len(reason), a.Status)
		}
	}
	contains(t, a.Body, strings.Repeat("错", 301))
	contains(t, b.Get(caseAt).Body, "1 / 3 次")

	key := server.NewFormKey()
	a = b.Post(at, server.FormKey, key, "reason", "误录他人结果", "then", "case")
	if a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location, caseAt) {
		t.Fatalf("%d to %q", a.Status, a.Location)
	}
	page := b.Follow(a).Body
	contains(t, page, "0 / 3 次", "作废：误录他人结果", "is-void")
	lacks(t, page, `href="`+at+`"`)

	t.Run("a positive takes its report to the police along", func(t *testing.T) {
		positive := testkit.Step(access.DrugTestRecord, date.MustParse("2026-11-23"), &rehab.DrugTest{Result: rehab.Positive})
		id := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 43, positive)
		contains(t, b.Get("/cases/"+id.String()+"/facts/"+positive.Entry.Key.String()+"/void").Body, "<td>报告公安", "现在要办的")
	})
	t.Run("the same form again does nothing", func(t *testing.T) {
		if a := b.Post(at, server.FormKey, key, "reason", "误录他人结果"); a.Status != http.StatusSeeOther {
			t.Errorf("%d, want 303", a.Status)
		}
		if a := b.Post(at, server.FormKey, key, "reason", "另一个原因"); a.Status != http.StatusConflict {
			t.Errorf("with another reason: %d, want 409", a.Status)
		}
		if n := strings.Count(b.Get(caseAt).Body, "作废：误录他人结果"); n != 1 {
			t.Errorf("voided %d times", n)
		}
	})
	t.Run("twice", func(t *testing.T) {
		contains(t, b.Get(at).Body, "已经作废")
		if a := b.Post(at, server.FormKey, server.NewFormKey(), "reason", "再作废"); a.Status != http.StatusConflict {
			t.Errorf("%d, want 409", a.Status)
		}
	})
	t.Run("a void", func(t *testing.T) {
		void := caseAt + "/facts/" + factOf(t, s, id.String(), rehab.KindVoid).ID + "/void"
		contains(t, b.Get(void).Body, "不能再作废")
		if a := b.Post(void, server.FormKey, server.NewFormKey(), "reason", "恢复"); a.Status != http.StatusUnprocessableEntity {
			t.Errorf("%d, want 422", a.Status)
		}
	})
	t.Run("what others rest on", func(t *testing.T) {
		tested := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 44, testkit.Step(access.DrugTestRecord, date.MustParse("2026-04-09"), &rehab.DrugTest{Result: rehab.Negative}))
		in := "/cases/" + tested.String() + "/facts/" + factOf(t, s, tested.String(), rehab.KindReportIn).ID + "/void"
		lead := testkit.Client(t, s, "town2")
		contains(t, lead.Get(in).Body, "要先作废的记录", "2026年4月9日 吸毒检测 阴性")
		contains(t, b.Get(in).Body, "不由您作废")
		for _, x := range []*testkit.Browser{lead, b} {
			if a := x.Post(in, server.FormKey, server.NewFormKey(), "reason", "错"); a.Status != http.StatusUnprocessableEntity {
				t.Errorf("%d, want 422", a.Status)
			}
		}
		decision := caseAt + "/facts/" + factOf(t, s, id.String(), rehab.KindDecision).ID + "/void"
		contains(t, testkit.Client(t, s, "police1").Get(decision).Body, "依法撤销")
	})
	t.Run("what another names", func(t *testing.T) {
		positive := testkit.Step(access.DrugTestRecord, date.MustParse("2026-11-20"), &rehab.DrugTest{Result: rehab.Positive})
		told := testkit.Step(access.BreachRecord, date.MustParse("2026-11-21"), &rehab.PoliceReport{Of: positive.Entry.Key.String()})
		named := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 45, positive, told)
		page := b.Get("/cases/" + named.String() + "/facts/" + positive.Entry.Key.String() + "/void").Body
		contains(t, page, "还有别的记录以这一条为依据", "要先作废的记录")
		lacks(t, page, "不在档案里")
	})
	t.Run("a fact of another case", func(t *testing.T) {
		other := testkit.Case(t, s, testkit.Near, date.MustParse("2026-03-02"), 42)
		for _, fact := range []string{factOf(t, s, other.String(), rehab.KindReportIn).ID, uuid.NewString(), "nonsense"} {
			if a := b.Get(caseAt + "/facts/" + fact + "/void"); a.Status != http.StatusNotFound {
				t.Errorf("%s: %d, want 404", fact, a.Status)
			}
		}
	})
}

// A pass that is voided takes the reward back and says so beforehand (ruling 29).
func TestAVoidedPassTakesTheRewardBack(t *testing.T) {
	s := testkit.Serve(t, nil)
	reportIn := date.New(2025, 3, 3)
	id := testkit.Case(t, s, testkit.Near, reportIn, 43, testkit.PassedPhase(reportIn)...)
	b := testkit.Client(t, s, "town2")
	contains(t, b.Get("/cases/"+id.String()).Body, "村奖励 50 元 待核实")
	at := "/cases/" + id.String() + "/facts/" + factOf(t, s, id.String(), rehab.KindAssessment).ID + "/void"
	contains(t, b.Get(at).Body, "50 元", "第一阶段 已通过", "第一阶段 已结束，待评估")
	a := b.Post(at, server.FormKey, server.NewFormKey(), "reason", "评错了人", "then", "record")
	if a.Status != http.StatusSeeOther || !strings.HasSuffix(a.Location, "/assessment") {
		t.Fatalf("%d to %q, want the form to record it anew", a.Status, a.Location)
	}
	contains(t, b.Get("/cases/"+id.String()).Body, "已冲回")
}
