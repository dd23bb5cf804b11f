package document

import "xinsheng/internal/rehab"

// reported is what a report to the police tells of, by a few words.
func (p *Page) reported() string {
	of := rehab.Reference(p.Fact.Body)
	if f := p.about(of); f != nil {
		if b := p.breachOf(f); b.Name != "" {
			return b.Name
		}
	}
	return "严重违反" + p.agreement()
}

// reportNumber is the number of the report itself, as noted with it.
func (p *Page) reportNumber() string {
	if n := clause(Body[*rehab.PoliceReport](p).Number); n != "" {
		return "以" + n
	}
	return ""
}

// handed names the papers that go to the police: those of the pack that there are.
func (p *Page) handed() []string {
	out := []string{"关于" + p.Person.Name + p.reported() + "的报告"}
	file := p.Breaches()
	names := map[rehab.PackPart]string{rehab.PackWarning: "告诫书", rehab.PackTestNotice: "吸毒检测通知书", rehab.PackLateProof: "逾期未报到证明", rehab.PackProof: p.proofTitle(file.Grounds)}
	for _, part := range file.Pack {
		if name := names[part.Part]; name != "" && !part.Lack {
			out = append(out, name)
		}
	}
	return out
}

// servedOn is the day the person received the decision, empty when none is on file.
func (p *Page) servedOn() string {
	for i := range p.Facts {
		f := &p.Facts[i]
		if b, ok := f.Body.(*rehab.Service); ok && b.To == rehab.ToPerson && b.How != rehab.Notice && p.about(f.ID) != nil {
			return p.Date(f.Date)
		}
	}
	return ""
}

// lateSince is the last day for the report-in once it has passed without one, else empty.
func (p *Page) lateSince() string {
	if isLate(p.Opened) {
		return p.Date(p.Track.Deadlines.ReportIn.Due)
	}
	return ""
}

func (p *Page) reportInLaw() string {
	if p.isRehab() {
		return detoxRules + "第三十八条"
	}
	return detoxRules + "第十四条"
}

// lateLaw is what the law makes of a late report-in.
func (p *Page) lateLaw() string {
	if p.isRehab() {
		return "该人未依照" + detoxRules + "第三十八条的规定报到并签订社区康复协议。"
	}
	return "依照" + detoxRules + "第十四条的规定，无正当理由逾期不报到的，视为拒绝接受社区戒毒。"
}

// refusals are the findings that the measure is refused.
func (p *Page) refusals() []breach {
	var out []breach
	for i := range p.Facts {
		if f := &p.Facts[i]; f.Body.Kind() == rehab.KindRefusal && p.about(f.ID) != nil {
			out = append(out, p.breachOf(f))
		}
	}
	return out
}
