package journey

import (
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// orderly is how somebody who reported in on a day, and all who work with them, keep every rule until another day: agreement, group and plan in the first
// week, a test and three contacts each month, each phase passed.
func orderly(reportIn, until date.Date) []casework.Step {
	steps := []casework.Step{
		testkit.Step(access.AgreementRecord, reportIn+2, &rehab.Agreement{Measures: "每月检测、报告各一次", SignedBy: "本人"}),
		testkit.Step(access.WorkingGroupRecord, reportIn+3, &rehab.WorkingGroup{Worker: []string{"李秀珍"}, Police: []string{"杨永刚"}, Medic: []string{"甄医生"}, Family: []string{"甄家属"}, Volunteer: []string{"甄志愿"}}),
		testkit.Step(access.HelpPlanRecord, reportIn+4, &rehab.HelpPlan{Counselling: "每月谈话一次"}),
	}
	steps = append(steps, months(reportIn, reportIn.Month()+1, until)...)
	for n := 1; ; n++ {
		end := reportIn.AddMonths(12 * n)
		if end+1 > until {
			break
		}
		steps = append(steps,
			testkit.Step(access.AssessmentOpinion, end-5, &rehab.PhaseOpinion{Phase: n, Suggestion: rehab.Pass, Text: "配合"}),
			testkit.Step(access.AssessmentDecide, end+1, &rehab.Assessment{Phase: n, Result: rehab.Pass}))
	}
	slices.SortStableFunc(steps, func(a, b casework.Step) int { return int(a.Entry.Date - b.Entry.Date) })
	return steps
}

// months is the round of each month from the first one to a day: a negative test and the three contacts, on the eighth or on the term's last days.
func months(reportIn date.Date, first date.Month, until date.Date) []casework.Step {
	var steps []casework.Step
	for m := first; m.First()+1 <= until; m++ {
		day := min(m.First()+7, reportIn.AddMonths(36)-1, until)
		steps = append(steps, testkit.Step(access.DrugTestRecord, day, &rehab.DrugTest{Result: rehab.Negative, CollectorA: "李秀珍", CollectorB: "甄助手"}))
		for _, kind := range contacts {
			steps = append(steps, testkit.Step(access.ContactRecord, day, &rehab.Contact{Type: kind, Staff: "李秀珍", Content: "情况稳定"}))
		}
	}
	return steps
}
