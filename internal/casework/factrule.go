package casework

import (
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
)

// factRule says who may record a fact of one kind and what has to be said with it. What is only sometimes needed is in check.
type factRule struct {
	action access.Action
	must   []string // fields that have to be filled
	check  func(*factCheck)
	know   func(*Opened, *FactForm) // adds what is on file and nobody types
}

// factRules are the kinds of fact that staff record by a form of their own. Decisions, service, residence changes and assessments have their
// own ways (decision.go, transfer.go, assessment.go), so have absences, discharges and voids.
var factRules = map[rehab.Kind]factRule{
	rehab.KindReportIn:              {action: access.ReportInRecord, must: []string{"village"}, check: checkVillage},
	rehab.KindGoodCause:             {action: access.GoodCauseDecide, must: []string{"until", "reason"}, check: checkGoodCause},
	rehab.KindMovedIn:               {action: access.ReportInRecord, must: []string{"first_report_in", "village", "from_unit"}, check: checkMovedIn},
	rehab.KindCarriedIn:             {action: access.ReportInRecord, must: []string{"until"}, check: checkCarriedIn},
	rehab.KindAgreement:             {action: access.AgreementRecord, must: []string{"measures", "signed_by"}, check: checkAgreement},
	rehab.KindWorkingGroup:          {action: access.WorkingGroupRecord, check: checkWorkingGroup},
	rehab.KindHelpPlan:              {action: access.HelpPlanRecord, check: checkHelpPlan},
	rehab.KindTest:                  {action: access.DrugTestRecord, must: []string{"result"}, check: checkDrugTest},
	rehab.KindTestDetails:           {action: access.DrugTestRecord, must: []string{"of", "collector_a", "collector_b", "signed", "read_on"}, check: checkTestDetails},
	rehab.KindObjection:             {action: access.LabResultRecord, must: []string{"of", "against"}, check: checkObjection},
	rehab.KindLabResult:             {action: access.LabResultRecord, must: []string{"of", "result", "laboratory"}},
	rehab.KindRecheckResult:         {action: access.LabResultRecord, must: []string{"of", "result", "laboratory"}, check: checkRecheck},
	rehab.KindExcuseWindow:          {action: access.WindowDecide, must: []string{"window", "reason"}},
	rehab.KindResolution:            {action: access.WindowDecide, must: []string{"of", "note"}},
	rehab.KindContact:               {action: access.ContactRecord, must: []string{"type", "staff", "content"}, check: checkAid},
	rehab.KindRisk:                  {action: access.RiskRecord, must: []string{"level", "reason"}},
	rehab.KindLeave:                 {action: access.LeaveRequest, must: []string{"from", "until", "to", "reason"}, check: checkLeave},
	rehab.KindLeaveDecision:         {action: access.LeaveDecide, must: []string{"of", "agreed"}, check: checkLeaveDecision},
	rehab.KindLeaveExtension:        {action: access.LeaveDecide, must: []string{"of", "until", "reason"}, check: checkLeaveExtension},
	rehab.KindLeaveExtensionRequest: {action: access.LeaveRequest, must: []string{"of", "until", "reason"}, check: checkLeaveExtension},
	rehab.KindLeaveExtensionRefusal: {action: access.LeaveDecide, must: []string{"of", "reason"}},
	rehab.KindLeaveReturn:           {action: access.LeaveRequest, must: []string{"of"}},
	rehab.KindDeparture:             {action: access.BreachRecord},
	rehab.KindDepartureReturn:       {action: access.BreachRecord, must: []string{"of"}},
	rehab.KindAdmonition:            {action: access.BreachRecord, must: []string{"text"}},
	rehab.KindWarning:               {action: access.BreachRecord, must: []string{"text"}},
	rehab.KindRefusal:               {action: access.BreachRecord, must: []string{"reason"}},
	rehab.KindPoliceReport:          {action: access.BreachRecord},
	rehab.KindPoliceOutcome:         {action: access.PoliceOutcome, must: []string{"of", "outcome"}, check: checkPoliceOutcome},
	rehab.KindExemption:             {action: access.ExemptionRecord, must: []string{"ground"}, check: checkExemption},
	rehab.KindLostContact:           {action: access.BreachRecord, must: []string{"note"}},
	rehab.KindContactRestored:       {action: access.BreachRecord, must: []string{"of"}},
	rehab.KindSuspension:            {action: access.SuspensionRecord, must: []string{"authority"}},
	rehab.KindResumption:            {action: access.SuspensionRecord, must: []string{"of"}},
	rehab.KindTransferReceipt:       {action: access.TransferReceive, must: []string{"of"}},
	rehab.KindFileToPolice:          {action: access.AssessmentOpinion},
	rehab.KindDischargeService:      {action: access.DischargeRecord, must: []string{"to", "how", "served_by"}, check: checkDischargeService},
	rehab.KindDischargeNotified:     {action: access.DischargeRecord},
	rehab.KindTermination:           {action: access.SuspensionRecord, must: []string{"reason"}},
	rehab.KindIsolation:             {action: access.PoliceOutcome, must: []string{"number", "reason"}},
	rehab.KindRevocation:            {action: access.PoliceOutcome, must: []string{"number", "reason"}},
	rehab.KindPaperService:          {action: access.PaperServe, must: []string{"of", "to", "how", "served_by"}, check: checkPaperService, know: knowPaper},
	rehab.KindReturned:              {action: access.ReportInRecord, must: []string{"reason"}},
}

// FactAction returns the action that recording a fact of the kind by a form of its own is; "" when there is no such form.
func FactAction(kind rehab.Kind) access.Action { return factRules[kind].action }

// Needs reports whether a field has to be filled in every fact of the kind.
func Needs(kind rehab.Kind, field string) bool { return slices.Contains(factRules[kind].must, field) }
