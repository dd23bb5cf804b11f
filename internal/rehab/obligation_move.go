package rehab

import "xinsheng/internal/division"

// oweLeaves: the township's answer before the person leaves, and the return from agreed leave by its (extended) day (ruling 37).
func (c *computation) oweLeaves() {
	for i := range c.leaveViews {
		v := &c.leaveViews[i]
		c.owe(&Obligation{Kind: DutyLeaveDecision, Opens: v.asked, Due: max(v.asked, v.from), MetBy: v.decision, Of: v.id})
		if v.decided && v.agreed {
			c.oweExtension(v)
			c.owe(&Obligation{Kind: DutyLeaveReturn, Opens: v.from, Due: v.until, Lapses: c.personLapses(0), MetBy: v.returnedBy, Of: v.id})
		}
	}
}

// oweChanges: the steps of a request, then the person's report-in at the destination and the forwarding of the file (ruling 39).
func (c *computation) oweChanges() {
	if p := c.pending; p != nil && p.transfer == nil {
		c.oweStep()
	}
	for i := range c.transfers {
		if t := &c.transfers[i]; c.isAfterStart(t) && !c.withdrawn(t.id) {
			c.oweTransfer(t)
		}
	}
}

func (c *computation) oweStep() {
	v := c.track.Change
	o := Obligation{Opens: c.pending.request.date, Due: v.Due, Division: v.Division, Of: v.Request}
	switch v.Step {
	case StepOrigin:
		o.Kind = DutyTransferOrigin
	case StepDestination:
		o.Kind, o.Opens = DutyTransferDestination, c.originAnswer(v.Request).date
	case StepPolice:
		o.Kind, o.Opens = DutyTransferPoliceNotified, c.answeredOn(c.pending.request)
	default:
		return
	}
	c.owe(&o)
}

func (c *computation) oweTransfer(t *entry[*Transfer]) {
	arrived, receipt := idOf(c.arrivalOf(t.id)), idOf(c.receiptOf(t.id))
	if arrived == "" && t.body.leavesCounty() {
		arrived = receipt
	}
	if due := known(c.arrivalDue(t)); !due.IsZero() {
		c.owe(&Obligation{Kind: DutyTransferReportIn, Opens: t.date, Due: due, Lapses: c.personLapses(0), MetBy: arrived, Of: t.id})
	}
	sent := receipt
	for _, f := range c.forwarded {
		if f.body.Of == t.id {
			sent = f.id
			break
		}
	}
	due := c.workday(t.date, c.policyOn(t.date).ForwardFileWorkdays)
	c.owe(&Obligation{Kind: DutyForwardFile, Division: c.originOf(t), Opens: t.date, Due: due, MetBy: sent, Of: t.id})
}

// originOf returns the township that sends the file of transfer t.
func (c *computation) originOf(t *entry[*Transfer]) division.Code {
	return c.answerableOn(t.date - 1).Township()
}

// oweExtension: the township answers a request for more time before the leave is over, and none after the last day (ruling 37).
func (c *computation) oweExtension(v *leaveView) {
	if m := v.more; m != nil {
		c.owe(&Obligation{Kind: DutyLeaveExtension, Opens: m.Asked, Due: max(m.Asked, v.until), Lapses: c.personLapses(0), MetBy: m.Answer, Of: v.id})
	}
}
