package server

import (
	"context"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/measure"
)

// measureShow shows one measure with the forms of the steps that are this actor's.
func (s *Server) measureShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "measure")
	if err != nil {
		return err
	}
	v, err := s.measureView(r, id)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

func (s *Server) measureView(r *http.Request, id uuid.UUID) (v pages.PageView, err error) {
	ctx, actor, today := r.Context(), actorOf(r), s.Clock.Today()
	m, err := s.Oversee.OpenMeasure(ctx, actor, id)
	if err != nil {
		return v, err
	}
	v = pages.PageView{Title: text.T(ctx, text.MeasureOf, "Unit", m.OwnerName), Mark: measureMark(ctx, &m.MeasureLine, today), Turn: measureTurn(ctx, &m, today),
		Steps: measureWay(ctx, &m), Said: measureSaid(ctx, &m)}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.MeasureTitle), Href: backOr(readQuery(r), measuresPath)}, {Label: v.Title}}
	meeting := components.Pair{Name: text.T(ctx, text.MeasureFrom), Value: text.T(ctx, text.MeetingOf, "Day", m.Day)}
	if m.Invited {
		meeting.Href = meetingPath(m.Meeting)
	}
	v.Facts = []components.Pair{
		{Name: text.Of(ctx, text.FamilyField, "measure_words"), Value: m.Words}, {Name: text.T(ctx, text.MeasureSubject), Value: text.Of(ctx, text.FamilyMeetingSubject, m.Subject)},
		{Name: text.Of(ctx, text.FamilyField, "measure_owner"), Value: m.OwnerName}, {Name: text.Of(ctx, text.FamilyField, "measure_due"), Value: text.Date(ctx, m.Due)}, meeting,
	}
	if m.Due != m.FirstDue {
		v.Facts = append(v.Facts, components.Pair{Name: text.T(ctx, text.MeasureFirstDue), Value: text.Date(ctx, m.FirstDue)})
	}
	for i, kind := range m.StepsFor(actor) {
		f := s.measureForm(ctx, kind)
		f.Action, f.Key, f.Min, f.Folded = withBack(r, measurePath(id)+"/"+string(kind)), NewFormKey(), m.Rules.Latest().String(), i > 0 || kind == rehab.MeasureExtend || kind == rehab.MeasureDrop
		f.DueMin = max(m.Due+1, today).String()
		v.Forms = append(v.Forms, f)
	}
	for i := range m.Steps {
		if x := &m.Steps[i]; m.CanVoid(actor, x) {
			f := s.measureForm(ctx, rehab.MeasureVoid)
			f.Action, f.Key, f.Of, f.Folded = withBack(r, measurePath(id)+"/void"), NewFormKey(), x.ID.String(), true
			f.Title = text.T(ctx, text.MeasureTakeBack, "What", text.Of(ctx, text.FamilyMeasureStep, x.Kind))
			v.Forms = append(v.Forms, f)
		}
	}
	v.Notice = measureNotice(ctx, &m, v.Forms)
	return v, nil
}

func measureNotice(ctx context.Context, m *oversight.OpenedMeasure, forms []pages.FormView) string {
	switch {
	case len(forms) > 0 && !forms[0].Folded:
		return ""
	case m.State.Ended():
		return text.T(ctx, text.MeasureOver)
	case m.State == rehab.MeasureIsDone:
		return text.T(ctx, text.MeasureAtOffice)
	}
	return text.T(ctx, text.MeasureAtOwner, "Unit", m.OwnerName)
}

// measureTurn says whose turn it is, and until when.
func measureTurn(ctx context.Context, m *oversight.OpenedMeasure, today date.Date) components.AnswerableView {
	v := components.AnswerableView{Unit: m.OwnerName, UnitNote: text.Of(ctx, text.FamilyField, "measure_owner")}
	due := m.Due
	switch {
	case m.State.Ended():
		return v
	case m.State == rehab.MeasureIsDone:
		v.Turn, v.TurnNote, due = text.Of(ctx, text.FamilyRole, "municipal_office"), text.T(ctx, text.MeasureTurnOffice), m.ConfirmDue
	default:
		v.Turn, v.TurnNote = m.OwnerName, text.T(ctx, text.MeasureTurnOwner)
	}
	v.Due, v.DueNote, v.DueTone = text.Date(ctx, due), dueWords(ctx, due, today), components.Due
	if due < today {
		v.DueTone = components.Late
	}
	return v
}

// measureWay is the way of a measure: given, started, done, confirmed; or dropped instead.
func measureWay(ctx context.Context, m *oversight.OpenedMeasure) []components.Step {
	way := []rehab.MeasureState{rehab.MeasureAssigned, rehab.MeasureStarted, rehab.MeasureIsDone, rehab.MeasureConfirmed}
	at := slices.Index(way, m.State)
	if m.State == rehab.MeasureReturned {
		at = 1
	}
	if m.State == rehab.MeasureDropped {
		way, at = []rehab.MeasureState{rehab.MeasureAssigned, rehab.MeasureDropped}, 1
	}
	var out []components.Step
	for i, state := range way {
		st := components.Step{Label: text.Of(ctx, text.FamilyMeasureWay, state)}
		switch {
		case i <= at:
			st.State = components.StepDone
		case i == at+1:
			st.State = components.StepNow
			if m.Late {
				st.State = components.StepLate
			}
		}
		out = append(out, st)
	}
	out[0].Note = text.ShortDate(ctx, m.Day)
	if at > 0 {
		out[at].Note = text.ShortDate(ctx, m.Since)
	}
	return out
}

var measureIcons = map[rehab.MeasureKind]icon.Name{
	rehab.MeasureAccept: icon.CirclePlay, rehab.MeasureReport: icon.FileText, rehab.MeasureDone: icon.Check, rehab.MeasureConfirm: icon.CircleCheck,
	rehab.MeasureReturn: icon.Undo2, rehab.MeasureExtend: icon.CalendarDays, rehab.MeasureDrop: icon.CircleX,
}

// measureSaid are the steps, the newest first, those taken back with why.
func measureSaid(ctx context.Context, m *oversight.OpenedMeasure) []components.FactView {
	var out []components.FactView
	for _, x := range slices.Backward(m.Steps) {
		if x.Kind == rehab.MeasureVoid {
			continue
		}
		f := components.FactView{ID: factAnchor(x.ID.String()), Date: text.Date(ctx, x.Date), ISO: x.Date.String(), Icon: measureIcons[x.Kind],
			Title: text.Of(ctx, text.FamilyMeasureStep, x.Kind), Note: x.Words, By: measureBy(ctx, &x)}
		if !x.Due.IsZero() {
			f.Strong = text.T(ctx, text.MeasureNewDue, "Day", x.Due)
		}
		if v, void := m.Voids[x.ID]; void {
			f.Void, f.VoidWhy = true, text.T(ctx, text.ReferralTakenBack, "Day", v.Date, "Name", v.Recorder, "Reason", v.Words)
		}
		out = append(out, f)
	}
	return append(out, components.FactView{Date: text.Date(ctx, m.Day), ISO: m.Day.String(), Icon: icon.ListChecks, Title: text.Of(ctx, text.FamilyMeasureWay, rehab.MeasureAssigned), Note: m.Words})
}

// measureBy says who entered a step, and on which day if that is another than its own.
func measureBy(ctx context.Context, x *store.MeasureStep) string {
	day := date.Of(x.RecordedAt.In(clock.Shanghai))
	if day <= x.Date {
		return text.T(ctx, text.FactEnteredSameDay, "Name", x.Recorder)
	}
	return text.T(ctx, text.FactEnteredLater, "Name", x.Recorder, "Day", text.ShortDate(ctx, day), "Count", int(day-x.Date))
}
