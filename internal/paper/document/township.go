package document

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// townshipPapers are issued by the township's guidance group.
func townshipPapers() []Spec {
	of := func(kinds ...rehab.Kind) []rehab.Kind { return kinds }
	return []Spec{
		{Kind: "report_in_form", Issuer: ByTownship, Of: of(rehab.KindReportIn, rehab.KindMovedIn), Pattern: "{unit}社戒报字〔{year}〕{number}号", Body: ReportInForm},
		{Kind: "rules_notice", Issuer: ByTownship, Of: of(rehab.KindReportIn, rehab.KindMovedIn), Pattern: "{unit}社戒知字〔{year}〕{number}号", Body: RulesNotice},
		{Kind: "agreement", Issuer: ByTownship, Of: of(rehab.KindAgreement), Pattern: "{unit}社戒协字〔{year}〕{number}号", Body: Agreement},
		{Kind: "working_group", Issuer: ByTownship, Of: of(rehab.KindWorkingGroup), Pattern: "{unit}社戒组字〔{year}〕{number}号", Body: WorkingGroup},
		{Kind: "help_plan", Issuer: ByTownship, Of: of(rehab.KindHelpPlan), Pattern: "{unit}社戒帮字〔{year}〕{number}号", Body: HelpPlan},
		{Kind: "admonition", Issuer: ByTownship, Of: of(rehab.KindAdmonition), Pattern: "{unit}社戒劝字〔{year}〕{number}号", Body: Admonition},
		{Kind: "warning", Issuer: ByTownship, Of: of(rehab.KindWarning), Pattern: "{unit}社戒告字〔{year}〕{number}号", Body: Warning},
		{Kind: "breach_record", Issuer: ByTownship, Of: breached, Pattern: "{unit}社戒违字〔{year}〕{number}号", Body: BreachRecord, About: isBreach},
		{Kind: "serious_breach_proof", Issuer: ByTownship, Pattern: "{unit}社戒证字〔{year}〕{number}号", Body: Proof, Applies: hasGround},
		{Kind: "late_report_in_proof", Issuer: ByTownship, Pattern: "{unit}社戒逾字〔{year}〕{number}号", Body: LateProof, Applies: isLate},
		{Kind: "handover_receipt", Issuer: ByTownship, Of: of(rehab.KindPoliceReport), Pattern: "{unit}社戒移字〔{year}〕{number}号", Body: Handover},
		{Kind: "leave_form", Issuer: ByTownship, Of: of(rehab.KindLeave), Pattern: "{unit}社戒假字〔{year}〕{number}号", Body: LeaveForm},
		{Kind: "transfer_form", Issuer: ByTownship, Of: of(rehab.KindTransferRequest, rehab.KindTransfer), Pattern: "{unit}社戒变字〔{year}〕{number}号", Body: TransferForm, About: standsAlone},
		{Kind: "suspension_statement", Issuer: ByTownship, Of: of(rehab.KindSuspension), Pattern: "{unit}社戒中字〔{year}〕{number}号", Body: Suspension},
		{Kind: "resumption_statement", Issuer: ByTownship, Of: of(rehab.KindResumption), Pattern: "{unit}社戒恢字〔{year}〕{number}号", Body: Resumption},
		{Kind: "termination_statement", Issuer: ByTownship, Of: of(rehab.KindTermination), Pattern: "{unit}社戒终字〔{year}〕{number}号", Body: Termination},
		{Kind: "phase_assessment", Issuer: ByTownship, Of: of(rehab.KindAssessment), Pattern: "{unit}社戒评字〔{year}〕{number}号", Body: PhaseAssessment},
		{Kind: "final_assessment", Issuer: ByTownship, Of: of(rehab.KindFinalAssessment), Pattern: "{unit}社戒期评字〔{year}〕{number}号", Body: FinalAssessment},
	}
}

func (p *Page) sex() string { return p.Of(text.FamilySex, p.Person.Sex) }
