package rehab

import "xinsheng/internal/date"

// termMonths returns the length of the term in months, kept inside what the law knows.
func (c *computation) termMonths() int {
	if c.file.TermMonths < 1 || c.file.TermMonths > longestTerm {
		return longestTerm
	}
	return c.file.TermMonths
}

// term computes the boundaries of the phases, each from the report-in and never chained (rulings 1, 2, 11).
func (c *computation) term() {
	months := c.termMonths()
	c.phased = (months + 11) / 12
	c.track.Suspensions = []Days{}
	if !c.started() {
		return
	}
	c.bound[0] = c.origin
	for k := 1; k <= c.phased; k++ {
		c.bound[k] = c.boundary(min(12*k, months), never)
	}
	c.expiry = c.bound[c.phased]
	c.suspend()
	if c.expiry != never {
		c.track.Term = c.termUntil(c.expiry)
		return
	}
	if c.ended() {
		return
	}
	c.track.NotBefore = c.termUntil(c.boundary(months, c.today+1))
}

func (c *computation) termUntil(expiry date.Date) *Term {
	return &Term{Start: c.origin, LastDay: expiry - 1, ExpiryDay: expiry}
}

// boundary returns the first day with as many executed days before it as there are days in the given months from the origin. A
// suspension that begins on the boundary belongs to what follows (ruling 11). Open custody counts as ending on day open; when
// that is never, the boundary is unknown.
func (c *computation) boundary(months int, open date.Date) date.Date {
	x := c.origin.AddMonths(months)
	for _, s := range c.custody {
		if s.to <= c.first {
			continue
		}
		from := max(s.from, c.first)
		if from >= x {
			break
		}
		to := s.to
		if to == never {
			to = open
		}
		if to == never {
			return never
		}
		x += max(0, to-from)
	}
	return x
}

// phaseOf returns the phase that day d lies in, 0 outside the term.
func (c *computation) phaseOf(d date.Date) PhaseNumber {
	for k := 1; k <= c.phased; k++ {
		if d < c.bound[k] {
			if d < c.bound[0] {
				return 0
			}
			return PhaseNumber(k)
		}
	}
	return 0
}
