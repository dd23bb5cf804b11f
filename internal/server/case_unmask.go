package server

import (
	"net/http"

	"github.com/a-h/templ"

	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

// caseUnmask answers with the page of the case in which the numbers stand whole, this once: nothing of them gets into an address or a session.
func (s *Server) caseUnmask(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	var document, phone string
	reason := f.Text("reason", 200)
	if reason == "" {
		f.Add("reason", text.ValidReasonRequired)
	}
	if err = f.Err(); err == nil {
		document, phone, err = s.Work.Unmask(r.Context(), actorOf(r), id, reason)
	}
	c, cerr := s.openCase(r)
	switch {
	case cerr != nil:
		return cerr
	case c.page.Stub != nil:
		return err
	}
	v := c.view()
	if err != nil {
		v.Unmask.Reason = f.Typed("reason")
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Unmask.Errors = anchored(es, "reason", "unmask-reason")
			return pages.Page(v)
		})
	}
	v.ID.Shown, v.Phone.Shown, v.Unmask.Shown = document, phone, true
	v.Person = c.person(&v)
	return s.page(w, r, v.Title, pages.Page(v))
}

// anchored gives the error on a field the id of its control.
func anchored(es components.Errors, name, id string) components.Errors {
	for i := range es {
		if es[i].Name == name {
			es[i].ID = id
		}
	}
	return es
}
