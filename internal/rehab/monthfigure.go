package rehab

import (
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// ReportInState is how a report-in stands whose deadline ends in a month.
type ReportInState string

// Open: the deadline has not passed. OnTime, Late: the person reported in by it, or after it. Overdue: it has passed, and the person has not reported
// in, or had not when the case ended.
const (
	ReportInOpen    ReportInState = "open"
	ReportInOnTime  ReportInState = "on_time"
	ReportInLate    ReportInState = "late"
	ReportInOverdue ReportInState = "overdue"
)

// MonthFigure is what the figures of a month count of a case, beside its cell and its [MonthEnd].
type MonthFigure struct {
	Month date.Month

	// As the rules saw the case when the month was over, from the facts dated until then; of the present month: today. Nothing once it has ended.
	LastDay       date.Date // of the term; none before report-in and while it is unknown
	OnLeave       bool      // away with leave agreed, the day of return not over
	LeaveOverdue  bool      // away with leave agreed, the day of return over
	Moving        bool      // a residence change is under way
	BreachOpen    bool      // a serious breach without a police outcome
	BreachReached bool      // a threshold of 条例 20 was first reached in this month; also of a case that ended in it

	// What happened in the month, by all that is known today.
	ReportIn      ReportInState // of the deadline that ends in this month; empty without one
	GoodCause     bool          // that deadline was set by a good cause
	AssessDue     int           // phase and final assessments whose last day lies in this month
	AssessDone    int           // of them, decided by their last day
	AssessLate    int           // of them, decided after it, or not though it has passed
	Opened        bool          // the case came to the offices: decided here, or moved in from another county
	MovedFrom     division.Code // who answered when the month before was over, where another does at the end of this one; none otherwise
	Evaded        bool          // a test was refused or evaded
	Departed      bool          // left the county without leave, for long enough to count
	Admonished    bool          // an admonition or a warning was written
	PhasePassed   bool          // a phase ended in this month that is passed today
	PhaseFinished bool          // a phase ended in this month

	// Duties of the police whose last day lies in this month, done after it or not though it has passed; of what outlives the case, in its last month.
	ServeLate     bool // a decision served on the person or the family, or the township told of that
	OutcomeLate   bool // what the police make of a report, and isolation once they said so (ScoreWeights.OutcomeWorkdays)
	DischargeLate bool // the discharge notice, or the township told of it
}

// MonthFigures returns one figure for each of t.MonthEnds, in the same order; t is what the rules say of f. It never changes what t says.
func MonthFigures(r Rules, f File, t *Track) []MonthFigure {
	m := monthFigures{c: computation{rules: r, file: &f, today: t.Today}, t: t, list: make([]MonthFigure, len(t.MonthEnds)), dead: voided(&f)}
	if len(m.list) == 0 {
		return m.list
	}
	m.ends()
	m.reportIn()
	m.assessments()
	m.places()
	m.findings()
	m.police()
	return m.list
}

// NextFigure returns the first day after t.Today on which the figures of a month may change without a new fact; none: never.
func (t *Track) NextFigure() date.Date {
	next := t.Next
	for _, l := range t.Leaves {
		if l.From > t.Today && l.State == LeaveAgreed && (next.IsZero() || l.From < next) {
			next = l.From
		}
	}
	return next
}

type monthFigures struct {
	c    computation // lends the calendar and the versions of the policy
	t    *Track
	list []MonthFigure
	dead map[string]bool
}

// voided names the facts that a void takes away (ruling 44).
func voided(f *File) map[string]bool {
	dead := map[string]bool{}
	for i := range f.Facts {
		if v, ok := f.Facts[i].Body.(*Void); ok {
			dead[v.Of] = true
		}
	}
	return dead
}

// at returns the figure of the month, nil when the list has none.
func (m *monthFigures) at(x date.Month) *MonthFigure {
	if i := int(x - m.t.MonthEnds[0].Month); i >= 0 && i < len(m.list) {
		return &m.list[i]
	}
	return nil
}

// standing calls do with every fact seen today that is not voided.
func (m *monthFigures) standing(do func(*Fact)) {
	for i := range m.c.file.Facts {
		if x := &m.c.file.Facts[i]; x.Body != nil && x.Date <= m.t.Today && !m.dead[x.ID] {
			do(x)
		}
	}
}

// ends says how the case stood at each month's end. The rules are asked again only of months in which that can have changed: where something was recorded
// beyond the monthly round, or where a leave, an absence, custody or a residence change went on.
func (m *monthFigures) ends() {
	turns := map[date.Month]bool{}
	m.standing(func(x *Fact) {
		if !ofTheRound(x.Body) {
			turns[x.Date.Month()] = true
		}
	})
	goesOn := true
	for i := range m.list {
		x, day := &m.list[i], min(m.t.MonthEnds[i].Month.Last(), m.t.Today)
		x.Month = m.t.MonthEnds[i].Month
		if !goesOn && !turns[x.Month] {
			x.LastDay, x.BreachOpen = m.list[i-1].LastDay, m.list[i-1].BreachOpen
			continue
		}
		then := m.t
		if day < m.t.Today {
			asOf := Compute(m.c.rules, *m.c.file, day)
			then = &asOf
		}
		x.stands(then)
		goesOn = then.goesOn()
	}
}

// ofTheRound reports whether a fact is one of the monthly round that changes nothing but its month's cell.
func ofTheRound(b Body) bool {
	switch b := b.(type) {
	case *DrugTest:
		return b.Result != Refused && b.Result != Absent
	case *Contact, *TestDetails:
		return true
	}
	return false
}

// goesOn reports whether days that pass can by themselves change what [MonthFigure] says of a month's end.
func (t *Track) goesOn() bool {
	if t.Stage.Ended() {
		return false
	}
	for i := range t.Leaves {
		if l := &t.Leaves[i]; l.State != LeaveReturned && l.State != LeaveRefused {
			return true
		}
	}
	for i := range t.Departures {
		if t.Departures[i].Returned.IsZero() {
			return true
		}
	}
	return t.Change != nil || t.Term == nil
}

// stands copies what the rules said at the month's end.
func (x *MonthFigure) stands(then *Track) {
	b := then.SeriousBreach
	x.BreachReached = b != nil && b.Since.Month() == x.Month
	if then.Stage.Ended() {
		return
	}
	if then.Term != nil {
		x.LastDay = then.Term.LastDay
	}
	x.BreachOpen = b != nil && b.Open
	x.Moving = then.Change != nil
	for _, l := range then.Leaves {
		x.OnLeave = x.OnLeave || l.State == LeaveAgreed && l.From <= then.Today && then.Today <= l.Until
		x.LeaveOverdue = x.LeaveOverdue || l.State == LeaveOverdue
	}
}

// reportIn says how the report-in stands whose deadline ends in the month (rulings 4 to 8). An exit by the last day leaves nothing to count.
func (m *monthFigures) reportIn() {
	d, exit := m.t.Deadlines.ReportIn, m.exit()
	if d == nil || d.Due.IsZero() {
		return
	}
	x := m.at(d.Due.Month())
	if x == nil {
		return
	}
	switch {
	case m.t.ReportIn != nil && d.Late:
		x.ReportIn = ReportInLate
	case m.t.ReportIn != nil:
		x.ReportIn = ReportInOnTime
	case exit <= d.Due:
		return
	case m.t.Today > d.Due:
		x.ReportIn = ReportInOverdue
	default:
		x.ReportIn = ReportInOpen
	}
	m.standing(func(f *Fact) { x.GoodCause = x.GoodCause || f.Body.Kind() == KindGoodCause })
}

func (m *monthFigures) exit() date.Date {
	if m.t.Exit == nil {
		return never
	}
	return m.t.Exit.Date
}

// assessments counts the decisions on phases and the final assessment by their last day (rulings 23, 26). One that an exit overtook is not owed.
func (m *monthFigures) assessments() {
	var settled date.Date
	m.standing(func(x *Fact) {
		if b, ok := x.Body.(*CarriedIn); ok && settled.IsZero() {
			settled = b.Until
		}
	})
	for i := range m.t.Phases {
		p := &m.t.Phases[i]
		if p.State == PhaseElsewhere || p.State == PhaseCut || p.End.IsZero() {
			continue
		}
		m.phaseEnds(p)
		if done := m.decided(p); !done.IsZero() || p.End > settled {
			m.assessed(m.c.moved(p.End.AddDays(m.c.policyOn(p.End).AssessWithinDays)), done)
		}
	}
	if m.t.Term == nil || len(m.t.Phases) == 0 {
		return
	}
	d := m.t.Term.ExpiryDay
	m.assessed(m.c.workday(d, -m.c.policyOn(d).FilePoliceWorkdays), m.finally())
}

// phaseEnds notes the end of a phase that is over.
func (m *monthFigures) phaseEnds(p *Phase) {
	if x := m.at(p.End.Month()); x != nil && p.End < m.t.Today {
		x.PhaseFinished = true
		x.PhasePassed = p.State == PhasePassed
	}
}

// decided returns the day of the township's first decision on the phase that was not too early, none without one.
func (m *monthFigures) decided(p *Phase) date.Date {
	from := p.End.AddDays(-m.c.policyOn(p.End).AssessBeforeDays)
	return m.first(func(x *Fact) bool {
		b, ok := x.Body.(*Assessment)
		return ok && b.Phase == int(p.N) && x.Date >= from
	})
}

// finally returns the day of the first final assessment, or else of the decision on the last phase, which carries it.
func (m *monthFigures) finally() date.Date {
	if d := m.first(func(x *Fact) bool { return x.Body.Kind() == KindFinalAssessment }); !d.IsZero() {
		return d
	}
	return m.decided(&m.t.Phases[len(m.t.Phases)-1])
}

// first returns the day of the earliest standing fact that is chosen, none without one.
func (m *monthFigures) first(chosen func(*Fact) bool) (d date.Date) {
	m.standing(func(x *Fact) {
		if chosen(x) && (d.IsZero() || x.Date < d) {
			d = x.Date
		}
	})
	return d
}

// assessed counts an assessment due on a day and done on another, or none.
func (m *monthFigures) assessed(due, done date.Date) {
	x := m.at(due.Month())
	if x == nil || done.IsZero() && m.exit() <= due {
		return
	}
	x.AssessDue++
	switch {
	case !done.IsZero() && done <= due:
		x.AssessDone++
	case !done.IsZero() || m.t.Today > due:
		x.AssessLate++
	}
}

// places says where the case came to the offices, and who answered for it before.
func (m *monthFigures) places() {
	for i := range m.list {
		now := &m.t.MonthEnds[i]
		if i == 0 || m.t.MonthEnds[i-1].Stage == StageScreening {
			m.list[i].Opened = now.Stage != StageScreening
			continue
		}
		if before := m.t.MonthEnds[i-1].Answerable; before != now.Answerable && before != 0 && now.Answerable != 0 {
			m.list[i].MovedFrom = before
		}
	}
}

// findings notes evasions and absences that count, and letters.
func (m *monthFigures) findings() {
	e := &m.t.Counters.Evidence
	for _, a := range m.t.Departures {
		if x := m.at(a.From.Month()); x != nil && oneOf(a.Fact, e.Departures...) {
			x.Departed = true
		}
	}
	m.standing(func(f *Fact) {
		x := m.at(f.Date.Month())
		if x == nil {
			return
		}
		switch f.Body.(type) {
		case *DrugTest:
			x.Evaded = x.Evaded || oneOf(f.ID, e.Evasions...)
		case *Admonition, *Warning:
			x.Admonished = true
		}
	})
}
