package journey

import (
	"strconv"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// The days of the journey's end.
var (
	lastVisit = date.New(2026, 11, 18)
	passedOn  = date.New(2026, 11, 24) // the day after the last day of the first phase
)

// reward is what the village earns by a passed first phase.
const reward = text.Fen(50_00)

var contacts = []rehab.ContactType{rehab.Report, rehab.Talk, rehab.Visit}

// TestScreeningToReward takes one person through five roles, from the screening to a village's reward, approved by one of the office and paid by two.
func TestScreeningToReward(t *testing.T) {
	browser.Need(t)
	for name, look := range map[string]browser.Look{
		"Chinese": browser.Desk, "English without script": browser.Phone.In("en").WithoutScript(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := &rewardJourney{begin(t, look, date.New(2025, 11, 10))}
			j.inTurn(t, part{"police1", j.screen}, part{"police2", j.approve}, part{"police1", j.serve}, part{"town1", j.takeIn}, part{"village1", j.firstMonths},
				part{"village1", j.lastMonth}, part{"town2", j.decide}, part{"office1", j.grant},
				part{"office1", j.batch}, part{"office2", j.pay}, part{"village1", j.readStatement})
			j.nothingDiffers(t, 1)
		})
	}
}

// rewardJourney is the person on the way to a village's reward.
type rewardJourney struct{ *beginning }

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

// batch is the municipal office's next part: what is approved becomes a batch, once its sums were looked at.
func (j *rewardJourney) batch(_ *testing.T, p *person) {
	p.visit("payments")
	p.press(text.PaymentMake)
	p.Check()
	p.press(text.PaymentPreviewAll, "Count", 1)
	p.See(p.say.Money(int64(reward)))
	p.See(p.say.T(text.PaymentNoBudget))
	p.Check()
	p.Within("main").Press("form[action='/payments'] .btn-primary")
	p.told(text.PaymentMade, "Batch", p.say.T(text.PaymentBatchName, "Year", strconv.Itoa(passedOn.Year()), "Number", 1))
	p.See(p.say.T(text.PaymentOwnNote))
	if p.Count("#pay") != 0 {
		p.t.Error("who has made a batch is offered to pay it")
	}
	p.Check()
}

// pay is the part of another of the office: no voucher is refused, and a voucher is.
func (j *rewardJourney) pay(_ *testing.T, p *person) {
	p.visit("payments")
	p.Within("main").Click(p.say.T(text.PaymentBatchName, "Year", strconv.Itoa(passedOn.Year()), "Number", 1))
	p.fill("paid_on", (passedOn + 1).String())
	p.fill("voucher", "赤财支〔2026〕77号")
	p.press(text.PaymentPaySave)
	p.Within("#pay").See(p.say.T(text.ValidFuture, "Today", passedOn))
	if p.Value("voucher") != "赤财支〔2026〕77号" {
		p.t.Error("what was typed is gone")
	}
	p.Check()
	p.fill("paid_on", passedOn.String())
	p.press(text.PaymentPaySave)
	p.told(text.PaymentWasPaid)
	p.Check()
}

// readStatement is the village's: what it earned was paid.
func (j *rewardJourney) readStatement(_ *testing.T, p *person) {
	p.visit("rewards")
	p.Row(j.name).See(p.say.Of(text.FamilyRewardState, "paid"))
	p.press(text.PaymentTabStatements)
	p.See(p.say.Money(int64(reward)))
	p.Check()
}
