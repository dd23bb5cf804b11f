package document

import (
	"cmp"
	"strconv"
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

const (
	antiDrugLaw = "《中华人民共和国禁毒法》"
	detoxRules  = "《戒毒条例》"
)

func (p *Page) isRehab() bool { return p.Case.Measure == rehab.Rehab }

// rule cites articles of the 戒毒条例 on 社区戒毒; 社区康复 follows them by 禁毒法 48.
func (p *Page) rule(articles string) string {
	if p.isRehab() {
		return antiDrugLaw + "第四十八条、" + detoxRules + articles
	}
	return detoxRules + articles
}

// dutyLaw is what binds a person to the agreement and lets it be called to mind (禁毒法 35).
func (p *Page) dutyLaw() string {
	if p.isRehab() {
		return antiDrugLaw + "第三十五条、第四十八条和" + detoxRules + "第十九条"
	}
	return antiDrugLaw + "第三十五条和" + detoxRules + "第十九条"
}

// reportLaw is on what the police are told of a breach (ruling 49).
func (p *Page) reportLaw() string {
	if p.isRehab() {
		return antiDrugLaw + "第四十八条、" + detoxRules + "第三十八条"
	}
	return detoxRules + "第二十一条"
}

// agreement is the person's agreement by name, 社区戒毒协议.
func (p *Page) agreement() string { return p.Measure() + "协议" }

// on is what the rules say of the case on a day, by what is known now.
func (p *Page) on(d date.Date) rehab.Track {
	return rehab.Compute(p.Rules, store.FileOf(p.Case, p.Facts), d)
}

// then is what the rules say on the day of the fact that the paper is about; today when it is about the case.
func (p *Page) then() rehab.Track {
	if p.Fact == nil {
		return p.Track
	}
	return p.on(p.Fact.Date)
}

// about finds the standing fact that another one is about, nil when there is none.
func (p *Page) about(id string) *store.RecordedFact {
	f, ok := p.Opened.Fact(id)
	if _, void := p.Voided()[id]; !ok || void {
		return nil
	}
	return &f
}

// word is a value of the rules in the words of the statute; what is none of them stands as it was written.
func (p *Page) word(f text.Family, value string) string {
	if text.Has(f, value) {
		return p.Of(f, value)
	}
	return value
}

// decided names the decision in a sentence: 被责令接受社区戒毒（赤公(禁)社戒决字〔2025〕7号）.
func (p *Page) decided() string {
	said := "被责令接受" + p.Measure()
	if n := p.DecisionNumber(); n != "" {
		said += "（" + n + "）"
	}
	return said
}

// from is the day the measure is carried out from, empty before report-in.
func (p *Page) from() string {
	if r := p.Track.ReportIn; r != nil {
		return p.Date(r.Date)
	}
	return ""
}

// office is the office at which the person reports today, 赤水市市中街道办事处.
func (p *Page) office() string { return OfficeHan(p.Places, p.Answers()) }

// clause is what somebody typed, to stand inside a sentence: without its full stop.
func clause(s string) string { return strings.TrimRight(strings.TrimSpace(s), "。．.，,；;、 ") }

// ended is what somebody typed with one full stop; empty stays empty.
func ended(s string) string {
	if s = clause(s); s == "" {
		return ""
	}
	return s + "。"
}

// or is the first that is not empty.
func or(values ...string) string { return cmp.Or(values...) }

func count(n int, unit string) string { return strconv.Itoa(n) + unit }
