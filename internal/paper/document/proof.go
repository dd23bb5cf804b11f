package document

import (
	"slices"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// proof is what a proof of breaches says.
type proof struct {
	Title    string
	Rows     []breach
	Counters []counter
	Closing  string // empty: there is nothing to prove
	Note     string
}

// counter is one of the three counters of 条例 20.
type counter struct{ What, Limit, Has string }

// hasGround reports whether there is something that is reported to the police (条例 21).
func hasGround(o *casework.Opened) bool { return len(o.Breaches().Grounds) > 0 }

// isLate reports whether the deadline for the report-in has passed without one.
func isLate(o *casework.Opened) bool {
	r := o.Track.Deadlines.ReportIn
	return r != nil && r.Overdue && o.Track.ReportIn == nil
}

// proof sets out the breaches behind the counters and the other grounds, and what they come to.
func (p *Page) proof() proof {
	grounds := p.Breaches().Grounds
	q := proof{Title: p.proofTitle(grounds), Counters: p.counters()}
	seen := map[string]bool{}
	e := &p.Track.Counters.Evidence
	ids := slices.Concat(e.Evasions, e.Departures, e.UnauthorisedDays)
	for _, g := range grounds {
		ids = append(ids, g.Facts...)
	}
	for _, f := range p.Facts {
		if !slices.Contains(ids, f.ID) || seen[f.ID] {
			continue
		}
		seen[f.ID] = true
		q.Rows = append(q.Rows, p.row(&f))
	}
	q.Closing, q.Note = p.closing(grounds), p.proofNote(grounds)
	return q
}

func (p *Page) row(f *store.RecordedFact) breach {
	if c, ok := f.Body.(*rehab.CarriedIn); ok {
		return breach{Day: p.Date(c.Until), What: "截至该日纸质档案记载的累计数",
			Tally: "逃避、拒绝检测" + count(c.Evasions, "次，擅自离开") + count(c.Departures, "次、") + count(c.UnauthorisedDays, "日")}
	}
	return p.breachOf(f)
}

// ProofTitle is how the proof of what a case shows is called: that of a serious breach, of a refusal or of renewed use.
func ProofTitle(o *casework.Opened) string {
	p := Page{Source: Source{Opened: o}}
	return p.proofTitle(o.Breaches().Grounds)
}

// proofTitle names the proof by what it proves most of all.
func (p *Page) proofTitle(grounds []rehab.Ground) string {
	has := func(k rehab.BreachGround) bool {
		return slices.ContainsFunc(grounds, func(g rehab.Ground) bool { return g.Kind == k })
	}
	switch {
	case has(rehab.GroundSeriousBreach) || len(grounds) == 0:
		return "严重违反" + p.agreement() + "证明"
	case has(rehab.GroundRefusal):
		return "拒绝接受" + p.Measure() + "证明"
	}
	return "再次吸毒情况证明"
}

func (p *Page) counters() []counter {
	n, at := p.Track.Counters, p.Rules.On(p.Today)
	return []counter{
		{"逃避或者拒绝接受检测", count(at.EvasionTimes, "次以上"), count(n.Evasions, "次")},
		{"擅自离开执行地所在县（市、区）的次数", count(at.DepartureTimes, "次以上"), count(n.Departures, "次")},
		{"擅自离开执行地所在县（市、区）的累计日数", "超过" + count(at.DepartureDaysOver, "日"), count(n.UnauthorisedDays, "日")},
	}
}

// closing says what the facts come to, by the law of the measure.
func (p *Page) closing(grounds []rehab.Ground) string {
	if b := p.Track.SeriousBreach; b != nil {
		by := p.counters()[map[rehab.Threshold]int{rehab.ByEvasions: 0, rehab.ByDepartures: 1, rehab.ByUnauthorisedDays: 2}[b.By]]
		return "自" + p.Date(b.Since) + "起，该人" + by.What + "达到" + by.Limit + "。依照" + p.rule("第二十条") + "的规定，属于严重违反" + p.agreement() + "。"
	}
	if len(grounds) > 0 {
		return "以上情况，依照" + p.reportLaw() + "的规定，报告公安机关依法处理。"
	}
	return ""
}

// proofNote says of rehab that a refusal or a serious breach is by itself no ground for isolation (ruling 49).
func (p *Page) proofNote(grounds []rehab.Ground) string {
	if !p.isRehab() || slices.ContainsFunc(grounds, func(g rehab.Ground) bool { return g.Isolation }) {
		return ""
	}
	return "本案系社区康复，上述情况本身不是" + antiDrugLaw + "第三十八条规定的强制隔离戒毒的情形；有再次吸食、注射毒品的事实的，另行报告。"
}

// carried says by which decision, since when and where the measure is carried out, and until when.
func (p *Page) carried() string {
	said := p.decided()
	for i := range p.Facts {
		if f := &p.Facts[i]; f.Body.Kind() == rehab.KindDecision && p.about(f.ID) != nil {
			said = p.Date(f.Date) + said
			break
		}
	}
	if from := p.from(); from != "" {
		said += "，" + from + "报到，由" + p.office() + "（" + p.Places.Short(p.Answers()) + "）负责执行"
	}
	if t := p.Track.Term; t != nil {
		said += "，期限至" + p.Date(t.LastDay)
	}
	return said
}
