package rehab

import "xinsheng/internal/date"

// none is the empty list of fact ids; lists of a Track are never nil.
var none = []string{}

// cells lays out the month cells: from the calendar month after the local report-in (its own month, if on the 1st) to the month of
// the last day (ruling 13). While the last day is unknown they run to the end of next month, and on as far as a window that begins by
// then can reach; [computation.trim] takes off what is not shown.
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
	for m := c.firstMonth; m <= last; m++ {
		next := (m + 1).First()
		c.cell(m, start, min(next-1, c.lastDay()))
		start = next
	}
}

func (c *computation) lastMonth() date.Month {
	if c.expiry == never {
		return min(c.horizon, c.exitDay).Month() + longestTerm - 1
	}
	return c.lastDay().Month()
}

// shown reports whether a cell or window that begins on day d is part of the answer: none that begins on or after the exit (ruling 18),
// and while the last day is unknown none after next month.
func (c *computation) shown(d date.Date) bool {
	return d < c.exitDay && (c.expiry != never || d <= c.horizon)
}

// trim takes off the cells that only served to lay out the last window.
func (c *computation) trim() {
	n := len(c.track.Months)
	for n > 0 && !c.shown(c.track.Months[n-1].From) {
		n--
	}
	c.track.Months = c.track.Months[:n]
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
