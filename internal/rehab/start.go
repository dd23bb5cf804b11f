package rehab

// start finds the report-in that starts the term. The first one wins; of a person moved in from another county the term runs from
// the first report-in there, windows and contacts from the one here (ruling 41).
func (c *computation) start() {
	moved, reported := len(c.movedIns) > 0, len(c.reportIns) > 0
	switch {
	case moved && (!reported || c.movedIns[0].date <= c.reportIns[0].date):
		c.startMoved()
	case reported:
		c.startHere()
	}
	for i, r := range c.reportIns {
		if i > 0 || c.track.ReportIn.Fact != r.id {
			c.problem(r.id, FlawSecondReportIn)
		}
	}
	for i, m := range c.movedIns {
		if i > 0 || c.track.ReportIn.Fact != m.id {
			c.problem(m.id, FlawSecondReportIn)
		}
	}
	for i, k := range c.carriedIns {
		if i > 0 {
			c.problem(k.id, FlawSecondCarriedIn)
		}
	}
	if len(c.carriedIns) > 0 {
		c.settled = c.carriedIns[0].body.Until
	}
	c.credit()
}

func (c *computation) startMoved() {
	m := c.movedIns[0]
	c.first, c.local = m.body.FirstReportIn, m.date
	if c.first > c.local {
		c.problem(m.id, FlawFirstAfterMove)
		c.first = c.local
	}
	c.track.ReportIn = &Start{Fact: m.id, Date: c.first, Local: c.local}
}

func (c *computation) startHere() {
	r := c.reportIns[0]
	c.first, c.local = r.date, r.date
	c.track.ReportIn = &Start{Fact: r.id, Date: c.first, Local: c.local}
}

// credit puts the origin of term and phases back by the days of isolation credited to a detox (ruling 3, 条例 31).
func (c *computation) credit() {
	c.origin = c.first
	if len(c.decisions) == 0 {
		return
	}
	d := c.decisions[0]
	if d.body.CreditDays == 0 {
		return
	}
	if c.file.Measure == Rehab {
		c.problem(d.id, FlawCreditOnRehab)
		return
	}
	if c.started() {
		c.origin = c.first.AddDays(-min(d.body.CreditDays, largestCredit))
	}
}

// largestCredit keeps an absurd credit inside the calendar; it is longer than any term.
const largestCredit = 4000
