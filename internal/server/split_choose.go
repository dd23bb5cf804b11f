package server

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/split"
)

// splitChoose saves where cases and workers of a divided village go.
func (s *Server) splitChoose(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "split")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := readChoices(f, id)
	var done casework.SplitChosen
	if err = f.Err(); err == nil {
		done, err = s.Work.ChooseSplit(r.Context(), actorOf(r), in)
	}
	if err != nil {
		v, verr := s.splitView(r, f)
		if verr != nil {
			return verr
		}
		v.Key = f.Typed(FormKey)
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			for i := range es {
				if strings.HasPrefix(es[i].Name, splitCase) || strings.HasPrefix(es[i].Name, splitStaff) {
					es[i].Label = text.T(r.Context(), text.SplitWhere)
				}
			}
			v.Errors = es
			return pages.Show(v)
		})
	}
	at := splitsPath + "/" + id.String()
	if q := r.URL.RawQuery; q != "" && done.Waiting > 0 {
		at += "?" + q
	}
	said := text.SplitSaved
	switch {
	case done.Count == 0:
		said = text.SplitSavedNone
	case done.Waiting == 0:
		said = text.SplitSavedAll
	}
	return s.done(w, r, at, said, "Count", done.Count, "Left", done.Waiting)
}

// readChoices reads the rows that were chosen.
func readChoices(f *Form, split uuid.UUID) casework.SplitForm {
	in := casework.SplitForm{Rest: f.Checked("rest")}
	in.Split, in.Form, in.Cases, in.Staff = split, f.Key(), map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for name := range f.values {
		key, into := strings.TrimPrefix(name, splitCase), in.Cases
		if post, ok := strings.CutPrefix(name, splitStaff); ok {
			key, into = post, in.Staff
		} else if key == name {
			continue
		}
		id, err := uuid.Parse(key)
		if err != nil {
			f.Add("", text.ValidNotAnOption)
			break
		}
		if v := f.Choice(name, store.SplitGoes, store.SplitStays); v != "" {
			into[id] = v == store.SplitGoes
		}
	}
	return in
}
