package server

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/person"
)

// personDocument is the form that corrects the document of a person.
func (s *Server) personDocument(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	p, err := s.openPerson(r, id)
	if err != nil {
		return err
	}
	if !p.file.MayEditPerson(p.actor) {
		return fault.New(fault.Forbidden, text.PersonNotYours)
	}
	v := p.documentView()
	return s.page(w, r, v.Title, pages.Document(v))
}

func (p *personView) documentView() pages.DocumentView {
	at := personPath(p.id())
	return pages.DocumentView{
		Title: p.t(text.PersonCorrectOf, "Name", p.file.Person.Name), Name: p.file.Person.Name, Note: p.line, CaseHref: casePath(p.id()), BackHref: at,
		Now: p.identity()[:3], Action: at + "/document", Key: NewFormKey(), Version: strconv.Itoa(p.file.Person.Version),
		Types: documentTypes(p.ctx), DocumentType: p.file.Person.DocumentType,
	}
}

// personCorrect corrects the document. A number that another record has is refused, and the merge is offered instead.
func (s *Server) personCorrect(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := casework.DocumentCorrection{
		Key: f.Key(), Version: f.RequiredInt("version", 1, 1_000_000), DocumentType: f.RequiredChoice("document_type", casework.DocumentTypes()...),
		Document: f.Text("document", 40), Confirmed: f.Checked("confirmed"), Reason: f.Text("reason", 200),
	}
	if err = f.Err(); err == nil {
		err = s.Work.CorrectDocument(r.Context(), actorOf(r), id, in)
	}
	if err == nil {
		return s.done(w, r, personPath(id), text.PersonCorrected)
	}
	p, perr := s.openPerson(r, id)
	if perr != nil {
		return perr
	}
	v := p.documentView()
	v.DocumentType, v.Document, v.Reason, v.Confirmed = f.Typed("document_type"), f.Typed("document"), f.Typed("reason"), in.Confirmed
	if fault.KindOf(err) != fault.Conflict || casework.DocumentTaken(err) {
		v.Key, v.Version = f.Typed(FormKey), f.Typed("version")
	}
	if casework.DocumentTaken(err) {
		p.offerMerge(&v)
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors, v.Confirm = es, in.Confirmed || es.Of("confirmed") != ""
		return pages.Document(v)
	})
}

// offerMerge puts the merge with the record that has the number onto the page, filled in, or says who may do it.
func (p *personView) offerMerge(v *pages.DocumentView) {
	v.Taken = p.t(text.PersonTakenAsk)
	if !p.actor.May(access.PersonMerge) {
		return
	}
	form := p.mergeForm()
	form.DocumentType, form.Document, form.Reason, form.Keep = v.DocumentType, v.Document, v.Reason, keepOther
	v.Taken, v.Merge = p.t(text.PersonTakenMerge), &form
}
