package document

import (
	"slices"
	"strings"

	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// breached are the kinds of fact that a breach record can be about, as far as [isBreach] says.
var breached = []rehab.Kind{rehab.KindTest, rehab.KindDeparture, rehab.KindLeave, rehab.KindRefusal, rehab.KindLostContact}

// isBreach reports whether a fact is a breach (DOMAIN §6): a test refused or stayed away from without good cause, a positive that stands, an
// absence without leave, a leave overstayed, a refusal of the measure, lost contact.
func isBreach(o *casework.Opened, f *store.RecordedFact) bool {
	switch b := f.Body.(type) {
	case *rehab.DrugTest:
		return evades(b) || standsPositive(&o.Track, f.ID)
	case *rehab.Leave:
		return awayOf(&o.Track, f.ID) != nil
	}
	return true
}

func evades(b *rehab.DrugTest) bool {
	return b.Result == rehab.Refused || b.Result == rehab.Absent && b.GoodCause != nil && !*b.GoodCause
}

func standsPositive(t *rehab.Track, test string) bool {
	return slices.ContainsFunc(t.Positives, func(k rehab.Confirmation) bool { return k.Test == test && k.Final == rehab.Positive })
}

func awayOf(t *rehab.Track, fact string) *rehab.Away {
	for i := range t.Departures {
		if t.Departures[i].Fact == fact {
			return &t.Departures[i]
		}
	}
	return nil
}

// breach is a breach in the words of a paper.
type breach struct {
	Day     string
	Name    string // 拒绝接受检测
	What    string // a clause without its day
	Law     string // what it is against
	Counted string // whether and how it counts, in a sentence
	Tally   string // the same in a few words
}

// breachOf puts a fact into the words of a paper, nothing for one that is no breach.
func (p *Page) breachOf(f *store.RecordedFact) breach {
	b := breach{Day: p.Date(f.Date)}
	switch body := f.Body.(type) {
	case *rehab.DrugTest:
		p.sayTest(&b, f, body)
	case *rehab.Departure, *rehab.Leave:
		p.sayAway(&b, f)
	case *rehab.Refusal:
		b.Name, b.What = "拒绝接受"+p.Measure(), join("认定其拒绝接受"+p.Measure(), clause(body.Reason))
		b.Law, b.Counted = p.refusalLaw(f.Date), "不计次。"+p.grounds(!p.isRehab())
	case *rehab.LostContact:
		b.Name, b.What = "失去联系", join("经多方查找，无法与其取得联系", clause(body.Note))
		b.Law, b.Counted = p.rule("第十九条第（一）项"), "不计次。未经批准离开"+p.County()+"的，另按擅自离开计算。"
	}
	return b
}

// join is a clause and what was noted of it.
func join(said, note string) string {
	if note == "" {
		return said
	}
	return said + "：" + note
}

func (p *Page) sayTest(b *breach, f *store.RecordedFact, test *rehab.DrugTest) {
	b.Law = p.rule("第十九条第（二）项、第二十条")
	switch {
	case test.Result == rehab.Refused:
		b.Name, b.What = "拒绝接受检测", p.at(test)+"拒绝接受吸毒检测"
	case evades(test):
		b.Name, b.What = "逃避检测", "未按通知到场接受吸毒检测，经认定无正当理由"
	default:
		b.Name, b.What = "再次吸毒", p.positive(f.ID)
		b.Law, b.Counted = p.reportLaw(), "不计次。"+p.grounds(true)
		return
	}
	if reason := clause(test.Reason); reason != "" && test.Entered.IsZero() {
		b.What += "，原因：" + reason
	}
	t := p.on(f.Date)
	if !slices.Contains(t.Counters.Evidence.Evasions, f.ID) {
		b.Counted = "不计次（不在执行期内，或者同日已计一次）。"
		return
	}
	b.Counted = "计为逃避、拒绝检测一次，累计" + count(t.Counters.Evasions, "次。")
	b.Tally = "逃避、拒绝检测第" + count(t.Counters.Evasions, "次")
}

func (p *Page) at(test *rehab.DrugTest) string {
	if test.Place == "" {
		return ""
	}
	return "在" + test.Place
}

// positive says what a positive that stands rests on.
func (p *Page) positive(test string) string {
	k, _ := p.Positive(test)
	from := map[rehab.PositiveStep]string{rehab.PositiveTaken: "现场检测", rehab.PositiveLaboratory: "实验室检测", rehab.PositiveRecheck: "实验室复检"}[k.From]
	said := "采样检测，" + from + "结果为阳性"
	var drugs []string
	for i, r := range k.Sample.Panel() {
		if r == rehab.PanelPositive {
			drugs = append(drugs, p.Of(text.FamilyPanel, [...]string{"mop", "met", "ket", "mdma", "thc", "coc"}[i]))
		}
	}
	if len(drugs) > 0 {
		said += "（" + strings.Join(drugs, "、") + "）"
	}
	return said + "，系再次吸食、注射毒品"
}

// sayAway tells an absence, or the overdue part of a leave, with the days that count of it.
func (p *Page) sayAway(b *breach, f *store.RecordedFact) {
	b.Law = p.rule("第十九条第（三）项、第二十条")
	a := awayOf(&p.Track, f.ID)
	if a == nil {
		b.Name = "擅自离开"
		return
	}
	b.Day, b.Name, b.What = p.Date(a.From), "擅自离开", p.away(a)
	if a.Overdue {
		b.Name = "请假逾期未归"
	}
	to := p.Today
	if !a.Returned.IsZero() {
		to = a.Returned
	}
	if n := p.on(to).Counters; a.Counts {
		b.Tally = "擅自离开第" + count(n.Departures, "次，计") + count(a.Days, "日")
		b.Counted = "计为擅自离开一次、" + count(a.Days, "日；累计") + count(n.Departures, "次、") + count(n.UnauthorisedDays, "日。")
		return
	}
	b.Counted = "不计次（扣除准假和羁押的日数后不足" + count(p.Rules.On(a.From).DepartureCountsFrom, "日）。")
}

// away is an absence in a clause: 未经批准离开赤水市前往遵义市，7月28日返回，计8日.
func (p *Page) away(a *rehab.Away) string {
	said := "未经批准离开" + p.County()
	if f := p.about(a.Fact); f != nil {
		if d, ok := f.Body.(*rehab.Departure); ok && d.To != "" {
			said += "前往" + clause(d.To)
		}
	}
	if a.Overdue {
		said = "请假期满未归，又未办理续假"
	}
	if a.Returned.IsZero() {
		return said + "，至今未归，计" + count(a.Days, "日")
	}
	return said + "，" + p.Date(a.Returned) + "返回，计" + count(a.Days, "日")
}

func (p *Page) refusalLaw(day date.Date) string {
	switch started := p.on(day).ReportIn != nil; {
	case started:
		return p.reportLaw()
	case p.isRehab():
		return detoxRules + "第三十八条"
	}
	return detoxRules + "第十四条"
}

// grounds says what a breach is that is not counted: by itself a ground for isolation, or not (rulings 49, 50).
func (p *Page) grounds(isolation bool) string {
	if isolation {
		return "应当及时报告公安机关依法处理。"
	}
	return "社区康复期间拒绝接受康复，本身不是强制隔离戒毒的法定情形，报告公安机关依法处理。"
}

// answered lists what was done about a fact: letters on it, and reports to the police that tell of it or of the serious breach behind which it is.
func (p *Page) answered(f *store.RecordedFact) []string {
	var out []string
	e := &p.Track.Counters.Evidence
	behind := slices.Contains(slices.Concat(e.Evasions, e.Departures, e.UnauthorisedDays), f.ID)
	for i := range p.Facts {
		x := &p.Facts[i]
		of := rehab.Reference(x.Body)
		if of != f.ID && (of != rehab.AboutSeriousBreach || !behind) || p.about(x.ID) == nil || x.Date < f.Date {
			continue
		}
		if done := answers[x.Body.Kind()]; done != "" {
			out = append(out, p.Date(x.Date)+done)
		}
	}
	return out
}

// treated says what was done about a fact, or leaves it to be ticked.
func (p *Page) treated(f *store.RecordedFact) string {
	if done := p.answered(f); len(done) > 0 {
		return strings.Join(done, "；") + "。"
	}
	return "□ 批评教育　□ 出具劝诫书　□ 出具告诫书　□ 报告公安机关"
}

var answers = map[rehab.Kind]string{
	rehab.KindAdmonition: "出具劝诫书", rehab.KindWarning: "出具告诫书", rehab.KindPoliceReport: "报告公安机关", rehab.KindPoliceOutcome: "公安机关作出处理",
}

// entered says who entered the fact, and when that is known.
func (p *Page) entered() string {
	by := "由" + p.Fact.Recorder + "登记。"
	if at := p.Fact.RecordedAt; !at.IsZero() {
		return p.Date(date.Of(at.In(clock.Shanghai))) + by
	}
	return by
}
