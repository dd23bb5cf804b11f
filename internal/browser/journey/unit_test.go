package journey

import (
	"strconv"
	"testing"

	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// TestAVillageIsDivided has the administrator record that a part of a village goes to a new one, and the township say who goes; when the day has come, who
// works in the new village has those cases and no others.
func TestAVillageIsDivided(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	o := &unitJourney{office: open(t, browser.Phone.In("en").WithoutScript()), day: date.New(2026, 12, 1)}
	for i := range 2 {
		testkit.Case(t, o.Service, testkit.Near, date.New(2026, 3, 2), i)
	}
	o.inTurn(t, part{"sysadmin", o.divide}, part{"town1", o.choose}, part{"sysadmin", o.pass}, part{"village1", o.workOn}, part{"town1", o.lookBack})
	o.nothingDiffers(t, 2)
}

type unitJourney struct {
	*office
	day date.Date
}

// The new village.
const (
	newVillage = "滨江新社区"
	newCode    = "520381001088"
)

// divide is the administrator's: what is missing is said, what it means is looked at, and it is done. The account of the village goes along.
func (o *unitJourney) divide(t *testing.T, p *person) {
	p.Go("/units/" + strconv.FormatInt(testkit.Actor(t, o.Service, "village1").Unit, 10))
	p.press(text.SplitOpenForm)
	form := p.Within("main form[data-main]")
	form.Fill("unit_name", newVillage)
	form.Fill("unit_code", "520381001")
	form.Fill("from", o.day.String())
	p.Check()
	p.press(text.SplitLook)
	p.Within("#errors").See(p.say.T(text.SplitNewCode))
	p.Within("#errors").See(p.field("unit_basis"))
	form.Fill("unit_code", newCode)
	form.Fill("unit_basis", "赤府函〔2026〕31号")
	form.Press("input[name=posting]")
	p.press(text.SplitLook)
	p.See(p.say.T(text.SplitStays))
	p.NotSee("甄编")
	p.Check()
	p.press(text.SplitDo)
	p.told(text.SplitRecorded, "Day", o.day)
	p.Check()
}

// choose is the township's: one of the two goes.
func (o *unitJourney) choose(_ *testing.T, p *person) {
	p.Row(p.say.Of(text.FamilyOfficeDuty, string(rehab.SplitToChoose))).Press("a[href*='/splits/']")
	p.Check()
	p.press(text.SplitSave)
	p.See(p.say.T(text.SplitNothingChosen))
	p.Row("甄编一").Tick(p.say.T(text.SplitGoesTo, "Name", newVillage))
	p.press(text.SplitSave)
	p.told(text.SplitSaved, "Count", 1, "Left", 1)
	p.Check()
}

// pass moves the day.
func (o *unitJourney) pass(_ *testing.T, p *person) {
	p.on(o.day)
}

// workOn is who works in the new village now: with the case that went, not with the one that stayed.
func (o *unitJourney) workOn(_ *testing.T, p *person) {
	p.visit("cases")
	p.See("甄编一")
	p.NotSee("甄编丁")
	p.Within("main").Click("甄编一")
	p.See(newVillage)
	p.Check()
	p.visit("dashboard")
	p.Check()
}

// lookBack is the township's: both are there, the division only reads, and the months before count both for the old village.
func (o *unitJourney) lookBack(_ *testing.T, p *person) {
	p.Go("/splits")
	p.Within("main").Press("a[href*='/splits/0']")
	p.See(p.say.T(text.SplitOverNote, "Day", o.day))
	p.Check()
	p.Go("/cases?month=2026-11&figure=open&place=" + testkit.Near.String())
	p.See("甄编一")
	p.See("甄编丁")
	p.Go("/cases?month=2026-12&figure=open&place=" + newCode)
	p.See("甄编一")
	p.NotSee("甄编丁")
}
