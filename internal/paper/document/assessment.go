package document

import (
	"strconv"
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// judgement is what an assessment says of the person, part by part.
type judgement struct{ health, work, family, help string }

// figure is a figure under its name.
type figure struct{ name, says string }

// assessed is the phase that the paper judges.
func (p *Page) assessed() rehab.PhaseNumber {
	return rehab.PhaseNumber(Body[*rehab.Assessment](p).Phase)
}

// lastPhase is the number of the term's last phase.
func (p *Page) lastPhase() rehab.PhaseNumber { return rehab.PhaseNumber(len(p.Track.Phases)) }

// phaseOf returns what the rules say of a phase; nothing but its number when the term has no such phase.
func (p *Page) phaseOf(n rehab.PhaseNumber) rehab.Phase { return phaseIn(&p.Track, n) }

func phaseIn(t *rehab.Track, n rehab.PhaseNumber) rehab.Phase {
	for _, x := range t.Phases {
		if x.N == n {
			return x
		}
	}
	return rehab.Phase{N: n}
}

func (p *Page) phaseDays(n rehab.PhaseNumber) string {
	x := p.phaseOf(n)
	return p.days(x.Start, x.End)
}

func (p *Page) aim(n rehab.PhaseNumber) string {
	return p.Of(text.FamilyPhaseAim, strconv.Itoa(int(n)))
}

// countedUntil is the day up to which the figures of a phase count: its last, or today.
func (p *Page) countedUntil(n rehab.PhaseNumber) date.Date {
	if end := p.phaseOf(n).End; !end.IsZero() {
		return min(end, p.Today)
	}
	return p.Today
}

// record is what the rules count of a phase beside its tests and contacts.
func (p *Page) record(n rehab.PhaseNumber) rehab.PhaseRecord {
	return rehab.RecordOf(store.FileOf(p.Case, p.Facts), &p.Track, n)
}

// figures are the counts of a phase, six to a row. Windows of a paper record count as done without a test of ours behind them, and are named apart.
func (p *Page) figures(n rehab.PhaseNumber) [][]figure {
	f, r := p.Figures(n), p.record(n)
	done := strconv.Itoa(f.TestsDone)
	if r.Settled > 0 {
		done = strconv.Itoa(f.TestsDone-r.Settled) + "（另" + strconv.Itoa(r.Settled) + "个按纸质档案）"
	}
	return [][]figure{
		{{"应检窗口", strconv.Itoa(f.TestsDue)}, {"已检窗口", done}, {"阳性", positives(f.Positives, r.Overturned)}, {"漏检", strconv.Itoa(f.TestsMissed)}, {"免检", strconv.Itoa(f.TestsExcused)},
			{"逃避、拒检", times(r.Evasions)}},
		append(contacts(r), figure{"请假", times(r.Leaves)}, figure{"擅自离开", times(r.Departures) + strconv.Itoa(r.AwayDays) + "日"}, figure{"中止", strconv.Itoa(f.SuspendedDays) + "日"}),
	}
}

// positives counts positive results, and how many of them a laboratory did not confirm.
func positives(n, overturned int) string {
	if overturned == 0 {
		return times(n)
	}
	return times(n) + "（排除" + strconv.Itoa(overturned) + "）"
}

// contacts are the three kinds of contact, made and owed.
func contacts(r rehab.PhaseRecord) []figure {
	var out []figure
	for i, kind := range rehab.ContactTypes() {
		c := r.Contacts[i]
		out = append(out, figure{han.Of(text.FamilyContact, string(kind)), "应" + strconv.Itoa(c.Owed) + "已" + strconv.Itoa(c.Done)})
	}
	return out
}

// kept says how the agreement was kept in a phase.
func (p *Page) kept(n rehab.PhaseNumber) string {
	r := p.record(n)
	return p.signed() + "本阶段" + letterWords(r.Admonitions, r.Warnings) + p.seriousBreach()
}

// keptAll says how the agreement was kept in the whole term.
func (p *Page) keptAll() string {
	admonitions, warnings, overturned, settled := 0, 0, 0, 0
	for _, x := range p.Track.Phases {
		r := p.record(x.N)
		admonitions, warnings, overturned, settled = admonitions+r.Admonitions, warnings+r.Warnings, overturned+r.Overturned, settled+r.Settled
	}
	c := &p.Track.Counters
	return p.signed() + "执行期间逃避、拒绝检测" + times(c.Evasions) + "，擅自离开" + times(c.Departures) + "共" + strconv.Itoa(c.UnauthorisedDays) + "日；" +
		letterWords(admonitions, warnings) + p.seriousBreach() + aside(overturned, settled)
}

// aside says what the table of phases leaves out, or counts without a test of ours behind it.
func aside(overturned, settled int) string {
	said := ""
	if overturned > 0 {
		said = "另有" + times(overturned) + "阳性经实验室检测排除。"
	}
	if settled > 0 {
		said += "已检窗口中有" + strconv.Itoa(settled) + "个按纸质档案计。"
	}
	return said
}

func letterWords(admonitions, warnings int) string {
	if admonitions+warnings == 0 {
		return "没有劝诫和告诫。"
	}
	return "劝诫" + times(admonitions) + "，告诫" + times(warnings) + "。"
}

// signed says when the agreement in force was signed.
func (p *Page) signed() string {
	if f, ok := p.newest(rehab.KindAgreement, p.Today); ok {
		return "协议于" + p.Date(f.Date) + "签订。"
	}
	return "协议未签订。"
}

func (p *Page) seriousBreach() string {
	switch b := p.Track.SeriousBreach; {
	case b == nil:
		return "没有严重违反协议。"
	case b.Open:
		return "自" + p.Date(b.Since) + "起严重违反协议，尚未处理。"
	default:
		return "自" + p.Date(b.Since) + "起严重违反协议，已由公安机关处理。"
	}
}

// villageSays returns the village's newest opinion on a phase that the township had before it when it concluded, nil when there is none.
func (p *Page) villageSays(n rehab.PhaseNumber) (store.RecordedFact, *rehab.PhaseOpinion) {
	t := p.then()
	f, ok := p.Opened.Fact(phaseIn(&t, n).Opinion)
	if !ok {
		return f, new(rehab.PhaseOpinion)
	}
	return f, f.Body.(*rehab.PhaseOpinion)
}

func (p *Page) opinionDay(n rehab.PhaseNumber) string {
	f, _ := p.villageSays(n)
	return p.Date(f.Date)
}

func (p *Page) opinionText(n rehab.PhaseNumber) string {
	_, o := p.villageSays(n)
	return strings.Join([]string{o.Text, o.Tests, o.Agreement, o.Absences}, "\n")
}

func (p *Page) opinionSays(n rehab.PhaseNumber) string {
	_, o := p.villageSays(n)
	return p.Of(text.FamilyAssessmentResult, string(o.Suggestion))
}

// unsettled names what keeps the phase from passing (ruling 27).
func (p *Page) unsettled(n rehab.PhaseNumber) string {
	var all []string
	for _, b := range p.phaseOf(n).Blockers {
		all = append(all, han.Of(text.FamilyBlocker, string(b.Kind), "Month", b.Month))
	}
	return strings.Join(all, "；")
}

// expires says which day is the term's last (ruling 1).
func (p *Page) expires() string {
	if p.Track.Term == nil {
		return ""
	}
	return "执行期限至" + p.Date(p.Track.Term.LastDay) + "届满。"
}

// phaseRow is a phase in the table of the final assessment.
type phaseRow struct {
	name, days, state string
	counts            []string
}

// phaseRows are the phases and their sum.
func (p *Page) phaseRows() []phaseRow {
	var sum [7]int
	var out []phaseRow
	for _, x := range p.Track.Phases {
		f, r := p.Figures(x.N), p.record(x.N)
		n := [7]int{f.TestsDue, f.TestsDone, f.Positives - r.Overturned, f.TestsMissed, f.TestsExcused, r.Evasions, r.Departures}
		for i := range n {
			sum[i] += n[i]
		}
		out = append(out, phaseRow{p.phase(x.N), p.days(x.Start, x.End), p.stateOf(x), counted(n)})
	}
	return append(out, phaseRow{"合计", "", "", counted(sum)})
}

func counted(n [7]int) []string {
	out := make([]string, len(n))
	for i := range n {
		out[i] = strconv.Itoa(n[i])
	}
	return out
}

// stateOf is the township's grade of a phase, or how the phase stands without one.
func (p *Page) stateOf(x rehab.Phase) string {
	if f, ok := p.Opened.Fact(x.Decision); ok {
		return p.Of(text.FamilyAssessmentResult, string(f.Body.(*rehab.Assessment).Result))
	}
	if x.State == rehab.PhaseOver {
		return "未评估"
	}
	return p.Of(text.FamilyPhaseState, string(x.State))
}
