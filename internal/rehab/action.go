package rehab

// actions says of every kind of fact whether it may be recorded with today's date, and why not.
func (c *computation) actions() {
	c.track.Outcomes = c.outcomesOffered()
	c.track.Allowed = make([]Allowed, 0, len(registry))
	for i := range registry {
		why := c.whyNot(registry[i].kind)
		c.track.Allowed = append(c.track.Allowed, Allowed{Action: registry[i].kind, OK: why == "", WhyNot: why})
	}
}

// whyNot returns the reason against recording a fact of kind k today, "" when there is none.
func (c *computation) whyNot(k Kind) Reason {
	switch k {
	case KindVoid:
		return unless(len(c.seen) > 0, NothingToVoid)
	case KindPaperService: // what was issued is served in every stage; whether there is a paper is not the file's to know
		return ""
	case KindDischargeNotified:
		return first(unless(c.track.Stage == StageDischarged, NeedsDischarge), unless(len(c.notified) == 0, AlreadyDone))
	case KindDischargeService:
		return first(unless(c.track.Stage == StageDischarged, NeedsDischarge), unless(!c.dischargeServed(), AlreadyDone))
	case KindAssessment, KindPhaseOpinion:
		return c.whyNotAssess()
	case KindResolution:
		return unless(c.hasUnresolved(), NothingOpen)
	case KindTestDetails:
		return unless(len(c.track.Positives) > 0, NoPositive)
	case KindObjection, KindLabResult, KindRecheckResult:
		return unless(c.hasPositive(), NoPositive)
	}
	if c.ended() {
		return CaseEnded
	}
	if why, ok := c.whyNotIntake(k); ok {
		return why
	}
	if why, ok := c.whyNotPolice(k); ok {
		return why
	}
	if why, ok := c.whyNotEnd(k); ok {
		return why
	}
	if !c.started() && readdresses(k) {
		return first(unless(c.hasCase(), NeedsDecision), c.whyNotInside(k))
	}
	return first(c.whyNotInTerm(), c.whyNotInside(k))
}

// readdresses reports whether a fact of kind k takes a step by which a decision is re-addressed before report-in (DOMAIN §3). The person then
// reports in for the first time, not for the change.
func readdresses(k Kind) bool {
	switch k {
	case KindTransferRequest, KindTransferOrigin, KindTransferDestination, KindTransferPoliceNotified, KindTransfer, KindTransferReceipt, KindTransferWithdrawn:
		return true
	}
	return false
}

// unless returns why unless ok.
func unless(ok bool, why Reason) Reason {
	if ok {
		return ""
	}
	return why
}

// first returns the first reason that is one.
func first(reasons ...Reason) Reason {
	for _, r := range reasons {
		if r != "" {
			return r
		}
	}
	return ""
}

// hasCase reports whether there is a decision, or a report-in that implies one.
func (c *computation) hasCase() bool { return c.started() || c.stageBefore(c.today) == StageAwaiting }

func (c *computation) whyNotInTerm() Reason {
	switch {
	case !c.hasCase():
		return NeedsDecision
	case !c.started():
		return NeedsReportIn
	}
	return unless(!c.afterTerm(), TermEnded)
}

func (c *computation) whyNotIntake(k Kind) (Reason, bool) {
	switch k {
	case KindScreening:
		return unless(!c.hasCase(), AlreadyDecided), true
	case KindDecision:
		return first(unless(!c.hasCase(), AlreadyDecided), unless(!c.unfitOn(c.today), ScreenedUnfit)), true
	case KindMovedIn:
		return unless(!c.started(), AlreadyReported), true
	case KindService:
		return unless(c.hasCase(), NeedsDecision), true
	case KindReportIn:
		return first(unless(c.hasCase(), NeedsDecision), unless(!c.started(), AlreadyReported)), true
	case KindGoodCause:
		r := c.track.Deadlines.ReportIn
		return first(unless(r != nil, DeadlineNotSet), unless(r == nil || !c.started() || r.Late, AlreadyReported)), true
	case KindReturned:
		return first(unless(c.hasCase(), NeedsDecision), unless(!c.started(), AlreadyReported)), true
	case KindCarriedIn:
		return first(unless(c.hasCase(), NeedsDecision), unless(len(c.carriedIns) == 0, CarriedInAlready)), true
	case KindExemption, KindAdmonition, KindWarning, KindPoliceReport, KindRefusal, KindRevocation, KindTermination:
		return unless(c.hasCase(), NeedsDecision), true
	}
	return "", false
}

func (c *computation) whyNotPolice(k Kind) (Reason, bool) {
	switch k {
	case KindPoliceOutcome:
		return first(unless(c.hasCase(), NeedsDecision), unless(c.awaitsOutcome(), NothingOpen)), true
	case KindIsolation:
		return first(unless(c.hasCase(), NeedsDecision), unless(!c.track.Exempt, IsolationBarred), unless(c.hasGround(), NeedsGround)), true
	case KindSuspension:
		return first(unless(c.hasCase(), NeedsDecision), unless(!c.afterTerm(), TermEnded), unless(!c.heldToday(), IsSuspended)), true
	case KindResumption:
		return unless(c.heldToday(), NotSuspended), true
	case KindExcuseWindow:
		return unless(c.hasExcusable(), NoWindow), true
	}
	return "", false
}

// whyNotAssess: a phase may be assessed from 30 days before its end until it has passed.
func (c *computation) whyNotAssess() Reason {
	if !c.started() {
		return first(unless(c.hasCase(), NeedsDecision), NeedsReportIn)
	}
	left := false
	for i := range c.track.Phases {
		p := &c.track.Phases[i]
		switch {
		case p.State == PhaseElsewhere || p.State == PhaseCut || p.State == PhasePassed:
		case c.assessable(int(p.N)) <= c.today:
			return ""
		default:
			left = true
		}
	}
	if left && !c.ended() {
		return NotYetOpen
	}
	return first(unless(!c.ended(), CaseEnded), NothingOpen)
}

func (c *computation) whyNotEnd(k Kind) (Reason, bool) {
	switch k {
	case KindFinalAssessment, KindFileToPolice:
		return first(c.whyNotReported(), unless(c.expiry != never, TermUnknown), unless(c.today >= c.track.Deadlines.FinalAssessmentOpens, NotYetOpen), c.doneAlready(k)), true
	case KindDischarge:
		return first(c.whyNotReported(), unless(c.expiry != never, TermUnknown), unless(c.afterTerm(), TermRunning)), true
	case KindLeaveReturn:
		return unless(c.hasLeave(func(v *leaveView) bool { return v.returnedBy == "" && (!v.decided || v.agreed) }), NothingOpen), true
	case KindDepartureReturn:
		return unless(c.isAway(), NotAway), true
	case KindContactRestored:
		return unless(!c.track.LostSince.IsZero(), ContactNotLost), true
	case KindForwardFile:
		return unless(c.hasUnforwarded(), NoTransfer), true
	}
	return "", false
}

func (c *computation) whyNotReported() Reason {
	return first(unless(c.hasCase(), NeedsDecision), unless(c.started(), NeedsReportIn))
}

func (c *computation) doneAlready(k Kind) Reason {
	return unless(k == KindFinalAssessment && len(c.finals) == 0 || k == KindFileToPolice && len(c.filed) == 0, AlreadyDone)
}

// whyNotInside covers what needs a running term.
func (c *computation) whyNotInside(k Kind) Reason {
	switch k {
	case KindLeave, KindTransferRequest:
		if k == KindTransferRequest && c.pending != nil && c.pending.step != StepRefused {
			return TransferRunning
		}
		return unless(k != KindLeave || !c.heldToday(), IsSuspended)
	case KindLeaveDecision:
		return unless(c.hasLeave(func(v *leaveView) bool { return !v.decided && v.returnedBy == "" }), NothingOpen)
	case KindLeaveExtension:
		return unless(c.hasLeave((*leaveView).mayExtend), NothingOpen)
	case KindLeaveExtensionRequest:
		free := func(v *leaveView) bool { return v.mayExtend() && !v.asksMore() }
		return first(unless(c.hasLeave((*leaveView).mayExtend), NothingOpen), unless(c.hasLeave(free), ExtensionAskedAlready))
	case KindLeaveExtensionRefusal:
		return unless(c.hasLeave((*leaveView).asksMore), NothingOpen)
	case KindDeparture:
		return first(unless(!c.heldToday(), IsSuspended), unless(!c.isAway(), AwayAlready))
	case KindLostContact:
		return unless(c.track.LostSince.IsZero(), ContactLostAlready)
	case KindTransferOrigin, KindTransferDestination, KindTransferPoliceNotified, KindTransfer, KindTransferReportIn, KindTransferReceipt, KindTransferWithdrawn:
		return c.whyNotStep(k)
	}
	return ""
}

// whyNotStep: a residence change takes its steps in order.
func (c *computation) whyNotStep(k Kind) Reason {
	if c.pending == nil {
		return NoTransfer
	}
	step := c.pending.step
	if k == KindTransferWithdrawn || string(step) == string(k) {
		return ""
	}
	if k == KindTransferDestination && c.track.Change.Out {
		return IsOutside
	}
	switch step {
	case StepOrigin:
		return NeedsOriginAgreed
	case StepDestination:
		return unless(k == KindTransferOrigin, NeedsDestination).or(AlreadyDone)
	case StepPolice:
		return unless(k == KindTransferOrigin || k == KindTransferDestination, NeedsPoliceNotified).or(AlreadyDone)
	case StepEffective:
		return unless(k != KindTransferReportIn && k != KindTransferReceipt, NeedsEffective).or(AlreadyDone)
	case StepReportIn:
		return unless(k != KindTransferReceipt, NotOutside).or(AlreadyDone)
	case StepReceipt:
		return unless(k != KindTransferReportIn, IsOutside).or(AlreadyDone)
	}
	return NeedsOriginAgreed
}

// or returns r, or other when r is none.
func (r Reason) or(other Reason) Reason { return first(r, other) }

// dischargeServed reports whether the discharge notice was served on the person and on the family.
func (c *computation) dischargeServed() bool {
	person, family := false, false
	for _, e := range c.noticeServed {
		person = person || e.body.To == ToPerson
		family = family || e.body.To == ToFamily
	}
	return person && family
}
