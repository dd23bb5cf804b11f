package server

import (
	"net/http"
	"sync"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
)

// recordForms is, for each kind of fact, the last part of the address of the form that records it; several kinds may share a page.
var recordForms = map[rehab.Kind]string{
	rehab.KindDecision: "decision", rehab.KindService: "service",
	rehab.KindReportIn: "report-in", rehab.KindGoodCause: "good-cause", rehab.KindMovedIn: "moved-in", rehab.KindCarriedIn: "carried-in",
	rehab.KindAgreement: "agreement", rehab.KindWorkingGroup: "working-group", rehab.KindHelpPlan: "help-plan/new",
	rehab.KindTest: "test", rehab.KindTestDetails: "test-details", rehab.KindObjection: "objection", rehab.KindLabResult: "lab-result", rehab.KindRecheckResult: "recheck-result",
	rehab.KindExcuseWindow: "excuse-window", rehab.KindResolution: "resolution", rehab.KindContact: "contact", rehab.KindRisk: "risk",
	rehab.KindLeave: "leave", rehab.KindLeaveDecision: "leave-decision", rehab.KindLeaveExtension: "leave-extension",
	rehab.KindLeaveExtensionRequest: "leave-extension-request", rehab.KindLeaveExtensionRefusal: "leave-extension-refusal", rehab.KindLeaveReturn: "leave-return",
	rehab.KindDeparture: "departure", rehab.KindDepartureReturn: "departure-return",
	rehab.KindAdmonition: "admonition", rehab.KindWarning: "warning", rehab.KindRefusal: "refusal", rehab.KindPoliceReport: "police-report",
	rehab.KindPoliceOutcome: "police-outcome", rehab.KindExemption: "exemption",
	rehab.KindLostContact: "lost-contact", rehab.KindContactRestored: "contact-restored",
	rehab.KindSuspension: "suspension", rehab.KindResumption: "resumption",
	rehab.KindTransferRequest: "transfer", rehab.KindTransferOrigin: "transfer", rehab.KindTransferDestination: "transfer",
	rehab.KindTransferPoliceNotified: "transfer", rehab.KindTransfer: "transfer", rehab.KindTransferReportIn: "transfer",
	rehab.KindTransferReceipt: "transfer-receipt", rehab.KindTransferWithdrawn: "transfer", rehab.KindForwardFile: "transfer",
	rehab.KindPhaseOpinion: "assessment", rehab.KindAssessment: "assessment", rehab.KindFinalAssessment: "assessment",
	rehab.KindFileToPolice: "file-to-police", rehab.KindDischarge: "discharge", rehab.KindDischargeService: "discharge-service", rehab.KindDischargeNotified: "discharge-notified",
	rehab.KindTermination: "termination", rehab.KindIsolation: "isolation", rehab.KindRevocation: "revocation", rehab.KindReturned: "returned",
	rehab.KindPaperService: "paper-service",
}

// dutyForms is, for each duty, the last part of the address of the form that would meet it. A late report-in asks for a finding: of refusal
// there, of good cause on the page that it leads to.
var dutyForms = map[rehab.Duty]string{
	rehab.DutyServePerson: "service", rehab.DutyServeFamily: "service", rehab.DutyNotifyTownship: "service",
	rehab.DutyReportIn: "report-in", rehab.DutyDecideReportIn: "refusal",
	rehab.DutyAgreement: "agreement", rehab.DutyWorkingGroup: "working-group", rehab.DutyHelpPlan: "help-plan/new",
	rehab.DutyTest: "visit", rehab.DutyContactReport: "visit", rehab.DutyContactVisit: "visit", rehab.DutyContactTalk: "visit",
	rehab.DutyDecideAbsence: "absence", rehab.DutyResolveMissed: "resolution", rehab.DutyTestDetails: "test-details", rehab.DutyConfirmPositive: "lab-result",
	rehab.DutyReportToPolice: "police-report", rehab.DutyPoliceOutcome: "police-outcome", rehab.DutyIsolation: "isolation",
	rehab.DutyLeaveDecision: "leave-decision", rehab.DutyLeaveExtension: "leave-extension", rehab.DutyLeaveReturn: "leave-return", rehab.DutyDepartureReturn: "departure-return",
	rehab.DutyTransferOrigin: "transfer", rehab.DutyTransferDestination: "transfer", rehab.DutyTransferPoliceNotified: "transfer",
	rehab.DutyTransferReportIn: "transfer", rehab.DutyForwardFile: "transfer",
	rehab.DutyPhaseAssessment: "assessment", rehab.DutyFinalAssessment: "assessment", rehab.DutyFileToPolice: "file-to-police",
	rehab.DutyDischarge: "discharge", rehab.DutyNotifyTownshipDischarge: "discharge-notified",
}

// caseForms are the pages of one case in the table of routes, by the last part of their address, with the action each needs. They are read
// from the table when first asked for, since the table's handlers ask too.
var caseForms struct {
	once sync.Once
	by   map[string]access.Action
}

const casePrefix = "/cases/{case}/"

// formAction returns the action that the page of a case needs; false when the table has no such page.
func formAction(form string) (access.Action, bool) {
	caseForms.once.Do(func() {
		caseForms.by = map[string]access.Action{}
		for _, rt := range Routes() {
			if len(rt.Path) > len(casePrefix) && rt.Path[:len(casePrefix)] == casePrefix && rt.Method == http.MethodGet {
				caseForms.by[rt.Path[len(casePrefix):]] = rt.Action
			}
		}
	})
	action, ok := caseForms.by[form]
	return action, ok
}

func formPath(form string, caseID uuid.UUID) string {
	if _, ok := formAction(form); !ok {
		return ""
	}
	return "/cases/" + caseID.String() + "/" + form
}

// recordPath returns the address of the form that records a fact of the kind in a case, "" where there is none.
func recordPath(kind rehab.Kind, caseID uuid.UUID) string { return formPath(recordForms[kind], caseID) }

// dutyPath returns the address of the form that would meet a duty of a case, "" where there is none. What the duty is about may be added as the
// query "of" (the fact, or the window's month), so that the form opens with it chosen.
func dutyPath(duty rehab.Duty, caseID uuid.UUID) string { return formPath(dutyForms[duty], caseID) }

// mayDuty reports whether the actor's role may open the form that would meet a duty.
func mayDuty(actor access.Actor, duty rehab.Duty) bool {
	action, ok := formAction(dutyForms[duty])
	return ok && actor.May(action)
}

// mayRecord reports whether the actor can record a fact of the kind now: there is a form, the role may, and the case stands so that it can be.
func mayRecord(actor access.Actor, o *casework.Opened, kind rehab.Kind) bool {
	action, ok := formAction(recordForms[kind])
	return ok && actor.May(action) && o.CanDo(actor, kind)
}
