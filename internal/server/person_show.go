package server

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/pages/casefile"
	pages "xinsheng/web/pages/person"
)

func personPath(id uuid.UUID) string { return casePath(id) + "/person" }

// personShow shows the person of a case: their data, in a form to whoever may change them, and what has been changed.
func (s *Server) personShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	p, err := s.openPerson(r, id)
	if err != nil {
		return err
	}
	v := p.view()
	return s.page(w, r, v.Title, pages.Page(v))
}

// personView makes the pages about one person.
type personView struct {
	s       *Server
	r       *http.Request
	ctx     context.Context
	actor   access.Actor
	file    casework.PersonFile
	line    string
	whole   bool              // the page is the person's own, on which numbers can be asked for
	numbers *casework.Numbers // in clear, this once; nil: masked
}

func (s *Server) openPerson(r *http.Request, id uuid.UUID) (*personView, error) {
	ctx, actor := r.Context(), actorOf(r)
	f, err := s.Work.Person(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return nil, err
	}
	return &personView{s: s, r: r, ctx: ctx, actor: actor, file: f, line: s.viewOf(ctx, actor, g, &f.Opened).line()}, nil
}

func (p *personView) t(key text.Key, pairs ...any) string { return text.T(p.ctx, key, pairs...) }
func (p *personView) id() uuid.UUID                       { return p.file.Case.ID }

func (p *personView) view() pages.PageView {
	at := personPath(p.id())
	p.whole = true
	v := pages.PageView{
		Title: p.t(text.PersonTitleOf, "Name", p.file.Person.Name), Name: p.file.Person.Name, Note: p.line, CaseHref: casePath(p.id()),
		Identity: p.identity(), Changes: p.changes(), Merged: p.merged(),
	}
	if p.file.More {
		v.More = p.t(text.PersonHistoryMore, "Count", len(p.file.Changes))
	}
	if p.actor.May(access.Unmask) {
		v.Unmask = &casefile.UnmaskView{Action: at + "/unmask", Reasons: strings.Split(p.t(text.CasefileUnmaskReasons), "|"), Shown: p.numbers != nil}
	}
	switch {
	case p.file.MayEditPerson(p.actor):
		v.Form = p.form()
		if p.actor.May(access.PersonCorrect) {
			v.Correct = at + "/document"
		}
	default:
		v.Data = p.data()
		if p.actor.May(access.PersonEdit) {
			v.Notice = p.t(text.PersonNotYours)
		}
	}
	if p.actor.May(access.PersonMerge) {
		v.Merge = at + "/merge"
	}
	return v
}

// number is a number masked, or in clear this once.
func (p *personView) number(masked string, clear func(*casework.Numbers) string) templ.Component {
	v := components.MaskedIDView{Masked: masked}
	if p.numbers != nil {
		v.Shown = clear(p.numbers)
	} else if p.whole && p.actor.May(access.Unmask) {
		v.Href = "#unmask"
	}
	return components.MaskedID(v)
}

func (p *personView) identity() []components.Pair {
	who := p.file.Person
	out := []components.Pair{
		{Name: text.Of(p.ctx, text.FamilyDocumentType, who.DocumentType), Body: p.number(who.DocumentMask, func(n *casework.Numbers) string { return n.Document })},
		{Name: p.label("sex"), Value: text.Of(p.ctx, text.FamilySex, who.Sex)}, {Name: p.label("birth"), Value: text.Date(p.ctx, who.Birth)},
	}
	if who.PhoneMask != nil {
		out = append(out, components.Pair{Name: p.label("phone"), Body: p.number(*who.PhoneMask, func(n *casework.Numbers) string { return n.Phone })})
	}
	if who.GuardianPhoneMask != nil {
		out = append(out, components.Pair{Name: p.label("guardian_phone"), Body: p.number(*who.GuardianPhoneMask, func(n *casework.Numbers) string { return n.GuardianPhone })})
	}
	return out
}

// data is what is known of the person, for those who may not change it.
func (p *personView) data() []components.Pair {
	shown := []string{"document_type", "document", "sex", "birth", "phone", "guardian_phone"} // beside it
	var out []components.Pair
	for _, f := range casework.PersonFields(p.file.Person) {
		if !slices.Contains(shown, f.Name) && f.Value != "" {
			out = append(out, components.Pair{Name: p.label(f.Name), Value: p.words(f.Name, f.Value)})
		}
	}
	return out
}

func (p *personView) label(field string) string {
	return text.Of(p.ctx, text.FamilyField, personLabel(field))
}

// personLabel is the name under which the label of a field stands in the catalogue.
func personLabel(field string) string {
	if field == "guardian" {
		return "guardian_name"
	}
	return field
}

// personFamilies are the code lists of fields that hold a code.
var personFamilies = map[string]text.Family{
	"sex": text.FamilySex, "document_type": text.FamilyDocumentType, "ethnicity": text.FamilyEthnicity, "education": text.FamilyEducation,
	"marital": text.FamilyMarital, "occupation": text.FamilyWorkState,
}

// words is what a field says; what is empty is said to be.
func (p *personView) words(field, value string) string {
	if value == "" {
		return p.t(text.PersonHistoryEmpty)
	}
	if d, err := date.Parse(value); err == nil && field == "birth" {
		return text.Date(p.ctx, d)
	}
	if f, ok := personFamilies[field]; ok {
		return wordsOf(p.ctx, f, value)
	}
	return value
}

// form is the form as the record stands.
func (p *personView) form() *pages.FormView {
	who, today := p.file.Person, p.s.Clock.Today()
	v := &pages.FormView{
		Action: personPath(p.id()), Key: NewFormKey(), Version: strconv.Itoa(who.Version), Today: today.String(), Values: map[string]string{},
		Back: backOr(readQuery(p.r), ""), AskSex: who.DocumentType != casework.DocumentTypes()[0], Minor: age(who.Birth, today) < 18,
		Sexes:     components.OptionsOf(p.ctx, text.FamilySex, "male", "female"),
		Ethnicity: components.OptionsOf(p.ctx, text.FamilyEthnicity, casework.EthnicityCodes()...), Education: components.OptionsOf(p.ctx, text.FamilyEducation, casework.EducationCodes()...),
		Marital: components.OptionsOf(p.ctx, text.FamilyMarital, casework.MaritalCodes()...), Works: workStates(p.ctx),
		Quick: []components.QuickValue{{Words: p.t(text.ButtonToday), Value: today.String()}, {Words: p.t(text.ButtonYesterday), Value: (today - 1).String()}},
	}
	if v.Cancel = v.Back; v.Cancel == "" {
		v.Cancel = casePath(p.id())
	}
	if who.PhoneMask != nil {
		v.Phone = *who.PhoneMask
	}
	if who.GuardianPhoneMask != nil {
		v.GuardianPhone = *who.GuardianPhoneMask
	}
	if p.actor.May(access.TransferRequest) {
		v.Transfer = transferPath(p.id())
	}
	for _, f := range casework.PersonFields(who) {
		v.Values[personLabel(f.Name)] = f.Value
	}
	v.Values["occupation"] = wordsOf(p.ctx, text.FamilyWorkState, who.Work)
	v.Values["phone"], v.Values["guardian_phone"] = "", "" // numbers get onto a page only when asked for with a reason
	return v
}

// workStates are suggestions for an occupation.
func workStates(ctx context.Context) []string {
	var out []string
	for _, code := range casework.WorkStateCodes() {
		out = append(out, text.Of(ctx, text.FamilyWorkState, code))
	}
	return out
}

// personUnmask answers with the page on which the numbers stand whole, this once.
func (s *Server) personUnmask(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Text("reason", 200)
	if reason == "" {
		f.Add("reason", text.ValidReasonRequired)
	}
	var n casework.Numbers
	if err = f.Err(); err == nil {
		n, err = s.Work.UnmaskPerson(r.Context(), actorOf(r), id, reason)
	}
	p, perr := s.openPerson(r, id)
	if perr != nil {
		return perr
	}
	if err != nil {
		v := p.view()
		v.Unmask.Reason = f.Typed("reason")
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Unmask.Errors = anchored(es, "reason", "unmask-reason")
			return pages.Page(v)
		})
	}
	p.numbers = &n
	v := p.view()
	return s.page(w, r, v.Title, pages.Page(v))
}
