package rehab_test

import (
	"slices"

	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

// window is one test window of the oracle.
type window struct {
	months   []date.Month
	from, to date.Date
	phase    int
}

// contains reports whether day d lies in w.
func (w window) contains(d date.Date) bool { return w.from <= d && d <= w.to }

// windows lays the blocks month by month (rulings 13 to 15, 18, 20, 21).
func (o *oracle) windows() []window {
	if !o.started() {
		return nil
	}
	if o.laid != nil {
		return o.laid
	}
	list := []window{}
	for m := o.firstMonth(); o.last().IsZero() || m <= o.last().Month(); m++ {
		n := len(list) - 1
		if n >= 0 && !o.endsBefore(list[n], m) {
			list[n].months = append(list[n].months, m)
			list[n].to = o.clip(m.Last())
			continue
		}
		if m > o.lastMonth() || o.exit != nil && m.First() >= o.exit.Date {
			break
		}
		list = append(list, window{months: []date.Month{m}, from: m.First(), to: o.clip(m.Last()), phase: o.phaseOn(m.First())})
	}
	o.laid = list
	return list
}

// firstMonth is the month after the report-in here, or that of a report-in on the 1st.
func (o *oracle) firstMonth() date.Month {
	if _, _, day := o.local.YMD(); day == 1 {
		return o.local.Month()
	}
	return o.local.Month() + 1
}

// lastMonth is the month of the last day; while that is unknown, the next month (ADR 0102).
func (o *oracle) lastMonth() date.Month {
	if l := o.last(); !l.IsZero() {
		return l.Month()
	}
	return o.today.Month() + 1
}

func (o *oracle) clip(d date.Date) date.Date {
	if l := o.last(); !l.IsZero() {
		return min(d, l)
	}
	return d
}

// endsBefore reports whether the block w has ended when month m begins.
func (o *oracle) endsBefore(w window, m date.Month) bool {
	n := o.interval(w.phase, w.from, o.riskOn(w.from))
	if len(w.months) >= n || o.phaseOn(m.First()) != w.phase {
		return true
	}
	// A level raised in the block ends it with that month (ruling 20), if shorter blocks follow (ADR 0113).
	for d := w.from + 1; d < m.First(); d++ {
		if o.interval(w.phase, w.from, o.riskOn(d)) < n {
			return true
		}
	}
	return false
}

// riskOn is the newest level by day d.
func (o *oracle) riskOn(d date.Date) (level RiskLevel) {
	each(o, func(x Fact, b *Risk) {
		if x.Date <= d {
			level = b.Level
		}
	})
	return level
}

// interval is the smaller of schedule and level by the version in force on day d.
func (o *oracle) interval(phase int, d date.Date, level RiskLevel) int {
	p := o.policyOn(d)
	list := p.Interval
	if o.file.TermMonths <= 24 && len(p.IntervalShort) > 0 {
		list = p.IntervalShort
	}
	n := list[min(phase, len(list))-1]
	if most := p.RiskInterval.Of(level); most > 0 {
		n = min(n, most)
	}
	return n
}

// freeDays counts the days from–to that are not suspended, an open custody lasting (ruling 17).
func (o *oracle) freeDays(from, to date.Date) (n int) {
	for d := from; d <= to; d++ {
		if !o.suspended(d) {
			n++
		}
	}
	return n
}

func valid(r Result) bool { return r == Negative || r == Positive }

// testedIn returns the day of the first valid test taken in w.
func (o *oracle) testedIn(w window) (day date.Date) {
	each(o, func(x Fact, b *DrugTest) {
		if w.contains(x.Date) && valid(b.Result) && day.IsZero() {
			day = x.Date
		}
	})
	return day
}

// excusedOn returns the day on which the township first excused w, by any of its months.
func (o *oracle) excusedOn(w window) (day date.Date) {
	each(o, func(x Fact, b *ExcuseWindow) {
		if slices.Contains(w.months, b.Window) && day.IsZero() {
			day = x.Date
		}
	})
	return day
}

func (o *oracle) tooShort(w window) bool {
	return o.freeDays(w.from, w.to) < o.policyOn(w.from).MinFreeDays
}

// windowState follows the order of ruling 16.
func (o *oracle) windowState(w window) WindowState {
	switch {
	case o.settled(w.to) || !o.testedIn(w).IsZero():
		return WindowDone
	case o.tooShort(w) || !o.excusedOn(w).IsZero():
		return WindowExcused
	case o.exit != nil && w.contains(o.exit.Date):
		return WindowExcused
	case o.today < w.from:
		return WindowUpcoming
	case o.today <= w.to:
		return WindowOpen
	}
	return WindowMissed
}

// settled reports whether something that ended on day d ran on paper (ADR 0105).
func (o *oracle) settled(d date.Date) (yes bool) {
	first := true
	each(o, func(_ Fact, b *CarriedIn) {
		yes = yes || first && d <= b.Until
		first = false
	})
	return yes
}

func (o *oracle) sayWindows(s *statement) {
	for _, w := range o.windows() {
		s.say("window %v %v–%v phase %d %s by %v", w.months[0], w.from, w.to, w.phase, o.windowState(w), o.answerable(min(w.to, o.today)))
	}
}

func (o *oracle) sayMonths(s *statement) {
	for _, w := range o.windows() {
		for _, m := range w.months {
			if m > o.lastMonth() || o.exit != nil && m.First() >= o.exit.Date {
				continue
			}
			to := o.clip(m.Last())
			s.say("month %v phase %d missing %v suspended %d", m, w.phase, o.missing(w, m), int(to-m.First())+1-o.freeDays(m.First(), to))
		}
	}
}

// owed is how many contacts of a kind a month owes.
type owed struct {
	kind ContactType
	owed int
}

// quota is what a month owes: nothing with too few free days, in the exit month, or on paper (ruling 24).
func (o *oracle) quota(w window, m date.Month) []owed {
	to, p := o.clip(m.Last()), o.policyOn(w.from)
	if o.settled(to) || o.freeDays(m.First(), to) < p.MinFreeDays || o.exit != nil && o.exit.Date.Month() == m {
		return nil
	}
	q := p.Contacts[min(w.phase, len(p.Contacts))-1]
	return []owed{{Report, q.Report}, {Visit, q.Visit}, {Talk, q.Talk}}
}

// contacts counts the contacts of a kind in month m, up to the last day.
func (o *oracle) contacts(k ContactType, m date.Month) (done int) {
	each(o, func(x Fact, b *Contact) {
		if b.Type == k && m.First() <= x.Date && x.Date <= o.clip(m.Last()) {
			done++
		}
	})
	return done
}

// missing lists the contacts not done in a month that has begun (ADR 0109).
func (o *oracle) missing(w window, m date.Month) []ContactType {
	list := []ContactType{}
	for _, c := range o.quota(w, m) {
		if m.First() <= o.today && o.contacts(c.kind, m) < c.owed {
			list = append(list, c.kind)
		}
	}
	return list
}
