package server

import (
	"slices"
	"strconv"
	"strings"

	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/components/tracker"
	pages "xinsheng/web/pages/casefile"
)

// factPick is which facts of a case the address asks for.
type factPick struct {
	group string          // "", or a key of factGroups
	month date.Month      // of the tracker's cell; none: all
	year  int             // whose facts are unfolded
	fresh map[string]bool // the newest of them, by id
}

// freshFacts is how many of the newest facts stand unfolded.
const freshFacts = 15

// factGroups are the choices above the facts, in order; the last one is everything else.
var factGroups = []struct {
	name  string // value of text.FamilyFactGroup
	kinds []rehab.Kind
}{
	{"tests", []rehab.Kind{rehab.KindTest, rehab.KindTestDetails, rehab.KindObjection, rehab.KindLabResult, rehab.KindRecheckResult, rehab.KindExcuseWindow, rehab.KindResolution}},
	{"contacts", []rehab.Kind{rehab.KindContact}},
	{"breaches", []rehab.Kind{rehab.KindDeparture, rehab.KindDepartureReturn, rehab.KindAdmonition, rehab.KindWarning, rehab.KindPoliceReport, rehab.KindRefusal,
		rehab.KindPoliceOutcome, rehab.KindLostContact, rehab.KindContactRestored}},
	{"papers", nil},
}

func groupOf(k rehab.Kind) string {
	for _, g := range factGroups {
		if slices.Contains(g.kinds, k) {
			return g.name
		}
	}
	return factGroups[len(factGroups)-1].name
}

func pickOf(q *Form) factPick {
	p := factPick{year: q.Int("year", 1900, 9999)}
	if text.Has(text.FamilyFactGroup, q.Typed("show")) {
		p.group = q.Typed("show")
	}
	if m, err := date.ParseMonth(q.Typed("month")); err == nil {
		p.month = m
	}
	return p
}

// wants reports whether the fact is among those asked for; a void shows with the fact it voids.
func (c *caseView) wants(f store.RecordedFact) bool {
	switch {
	case f.Body.Kind() == rehab.KindVoid:
		return false
	case c.pick.group != "" && groupOf(f.Body.Kind()) != c.pick.group:
		return false
	case c.pick.month.IsZero():
		return true
	}
	from, to := c.pick.month, c.pick.month
	for _, w := range c.track().Windows {
		if w.Month == from {
			to = w.LastMonth
		}
	}
	return from <= f.Date.Month() && f.Date.Month() <= to
}

// freshOf are the newest of the facts asked for; of a month all.
func (c *caseView) freshOf() map[string]bool {
	fresh := map[string]bool{}
	for _, f := range slices.Backward(c.page.Facts) {
		if c.wants(f) && (len(fresh) < freshFacts || !c.pick.month.IsZero()) {
			fresh[f.ID] = true
		}
	}
	return fresh
}

// factHref leads to a fact on the page: to its place when it is shown, else to the page with its year unfolded.
func (c *caseView) factHref(f store.RecordedFact) string {
	if c.pick.fresh[f.ID] || c.pick.year == f.Date.Year() && c.wants(f) {
		return "#" + factAnchor(f.ID)
	}
	return c.self("year", strconv.Itoa(f.Date.Year())) + "#" + factAnchor(f.ID)
}

func (c *caseView) isVoid(id string) bool {
	_, void := c.voids[id]
	return void
}

// facts are those asked for, newest first, older years folded.
func (c *caseView) facts(drawn *tracker.View) pages.FactsView {
	v := pages.FactsView{Title: c.t(text.CasefileFacts), Empty: components.EmptyView{Title: c.t(text.CasefileNoFacts)}, Filters: c.factFilters(), Month: c.monthSentence(drawn), MonthEnd: c.monthEnd()}
	total, oldest := 0, 0
	for _, f := range slices.Backward(c.page.Facts) {
		if !c.wants(f) {
			continue
		}
		total++
		if c.pick.fresh[f.ID] {
			oldest = f.Date.Year()
		}
		part := pages.YearView{}
		if !c.pick.fresh[f.ID] {
			year := strconv.Itoa(f.Date.Year())
			part = pages.YearView{ID: "y-" + year, Label: c.t(text.CasefileYear, "Year", year), Open: c.pick.year == f.Date.Year()}
			if f.Date.Year() == oldest {
				part.Label = c.t(text.CasefileYearEarlier, "Year", year)
			}
		}
		if n := len(v.Years); n == 0 || v.Years[n-1].ID != part.ID {
			v.Years = append(v.Years, part)
		}
		y := &v.Years[len(v.Years)-1]
		y.Facts = append(y.Facts, c.fact(f))
		y.Note = c.t(text.CasefileEntries, "Count", len(y.Facts))
	}
	if c.past != nil {
		v.Title = c.t(text.PastFacts)
	}
	v.Note = c.t(text.CasefileEntries, "Count", total)
	return v
}

// fact is one line of the timeline: struck out with the reason when it is voided, with the way to correct it when this actor may.
func (c *caseView) fact(f store.RecordedFact) components.FactView {
	v := c.words.view(f)
	if v.DayHref = c.pastOf(f.Date); v.DayHref != "" {
		v.DayLabel = c.t(text.PastThisDay, "Day", f.Date)
	}
	v.Clips = c.clips(f)
	if void, ok := c.voids[f.ID]; ok {
		v.Void, v.VoidWhy = true, c.voidWords(void)
		return v
	}
	v.Links = append(append(v.Links, c.then(f.ID)...), c.paperLinks(f)...)
	if c.page.CanVoid(c.actor, f) {
		v.Correct, v.Label = voidPath(c.id(), f.ID), c.t(text.ButtonCorrect)
	}
	return v
}

// voidWords says why, by whom and when a fact was voided.
func (c *caseView) voidWords(void store.RecordedFact) string {
	reason := void.Body.(*rehab.Void).Reason
	day := void.Date
	if !void.RecordedAt.IsZero() {
		day = date.Of(void.RecordedAt.In(clock.Shanghai))
	}
	return c.t(text.FactWasVoided, "Reason", strings.TrimRight(reason, "。."), "Name", void.Recorder, "Day", day)
}

func (c *caseView) factFilters() []pages.FilterView {
	counts := map[string]int{}
	for _, f := range c.page.Facts {
		if f.Body.Kind() != rehab.KindVoid {
			counts[groupOf(f.Body.Kind())]++
		}
	}
	out := []pages.FilterView{{Label: c.t(text.CasefileAll), Href: c.self() + "#facts", On: c.pick.group == "" && c.pick.month.IsZero()}}
	for _, g := range factGroups {
		if n := counts[g.name]; n > 0 {
			out = append(out, pages.FilterView{Label: text.Of(c.ctx, text.FamilyFactGroup, g.name) + " " + text.Number(c.ctx, n),
				Href: c.self("show", g.name) + "#facts", On: c.pick.group == g.name})
		}
	}
	return out
}

// monthHref is the page with the facts of a month.
func (c *caseView) monthHref(m date.Month) string { return c.self("month", m.String()) + "#facts" }

// monthEnd leads to the case as it stood at the end of the chosen month.
func (c *caseView) monthEnd() components.Link {
	if c.pick.month.IsZero() {
		return components.Link{}
	}
	href := c.pastOf(c.pick.month.Last())
	if href == "" {
		return components.Link{}
	}
	return components.Link{Words: c.t(text.PastThisMonth, "Month", c.pick.month), Href: href}
}

// firstDay is the day of the case's first fact.
func (c *caseView) firstDay() date.Date {
	for _, f := range c.page.Facts {
		if f.Body.Kind() != rehab.KindVoid && !c.isVoid(f.ID) {
			return f.Date
		}
	}
	return c.today
}

// monthSentence is what the tracker says of the chosen cell.
func (c *caseView) monthSentence(drawn *tracker.View) string {
	if c.pick.month.IsZero() {
		return ""
	}
	for i := range drawnPhases(drawn) {
		for _, cell := range drawn.Phases[i].Cells {
			if cell.Href == c.monthHref(c.pick.month) {
				return cell.Sentence
			}
		}
	}
	return c.t(text.CasefileOnlyMonth, "Month", c.pick.month)
}

func drawnPhases(v *tracker.View) []tracker.Phase {
	if v == nil {
		return nil
	}
	return v.Phases
}

// pathOnly is an address without what follows its path.
func pathOnly(href string) string {
	path, _, _ := strings.Cut(href, "?")
	return path
}
