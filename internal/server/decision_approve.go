package server

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/decision"
)

// decisionApprove approves a submitted draft and issues the decision under the next number.
func (s *Server) decisionApprove(w http.ResponseWriter, r *http.Request) error {
	id, f, err := caseForm(r)
	if err != nil {
		return err
	}
	version := f.RequiredInt("version", 0, 1_000_000)
	if err = f.Err(); err == nil {
		err = s.Work.Issue(r.Context(), actorOf(r), id, version)
	}
	if err != nil {
		return s.approvalAgain(w, r, id, f, err)
	}
	d, err := s.Work.Decision(r.Context(), actorOf(r), id)
	if err != nil {
		return err
	}
	number := ""
	if d.Case.Number != nil {
		number = *d.Case.Number
	}
	return s.done(w, r, decisionPath(id), text.DecisionIssued, "Number", number)
}

// decisionReturn gives a submitted draft back with a reason.
func (s *Server) decisionReturn(w http.ResponseWriter, r *http.Request) error {
	id, f, err := caseForm(r)
	if err != nil {
		return err
	}
	version, reason := f.RequiredInt("version", 0, 1_000_000), f.Required("reason", 500)
	if err = f.Err(); err == nil {
		err = s.Work.ReturnDraft(r.Context(), actorOf(r), id, version, reason)
	}
	if err != nil {
		return s.approvalAgain(w, r, id, f, err)
	}
	return s.done(w, r, decisionsPath, text.DecisionWasReturned)
}

// caseForm reads the case of the address and the form.
func caseForm(r *http.Request) (uuid.UUID, *Form, error) {
	id, err := pathUUID(r, "case")
	if err != nil {
		return id, nil, err
	}
	f, err := readForm(r)
	return id, f, err
}

// approvalAgain shows the decision as it stands now, with why the approval or the return was refused.
func (s *Server) approvalAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, f *Form, err error) error {
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	d, g, verr := s.decisionOf(r, id)
	if verr != nil {
		return verr
	}
	v, verr := s.decisionView(r.Context(), g, actorOf(r), &d, false)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		if v.Approval != nil {
			v.Approval.Reason = f.Typed("reason")
			if f.Has("reason") {
				v.Approval.Errors = es
			}
		}
		return pages.Page(v)
	})
}
