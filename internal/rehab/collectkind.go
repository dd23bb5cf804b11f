package rehab

// take puts a fact into its list. The two frequent kinds come first.
func (c *computation) take(x *Fact) {
	switch b := x.Body.(type) {
	case *DrugTest:
		put(&c.tests, x, b)
	case *Contact:
		put(&c.contactList, x, b)
	default:
		if !c.takeIntake(x) && !c.takeBreach(x) && !c.takeChange(x) {
			c.takeEnd(x)
		}
	}
}

func (c *computation) takeIntake(x *Fact) bool {
	switch b := x.Body.(type) {
	case *Screening:
		put(&c.screenings, x, b)
	case *Decision:
		put(&c.decisions, x, b)
	case *Service:
		put(&c.services, x, b)
	case *ReportIn:
		put(&c.reportIns, x, b)
	case *GoodCause:
		put(&c.goodCauses, x, b)
	case *MovedIn:
		put(&c.movedIns, x, b)
	case *CarriedIn:
		put(&c.carriedIns, x, b)
	case *Agreement:
		put(&c.agreements, x, b)
	case *WorkingGroup:
		put(&c.groups, x, b)
	case *HelpPlan:
		put(&c.plans, x, b)
	case *TestDetails:
		put(&c.details, x, b)
	case *TestObjection:
		put(&c.objections, x, b)
	case *LabResult:
		put(&c.labs, x, b)
	case *RecheckResult:
		put(&c.rechecks, x, b)
	case *ExcuseWindow:
		put(&c.excuses, x, b)
	case *Resolution:
		put(&c.resolutions, x, b)
	case *Risk:
		put(&c.risks, x, b)
	default:
		return false
	}
	return true
}

func (c *computation) takeBreach(x *Fact) bool {
	switch b := x.Body.(type) {
	case *Leave:
		put(&c.leaves, x, b)
	case *LeaveDecision:
		put(&c.leaveAnswers, x, b)
	case *LeaveExtension:
		put(&c.extensions, x, b)
	case *LeaveExtensionRequest:
		put(&c.moreAsked, x, b)
	case *LeaveExtensionRefusal:
		put(&c.moreRefused, x, b)
	case *LeaveReturn:
		put(&c.leaveReturns, x, b)
	case *Departure:
		put(&c.departures, x, b)
	case *DepartureReturn:
		put(&c.returns, x, b)
	case *Warning:
		put(&c.letters, x, b)
	case *PoliceReport:
		put(&c.reports, x, b)
	case *Refusal:
		put(&c.refusals, x, b)
	case *PoliceOutcome:
		put(&c.outcomes, x, b)
	case *Exemption:
		put(&c.exemptions, x, b)
	case *LostContact:
		put(&c.losses, x, b)
	case *ContactRestored:
		put(&c.restored, x, b)
	default:
		return false
	}
	return true
}

func (c *computation) takeChange(x *Fact) bool {
	switch b := x.Body.(type) {
	case *Suspension:
		put(&c.held, x, b)
	case *Resumption:
		put(&c.releases, x, b)
	case *TransferRequest:
		put(&c.requests, x, b)
	case *TransferOrigin:
		put(&c.originSays, x, b)
	case *TransferDestination:
		put(&c.destSays, x, b)
	case *TransferPoliceNotified:
		put(&c.policeTold, x, b)
	case *Transfer:
		put(&c.transfers, x, b)
	case *TransferReportIn:
		put(&c.arrivals, x, b)
	case *TransferReceipt:
		put(&c.receipts, x, b)
	case *TransferWithdrawn:
		put(&c.withdrawals, x, b)
	case *ForwardFile:
		put(&c.forwarded, x, b)
	default:
		return false
	}
	return true
}

func (c *computation) takeEnd(x *Fact) {
	switch b := x.Body.(type) {
	case *PhaseOpinion:
		put(&c.opinions, x, b)
	case *Assessment:
		put(&c.assessments, x, b)
	case *FinalAssessment:
		put(&c.finals, x, b)
	case *FileToPolice:
		put(&c.filed, x, b)
	case *DischargeService:
		put(&c.noticeServed, x, b)
	case *DischargeNotified:
		put(&c.notified, x, b)
	}
}
