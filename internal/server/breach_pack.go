package server

import (
	"net/http"
	"strconv"
	"strings"

	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	pages "xinsheng/web/pages/breach"
)

// breachPack is the pack that goes to the police with a report, on A4 and filled from the facts (条例 21); what is missing is listed above the
// sheets, each with the form that supplies it. Numbers of the person are masked.
func (s *Server) breachPack(w http.ResponseWriter, r *http.Request) error {
	v, err := s.openBreach(r)
	if err != nil {
		return err
	}
	v.here = breachPath(v.id()) + "/pack"
	title := v.t(text.BreachPackOf, "Name", v.page.Person.Name)
	return s.paper(w, r, title, breachPath(v.id()), pages.Pack(v.pack()))
}

// packPrinter writes the pack in the statute's language whatever the reader's.
type packPrinter struct {
	*breachView
	zh      *text.Printer
	measure string // 社区戒毒 or 社区康复
	said    factPrinter
}

func (v *breachView) pack() pages.PackView {
	p := packPrinter{breachView: v, zh: text.For(text.ZhCN), said: v.words}
	p.measure = p.zh.Of(text.FamilyMeasure, string(v.page.Case.Measure))
	p.said.ctx = text.With(v.ctx, p.zh)
	out := pages.PackView{Measure: p.measure, Township: townHan(v.g, v.page.Answers()), Police: "执行地公安派出所", Person: p.person(), Name: v.page.Person.Name,
		LacksHead: v.t(text.BreachPackLacks), Today: p.zh.Date(v.today)}
	for i, l := range v.papers() {
		if v.b.Pack[i].Lack {
			out.Lacks = append(out.Lacks, l)
		}
	}
	for i, paper := range v.b.Pack {
		name := packHan[paper.Part]
		if paper.Part == rehab.PackProof {
			name = p.proofTitle()
		}
		state := "已附"
		if paper.Lack {
			state = "缺：" + packLackHan[paper.Part]
		}
		out.Contents = append(out.Contents, pages.ContentLine{Number: strconv.Itoa(i + 1), What: name, State: state})
		if paper.Part != rehab.PackReceipt {
			out.Receipt.Papers = append(out.Receipt.Papers, name)
		}
		p.fill(&out, paper)
	}
	out.Note = p.notes()
	return out
}

var packHan = map[rehab.PackPart]string{rehab.PackWarning: "告诫书", rehab.PackTestNotice: "吸毒检测通知书", rehab.PackLateProof: "逾期未报到证明", rehab.PackReceipt: "材料移交回执"}

var packLackHan = map[rehab.PackPart]string{rehab.PackWarning: "尚未出具", rehab.PackTestNotice: "没有检测记录", rehab.PackProof: "没有可以证明的事实", rehab.PackReceipt: "尚未登记报告公安"}

func (p *packPrinter) fill(out *pages.PackView, paper rehab.PackPaper) {
	switch paper.Part {
	case rehab.PackWarning:
		out.Warning = p.warning(paper.Fact)
	case rehab.PackTestNotice:
		out.Notice = p.notice(paper.Fact)
	case rehab.PackProof:
		out.Proof = p.proof()
	case rehab.PackLateProof:
		out.Proof = p.lateProof()
	case rehab.PackReceipt:
		if f, ok := p.page.Fact(paper.Fact); ok {
			out.Receipt.Number, out.Receipt.Date = f.Body.(*rehab.PoliceReport).Number, p.zh.Date(f.Date)
		}
	}
}

// person names the person in a sentence, as papers do.
func (p *packPrinter) person() string {
	x := p.page.Person
	parts := []string{x.Name, p.zh.Of(text.FamilySex, x.Sex), p.zh.Date(x.Birth) + "出生", p.zh.Of(text.FamilyDocumentType, x.DocumentType) + "号码" + x.DocumentMask}
	if x.RegisteredAddress != "" {
		parts = append(parts, "户籍所在地"+x.RegisteredAddress)
	}
	if x.ActualAddress != "" {
		parts = append(parts, "现住"+x.ActualAddress)
	}
	return strings.Join(parts, "，") + "。"
}

// notes stand under the list of contents: what bars isolation, that a warning is no condition, that rehab has no ground (rulings 49 to 51).
func (p *packPrinter) notes() []string {
	var out []string
	if p.page.Case.Measure == rehab.Rehab && !p.b.Isolation() {
		out = append(out, "说明：本案系社区康复。社区康复期间拒绝接受或者严重违反协议，本身不是《禁毒法》第三十八条规定的强制隔离戒毒情形，须有再次吸食、注射毒品的事实（《禁毒法》第四十八条、《戒毒条例》第三十八条）；本材料供公安机关掌握情况，依法处理。")
	}
	for _, paper := range p.b.Pack {
		if paper.Part == rehab.PackWarning && paper.Lack {
			out = append(out, "说明：尚未出具告诫书。告诫书是本市实施方案规定的步骤，法律不以先行告诫为报告公安机关的前提（《禁毒法》第三十八条、《戒毒条例》第二十一条），不影响报送；补发后另行移交。")
		}
	}
	if p.track().Exempt {
		out = append(out, "说明：该人有《禁毒法》第三十九条规定的情形"+p.exemption()+"，不适用强制隔离戒毒。")
	}
	return out
}

func (p *packPrinter) exemption() string {
	for _, id := range p.b.Found {
		f, _ := p.page.Fact(id)
		if b, ok := f.Body.(*rehab.Exemption); ok && b.Ground != "" {
			return "（" + p.said.groundWords(b.Ground) + "）"
		}
	}
	return ""
}

// warning is the letter that was given, or its form with the text left open.
func (p *packPrinter) warning(fact string) *pages.WarningView {
	w := &pages.WarningView{
		Basis: "你因吸毒被责令接受" + p.measure + "，应当履行" + p.measure + "协议。",
		Consequence: "根据《禁毒法》第三十五条、《戒毒条例》第十九条的规定，现对你予以告诫。你应当立即改正，按时接受吸毒检测，按期报告情况，未经批准不得离开本市三日以上。" +
			"拒绝、逃避检测三次以上，擅自离开三次以上或者累计超过三十日的，属于严重违反" + p.measure + "协议，本单位将依照《戒毒条例》第二十条、第二十一条的规定及时报告公安机关依法处理。",
	}
	if f, ok := p.page.Fact(fact); ok {
		b := f.Body.(*rehab.Warning)
		w.Number, w.Date, w.Text = b.Number, p.zh.Date(f.Date), sentenceHan(b.Text)
	}
	return w
}

// notice lists the tests that were refused or stayed away from and the positives that stand; where there is none, the newest test there was.
func (p *packPrinter) notice(newest string) *pages.NoticeView {
	n := &pages.NoticeView{Opening: "根据《戒毒条例》第十九条和" + p.measure + "协议，通知你于下列日期到指定地点接受吸毒检测。无正当理由不到场的，按逃避检测计算；拒绝、逃避检测三次以上的，属于严重违反协议（《戒毒条例》第二十条）。"}
	ids := p.track().Counters.Evidence.Evasions
	for i := range p.track().Positives {
		if k := &p.track().Positives[i]; k.Final == rehab.Positive {
			ids = append(ids[:len(ids):len(ids)], k.Test)
		}
	}
	if len(ids) == 0 && newest != "" {
		ids = []string{newest}
	}
	for _, id := range ids {
		f, ok := p.page.Fact(id)
		b, isTest := f.Body.(*rehab.DrugTest)
		if !ok || !isTest {
			continue
		}
		n.Tests = append(n.Tests, pages.TestLine{Day: p.zh.Date(f.Date), Place: b.Place, Result: resultHan(p.zh, b), Reason: b.Reason})
	}
	return n
}

func resultHan(zh *text.Printer, b *rehab.DrugTest) string {
	if b.Result == rehab.Absent {
		return "无正当理由缺席"
	}
	return zh.Of(text.FamilyTestResult, string(b.Result))
}
