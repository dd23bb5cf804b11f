package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// ReferralKind is a step of a referral (转介): a help need that a township sends to a department (DOMAIN §8).
type ReferralKind string

// The steps. The department accepts or refuses, acts any number of times and closes; the township withdraws, notes what came of it, and names whom
// to ring. Void takes the last step back.
const (
	ReferralAccept   ReferralKind = "accept"
	ReferralRefuse   ReferralKind = "refuse"
	ReferralAct      ReferralKind = "act"
	ReferralClose    ReferralKind = "close"
	ReferralWithdraw ReferralKind = "withdraw"
	ReferralNote     ReferralKind = "note"
	ReferralContact  ReferralKind = "contact"
	ReferralVoid     ReferralKind = "void"
)

// OfDepartment reports whether the step is the department's to take.
func (k ReferralKind) OfDepartment() bool {
	return oneOf(k, ReferralAccept, ReferralRefuse, ReferralAct, ReferralClose)
}

// Reasoned reports whether the step needs words: a reason, or what was done.
func (k ReferralKind) Reasoned() bool {
	return oneOf(k, ReferralRefuse, ReferralAct, ReferralClose, ReferralWithdraw, ReferralVoid)
}

// ReferralOutcome is what a closed referral came to.
type ReferralOutcome string

// Helped, helped in part, not helped.
const (
	Helped       ReferralOutcome = "helped"
	HelpedInPart ReferralOutcome = "in_part"
	NotHelped    ReferralOutcome = "not"
)

// Known reports whether o is an outcome.
func (o ReferralOutcome) Known() bool { return oneOf(o, ReferralOutcomes()...) }

// ReferralOutcomes returns the outcomes, the best first.
func ReferralOutcomes() []ReferralOutcome { return []ReferralOutcome{Helped, HelpedInPart, NotHelped} }

// ReferralState is where a referral stands.
type ReferralState string

// The states. Ended ones are refused, closed and withdrawn.
const (
	ReferralSent      ReferralState = "sent"
	ReferralAccepted  ReferralState = "accepted"
	ReferralActed     ReferralState = "acted"
	ReferralRefused   ReferralState = "refused"
	ReferralClosed    ReferralState = "closed"
	ReferralWithdrawn ReferralState = "withdrawn"
)

// ReferralStates returns the states in the order of a referral's life.
func ReferralStates() []ReferralState {
	return []ReferralState{ReferralSent, ReferralAccepted, ReferralActed, ReferralRefused, ReferralClosed, ReferralWithdrawn}
}

// Ended reports whether nothing more is to be done by the department.
func (s ReferralState) Ended() bool {
	return oneOf(s, ReferralRefused, ReferralClosed, ReferralWithdrawn)
}

// ReferralStep is one step, with its own day.
type ReferralStep struct {
	ID      string
	Kind    ReferralKind
	Date    date.Date
	Outcome ReferralOutcome // of a close
	Of      string          // of a void: the step taken back
}

// ReferralBar says what stands against a step, and so what must happen first.
type ReferralBar string

// The bars. ReferralBefore: the step's day lies before the one it follows.
const (
	ReferralNeedsAccept ReferralBar = "needs_accept"
	ReferralNeedsAct    ReferralBar = "needs_act"
	ReferralHasAnswer   ReferralBar = "has_answer"
	ReferralIsRefused   ReferralBar = "is_refused"
	ReferralIsClosed    ReferralBar = "is_closed"
	ReferralIsWithdrawn ReferralBar = "is_withdrawn"
	ReferralNotEnded    ReferralBar = "not_ended"
	ReferralIsNoted     ReferralBar = "is_noted"
	ReferralRestedOn    ReferralBar = "rested_on"
	ReferralNoSuchStep  ReferralBar = "no_such_step"
	ReferralBefore      ReferralBar = "before"
)

// ReferralStanding is what the rules say of a referral from its steps.
type ReferralStanding struct {
	State  ReferralState
	Since  date.Date // day of the step that made the state, or of sending
	Due    date.Date // last day for the department to answer or to act; none once ended
	Noted  bool      // the township has noted how it ended
	steps  []ReferralStep
	latest date.Date
}

// Referral says where a referral sent on a day stands after its steps, given in the order they were recorded. The due day counts working days of
// the policy in force on the day that starts it (ruling 21): of sending, to answer; of accepting or the last act, to act or close.
func (r Rules) Referral(sent date.Date, steps []ReferralStep) ReferralStanding {
	s := ReferralStanding{State: ReferralSent, Since: sent, latest: sent}
	for _, x := range steps {
		if x.Kind == ReferralVoid {
			s.steps = slices.DeleteFunc(s.steps, func(old ReferralStep) bool { return old.ID == x.Of })
		} else {
			s.steps = append(s.steps, x)
		}
	}
	for _, x := range s.steps {
		s.latest = x.Date
		if state, moves := referralMoves[x.Kind]; moves {
			s.State, s.Since = state, x.Date
		}
		s.Noted = s.Noted || x.Kind == ReferralNote
	}
	if !s.State.Ended() {
		s.Due = r.Holidays.AddWorkdays(s.Since, r.ReferralDays(s.State, s.Since))
	}
	return s
}

// ReferralDays returns how many working days a department has in a state that began on a day: to answer, or to act.
func (r Rules) ReferralDays(state ReferralState, since date.Date) int {
	p := r.On(since)
	if state == ReferralSent {
		return p.ReferralAnswerWorkdays
	}
	return p.ReferralActWorkdays
}

var referralMoves = map[ReferralKind]ReferralState{
	ReferralAccept: ReferralAccepted, ReferralRefuse: ReferralRefused, ReferralAct: ReferralActed, ReferralClose: ReferralClosed, ReferralWithdraw: ReferralWithdrawn,
}

// Bar returns what stands against the step, "" when it may be taken.
func (s *ReferralStanding) Bar(x ReferralStep) ReferralBar {
	switch bar := s.barOf(x); {
	case bar != "":
		return bar
	case x.Kind != ReferralVoid && x.Date < s.latest:
		return ReferralBefore
	}
	return ""
}

// Latest is the day of the last step that stands, or of sending; no step is dated before it.
func (s *ReferralStanding) Latest() date.Date { return s.latest }

// Last returns the last step that stands, the only one that can be taken back; false when there is none.
func (s *ReferralStanding) Last() (ReferralStep, bool) {
	if len(s.steps) == 0 {
		return ReferralStep{}, false
	}
	return s.steps[len(s.steps)-1], true
}

// Closing returns the step that closed the referral; false when none did.
func (s *ReferralStanding) Closing() (ReferralStep, bool) {
	for _, x := range s.steps {
		if x.Kind == ReferralClose {
			return x, true
		}
	}
	return ReferralStep{}, false
}

func (s *ReferralStanding) barOf(x ReferralStep) ReferralBar {
	switch x.Kind {
	case ReferralVoid:
		return s.barToVoid(x.Of)
	case ReferralNote:
		switch {
		case !oneOf(s.State, ReferralRefused, ReferralClosed):
			return ReferralNotEnded
		case s.Noted:
			return ReferralIsNoted
		}
		return ""
	}
	switch {
	case s.State == ReferralRefused:
		return ReferralIsRefused
	case s.State == ReferralClosed:
		return ReferralIsClosed
	case s.State == ReferralWithdrawn:
		return ReferralIsWithdrawn
	case oneOf(x.Kind, ReferralAccept, ReferralRefuse) && s.State != ReferralSent:
		return ReferralHasAnswer
	case oneOf(x.Kind, ReferralAct, ReferralClose) && s.State == ReferralSent:
		return ReferralNeedsAccept
	case x.Kind == ReferralClose && x.Outcome != NotHelped && s.State != ReferralActed:
		return ReferralNeedsAct
	}
	return ""
}

// barToVoid: a step on which another rests is taken back after it.
func (s *ReferralStanding) barToVoid(of string) ReferralBar {
	i := slices.IndexFunc(s.steps, func(x ReferralStep) bool { return x.ID == of })
	switch {
	case i < 0:
		return ReferralNoSuchStep
	case i < len(s.steps)-1:
		return ReferralRestedOn
	}
	return ""
}
