package document_test

import (
	"cmp"
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
)

// The facts that others of a life without a breach refer to.
var (
	leavePlanned  = idOf(801)
	foundPositive = idOf(802)
)

// kept is the life of somebody who keeps to the agreement, for the papers of the daily work; nil for other papers.
func kept(k document.Kind) []rehab.Fact {
	if k == "final_assessment" {
		return tillTheEnd()
	}
	if slices.Contains([]document.Kind{"report_in_form", "rules_notice", "agreement", "working_group", "help_plan", "test_notice", "test_record", "test_report", "phase_assessment"}, k) {
		return firstYear()
	}
	return nil
}

func byDay(facts []rehab.Fact) []rehab.Fact {
	slices.SortStableFunc(facts, func(a, b rehab.Fact) int { return cmp.Compare(a.Date, b.Date) })
	return facts
}

// firstYear is what happened from report-in to the judgement of the first phase.
func firstYear() []rehab.Fact {
	found := on(2026, 9, 8, &rehab.DrugTest{Result: rehab.Positive, DetailsDue: true})
	found.ID = foundPositive
	leave := on(2026, 4, 13, &rehab.Leave{From: date.New(2026, 4, 15), Until: date.New(2026, 4, 20), To: "遵义市", Reason: "探望亲属"})
	leave.ID = leavePlanned
	facts := []rehab.Fact{
		life()[0], // the decision
		on(2025, 12, 2, &rehab.Service{To: rehab.ToPerson, How: rehab.Direct, ServedBy: "杨永刚"}),
		on(2025, 12, 8, &rehab.ReportIn{Village: village, Place: "市中街道禁毒工作站"}),
		on(2025, 12, 10, &rehab.WorkingGroup{Worker: []string{"李秀珍", "王廷贵"}, Police: []string{"杨永刚"}, Medic: []string{"陈医生"}, Family: []string{"甄大娘"}, Note: "本社区暂时没有禁毒志愿者。"}),
		on(2025, 12, 12, &rehab.Agreement{Measures: "每月到社区卫生服务中心复查一次，接受心理疏导\n参加就业局2026年第一季度的木工技能培训\n由母亲协助管理日常开支，每周向专职人员反映一次情况", SignedBy: "甄䶮"}),
		on(2025, 12, 14, &rehab.HelpPlan{Counselling: "每月一次戒毒知识辅导\n每季度一次心理疏导", Education: "每月谈话一次，以案说法", Skills: "推荐参加木工技能培训", Medical: "联系社区卫生服务中心，每季度体检一次"}),
		leave, on(2026, 4, 14, &rehab.LeaveDecision{Of: leavePlanned, Agreed: true}), on(2026, 4, 20, &rehab.LeaveReturn{Of: leavePlanned}),
		on(2026, 5, 6, &rehab.DrugTest{Result: rehab.Refused, Reason: "到场后拒绝提供尿样"}),
		on(2026, 5, 7, &rehab.Admonition{Text: "拒绝检测一次"}),
		found,
		on(2026, 9, 8, &rehab.TestDetails{Of: foundPositive, CollectorA: "李秀珍", CollectorB: "陈医生", Place: "滨江社区禁毒工作站", MOP: rehab.PanelNegative, MET: rehab.PanelPositive, KET: rehab.PanelNegative,
			MDMA: rehab.PanelNegative, THC: rehab.PanelNegative, COC: rehab.PanelNotTested, Specimen: "CS2026-0908-01", SealA: "A20260908", SealB: "B20260908", ReadOn: date.New(2026, 9, 8), Signed: rehab.HasSigned}),
		on(2026, 9, 9, &rehab.TestObjection{Of: foundPositive, Against: rehab.AgainstStrip, Reason: "称服用了感冒药"}),
		on(2026, 9, 11, &rehab.LabResult{Of: foundPositive, Result: rehab.Negative, Laboratory: "遵义市公安司法鉴定中心", Number: "遵公鉴（毒）字〔2026〕118号"}),
		on(2026, 11, 16, &rehab.PhaseOpinion{Phase: 1, Text: "按月报告，配合检测，与家人关系改善。\n已在家具厂务工三个月。", Suggestion: rehab.Pass}),
		on(2026, 11, 20, &rehab.Assessment{Phase: 1, Result: rehab.Pass, Health: "戒断症状缓解，身体状况良好，情绪稳定", Work: "在市内一家家具厂从事木工，月收入约3500元", Family: "与母亲同住，家庭支持较好",
			Text: "第一阶段能够遵守协议，阳性结果经实验室检测排除。同意村（社区）的意见。"}),
	}
	for _, m := range []int{1, 2, 3, 4, 6, 7, 8, 10, 11} {
		facts = append(facts, tested(2026, m, 6))
	}
	return byDay(facts)
}

// tested is a whole negative test.
func tested(y, m, d int) rehab.Fact {
	return on(y, m, d, &rehab.DrugTest{Result: rehab.Negative, Method: rehab.Strip, Place: "滨江社区禁毒工作站", CollectorA: "李秀珍", CollectorB: "陈医生", MOP: rehab.PanelNegative, MET: rehab.PanelNegative,
		KET: rehab.PanelNegative, MDMA: rehab.PanelNegative, THC: rehab.PanelNegative, COC: rehab.PanelNotTested, Specimen: "CS-20261106-02", ReadOn: date.New(y, m, d), Signed: rehab.HasSigned})
}

// tillTheEnd is three years, up to the judgement before the term ends.
func tillTheEnd() []rehab.Fact {
	facts := firstYear()
	for m := date.NewMonth(2026, 12); m <= date.NewMonth(2028, 11); m++ {
		if y, month := m.YM(); m != date.NewMonth(2027, 6) {
			facts = append(facts, tested(y, month, 8))
		}
	}
	return byDay(append(facts,
		on(2027, 12, 20, &rehab.Assessment{Phase: 2, Result: rehab.Pass, Text: "同意通过"}),
		on(2028, 11, 16, &rehab.PhaseOpinion{Phase: 3, Text: "三年来操守保持良好，有稳定工作。", Suggestion: rehab.Pass}),
		on(2028, 11, 20, &rehab.FinalAssessment{Result: rehab.Pass, Health: "身体健康，未见复吸迹象", Work: "在家具厂稳定就业", Family: "已婚，与家人同住，关系和睦", Help: "累计参加技能培训两次，获得临时救助一次", Text: "执行期间总体遵守协议，三年未复吸，建议期满解除社区戒毒。"}),
	))
}
