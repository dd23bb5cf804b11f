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

// The days of the move.
var (
	askedToMove = date.New(2026, 11, 2)
	movedBy     = date.New(2026, 11, 3)
	arrivedOn   = date.New(2026, 12, 2) // late: the fifteen days ended on 18 November
)

// TestMoveWithAMissedTest moves a person between two townships. Between the effective day and the report-in there a test is missed: it stays with the
// office that answered on the window's last day.
func TestMoveWithAMissedTest(t *testing.T) {
	browser.Need(t)
	for name, look := range map[string]browser.Look{"Chinese": browser.Desk, "English without script": browser.Phone.In("en").WithoutScript()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reportIn := date.New(2026, 3, 2)
			j := &move{office: open(t, look), name: "甄编一"}
			j.id = testkit.Case(t, j.Service, testkit.Near, reportIn, 0, orderly(reportIn, date.New(2026, 10, 20))...)
			j.at = "/cases/" + j.id.String()
			j.Clock.Set(askedToMove)
			j.inTurn(t, part{"village1", j.ask}, part{"town2", j.letGo}, part{"town3", j.accept}, part{"town1", j.setDay},
				part{"village1", j.miss}, part{"town3", j.arrive}, part{"village2", j.goOn}, part{"village1", j.stub}, part{"town2", j.figures}, part{"office1", j.whole})
			j.answerable(t)
			j.nothingDiffers(t, 1)
		})
	}
}

type move struct {
	*office
	id       uuid.UUID
	name, at string
}

// step fills and sends the form of a step on the page that is open.
func (j *move) step(p *person, path string, fill func(form *browser.Page)) {
	p.t.Helper()
	form := p.Within("form[action*='/transfer/" + path + "']")
	if fill != nil {
		fill(form)
	}
	p.Check()
	form.Press("button[type=submit], button:not([type])")
	p.Check()
}

// open goes to the person's residence change by the list of them.
func (j *move) open(p *person) {
	p.t.Helper()
	p.visit("transfers")
	p.Check()
	p.Row(j.name).Click(j.name)
	p.At(j.at + "/transfer")
}

// ask is the village worker's request, from the person's page.
func (j *move) ask(_ *testing.T, p *person) {
	p.visit("cases")
	p.Within("main").Click(j.name)
	p.Within("#next").Row(p.say.Of(text.FamilyActionTitle, string(rehab.KindTransferRequest))).Click(p.say.T(text.CasefileGo))
	p.At(j.at + "/transfer")
	j.step(p, "request", func(form *browser.Page) {
		form.Choose(p.say.T(text.TransferTo), testkit.Far.String())
		form.Choose(p.say.T(text.TransferWhy), p.say.Of(text.FamilyTransferReason, "residence"))
	})
	p.told(text.TransferWasRecorded, "What", p.say.Of(text.FamilyFact, string(rehab.KindTransferRequest)))
}

// letGo is the origin's answer.
func (j *move) letGo(_ *testing.T, p *person) {
	p.Row(j.name).See(p.say.Of(text.FamilyObligation, string(rehab.DutyTransferOrigin)))
	j.open(p)
	j.step(p, "origin", func(form *browser.Page) { form.Choose(p.field("agreed"), p.say.T(text.TransferAgree)) })
}

// accept is the destination's answer: its lead sees the person from the request on.
func (j *move) accept(_ *testing.T, p *person) {
	p.Row(j.name).See(p.say.Of(text.FamilyObligation, string(rehab.DutyTransferDestination)))
	j.open(p)
	j.step(p, "destination", func(form *browser.Page) { form.Choose(p.field("agreed"), p.say.T(text.TransferAgree)) })
	p.Go(j.at + "/visit") // not theirs yet
	if p.Count("#visit") != 0 {
		p.t.Error("the destination can record a visit before the report-in there")
	}
	p.Check()
}

// setDay is the origin's last part: the police of both places are told, and the change takes effect.
func (j *move) setDay(_ *testing.T, p *person) {
	p.on(movedBy)
	j.open(p)
	j.step(p, "police", nil)
	p.At("/transfers") // where the page was opened
	j.open(p)
	j.step(p, "effective", nil)
	p.Row(j.name).See(p.say.Of(text.FamilyTransferStep, string(rehab.KindTransferReportIn)))
}

// miss: a month later nobody has tested the person, who has not reported at the destination either; both are overdue, and the test is this village's.
func (j *move) miss(_ *testing.T, p *person) {
	p.on(arrivedOn)
	p.Row(j.name).See(p.say.Of(text.FamilyWindowState, string(rehab.WindowMissed)))
	p.Check()
}

// arrive is the report-in at the destination, late, and the new agreement.
func (j *move) arrive(_ *testing.T, p *person) {
	j.open(p)
	j.step(p, "report-in", nil)
	p.told(text.TransferAgreementNext)
	p.Within("#flash").Click(p.say.Of(text.FamilyRecordTitle, string(rehab.KindAgreement)))
	p.At(j.at + "/agreement")
	p.record(rehab.KindAgreement, "measures", "每月检测、报告各一次", "signed_by", j.name)
	p.told(text.RecordSaved, "What", p.say.Of(text.FamilyRecordTitle, string(rehab.KindAgreement)))
}

// goOn: the new village has the person on its sheet, and the whole history.
func (j *move) goOn(_ *testing.T, p *person) {
	p.visit("sheet")
	p.Within("tbody:has(a[href='" + j.at + "'])").Click(j.name)
	p.At(j.at)
	p.See(p.say.Date(date.New(2026, 3, 2)))
	p.Check()
}

// stub: the old village keeps that there was somebody, and no more.
func (j *move) stub(_ *testing.T, p *person) {
	p.NotSee(j.name)
	p.Go(j.at)
	p.See(p.say.T(text.CasefileStub))
	p.NotSee(j.name)
	p.Check()
	p.Go(j.at + "/visit")
	if p.Status() != 404 {
		p.t.Errorf("the form of a person who has moved away: status %d", p.Status())
	}
}

// figures: the missed test of November counts with the origin for good, as a row without a name; nothing waits there any more.
func (j *move) figures(_ *testing.T, p *person) {
	p.NotSee(j.name)
	p.Go("/dashboard?month=2026-11")
	p.Check()
	p.Press("a[href*='/cases?'][href*='missed']")
	p.At("/cases")
	p.See(p.say.T(text.CaselistMoved))
	p.NotSee(j.name)
	p.Check()
	p.visit("transfers")
	p.NotSee(j.name)
}

// whole: the office, which sees both townships, is told the same number, and by name who it is.
func (j *move) whole(_ *testing.T, p *person) {
	p.Go("/dashboard?month=2026-11")
	p.Press("a[href*='/cases?'][href*='missed']")
	p.At("/cases")
	p.Row(j.name).See(p.say.Of(text.FamilyWindowState, string(rehab.WindowMissed)))
	p.Check()
	p.Go("/cases")
	p.Row(j.name).See("复兴镇")
}

// answerable is what the rules say of it: the window of November was the origin's, the person is the destination's.
func (j *move) answerable(t *testing.T) {
	o, err := j.Work.Open(t.Context(), testkit.Actor(t, j.Service, "town3"), j.id)
	if err != nil {
		t.Fatal(err)
	}
	if o.Track.Answerable != testkit.Far {
		t.Errorf("%s answers", o.Track.Answerable)
	}
	for _, w := range o.Track.Windows {
		if w.State == rehab.WindowMissed && w.Answerable != testkit.Near {
			t.Errorf("the window of %s that was missed is %s's", w.Month, w.Answerable)
		}
	}
}
