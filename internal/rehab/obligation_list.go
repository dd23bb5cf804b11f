package rehab

import "xinsheng/internal/date"

// obligations lists every duty that opens by the end of next month: met ones too, lapsed ones not.
func (c *computation) obligations() {
	c.track.Obligations = make([]Obligation, 0, len(c.track.Windows)+3*len(c.track.Months)+20)
	c.oweIntake()
	c.oweExecution()
	c.oweTests()
	c.oweContacts()
	c.oweFindings()
	c.oweLeaves()
	c.oweChanges()
	c.oweAssessments()
	c.oweEnd()
}

// owe adds a duty unless it lies beyond the horizon, has lapsed, or ended with the case.
func (c *computation) owe(o *Obligation) {
	if o.Opens > c.horizon && !c.ended() || o.MetBy == "" && c.ended() && !c.outlives(o.Kind) {
		return
	}
	if o.State = o.StateOn(c.today); o.State == "" {
		return
	}
	if o.State == DutyOverdue {
		c.track.Overdue = true
	}
	c.address(o)
	c.track.Obligations = append(c.track.Obligations, *o)
}

// address says who owes o, by which rule, and whose office answers.
func (c *computation) address(o *Obligation) {
	d := dutyOf(o.Kind)
	o.OwedBy, o.Rule = d.by, d.cite[0]
	if c.file.Measure == Rehab {
		o.Rule = d.cite[1]
	}
	if o.Division == 0 {
		o.Division = c.track.Answerable
	}
	o.Division = c.heir(o.Division) // what is left undone goes along
}

// outlives reports whether a duty is still owed after the exit: what a discharge brings with it, and the decision on phases it closes.
func (c *computation) outlives(k Duty) bool {
	return c.track.Stage == StageDischarged && (k == DutyNotifyTownshipDischarge || k == DutyPhaseAssessment)
}

// personLapses returns the last day on which the person can owe anything: none remains after the last day of the term (ruling 46).
func (c *computation) personLapses(d date.Date) date.Date {
	if !c.started() || c.expiry == never {
		return d
	}
	if d.IsZero() {
		return c.lastDay()
	}
	return min(d, c.lastDay())
}

// firstOn returns the id of the first entry dated on or after day d, "" when there is none.
func firstOn[B any](list []entry[B], d date.Date) string {
	for i := range list {
		if list[i].date >= d {
			return list[i].id
		}
	}
	return ""
}
