package rehab

import (
	"xinsheng/internal/date"
)

// windows cuts the cells into test windows, block by block (ruling 15), and says how each stands (ruling 16). The interval of a block is
// that of the policy in force on its first day; the risk level may shorten it, never lengthen it (rulings 20, 21).
func (c *computation) windows() {
	cells := c.track.Months
	c.track.Windows = make([]Window, 0, len(cells))
	c.versions, c.metOn = make([]*Policy, 0, len(cells)), make([]date.Date, 0, len(cells))
	test := 0
	for i := 0; i < len(cells) && c.shown(cells[i].From); {
		p := c.policyOn(cells[i].From)
		n := c.blockLength(p, cells[i:])
		w := c.window(p, cells[i:i+n])
		test = c.testsOf(&w, test)
		c.standing(&w)
		c.markWindow(&w)
		for j := i; j < i+n; j++ {
			cells[j].Window, cells[j].Mark = w.Month, w.Mark
		}
		c.track.Windows, c.versions, c.metOn = append(c.track.Windows, w), append(c.versions, p), append(c.metOn, c.metDay)
		i += n
	}
	c.trim()
	c.testsByMonth()
}

// blockLength returns how many of the cells the block that begins with the first one has.
func (c *computation) blockLength(p *Policy, cells []Month) int {
	phase := cells[0].Phase
	interval := c.scheduled(p, phase)
	if r := p.RiskInterval.Of(c.riskOn(cells[0].From)); r > 0 {
		interval = min(interval, r)
	}
	n := min(interval, len(cells))
	for i := 1; i < n; i++ {
		if cells[i].Phase != phase {
			n = i
		}
	}
	return c.cutByRisk(p, cells[:n], interval)
}

// scheduled returns the interval in months that the policy sets for a phase.
func (c *computation) scheduled(p *Policy, phase PhaseNumber) int {
	list := p.intervals(c.file.Measure, c.termMonths())
	if len(list) == 0 {
		return 1
	}
	return max(1, list[min(max(int(phase), 1), len(list))-1])
}

// riskOn returns the risk level on day d, "" when none has been set.
func (c *computation) riskOn(d date.Date) RiskLevel {
	level := RiskLevel("")
	for _, r := range c.risks {
		if r.date <= d {
			level = r.body.Level
		}
	}
	return level
}

// cutByRisk ends a running block with the month in which the level was raised so far that a shorter interval is due (ruling 20). Of
// several levels of one day the last prevails.
func (c *computation) cutByRisk(p *Policy, block []Month, interval int) int {
	for k, r := range c.risks {
		if limit := p.RiskInterval.Of(r.body.Level); limit == 0 || limit >= interval || r.date <= block[0].From {
			continue
		}
		if k+1 < len(c.risks) && c.risks[k+1].date == r.date {
			continue
		}
		for i := range block {
			if next := block[i].Month + 1; r.date < next.First() {
				return i + 1
			}
		}
	}
	return len(block)
}

func (c *computation) window(p *Policy, cells []Month) Window {
	from, last := cells[0].From, &cells[len(cells)-1]
	suspended := 0
	for i := range cells {
		suspended += cells[i].SuspendedDays
	}
	return Window{
		Month: cells[0].Month, LastMonth: last.Month, From: from, To: last.To, Phase: cells[0].Phase,
		FreeDays: free(from, last.To, suspended), Answerable: c.answerableFor(last.To), Settled: last.To <= c.settled, Tests: none,
	}
}

// testsOf gives w the tests taken in it; tests are sorted by day, from is the first not yet given out.
func (c *computation) testsOf(w *Window, from int) int {
	for from < len(c.tests) && c.tests[from].date < w.From {
		from++
	}
	to := from
	for to < len(c.tests) && c.tests[to].date <= w.To {
		if w.MetBy == "" && c.tests[to].body.Result.Valid() {
			w.MetBy, c.metDay = c.tests[to].id, c.tests[to].date
		}
		to++
	}
	if to > from {
		w.Tests = c.testIDs()[from:to:to]
	}
	return to
}

// standing sets the state: done, excused, upcoming, open or missed, in that order (rulings 16, 17, 18).
func (c *computation) standing(w *Window) {
	w.ExcusedBy = c.excuseOf(w)
	switch {
	case w.MetBy != "" || w.Settled:
		w.State = WindowDone
	case w.ExcusedBy != "" || c.excusedByItself(w):
		w.State = WindowExcused
	case c.today < w.From:
		w.State = WindowUpcoming
	case c.today <= w.To:
		w.State = WindowOpen
	default:
		w.State = WindowMissed
		w.ResolvedBy = c.resolutionOf(w)
	}
}

// excusedByItself: too few free days are left in w (ruling 17), or the exit lies in it (ruling 18).
func (c *computation) excusedByItself(w *Window) bool {
	return w.FreeDays < c.policyOn(w.From).MinFreeDays || c.exitDay <= w.To
}

// excuseOf returns the township's excuse of w, "" when there is none. It may name any month of the window.
func (c *computation) excuseOf(w *Window) string {
	for _, e := range c.excuses {
		if w.Month <= e.body.Window && e.body.Window <= w.LastMonth {
			return e.id
		}
	}
	return ""
}

// resolutionOf returns the resolution of the missed window w, "" when there is none; one dated before it was missed resolves nothing.
func (c *computation) resolutionOf(w *Window) string {
	for _, r := range c.resolutions {
		m, err := date.ParseMonth(r.body.Of)
		if err != nil || m < w.Month || m > w.LastMonth {
			continue
		}
		if r.date > w.To {
			return r.id
		}
		c.problem(r.id, FlawResolutionEarly)
	}
	return ""
}

// windowNamed returns the index of the window that a month written YYYY-MM lies in, -1 when there is none.
func (c *computation) windowNamed(month string) int {
	m, err := date.ParseMonth(month)
	if err != nil {
		return -1
	}
	for i := range c.track.Windows {
		if w := &c.track.Windows[i]; w.Month <= m && m <= w.LastMonth {
			return i
		}
	}
	return -1
}

// windowOn returns the window that day d lies in, nil when there is none.
func (c *computation) windowOn(d date.Date) *Window {
	for i := range c.track.Windows {
		if w := &c.track.Windows[i]; w.From <= d && d <= w.To {
			return w
		}
	}
	return nil
}
