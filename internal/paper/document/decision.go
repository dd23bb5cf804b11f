package document

import (
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// decidesOn tells decisions of one measure from those of the other, which have numbers of their own.
func decidesOn(m rehab.Measure) func(*casework.Opened, *store.RecordedFact) bool {
	return func(o *casework.Opened, _ *store.RecordedFact) bool { return o.Case.Measure == m }
}

// order is what is decided, and for how long.
func (p *Page) order(b *rehab.Decision) string {
	said := "现决定责令" + p.Person.Name + "接受" + p.Measure() + termHan(p.Case.TermMonths) + "，期限自报到之日起计算。"
	if b.CreditDays > 0 {
		said += "已执行强制隔离戒毒的" + count(b.CreditDays, "日折抵社区戒毒期限。")
	}
	return said
}

// reportTo is what the person must do at the office (戒毒条例 14; of rehab 38, ruling 49).
func (p *Page) reportTo() string {
	if p.isRehab() {
		return "报到，并签订社区康复协议。"
	}
	return "报到。无正当理由逾期不报到的，视为拒绝接受社区戒毒。"
}

// reportAt is where: the township's government and the village.
func (p *Page) reportAt(b *rehab.Decision) string {
	if b.Place.IsZero() {
		return ""
	}
	return OfficeHan(p.Places, b.Place) + "（" + p.Places.Short(b.Place) + "）"
}

// termHan is a term as the statute writes it.
func termHan(months int) string {
	if years, ok := map[int]string{12: "一年", 24: "二年", 36: "三年"}[months]; ok {
		return years
	}
	return count(months, "个月")
}

// dischargeLaw is on the end of the measure (ruling 49).
func (p *Page) dischargeLaw() string {
	if p.isRehab() {
		return detoxRules + "第四十条"
	}
	return detoxRules + "第二十三条"
}

// lastDay is the last day of execution (ruling 1), empty while unknown.
func (p *Page) lastDay() string {
	if t := p.Track.Term; t != nil {
		return p.Date(t.LastDay)
	}
	return ""
}

// expiry is the day from which the measure is lifted (条例 23), empty while unknown.
func (p *Page) expiry() string {
	if t := p.Track.Term; t != nil {
		return p.Date(t.ExpiryDay)
	}
	return ""
}
