package rehab

import "xinsheng/internal/date"

// transferView is the residence change under way and where it stands.
type transferView struct {
	request  *entry[*TransferRequest]
	transfer *entry[*Transfer]
	step     ChangeStep
}

// change finds the residence change under way (DOMAIN §7): the newest transfer still without report-in or receipt, or the newest
// request that no transfer has answered. Nothing lapses by itself.
func (c *computation) change() {
	if c.ended() {
		return
	}
	if t := c.runningTransfer(); t != nil {
		c.pending = &transferView{request: c.requestOf(t), transfer: t, step: StepReportIn}
		if t.body.leavesCounty() {
			c.pending.step = StepReceipt
		}
	} else if r := c.runningRequest(); r != nil {
		c.pending = &transferView{request: r, step: c.requestStep(r)}
	}
	if c.pending != nil {
		c.track.Change = c.changeView()
	}
}

// runningTransfer returns the newest transfer that waits for the person's report-in, or for the receipt from another county.
func (c *computation) runningTransfer() *entry[*Transfer] {
	for i := len(c.transfers) - 1; i >= 0; i-- {
		t := &c.transfers[i]
		if c.withdrawn(t.id) || c.receiptOf(t.id) != nil && t.body.leavesCounty() {
			continue
		}
		if t.body.leavesCounty() || c.isAfterStart(t) && c.arrivalOf(t.id) == nil {
			return t
		}
	}
	return nil
}

// isAfterStart reports whether the transfer moves a person who has reported in; before that it only re-addresses the decision. One of the very
// day of the report-in that was asked for, to where the person reported, came first.
func (c *computation) isAfterStart(t *entry[*Transfer]) bool {
	if !c.started() || t.date < c.local {
		return false
	}
	return t.date > c.local || t.body.Of == "" || t.body.leavesCounty() || len(c.movedIns) > 0 || t.body.To.Code() != c.startVillage()
}

func (c *computation) receiptOf(id string) *entry[*TransferReceipt] {
	for i := range c.receipts {
		if c.receipts[i].body.Of == id {
			return &c.receipts[i]
		}
	}
	return nil
}

// lastTransfer returns the newest transfer of a person who had reported in, under way or done, that was not withdrawn.
func (c *computation) lastTransfer() *entry[*Transfer] {
	for i := len(c.transfers) - 1; i >= 0; i-- {
		if t := &c.transfers[i]; c.isAfterStart(t) && !c.withdrawn(t.id) {
			return t
		}
	}
	return nil
}

// lastArrival returns the newest report-in at a destination, nil when there is none.
func (c *computation) lastArrival() *entry[*TransferReportIn] {
	for i := len(c.transfers) - 1; i >= 0; i-- {
		t := &c.transfers[i]
		if a := c.arrivalOf(t.id); a != nil && c.isAfterStart(t) && !t.body.leavesCounty() && !c.withdrawn(t.id) {
			return a
		}
	}
	return nil
}

func (c *computation) requestOf(t *entry[*Transfer]) *entry[*TransferRequest] {
	for i := len(c.requests) - 1; i >= 0; i-- {
		if r := &c.requests[i]; r.id == t.body.Of || t.body.Of == "" && r.date <= t.date {
			return r
		}
	}
	return nil
}

// runningRequest returns the newest request if it is neither withdrawn nor answered by a transfer that stands.
func (c *computation) runningRequest() *entry[*TransferRequest] {
	if len(c.requests) == 0 {
		return nil
	}
	r := &c.requests[len(c.requests)-1]
	if c.withdrawn(r.id) {
		return nil
	}
	for i := range c.transfers {
		if q := c.requestOf(&c.transfers[i]); q != nil && q.id == r.id {
			return nil
		}
	}
	return r
}

// requestStep returns the step a request waits for. A unit of another county answers with its receipt at the end, not here (DOMAIN §7).
func (c *computation) requestStep(r *entry[*TransferRequest]) ChangeStep {
	o, d := c.originAnswer(r.id), c.destinationAnswer(r.id)
	switch {
	case o == nil:
		return StepOrigin
	case !o.body.Agreed || d != nil && !d.body.Agreed:
		return StepRefused
	case d == nil && !r.body.To.Outside():
		return StepDestination
	case c.policeNotified(r.id) == nil:
		return StepPolice
	}
	return StepEffective
}

func (c *computation) originAnswer(id string) (found *entry[*TransferOrigin]) {
	for i := range c.originSays {
		if c.originSays[i].body.Of == id {
			found = &c.originSays[i]
		}
	}
	return found
}

func (c *computation) destinationAnswer(id string) (found *entry[*TransferDestination]) {
	for i := range c.destSays {
		if c.destSays[i].body.Of == id {
			found = &c.destSays[i]
		}
	}
	return found
}

func (c *computation) policeNotified(id string) *entry[*TransferPoliceNotified] {
	for i := range c.policeTold {
		if c.policeTold[i].body.Of == id {
			return &c.policeTold[i]
		}
	}
	return nil
}

func (c *computation) changeView() *Change {
	v := &Change{Origin: c.track.Answerable, Step: c.pending.step}
	if r := c.pending.request; r != nil {
		v.Request, v.To, v.Out = r.id, r.body.To, r.body.To.Outside()
		v.Village = r.body.To.Code()
		if d := c.destinationAnswer(r.id); d != nil && d.body.Village != 0 {
			v.Village = d.body.Village
		}
	}
	if t := c.pending.transfer; t != nil {
		v.Transfer, v.To, v.Out, v.Effective = t.id, t.body.To, t.body.leavesCounty(), t.date
		v.Village = t.body.To.Code()
		v.Due = known(c.arrivalDue(t))
	}
	v.Village = c.rules.Successor(v.Village, c.today)
	c.changeTurn(v)
	return v
}

// changeTurn says whose turn it is and until when.
func (c *computation) changeTurn(v *Change) {
	origin, destination := v.Origin.Township(), v.Village.Township()
	v.Turn, v.Division = OwedByTownship, origin
	switch v.Step {
	case StepOrigin, StepDestination, StepPolice:
		v.Due = c.requestDue(c.pending.request, v.Step)
		if v.Step == StepDestination {
			v.Division = destination
		}
		if v.Step == StepPolice {
			v.Turn = OwedByPolice
		}
	case StepReportIn:
		v.Turn, v.Division = OwedByPerson, v.Village
	}
}

// answeredOn returns the day of the last answer to a request, its own without any.
func (c *computation) answeredOn(r *entry[*TransferRequest]) date.Date {
	day := r.date
	if o := c.originAnswer(r.id); o != nil {
		day = o.date
	}
	if d := c.destinationAnswer(r.id); d != nil {
		day = max(day, d.date)
	}
	return day
}

// requestDue returns until when a step of a request should be taken: working days from the step before it.
func (c *computation) requestDue(r *entry[*TransferRequest], step ChangeStep) date.Date {
	from := r.date
	if step != StepOrigin {
		from = c.answeredOn(r)
	}
	return c.workday(from, c.policyOn(from).DecideWorkdays)
}
