package rehab_test

import (
	"slices"

	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

// absence is one stay outside the county without leave, or the overdue part of a leave.
type absence struct {
	id     string
	days   []date.Date // away, in the term, neither covered by leave nor in custody
	counts date.Date   // the day from which it counts; none when too short
	inside bool        // part of an overdue leave that counts
}

// counting reports whether day d lies in the time that the counters cover (ruling 33).
func (o *oracle) counting(d date.Date) bool {
	return o.inTerm(d) && !o.held(d) && (o.exit == nil || d <= o.exit.Date)
}

// findEvasions returns the tests refused, or missed without good cause, one a day (ruling 34).
func (o *oracle) findEvasions() (list []Fact) {
	each(o, func(x Fact, b *DrugTest) {
		evaded := b.Result == Refused || b.Result == Absent && b.GoodCause != nil && !*b.GoodCause
		if !evaded || !o.counting(x.Date) {
			return
		}
		if !slices.ContainsFunc(list, func(y Fact) bool { return y.Date == x.Date }) {
			list = append(list, x)
		}
	})
	return list
}

// leaveUntil returns the leave's return day with extensions.
func (o *oracle) leaveUntil(x Fact, b *Leave) date.Date {
	until := b.Until
	each(o, func(_ Fact, e *LeaveExtension) {
		if e.Of == x.ID {
			until = e.Until
		}
	})
	return until
}

// leaveAnswer is the newest decision on a leave: "", "agreed" or "refused".
func (o *oracle) leaveAnswer(id string) (answer string) {
	each(o, func(_ Fact, b *LeaveDecision) {
		if b.Of != id {
			return
		}
		answer = "refused"
		if b.Agreed {
			answer = "agreed"
		}
	})
	return answer
}

// onLeave reports whether a leave, agreed or not decided, covers day d (ruling 37). An earlier return ends it.
func (o *oracle) onLeave(d date.Date) (yes bool) {
	each(o, func(x Fact, b *Leave) {
		back, returned := endOf[*LeaveReturn](o, x.ID)
		if o.leaveAnswer(x.ID) != "refused" && b.From <= d && d <= o.leaveUntil(x, b) && (!returned || d <= back) {
			yes = true
		}
	})
	return yes
}

// findAbsences lists departures and overdue leaves with the days that count (rulings 36, 37, ADR 0106).
func (o *oracle) findAbsences() []absence {
	var leaves, departures []absence
	each(o, func(x Fact, b *Leave) {
		if o.leaveAnswer(x.ID) != "agreed" {
			return
		}
		back, ok := endOf[*LeaveReturn](o, x.ID)
		leaves = append(leaves, o.away(x.ID, o.leaveUntil(x, b), back, ok))
	})
	each(o, func(x Fact, _ *Departure) {
		back, ok := endOf[*DepartureReturn](o, x.ID)
		a := o.away(x.ID, x.Date, back, ok)
		a.inside = slices.ContainsFunc(leaves, func(l absence) bool { return !l.counts.IsZero() && overlap(l.days, a.days) })
		departures = append(departures, a)
	})
	return append(leaves, departures...)
}

func overlap(a, b []date.Date) bool {
	return slices.ContainsFunc(a, func(d date.Date) bool { return slices.Contains(b, d) })
}

func (o *oracle) away(id string, left, back date.Date, returned bool) absence {
	a := absence{id: id}
	if !returned {
		back = o.today
	}
	for d := left + 1; d <= back; d++ {
		if o.counting(d) && !o.onLeave(d) {
			a.days = append(a.days, d)
		}
		if n := o.policyOn(left).DepartureCountsFrom; len(a.days) >= n && a.counts.IsZero() && len(a.days) > 0 {
			a.counts = d
		}
	}
	return a
}

// paper returns the totals carried in, dated the day they count on: the last day on paper.
func (o *oracle) paper() (x Fact, b *CarriedIn) {
	each(o, func(y Fact, c *CarriedIn) {
		if b == nil {
			x, b = y, c
		}
	})
	if b == nil || !o.started() {
		return x, &CarriedIn{}
	}
	x.Date = min(x.Date, b.Until)
	return x, b
}

// count is what the counters said at the end of day d.
func (o *oracle) count(d date.Date) (evasions, departures, days int) {
	for _, x := range o.evaded {
		if x.Date <= d {
			evasions++
		}
	}
	away := map[date.Date]bool{}
	for _, a := range o.absent {
		if a.counts.IsZero() || a.counts > d {
			continue
		}
		if !a.inside {
			departures++
		}
		for _, x := range a.days {
			if x <= d {
				away[x] = true
			}
		}
	}
	if x, b := o.paper(); x.Date <= d {
		evasions, departures, days = evasions+b.Evasions, departures+b.Departures, days+b.UnauthorisedDays
	}
	return evasions, departures, days + len(away)
}

// breach walks through the days up to until: a threshold is reached on a day on which its counter rises to it (ruling 38).
func (o *oracle) breach(until date.Date) (since, latest date.Date, by Threshold) {
	if !o.started() {
		return 0, 0, ""
	}
	e0, n0, d0, tooMany := 0, 0, 0, false
	paper, _ := o.paper()
	for d := min(o.start, orLater(paper.Date, o.start)) - 1; d <= until; d++ {
		e, n, days := o.count(d)
		p := o.policyOn(d)
		exceeds := !tooMany && days > d0 && days > p.DepartureDaysOver // the first day over, an event of its own (ADR 0107)
		tooMany = tooMany || exceeds
		if since.IsZero() {
			switch {
			case e > e0 && e >= p.EvasionTimes:
				since, by = d, ByEvasions
			case n > n0 && n >= p.DepartureTimes:
				since, by = d, ByDepartures
			case days > d0 && days > p.DepartureDaysOver:
				since, by = d, ByUnauthorisedDays
			}
		}
		if !since.IsZero() && (e > e0 || n > n0 || since == d || exceeds || o.absenceCountsFrom(d)) {
			latest = d
		}
		e0, n0, d0 = e, n, days
	}
	return since, latest, by
}

func orLater(d, other date.Date) date.Date {
	if d.IsZero() {
		return other
	}
	return d
}

func (o *oracle) absenceCountsFrom(d date.Date) bool {
	return slices.ContainsFunc(o.absent, func(a absence) bool { return a.counts == d && !a.inside })
}

// closes reports whether fact x closes a serious breach: an outcome about it or about what counted, or isolation (ADR 0107).
func (o *oracle) closes(x Fact) bool {
	b, ok := x.Body.(*PoliceOutcome)
	if !ok {
		return x.Body.Kind() == KindIsolation
	}
	of := o.about(b.Of)
	if of == AboutSeriousBreach {
		return true
	}
	return slices.ContainsFunc(o.evaded, func(y Fact) bool { return y.ID == of }) ||
		slices.ContainsFunc(o.absent, func(a absence) bool { return a.id == of && !a.counts.IsZero() })
}

// about follows a reference through reports, letters and results to what they are about.
func (o *oracle) about(id string) string {
	for range o.facts {
		for _, x := range o.facts {
			switch x.Body.(type) {
			case *PoliceReport, *Warning, *Admonition, *LabResult, *RecheckResult:
				if x.ID == id && Reference(x.Body) != "" {
					id = Reference(x.Body)
				}
			}
		}
	}
	return id
}

// breachOpenOn reports whether on day d a serious breach stood that no outcome had closed.
func (o *oracle) breachOpenOn(d date.Date) bool {
	since, latest, _ := o.breach(d)
	if since.IsZero() {
		return false
	}
	for _, x := range o.facts {
		if x.Date >= latest && x.Date <= d && o.closes(x) {
			return false
		}
	}
	return true
}

func (o *oracle) sayCounters(s *statement) {
	e, n, days := o.count(o.today)
	var ids, times, away []string
	for _, x := range o.evaded {
		ids = append(ids, x.ID)
	}
	for _, a := range o.absent {
		if !a.counts.IsZero() {
			away = append(away, a.id)
			if !a.inside {
				times = append(times, a.id)
			}
		}
	}
	if x, b := o.paper(); x.Date <= o.today {
		for _, c := range []struct {
			n    int
			list *[]string
		}{{b.Evasions, &ids}, {b.Departures, &times}, {b.UnauthorisedDays, &away}} {
			if c.n > 0 {
				*c.list = append(*c.list, x.ID)
			}
		}
	}
	s.say("evasions %d %v", e, sorted(ids))
	s.say("departures %d %v", n, sorted(times))
	s.say("days %d %v", days, sorted(away))
	if since, _, by := o.breach(o.today); !since.IsZero() {
		s.say("breach since %v by %s, open %v", since, by, o.breachOpenOn(o.today))
	}
}
