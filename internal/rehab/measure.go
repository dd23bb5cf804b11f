package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// MeasureKind is a step of a measure that an analysis meeting gave to a unit (DOMAIN §8, scheme row S8).
type MeasureKind string

// The steps. The owner accepts, reports any number of times and says that it is done; the office confirms that or sends it back, extends the deadline
// and drops the measure. Void takes the last step back.
const (
	MeasureAccept  MeasureKind = "accept"
	MeasureReport  MeasureKind = "report"
	MeasureDone    MeasureKind = "done"
	MeasureConfirm MeasureKind = "confirm"
	MeasureReturn  MeasureKind = "return"
	MeasureExtend  MeasureKind = "extend"
	MeasureDrop    MeasureKind = "drop"
	MeasureVoid    MeasureKind = "void"
)

// MeasureKinds returns the steps, those of the owner first.
func MeasureKinds() []MeasureKind {
	return []MeasureKind{MeasureAccept, MeasureReport, MeasureDone, MeasureConfirm, MeasureReturn, MeasureExtend, MeasureDrop, MeasureVoid}
}

// OfOwner reports whether the step is the owner's to take.
func (k MeasureKind) OfOwner() bool { return oneOf(k, MeasureAccept, MeasureReport, MeasureDone) }

// Reasoned reports whether the step needs words: a reason, or what was done.
func (k MeasureKind) Reasoned() bool {
	return oneOf(k, MeasureReport, MeasureDone, MeasureReturn, MeasureExtend, MeasureDrop, MeasureVoid)
}

// MeasureState is where a measure stands.
type MeasureState string

// The states. Confirmed and dropped are ends; done waits for the office, the others for the owner.
const (
	MeasureAssigned  MeasureState = "assigned"
	MeasureStarted   MeasureState = "started"
	MeasureReturned  MeasureState = "returned"
	MeasureIsDone    MeasureState = "done"
	MeasureConfirmed MeasureState = "confirmed"
	MeasureDropped   MeasureState = "dropped"
)

// MeasureStates returns the states in the order of a measure's life.
func MeasureStates() []MeasureState {
	return []MeasureState{MeasureAssigned, MeasureStarted, MeasureReturned, MeasureIsDone, MeasureConfirmed, MeasureDropped}
}

// Ended reports whether nobody has anything more to do.
func (s MeasureState) Ended() bool { return oneOf(s, MeasureConfirmed, MeasureDropped) }

// Owing reports whether it is the owner's turn.
func (s MeasureState) Owing() bool {
	return oneOf(s, MeasureAssigned, MeasureStarted, MeasureReturned)
}

// MeasureStep is one step, with its own day.
type MeasureStep struct {
	ID   string
	Kind MeasureKind
	Date date.Date
	Due  date.Date // of an extension, and of a return where it sets one: the new deadline
	Of   string    // of a void: the step taken back
}

// MeasureBar says what stands against a step.
type MeasureBar string

// The bars. MeasureBefore: the step's day lies before the one it follows; MeasureNotLater: an extension that is none; MeasurePastDue: a deadline
// before the day it is set.
const (
	MeasureHasStart    MeasureBar = "has_start"
	MeasureNeedsDone   MeasureBar = "needs_done"
	MeasureAtOffice    MeasureBar = "at_office"
	MeasureIsConfirmed MeasureBar = "is_confirmed"
	MeasureIsDropped   MeasureBar = "is_dropped"
	MeasureRestedOn    MeasureBar = "rested_on"
	MeasureNoSuchStep  MeasureBar = "no_such_step"
	MeasureBefore      MeasureBar = "before"
	MeasureNotLater    MeasureBar = "not_later"
	MeasurePastDue     MeasureBar = "past_due"
)

// MeasureStanding is what the rules say of a measure from its steps.
type MeasureStanding struct {
	State      MeasureState
	Since      date.Date // day of the step that made the state, or of the meeting
	Due        date.Date // the owner's last day, with its extensions; stays once ended
	ConfirmDue date.Date // the office's last day to confirm or send back; none unless it waits for the office
	Ended      date.Date // day it was confirmed or dropped; none while open
	steps      []MeasureStep
	latest     date.Date
}

// Measure says where a measure given on a day with a deadline stands after its steps, in the order they were recorded. The office's days to confirm
// are those of the policy in force on the day that the owner said it is done (ruling 21).
func (r Rules) Measure(given, due date.Date, steps []MeasureStep) MeasureStanding {
	s := MeasureStanding{State: MeasureAssigned, Since: given, Due: due, latest: given}
	for _, x := range steps {
		if x.Kind == MeasureVoid {
			s.steps = slices.DeleteFunc(s.steps, func(old MeasureStep) bool { return old.ID == x.Of })
		} else {
			s.steps = append(s.steps, x)
		}
	}
	for _, x := range s.steps {
		s.latest = x.Date
		if state, moves := measureMoves[x.Kind]; moves && (x.Kind != MeasureReport || s.State == MeasureAssigned) {
			s.State, s.Since = state, x.Date
		}
		if !x.Due.IsZero() {
			s.Due = x.Due
		}
	}
	switch {
	case s.State == MeasureIsDone:
		s.ConfirmDue = r.Holidays.AddWorkdays(s.Since, r.On(s.Since).MeasureConfirmWorkdays)
	case s.State.Ended():
		s.Ended = s.Since
	}
	return s
}

// measureMoves: a report starts a measure that nobody had accepted, and changes nothing otherwise.
var measureMoves = map[MeasureKind]MeasureState{
	MeasureAccept: MeasureStarted, MeasureReport: MeasureStarted, MeasureDone: MeasureIsDone, MeasureConfirm: MeasureConfirmed, MeasureReturn: MeasureReturned, MeasureDrop: MeasureDropped,
}

// Bar returns what stands against the step, "" when it may be taken.
func (s *MeasureStanding) Bar(x MeasureStep) MeasureBar {
	switch bar := s.barOf(x); {
	case bar != "":
		return bar
	case x.Kind != MeasureVoid && x.Date < s.latest:
		return MeasureBefore
	case x.Kind == MeasureExtend && x.Due <= s.Due:
		return MeasureNotLater
	case !x.Due.IsZero() && x.Due < x.Date:
		return MeasurePastDue
	}
	return ""
}

// Latest is the day of the last step that stands, or of the meeting; no step is dated before it.
func (s *MeasureStanding) Latest() date.Date { return s.latest }

// Last returns the last step that stands, the only one that can be taken back; false when there is none.
func (s *MeasureStanding) Last() (MeasureStep, bool) {
	if len(s.steps) == 0 {
		return MeasureStep{}, false
	}
	return s.steps[len(s.steps)-1], true
}

func (s *MeasureStanding) barOf(x MeasureStep) MeasureBar {
	switch {
	case x.Kind == MeasureVoid:
		return s.barToVoid(x.Of)
	case s.State == MeasureConfirmed:
		return MeasureIsConfirmed
	case s.State == MeasureDropped:
		return MeasureIsDropped
	case x.Kind == MeasureAccept && s.State != MeasureAssigned:
		return MeasureHasStart
	case oneOf(x.Kind, MeasureConfirm, MeasureReturn) && s.State != MeasureIsDone:
		return MeasureNeedsDone
	case oneOf(x.Kind, MeasureReport, MeasureDone, MeasureExtend) && s.State == MeasureIsDone:
		return MeasureAtOffice
	}
	return ""
}

// barToVoid: a step on which another rests is taken back after it.
func (s *MeasureStanding) barToVoid(of string) MeasureBar {
	i := slices.IndexFunc(s.steps, func(x MeasureStep) bool { return x.ID == of })
	switch {
	case i < 0:
		return MeasureNoSuchStep
	case i < len(s.steps)-1:
		return MeasureRestedOn
	}
	return ""
}

// MeetingSubject is what a finding or a measure of an analysis meeting is about (scheme row S8).
type MeetingSubject string

// The subjects.
const (
	SubjectRehabilitation MeetingSubject = "rehabilitation"
	SubjectLiving         MeetingSubject = "living"
	SubjectEmployment     MeetingSubject = "employment"
	SubjectOther          MeetingSubject = "other"
)

// MeetingSubjects returns the subjects in the order of the scheme.
func MeetingSubjects() []MeetingSubject {
	return []MeetingSubject{SubjectRehabilitation, SubjectLiving, SubjectEmployment, SubjectOther}
}
