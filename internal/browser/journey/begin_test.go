package journey

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// beginning is a person whose way begins with the screening, as several journeys do.
type beginning struct {
	*office
	name, number    string
	found, reportIn date.Date
	at              string // the address of the case
	decision        string // its number
}

// begin opens the program on the day on which somebody is found; the person reports in two weeks later.
func begin(t *testing.T, look browser.Look, found date.Date) *beginning {
	t.Helper()
	j := &beginning{office: open(t, look), name: "甄新程", number: testkit.IDNumber(date.New(1991, 4, 12), 7), found: found, reportIn: found + 14}
	j.Clock.Set(found)
	return j
}

func (j *beginning) lastDay() date.Date { return j.reportIn.AddMonths(36) - 1 }

func (j *beginning) id(t *testing.T) uuid.UUID {
	t.Helper()
	return uuid.MustParse(j.at[len("/cases/"):])
}

// screen is the police officer's part: nobody knows the number, the screening is recorded, the decision drafted and submitted.
func (j *beginning) screen(_ *testing.T, p *person) {
	p.visit("intake")
	p.Check()
	p.fill("document", j.number)
	p.fill("reason", "查获吸毒")
	p.press(text.IntakeAsk)
	p.See(p.say.T(text.IntakeUnknown))
	p.See(p.say.Date(date.New(1991, 4, 12)))
	p.Check()
	p.fill("name", j.name)
	p.fill("phone", "139 0000 0007")
	p.fill("occupation", "务农")
	p.fill("registered_address", "赤水市市中街道")
	p.fill("actual_address", "赤水市市中街道滨江社区")
	for part, rating := range map[string]rehab.Rating{"family": rehab.Fair, "health": rehab.Good, "living": rehab.Good, "mind": rehab.Fair} {
		p.pick("screen_"+part, text.FamilyRating, string(rating))
	}
	p.fill("screen_mind_text", "愿意配合")
	p.pick("conclusion", text.FamilyConclusion, string(rehab.Fit))
	p.pick("measure", text.FamilyIntakeMeasure, "detox-36")
	p.Within("main").Choose(p.field("place"), "滨江社区")
	p.press(text.IntakeSave)
	p.told(text.IntakeSavedFit)
	j.at = p.caseAt()

	p.visit("decisions")
	p.Check()
	p.Row(j.name).Click(p.say.T(text.DecisionDraftIt))
	p.fill("facts_found", "前一日晚在滨江社区吸食冰毒，现场检测甲基苯丙胺阳性。")
	p.fill("evidence", "现场检测报告书、本人陈述")
	p.Check()
	p.press(text.DecisionSubmit)
	p.told(text.DecisionSubmitted)
	if p.Count("form[action$='/approve']") != 0 {
		p.t.Error("the drafter is offered to approve")
	}
}

// approve is the part of another officer, who signs what waits.
func (j *beginning) approve(t *testing.T, p *person) {
	p.See(p.say.T(text.WorklistDrafts, "Count", 1))
	p.visit("decisions")
	p.Row(j.name).Click(p.say.T(text.DecisionApproveIt))
	p.See("现场检测甲基苯丙胺阳性")
	p.Check()
	p.press(text.DecisionApprove)
	j.decision = fmt.Sprintf("赤公(禁)社戒决字〔%d〕1号", j.found.Year())
	p.told(text.DecisionIssued, "Number", j.decision)
}

// serve is the officer's part again: everybody has the decision in hand the same day.
func (j *beginning) serve(_ *testing.T, p *person) {
	p.See(j.name)
	p.visit("decisions")
	p.Row(j.name).Click(p.say.T(text.DecisionServeIt))
	p.Check()
	for _, to := range []string{"person", "family", "township"} {
		p.fill(to+"_date", j.found.String())
	}
	p.fill("family_receiver", "甄家属")
	p.fill("family_relation", "母亲")
	p.fill("township_receiver", "市中街道办")
	p.press(text.DecisionServiceSave)
	p.told(text.DecisionServiceSaved)
	p.See(p.say.T(text.DecisionReportInBy, "Due", j.found+15))
	p.Check()
}

// takeIn is the township worker's part: report-in, agreement, working group, help plan.
func (j *beginning) takeIn(_ *testing.T, p *person) {
	p.on(j.reportIn)
	p.Check()
	p.Row(j.name).Click(p.say.T(text.WorklistHandle))
	p.At(j.at + "/report-in")
	p.See(p.say.Date(j.lastDay()))
	p.Check()
	p.record(rehab.KindReportIn, "place", "市中街道办事处")
	p.told(text.RecordReportedIn, "Last", j.lastDay(), "Due", j.reportIn+7)
	p.At("/worklist") // where the form was opened
	p.Within("main").Click(j.name)
	p.At(j.at)
	p.See(j.decision)
	for _, paper := range []struct {
		duty   rehab.Duty
		fields []string
	}{
		{rehab.DutyAgreement, []string{"measures", "每月检测、报告各一次；就业援助。", "signed_by", j.name}},
		{rehab.DutyWorkingGroup, []string{"police", "杨永刚", "medic", "甄医生", "family", "甄家属", "volunteer", "甄志愿"}},
		{rehab.DutyHelpPlan, []string{"counselling", "每月谈话一次", "skills", "介绍到园区务工"}},
	} {
		p.Within("#due").Row(p.say.Of(text.FamilyObligation, string(paper.duty))).Click(p.say.T(text.CasefileGo))
		p.Check()
		p.record(rehab.Kind(paper.duty), paper.fields...)
		p.told(text.RecordSaved, "What", p.say.Of(text.FamilyRecordTitle, string(paper.duty)))
	}
	p.Within("#group").See("甄志愿")
	p.Within("#plan").See("介绍到园区务工")
	p.Check()
}

// visitHome records a test and the three contacts of one visit, from the worklist and back to it.
func (j *beginning) visitHome(p *person) {
	p.Row(j.name).Click(p.say.T(text.WorklistRecord))
	p.At(j.at + "/visit")
	p.Within("#test").Choose(p.say.T(text.VisitResult), p.say.Of(text.FamilyTestResult, string(rehab.Negative)))
	p.press(text.VisitMore)
	p.Within("#test").Fill(p.say.T(text.VisitCollectorB), "甄助手")
	for _, kind := range contacts {
		p.Within("#contacts").Tick(p.say.Of(text.FamilyContact, string(kind)))
	}
	p.Within("#contacts").Fill(p.say.T(text.VisitContentTalk), "谈了工作，情绪稳定")
	p.Within("#situation").Fill(p.say.T(text.VisitMood), "稳定")
	p.Check()
	p.press(text.ButtonSave)
	p.Within("#flash").See(p.say.T(text.VisitWhatTest, "Result", p.say.Of(text.FamilyTestResult, string(rehab.Negative))))
}
