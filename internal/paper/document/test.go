package document

import (
	"strings"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// calledOn is the day for which somebody is called to a test, none when it is missing or no day of the term.
func (p *Page) calledOn() date.Date {
	d, err := date.Parse(p.Said["on"])
	if err != nil || p.Track.ReportIn == nil || d < p.Track.ReportIn.Local || p.Track.Term != nil && d > p.Track.Term.LastDay {
		return 0
	}
	return d
}

// inExecution reports whether anybody can be called to a test.
func inExecution(o *casework.Opened) bool { return o.Track.Stage == rehab.StageInExecution }

// calledFor names the window of the day; before the first window there is none (ruling 13).
func (p *Page) calledFor() string {
	w := p.WindowOn(p.calledOn())
	if w == nil {
		return ""
	}
	return "本次检测属于" + p.phase(w.Phase) + "，检测窗口为" + p.days(w.From, w.To) + "。"
}

// missedMeans says what follows when the window passes without a valid test (ruling 16).
func (p *Page) missedMeans() string {
	w := p.WindowOn(p.calledOn())
	if w == nil {
		return "没有按时接受检测的，由乡镇（街道）查明原因后处理。"
	}
	return "至" + p.Date(w.To) + "仍没有有效检测结果的，记为漏检，由乡镇（街道）查明原因后处理。"
}

// breachMeans is what a serious breach leads to; refusing or breaking 社区康复 alone is no ground of isolation (ruling 49).
func (p *Page) breachMeans() string {
	if p.detox() {
		return "将报告公安机关，由公安机关依照《中华人民共和国禁毒法》第三十八条处理。"
	}
	return "将报告公安机关依法处理。"
}

func (p *Page) evadedSoFar() string {
	if n := p.Track.Counters.Evasions; n > 0 {
		return "截至" + p.Date(p.Today) + "，你已有" + times(n) + "逃避、拒绝检测。"
	}
	return ""
}

// reading is what was read of one drug.
type reading struct{ drug, says string }

// tested is the test that a paper is about, with what was supplied later, in words.
type tested struct {
	rehab.DrugTest
	on         date.Date // of the sample
	noun       string    // of whose form a missing field is: the test's, or the one that completes it
	window     string
	dayLabel   string
	method     string
	byWoman    string
	collectors string
	signed     string
	remark     string
	bottled    bool // split into two sealed bottles
	refused    bool // to sign
	readings   []reading

	// Of a report.
	lab                                  *rehab.LabResult // nil: of the test itself
	labKind                              rehab.Kind
	title, resultLabel, challenged, next string
	says, told                           string
}

// labOf is the laboratory's answer, or the other one's to the recheck, that a fact is; nil when it is none.
func labOf(f *store.RecordedFact) *rehab.LabResult {
	switch b := f.Body.(type) {
	case *rehab.LabResult:
		return b
	case *rehab.RecheckResult:
		r := rehab.LabResult(*b)
		return &r
	}
	return nil
}

// testOf is the test that the fact is or answers, false when there is none.
func testOf(o *casework.Opened, f *store.RecordedFact) (store.RecordedFact, bool) {
	if lab := labOf(f); lab != nil {
		x, ok := o.Fact(lab.Of)
		return x, ok && x.Body.Kind() == rehab.KindTest
	}
	return *f, f.Body.Kind() == rehab.KindTest
}

// reportable reports whether the police report on the fact: a positive that was sampled, or a laboratory's answer to one.
func reportable(o *casework.Opened, f *store.RecordedFact) bool {
	x, ok := testOf(o, f)
	return ok && x.Body.(*rehab.DrugTest).Result == rehab.Positive
}

// tested gathers what is known of the test the paper is about.
func (p *Page) tested() *tested {
	t := &tested{noun: string(rehab.KindTest), dayLabel: "采样日期", method: p.Of(text.FamilyTestMethod, string(rehab.Strip)), byWoman: "不适用"}
	if p.Fact == nil {
		return t
	}
	x, ok := testOf(p.Opened, p.Fact)
	if !ok {
		return t
	}
	t.DrugTest, t.on = *x.Body.(*rehab.DrugTest), x.Date
	way, positive := p.Positive(x.ID)
	if positive {
		t.DrugTest, t.noun = way.Sample, string(rehab.KindTestDetails)
	}
	t.word(p)
	t.lab, t.labKind = labOf(p.Fact), p.Fact.Body.Kind()
	if positive {
		t.report(p, &way)
	}
	return t
}

// word puts the record into words.
func (t *tested) word(p *Page) {
	if w := p.WindowOn(t.on); w != nil {
		t.window = p.phase(w.Phase) + "，" + p.days(w.From, w.To)
	} else {
		t.window = "不在检测窗口内"
	}
	if t.Method != "" {
		t.method = p.Of(text.FamilyTestMethod, string(t.Method))
	}
	if !t.Result.Sampled() {
		t.dayLabel = "应检日期"
	}
	if p.Person.Sex == "female" && t.Method.Bottled() {
		t.byWoman = "由女性采集"
		if t.WomanCollected == nil || !*t.WomanCollected {
			t.byWoman = "未注明"
		}
	}
	t.bottled = t.Result == rehab.Positive && t.Method.Bottled() && t.ElsewhereUnit == ""
	t.collectors = strings.Trim(t.CollectorA+"、"+t.CollectorB, "、")
	t.signed, t.refused = p.Of(text.FamilySignature, string(t.Signed)), t.Signed == rehab.RefusedToSign
	for i, drug := range []string{"mop", "met", "ket", "mdma", "thc", "coc"} {
		r := reading{drug: p.Of(text.FamilyPanel, drug), says: "—"}
		if says := t.Panel()[i]; says != "" {
			r.says = p.Of(text.FamilyPanelResult, string(says))
		}
		t.readings = append(t.readings, r)
	}
	t.remark = t.remarks(p)
}

func (t *tested) remarks(p *Page) string {
	var all []string
	if t.Reason != "" {
		all = append(all, t.Reason)
	}
	if t.Result == rehab.Absent && t.GoodCause != nil {
		if *t.GoodCause {
			all = append(all, "经认定有正当理由")
		} else {
			all = append(all, "经认定无正当理由，计一次逃避检测")
		}
	}
	if !t.Entered.IsZero() {
		all = append(all, "于"+p.Date(t.Entered)+"补登")
	}
	if t.Source != "" {
		all = append(all, "结果来源："+t.Source)
	}
	if !t.AcceptedBy.IsZero() {
		all = append(all, "异地检测结果由"+p.Places.Short(t.AcceptedBy)+"认可")
	}
	return strings.Join(all, "；")
}

// report words the police's report of a positive, of its laboratory result or of the recheck.
func (t *tested) report(p *Page, way *rehab.PositiveTrack) {
	t.title, t.resultLabel, t.challenged, t.next = "现场检测报告书", "检测结果", "现场检测结果", "实验室检测"
	if t.Method == rehab.Laboratory || t.Method == rehab.Hair {
		t.title, t.challenged = "吸毒检测报告书", "检测结果"
	}
	t.says = "经" + t.method + "，" + t.drugsFound(p) + "呈阳性。"
	t.told = "被检测人对" + t.challenged + "有异议的，可以在" + p.Date(way.ObjectionUntil) + "前（含当日）向公安机关提出实验室检测的申请；逾期不提出的，视为无异议。"
	if t.lab == nil {
		return
	}
	t.title, t.resultLabel, t.next = "吸毒检测实验室结果告知书", "实验室结果", "实验室复检"
	t.says = p.Of(text.FamilyTestResult, string(t.lab.Result)) + "。"
	t.told = "被检测人对实验室检测结果有异议的，可以依照《吸毒检测程序规定》第十三条申请由其他实验室复检。"
	for _, s := range way.Steps {
		if s.Step == rehab.PositiveLabObjection && !s.Due.IsZero() {
			t.told = "被检测人对实验室检测结果有异议的，可以在" + p.Date(s.Due) + "前（含当日）申请由其他实验室复检；逾期不提出的，视为无异议。"
		}
	}
	if t.labKind == rehab.KindRecheckResult {
		t.title, t.resultLabel = "吸毒检测实验室复检结果告知书", "复检结果"
		t.told = "复检结果为最终检测结果。"
	}
}

// drugsFound names the drugs whose reading is positive.
func (t *tested) drugsFound(p *Page) string {
	var all []string
	for i, drug := range []string{"mop", "met", "ket", "mdma", "thc", "coc"} {
		if t.Panel()[i] == rehab.PanelPositive {
			all = append(all, p.Of(text.FamilyPanel, drug))
		}
	}
	if len(all) == 0 {
		return "检测结果"
	}
	return strings.Join(all, "、") + "项目"
}

// field is the name of a missing field: a positive is completed by a form of its own.
func (t *tested) field(name string) string { return t.noun + "." + name }

func (t *tested) labField(name string) string { return string(t.labKind) + "." + name }

// outcome is the result in words.
func (t *tested) outcome() templ.Component {
	return words(han.Of(text.FamilyTestResult, string(t.Result)))
}
