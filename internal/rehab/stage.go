package rehab

import "xinsheng/internal/date"

// stage says where the case stands: exit, then no report-in, then suspended, then term ended, then in execution (ruling 46).
func (c *computation) stage() {
	t := &c.track
	t.LostSince = c.lostSince()
	t.Exempt, t.ExemptUntil = c.exemptOn(c.today), c.exemptUntil()
	t.Stage = c.stageOn(c.today)
}

// stageOn returns the stage on day d, today or before.
func (c *computation) stageOn(d date.Date) Stage {
	switch {
	case d >= c.exitDay:
		return c.track.Stage // set by findExit
	case !c.started() || d < c.local:
		return c.stageBefore(d)
	case d >= c.expiry:
		return StageTermEnded
	case covers(c.suspended, d):
		return StageSuspended
	}
	return StageInExecution
}

// stageBefore: a case exists only from a decision; papers served or a change of place imply one. Without it a screening that found
// the person unfit is closed at once, and the person goes to isolation (DOMAIN §3, ruling 48).
func (c *computation) stageBefore(d date.Date) Stage {
	switch {
	case begun(c.decisions, d) || begun(c.services, d) || begun(c.goodCauses, d) || begun(c.transfers, d) || begun(c.refusals, d):
		return StageAwaiting
	case c.unfitOn(d):
		return StageToIsolation
	}
	return StageScreening
}

// begun reports whether a fact of the list is dated d or before.
func begun[B any](list []entry[B], d date.Date) bool { return len(list) > 0 && list[0].date <= d }

func (c *computation) lostSince() date.Date {
	for _, l := range c.losses {
		restored := false
		for _, r := range c.restored {
			restored = restored || r.body.Of == l.id
		}
		if !restored && !c.ended() {
			return l.date
		}
	}
	return 0
}

// exemptOn reports whether 禁毒法 39 bars isolation on day d.
func (c *computation) exemptOn(d date.Date) bool {
	for _, e := range c.exemptions {
		if e.date <= d && (e.body.Until.IsZero() || d <= e.body.Until) {
			return true
		}
	}
	return false
}

func (c *computation) exemptUntil() date.Date {
	last := date.Date(0)
	for _, e := range c.exemptions {
		if e.body.Until.IsZero() {
			return 0
		}
		last = max(last, e.body.Until)
	}
	if last < c.today {
		return 0
	}
	return last
}
