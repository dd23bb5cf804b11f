package document_test

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
)

// life is what happened to the specimen, by day, whatever paper is written.
func life() []rehab.Fact { return slices.Concat(begun(), breached(), away()) }

// begun is how the case began.
func begun() []rehab.Fact {
	return []rehab.Fact{
		on(2025, 12, 1, &rehab.Decision{Place: village, Number: "赤公(禁)社戒决字〔2025〕7号", FactsFound: "2025年11月18日22时许，甄䶮在住所内吸食甲基苯丙胺，被当场查获", Evidence: "现场检测报告书、本人陈述",
			LegalBasis: "《中华人民共和国禁毒法》第三十三条、《戒毒条例》第十三条", DraftedBy: "杨永刚", ApprovedBy: "罗启明"}),
		on(2025, 12, 8, &rehab.ReportIn{Village: village}),
	}
}

func on(y, m, d int, b rehab.Body) rehab.Fact { return rehab.Fact{Date: date.New(y, m, d), Body: b} }

// said is what was asked for besides, of papers without a fact.
var said = map[document.Kind]map[string]string{
	"test_notice": {"on": "2026-11-26", "place": "滨江社区禁毒工作站（滨江路18号）"},
}

// lifeOf is the life behind the paper of a kind.
func lifeOf(k document.Kind) []rehab.Fact {
	if facts := kept(k); facts != nil {
		return facts
	}
	return lifeOfLetter(k)
}
