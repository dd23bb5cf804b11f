package journey

import (
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// The days of the journey.
var (
	found      = date.New(2025, 11, 10)
	reportedIn = date.New(2025, 11, 24)
	lastVisit  = date.New(2026, 11, 18)
	passedOn   = date.New(2026, 11, 24) // the day after the last day of the first phase
	lastDay    = date.New(2028, 11, 23)
)

// reward is what the village earns by a passed first phase.
const reward = text.Fen(50_00)

var contacts = []rehab.ContactType{rehab.Report, rehab.Talk, rehab.Visit}

// TestScreeningToReward takes one person through five roles, from the screening to a village's approved reward.
func TestScreeningToReward(t *testing.T) {
	browser.Need(t)
	for name, look := range map[string]browser.Look{
		"Chinese": browser.Desk, "English without script": browser.Phone.In("en").WithoutScript(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := &rewardJourney{office: open(t, look), name: "甄新程", number: testkit.IDNumber(date.New(1991, 4, 12), 7)}
			j.Clock.Set(found)
			browser.Open(t, j.URL, look).Check() // stays open, so that Chromium does
			for _, part := range []part{
				{"police1", j.screen}, {"police2", j.approve}, {"police1", j.serve}, {"town1", j.takeIn}, {"village1", j.firstMonths},
				{"village1", j.lastMonth}, {"town2", j.decide}, {"office1", j.grant},
			} {
				if !t.Run(part.who, func(t *testing.T) { part.do(t, j.as(t, part.who)) }) {
					return
				}
			}
			j.nothingDiffers(t, 1)
		})
	}
}

// rewardJourney is the person on the way, and the pages that lead there.
type rewardJourney struct {
	*office
	name, number string
	at           string // the address of the case
	decision     string // its number
}

func (j *rewardJourney) id(t *testing.T) uuid.UUID {
	t.Helper()
	return uuid.MustParse(j.at[len("/cases/"):])
}

// screen is the police officer's part: nobody knows the number, the screening is recorded, the decision drafted and submitted.
func (j *rewardJourney) screen(_ *testing.T, p *person) {
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
	p.fill("facts_found", "2025年11月9日晚在滨江社区吸食冰毒，现场检测甲基苯丙胺阳性。")
	p.fill("evidence", "现场检测报告书、本人陈述")
	p.Check()
	p.press(text.DecisionSubmit)
	p.told(text.DecisionSubmitted)
	if p.Count("form[action$='/approve']") != 0 {
		p.t.Error("the drafter is offered to approve")
	}
}

// approve is the part of another officer, who signs what waits.
func (j *rewardJourney) approve(t *testing.T, p *person) {
	p.See(p.say.T(text.WorklistDrafts, "Count", 1))
	p.visit("decisions")
	p.Row(j.name).Click(p.say.T(text.DecisionApproveIt))
	p.See("现场检测甲基苯丙胺阳性")
	p.Check()
	p.press(text.DecisionApprove)
	j.decision = "赤公(禁)社戒决字〔2025〕1号"
	p.told(text.DecisionIssued, "Number", j.decision)
}

// serve is the officer's part again: everybody has the decision in hand the same day.
func (j *rewardJourney) serve(_ *testing.T, p *person) {
	p.See(j.name)
	p.visit("decisions")
	p.Row(j.name).Click(p.say.T(text.DecisionServeIt))
	p.Check()
	for _, to := range []string{"person", "family", "township"} {
		p.fill(to+"_date", found.String())
	}
	p.fill("family_receiver", "甄家属")
	p.fill("family_relation", "母亲")
	p.fill("township_receiver", "市中街道办")
	p.press(text.DecisionServiceSave)
	p.told(text.DecisionServiceSaved)
	p.See(p.say.T(text.DecisionReportInBy, "Due", found+15))
	p.Check()
}

// takeIn is the township worker's part: report-in, agreement, working group, help plan.
func (j *rewardJourney) takeIn(_ *testing.T, p *person) {
	p.on(reportedIn)
	p.Check()
	p.Row(j.name).Click(p.say.T(text.WorklistHandle))
	p.At(j.at + "/report-in")
	p.See(p.say.Date(lastDay))
	p.Check()
	p.record(rehab.KindReportIn, "place", "市中街道办事处")
	p.told(text.RecordReportedIn, "Last", lastDay, "Due", reportedIn+7)
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

// firstMonths is the village worker's part of the first two months: the first through the visit form, the second through the sheet. The rest up to
// the last month goes the same way without a browser, so that the journey is quick.
func (j *rewardJourney) firstMonths(t *testing.T, p *person) {
	p.on(date.New(2025, 12, 10))
	j.visitHome(p)

	p.on(date.New(2026, 1, 15))
	p.visit("sheet")
	p.See(p.say.Month(date.New(2026, 1, 15).Month()))
	row := p.Within("tbody:has(a[href='" + j.at + "'])")
	row.Choose("result-", p.say.Of(text.FamilyTestResult, string(rehab.Negative)))
	for _, kind := range contacts {
		row.Tick(p.say.Of(text.FamilyContact, string(kind)))
	}
	p.Check()
	p.press(text.SheetSave)
	p.told(text.SheetSaved, "Count", 1)
	p.Within("tbody:has(a[href='" + j.at + "'])").See(p.say.T(text.SheetJustSaved))

	worker := testkit.Actor(t, j.Service, "village1")
	for day := date.New(2026, 2, 9); day < lastVisit.Month().First(); day = day.AddMonths(1) {
		j.Clock.Set(day)
		v := casework.Visit{Case: j.id(t), Key: uuid.Must(uuid.NewV7()), TestOn: day, Test: &rehab.DrugTest{Result: rehab.Negative, CollectorA: worker.Name, CollectorB: "甄助手"}}
		for _, kind := range contacts {
			v.Contacts = append(v.Contacts, casework.VisitContact{On: day, Body: &rehab.Contact{Type: kind, Staff: worker.Name}})
		}
		if _, err := j.Work.RecordVisit(t.Context(), worker, v); err != nil {
			t.Fatalf("%s: %v", day, err)
		}
	}
}

// visitHome records a test and the three contacts of one visit, from the worklist and back to it.
func (j *rewardJourney) visitHome(p *person) {
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

// lastMonth is the village worker's part of the phase's last month: the visit, and the village's opinion.
func (j *rewardJourney) lastMonth(_ *testing.T, p *person) {
	p.on(lastVisit)
	j.visitHome(p)
	p.visit("assessments")
	p.Check()
	p.Click(j.name)
	p.At(j.at + "/assessment")
	opinion := p.Within("form[action*='/assessment/opinion']")
	opinion.Choose(p.field("result"), p.say.Of(text.FamilyAssessmentResult, string(rehab.Pass)))
	opinion.Fill(p.field("text"), "按时检测、报告，已在园区务工，同意通过。")
	p.Check()
	opinion.Press("button")
	p.told(text.AssessmentOpinionSaved)
}

// decide is the township lead's part: the phase is passed, and the village's reward verified.
func (j *rewardJourney) decide(_ *testing.T, p *person) {
	p.on(passedOn)
	p.Check()
	p.Row(j.name).Click(p.say.T(text.WorklistDecide))
	p.At(j.at + "/assessment")
	p.See("已在园区务工")
	decision := p.Within("form[action*='/assessment/decision']")
	decision.Choose(p.field("result"), p.say.Of(text.FamilyAssessmentResult, string(rehab.Pass)))
	decision.Fill(p.field("text"), "同意村级意见。")
	decision.Press("button")
	p.told(text.AssessmentRewardEarned, "Amount", reward)
	p.At("/worklist")
	p.Row(p.say.T(text.WorklistRewardsVerify, "Count", 1)).Press("a")
	p.At("/rewards")
	p.Check()
	p.Row(j.name).ClickTwice(p.say.T(text.RewardVerify))
	p.At("/rewards") // and not at the person, whose row lies under the button
	p.told(text.RewardWasVerified)
	p.visit("rewards")
	p.Row(j.name).See(p.say.Of(text.FamilyRewardState, "verified"))
	if p.Count("form[action$='/approve']") != 0 {
		p.t.Error("who has verified is offered to approve")
	}
}

// grant is the municipal office's part: the reward is approved, and the ledger says so.
func (j *rewardJourney) grant(_ *testing.T, p *person) {
	p.visit("worklist")
	p.Check()
	p.Row(p.say.T(text.WorklistRewardsApprove, "Count", 1)).Press("a")
	p.At("/rewards")
	p.Row(j.name).Click(p.say.T(text.RewardApprove))
	p.told(text.RewardWasApproved)
	p.visit("rewards")
	p.Row(j.name).See(p.say.Of(text.FamilyRewardState, "approved"))
	p.Row(j.name).See(p.say.Money(int64(reward)))
	p.Check()
	p.visit("dashboard")
	p.Check()
	p.Go(j.at)
	p.See(p.say.Of(text.FamilyPhaseState, string(rehab.PhasePassed)))
	p.Check()
}
