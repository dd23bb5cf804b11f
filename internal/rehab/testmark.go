package rehab

// markWindow chooses the tracker's mark: a positive that stands, else an evasion nothing valid has followed, else the state.
func (c *computation) markWindow(w *Window) {
	last := Result("")
	for i := range c.tests {
		t := &c.tests[i]
		if t.date < w.From {
			continue
		}
		if t.date > w.To {
			break
		}
		switch {
		case t.body.Result == Positive && c.stands(t.id):
			w.Mark = MarkPositive
			return
		case t.body.Result != Absent || isEvasion(t.body):
			last = t.body.Result
		}
	}
	w.Mark = markOf(w, last)
}

func markOf(w *Window, last Result) TestMark {
	switch {
	case last == Refused:
		return MarkRefused
	case last == Absent:
		return MarkAbsent
	case w.MetBy != "":
		return MarkNegative
	case w.Settled:
		return MarkSettled
	case w.State == WindowOpen && last == Invalid:
		return MarkInvalid
	case w.State == WindowMissed && w.ResolvedBy != "":
		return MarkResolved
	}
	return TestMark(w.State) // upcoming, open, excused and missed are drawn as they are called
}

// testIDs returns the ids of all tests by day, made once.
func (c *computation) testIDs() []string {
	if c.idsOfTests == nil {
		c.idsOfTests = make([]string, len(c.tests))
		for i := range c.tests {
			c.idsOfTests[i] = c.tests[i].id
		}
	}
	return c.idsOfTests
}

// testsByMonth gives each cell the tests taken in it, and the baseline those before the first cell (ruling 13).
func (c *computation) testsByMonth() {
	ids, at := c.testIDs(), 0
	c.track.Baseline = none
	if len(c.track.Months) == 0 {
		return
	}
	for at < len(ids) && c.tests[at].date < c.track.Months[0].From {
		at++
	}
	c.track.Baseline = ids[:at:at]
	for i := range c.track.Months {
		m, from := &c.track.Months[i], at
		for at < len(ids) && c.tests[at].date <= m.To {
			at++
		}
		m.Tests = ids[from:at:at]
	}
}
