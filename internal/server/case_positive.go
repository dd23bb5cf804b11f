package server

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

// positives are the tracks of the positive tests, newest first (DOMAIN §5).
func (c *caseView) positives() []pages.PositiveView {
	var out []pages.PositiveView
	for _, k := range slices.Backward(c.track().Positives) {
		v := pages.PositiveView{Title: c.t(text.CasefilePositiveOf, "Day", k.Taken), Mark: c.positiveMark(&k), Steps: c.positiveSteps(&k),
			Note: c.t(text.CasefileKeepUntil, "Day", k.KeepUntil)}
		for i := range c.track().Obligations {
			if o := &c.track().Obligations[i]; o.Of == k.Test && (o.Kind == rehab.DutyReportToPolice || o.Kind == rehab.DutyConfirmPositive) {
				v.Why = append(v.Why, c.why(o))
			}
		}
		v.Lacks = c.lacking(k.Test)
		out = append(out, v)
	}
	return out
}

// lacking says that the sample's number or seals are not filled in yet, and leads those who may to where they are.
func (c *caseView) lacking(test string) *components.Link {
	f, ok := c.page.Fact(test)
	if !ok {
		return nil
	}
	t, ok := f.Body.(*rehab.DrugTest)
	if !ok || !t.Method.Bottled() || t.Specimen != "" && t.SealA != "" && t.SealB != "" {
		return nil
	}
	l := &components.Link{Words: c.t(text.SheetPositiveOpen)}
	if c.page.CanVoid(c.actor, f) {
		l.Href = voidPath(c.id(), f.ID)
	}
	return l
}

func (c *caseView) positiveMark(k *rehab.Confirmation) components.MarkView {
	switch {
	case k.Outcome != "":
		return components.MarkView{Tone: components.Shut, Words: c.t(text.CasefilePositiveSettled)}
	case k.Final != rehab.Positive:
		return components.MarkView{Tone: components.Done, Words: c.t(text.CasefilePositiveOverturned)}
	}
	return components.MarkView{Tone: components.Late, Words: c.t(text.CasefilePositiveOpen)}
}

// positiveSteps: sample, police told, objection, laboratory, recheck, police outcome. The first step not taken is the one to take now, late
// when its day is over; objection and recheck are the person's right and never late.
func (c *caseView) positiveSteps(k *rehab.Confirmation) []components.Step {
	steps := []components.Step{
		c.positiveStep("taken", k.Test, 0), c.positiveStep("told", k.Told, k.Taken),
		c.positiveStep("laboratory", k.Lab, k.LaboratoryBy), c.positiveStep("recheck", k.Recheck, 0), c.positiveStep("outcome", k.Outcome, 0),
	}
	objection := components.Step{Label: text.Of(c.ctx, text.FamilyPositiveStep, "objection"), Note: c.t(text.FactUntil, "Day", k.ObjectionUntil)}
	switch {
	case c.today <= k.ObjectionUntil && k.Outcome == "":
		objection.State = components.StepNow
	case c.today > k.ObjectionUntil:
		objection.State = components.StepDone
	}
	return slices.Insert(steps, 2, objection)
}

// positiveStep is done by a fact, or to be done by a day; no day: whenever it comes to it.
func (c *caseView) positiveStep(name, fact string, by date.Date) components.Step {
	st := components.Step{Label: text.Of(c.ctx, text.FamilyPositiveStep, name)}
	if f, ok := c.page.Fact(fact); ok {
		said := c.words.say(f)
		st.State, st.Href, st.Note = components.StepDone, c.factHref(f), text.Date(c.ctx, f.Date)
		if name != "taken" && said.strong != "" {
			st.Note += " " + said.strong
		}
		return st
	}
	if by.IsZero() {
		return st
	}
	st.Note = c.t(text.CasefileUntil, "Day", text.Date(c.ctx, by))
	if by < c.today {
		st.State = components.StepLate
	}
	return st
}
