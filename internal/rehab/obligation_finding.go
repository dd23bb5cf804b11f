package rehab

import "xinsheng/internal/date"

// oweFindings: what people have to decide about absences and positives, and report to the police.
func (c *computation) oweFindings() {
	c.oweAbsences()
	c.owePositives()
	c.oweRefusals()
	c.oweBreachReports()
}

// oweAbsences: an absence nobody has decided creates a duty to decide (ruling 34).
func (c *computation) oweAbsences() {
	for i := range c.tests {
		t := &c.tests[i]
		if t.body.Result != Absent || t.body.GoodCause != nil || !c.started() || !c.counts(t.date) || t.date <= c.settled {
			continue
		}
		due := c.workday(t.date, c.policyOn(t.date).DecideWorkdays)
		c.owe(&Obligation{Kind: DutyDecideAbsence, Division: c.answerableOn(t.date), Opens: t.date, Due: due, MetBy: c.resolutionAbout(t.id), Of: t.id})
	}
}

// resolutionAbout returns the first resolution of a fact, "" when there is none.
func (c *computation) resolutionAbout(id string) string {
	for _, r := range c.resolutions {
		if c.about(r.body.Of) == id {
			return r.id
		}
	}
	return ""
}

// owePositives: the police told by the end of the day the positive is read, not moved (ruling 52); then confirmation.
func (c *computation) owePositives() {
	for i := range c.track.Positives {
		k := &c.track.Positives[i]
		if k.Taken <= c.settled {
			continue
		}
		met := k.Told
		if met == "" {
			met = c.plainReport(k.Taken)
		}
		if met == "" {
			met = k.Outcome
		}
		if k.Final == Positive || met != "" {
			c.owe(&Obligation{Kind: DutyReportToPolice, Opens: k.Taken, Due: k.Taken, MetBy: met, Of: k.Test})
			c.oweOutcome(met, k.Outcome, k.Test)
		}
		if c.shortForm(k.Test) {
			c.owe(&Obligation{Kind: DutyTestDetails, Opens: k.Taken, Due: k.ObjectionUntil, MetBy: k.Details, Of: k.Test})
		}
		c.owe(&Obligation{Kind: DutyConfirmPositive, Opens: k.Taken, Due: k.LaboratoryBy, MetBy: c.confirmedBy(k), Of: k.Test})
	}
}

// shortForm reports whether a test was saved with result and day alone, its other fields left to be supplied.
func (c *computation) shortForm(test string) bool {
	x := c.fact(test)
	return x != nil && x.Body.(*DrugTest).DetailsDue
}

// confirmedBy returns what settled the positive: laboratory, recheck, police outcome, or a resolution.
func (c *computation) confirmedBy(k *Confirmation) string {
	for _, id := range []string{k.Lab, k.Recheck, k.Outcome} {
		if id != "" {
			return id
		}
	}
	return c.resolutionAbout(k.Test)
}

func (c *computation) oweRefusals() {
	for _, r := range c.refusals {
		met := c.toldOf(r.id)
		if met == "" {
			met = c.plainReport(r.date)
		}
		if met == "" {
			met = c.outcomeAbout(r.id)
		}
		due := c.workday(r.date, c.policyOn(r.date).PoliceReportWorkdays)
		c.owe(&Obligation{Kind: DutyReportToPolice, Opens: r.date, Due: due, MetBy: met, Of: r.id})
		c.oweOutcome(met, c.outcomeAbout(r.id), r.id)
	}
}

// oweOutcome: what has been reported awaits what the police make of it; the law sets no last day.
func (c *computation) oweOutcome(report, outcome, of string) {
	for _, r := range c.reports {
		if r.id == report {
			c.owe(&Obligation{Kind: DutyPoliceOutcome, Opens: r.date, MetBy: outcome, Of: of})
		}
	}
}

func (c *computation) outcomeAbout(id string) string {
	for _, o := range c.outcomes {
		if c.about(o.body.Of) == id {
			return o.id
		}
	}
	return ""
}

// oweBreachReports: each time a serious breach opens it is reported, without waiting for a warning (ruling 50).
func (c *computation) oweBreachReports() {
	for _, s := range c.breachOpen {
		met := c.plainReport(s.from)
		for _, r := range c.reports {
			if met == "" && r.date >= s.from && c.isBehindBreach(c.about(r.body.Of)) {
				met = r.id
			}
		}
		if met == "" && s.to != never {
			_, met = c.closingOf(s.from)
		}
		due := c.workday(s.from, c.policyOn(s.from).PoliceReportWorkdays)
		c.owe(&Obligation{Kind: DutyReportToPolice, Opens: s.from, Due: due, MetBy: met, Of: AboutSeriousBreach})
		outcome := ""
		if s.to != never {
			_, outcome = c.closingOf(s.from)
		}
		c.oweOutcome(met, outcome, AboutSeriousBreach)
	}
}

// plainReport returns the first report dated day d or later that names no fact and so tells the police all there is.
func (c *computation) plainReport(d date.Date) string {
	for _, r := range c.reports {
		if r.body.Of == "" && r.date >= d {
			return r.id
		}
	}
	return ""
}
