package document

import "xinsheng/internal/rehab"

// policePapers are issued by the county's police bureau.
func policePapers() []Spec {
	return []Spec{
		{Kind: "test_report", Issuer: ByPolice, Of: []rehab.Kind{rehab.KindTest, rehab.KindLabResult, rehab.KindRecheckResult}, Pattern: "赤公(禁)社戒检报字〔{year}〕{number}号",
			Body: TestReport, About: reportable},
	}
}
