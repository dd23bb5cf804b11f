package rehab

// exitRank orders exits of one day (ruling 45): the smaller prevails.
func exitRank(s Stage) int {
	switch s {
	case StageTerminated:
		return 0
	case StageToIsolation:
		return 1
	case StageMovedOut:
		return 2
	case StageDischarged:
		return 3
	case StageRevoked:
		return 4
	}
	return 5
}

// exitOf returns the stage that x leads to, "" when it is no exit. A receipt is one only for a move to another county (ruling 42).
func (c *computation) exitOf(x *Fact) Stage {
	switch b := x.Body.(type) {
	case *Termination:
		return StageTerminated
	case *Isolation:
		return StageToIsolation
	case *Discharge:
		return StageDischarged
	case *Revocation:
		return StageRevoked
	case *Returned:
		return StageReturned
	case *TransferReceipt:
		if t := c.fact(b.Of); t != nil {
			if tr, ok := t.Body.(*Transfer); ok && tr.leavesCounty() {
				return StageMovedOut
			}
		}
	}
	return ""
}

// findExit finds the exit that counts: the earliest, and of one day the strongest (ruling 45). Death is a termination.
func (c *computation) findExit() {
	for _, x := range c.seen {
		s := c.exitOf(x)
		if s == "" {
			continue
		}
		if c.track.Exit == nil || x.Date == c.exitDay && exitRank(s) < exitRank(c.track.Stage) {
			if c.track.Exit != nil {
				c.problem(c.track.Exit.Fact, FlawSecondExit)
			}
			c.track.Stage, c.exitDay = s, x.Date
			c.track.Exit = &Exit{Fact: x.ID, Date: x.Date}
			continue
		}
		c.problem(x.ID, FlawSecondExit)
	}
}
