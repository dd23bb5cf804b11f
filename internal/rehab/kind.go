package rehab

import "slices"

// Kind names a kind of fact.
type Kind string

// The kinds of fact, in the order of a case's life.
const (
	KindScreening              Kind = "screening"
	KindDecision               Kind = "decision"
	KindService                Kind = "service"
	KindReportIn               Kind = "report_in"
	KindGoodCause              Kind = "good_cause"
	KindMovedIn                Kind = "moved_in"
	KindCarriedIn              Kind = "carried_in"
	KindAgreement              Kind = "agreement"
	KindWorkingGroup           Kind = "working_group"
	KindHelpPlan               Kind = "help_plan"
	KindTest                   Kind = "test"
	KindTestDetails            Kind = "test_details"
	KindObjection              Kind = "objection"
	KindLabResult              Kind = "lab_result"
	KindRecheckResult          Kind = "recheck_result"
	KindExcuseWindow           Kind = "excuse_window"
	KindResolution             Kind = "resolution"
	KindContact                Kind = "contact"
	KindRisk                   Kind = "risk"
	KindLeave                  Kind = "leave"
	KindLeaveDecision          Kind = "leave_decision"
	KindLeaveExtension         Kind = "leave_extension"
	KindLeaveExtensionRequest  Kind = "leave_extension_request"
	KindLeaveExtensionRefusal  Kind = "leave_extension_refusal"
	KindLeaveReturn            Kind = "leave_return"
	KindDeparture              Kind = "departure"
	KindDepartureReturn        Kind = "departure_return"
	KindAdmonition             Kind = "admonition"
	KindWarning                Kind = "warning"
	KindPoliceReport           Kind = "police_report"
	KindRefusal                Kind = "refusal"
	KindPoliceOutcome          Kind = "police_outcome"
	KindExemption              Kind = "exemption"
	KindLostContact            Kind = "lost_contact"
	KindContactRestored        Kind = "contact_restored"
	KindSuspension             Kind = "suspension"
	KindResumption             Kind = "resumption"
	KindTransferRequest        Kind = "transfer_request"
	KindTransferOrigin         Kind = "transfer_origin"
	KindTransferDestination    Kind = "transfer_destination"
	KindTransferPoliceNotified Kind = "transfer_police_notified"
	KindTransfer               Kind = "transfer"
	KindTransferReportIn       Kind = "transfer_report_in"
	KindTransferReceipt        Kind = "transfer_receipt"
	KindTransferWithdrawn      Kind = "transfer_withdrawn"
	KindForwardFile            Kind = "forward_file"
	KindPhaseOpinion           Kind = "phase_opinion"
	KindAssessment             Kind = "assessment"
	KindFinalAssessment        Kind = "final_assessment"
	KindFileToPolice           Kind = "file_to_police"
	KindDischarge              Kind = "discharge"
	KindDischargeService       Kind = "discharge_service"
	KindDischargeNotified      Kind = "discharge_notified"
	KindTermination            Kind = "termination"
	KindIsolation              Kind = "isolation"
	KindRevocation             Kind = "revocation"
	KindReturned               Kind = "returned"
	KindPaperService           Kind = "paper_service"
	KindVoid                   Kind = "void"
)

// registry is the one list of kinds: the JSON of `xinsheng track`, the store's fact tables and the allowed actions all follow it.
var registry = []struct {
	kind Kind
	make func() Body
}{
	{KindScreening, func() Body { return new(Screening) }},
	{KindDecision, func() Body { return new(Decision) }},
	{KindService, func() Body { return new(Service) }},
	{KindReportIn, func() Body { return new(ReportIn) }},
	{KindGoodCause, func() Body { return new(GoodCause) }},
	{KindMovedIn, func() Body { return new(MovedIn) }},
	{KindCarriedIn, func() Body { return new(CarriedIn) }},
	{KindAgreement, func() Body { return new(Agreement) }},
	{KindWorkingGroup, func() Body { return new(WorkingGroup) }},
	{KindHelpPlan, func() Body { return new(HelpPlan) }},
	{KindTest, func() Body { return new(DrugTest) }},
	{KindTestDetails, func() Body { return new(TestDetails) }},
	{KindObjection, func() Body { return new(TestObjection) }},
	{KindLabResult, func() Body { return new(LabResult) }},
	{KindRecheckResult, func() Body { return new(RecheckResult) }},
	{KindExcuseWindow, func() Body { return new(ExcuseWindow) }},
	{KindResolution, func() Body { return new(Resolution) }},
	{KindContact, func() Body { return new(Contact) }},
	{KindRisk, func() Body { return new(Risk) }},
	{KindLeave, func() Body { return new(Leave) }},
	{KindLeaveDecision, func() Body { return new(LeaveDecision) }},
	{KindLeaveExtension, func() Body { return new(LeaveExtension) }},
	{KindLeaveExtensionRequest, func() Body { return new(LeaveExtensionRequest) }},
	{KindLeaveExtensionRefusal, func() Body { return new(LeaveExtensionRefusal) }},
	{KindLeaveReturn, func() Body { return new(LeaveReturn) }},
	{KindDeparture, func() Body { return new(Departure) }},
	{KindDepartureReturn, func() Body { return new(DepartureReturn) }},
	{KindAdmonition, func() Body { return new(Admonition) }},
	{KindWarning, func() Body { return new(Warning) }},
	{KindPoliceReport, func() Body { return new(PoliceReport) }},
	{KindRefusal, func() Body { return new(Refusal) }},
	{KindPoliceOutcome, func() Body { return new(PoliceOutcome) }},
	{KindExemption, func() Body { return new(Exemption) }},
	{KindLostContact, func() Body { return new(LostContact) }},
	{KindContactRestored, func() Body { return new(ContactRestored) }},
	{KindSuspension, func() Body { return new(Suspension) }},
	{KindResumption, func() Body { return new(Resumption) }},
	{KindTransferRequest, func() Body { return new(TransferRequest) }},
	{KindTransferOrigin, func() Body { return new(TransferOrigin) }},
	{KindTransferDestination, func() Body { return new(TransferDestination) }},
	{KindTransferPoliceNotified, func() Body { return new(TransferPoliceNotified) }},
	{KindTransfer, func() Body { return new(Transfer) }},
	{KindTransferReportIn, func() Body { return new(TransferReportIn) }},
	{KindTransferReceipt, func() Body { return new(TransferReceipt) }},
	{KindTransferWithdrawn, func() Body { return new(TransferWithdrawn) }},
	{KindForwardFile, func() Body { return new(ForwardFile) }},
	{KindPhaseOpinion, func() Body { return new(PhaseOpinion) }},
	{KindAssessment, func() Body { return new(Assessment) }},
	{KindFinalAssessment, func() Body { return new(FinalAssessment) }},
	{KindFileToPolice, func() Body { return new(FileToPolice) }},
	{KindDischarge, func() Body { return new(Discharge) }},
	{KindDischargeService, func() Body { return new(DischargeService) }},
	{KindDischargeNotified, func() Body { return new(DischargeNotified) }},
	{KindTermination, func() Body { return new(Termination) }},
	{KindIsolation, func() Body { return new(Isolation) }},
	{KindRevocation, func() Body { return new(Revocation) }},
	{KindReturned, func() Body { return new(Returned) }},
	{KindPaperService, func() Body { return new(PaperService) }},
	{KindVoid, func() Body { return new(Void) }},
}

// Kinds returns every kind of fact, in the order of a case's life.
func Kinds() []Kind {
	all := make([]Kind, 0, len(registry))
	for _, r := range registry {
		all = append(all, r.kind)
	}
	return all
}

// Known reports whether k is in the registry.
func (k Kind) Known() bool { return NewBody(k) != nil }

// NewBody returns a pointer to an empty body of kind k, and nil for an unknown kind.
func NewBody(k Kind) Body {
	for i := range registry {
		if registry[i].kind == k {
			return registry[i].make()
		}
	}
	return nil
}

// oneOf reports whether v is among the words of an enumeration.
func oneOf[T comparable](v T, words ...T) bool { return slices.Contains(words, v) }
