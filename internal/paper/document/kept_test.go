package document_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// write renders a paper about the newest fact that is chooses and gives its plain words and what it lacks.
func write(t *testing.T, kind document.Kind, o *casework.Opened, asked map[string]string, is func(rehab.Body) bool) (words string, lacks []string) {
	t.Helper()
	s, ok := document.SpecOf(kind)
	if !ok {
		t.Fatalf("there is no paper %s", kind)
	}
	var about *store.RecordedFact
	for _, f := range s.Subjects(o) {
		if is != nil && is(f.Body) {
			about = &f
			break
		}
	}
	if about == nil && len(s.Of) > 0 {
		t.Fatalf("nothing that %s is about", kind)
	}
	src := source(o, &s, about)
	src.Said = asked
	body, lacks, err := document.Write(t.Context(), &s, src)
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile("<[^>]*>").ReplaceAllString(string(body), ""), lacks
}

// again computes what the rules say of a changed life.
func again(o *casework.Opened) *casework.Opened {
	o.Track = rehab.Compute(o.Rules, store.FileOf(o.Case, o.Facts), o.Today)
	return o
}

func with(o *casework.Opened, facts ...rehab.Fact) *casework.Opened {
	for _, f := range facts {
		if f.ID == "" {
			f.ID = idOf(700 + len(o.Facts))
		}
		o.Facts = append(o.Facts, store.RecordedFact{Fact: f, CaseID: o.Case.ID})
	}
	return again(o)
}

func resultIs(want rehab.Result) func(rehab.Body) bool {
	return func(b rehab.Body) bool {
		x, is := b.(*rehab.DrugTest)
		return is && x.Result == want
	}
}

func whichever(rehab.Body) bool { return true }

// TestPapersSayWhatTheirFactsSay: what a paper says differs with its fact.
func TestPapersSayWhatTheirFactsSay(t *testing.T) {
	no := false
	for _, c := range []struct {
		name      string
		kind      document.Kind
		life      func(*casework.Opened) *casework.Opened
		is        func(rehab.Body) bool
		want, not []string
	}{
		{"a refused test has no sample", "test_record", nil, resultIs(rehab.Refused), []string{"拒检", "应检日期2026年5月6日", "到场后拒绝提供尿样"}, []string{"采样人员", "样本编号", "吗啡"}},
		{"a positive with its details", "test_record", nil, resultIs(rehab.Positive), []string{"阳性", "CS2026-0908-01", "A20260908", "B20260908", "李秀珍", "陈医生", "已签名"}, nil},
		{"the report of a positive", "test_report", nil, resultIs(rehab.Positive), []string{"现场检测报告书", "甲基苯丙胺（MET）项目呈阳性", "2026年9月11日前（含当日）"}, []string{"检测机构"}},
		{"an absence without good cause", "test_record", func(o *casework.Opened) *casework.Opened {
			return with(o, on(2026, 11, 20, &rehab.DrugTest{Result: rehab.Absent, GoodCause: &no, Reason: "称睡过了头"}))
		}, resultIs(rehab.Absent), []string{"缺席", "称睡过了头；经认定无正当理由，计一次逃避检测"}, []string{"采样人员"}},
		{"a hair sample has no bottles", "test_report", func(o *casework.Opened) *casework.Opened {
			return with(o, on(2026, 11, 21, &rehab.DrugTest{Result: rehab.Positive, Method: rehab.Hair, CollectorA: "李秀珍", CollectorB: "陈医生"}))
		}, resultIs(rehab.Positive), []string{"吸毒检测报告书", "毛发检测"}, []string{"现场", "封签"}},
		{"a recheck is the last word", "test_report", func(o *casework.Opened) *casework.Opened {
			return with(o, on(2026, 9, 14, &rehab.TestObjection{Of: foundPositive, Against: rehab.AgainstLaboratory}),
				on(2026, 9, 16, &rehab.RecheckResult{Of: foundPositive, Result: rehab.Negative, Laboratory: "贵州省公安厅物证鉴定中心"}))
		}, func(b rehab.Body) bool { return b.Kind() == rehab.KindRecheckResult }, []string{"实验室复检结果告知书", "贵州省公安厅物证鉴定中心", "复检结果为最终检测结果"}, nil},
		{"somebody who moved in", "report_in_form", func(o *casework.Opened) *casework.Opened {
			o.Facts[slices.IndexFunc(o.Facts, func(f store.RecordedFact) bool { return f.Body.Kind() == rehab.KindReportIn })].Body = &rehab.MovedIn{FirstReportIn: date.New(2025, 6, 8), Village: village,
				FromUnit: "遵义市红花岗区某街道办事处", Papers: "协议、检测记录"}
			return again(o)
		}, whichever, []string{"首次报到日期2025年6月8日", "遵义市红花岗区某街道办事处", "协议、检测记录", "至2028年6月7日止"}, []string{"送达日期"}},
		{"rehab rests on its own articles", "agreement", func(o *casework.Opened) *casework.Opened {
			o.Case.Measure, o.Case.TermMonths = rehab.Rehab, 24
			return again(o)
		}, whichever, []string{"社区康复协议", "第四十八条", "接受社区康复二年", "不得提前解除"}, []string{"第三十八条处理", "社区戒毒协议", "第三阶段"}},
		{"who is held has no last day yet", "rules_notice", func(o *casework.Opened) *casework.Opened {
			return with(o, on(2026, 11, 21, &rehab.Suspension{Authority: "arrest"}))
		}, whichever, []string{"自2025年12月8日起计算，因中止执行顺延"}, []string{"止。"}},
		{"what blocks a phase is named", "phase_assessment", nil, whichever, []string{"第一阶段评估表", "1次（排除1）", "2026年5月漏检未处理", "建议：通过。", "劝诫1次，告诫0次"}, nil},
		{"an agreement knows nothing of a later suspension", "agreement", func(o *casework.Opened) *casework.Opened {
			return with(o, on(2026, 6, 1, &rehab.Suspension{Authority: "arrest"}), on(2026, 7, 1, &rehab.Resumption{}))
		}, whichever, []string{"自2025年12月8日起至2028年12月7日止", "2025年12月8日至2026年12月7日"}, []string{"2029年", "2027年1月6日"}},
		{"an opinion that came after the conclusion is not on it", "phase_assessment", func(o *casework.Opened) *casework.Opened {
			return with(o, on(2026, 11, 22, &rehab.PhaseOpinion{Phase: 1, Text: "后补的意见。", Suggestion: rehab.Fail}))
		}, whichever, []string{"按月报告，配合检测", "建议：通过。"}, []string{"后补的意见"}},
		{"a working group is named on the plan", "help_plan", nil, whichever, []string{"李秀珍、王廷贵、杨永刚、陈医生、甄大娘"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := specimenOf(t, c.kind)
			if c.life != nil {
				o = c.life(o)
			}
			words, lacks := write(t, c.kind, o, nil, c.is)
			if len(lacks) > 0 {
				t.Errorf("lacks %v", lacks)
			}
			for _, want := range c.want {
				if !strings.Contains(words, want) {
					t.Errorf("does not say %q:\n%s", want, words)
				}
			}
			for _, not := range c.not {
				if strings.Contains(words, not) {
					t.Errorf("says %q:\n%s", not, words)
				}
			}
		})
	}
}

// TestAPositiveInShortFormLacksWhatItsDetailsGive: the fields named are those of the form that completes it.
func TestAPositiveInShortFormLacksWhatItsDetailsGive(t *testing.T) {
	o := specimenOf(t, "test_report")
	o.Facts = slices.DeleteFunc(o.Facts, func(f store.RecordedFact) bool { return f.Body.Kind() == rehab.KindTestDetails })
	want := []string{"test_details.collector_a", "test_details.collector_b", "test_details.specimen", "test_details.seal_a", "test_details.seal_b"}
	for _, kind := range []document.Kind{"test_record", "test_report"} {
		if _, lacks := write(t, kind, again(o), nil, resultIs(rehab.Positive)); !slices.Equal(lacks, want) {
			t.Errorf("%s lacks %v, want %v", kind, lacks, want)
		}
	}
}

// TestANoticeCallsForADayOfTheTerm: neither a day that is none nor one outside the term is printed; in the month of report-in there is no window.
func TestANoticeCallsForADayOfTheTerm(t *testing.T) {
	for _, c := range []struct {
		day, place string
		lacks      []string
		says       string
	}{
		{"2026-11-26", "工作站", nil, "检测窗口为2026年11月1日至2026年11月30日"},
		{"2025-12-20", "工作站", nil, "没有按时接受检测的，由乡镇"},
		{"", "", []string{"said.on", "said.place"}, "检测日期"},
		{"明天", "工作站", []string{"said.on"}, "检测日期"},
		{"2025-12-01", "工作站", []string{"said.on"}, "检测日期"},
		{"2028-12-08", "工作站", []string{"said.on"}, "检测日期"},
	} {
		words, lacks := write(t, "test_notice", specimenOf(t, "test_notice"), map[string]string{"on": c.day, "place": c.place}, nil)
		if !slices.Equal(lacks, c.lacks) || !strings.Contains(words, c.says) {
			t.Errorf("for %q at %q: lacks %v and says\n%s", c.day, c.place, lacks, words)
		}
	}
}
