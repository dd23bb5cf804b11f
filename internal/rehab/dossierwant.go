package rehab

import "xinsheng/internal/date"

// call says of each slot what is called for until today.
func (w *filingWay) call() {
	w.callIntake()
	if w.started() {
		w.callStart()
		w.callTests()
		w.callContacts()
		w.callPhases()
		w.callCustody()
	}
	w.callBreaches()
	w.callSteps()
	w.callEnd()
}

// callIntake: the decision, and its service on person, family and township (ruling 9). Of a person moved in the decision comes with the file that the
// other county forwards; it was served there.
func (w *filingWay) callIntake() {
	if len(w.decisions) == 0 {
		if w.started() && w.local > w.settled {
			due := w.workday(w.local, w.policyOn(w.local).ForwardFileWorkdays)
			w.want(SlotDecision, SlotItem{Opens: w.local, Due: due, By: w.filingIn(SlotDecision, 0, never)})
		}
		return
	}
	d := w.decisions[0]
	w.want(SlotDecision, SlotItem{Opens: d.date, Due: d.date, By: d.id})
	if d.date <= w.settled || w.movedIn() {
		return
	}
	due := d.date.AddDays(w.policyOn(d.date).ServePersonDays)
	person := w.served(ToPerson)
	w.want(SlotNotification, SlotItem{Duty: DutyServePerson, Opens: d.date, Due: due, By: idOf(person)})
	w.want(SlotNotification, SlotItem{Duty: DutyServeFamily, Opens: d.date, Due: due, By: idOf(w.served(ToFamily))})
	if person != nil {
		due := w.workday(person.date, w.policyOn(person.date).NotifyTownshipWorkdays)
		w.want(SlotNotification, SlotItem{Duty: DutyNotifyTownship, Opens: person.date, Due: due, By: idOf(w.served(ToTownship))})
	}
}

// callStart: agreement, the rules handed over with it, working group, plan and the home, after report-in (ruling 22); agreement and home anew after
// each residence change.
func (w *filingWay) callStart() {
	if w.local > w.settled {
		signed, prepared := w.firstAgreementDue(), w.moved(w.local.AddDays(w.policyOn(w.local).PrepareDays))
		w.want(SlotAgreement, SlotItem{Duty: DutyAgreement, Opens: w.local, Due: signed, By: firstOn(w.agreements, w.local)})
		w.want(SlotRules, SlotItem{Opens: w.local, Due: signed, By: w.filingIn(SlotRules, 0, never)})
		w.want(SlotHelpPlan, SlotItem{Duty: DutyWorkingGroup, Opens: w.local, Due: prepared, By: firstOn(w.groups, 0)})
		w.want(SlotHelpPlan, SlotItem{Duty: DutyHelpPlan, Opens: w.local, Due: prepared, By: firstOn(w.plans, 0)})
		w.want(SlotHome, SlotItem{Opens: w.local, Due: prepared, By: w.filingIn(SlotHome, 0, never)})
	}
	for i := range w.transfers {
		t := &w.transfers[i]
		a := w.arrivalOf(t.id)
		if a == nil || !w.isAfterStart(t) || t.body.leavesCounty() || a.date <= w.settled {
			continue
		}
		p := w.policyOn(a.date)
		w.want(SlotAgreement, SlotItem{Duty: DutyAgreement, Opens: a.date, Due: w.moved(a.date.AddDays(p.AgreementDays)), By: firstOn(w.agreements, a.date), Of: a.id})
		w.want(SlotHome, SlotItem{Opens: a.date, Due: w.moved(a.date.AddDays(p.PrepareDays)), By: w.filingIn(SlotHome, a.date, never), Of: a.id})
	}
}

// callTests: a record for each window that has begun (ruling 16), or its excuse or resolution. The dates are kept by the program. That the person was
// told is proved by a test that was made; where the person evaded it a notice has to prove it.
func (w *filingWay) callTests() {
	dates := w.slot(SlotTestDates)
	for i := range w.track.Windows {
		x := &w.track.Windows[i]
		if dates.Kept++; i == 0 {
			dates.Since = x.From
		}
		if x.Settled || x.State == WindowExcused && x.ExcusedBy == "" {
			continue
		}
		by := x.MetBy
		if by == "" {
			by = x.ExcusedBy + x.ResolvedBy // never both: a resolution counts only when missed
		}
		w.want(SlotTestRecords, SlotItem{Duty: DutyTest, Opens: x.From, Due: x.To, By: by, Month: x.Month, Phase: x.Phase})
	}
	for _, id := range w.track.Counters.Evidence.Evasions {
		if x := w.fact(id); x != nil && x.Date > w.settled {
			w.want(SlotTestNotices, SlotItem{Opens: x.Date, Due: x.Date, By: w.noticeOf(x), Month: x.Date.Month(), Of: id})
		}
	}
}

// noticeReach is how many days before a test its notice can be dated: a month's round is announced at once.
const noticeReach = 31

// noticeOf returns the notice of a test: one filed with it, or one of the days before.
func (w *filingWay) noticeOf(test *Fact) string {
	for i := range w.filings {
		if x := &w.filings[i]; x.Slot == SlotTestNotices && x.Of == test.ID {
			return x.ID
		}
	}
	return w.filingIn(SlotTestNotices, test.Date.AddDays(-noticeReach), test.Date)
}

// callContacts: what each month asks for (ruling 24). A month that has gone by stays missing until what was done in it is recorded with its day.
func (w *filingWay) callContacts() {
	for i := range w.track.Months {
		m := &w.track.Months[i]
		for k := range m.Contacts {
			cell := &m.Contacts[k]
			if cell.Owed == 0 {
				continue
			}
			s, x := SlotTalks, SlotItem{Duty: contactDuties[k], Opens: m.From, Due: m.To, Month: m.Month, Phase: m.Phase}
			if contactTypes[k] == Report {
				s = SlotReports
			}
			if cell.Done >= cell.Owed {
				x.By = cell.Facts[cell.Owed-1]
			}
			w.want(s, x)
		}
	}
}

// callPhases: of each phase the township's assessment; help given once there is a plan; from the second phase on an activity (scheme S12).
func (w *filingWay) callPhases() {
	for i := range w.track.Phases {
		p := &w.track.Phases[i]
		if p.State == PhaseElsewhere || p.Start.IsZero() || !p.End.IsZero() && p.End <= w.settled {
			continue
		}
		end := p.End
		if end.IsZero() && w.ended() {
			end = w.exitDay
		}
		if plan := firstOn(w.plans, 0); plan != "" {
			w.want(SlotAid, SlotItem{Opens: max(p.Start, w.plans[0].date), Due: end, By: w.aidIn(p.Start, end), Phase: p.N})
		}
		if p.N == 2 {
			w.want(SlotActivities, SlotItem{Opens: p.Start, Due: end, By: w.filingIn(SlotActivities, p.Start, end), Phase: p.N})
		}
		if p.State != PhaseCut && !p.End.IsZero() {
			due := w.moved(p.End.AddDays(w.policyOn(p.End).AssessWithinDays))
			w.want(SlotAssessments, SlotItem{Duty: DutyPhaseAssessment, Opens: w.assessable(int(p.N)), Due: due, By: p.Decision, Phase: p.N}, true)
		}
	}
}

// aidIn returns the first help given between two days: on a contact, or filed.
func (w *filingWay) aidIn(from, to date.Date) string {
	for i := range w.contactList {
		if c := &w.contactList[i]; c.body.Aid != "" && c.date >= from && (to.IsZero() || c.date <= to) {
			return c.id
		}
	}
	return w.filingIn(SlotAid, from, to)
}

// filingIn returns the first filing in a slot dated between two days, both included; none for to is no end.
func (w *filingWay) filingIn(s Slot, from, to date.Date) string {
	for i := range w.filings {
		if x := &w.filings[i]; x.Slot == s && x.Date >= from && (to.IsZero() || x.Date <= to) {
			return x.ID
		}
	}
	return ""
}
