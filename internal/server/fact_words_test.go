package server

import (
	"strings"
	"testing"
	"time"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Every kind of fact has words of its own, an icon, and a name and a note as something that can be done, in both languages.
func TestEveryKindOfFactHasWords(t *testing.T) {
	none := func(string) (store.RecordedFact, bool) { return store.RecordedFact{}, false }
	for _, lang := range text.Langs() {
		p := factPrinter{ctx: text.With(t.Context(), text.For(lang)), g: &gazetteer{names: map[division.Code]string{}}, find: none}
		for _, kind := range rehab.Kinds() {
			var said factSaid
			known := false
			for _, words := range []func(*factSaid, rehab.Body) bool{p.sayIntake, p.sayHelp, p.sayRound, p.sayLeave, p.sayBreach, p.sayPolice, p.sayMove, p.sayEnd, p.sayPaper} {
				known = known || words(&said, rehab.NewBody(kind))
			}
			if !known {
				t.Errorf("nothing says what a %s says", kind)
			}
			body := rehab.NewBody(kind)
			if c, ok := body.(*rehab.Contact); ok {
				c.Type = rehab.Talk
			}
			v := p.view(store.RecordedFact{Fact: rehab.Fact{ID: "x", Date: date.New(2026, 11, 23), Body: body}, Recorder: "甲"})
			if v.Title == "" || v.Icon == "" {
				t.Errorf("%s in %s: %+v", kind, lang, v)
			}
			if kind != rehab.KindVoid && (!text.Has(text.FamilyActionTitle, kind) || !text.Has(text.FamilyActionNote, kind)) {
				t.Errorf("%s has no name as something to do", kind)
			}
		}
	}
}

func TestFactsInWords(t *testing.T) {
	yes, no := true, false
	test := store.RecordedFact{Fact: rehab.Fact{ID: "t", Date: date.New(2026, 10, 14), Body: &rehab.DrugTest{Result: rehab.Invalid, CollectorA: "李秀珍", CollectorB: "杨永刚"}}}
	find := func(id string) (store.RecordedFact, bool) { return test, id == "t" }
	village := division.MustParse("520381001006")
	p := factPrinter{ctx: t.Context(), g: &gazetteer{names: map[division.Code]string{village: "滨江社区", village.Township(): "市中街道"}}, find: find}
	for _, c := range []struct {
		body rehab.Body
		want []string
	}{
		{test.Body, []string{"吸毒检测 ·", "无效", "采样人：李秀珍、杨永刚"}},
		{&rehab.DrugTest{Result: rehab.Absent}, []string{"缺席", "原因未认定，暂不计次"}},
		{&rehab.DrugTest{Result: rehab.Absent, GoodCause: &yes}, []string{"认定有正当理由，不计"}},
		{&rehab.DrugTest{Result: rehab.Absent, GoodCause: &no}, []string{"计为逃避检测"}},
		{&rehab.DrugTest{Result: rehab.Positive, MET: rehab.PanelPositive, MOP: rehab.PanelNegative, Entered: date.New(2026, 12, 2), Reason: "停电"}, []string{"阳性", "检出：甲基苯丙胺", "补录原因：停电"}},
		{&rehab.DrugTest{Result: rehab.Negative, ElsewhereUnit: "仁怀市禁毒办", AcceptedBy: village.Township()}, []string{"异地检测 ·", "检测单位：仁怀市禁毒办", "认可单位：市中街道"}},
		{&rehab.ReportIn{Village: village}, []string{"报到 ·", "市中街道滨江社区"}},
		{&rehab.Contact{Type: rehab.Visit, Content: "家访。", NextStep: "联系叉车培训"}, []string{"走访", "内容：家访；下一步：联系叉车培训"}},
		{&rehab.Assessment{Phase: 2, Result: rehab.Fail, Text: "漏检"}, []string{"第二阶段评估 ·", "不通过", "意见：漏检"}},
		{&rehab.Leave{From: date.New(2026, 11, 1), Until: date.New(2026, 11, 5)}, []string{"2026年11月1日至5日"}},
		{&rehab.LeaveDecision{Of: "t", Agreed: false, Reason: "近期有检测"}, []string{"不同意", "原因：近期有检测", "针对：2026年10月14日 吸毒检测 无效"}},
		{&rehab.Resolution{Of: "2026-10", Note: "已补办"}, []string{"针对：2026年10月检测窗口"}},
		{&rehab.PoliceOutcome{Of: rehab.AboutSeriousBreach, Outcome: rehab.Continue}, []string{"继续执行", "针对：严重违反协议"}},
		{&rehab.Transfer{To: "outside:仁怀市", Out: true}, []string{"外地 仁怀市"}},
		{&rehab.Termination{Reason: "death"}, []string{"死亡"}}, {&rehab.Termination{Reason: "判处有期徒刑"}, []string{"判处有期徒刑"}},
	} {
		v := p.view(store.RecordedFact{Fact: rehab.Fact{ID: "x", Date: date.New(2026, 11, 23), Body: c.body}})
		all := strings.Join([]string{v.Title, v.Strong, v.Note}, " ")
		for _, l := range v.Links {
			all += " " + l.Words
		}
		for _, w := range c.want {
			if !strings.Contains(all, w) {
				t.Errorf("%s says %q, want %q in it", c.body.Kind(), all, w)
			}
		}
	}
}

// Who entered a fact is said with how long after its day that was.
func TestLateEntriesAreSaid(t *testing.T) {
	p := factPrinter{ctx: t.Context()}
	day := date.New(2026, 10, 14)
	for _, c := range []struct {
		recorded string
		want     string
	}{{"2026-10-14T01:00:00Z", "李秀珍 当日录入"}, {"2026-10-14T17:00:00Z", "李秀珍 10月15日录入（事后 1 天）"}, {"2027-01-02T03:00:00Z", "李秀珍 2027年1月2日录入（事后 80 天）"}} {
		f := store.RecordedFact{Fact: rehab.Fact{Date: day, RecordedAt: instantOf(t, c.recorded)}, Recorder: "李秀珍"}
		if got := p.recorded(f); got != c.want {
			t.Errorf("entered %s: %q, want %q", c.recorded, got, c.want)
		}
	}
}

func instantOf(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
