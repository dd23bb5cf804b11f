package document

import "xinsheng/internal/rehab"

// policePapers are issued by the county's police bureau.
func policePapers() []Spec {
	decision, discharge := []rehab.Kind{rehab.KindDecision}, []rehab.Kind{rehab.KindDischarge}
	return []Spec{
		{Kind: "decision_detox", Issuer: ByPolice, Of: decision, Pattern: "赤公(禁)社戒决字〔{year}〕{number}号", Auto: true, Body: Decision, About: decidesOn(rehab.Detox)},
		{Kind: "decision_rehab", Issuer: ByPolice, Of: decision, Pattern: "赤公(禁)社康决字〔{year}〕{number}号", Auto: true, Body: Decision, About: decidesOn(rehab.Rehab)},
		{Kind: "discharge", Issuer: ByPolice, Of: discharge, Pattern: "赤公(禁)社解通字〔{year}〕{number}号", Auto: true, Body: Discharge},
		{Kind: "test_report", Issuer: ByPolice, Of: []rehab.Kind{rehab.KindTest, rehab.KindLabResult, rehab.KindRecheckResult}, Pattern: "赤公(禁)社戒检报字〔{year}〕{number}号",
			Body: TestReport, About: reportable},
	}
}
