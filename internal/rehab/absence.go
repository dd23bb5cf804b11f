package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// absence is one departure, or the overdue part of a leave, with the days of it that are neither leave nor custody.
type absence struct {
	fact     string
	left     date.Date
	returned date.Date // none while away
	days     []span    // away without leave, in the term
	n        int
	overdue  bool      // of a leave
	gross    int       // days away, before any is taken off
	leave    int       // of them, covered by leave
	custody  int       // of the others, in custody
	third    date.Date // the day it became long enough to count; none when it does not count
}

// absences gathers the departures and the overdue leaves (rulings 36, 37).
func (c *computation) absences() {
	c.judgeDepartures()
	if len(c.departures) == 0 && len(c.leaveViews) == 0 {
		return
	}
	leave := c.covered()
	excused := append(slices.Clone(leave), c.custody...)
	slices.SortFunc(excused, func(a, b span) int { return int(a.from - b.from) })
	excused = mergeSpans(excused)
	for i := range c.leaveViews {
		v := &c.leaveViews[i]
		if v.decided && v.agreed && (v.returnedBy == "" && c.today > v.until || v.returned > v.until) {
			c.absent(absence{fact: v.id, left: v.until, returned: v.returned, overdue: true}, leave, excused)
		}
	}
	for _, d := range c.departures {
		c.absent(absence{fact: d.id, left: d.date, returned: c.returnOf(d)}, leave, excused)
	}
	slices.SortStableFunc(c.away, func(a, b absence) int { return int(a.left - b.left) })
	for i := range c.away {
		a := &c.away[i]
		c.track.Departures = append(c.track.Departures, Away{Fact: a.fact, From: a.left, Returned: a.returned, Days: a.n, Counts: !a.third.IsZero(),
			Gross: a.gross, Leave: a.leave, Custody: a.custody, Overdue: a.overdue})
	}
}

// absent counts the days of a: the day of leaving is not counted, the day of return is, and of somebody still away today (ruling 36).
func (c *computation) absent(a absence, leave, excused []span) {
	to := min(c.today, c.lastDay(), c.exitDay)
	if !a.returned.IsZero() {
		to = min(to, a.returned)
	}
	away := span{max(a.left+1, c.first), to + 1}
	a.days = without(away, excused)
	a.gross = max(0, int(away.to-away.from))
	a.leave = a.gross - lengthOf(without(away, leave))
	a.custody = a.gross - a.leave - lengthOf(a.days)
	from := c.policyOn(a.left).DepartureCountsFrom
	for _, s := range a.days {
		n := int(s.to - s.from)
		if a.third.IsZero() && a.n+n >= max(from, 1) {
			a.third = s.from.AddDays(max(from, 1) - a.n - 1)
		}
		a.n += n
	}
	c.away = append(c.away, a)
}

// lengthOf counts the days of spans that do not overlap.
func lengthOf(list []span) int {
	n := 0
	for _, s := range list {
		n += int(s.to - s.from)
	}
	return n
}

// without returns the parts of s outside the merged spans of list.
func without(s span, list []span) []span {
	var out []span
	for _, x := range list {
		if x.to <= s.from {
			continue
		}
		if x.from >= s.to {
			break
		}
		if x.from > s.from {
			out = append(out, span{s.from, x.from})
		}
		s.from = x.to
	}
	if s.from < s.to {
		out = append(out, s)
	}
	return out
}

// returnOf returns the day of return from a departure, none while away; a return before the leaving makes it no days.
func (c *computation) returnOf(d entry[*Departure]) date.Date {
	for _, r := range c.returns {
		if r.body.Of == d.id {
			return max(r.date, d.date)
		}
	}
	return 0
}

func (c *computation) judgeDepartures() {
	for i, r := range c.returns {
		for _, earlier := range c.returns[:i] {
			if earlier.body.Of == r.body.Of {
				c.problem(r.id, FlawSecondEnd)
				break
			}
		}
	}
	for i, d := range c.departures {
		for _, r := range c.returns {
			if r.body.Of == d.id && r.date < d.date {
				c.problem(r.id, FlawEndsBeforeStart)
			}
		}
		for _, earlier := range c.departures[:i] {
			if back := c.returnOf(earlier); back.IsZero() || back > d.date {
				c.problem(d.id, FlawAwayAlready)
				break
			}
		}
	}
}

// countDepartures counts each absence long enough. A departure recorded during an overdue leave is the same absence, not another.
func (c *computation) countDepartures() {
	n := &c.track.Counters
	for i := range c.away {
		a := &c.away[i]
		if a.third.IsZero() || !a.overdue && c.withinOverdueLeave(a) {
			continue
		}
		n.Departures++
		n.Evidence.Departures = append(n.Evidence.Departures, a.fact)
		c.events = append(c.events, event{a.third, ByDepartures, a.fact, 1})
	}
}

func (c *computation) withinOverdueLeave(a *absence) bool {
	for i := range c.away {
		o := &c.away[i]
		if !o.overdue || o.third.IsZero() {
			continue
		}
		for _, s := range o.days {
			if daysWithin(a.days, s.from, s.to-1) > 0 {
				return true
			}
		}
	}
	return false
}

// countDays unites the days of the absences that count, so that a day away is one day however often it was recorded.
func (c *computation) countDays() {
	list := c.countedDays(never)
	for i := range c.away {
		if !c.away[i].third.IsZero() {
			e := &c.track.Counters.Evidence
			e.UnauthorisedDays = append(e.UnauthorisedDays, c.away[i].fact)
		}
	}
	for _, s := range list {
		c.track.Counters.UnauthorisedDays += int(s.to - s.from)
	}
}

// countedDays returns the days counted by day t: those up to t of the absences that had become long enough by then.
func (c *computation) countedDays(t date.Date) []span {
	var list []span
	for i := range c.away {
		if third := c.away[i].third; third.IsZero() || third > t {
			continue
		}
		for _, s := range c.away[i].days {
			if s.from <= t {
				list = append(list, span{s.from, min(s.to, t+1)})
			}
		}
	}
	slices.SortFunc(list, func(a, b span) int { return int(a.from - b.from) })
	return mergeSpans(list)
}
