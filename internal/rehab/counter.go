package rehab

import (
	"cmp"
	"slices"
	"strings"

	"xinsheng/internal/date"
)

// event is one counted fact of 条例 20 on the day it counts.
type event struct {
	day  date.Date
	by   Threshold
	fact string
	n    int // how many it adds: more than one only for totals carried in from paper
}

// counters counts evasions, departures and days away without leave, from report-in to the last day or the exit, outside suspension
// (ruling 33). They are never reset and follow the person through residence changes.
func (c *computation) counters() {
	c.track.Counters.Evidence = Evidence{none, none, none}
	c.track.Departures, c.track.Leaves = []Away{}, []LeaveStatus{}
	c.leaveStates()
	if !c.started() {
		return
	}
	c.countCarriedIn()
	c.countEvasions()
	c.absences()
	c.countDepartures()
	c.countDays()
	slices.SortStableFunc(c.events, func(a, b event) int {
		if a.day != b.day {
			return cmp.Compare(a.day, b.day)
		}
		return strings.Compare(a.fact, b.fact)
	})
	c.flagMonths()
}

// counts reports whether day d is one on which a breach can count.
func (c *computation) counts(d date.Date) bool {
	return d >= c.first && d < c.expiry && d <= c.exitDay && !covers(c.custody, d)
}

// countCarriedIn adds the totals of the paper record on its last day, or on the day it was taken over if that came first.
func (c *computation) countCarriedIn() {
	if len(c.carriedIns) == 0 {
		return
	}
	k, n, e := c.carriedIns[0], &c.track.Counters, &c.track.Counters.Evidence
	n.Evasions, n.Departures, n.UnauthorisedDays = k.body.Evasions, k.body.Departures, k.body.UnauthorisedDays
	add := func(by Threshold, list *[]string, total int) {
		if total > 0 {
			*list = append(*list, k.id)
			c.events = append(c.events, event{min(k.body.Until, k.date), by, k.id, total})
		}
	}
	add(ByEvasions, &e.Evasions, n.Evasions)
	add(ByDepartures, &e.Departures, n.Departures)
	add(ByUnauthorisedDays, &e.UnauthorisedDays, n.UnauthorisedDays)
}

// isEvasion: refused, or absent with "no good cause" recorded as such; undecided absence is none (ruling 34).
func isEvasion(t *DrugTest) bool {
	return t.Result == Refused || t.Result == Absent && t.GoodCause != nil && !*t.GoodCause
}

// countEvasions counts at most one a day; a later negative does not erase it (ruling 34).
func (c *computation) countEvasions() {
	last, n := date.Date(0), &c.track.Counters
	for i := range c.tests {
		t := &c.tests[i]
		if !isEvasion(t.body) || !c.counts(t.date) || t.date == last {
			continue
		}
		last = t.date
		n.Evasions++
		n.Evidence.Evasions = append(n.Evidence.Evasions, t.id)
		c.events = append(c.events, event{t.date, ByEvasions, t.id, 1})
	}
}

// flagMonths puts the flag of a breach into the cells: positives that stand, evasions, departures that count.
func (c *computation) flagMonths() {
	for i := range c.track.Positives {
		if k := &c.track.Positives[i]; k.Final == Positive {
			c.flag(k.Taken, k.Test)
		}
	}
	for _, e := range c.events {
		if e.by != ByUnauthorisedDays {
			c.flag(e.day, e.fact)
		}
	}
}

func (c *computation) flag(d date.Date, fact string) {
	if i := int(d.Month() - c.firstMonth); i >= 0 && i < len(c.track.Months) {
		m := &c.track.Months[i]
		m.Breaches = append(m.Breaches, fact)
	}
}
