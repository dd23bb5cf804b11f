package server

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/person"
)

// personEdit changes a person's data.
func (s *Server) personEdit(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := casework.PersonEdit{
		Key: f.Key(), Version: f.RequiredInt("version", 1, 1_000_000), Person: readPersonData(f), NoPhone: f.Checked("no_phone"), NoGuardianPhone: f.Checked("no_guardian_phone"),
		Reason: f.Text("reason", 200), ReportedOn: f.Date("reported_on"),
	}
	in.Person.Alias = f.Text("alias", 120)
	if err = f.Err(); err == nil {
		err = s.Work.EditPerson(r.Context(), actorOf(r), id, in)
	}
	if err != nil {
		return s.personAgain(w, r, f, err)
	}
	return s.done(w, r, backOr(f, personPath(id)), text.PersonSaved)
}

// personAgain shows the form again as it was filled; when somebody else has saved meanwhile, with both versions.
func (s *Server) personAgain(w http.ResponseWriter, r *http.Request, f *Form, err error) error {
	id, perr := pathUUID(r, "case")
	if perr != nil {
		return perr
	}
	p, perr := s.openPerson(r, id)
	if perr != nil {
		return perr
	}
	v := p.view()
	if v.Form == nil { // moved to another office meanwhile
		return err
	}
	now := v.Form.Values
	v.Form.Values = map[string]string{}
	for name := range now {
		v.Form.Values[name] = f.Typed(name)
	}
	for _, name := range []string{"no_phone", "no_guardian_phone", "reported_on", "reason"} {
		v.Form.Values[name] = f.Typed(name)
	}
	v.Form.Back = backOr(f, "")
	version, verr := strconv.Atoi(f.Typed("version"))
	if fault.KindOf(err) == fault.Conflict && verr == nil {
		v.Form.Conflict = p.conflict(v.Form, now, version)
	} else {
		v.Form.Version, v.Form.Key = f.Typed("version"), f.Typed(FormKey)
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Form.Errors = es
		return pages.Page(v)
	})
}

// conflict puts what was saved since the form was shown beside what was typed. What the actor has not touched takes what was saved.
func (p *personView) conflict(form *pages.FormView, now map[string]string, version int) *pages.ConflictView {
	v := &pages.ConflictView{Saved: personPath(p.id())}
	if len(p.file.Changes) > 0 {
		last := p.file.Changes[0]
		v.Who, v.When = last.Recorder, text.Moment(p.ctx, last.RecordedAt)
	}
	was := p.file.Since(version)
	for _, f := range casework.PersonFields(p.file.Person) {
		before, changed := was[f.Name]
		if !changed {
			continue
		}
		name := personLabel(f.Name)
		typed, asked := form.Values[name], name != "document" && name != "document_type"
		row := components.ConflictRow{Field: p.label(f.Name), Saved: p.words(f.Name, f.Value), Yours: p.t(text.PersonConflictUntouched)}
		switch {
		case !asked, typed == p.typedAs(name, before): // a number left empty is one not touched
			form.Values[name] = now[name]
		default:
			row.Yours = p.words(f.Name, typed)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// typedAs is what the form shows of a value on record.
func (p *personView) typedAs(name, value string) string {
	switch name {
	case "phone", "guardian_phone":
		return ""
	case "occupation":
		return wordsOf(p.ctx, text.FamilyWorkState, value)
	}
	return value
}
