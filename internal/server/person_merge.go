package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/person"
)

// Which of two records is kept.
const (
	keepThis  = "this"
	keepOther = "other"
)

// personMergeForm is the form that merges a second record of a person.
func (s *Server) personMergeForm(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	p, err := s.openPerson(r, id)
	if err != nil {
		return err
	}
	v := p.mergeView()
	return s.page(w, r, v.Title, pages.Merge(v))
}

func (p *personView) mergeView() pages.MergeView {
	return pages.MergeView{
		Title: p.t(text.PersonMergeOf, "Name", p.file.Person.Name), Name: p.file.Person.Name, Note: p.line, CaseHref: casePath(p.id()), BackHref: personPath(p.id()), Form: p.mergeForm(),
	}
}

func (p *personView) mergeForm() pages.MergeFormView {
	at := personPath(p.id())
	return pages.MergeFormView{
		Action: at + "/merge", Key: NewFormKey(), Types: documentTypes(p.ctx), DocumentType: casework.DocumentTypes()[0], Keep: keepThis, Cancel: at,
		Keeps: []components.Option{
			{Value: keepThis, Label: p.t(text.PersonMergeKeepThis), Note: p.t(text.PersonMergeKeepThisNote, "Name", p.file.Person.Name, "Mask", p.file.Person.DocumentMask)},
			{Value: keepOther, Label: p.t(text.PersonMergeKeepOther), Note: p.t(text.PersonMergeKeepOtherNote)},
		},
	}
}

// personMerge merges the record with the number into that of the case's person, or the other way round.
func (s *Server) personMerge(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := casework.PersonMerge{
		Key: f.Key(), DocumentType: f.RequiredChoice("document_type", casework.DocumentTypes()...), Document: f.Text("document", 40),
		KeepOther: f.RequiredChoice("keep", keepThis, keepOther) == keepOther, Reason: f.Text("reason", 200),
	}
	if err = f.Err(); err == nil {
		err = s.Work.MergePersons(r.Context(), actorOf(r), id, in)
	}
	if err == nil {
		return s.done(w, r, personPath(id), text.PersonMerged)
	}
	p, perr := s.openPerson(r, id)
	if perr != nil {
		return perr
	}
	v := p.mergeView()
	v.Form.Key, v.Form.DocumentType, v.Form.Document, v.Form.Keep, v.Form.Reason = f.Typed(FormKey), f.Typed("document_type"), f.Typed("document"), f.Typed("keep"), f.Typed("reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Form.Errors = es
		return pages.Merge(v)
	})
}

// personUndoMerge parts two merged records again.
func (s *Server) personUndoMerge(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	merge, reason := f.UUID("merge"), f.Text("undo_reason", 200)
	if err = f.Err(); err == nil {
		err = s.Work.UndoMerge(r.Context(), actorOf(r), id, merge, reason)
	}
	if err == nil {
		return s.done(w, r, personPath(id), text.PersonUndone)
	}
	p, perr := s.openPerson(r, id)
	if perr != nil {
		return perr
	}
	v := p.view()
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range v.Merged {
			if m := &v.Merged[i]; m.ID == merge.String() {
				m.Typed, m.Errors = f.Typed("undo_reason"), anchored(es, "undo_reason", m.FieldID)
			}
		}
		return pages.Page(v)
	})
}
