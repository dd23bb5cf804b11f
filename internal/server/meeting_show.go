package server

import (
	"context"
	"net/http"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/meeting"
)

// meetingShow shows one meeting with the forms of what is next.
func (s *Server) meetingShow(w http.ResponseWriter, r *http.Request) error {
	m, err := s.meetingAt(r)
	if err != nil {
		return err
	}
	v, err := s.meetingView(r, &m)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

func (s *Server) meetingView(r *http.Request, m *store.MeetingWhole) (v pages.PageView, err error) {
	ctx, actor, today := r.Context(), actorOf(r), s.Clock.Today()
	office := actor.May(access.MeetingRecord)
	v = pages.PageView{Title: meetingTitle(ctx, &m.Meeting), Mark: meetingMark(ctx, m.State), Steps: meetingSteps(ctx, m), Facts: meetingFacts(ctx, m, office)}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.MeetingTitle), Href: meetingsPath}, {Label: v.Title}}
	v.Notice, v.Tone = meetingNotice(ctx, m, office, today)
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	s.meetingFigures(ctx, g, m, office, &v)
	v.Carried, v.Measures = measureTable(ctx, actor, today, m.Carried, meetingPath(m.ID)), measureTable(ctx, actor, today, m.Measures, meetingPath(m.ID))
	if len(m.Measures) > 0 && actor.May(access.MeasureView) {
		v.Excel = measuresPath + "/export?meeting=" + m.ID.String()
	}
	v.Measures.Empty = components.EmptyView{Title: text.T(ctx, text.MeetingNoMeasures)}
	for _, x := range rehab.MeetingSubjects() {
		for _, f := range m.Findings {
			if f.Subject == x {
				v.Findings = append(v.Findings, components.Pair{Name: text.Of(ctx, text.FamilyMeetingSubject, x), Value: f.Words})
			}
		}
	}
	v.None = text.T(ctx, text.MeetingNoFindings)
	if !office {
		v.None = text.T(ctx, text.MeetingNoFindingsYet)
		return v, nil
	}
	return v, s.meetingForms(r, m, &v)
}

// meetingForms are the forms of what the office may do with the meeting now.
func (s *Server) meetingForms(r *http.Request, m *store.MeetingWhole, v *pages.PageView) error {
	ctx, path := r.Context(), meetingPath(m.ID)
	switch m.State {
	case store.MeetingCalled:
		v.Edit, v.Drop = path+"/edit", &pages.DropView{Action: path + "/cancel"}
		if m.Day <= s.Clock.Today() {
			v.Hold = holdForm(ctx, m)
		}
	case store.MeetingHeld:
		v.Find = findForm(ctx, m)
		add := pages.AddView{Action: path + "/measures", Key: NewFormKey(), Subjects: components.OptionsOf(ctx, text.FamilyMeetingSubject, rehab.MeetingSubjects()...), Min: m.Day.String(), Open: len(m.Measures) == 0}
		owners, err := s.Oversee.MeasureOwners(ctx, actorOf(r))
		if err != nil {
			return err
		}
		for _, u := range owners {
			add.Owners = append(add.Owners, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name, Group: text.Of(ctx, text.FamilyUnitKind, u.Kind)})
		}
		v.Add, v.Minutes = &add, path+"/minutes"
	case store.MeetingClosed:
		v.Reopen, v.Paper = &pages.DropView{Action: path + "/minutes/void"}, officePaperPath(*m.Minutes)
	}
	return nil
}

func holdForm(ctx context.Context, m *store.MeetingWhole) *pages.HoldView {
	h := &pages.HoldView{Action: meetingPath(m.ID) + "/hold", Note: text.T(ctx, text.MeetingHoldNote, "Month", m.Day.Month()-1)}
	boxes, came := make([]unitBox, len(m.Units)), make([]string, len(m.Units))
	for i, u := range m.Units {
		boxes[i], came[i] = unitBox{u.Unit, u.Name, u.Kind}, strconv.FormatInt(u.Unit, 10)
	}
	h.Came = unitFields(ctx, "attended", boxes)
	choose(h.Came, came)
	return h
}

func findForm(ctx context.Context, m *store.MeetingWhole) *pages.FindView {
	const long = 4000
	f := &pages.FindView{Action: meetingPath(m.ID) + "/findings", Version: strconv.Itoa(m.Version)}
	for _, x := range rehab.MeetingSubjects() {
		field := components.FieldView{Name: findingField(x), Label: text.Of(ctx, text.FamilyMeetingSubject, x), Rows: 3, MaxLength: long}
		for _, old := range m.Findings {
			if old.Subject == x {
				field.Value = old.Words
			}
		}
		f.Texts = append(f.Texts, field)
	}
	return f
}

func findingField(x rehab.MeetingSubject) string { return "finding_" + string(x) }

// meetingSteps is the way of a meeting: called, held, minutes issued.
func meetingSteps(ctx context.Context, m *store.MeetingWhole) []components.Step {
	way := []string{store.MeetingCalled, store.MeetingHeld, store.MeetingClosed}
	if m.State == store.MeetingCancelled {
		way = []string{store.MeetingCalled, store.MeetingCancelled}
	}
	var out []components.Step
	reached := false
	for _, state := range way {
		st := components.Step{Label: text.Of(ctx, text.FamilyMeetingStep, state), State: components.StepDone}
		if reached {
			st.State = components.StepTodo
			if out[len(out)-1].State == components.StepDone {
				st.State = components.StepNow
			}
		}
		reached = reached || state == m.State
		out = append(out, st)
	}
	out[0].Note = m.Recorder
	return out
}

// meetingFacts are what the meeting was called with, and who came.
func meetingFacts(ctx context.Context, m *store.MeetingWhole, office bool) []components.Pair {
	field := func(name, value string) components.Pair {
		return components.Pair{Name: text.Of(ctx, text.FamilyField, name), Value: value}
	}
	out := []components.Pair{field("meeting_day", text.Date(ctx, m.Day)+" "+text.Weekday(ctx, m.Day)), field("meeting_place", m.Place), field("chair", m.Chair), {Name: text.Of(ctx, text.FamilyField, "agenda"), Body: pages.Lines(m.Agenda)}}
	var called, came, absent []string
	for _, u := range m.Units {
		called = append(called, u.Name)
		switch {
		case u.Attended == nil:
		case *u.Attended:
			came = append(came, u.Name)
		default:
			absent = append(absent, u.Name)
		}
	}
	if !office {
		return out
	}
	if m.FiguresMonth.IsZero() {
		return append(out, components.Pair{Name: text.T(ctx, text.MeetingCalledTo), Value: text.Join(ctx, called)})
	}
	out = append(out, components.Pair{Name: text.T(ctx, text.MeetingCame), Value: text.Join(ctx, came)})
	if len(absent) > 0 {
		out = append(out, components.Pair{Name: text.T(ctx, text.MeetingAbsent), Value: text.Join(ctx, absent)})
	}
	return out
}

// meetingNotice says what is next, or why nothing is.
func meetingNotice(ctx context.Context, m *store.MeetingWhole, office bool, today date.Date) (string, components.Tone) {
	switch {
	case m.State == store.MeetingCancelled:
		return text.T(ctx, text.MeetingCancelledWhy, "Reason", deref(m.Reason)), components.Shut
	case m.State == store.MeetingClosed && office:
		return text.T(ctx, text.MeetingFrozen), components.Plain
	case m.State == store.MeetingCalled && m.Day > today:
		return text.T(ctx, text.MeetingToCome, "Count", int(m.Day-today)), components.Due
	case m.State == store.MeetingCalled && office:
		return text.T(ctx, text.MeetingToHold), components.Due
	}
	return "", components.Plain
}
