package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/text"
)

// paperSlip shows the return slips of a paper on A4: filled in for each service, or empty.
func (s *Server) paperSlip(w http.ResponseWriter, r *http.Request) error {
	caseID, id, err := pathPaper(r)
	if err != nil {
		return err
	}
	slips, err := s.Papers.Slips(r.Context(), actorOf(r), caseID, id, readQuery(r).Has("empty"))
	if err != nil {
		return err
	}
	title := text.T(r.Context(), text.PaperserviceSlipOf, "Number", slips.Paper.Number)
	return s.paper(w, r, title, paperPath(&slips.Paper), templ.Raw(string(slips.Body)))
}
