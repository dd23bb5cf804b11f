package document

import "xinsheng/internal/rehab"

// bound says by what the person is bound, and how long: the first sentence of a letter.
func (p *Page) bound() string {
	if t := p.then(); t.ReportIn != nil {
		return "你" + p.decided() + "，自" + p.Date(t.ReportIn.Date) + "起执行，应当遵守法律、法规，自觉履行" + p.agreement() + "，定期接受检测。"
	}
	if p.isRehab() {
		return "你" + p.decided() + "，应当自收到决定书之日起十五日内到" + p.office() + "报到，签订社区康复协议。"
	}
	return "你" + p.decided() + "，应当自收到决定书之日起十五日内到" + p.office() + "报到。"
}

// occasion is the breach that a letter is about, empty when it is about none by itself.
func (p *Page) occasion() string {
	f := p.about(rehab.Reference(p.Fact.Body))
	if f == nil {
		return ""
	}
	b := p.breachOf(f)
	if b.What == "" {
		return ""
	}
	return b.Day + "，" + b.What + "。"
}

// demand is what is asked of the person from now on.
func (p *Page) demand() string {
	switch reported := p.then().ReportIn != nil; {
	case reported:
		return "你应当立即改正，履行" + p.agreement() + "，按时接受检测，按期报告情况；离开" + p.County() + "三日以上的，应当事先书面报告并经批准。"
	case p.isRehab():
		return "你应当立即到" + p.office() + "报到，签订社区康复协议。"
	}
	return "你应当立即到" + p.office() + "报到。无正当理由逾期不报到的，视为拒绝接受社区戒毒（" + detoxRules + "第十四条）。"
}

// tally is how far the person is from a serious breach on the letter's day, and what follows then; empty before report-in.
func (p *Page) tally() string {
	t := p.then()
	if t.ReportIn == nil {
		return ""
	}
	n, at := t.Counters, p.Rules.On(p.Fact.Date)
	return "截至" + p.FactDay() + "，你逃避、拒绝检测累计" + count(n.Evasions, "次，") + "擅自离开" + p.County() + "累计" + count(n.Departures, "次、") + count(n.UnauthorisedDays, "日。") +
		"逃避或者拒绝接受检测" + count(at.EvasionTimes, "次以上，") + "擅自离开" + count(at.DepartureTimes, "次以上或者累计超过") + count(at.DepartureDaysOver, "日的，") +
		"属于严重违反" + p.agreement() + "（" + p.rule("第二十条") + "）。"
}

// consequence is what the law threatens.
func (p *Page) consequence() string {
	if p.isRehab() {
		return "拒不改正的，本单位将报告公安机关依法处理。拒绝接受社区康复或者严重违反社区康复协议，并再次吸食、注射毒品被决定强制隔离戒毒的，强制隔离戒毒不得提前解除（" + detoxRules + "第三十八条）。"
	}
	return "拒绝接受社区戒毒、在社区戒毒期间又吸食、注射毒品或者严重违反社区戒毒协议的，本单位将及时报告公安机关（" + detoxRules + "第二十一条），由公安机关依照" + antiDrugLaw + "第三十八条的规定依法处理。"
}
