package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/paper"
)

// paperVoidForm asks why a paper is taken back.
func (s *Server) paperVoidForm(w http.ResponseWriter, r *http.Request) error {
	v, err := s.paperVoidView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Void(v))
}

// paperVoid takes a paper back; its number stays in the register.
func (s *Server) paperVoid(w http.ResponseWriter, r *http.Request) error {
	caseID, id, err := pathPaper(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	reason := f.Required("reason", 300)
	if err = f.Err(); err == nil {
		err = s.Papers.Void(r.Context(), actorOf(r), caseID, id, reason)
	}
	if err == nil {
		return s.done(w, r, papersPath(caseID)+"/"+id.String(), text.PaperWasVoided)
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	v, verr := s.paperVoidView(r)
	if verr != nil {
		return verr
	}
	v.Reason = f.Typed("reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Void(v)
	})
}

func (s *Server) paperVoidView(r *http.Request) (pages.VoidView, error) {
	p, err := s.issuedView(r)
	if err != nil {
		return pages.VoidView{}, err
	}
	ctx := r.Context()
	v := pages.VoidView{Title: text.T(ctx, text.PaperVoidTitle), Name: p.Name, CaseHref: p.CaseHref, ListHref: p.ListHref, Papers: p.Papers, Number: p.Number, Action: p.Void}
	switch {
	case p.VoidWhy != "":
		v.Locked = p.VoidWhy
	case p.Void == "":
		v.Locked = text.T(ctx, text.PaperNotYours)
	}
	return v, nil
}
