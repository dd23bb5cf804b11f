package document

import "xinsheng/internal/rehab"

// villagePapers are issued by the village that answers for the person.
func villagePapers() []Spec {
	return []Spec{
		{Kind: "test_notice", Issuer: ByVillage, Asks: []string{"on", "place"}, Pattern: "{unit}社戒检通字〔{year}〕{number}号", Body: TestNotice, Applies: inExecution},
		{Kind: "test_record", Issuer: ByVillage, Of: []rehab.Kind{rehab.KindTest}, Pattern: "{unit}社戒检录字〔{year}〕{number}号", Body: TestRecord},
	}
}
