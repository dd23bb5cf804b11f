package journey

import (
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// TestRelapseToIsolation takes a person who has passed the first phase from a positive on the month sheet to compulsory isolation.
func TestRelapseToIsolation(t *testing.T) {
	browser.Need(t)
	for name, look := range map[string]browser.Look{"Chinese": browser.Desk, "English without script": browser.Phone.In("en").WithoutScript()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reportIn := date.New(2025, 3, 3)
			j := &relapse{office: open(t, look), name: "甄编一"}
			j.id = testkit.Case(t, j.Service, testkit.Near, reportIn, 0, orderly(reportIn, date.New(2026, 10, 20))...)
			j.at = "/cases/" + j.id.String()
			j.inTurn(t, part{"village1", j.positive}, part{"town1", j.tell}, part{"police1", j.answer},
				part{"village1", j.leftToVillage}, part{"town2", j.leftToTownship}, part{"office1", j.leftToOffice})
			j.nothingDiffers(t, 1)
		})
	}
}

type relapse struct {
	*office
	id       uuid.UUID
	name, at string
}

// positive is the village worker's part: result and day on the sheet, the rest of the record from there.
func (j *relapse) positive(_ *testing.T, p *person) {
	p.visit("sheet")
	row := p.Within("tbody:has(a[href='" + j.at + "'])")
	row.Choose("result-", p.say.Of(text.FamilyTestResult, string(rehab.Positive)))
	p.Within("main").Fill(p.say.T(text.SheetCollectorB), "甄助手")
	p.press(text.SheetSave)
	p.told(text.SheetSaved, "Count", 1)
	row.See(p.say.T(text.SheetPositiveOpen))
	p.Check()
	row.Click(p.say.T(text.SheetCompleteNow))
	p.At(j.at + "/test-details")
	p.Check()
	form := p.Within("main form[data-main]")
	label := func(field string) string { return p.recordField(rehab.KindTestDetails, field) }
	form.Choose(label("panel"), p.say.Of(text.FamilyRecordPanel, "each"))
	form.Choose(label("met"), p.say.Of(text.FamilyPanelResult, "positive"))
	form.Fill(label("specimen"), "Y2026-11")
	form.Fill(label("seal_a"), "A-77")
	form.Fill(label("seal_b"), "B-77")
	form.Choose(label("signed"), p.say.Of(text.FamilySignature, "signed"))
	form.Click(p.say.T(text.ButtonSave))
	p.Go(j.at)
	p.Within("#due").See(p.say.Of(text.FamilyObligation, string(rehab.DutyReportToPolice)))
	p.Check()
}

// tell is the township's part: the police are told the same day, and the laboratory's result recorded; the person objects to nothing.
func (j *relapse) tell(_ *testing.T, p *person) {
	p.Row(j.name).See(p.say.Of(text.FamilyObligation, string(rehab.DutyReportToPolice)))
	p.Within("main").Click(j.name)
	p.Within("#due").Row(p.say.Of(text.FamilyObligation, string(rehab.DutyReportToPolice))).Click(p.say.T(text.CasefileGo))
	p.At(j.at + "/police-report")
	p.Check()
	p.record(rehab.KindPoliceReport, "note", "当日电话并书面报告市中派出所")
	p.Go(j.at)
	p.Within("main").Click(p.say.T(text.CasefilePositiveAll))
	p.See(p.say.Of(text.FamilyPositiveStep, "told"))
	p.Check()
}

// answer is the police officer's part: the report waits on the worklist, isolation is decided, and the case ends.
func (j *relapse) answer(_ *testing.T, p *person) {
	p.Row(j.name).Click(p.say.T(text.WorklistHandle))
	p.At(j.at + "/police-outcome")
	p.Check()
	p.Within("main form[data-main]").Choose(p.recordField(rehab.KindPoliceOutcome, "outcome"), p.say.Of(text.FamilyOutcome, string(rehab.ToIsolated)))
	p.record(rehab.KindPoliceOutcome, "reason", "再次吸食毒品")
	p.told(text.RecordIsolationNext)
	p.At(j.at + "/isolation")
	p.Go(j.at) // somebody is called away, and comes back by the worklist
	p.See(p.say.T(text.CasefileIsolationDue, "Day", testkit.Today))
	p.Check()
	p.visit("worklist")
	p.Row(j.name).See(p.say.Of(text.FamilyObligation, string(rehab.DutyIsolation)))
	p.Row(j.name).Click(p.say.T(text.WorklistHandle))
	p.At(j.at + "/isolation")
	p.Check()
	p.record(rehab.KindIsolation, "number", "赤公(禁)强戒决字〔2026〕9号", "reason", "社区戒毒期间再次吸食毒品")
	p.told(text.RecordSaved, "What", p.say.Of(text.FamilyRecordTitle, string(rehab.KindIsolation)))
	p.Go(j.at)
	p.See(p.say.Of(text.FamilyStage, string(rehab.StageToIsolation)))
	p.NotSee(p.say.T(text.CasefileIsolationDue, "Day", testkit.Today))
	p.Check()
	p.visit("worklist")
	p.NotSee(j.name)
}

// leftToVillage: nothing is asked of the village any more, and nothing can be entered for today.
func (j *relapse) leftToVillage(_ *testing.T, p *person) {
	p.NotSee(j.name)
	p.visit("sheet")
	row := p.Within("tbody:has(a[href='" + j.at + "'])") // the month's test stays to be seen
	row.See(p.say.T(text.SheetEndedOn, "Stage", p.say.Of(text.FamilyStage, string(rehab.StageToIsolation)), "Day", testkit.Today))
	if row.Count("input[type=checkbox], input[type=radio]") != 0 {
		p.t.Error("the sheet offers to enter more of a case that has ended")
	}
	p.Check()
	p.Go(j.at)
	p.See(p.say.Of(text.FamilyStage, string(rehab.StageToIsolation)))
	p.Check()
	p.Go(j.at + "/visit")
	p.See(p.say.Of(text.FamilyReason, string(rehab.CaseEnded)))
	p.Check()
}

// leftToTownship: the reward of the first phase stays and waits for the lead; nothing else does.
func (j *relapse) leftToTownship(_ *testing.T, p *person) {
	p.NotSee(j.name)
	p.visit("rewards")
	p.Row(j.name).See(p.say.Money(int64(reward)))
	p.Row(j.name).Click(p.say.T(text.RewardVerify))
	p.told(text.RewardWasVerified)
	p.Check()
}

// leftToOffice: the figures count the exit and the positive of the month, and lead to the person.
func (j *relapse) leftToOffice(_ *testing.T, p *person) {
	p.visit("dashboard")
	p.Check()
	p.visit("cases")
	p.NotSee(j.name)
	p.Go("/cases?stage=" + string(rehab.StageToIsolation))
	p.Row(j.name).See(p.say.Of(text.FamilyStage, string(rehab.StageToIsolation)))
	p.Check()
}
