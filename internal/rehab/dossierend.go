package rehab

import "cmp"

// callCustody: custody and release rest on a paper of somebody else, so that the fact alone is not enough: its number, a scan or an issued paper.
func (w *filingWay) callCustody() {
	for _, x := range w.held {
		if suspends(x.body.Authority) && x.date > w.settled {
			w.want(SlotSuspension, SlotItem{Opens: x.date, By: w.proofOf(SlotSuspension, x.id, x.body.Number), Of: x.id})
		}
	}
	for _, x := range w.releases {
		if x.date > w.settled {
			w.want(SlotResumption, SlotItem{Opens: x.date, By: w.proofOf(SlotResumption, x.id, x.body.Number), Of: x.id})
		}
	}
}

// proofOf returns what proves a fact: the fact itself when it names the number of the paper, else what is filed with it or in its slot since.
func (w *filingWay) proofOf(s Slot, id, number string) string {
	if number != "" {
		return id
	}
	x := w.fact(id)
	for i := range w.filings {
		f := &w.filings[i]
		if f.Of == id || f.Slot == s && f.Of == "" && x != nil && f.Date >= x.Date {
			return f.ID
		}
	}
	return ""
}

// callBreaches: a letter when the breaches propose one, and the finding on an absence that nobody has decided.
func (w *filingWay) callBreaches() {
	b := breachWay{file: *w.file, track: &w.track}
	for _, x := range w.seen {
		if x.Body.Kind() != KindVoid {
			b.stand = append(b.stand, *x)
		}
	}
	b.judgeAll()
	for _, p := range b.Proposals {
		if p == ProposeWarning || p == ProposeAdmonition {
			w.want(SlotLetters, SlotItem{Opens: b.newestCounted()})
			break
		}
	}
	for i := range w.track.Obligations {
		if o := &w.track.Obligations[i]; o.Kind == DutyDecideAbsence {
			w.want(SlotBreaches, SlotItem{Duty: o.Kind, Opens: o.Opens, Due: o.Due, By: o.MetBy, Of: o.Of})
		}
	}
}

// callSteps: what a residence change and a leave still ask for. Their duties end with the case.
func (w *filingWay) callSteps() {
	for i := range w.track.Obligations {
		o := &w.track.Obligations[i]
		x := SlotItem{Duty: o.Kind, Opens: o.Opens, Due: o.Due, By: o.MetBy, Of: o.Of}
		switch o.Kind {
		case DutyTransferOrigin, DutyTransferDestination, DutyTransferPoliceNotified, DutyTransferReportIn, DutyForwardFile:
			w.want(SlotResidence, x)
		case DutyLeaveDecision, DutyLeaveExtension, DutyLeaveReturn:
			w.want(SlotLeave, x)
		}
	}
}

// callEnd: the approval before expiry and the notice with its services (ruling 23); the paper of any other end.
func (w *filingWay) callEnd() {
	d := &w.track.Deadlines
	discharged := w.track.Stage == StageDischarged
	if !d.Discharge.IsZero() && w.expiry > w.settled {
		form := w.filingIn(SlotApproval, 0, never) // the whole form, with the opinions of all who gave one
		w.want(SlotApproval, SlotItem{Duty: DutyFinalAssessment, Opens: d.FinalAssessmentOpens, Due: d.FileToPolice, By: cmp.Or(w.finallyAssessed(), form)})
		w.want(SlotApproval, SlotItem{Duty: DutyFileToPolice, Opens: d.FinalAssessmentOpens, Due: d.FileToPolice, By: cmp.Or(firstOn(w.filed, 0), form)})
		notice := SlotItem{Duty: DutyDischarge, Opens: w.expiry, Due: d.Discharge}
		if discharged {
			notice.By, notice.Opens = w.track.Exit.Fact, min(w.expiry, w.exitDay)
		}
		w.want(SlotDischarge, notice)
	}
	if discharged {
		due := w.exitDay.AddDays(w.policyOn(w.exitDay).ServePersonDays)
		for _, to := range []Receiver{ToPerson, ToFamily} {
			w.want(SlotDischarge, SlotItem{Duty: servedDuty[to], Opens: w.exitDay, Due: due, By: w.noticeServedOn(to), Of: w.track.Exit.Fact}, true)
		}
		w.want(SlotDischarge, SlotItem{Duty: DutyNotifyTownshipDischarge, Opens: w.exitDay, Due: d.NotifyTownshipDischarge, By: firstOn(w.notified, 0)}, true)
		return
	}
	if w.track.Exit != nil {
		w.callOtherEnd()
	}
}

var servedDuty = map[Receiver]Duty{ToPerson: DutyServePerson, ToFamily: DutyServeFamily}

func (w *filingWay) noticeServedOn(to Receiver) string {
	for i := range w.noticeServed {
		if w.noticeServed[i].body.To == to {
			return w.noticeServed[i].id
		}
	}
	return ""
}

// callOtherEnd: a termination, isolation or revocation rests on a paper of the organ that decided it; a decision sent back is the township's own. What
// ends by moving out lies among the residence changes.
func (w *filingWay) callOtherEnd() {
	x := w.fact(w.track.Exit.Fact)
	if x == nil {
		return
	}
	item := SlotItem{Opens: x.Date, Of: x.ID}
	switch b := x.Body.(type) {
	case *Termination:
		item.By = w.proofOf(SlotTermination, x.ID, b.Number)
	case *Isolation:
		item.By = w.proofOf(SlotTermination, x.ID, b.Number)
	case *Revocation:
		item.By = w.proofOf(SlotTermination, x.ID, b.Number)
	case *Returned:
		item.By = x.ID
	default:
		return
	}
	w.want(SlotTermination, item)
}
