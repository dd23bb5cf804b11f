package server

import (
	"fmt"
	"strconv"
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	pages "xinsheng/web/pages/breach"
)

// proofTitle names the proof by what it proves most of all.
func (p *packPrinter) proofTitle() string {
	kinds := map[rehab.BreachGround]bool{}
	for _, g := range p.b.Grounds {
		kinds[g.Kind] = true
	}
	switch {
	case kinds[rehab.GroundSeriousBreach] || len(kinds) == 0:
		return "严重违反" + p.measure + "协议证明"
	case kinds[rehab.GroundRefusal]:
		return "拒绝接受" + p.measure + "证明"
	}
	return "再次吸毒情况证明"
}

// proof sets out the case, then each ground with its facts and days.
func (p *packPrinter) proof() *pages.ProofView {
	out := &pages.ProofView{Title: p.proofTitle(), Opening: p.opening()}
	add := func(s string) {
		out.Findings = append(out.Findings, hanOrdinal(len(out.Findings)+1)+"、"+s)
	}
	if s := p.evasions(); s != "" {
		add(s)
	}
	if s := p.departures(); s != "" {
		add(s)
	}
	for _, g := range p.b.Grounds {
		switch g.Kind {
		case rehab.GroundRenewedUse:
			add(p.renewedUse(g.Facts[0]))
		case rehab.GroundRefusal:
			f, _ := p.page.Fact(g.Facts[0])
			add(p.zh.Date(g.Since) + "，认定其拒绝接受" + p.measure + "：" + sentenceHan(f.Body.(*rehab.Refusal).Reason))
		}
	}
	out.Closing = p.closing()
	return out
}

// opening says by which decision, since when and where the measure is carried out.
func (p *packPrinter) opening() string {
	var b strings.Builder
	b.WriteString(strings.TrimSuffix(p.person(), "。"))
	for _, f := range p.page.Facts {
		if _, ok := f.Body.(*rehab.Decision); ok && !p.isVoid(f.ID) {
			fmt.Fprintf(&b, "，于%s被公安机关责令接受%s", p.zh.Date(f.Date), p.measure)
			if n := p.page.Case.Number; n != nil {
				fmt.Fprintf(&b, "（%s）", *n)
			}
			break
		}
	}
	if r := p.track().ReportIn; r != nil {
		fmt.Fprintf(&b, "，%s报到，由%s负责执行", p.zh.Date(r.Date), p.g.Full(p.page.Answers()))
	}
	if t := p.track().Term; t != nil {
		fmt.Fprintf(&b, "，执行期至%s", p.zh.Date(t.LastDay))
	}
	return b.String() + "。经查，该人在执行期间有下列情况："
}

func (p *packPrinter) evasions() string {
	n := p.track().Counters.Evasions
	if n == 0 {
		return ""
	}
	var days []string
	for _, id := range p.track().Counters.Evidence.Evasions {
		f, ok := p.page.Fact(id)
		if !ok {
			continue
		}
		if b, isTest := f.Body.(*rehab.DrugTest); isTest {
			days = append(days, p.zh.Date(f.Date)+resultHan(p.zh, b))
		} else {
			days = append(days, "纸质档案转入时的累计数")
		}
	}
	return fmt.Sprintf("拒绝、逃避吸毒检测%d次：%s。", n, strings.Join(days, "；"))
}

func (p *packPrinter) departures() string {
	n := p.track().Counters
	if n.Departures == 0 && n.UnauthorisedDays == 0 {
		return ""
	}
	var each []string
	for _, d := range p.track().Departures {
		if !d.Counts {
			continue
		}
		what := "未经批准离开"
		if d.Overdue {
			what = "请假期满未归，逾期"
		}
		back := "至今未归"
		if !d.Returned.IsZero() {
			back = p.zh.Date(d.Returned) + "返回"
		}
		each = append(each, fmt.Sprintf("%s%s，%s，计%d日", p.zh.Date(d.From), what, back, d.Days))
	}
	if len(each) == 0 {
		each = append(each, "纸质档案转入时的累计数")
	}
	return fmt.Sprintf("擅自离开本市%d次，累计%d日：%s（离开当日不计，扣除准假和羁押的日数）。", n.Departures, n.UnauthorisedDays, strings.Join(each, "；"))
}

func (p *packPrinter) renewedUse(test string) string {
	k, _ := p.opened().Positive(test)
	from := map[rehab.PositiveStep]string{rehab.PositiveTaken: "现场检测", rehab.PositiveLaboratory: "实验室检测", rehab.PositiveRecheck: "实验室复检"}[k.From]
	said := p.zh.Date(k.Taken) + "采样检测，" + from + "结果为阳性"
	if found := p.said.found(&k.Sample); found != "" {
		said += "（" + found + "）"
	}
	return said + "，系再次吸食、注射毒品。"
}

// closing says what the facts come to, by the law of the measure.
func (p *packPrinter) closing() string {
	b := p.track().SeriousBreach
	switch {
	case b != nil:
		by := map[rehab.Threshold]string{rehab.ByEvasions: "拒绝、逃避检测三次以上", rehab.ByDepartures: "擅自离开执行地三次以上", rehab.ByUnauthorisedDays: "擅自离开执行地累计超过三十日"}[b.By]
		return "依照《戒毒条例》第二十条的规定，该人自" + p.zh.Date(b.Since) + "起" + by + "，属于严重违反" + p.measure + "协议。"
	case len(p.b.Grounds) > 0:
		return "以上情况，依照《戒毒条例》第二十一条的规定报告公安机关。"
	}
	return "截至本证明出具之日，没有达到《戒毒条例》第二十条规定的严重违反协议的情形。"
}

// lateProof is of a person who has not reported in (戒毒条例 14; of rehab 38).
func (p *packPrinter) lateProof() *pages.ProofView {
	out := &pages.ProofView{Title: "逾期未报到证明", Opening: strings.TrimSuffix(p.opening(), "经查，该人在执行期间有下列情况：")}
	article := "《戒毒条例》第十四条"
	if p.page.Case.Measure == rehab.Rehab {
		article = "《戒毒条例》第三十八条"
	}
	if served := p.servedOn(); !served.IsZero() {
		out.Findings = append(out.Findings, "该人于"+p.zh.Date(served)+"收到决定书，依照"+article+"，应当自收到决定书之日起十五日内报到。")
	}
	if r := p.track().Deadlines.ReportIn; r != nil && !r.Due.IsZero() {
		out.Findings = append(out.Findings, fmt.Sprintf("报到期限于%s届满。截至%s，该人未报到，已逾期%d日，未查明有正当理由。", p.zh.Date(r.Due), p.zh.Date(p.today), max(0, int(p.today-r.Due))))
	}
	for _, g := range p.b.Grounds {
		if f, ok := p.page.Fact(g.Facts[0]); ok && g.Kind == rehab.GroundRefusal {
			out.Findings = append(out.Findings, p.zh.Date(g.Since)+"，认定其拒绝接受"+p.measure+"："+sentenceHan(f.Body.(*rehab.Refusal).Reason))
		}
	}
	out.Closing = "依照《戒毒条例》第十四条的规定，无正当理由逾期不报到的，视为拒绝接受社区戒毒。"
	if p.page.Case.Measure == rehab.Rehab {
		out.Closing = "该人未依照《戒毒条例》第三十八条的规定报到并签订社区康复协议。"
	}
	return out
}

func (p *packPrinter) servedOn() date.Date {
	for _, f := range p.page.Facts {
		if b, ok := f.Body.(*rehab.Service); ok && b.To == rehab.ToPerson && !p.isVoid(f.ID) {
			return f.Date
		}
	}
	return 0
}

// hanOrdinal is 一 to 十.
func hanOrdinal(n int) string {
	digits := []rune("一二三四五六七八九十")
	if n < 1 || n > len(digits) {
		return strconv.Itoa(n)
	}
	return string(digits[n-1])
}
