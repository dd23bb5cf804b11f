package rehab

import "xinsheng/internal/date"

// Asked is what is asked of each month of a window.
type Asked struct {
	Interval int   // months in which one test is due, the risk level's limit applied
	Contacts Quota // a month's
}

// PolicyChange is where another version of the policy begins to ask something else of a case (ruling 21).
type PolicyChange struct {
	Month   date.Month // the first month of the first window under it
	Version date.Date  // the version's first day in force; none for the one in force from the beginning
	Before  Asked      // what the version before would have asked of the same window
	After   Asked
}

// PolicyChanges returns the windows of t, the track of f by r, from which another version asks something else, in order. Windows already begun are
// never cut again, so a version shows from the first window that begins under it.
func PolicyChanges(r Rules, f File, t *Track) []PolicyChange {
	c := computation{rules: r, file: &f, today: t.Today}
	c.collect()
	var out []PolicyChange
	for i := 1; i < len(t.Windows); i++ {
		w := &t.Windows[i]
		old, now := c.policyOn(t.Windows[i-1].From), c.policyOn(w.From)
		if old == now {
			continue
		}
		if before, after := c.asked(old, w), c.asked(now, w); before != after {
			out = append(out, PolicyChange{w.Month, now.Effective, before, after})
		}
	}
	return out
}

// AskedOf returns what the rules ask of window w of f.
func AskedOf(r Rules, f File, t *Track, w *Window) Asked {
	c := computation{rules: r, file: &f, today: t.Today}
	c.collect()
	return c.asked(c.policyOn(w.From), w)
}

func (c *computation) asked(p *Policy, w *Window) Asked {
	a := Asked{Interval: c.scheduled(p, w.Phase)}
	if limit := p.RiskInterval.Of(c.riskOn(w.From)); limit > 0 {
		a.Interval = min(a.Interval, limit)
	}
	if n := len(p.Contacts); n > 0 {
		a.Contacts = p.Contacts[min(max(int(w.Phase), 1), n)-1]
	}
	return a
}
