package document

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// mayHide is a secret that a paper can do without; else as Secret.
func (p *Page) mayHide(value string) templ.Component {
	if strings.TrimSpace(value) == "" {
		return blank()
	}
	return filled("d-fill", value, true)
}

// lines are the lines of what was written with line breaks.
func lines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// paragraphs are the lines of a text that the paper needs, each a paragraph of the class; else as Words.
func (p *Page) paragraphs(field, hint, value, class string) templ.Component {
	all := lines(value)
	if len(all) == 0 {
		return p.Words(field, hint, "")
	}
	return paragraphs(all, class)
}

// mayParagraphs is paragraphs of a text that the paper can do without.
func mayParagraphs(value, class string) templ.Component {
	if all := lines(value); len(all) > 0 {
		return paragraphs(all, class)
	}
	return nothing
}

// nothing leaves the place empty for what is written by hand.
var nothing = templ.ComponentFunc(func(context.Context, io.Writer) error { return nil })

// days is a span of days as papers write it; without its end it is 自…起.
func (p *Page) days(from, to date.Date) string {
	switch {
	case from.IsZero():
		return ""
	case to.IsZero():
		return "自" + p.Date(from) + "起"
	}
	return p.Date(from) + "至" + p.Date(to)
}

// running is the term as it stands: its days, or its first day and why its last is not known yet.
func (p *Page) running() string { return p.runs(&p.Track) }

// agreedOn is what the rules said on the day of the fact, for a paper of that day: a suspension that came later is not in it.
// It is today's when the fact is older than the report-in.
func (p *Page) agreedOn() *rehab.Track {
	if t := p.then(); t.ReportIn != nil {
		return &t
	}
	return &p.Track
}

func (p *Page) runs(t *rehab.Track) string {
	switch {
	case t.Term != nil:
		return "自" + p.Date(t.Term.Start) + "起至" + p.Date(t.Term.LastDay) + "止"
	case t.ReportIn != nil:
		return "自" + p.Date(t.ReportIn.Date) + "起计算，因中止执行顺延"
	}
	return ""
}

// years is the length of the term, 三年.
func (p *Page) years() string {
	switch n := p.Case.TermMonths; n {
	case 12:
		return "一年"
	case 24:
		return "二年"
	case 36:
		return "三年"
	default:
		return strconv.Itoa(n) + "个月"
	}
}

// detox reports whether the measure is 社区戒毒; what the law attaches to breaches differs (ruling 49).
func (p *Page) detox() bool { return p.Case.Measure == rehab.Detox }

// phase is a phase's name, 第一阶段.
func (p *Page) phase(n rehab.PhaseNumber) string {
	return p.Of(text.FamilyPhaseName, strconv.Itoa(int(n)))
}

func times(n int) string { return strconv.Itoa(n) + "次" }

// law is what the rules of the day say, by which thresholds are printed.
func (p *Page) law() rehab.Policy { return p.Rules.On(p.Today) }

// newest returns the newest fact of a kind that stands, on a day or before.
func (p *Page) newest(kind rehab.Kind, by date.Date) (store.RecordedFact, bool) {
	voided := p.Voided()
	for _, f := range slices.Backward(p.Facts) {
		if _, void := voided[f.ID]; !void && f.Body.Kind() == kind && f.Date <= by {
			return f, true
		}
	}
	return store.RecordedFact{}, false
}

// committee is the village's own organ, which acts for the township: 滨江社区居民委员会, 长江村村民委员会; the township where no village answers.
func (p *Page) committee() string {
	if c := p.Answers(); c.IsVillage() {
		return CommitteeHan(p.Places.Short(c))
	}
	return OfficeHan(p.Places, p.Answers())
}

// CommitteeHan is how the committee of a village or community of that name names itself on papers (村民委员会组织法, 城市居民委员会组织法).
func CommitteeHan(village string) string {
	switch {
	case strings.HasSuffix(village, "社区"):
		return village + "居民委员会"
	case strings.HasSuffix(village, "村"):
		return village + "村民委员会"
	}
	return village
}
