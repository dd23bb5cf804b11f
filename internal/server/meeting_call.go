package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/meeting"
)

// meetingNew shows the form that calls a meeting: all departments and townships are called unless one is left out, the police by its bureau.
func (s *Server) meetingNew(w http.ResponseWriter, r *http.Request) error {
	v, err := s.meetingForm(r, nil)
	if err != nil {
		return err
	}
	for i := range v.Units {
		if v.Units[i].ID == unitBoxes("meeting_unit", unitGroupStation) {
			continue
		}
		for _, o := range v.Units[i].Options {
			v.Units[i].Values = append(v.Units[i].Values, o.Value)
		}
	}
	return s.page(w, r, v.Title, pages.Call(v))
}

// meetingForm is the empty form, of a new meeting or of one that was called.
func (s *Server) meetingForm(r *http.Request, m *store.MeetingWhole) (v pages.CallView, err error) {
	ctx := r.Context()
	units, err := s.Oversee.MeetingUnits(ctx, actorOf(r))
	if err != nil {
		return v, err
	}
	v = pages.CallView{Title: text.T(ctx, text.MeetingCall), Note: text.T(ctx, text.MeetingCallNote), Action: meetingsPath, Cancel: meetingsPath, Key: NewFormKey()}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.MeetingTitle), Href: meetingsPath}}
	if m != nil {
		v.Title, v.Note, v.Action, v.Cancel, v.Key = text.T(ctx, text.MeetingEdit), "", meetingPath(m.ID)+"/edit", meetingPath(m.ID), ""
		v.Crumbs = append(v.Crumbs, components.Crumb{Label: meetingTitle(ctx, &m.Meeting), Href: meetingPath(m.ID)})
	}
	v.Crumbs = append(v.Crumbs, components.Crumb{Label: v.Title})
	boxes := make([]unitBox, len(units))
	for i, u := range units {
		boxes[i] = unitBox{u.ID, u.Name, u.Kind}
	}
	v.Units = unitFields(ctx, "meeting_unit", boxes)
	return v, nil
}

// meetingEdit shows the form filled with what a meeting was called with.
func (s *Server) meetingEdit(w http.ResponseWriter, r *http.Request) error {
	m, err := s.meetingAt(r)
	if err != nil {
		return err
	}
	if m.State != store.MeetingCalled {
		return s.redirect(w, r, meetingPath(m.ID))
	}
	v, err := s.meetingForm(r, &m)
	if err != nil {
		return err
	}
	v.Version, v.Day, v.Place, v.Chair, v.Agenda = strconv.Itoa(m.Version), m.Day.String(), m.Place, m.Chair, m.Agenda
	var chosen []string
	for _, u := range m.Units {
		chosen = append(chosen, strconv.FormatInt(u.Unit, 10))
	}
	choose(v.Units, chosen)
	return s.page(w, r, v.Title, pages.Call(v))
}

// unitBox is a unit that can be ticked.
type unitBox struct {
	id         int64
	name, kind string
}

// Groups of boxes of units.
const (
	unitGroupOffice  = "office"
	unitGroupTown    = "town"
	unitGroupStation = "station"
)

// unitBoxes is the anchor of a group of boxes; the first group has the field's own.
func unitBoxes(field, group string) string {
	if group == unitGroupOffice {
		return field
	}
	return field + "-" + group
}

// unitFields are the units as groups of boxes of one field: police and departments, townships, police stations.
func unitFields(ctx context.Context, field string, units []unitBox) []components.FieldView {
	var out []components.FieldView
	for _, g := range []struct {
		group string
		label text.Key
		holds func(kind string) bool
	}{
		{unitGroupOffice, text.MeetingOffices, func(kind string) bool { return kind == "bureau" || kind == "department" }},
		{unitGroupTown, text.MeetingTowns, func(kind string) bool { return kind == "township" }},
		{unitGroupStation, text.MeetingStations, func(kind string) bool { return kind == "station" }},
	} {
		f := components.FieldView{Name: field, ID: unitBoxes(field, g.group), Label: text.T(ctx, g.label)}
		for _, u := range units {
			if g.holds(u.kind) {
				f.Options = append(f.Options, components.Option{Value: strconv.FormatInt(u.id, 10), Label: u.name})
			}
		}
		if len(f.Options) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// choose ticks the boxes of the chosen units.
func choose(groups []components.FieldView, chosen []string) {
	for i := range groups {
		groups[i].Values = chosen
	}
}

// meetingAt opens the meeting that the path names.
func (s *Server) meetingAt(r *http.Request) (m store.MeetingWhole, err error) {
	id, err := pathUUID(r, "meeting")
	if err != nil {
		return m, err
	}
	return s.Oversee.OpenMeeting(r.Context(), actorOf(r), id)
}

// readMeeting reads the form of a meeting.
func readMeeting(f *Form) oversight.MeetingForm {
	const placeMax, chairMax, agendaMax = 100, 60, 2000
	in := oversight.MeetingForm{Day: f.Date("meeting_day"), Place: f.Text("meeting_place", placeMax), Chair: f.Text("chair", chairMax), Agenda: f.Text("agenda", agendaMax)}
	in.Units = readUnits(f, "meeting_unit")
	return in
}

// readUnits reads the units ticked.
func readUnits(f *Form, name string) []int64 {
	var out []int64
	for _, v := range f.TypedAll(name) {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			f.Add(name, text.ValidNotAnOption)
			return nil
		}
		out = append(out, n)
	}
	return out
}

// meetingCall calls a meeting.
func (s *Server) meetingCall(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := readMeeting(f)
	in.Key = f.Key()
	if err = f.Err(); err == nil {
		err = s.Oversee.CallMeeting(r.Context(), actorOf(r), in)
	}
	if err != nil {
		return s.meetingCallAgain(w, r, nil, f, err)
	}
	return s.done(w, r, meetingPath(in.Key), text.MeetingWasCalled)
}

// meetingChange changes a meeting that was called.
func (s *Server) meetingChange(w http.ResponseWriter, r *http.Request) error {
	m, err := s.meetingAt(r)
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := readMeeting(f)
	in.Version = readVersion(f)
	if err = f.Err(); err == nil {
		err = s.Oversee.ChangeMeeting(r.Context(), actorOf(r), m.ID, in)
	}
	if err != nil {
		return s.meetingCallAgain(w, r, &m, f, err)
	}
	return s.done(w, r, meetingPath(m.ID), text.MeetingWasChanged)
}

// readVersion reads which state of a thing a form was filled in over.
func readVersion(f *Form) int {
	const most = 1 << 30
	return f.RequiredInt("version", 1, most)
}

func (s *Server) meetingCallAgain(w http.ResponseWriter, r *http.Request, m *store.MeetingWhole, f *Form, err error) error {
	v, verr := s.meetingForm(r, m)
	if verr != nil {
		return verr
	}
	v.Day, v.Place, v.Chair, v.Agenda = f.Typed("meeting_day"), f.Typed("meeting_place"), f.Typed("chair"), f.Typed("agenda")
	choose(v.Units, f.TypedAll("meeting_unit"))
	if m == nil {
		v.Key = f.Typed(FormKey)
	} else {
		v.Version = strconv.Itoa(m.Version)
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors, v.Units[0].Error = es, es.Of("meeting_unit")
		return pages.Call(v)
	})
}

func meetingTitle(ctx context.Context, m *store.Meeting) string {
	return text.T(ctx, text.MeetingOf, "Day", m.Day)
}

// meetingID is the meeting that the path names.
func meetingID(r *http.Request) (uuid.UUID, error) { return pathUUID(r, "meeting") }
