package document_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

var markup = regexp.MustCompile(`<[^>]*>`)

// TestAPaperFollowsTheFacts: what a paper says when a case takes another turn than the specimen's.
func TestAPaperFollowsTheFacts(t *testing.T) {
	no, started := false, begun()
	it := idOf(950)
	for name, c := range map[string]struct {
		kind    document.Kind
		facts   []rehab.Fact // the paper is about the newest of its kinds
		measure rehab.Measure
		want    []string
		never   []string
	}{
		"absence goes on": {kind: "breach_record", facts: append(started, as(it, on(2026, 11, 10, &rehab.Departure{To: "重庆市"}))),
			want: []string{"擅自离开", "未经批准离开赤水市前往重庆市，至今未归，计13日", "计为擅自离开一次、13日；累计1次、13日"}},
		"absence too short": {kind: "breach_record", facts: append(started, as(it, on(2026, 5, 1, &rehab.Departure{})), on(2026, 5, 3, &rehab.DepartureReturn{Of: it})),
			want: []string{"2026年5月3日返回，计2日", "不计次", "不足3日"}},
		"leave overstayed": {kind: "breach_record", facts: append(started, as(it, on(2026, 5, 1, &rehab.Leave{From: date.New(2026, 5, 2), Until: date.New(2026, 5, 6)})),
			on(2026, 5, 1, &rehab.LeaveDecision{Of: it, Agreed: true}), on(2026, 5, 16, &rehab.LeaveReturn{Of: it})),
			want: []string{"请假逾期未归", "2026年5月16日返回，计10日"}},
		"positive": {kind: "breach_record", facts: append(started, as(it, on(2026, 5, 1, &rehab.DrugTest{Result: rehab.Positive, MET: rehab.PanelPositive})), on(2026, 5, 1, &rehab.PoliceReport{Of: it})),
			want: []string{"再次吸毒", "甲基苯丙胺", "不计次", "2026年5月1日报告公安机关", "第二十一条"}},
		"refusal in rehab": {kind: "breach_record", measure: rehab.Rehab, facts: append(started, on(2026, 5, 1, &rehab.Refusal{Reason: "书面声明不再履行协议"})),
			want: []string{"拒绝接受社区康复", "书面声明不再履行协议", "不是强制隔离戒毒的法定情形", "第三十八条"}, never: []string{"社区戒毒规定"}},
		"lost contact": {kind: "breach_record", facts: append(started, on(2026, 5, 1, &rehab.LostContact{Note: "电话停机，住处无人"})),
			want: []string{"失去联系", "电话停机，住处无人", "□ 出具告诫书"}},
		"warning before report-in": {kind: "warning", facts: append(started[:1:1], on(2025, 12, 2, &rehab.Service{To: rehab.ToPerson}), on(2025, 12, 22, &rehab.Warning{Text: "逾期不报到"})),
			want: []string{"应当自收到决定书之日起十五日内到赤水市市中街道办事处报到", "视为拒绝接受社区戒毒（《戒毒条例》第十四条）"}, never: []string{"累计", "起执行"}},
		"renewed use proved": {kind: "serious_breach_proof", facts: append(started, on(2026, 5, 1, &rehab.DrugTest{Result: rehab.Positive})),
			want: []string{"再次吸毒情况证明", "系再次吸食、注射毒品", "报告公安机关依法处理"}, never: []string{"属于严重违反"}},
		"serious breach in rehab": {kind: "serious_breach_proof", measure: rehab.Rehab, facts: append(started, on(2026, 3, 2, &rehab.DrugTest{Result: rehab.Refused}),
			on(2026, 4, 2, &rehab.DrugTest{Result: rehab.Absent, GoodCause: &no}), on(2026, 5, 2, &rehab.DrugTest{Result: rehab.Refused})),
			want: []string{"严重违反社区康复协议证明", "自2026年5月2日起", "《中华人民共和国禁毒法》第四十八条、《戒毒条例》第二十条", "本身不是"}},
		"report on a refusal": {kind: "handover_receipt", facts: append(started, as(it, on(2026, 5, 1, &rehab.Refusal{Reason: "声明"})), on(2026, 5, 2, &rehab.PoliceReport{Of: it})),
			want: []string{"拒绝接受社区戒毒的情况", "拒绝接受社区戒毒证明"}, never: []string{"告诫书"}},
		"leave refused": {kind: "leave_form", facts: append(started, as(it, on(2026, 5, 1, &rehab.Leave{From: date.New(2026, 5, 2), Until: date.New(2026, 5, 6), To: "遵义", Reason: "探亲", Contact: "13900000000"})),
			on(2026, 5, 1, &rehab.LeaveDecision{Of: it, Reason: "检测未完成"})),
			want: []string{"不同意。检测未完成。", "共4日"}, never: []string{"□ 同意"}},
		"to another county": {kind: "transfer_form", facts: append(started, as(it, on(2026, 5, 1, &rehab.TransferRequest{To: rehab.ToOutside("习水县土城镇"), Reason: rehab.Work})),
			on(2026, 5, 4, &rehab.TransferOrigin{Of: it, Agreed: true}), as(idOf(951), on(2026, 5, 8, &rehab.Transfer{Of: it, Out: true, To: rehab.ToOutside("习水县土城镇")})),
			on(2026, 5, 20, &rehab.TransferReceipt{Of: idOf(951), Number: "习土回〔2026〕2号"})),
			want: []string{"习水县土城镇", "就业需要", "已接收，回执编号：习土回〔2026〕2号", "自2026年5月8日起变更执行地"}},
		"held before report-in": {kind: "suspension_statement", facts: append(started[:1:1], on(2025, 12, 3, &rehab.Suspension{Authority: "arrest"})),
			want: []string{"尚未报到", "被依法逮捕", "不计入报到期限"}},
		"death": {kind: "termination_statement", facts: append(started, on(2026, 5, 1, &rehab.Termination{Reason: "death", Authority: "赤水市人民医院"})),
			want: []string{"该人死亡（赤水市人民医院）。", "起终止执行，执行档案整理归档"}, never: []string{"第二十四条", "作出决定的机关"}},
		"credited days": {kind: "decision_detox", facts: []rehab.Fact{on(2025, 12, 1, &rehab.Decision{Place: village, CreditDays: 120, FactsFound: "事实", Evidence: "证据", LegalBasis: "依据"})},
			want: []string{"已执行强制隔离戒毒的120日折抵社区戒毒期限"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := specimenOf(t, c.kind)
			o.Facts = nil
			for i, f := range c.facts {
				if f.ID == "" {
					f.ID = idOf(i + 10)
				}
				o.Facts = append(o.Facts, store.RecordedFact{Fact: f, CaseID: o.Case.ID, Recorder: "李秀珍"})
			}
			if c.measure != "" {
				o.Case.Measure = c.measure
			}
			slices.SortStableFunc(o.Facts, func(a, b store.RecordedFact) int { return int(a.Date - b.Date) })
			o.Track = rehab.Compute(o.Rules, store.FileOf(o.Case, o.Facts), o.Today)
			if len(o.Track.Problems) > 0 {
				t.Fatalf("the life is impossible: %v", o.Track.Problems)
			}
			s, ok := document.SpecOf(c.kind)
			if !ok {
				t.Fatalf("there is no paper %s", c.kind)
			}
			body, lacks, err := document.Write(t.Context(), &s, source(o, &s, subject(t, o, &s)))
			if err != nil {
				t.Fatal(err)
			}
			if len(lacks) > 0 {
				t.Errorf("lacks %v", lacks)
			}
			said := markup.ReplaceAllString(string(body), "")
			for _, w := range c.want {
				if !strings.Contains(said, w) {
					t.Errorf("does not say %q:\n%s", w, said)
				}
			}
			for _, w := range c.never {
				if strings.Contains(said, w) {
					t.Errorf("says %q:\n%s", w, said)
				}
			}
		})
	}
}

// TestOnlyBreachesAreRecordedAsBreaches: a test that was taken, an absence with good cause or not yet judged, and a leave kept are none.
func TestOnlyBreachesAreRecordedAsBreaches(t *testing.T) {
	yes := true
	o := specimenOf(t, "breach_record")
	s, _ := document.SpecOf("breach_record")
	for _, b := range []rehab.Body{&rehab.DrugTest{Result: rehab.Negative}, &rehab.DrugTest{Result: rehab.Absent}, &rehab.DrugTest{Result: rehab.Absent, GoodCause: &yes}, &rehab.Leave{}} {
		if s.About(o, &store.RecordedFact{Fact: rehab.Fact{ID: idOf(999), Body: b}}) {
			t.Errorf("%+v is no breach", b)
		}
	}
}

// TestNothingToProve: a case without a breach has no proof of one, and one that reported in none of a late report-in.
func TestNothingToProve(t *testing.T) {
	o := specimenOf(t, "breach_record")
	o.Facts = o.Facts[:2]
	o.Track = rehab.Compute(o.Rules, store.FileOf(o.Case, o.Facts), o.Today)
	for kind, field := range map[document.Kind]string{"serious_breach_proof": "serious_breach.since", "late_report_in_proof": "report_in.late"} {
		s, _ := document.SpecOf(kind)
		if _, lacks, err := document.Write(t.Context(), &s, source(o, &s, nil)); err != nil || !slices.Contains(lacks, field) {
			t.Errorf("%s lacks %v (%v), want %s among them", kind, lacks, err, field)
		}
	}
}
