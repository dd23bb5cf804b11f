package rehab

import "xinsheng/internal/date"

// none is the empty list of fact ids; lists of a Track are never nil.
var none = []string{}

// cells lays out the month cells: from the calendar month after the local report-in (its own month, if on the 1st) to the month of
// the last day (ruling 13). While the last day is unknown they run to the end of next month. After an exit, months that begin on
// or after it vanish (ruling 18).
func (c *computation) cells() {
	c.horizon = (c.today.Month() + 1).Last()
	c.track.Months = []Month{}
	if !c.started() {
		return
	}
	c.firstMonth = c.local.Month()
	start := c.firstMonth.First()
	if start != c.local {
		c.firstMonth++
		start = c.firstMonth.First()
	}
	last := c.lastMonth()
	if last < c.firstMonth {
		return
	}
	c.track.Months = make([]Month, 0, last-c.firstMonth+1)
	for m := c.firstMonth; m <= last && start < c.exitDay; m++ {
		next := (m + 1).First()
		c.cell(m, start, min(next-1, c.lastDay()))
		start = next
	}
}

func (c *computation) lastMonth() date.Month {
	if c.expiry == never {
		return c.horizon.Month()
	}
	return c.lastDay().Month()
}

func (c *computation) cell(m date.Month, from, to date.Date) {
	c.track.Months = append(c.track.Months, Month{
		Month: m, From: from, To: to, Phase: c.phaseOf(from), Missing: []ContactType{},
		SuspendedDays: daysWithin(c.suspended, from, to), Suspended: c.suspendedDays(from, to),
		Tests: none, Breaches: none, Today: from <= c.today && c.today <= to,
		Answerable: c.answerableFor(to), Settled: to <= c.settled,
	})
}

// noDays is the empty list of spans of days.
var noDays = []Days{}

// suspendedDays lists the spans of suspension between from and to, both included.
func (c *computation) suspendedDays(from, to date.Date) []Days {
	list := noDays
	for _, s := range c.suspended {
		if s.from <= to && s.to > from {
			list = append(list, Days{From: max(s.from, from), To: min(s.to-1, to)})
		}
	}
	return list
}

// free returns how many days of the cell or window are neither suspended nor outside the term.
func free(from, to date.Date, suspended int) int { return int(to-from) + 1 - suspended }

// isExitMonth reports whether the exit lies in calendar month m.
func (c *computation) isExitMonth(m date.Month) bool { return c.ended() && c.exitDay.Month() == m }
