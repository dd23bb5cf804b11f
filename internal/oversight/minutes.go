package oversight

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// MinutesKind is the kind of paper that the minutes of a meeting are.
const MinutesKind = "meeting_minutes"

// Minutes is what the minutes of an analysis meeting say (会议纪要; scheme row S8), as it stood when they were issued.
type Minutes struct {
	Day      date.Date
	Place    string
	Chair    string
	Agenda   string
	Came     []string // units
	Absent   []string
	Month    date.Month // of the figures
	Before   date.Month // of the meeting before; none when there is none
	Figures  []MinutesFigure
	Findings []store.MeetingFinding
	Carried  []MinutesMeasure // of earlier meetings, not settled when this one was held
	Measures []MinutesMeasure // of this meeting
}

// MinutesFigure is an indicator of the county.
type MinutesFigure struct {
	Name   string // value of text.FamilyMeetingFigure
	Now    string
	Before string // at the meeting before; empty when there is none
}

// MinutesMeasure is a measure as the minutes say it.
type MinutesMeasure struct {
	Words string
	Owner string
	Due   date.Date
	State rehab.MeasureState
}

// minutesOf is what the minutes of a meeting say now.
func minutesOf(w *store.MeetingWhole) Minutes {
	m := Minutes{Day: w.Day, Place: w.Place, Chair: w.Chair, Agenda: w.Agenda, Month: w.FiguresMonth.Month(), Carried: minutesMeasures(w.Carried), Measures: minutesMeasures(w.Measures)}
	for _, u := range w.Units {
		if u.Attended != nil && *u.Attended {
			m.Came = append(m.Came, u.Name)
		} else {
			m.Absent = append(m.Absent, u.Name)
		}
	}
	if w.Before != nil {
		m.Before = w.Before.FiguresMonth.Month()
	}
	of := func(list []store.MeetingFigure, name string) string {
		for _, f := range list {
			if f.Place == w.Division && f.Name == name {
				return strconv.Itoa(f.N)
			}
		}
		return ""
	}
	for _, name := range Indicators() {
		if now := of(w.Figures, name); now != "" {
			m.Figures = append(m.Figures, MinutesFigure{Name: name, Now: now, Before: of(w.Past, name)})
		}
	}
	for _, subject := range rehab.MeetingSubjects() {
		for _, f := range w.Findings {
			if f.Subject == subject {
				m.Findings = append(m.Findings, f)
			}
		}
	}
	return m
}

func minutesMeasures(list []store.MeasureLine) []MinutesMeasure {
	var out []MinutesMeasure
	for i := range list {
		if list[i].State != rehab.MeasureDropped {
			out = append(out, MinutesMeasure{Words: list[i].Words, Owner: list[i].OwnerName, Due: list[i].Due, State: list[i].State})
		}
	}
	return out
}

func (o *Office) minutesPaper(actor access.Actor, id uuid.UUID, w *store.MeetingWhole) Paper {
	return Paper{ID: id, Kind: MinutesKind, Issuer: actor.Unit, About: w.ID, Division: w.Division, Day: o.today(), Content: minutesOf(w)}
}

// PreviewMinutes writes the minutes as they would be issued, and says what they lack. Faults: not found, conflict (the meeting was not held, or its minutes
// were issued).
func (o *Office) PreviewMinutes(ctx context.Context, actor access.Actor, id uuid.UUID) (w store.MeetingWhole, s Sheet, err error) {
	if !actor.May(access.MeetingRecord) {
		return w, s, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if w, err = tx.MeetingWhole(ctx, id, o.today()); err != nil {
			return err
		}
		if err := open(&w.Meeting); err != nil {
			return err
		}
		s, err = o.papers.Preview(ctx, tx, o.minutesPaper(actor, uuid.Nil, &w))
		return err
	})
	return w, s, err
}

// IssueMinutes issues the minutes with their number; what the meeting says is not changed after it. The same form twice issues one. Faults: conflict (the meeting
// was not held, was closed, or was changed since version), invalid (nothing was found).
func (o *Office) IssueMinutes(ctx context.Context, actor access.Actor, id, key uuid.UUID, version int) error {
	return o.onMeeting(ctx, actor, id, "minutes", func(tx *store.Tx, m *store.Meeting) error {
		if m.Minutes != nil && *m.Minutes == key {
			return errRepeated
		}
		if err := open(m); err != nil {
			return err
		}
		if m.Version != version {
			return fault.New(fault.Conflict, text.MeetingChanged)
		}
		w, err := tx.MeetingWhole(ctx, id, o.today())
		if err != nil {
			return err
		}
		if len(w.Findings) == 0 {
			return fault.New(fault.Invalid, text.MeetingMinutesNeedFindings)
		}
		if _, err := o.papers.Freeze(ctx, tx, o.minutesPaper(actor, key, &w)); err != nil {
			return err
		}
		return tx.CloseMeeting(ctx, id, key)
	})
}

// VoidMinutes takes the minutes back with the reason; their number stays in the register, and the meeting can be corrected and closed by new ones.
func (o *Office) VoidMinutes(ctx context.Context, actor access.Actor, id uuid.UUID, reason string) error {
	return o.onMeeting(ctx, actor, id, "reopened", func(tx *store.Tx, m *store.Meeting) error {
		switch {
		case m.State != store.MeetingClosed:
			return fault.New(fault.Conflict, text.MeetingNotClosed)
		case strings.TrimSpace(reason) == "":
			return fault.OnField("reason", text.ValidReasonRequired)
		}
		if err := o.papers.Void(ctx, tx, *m.Minutes, strings.TrimSpace(reason)); err != nil {
			return err
		}
		return tx.ReopenMeeting(ctx, id)
	})
}
