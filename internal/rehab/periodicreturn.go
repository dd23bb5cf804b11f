package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// ReturnLevel is whose return it is (定期报告制度, DOMAIN §8).
type ReturnLevel string

// A village's month, a township's quarter, the city's quarter.
const (
	VillageReturn  ReturnLevel = "village"
	TownshipReturn ReturnLevel = "township"
	CityReturn     ReturnLevel = "city"
)

// ReturnLevels returns the levels from below.
func ReturnLevels() []ReturnLevel { return []ReturnLevel{VillageReturn, TownshipReturn, CityReturn} }

// Known reports whether l is a level.
func (l ReturnLevel) Known() bool { return oneOf(l, ReturnLevels()...) }

// ReturnState is how far a return has come.
type ReturnState string

// The states. Returned: sent back to be mended. Prepared: a township's, waiting for its lead.
const (
	ReturnOpen      ReturnState = "open"
	ReturnSentBack  ReturnState = "returned"
	ReturnPrepared  ReturnState = "prepared"
	ReturnSubmitted ReturnState = "submitted"
	ReturnAccepted  ReturnState = "accepted"
	ReturnLocked    ReturnState = "locked"
)

// ReturnStates returns the states in order.
func ReturnStates() []ReturnState {
	return []ReturnState{ReturnOpen, ReturnSentBack, ReturnPrepared, ReturnSubmitted, ReturnAccepted, ReturnLocked}
}

// ReturnStepKind is something done with a return.
type ReturnStepKind string

// The steps. Withdraw takes back what was prepared or submitted, as long as it is not accepted; TakeBack the acceptance, as long as it is not locked.
const (
	ReturnPrepare  ReturnStepKind = "prepare"
	ReturnSubmit   ReturnStepKind = "submit"
	ReturnWithdraw ReturnStepKind = "withdraw"
	ReturnSendBack ReturnStepKind = "send_back"
	ReturnAccept   ReturnStepKind = "accept"
	ReturnTakeBack ReturnStepKind = "take_back"
	ReturnDoLock   ReturnStepKind = "lock"
	ReturnCorrect  ReturnStepKind = "correct"
)

// ReturnStepKinds returns the steps in the order in which they are offered.
func ReturnStepKinds() []ReturnStepKind {
	return []ReturnStepKind{ReturnSubmit, ReturnPrepare, ReturnAccept, ReturnDoLock, ReturnSendBack, ReturnWithdraw, ReturnTakeBack, ReturnCorrect}
}

// Reasoned reports whether the step needs a reason.
func (k ReturnStepKind) Reasoned() bool {
	return oneOf(k, ReturnWithdraw, ReturnSendBack, ReturnTakeBack, ReturnCorrect)
}

// Copies reports whether the figures are kept with the step.
func (k ReturnStepKind) Copies() bool {
	return oneOf(k, ReturnPrepare, ReturnSubmit, ReturnDoLock, ReturnCorrect)
}

// ReturnPeriod is a month or a quarter of which a return is owed.
type ReturnPeriod struct {
	From, Until date.Date // its first and last day
	Opens       date.Date // from when it can be submitted: the day after
	Due         date.Date // last day for it to be submitted; the city's, to be locked
}

// OwedReturns returns the periods of which a unit that has been there from since until before gone (none: it is there still) owes returns, from
// the one of the first month on to the present one: those on whose last day the unit is there, and a quarter of which it was there for a whole month or more.
func (r Rules) OwedReturns(l ReturnLevel, first date.Month, since, gone, today date.Date) (out []ReturnPeriod) {
	length := date.Month(1)
	if l != VillageReturn {
		length = 3
		first -= first % 3
	}
	for m := first; m.First() <= today; m += length {
		p := ReturnPeriod{From: m.First(), Until: (m + length - 1).Last()}
		if p.Until < since || !gone.IsZero() && m.Last() >= gone {
			continue
		}
		p.Opens, p.Due = p.Until+1, r.ReturnDue(l, p.Until)
		out = append(out, p)
	}
	return out
}

// ReturnDue returns the last day for a return of a period that ends on until; a last day that is no working day moves to the next one. The policy of
// the period's last day counts.
func (r Rules) ReturnDue(l ReturnLevel, until date.Date) date.Date {
	p := r.On(until).Returns
	days := map[ReturnLevel]int{VillageReturn: p.VillageDays, TownshipReturn: p.TownshipDays, CityReturn: p.CityDays}[l]
	return r.Holidays.OnOrAfter(until.AddDays(days))
}

// ReturnStep is one step with its day.
type ReturnStep struct {
	Kind ReturnStepKind
	Day  date.Date
}

// ReturnStanding is where a return stands after its steps.
type ReturnStanding struct {
	State       ReturnState
	NextDue     date.Date // of whoever has to act now; none: nobody has
	SubmittedOn date.Date // of the submission that stands
}

// PeriodicReturn says where a return stands after its steps, in order.
func (r Rules) PeriodicReturn(l ReturnLevel, p ReturnPeriod, steps []ReturnStep) ReturnStanding {
	s := ReturnStanding{State: ReturnOpen, NextDue: p.Due}
	for _, x := range steps {
		review := r.Holidays.AddWorkdays(x.Day, r.On(x.Day).Returns.ReviewWorkdays)
		switch x.Kind {
		case ReturnPrepare:
			s.State = ReturnPrepared
		case ReturnSubmit:
			s = ReturnStanding{ReturnSubmitted, review, x.Day}
		case ReturnWithdraw:
			s = ReturnStanding{ReturnOpen, p.Due, 0}
		case ReturnSendBack:
			s = ReturnStanding{ReturnSentBack, max(p.Due, review), 0}
		case ReturnAccept:
			s.State, s.NextDue = ReturnAccepted, 0
			if l == TownshipReturn {
				s.NextDue = max(r.ReturnDue(CityReturn, p.Until), review)
			}
		case ReturnTakeBack:
			s.State, s.NextDue = ReturnSubmitted, review
		case ReturnDoLock:
			s.State, s.NextDue = ReturnLocked, 0
		}
	}
	return s
}

// ReturnBar says what stands against a step, and so what must happen first.
type ReturnBar string

// The bars. ReturnRestedOn: the return above has been submitted with it. ReturnOwn: who submitted it does not accept it.
const (
	ReturnNotOver      ReturnBar = "not_over"
	ReturnNotSubmitted ReturnBar = "not_submitted"
	ReturnIsSubmitted  ReturnBar = "is_submitted"
	ReturnIsAccepted   ReturnBar = "is_accepted"
	ReturnNotAccepted  ReturnBar = "not_accepted"
	ReturnIsLocked     ReturnBar = "is_locked"
	ReturnNotLocked    ReturnBar = "not_locked"
	ReturnIsPrepared   ReturnBar = "is_prepared"
	ReturnLacks        ReturnBar = "lacks"
	ReturnRestedOn     ReturnBar = "rested_on"
	ReturnOwn          ReturnBar = "own"
	ReturnNoChange     ReturnBar = "no_change"
	ReturnNoSuchStep   ReturnBar = "no_such_step"
)

// ReturnBars returns every bar.
func ReturnBars() []ReturnBar {
	return []ReturnBar{ReturnNotOver, ReturnNotSubmitted, ReturnIsSubmitted, ReturnIsAccepted, ReturnNotAccepted, ReturnIsLocked, ReturnNotLocked, ReturnIsPrepared,
		ReturnLacks, ReturnRestedOn, ReturnOwn, ReturnNoChange, ReturnNoSuchStep}
}

// ReturnSteps returns the steps that there are for returns of a level.
func ReturnSteps(l ReturnLevel) []ReturnStepKind {
	switch l {
	case VillageReturn: // its lock comes with that of its township's quarter
		return []ReturnStepKind{ReturnSubmit, ReturnAccept, ReturnSendBack, ReturnWithdraw, ReturnTakeBack, ReturnCorrect}
	case TownshipReturn:
		return ReturnStepKinds()
	}
	return []ReturnStepKind{ReturnDoLock, ReturnCorrect}
}

// ReturnAround is what a step looks at besides the return itself.
type ReturnAround struct {
	Today  date.Date
	Lacks  bool        // a return below that this one is put together from is not there yet: accepted for a township's, locked for the city's
	Above  ReturnState // of the return above it; "" for none
	OwnAct bool        // who acts is who submitted it
}

// Bar returns what stands against a step, "" when it may be taken.
func (s ReturnStanding) Bar(l ReturnLevel, p ReturnPeriod, k ReturnStepKind, a ReturnAround) ReturnBar {
	before := oneOf(s.State, ReturnOpen, ReturnSentBack, ReturnPrepared)
	switch {
	case !slices.Contains(ReturnSteps(l), k):
		return ReturnNoSuchStep
	case a.Today < p.Opens:
		return ReturnNotOver
	case k == ReturnCorrect && s.State != ReturnLocked:
		return ReturnNotLocked
	case k != ReturnCorrect && s.State == ReturnLocked:
		return ReturnIsLocked
	}
	switch k {
	case ReturnPrepare, ReturnSubmit:
		return barToSubmit(s.State, k, a)
	case ReturnWithdraw:
		switch {
		case s.State == ReturnAccepted:
			return ReturnIsAccepted
		case !oneOf(s.State, ReturnSubmitted, ReturnPrepared):
			return ReturnNotSubmitted
		}
	case ReturnAccept, ReturnSendBack:
		switch {
		case before:
			return ReturnNotSubmitted
		case s.State == ReturnAccepted:
			return ReturnIsAccepted
		case k == ReturnAccept && a.OwnAct:
			return ReturnOwn
		}
	case ReturnTakeBack:
		switch {
		case s.State != ReturnAccepted:
			return ReturnNotAccepted
		case oneOf(a.Above, ReturnPrepared, ReturnSubmitted, ReturnAccepted, ReturnLocked):
			return ReturnRestedOn
		}
	case ReturnDoLock:
		switch {
		case l == TownshipReturn && s.State != ReturnAccepted:
			return ReturnNotAccepted
		case a.Lacks:
			return ReturnLacks
		}
	}
	return ""
}

func barToSubmit(s ReturnState, k ReturnStepKind, a ReturnAround) ReturnBar {
	switch {
	case s == ReturnSubmitted:
		return ReturnIsSubmitted
	case s == ReturnAccepted:
		return ReturnIsAccepted
	case s == ReturnPrepared && k == ReturnPrepare:
		return ReturnIsPrepared
	case a.Lacks:
		return ReturnLacks
	}
	return ""
}
