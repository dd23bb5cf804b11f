package rehab

import "xinsheng/internal/date"

// moved returns the last day of a deadline that would end on d: the next working day if d is none (ruling 4, 民法典 203).
func (c *computation) moved(d date.Date) date.Date {
	x := c.rules.Holidays.OnOrAfter(d)
	c.needYear(d)
	c.needYear(x)
	return x
}

// workday returns the nth working day after d, before it for a negative n.
func (c *computation) workday(d date.Date, n int) date.Date {
	x := c.rules.Holidays.AddWorkdays(d, n)
	c.needYear(d)
	c.needYear(x)
	return x
}

// needYear notes a year whose official holidays a deadline needed and nobody has entered (ruling 25).
func (c *computation) needYear(d date.Date) {
	y := d.Year()
	for _, n := range c.years {
		if n == y {
			return
		}
	}
	if !c.rules.Holidays.KnowsYear(y) {
		c.years = append(c.years, y)
	}
}

// deadlines sets the dates that papers and lists show.
func (c *computation) deadlines() {
	d := &c.track.Deadlines
	d.ReportIn = c.reportInDeadline()
	if c.started() {
		d.Agreement = c.agreementDue()
	}
	if t := c.lastTransfer(); t != nil {
		d.TransferReportIn = known(c.arrivalDue(t))
	}
	discharged := c.track.Stage == StageDischarged
	if discharged {
		d.NotifyTownshipDischarge = c.moved(c.exitDay.AddDays(c.policyOn(c.exitDay).NotifyDischargeDays))
	}
	if !c.started() || c.expiry == never || c.ended() && !discharged {
		return
	}
	p := c.policyOn(c.expiry)
	d.FinalAssessmentOpens = c.expiry.AddDays(-p.AssessBeforeDays)
	d.FileToPolice = c.workday(c.expiry, -p.FilePoliceWorkdays)
	d.Discharge = c.moved(c.expiry)
}

// personServed returns the service that starts the person's 15 days: handed over or left, never by notice or on others (ruling 5).
func (c *computation) personServed() *entry[*Service] {
	for i := range c.services {
		if s := &c.services[i]; s.body.To == ToPerson && s.body.How != Notice {
			return s
		}
	}
	return nil
}

// custodyUntil returns the custody that can hold up a duty: what began before the exit, up to the day the duty was done.
func (c *computation) custodyUntil(done date.Date) []span {
	var list []span
	for _, s := range c.custody {
		if s.from < min(done, c.exitDay) {
			list = append(list, span{s.from, min(s.to, done)})
		}
	}
	return list
}

// reportInDeadline applies rulings 4 to 8: 15 free days after the person's own receipt, none while held, replaced by good cause.
func (c *computation) reportInDeadline() *ReportInDeadline {
	due, ok := c.reportInDue()
	if !ok {
		return nil
	}
	c.reportDue = known(due)
	r := &ReportInDeadline{Due: c.reportDue}
	if due == never {
		return r
	}
	if c.started() {
		r.Late = c.local > due
	} else if !c.ended() {
		r.Overdue = c.today > due
	}
	return r
}

// reportInDue returns the deadline, never while the person is held before its end; false when nothing has started it.
func (c *computation) reportInDue() (date.Date, bool) {
	reported := never
	if c.started() {
		reported = c.local
	}
	custody := c.custodyUntil(reported)
	if n := len(c.goodCauses); n > 0 {
		g := c.goodCauses[n-1]
		if g.body.Until <= g.date {
			return c.moved(g.body.Until), true
		}
		return c.movedFree(custody, freeDay(custody, g.date, int(g.body.Until-g.date))), true
	}
	s := c.personServed()
	if s == nil || c.movedIn() {
		return 0, false
	}
	return c.movedFree(custody, freeDay(custody, s.date, c.policyOn(s.date).ReportInDays)), true
}

// movedIn reports whether the case came from another county, where the decision was served.
func (c *computation) movedIn() bool {
	return len(c.movedIns) > 0 && c.started() && c.track.ReportIn.Fact == c.movedIns[0].id
}

// movedFree moves a deadline to the next working day on which the person is free.
func (c *computation) movedFree(custody []span, d date.Date) date.Date {
	for d != never {
		x := c.moved(d)
		free := x
		for _, s := range custody {
			if s.from <= free && free < s.to {
				free = s.to
			}
		}
		if free == x {
			return x
		}
		d = free
	}
	return never
}

// agreementDue returns when the agreement now in question is due: 7 days after report-in, for rehab also within 15 days of receipt
// (ruling 22, 条例 38); after a residence change a new one, 7 days after the report-in there.
func (c *computation) agreementDue() date.Date {
	if a := c.lastArrival(); a != nil {
		return c.moved(a.date.AddDays(c.policyOn(a.date).AgreementDays))
	}
	return c.firstAgreementDue()
}

func (c *computation) firstAgreementDue() date.Date {
	due := c.moved(c.local.AddDays(c.policyOn(c.local).AgreementDays))
	if c.file.Measure == Rehab && !c.movedIn() && !c.reportDue.IsZero() {
		due = c.moved(max(c.local, min(due, c.reportDue)))
	}
	return due
}

// arrivalDue returns until when the person has to report after transfer t: effective day and 15 free days (ruling 39); never while held.
func (c *computation) arrivalDue(t *entry[*Transfer]) date.Date {
	done := never
	if a := c.arrivalOf(t.id); a != nil {
		done = a.date
	}
	custody := c.custodyUntil(done)
	return c.movedFree(custody, freeDay(custody, t.date, c.policyOn(t.date).TransferReportInDays))
}
