package server

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

// schedule says what is asked of the case each month and why: by which version of the policy, which risk level, and where that changed (ruling 21).
func (c *caseView) schedule() []pages.LineView {
	var out []pages.LineView
	w := c.windowNow()
	if w == nil {
		return c.risks(nil)
	}
	f, p := store.FileOf(c.page.Case, c.page.Facts), c.page.Rules.On(w.From)
	a := rehab.AskedOf(c.page.Rules, f, c.track(), w)
	by := c.t(text.ScheduleBy, "Policy", c.policyName(p.Effective))
	test := components.Reason{Rule: c.t(text.ScheduleRuleTest), Article: text.Citation(c.ctx, rehab.CiteOf(rehab.DutyTest, c.page.Case.Measure).Article), Window: text.DateRange(c.ctx, w.From, w.To)}
	if level := c.riskNow(); level != nil {
		l := level.Body.(*rehab.Risk).Level
		if limit := p.RiskInterval.Of(l); limit > 0 {
			test.Note = c.t(text.ScheduleRuleLimit, "Level", text.Of(c.ctx, text.FamilyRisk, l), "Count", limit)
			test.Facts = c.words.links(level.ID)
		}
	}
	contact := components.Reason{Rule: c.t(text.ScheduleRuleContacts, "Count", p.MinFreeDays), Article: text.Citation(c.ctx, rehab.CiteOf(rehab.DutyContactTalk, c.page.Case.Measure).Article)}
	out = append(out,
		pages.LineView{What: components.Link{Words: c.everyWords(a)}, When: by, Why: []components.Reason{test}},
		pages.LineView{What: components.Link{Words: c.contactWords(a)}, When: by, Why: []components.Reason{contact}})
	return append(c.risks(append(out, c.nextInterval(w, a)...)), c.policyLines()...)
}

// nextInterval says from when the interval will be another one because the risk level changed in the running window, which is not cut again but for a level
// that was raised (ruling 20).
func (c *caseView) nextInterval(w *rehab.Window, now rehab.Asked) []pages.LineView {
	level := c.riskNow()
	if level == nil || level.Date < w.From {
		return nil
	}
	for i := range c.track().Windows {
		next := &c.track().Windows[i]
		if next.Month <= w.Month {
			continue
		}
		a := rehab.AskedOf(c.page.Rules, store.FileOf(c.page.Case, c.page.Facts), c.track(), next)
		if a.Interval == now.Interval {
			return nil
		}
		name := text.Of(c.ctx, text.FamilyRisk, level.Body.(*rehab.Risk).Level)
		return []pages.LineView{{What: components.Link{Words: c.t(text.ScheduleChanged, "Month", next.Month, "What", c.everyWords(a)), Href: c.monthHref(next.Month)},
			When: c.t(text.ScheduleByRisk, "Level", name, "Day", level.Date)}}
	}
	return nil
}

// windowNow is the test window of the day, else the next one; nil outside the term.
func (c *caseView) windowNow() *rehab.Window {
	for i := range c.track().Windows {
		if w := &c.track().Windows[i]; c.today <= w.To && c.track().Exit == nil {
			return w
		}
	}
	return nil
}

func (c *caseView) everyWords(a rehab.Asked) string {
	return c.t(text.ScheduleTest, "Every", settingValue(c.ctx, rehab.UnitEvery, a.Interval))
}

func (c *caseView) contactWords(a rehab.Asked) string {
	return c.t(text.ScheduleContacts, "Report", a.Contacts.Report, "Talk", a.Contacts.Talk, "Visit", a.Contacts.Visit)
}

// policyName names the version that came into force on a day.
func (c *caseView) policyName(from date.Date) string {
	for _, v := range c.page.Versions {
		switch {
		case v.Effective != from:
		case from.IsZero():
			return c.t(text.ScheduleVersionAlways, "Name", v.Name)
		default:
			return c.t(text.ScheduleVersion, "Name", v.Name, "Day", from)
		}
	}
	return c.t(text.ScheduleShipped)
}

// riskFacts are the risk levels that stand, oldest first.
func (c *caseView) riskFacts() []store.RecordedFact {
	var out []store.RecordedFact
	for _, f := range c.page.Facts {
		if f.Body.Kind() == rehab.KindRisk && !c.isVoid(f.ID) {
			out = append(out, f)
		}
	}
	return out
}

func (c *caseView) riskNow() *store.RecordedFact {
	all := c.riskFacts()
	if len(all) == 0 {
		return nil
	}
	return &all[len(all)-1]
}

// risks adds the risk level, the newest first; the first line explains what a level does.
func (c *caseView) risks(out []pages.LineView) []pages.LineView {
	why := []components.Reason{{Rule: c.t(text.ScheduleRiskRule), Article: text.Citation(c.ctx, "赤水市实施方案")}}
	all := c.riskFacts()
	if len(all) == 0 {
		if len(out) == 0 {
			return nil
		}
		return append(out, pages.LineView{What: components.Link{Words: c.t(text.ScheduleRisk)}, When: c.t(text.ScheduleRiskNone), Why: why})
	}
	for _, f := range slices.Backward(all) {
		l := pages.LineView{What: components.Link{Words: text.Of(c.ctx, text.FamilyRisk, f.Body.(*rehab.Risk).Level), Href: c.factHref(f)},
			When: text.T(c.ctx, text.CasefileAssessed, "Day", f.Date, "Name", f.Recorder), Why: why}
		why = nil
		out = append(out, l)
	}
	return out
}

// policyChanges are where another version of the policy began, or will begin, to ask something else of this case.
func (c *caseView) policyChanges() []rehab.PolicyChange {
	return rehab.PolicyChanges(c.page.Rules, store.FileOf(c.page.Case, c.page.Facts), c.track())
}

// policyLines are those changes in words, the newest first.
func (c *caseView) policyLines() []pages.LineView {
	var out []pages.LineView
	for _, x := range slices.Backward(c.policyChanges()) {
		before, after := c.changeWords(x)
		out = append(out, pages.LineView{What: components.Link{Words: c.t(text.ScheduleChanged, "Month", x.Month, "What", after), Href: c.monthHref(x.Month)},
			When: c.t(text.ScheduleWas, "What", before, "Policy", c.policyName(x.Version))})
	}
	return out
}

// changeWords are what was asked and what is asked now, of what has changed only.
func (c *caseView) changeWords(x rehab.PolicyChange) (before, after string) {
	if x.Before.Interval == x.After.Interval {
		return c.contactWords(x.Before), c.contactWords(x.After)
	}
	before, after = c.everyWords(x.Before), c.everyWords(x.After)
	if x.Before.Contacts != x.After.Contacts {
		clauses := text.From(c.ctx).Clauses
		before, after = clauses([]string{before, c.contactWords(x.Before)}), clauses([]string{after, c.contactWords(x.After)})
	}
	return before, after
}

// cellChanges says the changes on the tracker, by the month of the cell that each begins in.
func (c *caseView) cellChanges() map[date.Month]string {
	out := map[date.Month]string{}
	for _, x := range c.policyChanges() {
		_, after := c.changeWords(x)
		out[x.Month] = c.t(text.ScheduleCell, "Policy", c.policyName(x.Version), "What", after)
	}
	return out
}

// phaseWhy explains the days of each phase (rulings 2, 11, 26, 27).
func (c *caseView) phaseWhy() map[rehab.PhaseNumber][]components.Reason {
	out := map[rehab.PhaseNumber][]components.Reason{}
	for i := range c.track().Phases {
		p := &c.track().Phases[i]
		r := components.Reason{Rule: c.t(text.SchedulePhaseRule), Article: text.Citation(c.ctx, rehab.CiteOf(rehab.DutyPhaseAssessment, c.page.Case.Measure).Article), MetBy: c.t(text.SchedulePhaseMet)}
		if p.Suspended > 0 {
			r.Note = c.t(text.SchedulePhaseSuspended, "Count", p.Suspended)
		}
		for _, f := range c.page.Facts {
			if k := f.Body.Kind(); (k == rehab.KindSuspension || k == rehab.KindResumption) && !c.isVoid(f.ID) && p.Start <= f.Date && (p.End.IsZero() || f.Date <= p.End) {
				r.Facts = append(r.Facts, c.words.link(f.ID))
			}
		}
		r.Facts = append(r.Facts, c.words.links(p.Opinion, p.Decision)...)
		out[p.N] = []components.Reason{r}
	}
	return out
}
