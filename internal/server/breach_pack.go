package server

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/breach"
)

// breachPack is the pack that goes to the police with a report, on A4 (条例 21): the papers of the case as they were issued, or as they would be. What
// is missing, and what is still to be issued, is listed above the sheets. Numbers of the person are masked.
func (s *Server) breachPack(w http.ResponseWriter, r *http.Request) error {
	v, err := s.openBreach(r)
	if err != nil {
		return err
	}
	v.here = breachPath(v.id()) + "/pack"
	sheets, err := s.Papers.Sheets(r.Context(), v.actor, v.id(), v.packPapers())
	if err != nil {
		return err
	}
	title := v.t(text.BreachPackOf, "Name", v.page.Person.Name)
	return s.paper(w, r, title, breachPath(v.id()), pages.Pack(v.pack(sheets)))
}

// packKinds are the papers of the parts of the pack; the list of the tests is none, since it is of many notices.
var packKinds = map[rehab.PackPart]document.Kind{rehab.PackWarning: "warning", rehab.PackProof: "serious_breach_proof", rehab.PackLateProof: "late_report_in_proof", rehab.PackReceipt: "handover_receipt"}

// packPapers are the papers of the pack that the case has something for.
func (v *breachView) packPapers() []paper.Wanted {
	var out []paper.Wanted
	for _, p := range v.b.Pack {
		kind := packKinds[p.Part]
		if kind == "" || p.Lack {
			continue
		}
		w := paper.Wanted{Kind: kind}
		if spec, ok := document.SpecOf(kind); ok && len(spec.Of) > 0 {
			w.Fact = p.Fact
		}
		out = append(out, w)
	}
	return out
}

// packPrinter writes the pack in the statute's language whatever the reader's.
type packPrinter struct {
	*breachView
	zh      *text.Printer
	measure string // 社区戒毒 or 社区康复
}

func (v *breachView) pack(sheets []paper.Written) pages.PackView {
	p := packPrinter{breachView: v, zh: text.For(text.ZhCN)}
	p.measure = p.zh.Of(text.FamilyMeasure, string(v.page.Case.Measure))
	out := pages.PackView{Township: document.OfficeHan(v.g, v.page.Answers()), Person: p.person(), LacksHead: v.t(text.BreachPackLacks), Today: p.zh.Date(v.today)}
	by := map[document.Kind]*paper.Written{}
	for i := range sheets {
		by[sheets[i].Spec.Kind] = &sheets[i]
	}
	for i, l := range v.papers() {
		part := v.b.Pack[i]
		sheet := by[packKinds[part.Part]]
		if part.Lack {
			out.Lacks = append(out.Lacks, l)
		} else if sheet != nil && sheet.Already == nil {
			out.Lacks = append(out.Lacks, v.unissued(sheet, l))
		}
		name := packHan[part.Part]
		if part.Part == rehab.PackProof {
			name = document.ProofTitle(v.opened())
		}
		out.Contents = append(out.Contents, pages.ContentLine{Number: strconv.Itoa(i + 1), What: name, State: packState(part, sheet)})
		switch {
		case part.Part == rehab.PackTestNotice:
			out.Sheets = append(out.Sheets, pages.Notice(out, p.notice(part.Fact)))
		case sheet != nil:
			out.Sheets = append(out.Sheets, templ.Raw(string(sheet.Body)))
		}
	}
	out.Note = p.notes()
	return out
}

// packState says in the list of contents how a paper stands.
func packState(part rehab.PackPaper, sheet *paper.Written) string {
	switch {
	case part.Lack:
		return "缺：" + packLackHan[part.Part]
	case sheet != nil && sheet.Already != nil:
		return sheet.Already.Number
	case sheet != nil:
		return "待出具"
	}
	return "已附"
}

// unissued is the line of a paper that could be issued and has not been.
func (v *breachView) unissued(sheet *paper.Written, l pages.PaperLine) pages.PaperLine {
	l.Mark = components.MarkView{Tone: components.Due, Words: v.t(text.BreachNotIssued)}
	if sheet.May {
		q := url.Values{"kind": {string(sheet.Spec.Kind)}}
		if sheet.Fact != nil {
			q.Set("fact", sheet.Fact.ID)
		}
		l.Go = components.Link{Words: v.t(text.PaperIssue), Href: casePath(v.id()) + "/papers/new?" + q.Encode()}
	}
	return l
}

var packHan = map[rehab.PackPart]string{rehab.PackWarning: "告诫书", rehab.PackTestNotice: "吸毒检测通知书", rehab.PackLateProof: "逾期未报到证明", rehab.PackReceipt: "材料移交回执"}

var packLackHan = map[rehab.PackPart]string{rehab.PackWarning: "尚未出具", rehab.PackTestNotice: "没有检测记录", rehab.PackProof: "没有可以证明的事实", rehab.PackReceipt: "尚未登记报告公安"}

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
	for _, part := range p.b.Pack {
		if part.Part == rehab.PackWarning && part.Lack {
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
			return "（" + p.ground(b.Ground) + "）"
		}
	}
	return ""
}

// ground says why isolation is barred; what is no word of the program stands as it was written.
func (p *packPrinter) ground(ground string) string {
	if text.Has(text.FamilyExemptionGround, ground) {
		return p.zh.Of(text.FamilyExemptionGround, ground)
	}
	return ground
}

// notice lists the tests that were refused or stayed away from and the positives that stand; where there is none, the newest test there was.
func (p *packPrinter) notice(newest string) pages.NoticeView {
	n := pages.NoticeView{Opening: "根据《戒毒条例》第十九条和" + p.measure + "协议，通知你于下列日期到指定地点接受吸毒检测。无正当理由不到场的，按逃避检测计算；拒绝、逃避检测三次以上的，属于严重违反协议（《戒毒条例》第二十条）。"}
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
