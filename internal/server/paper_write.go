package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/paper"
)

// paperWrite shows a paper as it would be issued, and what it lacks.
func (s *Server) paperWrite(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	q := readQuery(r)
	want := paper.Wanted{Case: id, Kind: document.Kind(q.Typed("kind")), Fact: q.Typed("fact"), Said: map[string]string{}}
	if spec, ok := document.SpecOf(want.Kind); ok {
		for _, field := range spec.Asks {
			want.Said[field] = q.Typed(field)
		}
	}
	v, err := s.paperWriteView(r, want)
	if err != nil {
		return s.paperGone(w, r, id, err)
	}
	v.Key = NewFormKey()
	return s.page(w, r, v.Title, pages.Write(v))
}

// paperIssue issues a paper, or shows it with what was asked for filled in.
func (s *Server) paperIssue(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	want := paper.Wanted{Case: id, Key: f.Key(), Kind: document.Kind(f.Typed("kind")), Fact: f.Typed("fact"), Said: map[string]string{}}
	spec, ok := document.SpecOf(want.Kind)
	if !ok {
		return fault.ErrNotFound()
	}
	for _, field := range spec.Asks {
		want.Said[field] = f.Text(field, 200)
	}
	if err = f.Err(); err == nil && f.Typed("do") != "look" {
		p, ierr := s.Papers.Issue(r.Context(), actorOf(r), want)
		if err = ierr; err == nil {
			return s.done(w, r, paperPath(&p), text.PaperWasIssued, "Number", p.Number)
		}
	}
	v, verr := s.paperWriteView(r, want)
	if verr != nil {
		return s.paperGone(w, r, id, verr)
	}
	v.Key = f.Typed(FormKey)
	if err == nil {
		return s.page(w, r, v.Title, pages.Write(v))
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range v.Asks {
			v.Asks[i].Error = es.Of(v.Asks[i].Name)
			for j := range es {
				if es[j].Name == v.Asks[i].Name {
					es[j].Label = v.Asks[i].Label
				}
			}
		}
		v.Errors = es
		return pages.Write(v)
	})
}

// paperGone leads to the case's papers when the fact of the paper was voided meanwhile, and says so; any other error is returned as it is.
func (s *Server) paperGone(w http.ResponseWriter, r *http.Request, id uuid.UUID, err error) error {
	if fault.KindOf(err) != fault.Conflict {
		return err
	}
	s.Sessions.Leave(r.Context(), session.Note{Tone: string(layout.ToneLate), Key: text.PaperFactVoid})
	return s.redirect(w, r, papersPath(id))
}

func (s *Server) paperWriteView(r *http.Request, want paper.Wanted) (pages.WriteView, error) {
	ctx, actor := r.Context(), actorOf(r)
	out, err := s.Papers.Preview(ctx, actor, want)
	if err != nil {
		return pages.WriteView{}, err
	}
	v := pages.WriteView{
		Title: text.Of(ctx, text.FamilyPaperKind, out.Spec.Kind), Name: out.Opened.Person.Name, CaseHref: casePath(want.Case), ListHref: s.listHref(actor),
		Papers: components.Link{Words: text.T(ctx, text.PaperTitle), Href: papersPath(want.Case)}, Sheet: templ.Raw(string(out.Body)),
		Action: papersPath(want.Case) + "/new", Kind: string(out.Spec.Kind), Number: out.Head, May: out.May,
	}
	if out.Fact != nil {
		v.Fact, v.About = out.Fact.ID, paperAbout(ctx, out.Fact)
	}
	for _, field := range out.Spec.Asks {
		v.Asks = append(v.Asks, s.paperAsk(ctx, field, out.Said[field]))
	}
	for _, field := range out.Lacks {
		v.Lacks = append(v.Lacks, lackView(ctx, actor, &out, field))
	}
	switch {
	case out.Already != nil:
		v.Already = &components.Link{Words: text.T(ctx, text.PaperSee, "Number", out.Already.Number), Href: paperPath(out.Already)}
	case out.Spec.Auto:
		v.Locked = text.T(ctx, text.PaperIssuedWithFact)
	case !out.May:
		v.Locked = text.T(ctx, text.PaperNotYours)
	}
	return v, nil
}

// paperAsk is the field for something that a paper asks for; what ends in "on" is a day.
func (s *Server) paperAsk(ctx context.Context, field, value string) components.FieldView {
	v := components.FieldView{Name: field, Label: text.Of(ctx, text.FamilyPaperField, lackWord("said."+field)), Required: true, Value: value, MaxLength: 200}
	if field == "on" {
		v.Type, v.Narrow = "date", true
		if value == "" {
			v.Value = s.Clock.Today().String()
		}
		var day date.Date
		if day.UnmarshalText([]byte(v.Value)) != nil {
			v.Value = value
		}
	}
	return v
}

// lackWord is a missing field as the catalogue names it.
func lackWord(field string) string { return strings.ReplaceAll(field, ".", "_") }

// lackView names what is missing and leads to where it is filled in: the person's data, the form itself, or the fact, which is voided and recorded
// anew.
func lackView(ctx context.Context, actor access.Actor, w *paper.Written, field string) pages.LackView {
	noun, name, _ := strings.Cut(field, ".")
	v := pages.LackView{Label: text.Of(ctx, text.FamilyPaperField, lackWord(field))}
	id := w.Opened.Case.ID
	switch {
	case noun == "said":
		v.Href, v.Asked = "#"+name, true
	case noun == "person" && name == "document" && actor.May(access.PersonCorrect):
		v.Href = casePath(id) + "/person/document"
	case noun == "person" && actor.May(access.PersonEdit):
		v.Href = casePath(id) + "/person#" + name
	case w.Fact != nil && w.Fact.Body.Kind() == rehab.Kind(noun) && actor.May(access.FactVoid):
		v.Href = casePath(id) + "/facts/" + w.Fact.ID + "/void"
	case recordPath(rehab.Kind(noun), id) != "":
		v.Href = recordPath(rehab.Kind(noun), id)
	}
	return v
}
