package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// breach finds the serious breach of 条例 20: the day of the event that reaches a threshold, open until a police outcome dated on or
// after it, reopened by a further counted fact (ruling 38).
func (c *computation) breach() {
	b := c.firstBreach()
	if b == nil {
		return
	}
	b.Latest, b.Open = b.Since, true
	for _, e := range c.events {
		if e.by != ByUnauthorisedDays && e.day > b.Latest {
			b.Latest = e.day
		}
	}
	b.Latest = max(b.Latest, known(c.daysOver))
	c.track.SeriousBreach = b
	c.breachSpans(b)
}

// breachSpans works out from when to when the breach was open, and with it whether it is open now.
func (c *computation) breachSpans(b *SeriousBreach) {
	open := b.Since
	for {
		day, id := c.closingOf(open)
		c.breachOpen = append(c.breachOpen, span{open, day})
		if day == never {
			return
		}
		b.ClosedBy, b.Open = id, false
		if open = c.countedAfter(day); open == never {
			return
		}
		b.ClosedBy, b.Open = "", true
	}
}

// closingOf returns the first police outcome on or after day d that is about the serious breach or a fact behind it. Isolation ends it too, when it
// comes before any.
func (c *computation) closingOf(d date.Date) (day date.Date, id string) {
	day = never
	if c.track.Exit != nil && c.track.Stage == StageToIsolation {
		day, id = max(c.exitDay, d), c.track.Exit.Fact
	}
	for _, o := range c.outcomes {
		if of := c.about(o.body.Of); o.date >= d && o.date <= day && (c.isBehindBreach(of) || c.tellsAll(of, d)) {
			return o.date, o.id
		}
	}
	return day, id
}

// tellsAll reports whether id is a report to the police that names no fact and so told them of a breach open since day d.
func (c *computation) tellsAll(id string, d date.Date) bool {
	for i := range c.reports {
		if r := &c.reports[i]; r.id == id {
			return r.body.Of == "" && r.date >= d
		}
	}
	return false
}

func (c *computation) isBehindBreach(id string) bool {
	if id == AboutSeriousBreach {
		return true
	}
	e := &c.track.Counters.Evidence
	return oneOf(id, e.Evasions...) || oneOf(id, e.Departures...) || oneOf(id, e.UnauthorisedDays...)
}

// countedAfter returns the day of the first counted fact after day d, never when there is none. Days of one absence that go on are no
// further fact, but for the one that carries them over the threshold.
func (c *computation) countedAfter(d date.Date) date.Date {
	over := never
	if c.daysOver > d {
		over = c.daysOver
	}
	for _, e := range c.events {
		if e.day > d && e.by != ByUnauthorisedDays {
			return min(e.day, over)
		}
	}
	return over
}

// firstBreach returns the earliest reaching of a threshold, each measured by the policy in force on the day of the event (ruling 21).
func (c *computation) firstBreach() *SeriousBreach {
	var b *SeriousBreach
	reached := func(d date.Date, by Threshold) {
		if b == nil || d < b.Since {
			b = &SeriousBreach{Since: d, By: by}
		}
	}
	evasions, departures := 0, 0
	for _, e := range c.events {
		p := c.policyOn(e.day)
		switch e.by {
		case ByEvasions:
			if evasions += e.n; evasions >= p.EvasionTimes {
				reached(e.day, ByEvasions)
			}
		case ByDepartures:
			if departures += e.n; departures >= p.DepartureTimes {
				reached(e.day, ByDepartures)
			}
		}
	}
	if c.daysOver = c.daysReached(); c.daysOver != never {
		reached(c.daysOver, ByUnauthorisedDays)
	}
	return b
}

// daysReached returns the first day on which the days away rise above the threshold: "> 30" is met on day 31 (ruling 36). It looks day by
// day through those that can add to the count: the days counted in the end and the day of a paper record.
func (c *computation) daysReached() date.Date {
	if c.track.Counters.UnauthorisedDays <= c.leastDaysOver() {
		return never
	}
	days := c.countedDays(never)
	if paper, n := c.carriedDays(); n > 0 {
		days = append(days, span{paper, paper + 1})
		slices.SortStableFunc(days, func(a, b span) int { return int(a.from - b.from) })
	}
	for _, s := range days {
		before := c.daysBy(s.from - 1)
		for d := s.from; d < s.to; d++ {
			n := c.daysBy(d)
			if n > before && n > c.policyOn(d).DepartureDaysOver {
				return d
			}
			before = n
		}
	}
	return never
}

// daysBy returns the days away counted by day d, those of a paper record among them.
func (c *computation) daysBy(d date.Date) int {
	n := 0
	if paper, carried := c.carriedDays(); paper <= d {
		n = carried
	}
	for _, s := range c.countedDays(d) {
		n += int(s.to - s.from)
	}
	return n
}

// carriedDays returns the days away of the paper record and the day they count on.
func (c *computation) carriedDays() (date.Date, int) {
	for _, e := range c.events {
		if e.by == ByUnauthorisedDays {
			return e.day, e.n
		}
	}
	return never, 0
}

func (c *computation) leastDaysOver() int {
	least := c.policyOn(c.first).DepartureDaysOver
	for i := range c.rules.Versions {
		least = min(least, c.rules.Versions[i].DepartureDaysOver)
	}
	return least
}
