package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// suspensions unites the spans of custody: the first day counts, the day of release is executed, one without release lasts (ruling 10).
func (c *computation) suspensions() {
	if len(c.held) == 0 {
		c.judgeReleases()
		return
	}
	list := make([]span, 0, len(c.held))
	for _, h := range c.held {
		if !suspends(h.body.Authority) {
			c.problem(h.id, FlawNoCustody)
			continue
		}
		list = append(list, span{h.date, c.releaseOf(h)})
	}
	c.judgeReleases()
	c.custody = mergeSpans(list)
}

// suspends reports whether a measure suspends the execution: every detention and arrest does, bail (取保候审) and residential
// surveillance (监视居住) do not (ruling 53).
func suspends(authority string) bool {
	return !oneOf(authority, "bail", "residential_surveillance", "取保候审", "监视居住")
}

// releaseOf returns the day of release from h, never while there is none. A release before its start makes it no days.
func (c *computation) releaseOf(h entry[*Suspension]) date.Date {
	for _, r := range c.releases {
		if r.body.Of == h.id {
			return max(r.date, h.date)
		}
	}
	return never
}

func (c *computation) judgeReleases() {
	for i, r := range c.releases {
		for _, earlier := range c.releases[:i] {
			if earlier.body.Of == r.body.Of {
				c.problem(r.id, FlawSecondEnd)
				break
			}
		}
		if j := slices.IndexFunc(c.held, func(h entry[*Suspension]) bool { return h.id == r.body.Of }); j >= 0 && r.date < c.held[j].date {
			c.problem(r.id, FlawEndsBeforeStart)
		}
	}
}

// suspend keeps the part of custody that the term feels: from report-in on, and beginning before D (ruling 12). An exit ends it.
func (c *computation) suspend() {
	for _, s := range c.custody {
		if s.to <= c.first || s.from >= c.expiry {
			continue
		}
		s.from = max(s.from, c.first)
		c.suspended = append(c.suspended, s)
	}
	c.track.Suspensions = []Days{}
	for _, s := range c.suspended {
		d := Days{From: s.from}
		if s.to != never {
			d.To = s.to - 1
		}
		c.track.Suspensions = append(c.track.Suspensions, d)
	}
	if n := len(c.suspended); n > 0 && c.suspended[n-1].to > c.exitDay {
		c.suspended[n-1].to = max(c.exitDay, c.suspended[n-1].from)
	}
}

// heldToday reports whether the person is in custody today.
func (c *computation) heldToday() bool { return covers(c.custody, c.today) }
