package rehab_test

import (
	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

// sayDuties lists the tests, contacts and last steps that are owed or met, up to the end of next month; after an exit only met ones
// (ADR 0104).
func (o *oracle) sayDuties(s *statement) {
	if !o.started() {
		return
	}
	for _, w := range o.windows() {
		if o.settled(w.to) || o.tooShort(w) && o.testedIn(w).IsZero() && o.excusedOn(w).IsZero() {
			continue
		}
		met := o.windowState(w) != WindowMissed && (!o.testedIn(w).IsZero() || !o.excusedOn(w).IsZero())
		met = met || o.windowState(w) == WindowMissed && !o.windowSettled(w).IsZero()
		o.sayDuty(s, DutyTest, w.months[0].String(), w.from, w.to, 0, met)
	}
	for _, w := range o.windows() {
		for _, m := range w.months {
			if m <= o.lastMonth() && (o.exit == nil || m.First() < o.exit.Date) {
				o.sayContacts(s, w, m)
			}
		}
	}
	if d := o.deadlines(); !d.Discharge.IsZero() {
		o.sayDuty(s, DutyFileToPolice, "", d.FinalAssessmentOpens, d.FileToPolice, 0, o.has(KindFileToPolice))
		o.sayDuty(s, DutyDischarge, "", o.last()+1, d.Discharge, 0, o.exitStage == StageDischarged)
	}
}

// sayContacts: due on the month's last day, overdue to the end of the next month, then lapsed; the person owes nothing after the last
// day (rulings 24, 46).
func (o *oracle) sayContacts(s *statement, w window, m date.Month) {
	for _, c := range o.quota(w, m) {
		if c.owed == 0 {
			continue
		}
		lapses := (m + 1).Last()
		if l := o.last(); c.kind == Report && !l.IsZero() {
			lapses = min(lapses, l)
		}
		o.sayDuty(s, Duty("contact_"+string(c.kind)), m.String(), m.First(), o.clip(m.Last()), lapses, o.contacts(c.kind, m) >= c.owed)
	}
}

func (o *oracle) has(k Kind) bool {
	for _, x := range o.facts {
		if x.Body.Kind() == k {
			return true
		}
	}
	return false
}

func (o *oracle) sayDuty(s *statement, k Duty, what string, opens, due, lapses date.Date, met bool) {
	state := DutyOpen
	switch {
	case !met && o.exit != nil, !met && !lapses.IsZero() && o.today > lapses, o.exit == nil && opens > (o.today.Month()+1).Last():
		return
	case met:
		state = DutyMet
	case o.today > due:
		state = DutyOverdue
	case o.today < opens:
		state = DutyUpcoming
	}
	s.say("%s %s %v–%v, lapses %v: %s", k, what, opens, due, lapses, state)
}

// dutyLines writes what sayDuties says of the obligations of a Track.
func dutyLines(s *statement, list []Obligation) {
	for _, d := range list {
		what := ""
		switch d.Kind {
		case DutyTest, DutyContactReport, DutyContactVisit, DutyContactTalk:
			what = d.Month.String()
		case DutyFileToPolice, DutyDischarge:
		default:
			continue
		}
		s.say("%s %s %v–%v, lapses %v: %s", d.Kind, what, d.Opens, d.Due, d.Lapses, d.State)
	}
}
