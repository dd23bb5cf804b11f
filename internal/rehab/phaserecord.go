package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// PhasePlan is what a phase asks of the person: tests and contacts, as the agreement promises them (条例 16, 19).
type PhasePlan struct {
	Phase                         PhaseNumber
	Start, End                    date.Date // none while unknown
	Tests, Reports, Visits, Talks int
}

// Plans returns the plan of each phase served here, as t cuts windows and months: without windows that are excused and without what lies before
// a paper record was taken over.
func (t *Track) Plans() []PhasePlan {
	var all []PhasePlan
	for i := range t.Phases {
		p := &t.Phases[i]
		plan := PhasePlan{Phase: p.N, Start: p.Start, End: p.End}
		for j := range t.Windows {
			if w := &t.Windows[j]; w.Phase == p.N && w.State != WindowExcused && !w.Settled {
				plan.Tests++
			}
		}
		for j := range t.Months {
			if m := &t.Months[j]; m.Phase == p.N {
				plan.Reports += m.Contacts[contactIndex(Report)].Owed
				plan.Visits += m.Contacts[contactIndex(Visit)].Owed
				plan.Talks += m.Contacts[contactIndex(Talk)].Owed
			}
		}
		if p.State != PhaseElsewhere {
			all = append(all, plan)
		}
	}
	return all
}

// PhaseRecord is what an assessment says of a phase beside its tests and contacts. Tests belong to the phase of their month (ruling 15), all else
// to the phase its day lies in.
type PhaseRecord struct {
	Settled     int // windows before the paper record was taken over, of which only its totals are known
	Overturned  int // positives that a laboratory did not confirm
	Evasions    int
	Leaves      int // agreed to
	Departures  int // without leave, long enough to count
	AwayDays    int // of those departures
	Admonitions int
	Warnings    int
	Contacts    [3]PhaseContact // in the order of [ContactTypes]
}

// PhaseContact is how many contacts of a type the months of a phase have owed so far, and how many of these were made.
type PhaseContact struct{ Owed, Done int }

// RecordOf counts the record of phase n as things stand on the day of t; t is what the rules say of f.
func RecordOf(f File, t *Track, n PhaseNumber) PhaseRecord {
	var r PhaseRecord
	for i := range t.Windows {
		if w := &t.Windows[i]; w.Phase == n && w.Settled {
			r.Settled++
		}
	}
	r.Evasions = t.testsIn(n, t.Counters.Evidence.Evasions)
	r.Overturned = t.testsIn(n, t.overturned())
	for i := range t.Months {
		m := &t.Months[i]
		if m.Phase != n || m.From > t.Today {
			continue
		}
		for k, c := range m.Contacts {
			r.Contacts[k].Owed += c.Owed
			r.Contacts[k].Done += min(c.Done, c.Owed)
		}
	}
	i := slices.IndexFunc(t.Phases, func(p Phase) bool { return p.N == n })
	if i < 0 {
		return r
	}
	in := t.Phases[i].holds
	for _, l := range t.Leaves {
		if in(l.From) && oneOf(l.State, LeaveAgreed, LeaveOverdue, LeaveReturned) {
			r.Leaves++
		}
	}
	for _, a := range t.Departures {
		if in(a.From) && oneOf(a.Fact, t.Counters.Evidence.Departures...) {
			r.Departures++
			r.AwayDays += a.Days
		}
	}
	r.Admonitions, r.Warnings = letters(f, func(d date.Date) bool { return d <= t.Today && in(d) })
	return r
}

// holds reports whether d lies in the phase.
func (p *Phase) holds(d date.Date) bool {
	return !p.Start.IsZero() && d >= p.Start && (p.End.IsZero() || d <= p.End)
}

// overturned are the positives that a laboratory did not confirm.
func (t *Track) overturned() []string {
	var all []string
	for _, p := range t.Positives {
		if p.Final != Positive {
			all = append(all, p.Test)
		}
	}
	return all
}

// testsIn counts the tests of those that were taken in phase n; those before the first window are the first phase's (ruling 13).
func (t *Track) testsIn(n PhaseNumber, of []string) int {
	count := 0
	add := func(ids []string) {
		for _, id := range ids {
			if oneOf(id, of...) {
				count++
			}
		}
	}
	if n == 1 {
		add(t.Baseline)
	}
	for i := range t.Months {
		if t.Months[i].Phase == n {
			add(t.Months[i].Tests)
		}
	}
	return count
}

// letters counts the letters that stand, of days that in holds of.
func letters(f File, in func(date.Date) bool) (admonitions, warnings int) {
	dead := map[string]bool{}
	for i := range f.Facts {
		if v, ok := f.Facts[i].Body.(*Void); ok {
			dead[v.Of] = true
		}
	}
	for i := range f.Facts {
		x := &f.Facts[i]
		if dead[x.ID] || x.Body == nil || !in(x.Date) {
			continue
		}
		switch x.Body.Kind() {
		case KindAdmonition:
			admonitions++
		case KindWarning:
			warnings++
		}
	}
	return admonitions, warnings
}
