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

// TestThreeYearsToDischarge is a whole term: from the screening to the discharge notice and its being told, each phase passed, each reward earned. The
// demonstration's day is moved to what matters; the months between are recorded as the forms would, without a browser.
func TestThreeYearsToDischarge(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	j := &term{beginning: begin(t, browser.Desk, date.New(2023, 11, 6))}
	j.inTurn(t, part{"police1", j.screen}, part{"police2", j.approve}, part{"police1", j.serve}, part{"town1", j.takeIn}, part{"village1", j.years},
		part{"village1", j.lastRound}, part{"town2", j.assessFinally}, part{"town1", j.file}, part{"police2", j.discharge}, part{"police1", j.tell},
		part{"town2", j.verify}, part{"office1", j.pay}, part{"village1", j.over})
	j.nothingDiffers(t, 1)
}

// The days of the term's end; its last day is 19 Nov 2026.
var (
	finalRound    = date.New(2026, 11, 9)
	finalAssessed = date.New(2026, 11, 10)
	filedOn       = date.New(2026, 11, 11)
	expiry        = date.New(2026, 11, 20)
	toldOn        = date.New(2026, 11, 27) // seven days after the notice
)

// rewards are what the village earns with the three phases (scheme S10).
var rewards = []text.Fen{50_00, 100_00, 200_00}

type term struct{ *beginning }

// years is the village worker's first visit by hand; after it every month up to the last goes the same way, and two phases are passed.
func (j *term) years(t *testing.T, p *person) {
	p.on(date.New(2023, 12, 11))
	j.visitHome(p)
	village, lead := testkit.Actor(t, j.Service, "village1"), testkit.Actor(t, j.Service, "town2")
	must := func(_ casework.Recorded, err error) {
		if err != nil {
			t.Fatalf("%s: %v", j.Clock.Today(), err)
		}
	}
	id := uuid.MustParse(j.at[len("/cases/"):])
	judged := func(on date.Date, n int) casework.AssessmentForm {
		j.Clock.Set(on)
		return casework.AssessmentForm{Case: id, Key: uuid.Must(uuid.NewV7()), Date: on, Phase: n, Result: rehab.Pass, Text: "按时检测、报告"}
	}
	for m := date.New(2024, 1, 1).Month(); m < finalRound.Month(); m++ {
		day := m.First() + 8
		j.Clock.Set(day)
		v := casework.Visit{Case: id, Key: uuid.Must(uuid.NewV7()), TestOn: day, Test: &rehab.DrugTest{Result: rehab.Negative, CollectorA: village.Name, CollectorB: "甄助手"}}
		for _, kind := range contacts {
			v.Contacts = append(v.Contacts, casework.VisitContact{On: day, Body: &rehab.Contact{Type: kind, Staff: village.Name}})
		}
		must(j.Work.RecordVisit(t.Context(), village, v))
		for n := 1; n <= 2; n++ {
			if end := j.reportIn.AddMonths(12 * n); end.Month() == m {
				must(j.Work.GiveOpinion(t.Context(), village, judged(end-3, n)))
				must(j.Work.Assess(t.Context(), lead, judged(end+1, n)))
			}
		}
	}
}

// lastRound is the village's last month: the sheet, and its opinion on the third phase.
func (j *term) lastRound(_ *testing.T, p *person) {
	p.on(finalRound)
	p.visit("sheet")
	row := p.Within("tbody:has(a[href='" + j.at + "'])")
	row.Choose("result-", p.say.Of(text.FamilyTestResult, string(rehab.Negative)))
	for _, kind := range contacts {
		row.Tick(p.say.Of(text.FamilyContact, string(kind)))
	}
	p.press(text.SheetSave)
	p.told(text.SheetSaved, "Count", 1)
	p.visit("assessments")
	p.See(p.say.Of(text.FamilyPhaseName, "3"))
	p.Click(j.name)
	p.judge("opinion")
	p.told(text.AssessmentOpinionSaved)
}

// judge passes what the form on the page judges.
func (p *person) judge(form string) {
	p.t.Helper()
	f := p.Within("form[action*='/assessment/" + form + "']")
	f.Choose(p.field("result"), p.say.Of(text.FamilyAssessmentResult, string(rehab.Pass)))
	f.Fill(p.field("text"), "执行期内按时检测、报告，未再吸毒，同意。")
	p.Check()
	f.Press("button[type=submit], button:not([type])")
}

// assessFinally is the lead's decision on the third phase, which counts from the day after its end, and the final assessment.
func (j *term) assessFinally(_ *testing.T, p *person) {
	p.on(finalAssessed)
	p.Check()
	p.Row(j.name).Click(p.say.T(text.WorklistDecide))
	p.At(j.at + "/assessment")
	p.judge("decision")
	p.told(text.AssessmentDecisionSaved)
	p.Go(j.at + "/assessment")
	p.judge("final")
	p.told(text.AssessmentDecisionSaved)
}

// file is the township's file to the police, on the seventh working day before the term expires.
func (j *term) file(_ *testing.T, p *person) {
	p.on(filedOn)
	p.Row(j.name).Click(p.say.T(text.WorklistHandle))
	p.At(j.at + "/file-to-police")
	p.See(p.say.Date(filedOn))
	p.Check()
	p.record(rehab.KindFileToPolice)
	p.told(text.RecordSaved, "What", p.say.Of(text.FamilyRecordTitle, string(rehab.KindFileToPolice)))
}

// discharge is the police's notice: refused while the term runs, numbered on the day it has expired.
func (j *term) discharge(_ *testing.T, p *person) {
	p.Go(j.at + "/discharge")
	p.See(p.say.Of(text.FamilyReason, string(rehab.TermRunning)))
	p.See(p.say.Date(expiry))
	p.Check()
	p.on(expiry)
	p.Check()
	p.Row(j.name).Click(p.say.T(text.WorklistHandle))
	p.At(j.at + "/discharge")
	p.Check()
	p.record(rehab.KindDischarge, "drafted_by", "杨永刚", "approved_by", "罗启明")
	p.told(text.RecordSaved, "What", p.say.Of(text.FamilyRecordTitle, string(rehab.KindDischarge)))
	p.Go(j.at)
	p.See(p.say.Of(text.FamilyStage, string(rehab.StageDischarged)))
	p.See("赤公(禁)社解通字〔2026〕1号")
	p.Check()
}

// tell is the last duty: the notice is served on the person and the family, and the township told within seven days.
func (j *term) tell(_ *testing.T, p *person) {
	p.on(toldOn)
	j.handOver(p, rehab.ToPerson)
	j.handOver(p, rehab.ToFamily, "receiver", "甄国华", "relation", "父亲")
	p.visit("worklist")
	p.Row(j.name).See(p.say.Of(text.FamilyObligation, string(rehab.DutyNotifyTownshipDischarge)))
	p.Row(j.name).Click(p.say.T(text.WorklistHandle))
	p.At(j.at + "/discharge-notified")
	p.Check()
	p.record(rehab.KindDischargeNotified)
	p.visit("worklist")
	p.NotSee(j.name)
}

// handOver records that the discharge notice was handed over.
func (j *term) handOver(p *person, to rehab.Receiver, more ...string) {
	const kind = rehab.KindDischargeService
	p.Go(j.at + "/discharge-service")
	form := p.Within("main form[data-main]")
	form.Choose(p.recordField(kind, "to"), p.say.Of(text.FamilyServiceTo, string(to)))
	form.Choose(p.recordField(kind, "how"), p.say.Of(text.FamilyServiceHow, string(rehab.Direct)))
	p.Check()
	p.record(kind, append(more, "served_by", "杨永刚、罗启明")...)
	p.told(text.RecordSaved, "What", p.say.Of(text.FamilyRecordTitle, string(kind)))
}

// verify is the lead's part of the three rewards.
func (j *term) verify(_ *testing.T, p *person) {
	p.Row(p.say.T(text.WorklistRewardsVerify, "Count", len(rewards))).Press("a")
	p.At("/rewards")
	p.Check()
	for range rewards {
		p.Row(j.name).Click(p.say.T(text.RewardVerify))
		p.told(text.RewardWasVerified)
	}
}

// pay is the office's part: what it approves adds up to 350 yuan.
func (j *term) pay(_ *testing.T, p *person) {
	p.visit("rewards")
	for _, fen := range rewards {
		p.Row(p.say.Money(int64(fen))).Click(p.say.T(text.RewardApprove))
		p.told(text.RewardWasApproved)
	}
	p.visit("rewards")
	p.See(p.say.Money(350_00))
	p.Check()
}

// over: nobody has anything left to do; the file stays to be read.
func (j *term) over(_ *testing.T, p *person) {
	p.NotSee(j.name)
	p.Go(j.at)
	p.See(p.say.Of(text.FamilyStage, string(rehab.StageDischarged)))
	if n := p.Count("#due a.btn"); n != 0 {
		p.t.Errorf("%d things are still to be done", n)
	}
	p.Check()
}
