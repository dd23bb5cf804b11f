package server

import (
	"net/http"

	"xinsheng/web/layout"
)

// maxTerms is how many characters a search may have.
const maxTerms = 64

// personFind looks for people. One case found opens; else a list shows what was found, or says what can be searched for. The terms stay sealed in
// the session: no name and no number stands in an address.
func (s *Server) personFind(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	terms, back := f.Text(layout.FieldQuery, maxTerms), f.Typed(layout.FieldBack)
	if err := f.Err(); err != nil {
		return err
	}
	if terms == "" {
		return s.redirect(w, r, back)
	}
	ctx, actor := r.Context(), actorOf(r)
	found, err := s.Work.FindCases(ctx, actor, terms, 2)
	if err != nil {
		return err
	}
	if len(found) == 1 {
		return s.redirect(w, r, casesPath+"/"+found[0].String())
	}
	return s.redirect(w, r, casesPath+"?find="+s.Sessions.Remember(ctx, s.Work.SealTerms(actor, terms)))
}
