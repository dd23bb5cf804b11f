package rehab_test

import (
	"fmt"
	"slices"
	"strings"

	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

// phaseEnd is the last day of phase n; none while unknown.
func (o *oracle) phaseEnd(n int) date.Date {
	if s := o.phaseStart(n + 1); !s.IsZero() {
		return s - 1
	}
	return 0
}

// decision returns the newest decision on phase n that has effect: dated 30 days before its end or later (ruling 26, ADR 0103).
func (o *oracle) decision(n int) (newest Fact, grade Grade) {
	end := o.phaseEnd(n)
	each(o, func(x Fact, b *Assessment) {
		if b.Phase == n && !end.IsZero() && x.Date >= end.AddDays(-o.policyOn(end).AssessBeforeDays) {
			newest, grade = x, b.Result
		}
	})
	return newest, grade
}

func (o *oracle) phaseState(n int) PhaseState {
	start, end := o.phaseStart(n), o.phaseEnd(n)
	_, grade := o.decision(n)
	switch {
	case !end.IsZero() && end < o.local:
		return PhaseElsewhere
	case o.exit != nil && (end.IsZero() || o.exit.Date <= end):
		return PhaseCut
	case start.IsZero() || o.today < start:
		return PhaseUpcoming
	case end.IsZero() || o.today <= end:
		return PhaseCurrent
	case grade == Fail:
		return PhaseFailed
	case grade != Pass:
		return PhaseOver
	case len(o.blockers(n)) > 0:
		return PhaseBlocked
	}
	return PhasePassed
}

// blockers lists what blocks phase n, unless the township has confirmed its decision since (rulings 27, 28, ADR 0108).
func (o *oracle) blockers(n int) []string {
	list, _ := o.blocking(n)
	_, latest, _ := o.breach(o.today)
	for _, day := range o.confirmations(n) {
		if !o.breachOpenOn(o.today) || day >= latest {
			return nil
		}
	}
	return sorted(list)
}

// blocking lists what blocks phase n, and the day on which the newest of it that lies in the phase began to.
func (o *oracle) blocking(n int) (list []string, newest date.Date) {
	block := func(since date.Date, format string, args ...any) {
		list, newest = append(list, fmt.Sprintf(format, args...)), max(newest, since)
	}
	for _, w := range o.windows() {
		if w.phase != n || !o.windowSettled(w).IsZero() {
			continue
		}
		if s := o.windowState(w); s == WindowOpen {
			block(w.from, "window_open %v", w.months[0])
		} else if s == WindowMissed {
			block(w.from, "window_missed %v", w.months[0])
		}
	}
	for _, x := range o.positivesOf(n) {
		if o.positiveSettled(x).IsZero() {
			block(x.Date, "positive %s", x.ID)
		}
	}
	if o.breachOpenOn(o.today) {
		list = append(list, "serious_breach")
	}
	return list, newest
}

// positivesOf returns the positives taken in phase n, but for those of the time on paper.
func (o *oracle) positivesOf(n int) (list []Fact) {
	each(o, func(x Fact, b *DrugTest) {
		if b.Result == Positive && o.phaseOn(x.Date) == n && !o.settled(x.Date) {
			list = append(list, x)
		}
	})
	return list
}

// confirmations returns the days of the township's confirmations of its decision on phase n, not older than what blocks in the phase.
func (o *oracle) confirmations(n int) (days []date.Date) {
	decision, _ := o.decision(n)
	_, newest := o.blocking(n)
	each(o, func(x Fact, b *Resolution) {
		if b.Of == decision.ID && x.Date >= decision.Date && x.Date >= newest {
			days = append(days, x.Date)
		}
	})
	return days
}

// breachBegan returns the day on which the breach open on day d opened.
func (o *oracle) breachBegan(d date.Date) date.Date {
	for o.breachOpenOn(d - 1) {
		d--
	}
	return d
}

// windowSettled returns the first day on which w blocked no more: done, excused or resolved.
func (o *oracle) windowSettled(w window) date.Date {
	days := []date.Date{o.testedIn(w), o.excusedOn(w)}
	each(o, func(x Fact, b *Resolution) {
		if m, err := date.ParseMonth(b.Of); err == nil && slices.Contains(w.months, m) && x.Date > w.to {
			days = append(days, x.Date)
		}
	})
	if s := o.windowState(w); s == WindowExcused || s == WindowDone {
		if o.settled(w.to) {
			return w.to
		}
		if o.tooShort(w) || o.exit != nil && w.contains(o.exit.Date) {
			days = append(days, w.from)
		}
	}
	return earliest(days)
}

// positiveSettled returns the first day on which a positive blocked no more: overturned, decided on by the police, or resolved.
func (o *oracle) positiveSettled(t Fact) date.Date {
	days := []date.Date{o.overturned(t)}
	for _, x := range o.facts {
		switch b := x.Body.(type) {
		case *PoliceOutcome:
			if o.about(b.Of) == t.ID {
				days = append(days, x.Date)
			}
		case *Resolution:
			if b.Of == t.ID {
				days = append(days, x.Date)
			}
		}
	}
	return earliest(days)
}

// overturned returns the day since which the final result of a positive is negative: recheck before laboratory (ruling 52).
func (o *oracle) overturned(t Fact) (since date.Date) {
	lab, recheck := Result(""), Result("")
	for _, x := range o.facts {
		switch b := x.Body.(type) {
		case *LabResult:
			if b.Of == t.ID && valid(b.Result) {
				lab = b.Result
			}
		case *RecheckResult:
			if b.Of == t.ID && valid(b.Result) {
				recheck = b.Result
			}
		}
		if recheck == Negative || recheck == "" && lab == Negative {
			if since.IsZero() {
				since = x.Date
			}
		} else {
			since = 0
		}
	}
	return since
}

func earliest(days []date.Date) (first date.Date) {
	for _, d := range days {
		if !d.IsZero() && (first.IsZero() || d < first) {
			first = d
		}
	}
	return first
}

// accrued: the latest of the day after the phase, the decision and the last resolution; a breach open on that day has to be closed
// first (ruling 30, ADR 0108). Where something still stands the township's confirmation counts.
func (o *oracle) accrued(n int) date.Date {
	decision, _ := o.decision(n)
	day, stands := max(o.phaseEnd(n)+1, decision.Date), false
	for _, w := range o.windows() {
		if w.phase == n {
			day, stands = max(day, o.windowSettled(w)), stands || o.windowSettled(w).IsZero()
		}
	}
	for _, x := range o.positivesOf(n) {
		day, stands = max(day, o.positiveSettled(x)), stands || o.positiveSettled(x).IsZero()
	}
	for ; day <= o.today && !stands; day++ {
		if !o.breachOpenOn(day) {
			return o.confirmedBefore(n, day)
		}
	}
	return o.confirmedBefore(n, o.today)
}

// confirmedBefore returns the day on which a confirmation let phase n pass, if that came before day: no breach opened after it stood.
func (o *oracle) confirmedBefore(n int, day date.Date) date.Date {
	for _, r := range o.confirmations(n) {
		for d := max(r, o.phaseEnd(n)+1); d < day; d++ {
			if !o.breachOpenOn(d) || o.breachBegan(d) <= r {
				day = d
			}
		}
	}
	return day
}

// fen is what phase n earns (rulings 30, 31): nothing for less than twelve months or a phase ended before the person came.
func (o *oracle) fen(n int) int {
	list := o.policyOn(o.phaseEnd(n)).Reward
	if 12*n > o.file.TermMonths || n > len(list) {
		return 0
	}
	return list[n-1]
}

func (o *oracle) sayPhases(s *statement) {
	if !o.started() {
		return
	}
	for n := 1; n <= o.phases(); n++ {
		state, words := o.phaseState(n), ""
		if state == PhaseBlocked {
			words = " " + strings.Join(o.blockers(n), ", ")
		}
		s.say("phase %d %v–%v %s%s", n, o.phaseStart(n), o.phaseEnd(n), state, words)
	}
}

func (o *oracle) sayRewards(s *statement) {
	if !o.started() {
		return
	}
	for n := 1; n <= o.phases(); n++ {
		if o.phaseState(n) == PhasePassed && o.fen(n) > 0 {
			s.say("reward %d: %d fen to %v on %v", n, o.fen(n), o.answerable(o.phaseEnd(n)), o.accrued(n))
		}
	}
}
