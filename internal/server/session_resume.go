package server

import (
	"cmp"
	"net/http"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/session"
)

const resumePath = "/resume"

// keepForm keeps what a form sent after its session had ended, sealed, for the same account and posting; false when there is nothing to keep, or too much.
func (s *Server) keepForm(r *http.Request) bool {
	account, posting := s.Sessions.Was(r.Context())
	path := r.URL.RequestURI()
	if account == 0 || !session.Local(path) {
		return false
	}
	f, err := readForm(r)
	if err != nil || f.Err() != nil {
		return false
	}
	d := s.draftIn(r, f, cmp.Or(requestOf(r).draft, draftName(path, "")))
	d.Send = path
	_, _, opens := s.draftRoute(nil, d.Form)
	return s.Work.KeepSent(r.Context(), access.Actor{Account: account, Posting: posting}, d, opens) == nil
}

// waiting are the actor's forms that were sent after the session had ended.
func (s *Server) waiting(r *http.Request, actor access.Actor) ([]casework.Draft, error) {
	drafts, err := s.Work.Drafts(r.Context(), actor)
	return slices.DeleteFunc(drafts, func(d casework.Draft) bool { return !d.Sent }), err
}

// resume says what waits and offers to send it once more. It waits until it is saved, discarded or too old, however often it is looked at.
func (s *Server) resume(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	drafts, err := s.waiting(r, actor)
	if err != nil {
		return err
	}
	if len(drafts) == 0 {
		return s.redirect(w, r, layout.HomePath)
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	v := pages.ResumeView{Drop: draftsPath + "/discard", Page: resumePath}
	for _, d := range drafts {
		what, about := s.draftWords(ctx, g, &d)
		form := pages.ResumeForm{Title: what, Action: d.Send, Draft: d.Form, Pairs: []components.Pair{{Name: text.T(ctx, text.SessionResumeSent), Value: text.Moment(ctx, d.Saved)}}}
		if about != "" {
			form.Pairs = append([]components.Pair{{Name: text.T(ctx, text.DraftAbout), Value: about}}, form.Pairs...)
		}
		if d.DocMask != "" {
			form.Pairs = slices.Insert(form.Pairs, 1, components.Pair{Name: text.T(ctx, text.CaselistDocument), Value: d.DocMask})
		}
		for name, values := range d.Typed {
			for _, value := range values {
				form.Fields = append(form.Fields, pages.ResumeField{Name: name, Value: clean(value)})
			}
		}
		slices.SortStableFunc(form.Fields, func(a, b pages.ResumeField) int { return cmp.Compare(a.Name, b.Name) })
		v.Forms = append(v.Forms, form)
	}
	return s.page(w, r, text.T(ctx, text.SessionResumeTitle), pages.Resume(v))
}
