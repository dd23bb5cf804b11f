package rehab

// hasGround reports whether the file shows a ground for isolation: for detox renewed use, refusal or serious breach, each by itself; for
// rehab renewed use only (rulings 49, 50).
func (c *computation) hasGround() bool {
	for i := range c.track.Positives {
		if c.track.Positives[i].Final == Positive {
			return true
		}
	}
	return c.file.Measure != Rehab && (len(c.refusals) > 0 || c.track.SeriousBreach != nil)
}

func (c *computation) awaitsOutcome() bool {
	for i := range c.track.Positives {
		if k := &c.track.Positives[i]; k.Final == Positive && k.Outcome == "" {
			return true
		}
	}
	for _, r := range c.refusals {
		if c.outcomeAbout(r.id) == "" {
			return true
		}
	}
	return c.track.SeriousBreach != nil && c.track.SeriousBreach.Open
}

// outcomesOffered lists what the police may decide now: where isolation is barred, or nothing on file is a ground for it, to continue alone
// (rulings 49, 51).
func (c *computation) outcomesOffered() []Outcome {
	switch {
	case c.ended() || !c.awaitsOutcome():
		return []Outcome{}
	case c.track.Exempt || !c.hasGround():
		return []Outcome{Continue}
	}
	return []Outcome{Continue, ToIsolated}
}

func (c *computation) hasExcusable() bool {
	for i := range c.track.Windows {
		if s := c.track.Windows[i].State; s == WindowOpen || s == WindowMissed {
			return true
		}
	}
	return false
}

func (c *computation) hasUnresolved() bool {
	for i := range c.track.Windows {
		if w := &c.track.Windows[i]; w.State == WindowMissed && w.ResolvedBy == "" {
			return true
		}
	}
	for i := range c.track.Positives {
		if k := &c.track.Positives[i]; c.positiveCleared(k) == never {
			return true
		}
	}
	for i := range c.track.Phases {
		if c.track.Phases[i].State == PhaseBlocked {
			return true
		}
	}
	return false
}

func (c *computation) hasPositive() bool {
	for i := range c.track.Positives {
		if k := &c.track.Positives[i]; k.Outcome == "" {
			return true
		}
	}
	return false
}

func (c *computation) hasLeave(is func(*leaveView) bool) bool {
	for i := range c.leaveViews {
		if is(&c.leaveViews[i]) {
			return true
		}
	}
	return false
}

func (c *computation) isAway() bool {
	for _, d := range c.departures {
		if c.returnOf(d).IsZero() {
			return true
		}
	}
	return false
}

func (c *computation) hasUnforwarded() bool {
	for i := range c.transfers {
		t := &c.transfers[i]
		sent := c.receiptOf(t.id) != nil
		for _, f := range c.forwarded {
			sent = sent || f.body.Of == t.id
		}
		if !sent && c.isAfterStart(t) && !c.withdrawn(t.id) {
			return true
		}
	}
	return false
}
