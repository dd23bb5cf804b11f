package document

import (
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// townshipPapers are issued by the township's guidance group.
func townshipPapers() []Spec {
	return []Spec{
		{Kind: "report_in_form", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindReportIn, rehab.KindMovedIn}, Pattern: "{unit}社戒报字〔{year}〕{number}号", Body: ReportInForm},
		{Kind: "rules_notice", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindReportIn, rehab.KindMovedIn}, Pattern: "{unit}社戒知字〔{year}〕{number}号", Body: RulesNotice},
		{Kind: "agreement", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindAgreement}, Pattern: "{unit}社戒协字〔{year}〕{number}号", Body: Agreement},
		{Kind: "working_group", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindWorkingGroup}, Pattern: "{unit}社戒组字〔{year}〕{number}号", Body: WorkingGroup},
		{Kind: "help_plan", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindHelpPlan}, Pattern: "{unit}社戒帮字〔{year}〕{number}号", Body: HelpPlan},
		{Kind: "warning", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindWarning}, Pattern: "{unit}社戒警字〔{year}〕{number}号", Body: Warning},
		{Kind: "phase_assessment", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindAssessment}, Pattern: "{unit}社戒评字〔{year}〕{number}号", Body: PhaseAssessment},
		{Kind: "final_assessment", Issuer: ByTownship, Of: []rehab.Kind{rehab.KindFinalAssessment}, Pattern: "{unit}社戒期评字〔{year}〕{number}号", Body: FinalAssessment},
	}
}

func (p *Page) sex() string { return p.Of(text.FamilySex, p.Person.Sex) }
