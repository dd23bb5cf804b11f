package server_test

import (
	"net/http"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// refusals are three refused tests, which make a serious breach on 10 Nov 2026.
func refusals() []casework.Step {
	var steps []casework.Step
	for _, m := range []int{9, 10, 11} {
		steps = append(steps, step(access.DrugTestRecord, day(m, 10), &rehab.DrugTest{Result: rehab.Refused, Reason: "当面拒绝"}))
	}
	return steps
}

// TestBreachesAndTheirPack: counts with their facts, what is proposed, what the law says for the measure, and the pack filled from facts.
func TestBreachesAndTheirPack(t *testing.T) {
	s := testkit.Serve(t, nil)
	village, town, police := testkit.Client(t, s, "village1"), testkit.Client(t, s, "town2"), testkit.Client(t, s, "police1")
	save := func(b *testkit.Browser, path string, say ...string) {
		t.Helper()
		if a := b.Post(path, append([]string{server.FormKey, server.NewFormKey(), "date", "2026-11-23"}, say...)...); a.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", path, a.Status, mainOf(a.Body))
		}
	}

	t.Run("from serious breach to outcome", func(t *testing.T) {
		id := testkit.Case(t, s, testkit.Near, reported, 80, refusals()...)
		at := "/cases/" + id.String()
		contains(t, village.Get(at).Body, at+"/breach")
		page := town.Get(at + "/breach").Body
		contains(t, page, "3 / 3 次", "2026年11月10日起构成严重违反协议：拒绝、逃避检测达到次数", "可单独构成强制隔离依据", "还没有报告公安", "police-report?", "warning?",
			"不得以没有告诫为由不报告公安", "《禁毒法》第三十八条", "2026年9月10日 拒检")
		pack := town.Get(at + "/breach/pack").Body
		contains(t, pack, "严重违反社区戒毒协议证明", "2026年9月10日", "2026年10月10日", "2026年11月10日", "逃避、拒绝检测第3次", "吸毒检测通知书", "材料移交回执",
			"尚未出具告诫书", "不影响报送", "属于严重违反社区戒毒协议", "缺告诫书不影响报告", "5203**")
		lacks(t, pack, "逾期未报到证明")

		save(town, at+"/warning", "text", "三次拒检，责令改正", "number", "市中告字1号")
		save(town, at+"/police-report", "of", "serious_breach", "number", "市中报字7号")
		page = town.Get(at + "/breach").Body
		contains(t, page, "等待公安处理结果", "三次拒检，责令改正", "市中报字7号")
		pack = town.Get(at + "/breach/pack").Body
		contains(t, pack, "三次拒检，责令改正。", "以市中报字7号依照", "待出具", "未出具", "papers/new?")
		lacks(t, pack, "尚未出具")
		for _, kind := range []string{"warning", "serious_breach_proof", "handover_receipt"} {
			save(town, at+"/papers/new", "kind", kind)
		}
		pack = town.Get(at + "/breach/pack").Body
		contains(t, pack, "社戒告字〔2026〕1号", "社戒证字〔2026〕1号", "社戒移字〔2026〕1号", "起草", "5203**")
		lacks(t, pack, "待出具", "未出具", "签发时取号", "待定")
		save(police, at+"/police-outcome", "of", "serious_breach", "outcome", "continue", "reason", "已认错，家属担保")
		contains(t, town.Get(at+"/breach").Body, "曾构成", "已认错，家属担保", "现在没有要办的")
	})

	t.Run("rehabilitation has no ground in a breach alone", func(t *testing.T) {
		id := personCase(t, s, rehab.Rehab, 62, refusals()...)
		at := "/cases/" + id.String() + "/breach"
		page := town.Get(at).Body
		contains(t, page, "单独不构成强制隔离依据", "社区康复期间只有拒绝或者严重违反协议")
		lacks(t, page, "每一项都可以单独作为")
		contains(t, town.Get(at+"/pack").Body, "严重违反社区康复协议证明", "本身不是《禁毒法》第三十八条规定的强制隔离戒毒情形", "《中华人民共和国禁毒法》第四十八条、《戒毒条例》第二十条")
	})

	t.Run("barred by 禁毒法 39, renewed use", func(t *testing.T) {
		positive := step(access.DrugTestRecord, day(11, 10), &rehab.DrugTest{Result: rehab.Positive, MET: rehab.PanelPositive})
		id := personCase(t, s, rehab.Detox, 64, positive, step(access.PoliceOutcome, day(11, 11), &rehab.Exemption{Ground: "pregnant"}))
		at := "/cases/" + id.String() + "/breach"
		contains(t, town.Get(at).Body, "再次吸毒", "公安机关只能决定继续执行", "怀孕")
		contains(t, town.Get(at+"/pack").Body, "再次吸毒情况证明", "不适用强制隔离戒毒", "（怀孕）", "采样检测，现场检测结果为阳性（甲基苯丙胺（MET））")
	})

	t.Run("how absences are counted", func(t *testing.T) {
		leave := step(access.LeaveRequest, day(10, 1), &rehab.Leave{From: day(10, 8), Until: day(10, 10), To: "贵阳", Reason: "就医"})
		away := step(access.BreachRecord, day(10, 5), &rehab.Departure{To: "重庆"})
		short := step(access.BreachRecord, day(11, 2), &rehab.Departure{To: "泸州"})
		id := testkit.Case(t, s, testkit.Near, reported, 83, leave, step(access.LeaveDecide, day(10, 2), &rehab.LeaveDecision{Of: leave.Entry.Key.String(), Agreed: true}), away,
			step(access.LeaveRequest, day(10, 10), &rehab.LeaveReturn{Of: leave.Entry.Key.String()}), step(access.BreachRecord, day(10, 15), &rehab.DepartureReturn{Of: away.Entry.Key.String()}),
			short, step(access.BreachRecord, day(11, 4), &rehab.DepartureReturn{Of: short.Entry.Key.String()}),
			step(access.DrugTestRecord, day(11, 6), &rehab.DrugTest{Result: rehab.Negative, Place: "村卫生室"}))
		page := town.Get("/cases/" + id.String() + "/breach").Body
		contains(t, page, "计 1 次、7 天", "−3", "计一次", "不满 3 天，不计", "admonition?")
		pack := town.Get("/cases/" + id.String() + "/breach/pack").Body
		contains(t, pack, "没有可以证明的事实", "2026年11月6日", "村卫生室")
		lacks(t, pack, "（没有检测记录）")
	})

	t.Run("never reported in", func(t *testing.T) {
		id := waitingCase(t, s, 84, day(10, 20))
		at := "/cases/" + id.String() + "/breach"
		contains(t, town.Get(at).Body, "报到以后才计算", "逾期未报到证明")
		pack := town.Get(at + "/pack").Body
		contains(t, pack, "逾期未报到证明", "2026年10月20日收到决定书", "视为拒绝接受社区戒毒", "缺：尚未出具", "材料移交回执")
		lacks(t, pack, "吸毒检测通知书", "严重违反社区戒毒协议证明")
	})

	t.Run("others", func(t *testing.T) {
		id := testkit.Case(t, s, testkit.Near, reported, 85)
		for login, want := range map[string]int{"village1": 200, "town1": 200, "police1": 200, "office1": 200, "village2": 404, "health1": 404, "sysadmin": 404} {
			for _, path := range []string{"/breach", "/breach/pack"} {
				if a := testkit.Client(t, s, login).Get("/cases/" + id.String() + path); a.Status != want {
					t.Errorf("%s on %s: %d, want %d", login, path, a.Status, want)
				}
			}
		}
		lacks(t, testkit.Client(t, s, "office1").Get("/cases/"+id.String()+"/breach").Body, "police-report?", "warning?")
		if a := village.Get("/cases/nonsense/breach"); a.Status != http.StatusNotFound {
			t.Errorf("nonsense: %d", a.Status)
		}
	})
}
