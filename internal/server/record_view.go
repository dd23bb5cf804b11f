package server

import (
	"cmp"
	"context"
	"net/http"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/record"
)

// recordPage is one showing of a form: who sees it, of which case, what was typed (nil when it is opened), and what the voided
// fact says that is recorded anew (nil when none is).
type recordPage struct {
	ctx   context.Context
	form  *recordForm
	actor access.Actor
	o     *casework.Opened
	g     *gazetteer
	typed *Form
	query *Form
	anew  map[string]string
}

func (s *Server) recordView(r *http.Request, id uuid.UUID, form *recordForm, typed *Form) (pages.PageView, error) {
	ctx, actor := r.Context(), actorOf(r)
	o, err := s.Work.Open(ctx, actor, id)
	if err != nil {
		return pages.PageView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.PageView{}, err
	}
	p := recordPage{ctx: ctx, form: form, actor: actor, o: &o, g: g, typed: typed, query: readQuery(r)}
	if p.anew = form.said(&o, p.query); p.anew == nil && form.known != nil {
		p.anew = form.known(&o, p.query.Typed("of"))
	}
	what := text.Of(ctx, text.FamilyRecordTitle, form.name)
	v := pages.PageView{
		Title: text.T(ctx, text.RecordOf, "Name", o.Person.Name, "What", what), Name: o.Person.Name, What: what, CaseHref: casePath(id),
		Note:   text.T(ctx, text.RecordCaseNote, "Measure", text.Of(ctx, text.FamilyMeasure, o.Case.Measure), "Stage", text.Of(ctx, text.FamilyStage, o.Track.Stage), "Place", p.placeOfCase()),
		Effect: text.Of(ctx, text.FamilyRecordEffect, form.name),
	}
	shown := p.bar(&v)
	if shown || typed != nil {
		v.Form = p.formView(withBack(r, r.URL.Path))
		v.Form.Cancel = backOr(p.query, v.Form.Cancel)
	}
	if form.aside != nil {
		v.Asides = form.aside(ctx, &o, dayOf(typed, p.query, o.Today))
	}
	for _, kind := range form.also {
		if path := recordPath(kind, id); path != "" && mayRecord(actor, &o, kind) {
			v.Also = append(v.Also, components.Link{Words: text.Of(ctx, text.FamilyRecordTitle, kind), Href: withBack(r, path)})
		}
	}
	return v, nil
}

func (p *recordPage) placeOfCase() string {
	if !p.o.Track.Answerable.IsZero() {
		return p.g.Full(p.o.Track.Answerable)
	}
	return p.g.Full(p.o.Case.Place)
}

// bar says on the page why the form cannot be used, and reports whether it is shown all the same.
func (p *recordPage) bar(v *pages.PageView) bool {
	if place, mine := p.o.RecordedBy(p.actor, p.form.kind); !mine {
		v.Bars = append(v.Bars, pages.BarView{Words: text.T(p.ctx, text.RecordNotYours, "Unit", placeOr(p.ctx, p.g, place))})
		return false
	}
	b := p.barred()
	if b == nil {
		return true
	}
	bar := pages.BarView{Words: barWords(p.ctx, b), Go: comesFirst(p.ctx, p.actor, p.o, b)}
	if p.form.kind == rehab.KindPaperService {
		bar.Go = &components.Link{Words: text.T(p.ctx, text.PaperservicePapers), Href: papersPath(p.o.Case.ID)}
	}
	v.Bars = append(v.Bars, bar)
	return b.Past
}

// barred returns what stands against the form: what the rules say of its kind, or that there is nothing it could be about.
func (p *recordPage) barred() *casework.Bar {
	if p.form.name == string(p.form.kind) {
		return p.o.BarTo(p.form.kind)
	}
	return p.o.BarToAbsence()
}

// must reports whether the form's field has to be filled in every case.
func (p *recordPage) must(field string) bool { return p.form.must(field) }

func (rf *recordForm) must(field string) bool {
	switch {
	case field == "date":
		return true
	case rf.name == "absence":
		return true
	case rf.kind == rehab.KindDischarge:
		return field == "drafted_by" || field == "approved_by"
	}
	return casework.Needs(rf.kind, field)
}

// referable is what the fact can be about.
func (p *recordPage) referable() []casework.Referable {
	if p.form.name == "absence" {
		return p.o.Undecided()
	}
	return p.o.Referable(p.form.kind)
}

// value is what stands in a field: what was typed, what the address asks for, what the voided fact says, or what the form begins with.
func (p *recordPage) value(f *recordField) string {
	switch {
	case p.typed != nil:
		return p.typed.Typed(f.name)
	case f.name == "date":
		return dayOf(nil, p.query, p.o.Today).String()
	case f.as == askAbout:
		return p.aboutValue(f)
	case p.anew[f.name] != "":
		return p.anew[f.name]
	case f.start != nil:
		return f.start(p.o, p.actor)
	case f.as == askChoice && p.query.Has(f.name):
		return p.query.Choice(f.name, f.options...)
	}
	return ""
}

// aboutValue is what the address or the voided fact says the fact is about, if it still can be, or the only thing it can be about.
func (p *recordPage) aboutValue(f *recordField) string {
	list, of := p.referable(), cmp.Or(p.anew[f.name], p.query.Typed("of"))
	for _, r := range list {
		if of == r.Of || (of == "" && len(list) == 1 && p.must(f.name)) {
			return r.Of
		}
	}
	return ""
}

func quickDays(ctx context.Context, today date.Date) []components.QuickValue {
	return []components.QuickValue{{Words: text.T(ctx, text.ButtonToday), Value: today.String()}, {Words: text.T(ctx, text.ButtonYesterday), Value: (today - 1).String()}}
}
