package rehab

import (
	"cmp"

	"xinsheng/internal/date"
)

// blockers lists what keeps a phase from passing (ruling 27): a window of it open, or missed and unresolved; a positive taken in it that
// stands without police outcome or resolution; any open serious breach.
func (c *computation) blockers(n PhaseNumber) []Blocker {
	list := []Blocker{}
	for i := range c.track.Windows {
		w := &c.track.Windows[i]
		switch {
		case w.Phase != n:
		case w.State == WindowOpen:
			list = append(list, Blocker{Kind: BlockedByOpenWindow, Month: w.Month})
		case w.State == WindowMissed && w.ResolvedBy == "":
			list = append(list, Blocker{Kind: BlockedByMissedWindow, Month: w.Month})
		}
	}
	for i := range c.track.Positives {
		if k := &c.track.Positives[i]; c.phaseOf(k.Taken) == n && c.positiveCleared(k) == never {
			list = append(list, Blocker{Kind: BlockedByPositive, Fact: k.Test})
		}
	}
	if b := c.track.SeriousBreach; b != nil && b.Open {
		list = append(list, Blocker{Kind: BlockedBySeriousBreach})
	}
	return list
}

// positiveCleared returns the day on which a positive stopped blocking, never while it does.
func (c *computation) positiveCleared(k *Confirmation) date.Date {
	day := never
	if k.Taken <= c.settled {
		return k.Taken
	}
	if k.Final == Negative {
		day = c.overturned(k.Test)
	}
	for _, o := range c.outcomes {
		if c.about(o.body.Of) == k.Test {
			day = min(day, o.date)
		}
	}
	for _, r := range c.resolutions {
		if c.about(r.body.Of) == k.Test {
			day = min(day, r.date)
		}
	}
	return day
}

// overturned returns the day from which laboratory and recheck together have made the test negative (ruling 52), never while they do not.
func (c *computation) overturned(test string) date.Date {
	day, lab, recheck := never, Positive, Result("")
	for l, r := 0, 0; l < len(c.labs) || r < len(c.rechecks); {
		var d date.Date
		if r == len(c.rechecks) || l < len(c.labs) && c.labs[l].date <= c.rechecks[r].date {
			d = c.labs[l].date
			if b := c.labs[l].body; b.Of == test && b.Result.Valid() {
				lab = b.Result
			}
			l++
		} else {
			d = c.rechecks[r].date
			if b := c.rechecks[r].body; b.Of == test && b.Result.Valid() {
				recheck = b.Result
			}
			r++
		}
		switch final := cmp.Or(recheck, lab); {
		case final != Negative:
			day = never
		case day == never:
			day = d
		}
	}
	return day
}

// confirmed reports whether the township has confirmed the phase result after all that blocks it: a resolution of the decision
// itself, not older than decision and blockers (ruling 28).
func (c *computation) confirmed(d *entry[*Assessment], p *Phase) bool {
	for _, r := range c.resolutions {
		if r.body.Of == d.id && r.date >= max(d.date, c.newestBlocker(p)) {
			return true
		}
	}
	return false
}

// newestBlocker returns the day from which the newest blocker of p has blocked.
func (c *computation) newestBlocker(p *Phase) date.Date {
	if b := c.track.SeriousBreach; b != nil && b.Open {
		return max(b.Latest, c.newestOwnBlocker(p))
	}
	return c.newestOwnBlocker(p)
}

// newestOwnBlocker is newestBlocker without the serious breach, which is no part of the phase.
func (c *computation) newestOwnBlocker(p *Phase) date.Date {
	newest := date.Date(0)
	for _, b := range p.Blockers {
		switch b.Kind {
		case BlockedByOpenWindow, BlockedByMissedWindow:
			newest = max(newest, b.Month.First())
		case BlockedByPositive:
			newest = max(newest, c.dayOf(b.Fact))
		case BlockedBySeriousBreach:
		}
	}
	return newest
}

// passDay returns the day on which phase p passed by decision d, never while it has not: the latest of the day after its end, the
// decision, and the clearing of its last blocker (ruling 30). A breach that began later does not count.
func (c *computation) passDay(p *Phase, d *entry[*Assessment]) date.Date {
	day := max(p.End+1, d.date)
	for i := range c.track.Windows {
		if w := &c.track.Windows[i]; w.Phase == p.N {
			day = max(day, c.windowCleared(i))
		}
	}
	for i := range c.track.Positives {
		if k := &c.track.Positives[i]; c.phaseOf(k.Taken) == p.N {
			day = max(day, c.positiveCleared(k))
		}
	}
	for _, s := range c.breachOpen {
		if s.from <= day && day < s.to {
			day = s.to
		}
	}
	return min(day, c.confirmedOn(p, d))
}

// confirmedOn returns the day on which the phase passed because the township confirmed the result all the same (ruling 28): a resolution
// of the decision itself, when the phase was over and nothing younger blocked it; never when there is none.
func (c *computation) confirmedOn(p *Phase, d *entry[*Assessment]) date.Date {
	for _, r := range c.resolutions {
		day := max(r.date, p.End+1)
		if r.body.Of != d.id || r.date < max(d.date, c.newestOwnBlocker(p)) {
			continue
		}
		for _, s := range c.breachOpen {
			if s.from <= day && day < s.to && r.date < s.from {
				day = s.to
			}
		}
		if day < never {
			return day
		}
	}
	return never
}

// windowCleared returns the day on which a window stopped blocking: its test, its excuse, or its resolution once it was over.
func (c *computation) windowCleared(i int) date.Date {
	w := &c.track.Windows[i]
	if w.Settled {
		return w.To
	}
	day := never
	if w.MetBy != "" {
		day = c.metOn[i]
	}
	if w.ExcusedBy != "" {
		day = min(day, c.dayOf(w.ExcusedBy))
	}
	if w.ResolvedBy != "" {
		day = min(day, c.dayOf(w.ResolvedBy))
	}
	if c.excusedByItself(w) {
		return w.From
	}
	return day
}

func (c *computation) dayOf(id string) date.Date {
	if x := c.fact(id); x != nil {
		return x.Date
	}
	return 0
}
