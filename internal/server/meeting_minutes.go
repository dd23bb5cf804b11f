package server

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/meeting"
)

// meetingMinutes shows the minutes as they would be issued, with what they lack.
func (s *Server) meetingMinutes(w http.ResponseWriter, r *http.Request) error {
	v, err := s.minutesView(r)
	if fault.KindOf(err) == fault.Conflict { // not held yet, or issued: the meeting's page says so
		id, perr := meetingID(r)
		if perr != nil {
			return perr
		}
		return s.redirect(w, r, meetingPath(id))
	}
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Minutes(v))
}

func (s *Server) minutesView(r *http.Request) (v pages.MinutesView, err error) {
	id, err := meetingID(r)
	if err != nil {
		return v, err
	}
	ctx := r.Context()
	m, sheet, err := s.Oversee.PreviewMinutes(ctx, actorOf(r), id)
	if err != nil {
		return v, err
	}
	v = pages.MinutesView{Title: text.T(ctx, text.MeetingMinutes), Action: meetingPath(id) + "/minutes", Back: meetingPath(id), Key: NewFormKey(), Version: strconv.Itoa(m.Version),
		Number: text.T(ctx, text.PaperIssueNote, "Number", sheet.Head), Sheet: templ.Raw(string(sheet.Body))}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.MeetingTitle), Href: meetingsPath}, {Label: meetingTitle(ctx, &m.Meeting), Href: meetingPath(id)}, {Label: v.Title}}
	for _, l := range sheet.Lacks {
		v.Lacks = append(v.Lacks, components.Link{Words: text.Of(ctx, text.FamilyPaperField, lackWord(l)), Href: meetingPath(id) + "#findings"})
	}
	if len(m.Measures) == 0 {
		v.Warn = text.T(ctx, text.MeetingMinutesNoMeasures)
	}
	return v, nil
}

// meetingMinutesIssue issues the minutes.
func (s *Server) meetingMinutesIssue(w http.ResponseWriter, r *http.Request) error {
	id, err := meetingID(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	key, version := f.Key(), readVersion(f)
	if err = f.Err(); err == nil {
		err = s.Oversee.IssueMinutes(r.Context(), actorOf(r), id, key, version)
	}
	if err == nil {
		return s.done(w, r, meetingPath(id), text.MeetingMinutesIssued)
	}
	v, verr := s.minutesView(r)
	if fault.KindOf(verr) == fault.Conflict {
		return s.meetingRefused(w, r, id, err)
	}
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Minutes(v)
	})
}

// meetingRefused shows the meeting with why something was refused that it has no form for now.
func (s *Server) meetingRefused(w http.ResponseWriter, r *http.Request, id uuid.UUID, err error) error {
	m, merr := s.Oversee.OpenMeeting(r.Context(), actorOf(r), id)
	if merr != nil {
		return merr
	}
	v, verr := s.meetingView(r, &m)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Page(v)
	})
}

// meetingMinutesVoid takes the minutes back, so that the meeting can be corrected.
func (s *Server) meetingMinutesVoid(w http.ResponseWriter, r *http.Request) error {
	return s.onMeeting(w, r, text.MeetingMinutesVoided, func(id uuid.UUID, f *Form) error {
		const long = 300
		reason := f.Text("reason", long)
		if err := f.Err(); err != nil {
			return err
		}
		return s.Oversee.VoidMinutes(r.Context(), actorOf(r), id, reason)
	}, func(v *pages.PageView, f *Form, es components.Errors) {
		v.Reopen = &pages.DropView{Action: r.URL.RequestURI(), Reason: f.Typed("reason"), Errors: reasonAt(es, "reopen-reason")}
	})
}

// reasonAt leads the errors about a reason to its field on the page.
func reasonAt(es components.Errors, id string) components.Errors {
	for i := range es {
		if es[i].Name == "reason" {
			es[i].ID = id
		}
	}
	return es
}

func init() { matterPaths[oversight.MinutesKind] = meetingsPath + "/" }
