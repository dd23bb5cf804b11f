package rehab

import "xinsheng/internal/date"

// police notes which duties of the police were late.
func (m *monthFigures) police() {
	for o := range m.t.Duties() {
		switch o.Kind {
		case DutyServePerson, DutyServeFamily, DutyNotifyTownship:
			m.late(o.Due, m.dayOf(o.MetBy), func(x *MonthFigure) { x.ServeLate = true })
		case DutyPoliceOutcome, DutyIsolation:
			m.outcome(o.Opens, m.dayOf(o.MetBy))
		case DutyDischarge, DutyNotifyTownshipDischarge:
			m.late(o.Due, m.dayOf(o.MetBy), func(x *MonthFigure) { x.DischargeLate = true })
		}
	}
	if m.t.Exit != nil && m.t.Stage == StageToIsolation { // what was decided is no duty any more
		if said := m.toIsolation(); !said.IsZero() {
			m.outcome(said, m.t.Exit.Date)
		}
	}
}

// outcome counts what the police had to decide from a day on, and decided on another, or not.
func (m *monthFigures) outcome(from, done date.Date) {
	m.late(m.c.workday(from, m.c.policyOn(from).Score.OutcomeWorkdays), done, func(x *MonthFigure) { x.OutcomeLate = true })
}

// late calls note with the month of the last day of what was done after it, or not though it has passed.
func (m *monthFigures) late(due, done date.Date, note func(*MonthFigure)) {
	if due.IsZero() || due >= m.t.Today || !done.IsZero() && done <= due {
		return
	}
	last := m.t.MonthEnds[len(m.t.MonthEnds)-1].Month
	if x := m.at(min(due.Month(), last)); x != nil {
		note(x)
	}
}

// dayOf returns the day of a fact, none without one.
func (m *monthFigures) dayOf(id string) (d date.Date) {
	if id != "" {
		m.standing(func(x *Fact) {
			if x.ID == id {
				d = x.Date
			}
		})
	}
	return d
}

// toIsolation returns the day of the newest outcome that says isolation, none when the newest says something else.
func (m *monthFigures) toIsolation() (d date.Date) {
	var newest date.Date
	m.standing(func(x *Fact) {
		if o, ok := x.Body.(*PoliceOutcome); ok && x.Date >= newest {
			if newest, d = x.Date, 0; o.Outcome == ToIsolated {
				d = x.Date
			}
		}
	})
	return d
}
