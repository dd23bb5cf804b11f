package server

import (
	"slices"
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

// fillCounters counts towards the thresholds of 条例 20 as they are in force today, with the facts behind each.
func (c *caseView) fillCounters(v *pages.PageView) {
	t := c.track()
	if t.ReportIn == nil {
		return
	}
	p, n, e := c.page.Rules.On(c.today), t.Counters, t.Counters.Evidence
	counter := func(label, words text.Key, n, limit, shown int, note string, facts []string) {
		facts = slices.Clone(facts)
		slices.Reverse(facts)
		v.Counters = append(v.Counters, components.CounterView{
			Label: c.t(label), N: n, Limit: limit, Words: c.t(words, "Count", n, "Limit", shown), Facts: c.words.briefly(facts...), Over: n >= limit, Note: text.Citation(c.ctx, "戒毒条例 20"),
			Why: []components.Reason{{Rule: note, Article: text.Citation(c.ctx, "戒毒条例 20"), Facts: c.words.links(facts...), Note: c.t(text.CasefileCountedHow)}},
		})
	}
	counter(text.VoidEvasions, text.CasefileTimes, n.Evasions, p.EvasionTimes, p.EvasionTimes, c.t(text.CasefileEvasionRule, "Count", p.EvasionTimes), e.Evasions)
	counter(text.VoidDepartures, text.CasefileTimes, n.Departures, p.DepartureTimes, p.DepartureTimes,
		c.t(text.CasefileDepartureRule, "Days", p.DepartureCountsFrom, "Count", p.DepartureTimes), e.Departures)
	counter(text.VoidDays, text.CasefileDays, n.UnauthorisedDays, p.DepartureDaysOver+1, p.DepartureDaysOver,
		c.t(text.CasefileDaysRule, "Count", p.DepartureDaysOver), e.UnauthorisedDays)
	v.Breach, v.Breaches = c.breach(), c.onlyToday(breachPath(c.id()))
}

func (c *caseView) breach() *components.MarkView {
	b := c.track().SeriousBreach
	switch {
	case b == nil:
		return nil
	case b.Open:
		return &components.MarkView{Tone: components.Late, Words: c.t(text.CasefileBreachOpen, "Day", b.Since)}
	}
	return &components.MarkView{Tone: components.Shut, Words: c.t(text.CasefileBreachClosed, "Day", b.Since)}
}

// deadlines are the dates that papers and lists show, each with its why.
func (c *caseView) deadlines() []pages.LineView {
	var out []pages.LineView
	d := &c.track().Deadlines
	if r := d.ReportIn; r != nil {
		out = append(out, c.reportInLine(r))
	}
	for _, x := range []struct {
		duty rehab.Duty
		day  date.Date
	}{
		{rehab.DutyAgreement, d.Agreement}, {rehab.DutyTransferReportIn, d.TransferReportIn}, {rehab.DutyFinalAssessment, d.FileToPolice},
		{rehab.DutyFileToPolice, d.FileToPolice}, {rehab.DutyDischarge, d.Discharge}, {rehab.DutyNotifyTownshipDischarge, d.NotifyTownshipDischarge},
	} {
		if !x.day.IsZero() {
			out = append(out, c.deadline(x.duty, x.day))
		}
	}
	return out
}

func (c *caseView) deadline(k rehab.Duty, day date.Date) pages.LineView {
	l := pages.LineView{What: components.Link{Words: text.Of(c.ctx, text.FamilyObligation, k)}, When: text.Date(c.ctx, day)}
	for i := range c.track().Obligations {
		o := &c.track().Obligations[i]
		if o.Kind != k || o.Due != day {
			continue
		}
		l.Why = []components.Reason{c.why(o)}
		switch o.State {
		case rehab.DutyMet:
			l.What.Href = c.hrefOf(o.MetBy)
			l.Mark = &components.MarkView{Tone: components.Done, Words: c.t(text.CasefileMet)}
		case rehab.DutyOverdue, rehab.DutyOpen:
			m := c.dueMark(day)
			l.Mark = &m
		}
	}
	if l.Why == nil {
		ahead := duty{Kind: k, Division: c.page.Answers(), Due: day, Rule: rehab.CiteOf(k, c.page.Case.Measure)}
		r := whyOf(c.ctx, c.g, &ahead, c.today)
		r.OwedBy = ""
		l.Why = []components.Reason{r}
	}
	return l
}

func (c *caseView) reportInLine(r *rehab.ReportInDeadline) pages.LineView {
	l := c.deadline(rehab.DutyReportIn, r.Due)
	switch {
	case r.Due.IsZero():
		l.When = c.t(text.CasefileHeld)
	case r.Late:
		l.Mark = &components.MarkView{Tone: components.Late, Words: c.t(text.CasefileReportedLate)}
	}
	return l
}

// away are the leaves and departures, newest first.
func (c *caseView) away() []pages.LineView {
	var out []pages.LineView
	t := c.track()
	for _, l := range t.Leaves {
		m := c.leaveMark(l)
		out = append(out, pages.LineView{What: components.Link{Words: text.Of(c.ctx, text.FamilyFact, rehab.KindLeave), Href: c.hrefOf(l.Fact)},
			When: text.DateRange(c.ctx, l.From, l.Until), Mark: &m, Also: c.todayLink(text.LeaveSlip, slipPath(c.id(), l.Fact)), Steps: c.leaveSteps(l)})
	}
	for _, d := range t.Departures {
		l := pages.LineView{What: components.Link{Words: c.t(text.CasefileWithoutLeave), Href: c.hrefOf(d.Fact)}, When: c.t(text.CasefileAwaySince, "Day", d.From), Steps: c.followed(d.Fact)}
		if !d.Returned.IsZero() {
			l.When = text.DateRange(c.ctx, d.From, d.Returned)
		}
		m := components.MarkView{Tone: components.Late, Words: c.t(text.CasefileDaysCount, "Count", d.Days)}
		if !d.Counts {
			m = components.MarkView{Tone: components.Shut, Words: c.t(text.CasefileDaysNoCount, "Count", d.Days)}
		}
		l.Mark = &m
		out = append(out, l)
	}
	slices.Reverse(out)
	return out
}

// leaveSteps leads to what came of a leave, and to the refusal of more time.
func (c *caseView) leaveSteps(l rehab.LeaveStatus) []components.Link {
	steps := c.followed(l.Fact)
	if l.Extension != nil && l.Extension.State == rehab.ExtensionRefused {
		steps = append(steps, c.words.link(l.Extension.Answer))
	}
	return steps
}

func (c *caseView) leaveMark(l rehab.LeaveStatus) components.MarkView {
	m := components.MarkView{Words: text.Of(c.ctx, text.FamilyLeaveState, l.State)}
	switch l.State {
	case rehab.LeaveOverdue:
		m.Tone = components.Late
	case rehab.LeaveRequested:
		m.Tone = components.Due
	case rehab.LeaveReturned:
		m.Tone = components.Done
	case rehab.LeaveRefused:
		m.Tone = components.Shut
	}
	return m
}

// change is the residence change under way.
func (c *caseView) change() *pages.ChangeView {
	ch := c.track().Change
	if ch == nil {
		return nil
	}
	v := &pages.ChangeView{Answerable: *transferAnswerable(c.ctx, c.g, ch, &c.page.Opened)}
	if c.mayForm(rehab.KindTransferRequest) {
		v.Link = components.Link{Words: c.t(text.CasefileOpenChange), Href: transferPath(c.id())}
	}
	return v
}

// fillGroup shows the working group and the help plan as they stand.
func (c *caseView) fillGroup(v *pages.PageView) {
	for _, f := range slices.Backward(c.page.Facts) {
		if c.isVoid(f.ID) {
			continue
		}
		if b, ok := f.Body.(*rehab.WorkingGroup); ok && v.Group == nil {
			v.Group, v.GroupMark = c.group(b)
		}
	}
	if plans := c.page.HelpPlans(); len(plans) > 0 {
		v.Plan = c.plan(plans[0].Fact.Body.(*rehab.HelpPlan))
	}
	if v.Plan != nil && c.past == nil {
		v.PlanLink = components.Link{Words: c.t(text.HelpplanOpen), Href: helpPlanPath(c.id())}
	}
	v.Referrals = c.referrals()
	if c.mayRefer() {
		v.Refer = components.Link{Words: c.t(text.HelpplanRefer), Href: referralSendPath(c.id())}
	}
}

func (c *caseView) group(b *rehab.WorkingGroup) ([]components.Pair, components.MarkView) {
	var out []components.Pair
	filled := 0
	for _, m := range groupMembers(b) {
		p := components.Pair{Name: text.Of(c.ctx, text.FamilyFactPart, m.name), Value: text.Join(c.ctx, m.people)}
		if len(m.people) == 0 {
			p.Value = c.t(text.CasefileMissing)
		} else {
			filled++
		}
		out = append(out, p)
	}
	if filled == len(out) {
		return out, components.MarkView{Tone: components.Done, Words: c.t(text.CasefileGroupComplete)}
	}
	return out, components.MarkView{Tone: components.Due, Words: c.t(text.CasefileGroupPart, "Count", len(out)-filled)}
}

func (c *caseView) plan(b *rehab.HelpPlan) []components.Pair {
	var out []components.Pair
	for _, h := range rehab.HelpHeads() {
		if m := b.Measures(h); len(m) > 0 {
			out = append(out, components.Pair{Name: text.Of(c.ctx, text.FamilyHelpHead, h), Value: text.From(c.ctx).Clauses(m)})
		}
	}
	return out
}

// referrals are what was sent to departments, the newest first, each with its state.
func (c *caseView) referrals() []pages.LineView {
	if c.past != nil {
		return nil // their state then is not kept
	}
	var out []pages.LineView
	for i := range c.page.Referrals {
		r := &c.page.Referrals[i]
		m := referralMark(c.ctx, &r.Referral, c.today)
		l := pages.LineView{What: components.Link{Words: c.t(text.ReferralAt, "Unit", r.DepartmentName, "Head", text.Of(c.ctx, text.FamilyHelpName, r.Head)), Href: backTo(referralPath(r.ID), casePath(c.id()))},
			When: c.t(text.ReferralSentDay, "Day", r.SentOn), Mark: &m}
		if !r.Due.IsZero() {
			days := c.page.Rules.ReferralDays(r.State, r.Since)
			l.Why = []components.Reason{referralWhy(c.ctx, &r.Referral, r.DepartmentName, days, c.today)}
		}
		out = append(out, l)
	}
	return out
}

// person is what is known of the person; numbers are masked.
func (c *caseView) person(v *pages.PageView) []components.Pair {
	p := c.page.Person
	out := []components.Pair{{Name: c.t(text.CasefileBirth), Value: text.Date(c.ctx, p.Birth)}}
	if v.Phone.Masked != "" {
		out = append(out, components.Pair{Name: c.t(text.CasefilePhone), Body: components.MaskedID(v.Phone)})
	}
	for _, x := range []struct {
		name  text.Key
		value string
	}{
		{text.CasefileAlias, p.Alias}, {text.CasefileEthnicity, c.coded(text.FamilyEthnicity, p.Ethnicity)},
		{text.CasefileEducation, c.coded(text.FamilyEducation, p.Education)}, {text.CasefileMarital, c.coded(text.FamilyMarital, p.Marital)},
		{text.CasefileWork, c.coded(text.FamilyWorkState, p.Work)}, {text.CasefileRegistered, p.RegisteredAddress}, {text.CasefileActual, p.ActualAddress},
		{text.CasefileGuardian, strings.Join(notEmpty(p.Guardian, p.GuardianRelation, deref(p.GuardianPhoneMask)), " ")},
		{text.CasefileDrugs, p.Drugs}, {text.CasefileUseHistory, p.UseHistory}, {text.CasefileHealth, p.Health}, {text.CasefileMedication, p.Medication},
		{text.CasefileRelatives, p.Family},
	} {
		if x.value != "" {
			out = append(out, components.Pair{Name: c.t(x.name), Value: x.value})
		}
	}
	return out
}

func notEmpty(all ...string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// coded is a value of a national code list in words; what is no code stands as it was written.
func (c *caseView) coded(f text.Family, value string) string {
	if text.Has(f, value) {
		return text.Of(c.ctx, f, value)
	}
	return value
}

// others are the person's other cases that the actor sees (ruling 43).
func (c *caseView) others() []pages.LineView {
	var out []pages.LineView
	for _, o := range c.page.Others {
		words := text.Of(c.ctx, text.FamilyMeasure, o.Measure)
		if o.Number != nil {
			words += " " + *o.Number
		}
		m := components.StageTag(o.Stage, text.Of(c.ctx, text.FamilyStage, o.Stage))
		l := pages.LineView{What: components.Link{Words: words, Href: casePath(o.CaseID)}, When: text.Date(c.ctx, o.OpenedOn), Mark: &m}
		if !o.ExitDay.IsZero() {
			l.When = text.DateRange(c.ctx, o.OpenedOn, o.ExitDay)
		}
		out = append(out, l)
	}
	return out
}

func (c *caseView) hrefOf(fact string) string {
	if f, ok := c.page.Fact(fact); ok {
		return c.factHref(f)
	}
	return ""
}
