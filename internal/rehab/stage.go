package rehab

import "xinsheng/internal/date"

// stage says where the case stands: exit, then no report-in, then suspended, then term ended, then in execution (ruling 46).
func (c *computation) stage() {
	t := &c.track
	t.LostSince = c.lostSince()
	t.Exempt, t.ExemptUntil = c.exemptOn(c.today), c.exemptUntil()
	switch {
	case c.ended(): // set by findExit
	case !c.started():
		t.Stage = c.stageBefore()
	case c.afterTerm():
		t.Stage = StageTermEnded
	case covers(c.suspended, c.today):
		t.Stage = StageSuspended
	default:
		t.Stage = StageInExecution
	}
}

// stageBefore: a case exists only from a decision (ruling 48); papers served or a change of place imply one.
func (c *computation) stageBefore() Stage {
	if len(c.decisions)+len(c.services)+len(c.goodCauses)+len(c.transfers)+len(c.refusals) > 0 {
		return StageAwaiting
	}
	return StageScreening
}

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
