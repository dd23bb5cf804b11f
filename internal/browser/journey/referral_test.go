package journey

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// TestANeedIsReferredAndMet takes a measure of a help plan through both offices: sent with the least data, accepted, acted on, closed, looked at.
func TestANeedIsReferredAndMet(t *testing.T) {
	browser.Need(t)
	for name, look := range map[string]browser.Look{
		"phone": browser.Phone, "English without script": browser.Desk.In("en").WithoutScript(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := open(t, look)
			since := date.New(2026, 3, 2)
			id := testkit.Case(t, o.Service, testkit.Near, since, 1, testkit.Step(access.HelpPlanRecord, since+3, &rehab.HelpPlan{Skills: "叉车培训"}))
			town := o.as(t, "town1")
			town.Go("/cases/" + id.String() + "/help-plan")
			town.Check()
			town.press(text.HelpplanRefer)
			town.Check()
			town.press(text.ReferralCheck)
			town.See(o.say.T(text.ValidRequired))
			town.Check()
			town.fill("contact_phone", "0851-22860000")
			town.press(text.ReferralCheck)
			town.See(o.say.T(text.ReferralPreviewNote))
			town.See("甄某")
			town.Check()
			town.press(text.ReferralSend)
			town.told(text.ReferralWasSent)
			town.Check()

			labour := o.as(t, "labour1")
			labour.See("叉车培训")
			labour.Check()
			labour.press(text.ReferralGoAnswer)
			labour.NotSee("甄编")
			labour.Check()
			labour.take(rehab.ReferralAccept, "")
			labour.take(rehab.ReferralAct, "周六开课")
			labour.unfold(rehab.ReferralClose)
			labour.pickOutcome(rehab.Helped)
			labour.take(rehab.ReferralClose, "已结业")
			labour.Check()

			town.Go("/worklist")
			town.See(o.say.T(text.ReferralLookAt, "Count", 1, "Why", o.say.Of(text.FamilyReferralLook, "closed")))
			town.Go("/referrals?look=closed")
			town.Within("main").Click("甄编丁")
			town.take(rehab.ReferralNote, "")
			town.Check()
			town.Go("/worklist")
			town.NotSee(o.say.Of(text.FamilyReferralLook, "closed"))
		})
	}
}

// take fills the form of a step and sends it.
func (p *person) take(kind rehab.ReferralKind, words string) {
	p.t.Helper()
	form := p.Within("#" + string(kind))
	if words != "" {
		form.Fill(p.say.Of(text.FamilyReferralWords, string(kind)), words)
	}
	form.Press("form .form-end .btn")
	p.told(text.ReferralRecorded, "What", p.say.Of(text.FamilyReferralStep, string(kind)))
}

func (p *person) unfold(kind rehab.ReferralKind) {
	p.t.Helper()
	p.Within("#" + string(kind)).Press("summary")
}

func (p *person) pickOutcome(o rehab.ReferralOutcome) {
	p.t.Helper()
	p.Within("#"+string(rehab.ReferralClose)).Choose(p.say.T(text.ReferralOutcome), p.say.Of(text.FamilyReferralOutcome, string(o)))
}
