package oversight

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// MeetingForm is what the municipal office says of an analysis meeting that it calls (scheme row S8).
type MeetingForm struct {
	Key     uuid.UUID
	At      time.Time // when it was recorded; zero: now
	Version int       // of a change: what was shown
	Day     date.Date
	Place   string
	Chair   string
	Agenda  string
	Units   []int64 // called to it
}

// aYear is how far from today the day of a meeting may lie; what lies farther is a slip of the pen.
const aYear = 366

// meetingKinds are the kinds of unit that can be called to a meeting.
var meetingKinds = []string{"bureau", "department", "township", "station"}

// MeetingUnits returns the units that the office can call to a meeting.
func (o *Office) MeetingUnits(ctx context.Context, actor access.Actor) ([]store.Unit, error) {
	return o.units(ctx, actor, access.MeetingRecord, meetingKinds)
}

// units are those of some kinds in the actor's county, for whom may do the action.
func (o *Office) units(ctx context.Context, actor access.Actor, action access.Action, kinds []string) (all []store.Unit, err error) {
	if !actor.May(action) {
		return nil, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		all, err = unitsOf(ctx, tx, kinds)
		return err
	})
	return all, err
}

func unitsOf(ctx context.Context, tx *store.Tx, kinds []string) ([]store.Unit, error) {
	all, err := tx.Units(ctx, kinds...)
	county := tx.Actor().Division
	all = slices.DeleteFunc(all, func(u store.Unit) bool { return u.Division.County() != county })
	slices.SortStableFunc(all, func(a, b store.Unit) int { return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind) })
	return all, err
}

// CallMeeting calls a meeting. The same form twice is one meeting. Faults: not found (not this actor's to call), invalid, conflict (the same form with
// other content).
func (o *Office) CallMeeting(ctx context.Context, actor access.Actor, in MeetingForm) error {
	if !actor.May(access.MeetingRecord) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := o.checkMeeting(ctx, tx, &in); err != nil {
			return err
		}
		m := store.Meeting{ID: in.Key, Division: actor.Division, Day: in.Day, Place: in.Place, Chair: in.Chair, Agenda: in.Agenda, RecordedAt: in.At}
		if err := tx.HoldForm(ctx, in.Key); err != nil {
			return err
		}
		if old, err := tx.Meeting(ctx, in.Key); err == nil {
			return sameMeeting(ctx, tx, &old, &m, in.Units)
		}
		if err := tx.AddMeeting(ctx, m, in.Units); err != nil {
			return err
		}
		return tx.Audit(ctx, meetingAudit(m.ID, "called"))
	})
}

// sameMeeting refuses a form that has called another meeting than this one.
func sameMeeting(ctx context.Context, tx *store.Tx, old, m *store.Meeting, units []int64) error {
	called, err := tx.MeetingUnits(ctx, old.ID)
	if err != nil {
		return err
	}
	ids := make([]int64, len(called))
	for i, u := range called {
		ids[i] = u.Unit
	}
	slices.Sort(ids)
	if old.Day != m.Day || old.Place != m.Place || old.Chair != m.Chair || old.Agenda != m.Agenda || !slices.Equal(ids, units) {
		return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return nil
}

// ChangeMeeting puts a meeting that was not yet held on another day, or calls other units to it. Faults as of CallMeeting, and conflict when somebody else
// changed it meanwhile.
func (o *Office) ChangeMeeting(ctx context.Context, actor access.Actor, id uuid.UUID, in MeetingForm) error {
	return o.onMeeting(ctx, actor, id, "changed", func(tx *store.Tx, m *store.Meeting) error {
		said := store.Meeting{ID: id, Day: in.Day, Place: in.Place, Chair: in.Chair, Agenda: in.Agenda}
		if in.Version == m.Version-1 && m.State == store.MeetingCalled {
			slices.Sort(in.Units)
			if err := sameMeeting(ctx, tx, m, &said, slices.Compact(in.Units)); err == nil {
				return errRepeated
			}
		}
		if err := unchanged(m, in.Version); err != nil {
			return err
		}
		if m.State != store.MeetingCalled {
			return fault.New(fault.Conflict, text.MeetingNotCalled)
		}
		if err := o.checkMeeting(ctx, tx, &in); err != nil {
			return err
		}
		m.Day, m.Place, m.Chair, m.Agenda = in.Day, in.Place, in.Chair, in.Agenda
		return tx.ChangeMeeting(ctx, *m, in.Units)
	})
}

// checkMeeting says what is wrong with the form. It puts the units in order and drops those named twice.
func (o *Office) checkMeeting(ctx context.Context, tx *store.Tx, in *MeetingForm) error {
	var wrong fault.Fields
	today := o.today()
	switch {
	case in.Day.IsZero():
		wrong.Add("meeting_day", text.ValidRequired)
	case in.Day > today.AddDays(aYear):
		wrong.Add("meeting_day", text.ValidAfter, "What", text.MeetingAYear, "Day", today.AddDays(aYear))
	case in.Day < today.AddDays(-aYear):
		wrong.Add("meeting_day", text.ValidPast, "Day", today.AddDays(-aYear))
	}
	for _, f := range []struct{ name, value string }{{"meeting_place", in.Place}, {"chair", in.Chair}, {"agenda", in.Agenda}} {
		if strings.TrimSpace(f.value) == "" {
			wrong.Add(f.name, text.ValidRequired)
		}
	}
	slices.Sort(in.Units)
	in.Units = slices.Compact(in.Units)
	known, err := unitsOf(ctx, tx, meetingKinds)
	if err != nil {
		return err
	}
	for _, u := range in.Units {
		if !slices.ContainsFunc(known, func(k store.Unit) bool { return k.ID == u }) {
			wrong.Add("meeting_unit", text.ValidNotAnOption)
			break
		}
	}
	if len(in.Units) == 0 {
		wrong.Add("meeting_unit", text.MeetingNobody)
	}
	return wrong.Err()
}

// unchanged refuses a form that was shown another version of the meeting; 0: it was shown none.
func unchanged(m *store.Meeting, version int) error {
	if version != 0 && version != m.Version {
		return fault.New(fault.Conflict, text.MeetingChanged)
	}
	return nil
}

// onMeeting changes a meeting under its lock; do answers errRepeated for a form that has said the same before.
func (o *Office) onMeeting(ctx context.Context, actor access.Actor, id uuid.UUID, change string, do func(*store.Tx, *store.Meeting) error) error {
	if !actor.May(access.MeetingRecord) {
		return fault.ErrNotFound()
	}
	err := o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		m, err := tx.LockMeeting(ctx, id)
		if err != nil {
			return err
		}
		if err := do(tx, &m); err != nil {
			return err
		}
		return tx.Audit(ctx, meetingAudit(id, change))
	})
	if errors.Is(err, errRepeated) {
		return nil
	}
	return err
}

// errRepeated says that the same form was recorded before, so that nothing is written now.
var errRepeated = errors.New("oversight: recorded before")

func meetingAudit(id uuid.UUID, change string) store.Audited {
	return store.Audited{Action: access.MeetingRecord, Subject: store.Subject("meeting", id), Detail: map[string]any{"meeting": change}}
}

// CancelMeeting says that a meeting will not take place, with the reason.
func (o *Office) CancelMeeting(ctx context.Context, actor access.Actor, id uuid.UUID, reason string) error {
	return o.onMeeting(ctx, actor, id, "cancelled", func(tx *store.Tx, m *store.Meeting) error {
		switch {
		case m.State == store.MeetingCancelled && m.Reason != nil && *m.Reason == strings.TrimSpace(reason):
			return errRepeated
		case m.State != store.MeetingCalled:
			return fault.New(fault.Conflict, text.MeetingNotCalled)
		case strings.TrimSpace(reason) == "":
			return fault.OnField("reason", text.ValidReasonRequired)
		}
		return tx.CancelMeeting(ctx, id, strings.TrimSpace(reason))
	})
}

// HoldMeeting says that a meeting was held and who came, and freezes the indicators of the month before its day as they stand now. Faults: conflict (it was held
// or cancelled already), invalid (its day has not come, nobody came, somebody came who was not called).
func (o *Office) HoldMeeting(ctx context.Context, actor access.Actor, id uuid.UUID, attended []int64, at time.Time) error {
	return o.onMeeting(ctx, actor, id, "held", func(tx *store.Tx, m *store.Meeting) error {
		units, err := tx.MeetingUnits(ctx, id)
		if err != nil {
			return err
		}
		if m.State == store.MeetingHeld && sameAttendance(units, attended) {
			return errRepeated
		}
		if m.State != store.MeetingCalled {
			return fault.New(fault.Conflict, text.MeetingNotCalled)
		}
		var wrong fault.Fields
		for _, u := range attended {
			if !slices.ContainsFunc(units, func(x store.MeetingUnit) bool { return x.Unit == u }) {
				wrong.Add("attended", text.ValidNotAnOption)
			}
		}
		switch {
		case m.Day > o.today():
			wrong.Add("", text.MeetingNotYet, "Day", m.Day)
		case len(attended) == 0:
			wrong.Add("attended", text.MeetingNobodyCame)
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		month := m.Day.Month() - 1
		figures, err := o.indicators(ctx, tx, m.Division, month)
		if err != nil {
			return err
		}
		return tx.HoldMeeting(ctx, id, at, month, attended, figures)
	})
}

// sameAttendance reports whether those who came are the ones that are on record.
func sameAttendance(units []store.MeetingUnit, came []int64) bool {
	for _, u := range units {
		if (u.Attended != nil && *u.Attended) != slices.Contains(came, u.Unit) {
			return false
		}
	}
	return true
}

// SetFindings writes what a meeting found, by subject; what is empty is dropped. Faults: conflict (it was not held, or its minutes were issued, or somebody
// else wrote meanwhile).
func (o *Office) SetFindings(ctx context.Context, actor access.Actor, id uuid.UUID, version int, words map[rehab.MeetingSubject]string) error {
	return o.onMeeting(ctx, actor, id, "findings", func(tx *store.Tx, m *store.Meeting) error {
		if err := open(m); err != nil {
			return err
		}
		var list []store.MeetingFinding
		for _, s := range rehab.MeetingSubjects() {
			if w := strings.TrimSpace(words[s]); w != "" {
				list = append(list, store.MeetingFinding{Subject: s, Words: w})
			}
		}
		if version == m.Version-1 {
			old, err := tx.MeetingFindings(ctx, id)
			if err != nil {
				return err
			}
			if slices.Equal(old, list) {
				return errRepeated
			}
		}
		if err := unchanged(m, version); err != nil {
			return err
		}
		return tx.SetMeetingFindings(ctx, id, list)
	})
}

// open says why what a meeting says cannot be changed, nil while it can: between the meeting and its minutes.
func open(m *store.Meeting) error {
	switch m.State {
	case store.MeetingCalled:
		return fault.New(fault.Conflict, text.MeetingNotHeld)
	case store.MeetingClosed:
		return fault.New(fault.Conflict, text.MeetingFrozen)
	case store.MeetingCancelled:
		return fault.New(fault.Conflict, text.MeetingWasCancelled)
	}
	return nil
}

// OpenMeeting returns a meeting as the actor may see it.
func (o *Office) OpenMeeting(ctx context.Context, actor access.Actor, id uuid.UUID) (w store.MeetingWhole, err error) {
	if !actor.May(access.MeetingView) {
		return w, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		w, err = tx.MeetingWhole(ctx, id, o.today())
		return err
	})
	return w, err
}

// Meetings returns a page of the meetings that the actor sees: the office all of its county, a unit those it was called to.
func (o *Office) Meetings(ctx context.Context, actor access.Actor, f store.MeetingFilter) (all []store.MeetingLine, err error) {
	if !actor.May(access.MeetingView) {
		return nil, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		all, err = tx.MeetingLines(ctx, f)
		return err
	})
	return all, err
}
