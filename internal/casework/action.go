package casework

import (
	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
)

// recordActions says which action recording each kind of fact is; those of a residence change stand in transferActions.
var recordActions = map[rehab.Kind]access.Action{
	rehab.KindScreening: access.ScreeningRecord, rehab.KindDecision: access.DecisionDraft, rehab.KindService: access.ServiceRecord,
	rehab.KindReportIn: access.ReportInRecord, rehab.KindMovedIn: access.ReportInRecord, rehab.KindCarriedIn: access.ReportInRecord,
	rehab.KindGoodCause: access.GoodCauseDecide, rehab.KindReturned: access.ReportInRecord, rehab.KindAgreement: access.AgreementRecord,
	rehab.KindWorkingGroup: access.WorkingGroupRecord, rehab.KindHelpPlan: access.HelpPlanRecord,
	rehab.KindTest: access.DrugTestRecord, rehab.KindTestDetails: access.DrugTestRecord, rehab.KindObjection: access.LabResultRecord, rehab.KindLabResult: access.PoliceOutcome, rehab.KindRecheckResult: access.PoliceOutcome,
	rehab.KindExcuseWindow: access.WindowDecide, rehab.KindResolution: access.WindowDecide, rehab.KindContact: access.ContactRecord,
	rehab.KindRisk: access.RiskRecord, rehab.KindLostContact: access.BreachRecord, rehab.KindContactRestored: access.BreachRecord,
	rehab.KindLeave: access.LeaveRequest, rehab.KindLeaveDecision: access.LeaveDecide, rehab.KindLeaveExtension: access.LeaveDecide,
	rehab.KindLeaveExtensionRequest: access.LeaveRequest, rehab.KindLeaveExtensionRefusal: access.LeaveDecide,
	rehab.KindLeaveReturn: access.LeaveRequest, rehab.KindDeparture: access.BreachRecord, rehab.KindDepartureReturn: access.BreachRecord,
	rehab.KindAdmonition: access.BreachRecord, rehab.KindWarning: access.BreachRecord, rehab.KindPoliceReport: access.BreachRecord,
	rehab.KindRefusal: access.GoodCauseDecide, rehab.KindPoliceOutcome: access.PoliceOutcome, rehab.KindExemption: access.PoliceOutcome,
	rehab.KindSuspension: access.SuspensionRecord, rehab.KindResumption: access.SuspensionRecord,
	rehab.KindTransferReceipt: access.TransferReceive, rehab.KindPhaseOpinion: access.AssessmentOpinion, rehab.KindAssessment: access.AssessmentDecide,
	rehab.KindFinalAssessment: access.AssessmentDecide, rehab.KindFileToPolice: access.AssessmentDecide,
	rehab.KindDischarge: access.DischargeIssue, rehab.KindDischargeService: access.DischargeRecord, rehab.KindDischargeNotified: access.DischargeRecord,
	rehab.KindTermination: access.DischargeRecord, rehab.KindIsolation: access.PoliceOutcome, rehab.KindRevocation: access.DischargeRecord,
	rehab.KindPaperService: access.PaperServe,
	rehab.KindVoid:         access.FactVoid,
}

// RecordAction returns the action that recording a fact of the kind is, to ask whether an actor may and to write into the audit log.
func RecordAction(k rehab.Kind) access.Action {
	if a, ok := transferActions[k]; ok {
		return a
	}
	return recordActions[k]
}
