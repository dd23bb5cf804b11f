package server

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/staffing"
)

// staffTake returns the handler that records one kind of step of a member of the register.
func staffTake(kind string) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, "staff")
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		in := s.readStaffStep(f, id, kind)
		if err = f.Err(); err == nil {
			err = s.Oversee.TakeStaffStep(r.Context(), actorOf(r), in)
		}
		switch {
		case err == nil && kind == store.StaffVoid:
			return s.done(w, r, staffMemberPath(id), text.StaffTookBack)
		case err == nil:
			return s.done(w, r, staffMemberPath(id), text.StaffRecorded, "What", text.Of(r.Context(), text.FamilyStaffStep, kind))
		case fault.KindOf(err) == fault.NotFound:
			return err
		}
		return s.staffAgain(w, r, id, kind, f, err)
	}
}

func (s *Server) readStaffStep(f *Form, id uuid.UUID, kind string) oversight.StaffForward {
	in := oversight.StaffForward{Key: f.Key(), Member: id, Kind: kind, Words: f.Text("words", oversight.MaxStaffWords)}
	switch kind {
	case store.StaffVoid:
		in.Of, in.Day = f.UUID("of"), s.Clock.Today()
		return in
	case store.StaffTrained:
		in.Hours = f.RequiredInt("hours", 1, oversight.MaxStaffHours)
	case store.StaffQualified:
		in.Until = f.Date("until")
	case store.StaffApproved, store.StaffRefused, store.StaffEnded, store.StaffWithdrawn:
		if in.Post = f.UUID("post"); in.Post == uuid.Nil {
			f.Add("", text.StaffNotNow)
		}
	}
	in.Day = f.RequiredDate("day")
	return in
}

// staffAgain shows the member again with the form that was refused, filled as it was.
func (s *Server) staffAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, kind string, f *Form, err error) error {
	v, verr := s.staffView(r, id)
	if verr != nil {
		return verr
	}
	form := staffFormOf(&v, kind, f)
	if form == nil { // a step that cannot be taken now
		v.Forms = append([]pages.StepView{{ID: kind, Title: text.Of(r.Context(), text.FamilyStaffStep, kind), Action: r.URL.Path, Post: f.Typed("post"), Of: f.Typed("of"),
			WordIs: text.T(r.Context(), text.StaffVoidWords), Must: true}}, v.Forms...)
		form = &v.Forms[0]
	}
	form.Key, form.Day, form.Until, form.Hours, form.Words, form.Open = f.Typed(FormKey), f.Typed("day"), f.Typed("until"), f.Typed("hours"), f.Typed("words"), true
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		labels := map[string]string{"day": form.DayIs, "words": form.WordIs, "until": text.T(r.Context(), text.StaffUntilLabel)}
		for i := range es {
			if es[i].Name == "" {
				continue
			}
			es[i].ID = form.ID + "-" + es[i].Name
			if label := labels[es[i].Name]; label != "" {
				es[i].Label = label
			}
		}
		form.Errors = es
		return pages.Member(v)
	})
}

// staffFormOf is the form on the page that was sent.
func staffFormOf(v *pages.MemberView, kind string, f *Form) *pages.StepView {
	for i := range v.Posts {
		for j := range v.Posts[i].Forms {
			if form := &v.Posts[i].Forms[j]; form.Post == f.Typed("post") && form.ID == kind+"-"+form.Post {
				return form
			}
		}
	}
	for i := range v.Void {
		if kind == store.StaffVoid && v.Void[i].Of == f.Typed("of") {
			return &v.Void[i]
		}
	}
	for i := range v.Forms {
		if v.Forms[i].ID == kind {
			return &v.Forms[i]
		}
	}
	return nil
}
