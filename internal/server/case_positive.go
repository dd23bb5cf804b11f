package server

import (
	"net/url"
	"slices"

	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

// positives are the tracks of the positive tests, newest first (DOMAIN §5).
func (c *caseView) positives() []pages.PositiveView {
	var out []pages.PositiveView
	for _, k := range slices.Backward(c.track().Positives) {
		v := pages.PositiveView{Title: c.t(text.CasefilePositiveOf, "Day", k.Taken), Mark: c.positiveMark(&k), Steps: c.positiveSteps(k.Test), Href: c.onlyToday(positivePath(c.id(), k.Test)),
			Note: c.t(text.CasefileKeepUntil, "Day", k.KeepUntil)}
		for i := range c.track().Obligations {
			if o := &c.track().Obligations[i]; o.Of == k.Test && (o.Kind == rehab.DutyReportToPolice || o.Kind == rehab.DutyTestDetails || o.Kind == rehab.DutyConfirmPositive) {
				v.Why = append(v.Why, c.why(o))
			}
		}
		v.Lacks = c.lacking(k.Test)
		out = append(out, v)
	}
	return out
}

// lacking says that something of the sample's record is missing, and leads those who may to the form that supplies it.
func (c *caseView) lacking(test string) *components.Link {
	p, ok := c.page.Positive(test)
	if !ok || !p.Sample.Short() {
		return nil
	}
	l := &components.Link{Words: c.t(text.SheetPositiveOpen)}
	if mayRecord(c.actor, &c.page.Opened, rehab.KindTestDetails) {
		l.Href = recordPath(rehab.KindTestDetails, c.id()) + "?" + url.Values{"of": {test}}.Encode()
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

// caseSteps are the steps that the case's page shows; the positive's own page shows all.
var caseSteps = []rehab.PositiveStep{rehab.PositiveTaken, rehab.PositiveTold, rehab.PositiveObjection, rehab.PositiveLaboratory, rehab.PositiveRecheck, rehab.PositiveOutcome}

// positiveSteps are the steps in brief. Objection and recheck are the person's right and never late.
func (c *caseView) positiveSteps(test string) []components.Step {
	p, ok := c.page.Positive(test)
	if !ok {
		return nil
	}
	var out []components.Step
	for i := range p.Steps {
		if s := &p.Steps[i]; slices.Contains(caseSteps, s.Step) {
			out = append(out, c.positiveStep(s))
		}
	}
	return out
}

func (c *caseView) positiveStep(s *rehab.PositiveStatus) components.Step {
	st := components.Step{Label: text.Of(c.ctx, text.FamilyPositiveStep, s.Step)}
	switch s.State {
	case rehab.PositiveDone:
		st.State, st.Note = components.StepDone, text.Date(c.ctx, s.On)
		if f, ok := c.page.Fact(s.By); ok {
			st.Href = c.factHref(f)
			if said := c.words.say(f).strong; s.Step != rehab.PositiveTaken && said != "" {
				st.Note += " " + said
			}
		}
	case rehab.PositiveOverdue:
		st.State, st.Note = components.StepLate, c.t(text.CasefileUntil, "Day", text.Date(c.ctx, s.Due))
	case rehab.PositiveOpen:
		if st.State = components.StepNow; !s.Due.IsZero() {
			st.Note = c.t(text.CasefileUntil, "Day", text.Date(c.ctx, s.Due))
		}
	default:
		st.Note = text.Of(c.ctx, text.FamilyPositiveState, s.State)
	}
	return st
}
