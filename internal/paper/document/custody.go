package document

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// held says by what the person is held: 于2026年9月1日被行政拘留（赤公行罚〔2026〕8号）.
func (p *Page) held(s *rehab.Suspension) string {
	said := "被依法" + p.word(text.FamilySuspensionAuthority, s.Authority)
	if s.Number != "" {
		said += "（文书编号：" + clause(s.Number) + "）"
	}
	return said
}

// heldFor is why the person is held, as noted.
func heldFor(s *rehab.Suspension) string {
	if why := clause(s.Reason); why != "" {
		return "，原因：" + why
	}
	return ""
}

// released names the paper of a release.
func released(b *rehab.Resumption) string {
	if n := clause(b.Number); n != "" {
		return "（释放证明编号：" + n + "）"
	}
	return ""
}

// heldOr is as held, empty when it is not said by what.
func (p *Page) heldOr(s *rehab.Suspension) string {
	if s.Authority == "" {
		return ""
	}
	return p.held(s)
}

// carriedOut says whether the person was in execution when it happened.
func (p *Page) carriedOut() string {
	if t := p.then(); t.ReportIn != nil {
		return p.decided() + "，自" + p.Date(t.ReportIn.Date) + "报到起执行，由" + OfficeHan(p.Places, t.Answerable) + "（" + p.Places.Short(t.Answerable) + "）负责"
	}
	return p.decided() + "，尚未报到"
}

// suspendedBy is the suspension that the paper's resumption ends, nil when it is not on file.
func (p *Page) suspendedBy() (day string, s *rehab.Suspension, days int) {
	f := p.about(rehab.Reference(p.Fact.Body))
	if f == nil {
		return "", &rehab.Suspension{}, 0
	}
	s, ok := f.Body.(*rehab.Suspension)
	if !ok {
		s = &rehab.Suspension{}
	}
	return p.Date(f.Date), s, max(0, int(p.Fact.Date-f.Date))
}

// stops says what a suspension stops (条例 24): of somebody who has not reported in, the count of the days to do so.
func (p *Page) stops() string {
	if p.then().ReportIn == nil {
		return "羁押期间不计入报到期限，释放后应当在余下的期限内报到。"
	}
	return "中止期间由羁押场所给予必要的戒毒治疗，释放后继续接受" + p.Measure() + "；中止的日数不计入执行期限，执行期限和以后各阶段相应顺延。"
}

// goesOn says until when the measure goes on after a release.
func (p *Page) goesOn() string {
	t := p.then()
	if t.ReportIn == nil {
		return "该人尚未报到，应当在报到期限余下的日数内到" + p.office() + "报到。"
	}
	if t.Term == nil {
		return "该人另有羁押尚未结束，执行期限的最后一日待其释放后确定。"
	}
	return "执行期限相应顺延，最后一日为" + p.Date(t.Term.LastDay) + "。"
}

// terminated says why the measure ends before its term.
func (p *Page) terminated() string {
	b := Body[*rehab.Termination](p)
	switch b.Reason {
	case "imprisonment":
		return "被依法收监执行刑罚"
	case "corrective_education":
		return "被依法采取强制性教育措施"
	case "death":
		return "死亡" + proofOfDeath(b)
	}
	return clause(b.Reason)
}

func (p *Page) died() bool { return Body[*rehab.Termination](p).Reason == "death" }

// proofOfDeath names the paper that certifies a death and who made it out.
func proofOfDeath(b *rehab.Termination) string {
	by, number := clause(b.Authority), clause(b.Number)
	if by == "" && number == "" {
		return ""
	}
	if by != "" && number != "" {
		by += "，"
	}
	return "（" + by + number + "）"
}

// terminates says that the measure ended, and by which rule; the law does not speak of a death (ruling 45).
func (p *Page) terminates() string {
	ends := p.Measure() + "自" + p.FactDay() + "起终止执行"
	if p.died() {
		return ends + "，执行档案整理归档。"
	}
	return "依照" + p.rule("第二十四条") + "的规定，对" + p.Person.Name + "的" + ends + "。"
}
