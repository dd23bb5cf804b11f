package server

import (
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/record"
)

func (p *recordPage) formView(action string) *pages.FormView {
	v := &pages.FormView{Action: action, Key: NewFormKey(), Cancel: casePath(p.o.Case.ID)}
	if p.typed != nil {
		v.Key = p.typed.Typed(FormKey)
	}
	for _, part := range p.form.parts {
		if part.when != nil && !part.when(p.o) {
			continue
		}
		out := pages.Part{Only: part.only, Side: part.side}
		if part.title != "" {
			out.Title = text.T(p.ctx, part.title)
		}
		for i := range part.fields {
			out.Fields = append(out.Fields, p.fieldView(&part.fields[i]))
		}
		v.Parts = append(v.Parts, out)
	}
	return v
}

func (p *recordPage) fieldView(f *recordField) pages.Field {
	must := p.must(f.name) || f.marked
	v := components.FieldView{Name: f.name, Label: p.form.label(p.ctx, f.name), Value: p.value(f), Required: must, Optional: !must && !f.depends && f.as != askChoice}
	if f.hint != "" {
		v.Hint = text.T(p.ctx, f.hint)
	}
	out := pages.Field{Control: pages.Line}
	switch f.as {
	case askArea:
		out.Control, v.Rows, v.MaxLength = pages.Area, 2+f.most()/1000, f.most()
	case askDay, askAnyDay:
		out.Control, v.Narrow = pages.Day, f.name != "date"
		if f.as == askDay {
			v.Max = p.o.Today.String()
		}
		if f.name == "date" {
			v.Quick = quickDays(p.ctx, p.o.Today)
		}
	case askNumber:
		v.Type, v.InputMode, v.Min, v.Narrow = "number", "numeric", "0", true
	case askChoice:
		out.Control = pages.Choice
		v.Options, v.Wide = p.choices(f, f.options)
	case askYesNo:
		out.Control = pages.Choice
		v.Options, v.Wide = p.choices(f, []string{"yes", "no"})
	case askNames:
		v.MaxLength = lineLimit
	case askAbout:
		out.Control, v.NoBlank = pages.Select, must && v.Value != "" && len(p.referable()) == 1
		for _, r := range p.referable() {
			v.Options = append(v.Options, components.Option{Value: r.Of, Label: p.aboutWords(r)})
		}
	case askVillage:
		out.Control, v.Options = pages.Select, p.g.Villages(p.actor.Scope)
	default:
		v.MaxLength = f.most()
	}
	out.View = v
	return out
}

// choices are the options of a field; those that need explaining have a note each and stand one under the other.
func (p *recordPage) choices(f *recordField, values []string) (options []components.Option, wide bool) {
	for _, value := range values {
		if f.family == text.FamilyOutcome && !p.offered(value) {
			continue
		}
		o := components.Option{Value: value, Label: text.Of(p.ctx, f.family, value)}
		if note := p.form.name + "." + f.name + "." + value; text.Has(text.FamilyRecordChoice, note) {
			o.Note, wide = text.Of(p.ctx, text.FamilyRecordChoice, note), true
		}
		options = append(options, o)
	}
	return options, wide
}

// offered reports whether the police may decide the outcome now (ruling 51); when nothing waits, both are shown.
func (p *recordPage) offered(outcome string) bool {
	if len(p.o.Track.Outcomes) == 0 {
		return true
	}
	for _, o := range p.o.Track.Outcomes {
		if string(o) == outcome {
			return true
		}
	}
	return false
}

// aboutWords names what a fact can be about.
func (p *recordPage) aboutWords(r casework.Referable) string {
	switch {
	case r.Window != nil:
		return text.T(p.ctx, text.RecordAboutWindow, "Days", text.DateRange(p.ctx, r.Window.From, r.Window.To), "State", text.Of(p.ctx, text.FamilyWindowState, r.Window.State))
	case r.Paper != nil:
		return p.paperWords(r)
	case r.Fact == nil:
		return text.T(p.ctx, text.RecordAboutBreach, "Day", p.breachSince())
	}
	what := text.Of(p.ctx, text.FamilyFact, r.Fact.Body.Kind())
	switch b := r.Fact.Body.(type) {
	case *rehab.DrugTest:
		what = text.T(p.ctx, text.RecordAboutTest, "Result", text.Of(p.ctx, text.FamilyTestResult, b.Result))
	case *rehab.Leave:
		what = text.T(p.ctx, text.RecordAboutLeave, "Days", text.DateRange(p.ctx, b.From, b.Until), "To", b.To)
	case *rehab.LeaveExtensionRequest:
		what = text.T(p.ctx, text.RecordAboutExtension, "Day", b.Until)
	case *rehab.Suspension:
		if text.Has(text.FamilySuspensionAuthority, b.Authority) {
			what = text.Of(p.ctx, text.FamilySuspensionAuthority, b.Authority)
		}
	}
	return text.T(p.ctx, text.RecordAboutFact, "Day", r.Fact.Date, "What", what)
}

func (p *recordPage) breachSince() any {
	if b := p.o.Track.SeriousBreach; b != nil {
		return b.Since
	}
	return p.o.Today
}
