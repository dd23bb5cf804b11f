package server

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/session"
)

const resumePath = "/resume"

// waiting is a form that was sent after its session had ended.
type waiting struct {
	Path   string
	Values url.Values
}

// keepForm keeps what a form sent after its session had ended, sealed, for the same account; false when there is nothing to keep, or too much.
func (s *Server) keepForm(r *http.Request) bool {
	account, path := s.Sessions.Was(r.Context()), r.URL.RequestURI()
	if account == 0 || !session.Local(path) {
		return false
	}
	f, err := readForm(r)
	if err != nil || f.Err() != nil {
		return false
	}
	raw, err := json.Marshal(waiting{path, f.values})
	if err != nil {
		return false
	}
	s.Sessions.KeepForm(r.Context(), s.Work.SealForm(account, string(raw)))
	return true
}

// resume offers to send the form that waits once more.
func (s *Server) resume(w http.ResponseWriter, r *http.Request) error {
	raw, ok := s.Work.OpenForm(actorOf(r).Account, s.Sessions.TakeForm(r.Context()))
	var f waiting
	if !ok || json.Unmarshal([]byte(raw), &f) != nil {
		return s.redirect(w, r, layout.HomePath)
	}
	v := pages.ResumeView{Action: f.Path, Cancel: layout.HomePath}
	for name, values := range f.Values {
		for _, value := range values {
			v.Fields = append(v.Fields, pages.ResumeField{Name: name, Value: clean(value)})
		}
	}
	slices.SortStableFunc(v.Fields, func(a, b pages.ResumeField) int { return cmp.Compare(a.Name, b.Name) })
	return s.page(w, r, text.T(r.Context(), text.SessionResumeTitle), pages.Resume(v))
}
