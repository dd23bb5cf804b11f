package server

import (
	"net/http"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/meeting"
)

// onMeeting answers a form of the page of one meeting: do does what it says, said is the note, again shows what was refused in its form on the page.
func (s *Server) onMeeting(w http.ResponseWriter, r *http.Request, said text.Key, do func(uuid.UUID, *Form) error, again func(*pages.PageView, *Form, components.Errors)) error {
	id, err := meetingID(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if err = do(id, f); err == nil {
		return s.done(w, r, meetingPath(id), said)
	}
	m, merr := s.Oversee.OpenMeeting(r.Context(), actorOf(r), id)
	if merr != nil {
		return merr
	}
	v, verr := s.meetingView(r, &m)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		again(&v, f, es)
		return pages.Page(v)
	})
}

// meetingHold says that a meeting was held and who came.
func (s *Server) meetingHold(w http.ResponseWriter, r *http.Request) error {
	return s.onMeeting(w, r, text.MeetingWasHeld, func(id uuid.UUID, f *Form) error {
		came := readUnits(f, "attended")
		if err := f.Err(); err != nil {
			return err
		}
		return s.Oversee.HoldMeeting(r.Context(), actorOf(r), id, came, s.Clock.Now())
	}, func(v *pages.PageView, f *Form, es components.Errors) {
		if v.Hold == nil {
			v.Hold = &pages.HoldView{Action: r.URL.RequestURI()}
		}
		choose(v.Hold.Came, f.TypedAll("attended"))
		v.Hold.Errors = es
		for i := range v.Hold.Came[:min(1, len(v.Hold.Came))] {
			v.Hold.Came[i].Error = es.Of("attended")
		}
	})
}

// meetingFindings writes what a meeting found.
func (s *Server) meetingFindings(w http.ResponseWriter, r *http.Request) error {
	return s.onMeeting(w, r, text.MeetingFindingsSaved, func(id uuid.UUID, f *Form) error {
		const long = 4000
		version, words := readVersion(f), map[rehab.MeetingSubject]string{}
		for _, x := range rehab.MeetingSubjects() {
			words[x] = f.Text(findingField(x), long)
		}
		if err := f.Err(); err != nil {
			return err
		}
		return s.Oversee.SetFindings(r.Context(), actorOf(r), id, version, words)
	}, func(v *pages.PageView, f *Form, es components.Errors) {
		if v.Find == nil {
			v.Find = &pages.FindView{Action: r.URL.RequestURI(), Version: f.Typed("version")}
			for _, x := range rehab.MeetingSubjects() {
				v.Find.Texts = append(v.Find.Texts, components.FieldView{Name: findingField(x), Label: text.Of(r.Context(), text.FamilyMeetingSubject, x)})
			}
		}
		for i := range es {
			for _, x := range rehab.MeetingSubjects() {
				if es[i].Name == findingField(x) {
					es[i].Label = text.Of(r.Context(), text.FamilyMeetingSubject, x)
				}
			}
		}
		v.Find.Errors = es
		for i := range v.Find.Texts {
			t := &v.Find.Texts[i]
			t.Value, t.Error = f.Typed(t.Name), es.Of(t.Name)
		}
	})
}

// meetingMeasure gives a measure to a unit.
func (s *Server) meetingMeasure(w http.ResponseWriter, r *http.Request) error {
	return s.onMeeting(w, r, text.MeetingMeasureAdded, func(id uuid.UUID, f *Form) error {
		const long = 500
		in := oversight.MeasureForm{Meeting: id, Key: f.Key(), Subject: rehab.MeetingSubject(f.Typed("measure_subject")), Words: f.Text("measure_words", long), Owner: f.Number("measure_owner"), Due: f.Date("measure_due")}
		if err := f.Err(); err != nil {
			return err
		}
		return s.Oversee.AddMeasure(r.Context(), actorOf(r), in)
	}, func(v *pages.PageView, f *Form, es components.Errors) {
		if v.Add == nil {
			v.Add = &pages.AddView{Action: r.URL.RequestURI(), Subjects: components.OptionsOf(r.Context(), text.FamilyMeetingSubject, rehab.MeetingSubjects()...)}
		}
		v.Add.Key, v.Add.Subject, v.Add.Words, v.Add.Owner, v.Add.Due, v.Add.Errors = f.Typed(FormKey), f.Typed("measure_subject"), f.Typed("measure_words"), f.Typed("measure_owner"), f.Typed("measure_due"), es
	})
}

// meetingCancel says that a meeting will not take place.
func (s *Server) meetingCancel(w http.ResponseWriter, r *http.Request) error {
	return s.onMeeting(w, r, text.MeetingWasCancelledNow, func(id uuid.UUID, f *Form) error {
		const long = 500
		reason := f.Text("reason", long)
		if err := f.Err(); err != nil {
			return err
		}
		return s.Oversee.CancelMeeting(r.Context(), actorOf(r), id, reason)
	}, func(v *pages.PageView, f *Form, es components.Errors) {
		v.Drop = &pages.DropView{Action: r.URL.RequestURI(), Reason: f.Typed("reason"), Errors: reasonAt(es, "cancel-reason")}
	})
}
