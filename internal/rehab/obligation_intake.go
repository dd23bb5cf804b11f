package rehab

import "xinsheng/internal/date"

// oweIntake: service on person and family within 24 hours, the township told in three working days (ruling 9), the person's report-in,
// and the finding that lateness calls for (ruling 7). What was done on paper before the case was carried in is settled; of a case moved
// in the decision was served elsewhere.
func (c *computation) oweIntake() {
	if len(c.decisions) > 0 && c.decisions[0].date > c.settled && !c.movedIn() {
		c.oweService(c.decisions[0])
	}
	c.oweReportIn()
}

func (c *computation) oweService(d entry[*Decision]) {
	due := d.date.AddDays(c.policyOn(d.date).ServePersonDays)
	served, family, township := c.served(ToPerson), c.served(ToFamily), c.served(ToTownship)
	c.owe(&Obligation{Kind: DutyServePerson, Opens: d.date, Due: due, MetBy: idOf(served), Of: d.id})
	c.owe(&Obligation{Kind: DutyServeFamily, Opens: d.date, Due: due, MetBy: idOf(family), Of: d.id})
	if served != nil {
		due := c.workday(served.date, c.policyOn(served.date).NotifyTownshipWorkdays)
		c.owe(&Obligation{Kind: DutyNotifyTownship, Opens: served.date, Due: due, MetBy: idOf(township), Of: served.id})
	}
}

// served returns the first service on a receiver, in whatever manner, nil when there is none.
func (c *computation) served(to Receiver) *entry[*Service] {
	for i := range c.services {
		if c.services[i].body.To == to {
			return &c.services[i]
		}
	}
	return nil
}

func idOf[B any](e *entry[B]) string {
	if e == nil {
		return ""
	}
	return e.id
}

func (c *computation) oweReportIn() {
	r := c.track.Deadlines.ReportIn
	if r == nil || r.Due.IsZero() {
		return
	}
	o := Obligation{Kind: DutyReportIn, Opens: c.reportInOpens(), Due: r.Due}
	if c.started() {
		o.MetBy = c.track.ReportIn.Fact
	}
	c.owe(&o)
	if !r.Overdue {
		return
	}
	d := Obligation{Kind: DutyDecideReportIn, Opens: r.Due + 1, Due: c.workday(r.Due, c.policyOn(r.Due).DecideWorkdays)}
	d.MetBy = firstOn(c.refusals, r.Due)
	c.owe(&d)
}

// reportInOpens returns the day of receipt, or that of the good cause when nothing was received.
func (c *computation) reportInOpens() date.Date {
	if s := c.personServed(); s != nil {
		return s.date
	}
	return c.goodCauses[len(c.goodCauses)-1].date
}

// oweExecution: agreement (ruling 22), working group and help plan after report-in, a new agreement after each residence change.
func (c *computation) oweExecution() {
	if !c.started() {
		return
	}
	if c.local > c.settled {
		c.owe(&Obligation{Kind: DutyAgreement, Opens: c.local, Due: c.firstAgreementDue(), MetBy: firstOn(c.agreements, c.local), Of: c.track.ReportIn.Fact})
		due := c.moved(c.local.AddDays(c.policyOn(c.local).PrepareDays))
		c.owe(&Obligation{Kind: DutyWorkingGroup, Opens: c.local, Due: due, MetBy: firstOn(c.groups, 0), Of: c.track.ReportIn.Fact})
		c.owe(&Obligation{Kind: DutyHelpPlan, Opens: c.local, Due: due, MetBy: firstOn(c.plans, 0), Of: c.track.ReportIn.Fact})
	}
	for i := range c.transfers {
		t := &c.transfers[i]
		if a := c.arrivalOf(t.id); a != nil && c.isAfterStart(t) && !t.body.leavesCounty() && a.date > c.settled {
			due := c.moved(a.date.AddDays(c.policyOn(a.date).AgreementDays))
			c.owe(&Obligation{Kind: DutyAgreement, Opens: a.date, Due: due, MetBy: firstOn(c.agreements, a.date), Of: a.id})
		}
	}
}
