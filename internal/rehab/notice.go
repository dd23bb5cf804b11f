package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// NoticeKind is a step of a supervision notice (督办整改通知书; SCHEME S9, DOMAIN §8).
type NoticeKind string

// The steps. The unit receives, replies and asks for more time. The municipal office grants or denies that, accepts or rejects a reply, finds that
// the unit refuses, reports that to the city committee and government, notes what came of it, and withdraws a notice not yet received. TakeBack
// takes the last step back.
const (
	NoticeReceive  NoticeKind = "receive"
	NoticeReply    NoticeKind = "reply"
	NoticeAsk      NoticeKind = "ask"
	NoticeGrant    NoticeKind = "grant"
	NoticeDeny     NoticeKind = "deny"
	NoticeAccept   NoticeKind = "accept"
	NoticeReject   NoticeKind = "reject"
	NoticeRefuse   NoticeKind = "refuse"
	NoticeReport   NoticeKind = "report"
	NoticeConclude NoticeKind = "conclude"
	NoticeWithdraw NoticeKind = "withdraw"
	NoticeTakeBack NoticeKind = "take_back"
)

// NoticeKinds returns the steps in the order of a notice's life.
func NoticeKinds() []NoticeKind {
	return []NoticeKind{NoticeReceive, NoticeReply, NoticeAsk, NoticeGrant, NoticeDeny, NoticeAccept, NoticeReject, NoticeRefuse, NoticeReport, NoticeConclude, NoticeWithdraw, NoticeTakeBack}
}

// OfUnit reports whether the step is that of the unit which the notice is addressed to; the others are the municipal office's.
func (k NoticeKind) OfUnit() bool { return oneOf(k, NoticeReceive, NoticeReply, NoticeAsk) }

// Reasoned reports whether the step needs words: what was done, or why.
func (k NoticeKind) Reasoned() bool {
	return oneOf(k, NoticeReply, NoticeAsk, NoticeDeny, NoticeReject, NoticeRefuse, NoticeReport, NoticeConclude, NoticeWithdraw, NoticeTakeBack)
}

// Dated reports whether the step names a day until which the unit is to reply, or wants to.
func (k NoticeKind) Dated() bool { return oneOf(k, NoticeAsk, NoticeGrant, NoticeReject) }

// NoticeState is where a notice stands.
type NoticeState string

// The states. Asked: the unit has asked for more time and not replied. Accepted, concluded and withdrawn are the end.
const (
	NoticeIssued    NoticeState = "issued"
	NoticeReceived  NoticeState = "received"
	NoticeAsked     NoticeState = "asked"
	NoticeReplied   NoticeState = "replied"
	NoticeRejected  NoticeState = "rejected"
	NoticeRefused   NoticeState = "refused"
	NoticeReported  NoticeState = "reported"
	NoticeAccepted  NoticeState = "accepted"
	NoticeConcluded NoticeState = "concluded"
	NoticeWithdrawn NoticeState = "withdrawn"
)

// NoticeStates returns the states in the order of a notice's life.
func NoticeStates() []NoticeState {
	return []NoticeState{NoticeIssued, NoticeReceived, NoticeAsked, NoticeReplied, NoticeRejected, NoticeRefused, NoticeReported, NoticeAccepted, NoticeConcluded, NoticeWithdrawn}
}

// Ended reports whether nothing more is to be done.
func (s NoticeState) Ended() bool { return oneOf(s, NoticeAccepted, NoticeConcluded, NoticeWithdrawn) }

// OwesReply reports whether the unit is to reply.
func (s NoticeState) OwesReply() bool { return oneOf(s, NoticeReceived, NoticeAsked, NoticeRejected) }

// Turn says whose turn it is in a state.
type Turn string

// The turns: of the unit, of the municipal office, of nobody.
const (
	TurnUnit   Turn = "unit"
	TurnOffice Turn = "office"
	TurnNobody Turn = ""
)

// Turn returns whose turn it is. A unit that has asked for more time waits for the office.
func (s NoticeState) Turn() Turn {
	switch {
	case oneOf(s, NoticeIssued, NoticeReceived, NoticeRejected):
		return TurnUnit
	case s.Ended():
		return TurnNobody
	}
	return TurnOffice
}

// NoticeStep is one step, with its own day.
type NoticeStep struct {
	ID    string
	Kind  NoticeKind
	Date  date.Date
	Until date.Date // of an ask, a grant and a rejection: the day until which the unit is to reply
	Of    string    // of a step that takes another back: which
}

// NoticeBar says what stands against a step, and so what must happen first.
type NoticeBar string

// The bars. Those of the day (see OfDay) lie with the form; the others with how the notice stands.
const (
	NoticeNotReceived   NoticeBar = "not_received"    // the unit has to receive it first
	NoticeHasReceived   NoticeBar = "has_received"    // it was received already
	NoticeNoReplyOwed   NoticeBar = "no_reply_owed"   // a reply waits for the office
	NoticeNoReply       NoticeBar = "no_reply"        // there is nothing to accept or reject
	NoticeNotAsked      NoticeBar = "not_asked"       // nobody asked for more time
	NoticeHasAsked      NoticeBar = "has_asked"       // the last request waits for an answer
	NoticeNotYetRefused NoticeBar = "not_yet_refused" // the last day has not passed and no reply was rejected
	NoticeNotRefused    NoticeBar = "not_refused"     // the report follows the finding that the unit refuses
	NoticeNotReported   NoticeBar = "not_reported"    // the outcome follows the report
	NoticeIsAccepted    NoticeBar = "is_accepted"
	NoticeIsConcluded   NoticeBar = "is_concluded"
	NoticeIsWithdrawn   NoticeBar = "is_withdrawn"
	NoticeIsRefused     NoticeBar = "is_refused"
	NoticeRestedOn      NoticeBar = "rested_on"
	NoticeNoSuchStep    NoticeBar = "no_such_step"
	NoticeBefore        NoticeBar = "before"      // the step's day lies before the one it follows
	NoticeAskedLate     NoticeBar = "asked_late"  // more time is asked for by the last day
	NoticeUntilEarly    NoticeBar = "until_early" // the new day is none that gives more time
)

// NoticeBars returns every bar.
func NoticeBars() []NoticeBar {
	return []NoticeBar{NoticeNotReceived, NoticeHasReceived, NoticeNoReplyOwed, NoticeNoReply, NoticeNotAsked, NoticeHasAsked, NoticeNotYetRefused, NoticeNotRefused, NoticeNotReported,
		NoticeIsAccepted, NoticeIsConcluded, NoticeIsWithdrawn, NoticeIsRefused, NoticeRestedOn, NoticeNoSuchStep, NoticeBefore, NoticeAskedLate, NoticeUntilEarly}
}

// OfDay reports whether the bar is about a day that the form names.
func (b NoticeBar) OfDay() bool {
	return oneOf(b, NoticeBefore, NoticeAskedLate, NoticeUntilEarly)
}

// NoticeStanding is what the rules say of a notice from its steps.
type NoticeStanding struct {
	State      NoticeState
	Since      date.Date // day of the step that made the state, or of issue
	Deadline   date.Date // last day for the unit to reply, moved to a working day (ruling 4)
	Due        date.Date // last day for whoever's turn it is; none once ended
	Rejections int       // replies that were rejected
	Extensions int       // times that more time was granted
	steps      []NoticeStep
	latest     date.Date
}

// noticeMoves are the states that steps lead to.
var noticeMoves = map[NoticeKind]NoticeState{
	NoticeReceive: NoticeReceived, NoticeReply: NoticeReplied, NoticeAsk: NoticeAsked, NoticeAccept: NoticeAccepted, NoticeReject: NoticeRejected,
	NoticeRefuse: NoticeRefused, NoticeReport: NoticeReported, NoticeConclude: NoticeConcluded, NoticeWithdraw: NoticeWithdrawn,
}

// NoticeDeadline returns the last day for the unit to reply that a notice written on a day has unless it names another (setting notice_days), on a
// working day.
func (r Rules) NoticeDeadline(issued date.Date) date.Date {
	return r.Holidays.OnOrAfter(issued.AddDays(r.On(issued).NoticeDays))
}

// Notice says where a notice stands that was issued on a day with a deadline, after its steps in the order they were recorded. Working days are
// counted by the policy in force on the day that starts them (ruling 21); a last day that is not worked moves to the next that is (ruling 4).
func (r Rules) Notice(issued, deadline date.Date, steps []NoticeStep) NoticeStanding {
	s := NoticeStanding{State: NoticeIssued, Since: issued, Deadline: r.Holidays.OnOrAfter(deadline), latest: issued}
	for _, x := range steps {
		if x.Kind == NoticeTakeBack {
			s.steps = slices.DeleteFunc(s.steps, func(old NoticeStep) bool { return old.ID == x.Of })
		} else {
			s.steps = append(s.steps, x)
		}
	}
	before := NoticeReceived // the state a request for more time leaves, and an answer to it goes back to
	for _, x := range s.steps {
		s.latest, s.Since = x.Date, x.Date
		switch x.Kind {
		case NoticeAsk:
			before = s.State
		case NoticeGrant, NoticeDeny:
			s.State = before
		}
		if state, moves := noticeMoves[x.Kind]; moves {
			s.State = state
		}
		if oneOf(x.Kind, NoticeGrant, NoticeReject) {
			s.Deadline = r.Holidays.OnOrAfter(x.Until)
		}
		if x.Kind == NoticeReject {
			s.Rejections++
		}
		if x.Kind == NoticeGrant {
			s.Extensions++
		}
	}
	s.Due = r.noticeDue(&s)
	return s
}

// noticeDue is the last day for whoever's turn it is.
func (r Rules) noticeDue(s *NoticeStanding) date.Date {
	p := r.On(s.Since)
	switch {
	case s.State.Ended():
		return 0
	case s.State == NoticeIssued:
		return r.Holidays.AddWorkdays(s.Since, p.NoticeReceiveWorkdays)
	case s.State.Turn() == TurnUnit:
		return s.Deadline
	}
	return r.Holidays.AddWorkdays(s.Since, p.NoticeDecideWorkdays)
}

// Overdue reports whether a notice is late on a day, whoever's turn it is.
func (s *NoticeStanding) Overdue(today date.Date) bool { return !s.Due.IsZero() && s.Due < today }

// Latest is the day of the last step that stands, or of issue; no step is dated before it.
func (s *NoticeStanding) Latest() date.Date { return s.latest }

// Last returns the last step that stands, the only one that can be taken back; false when there is none.
func (s *NoticeStanding) Last() (NoticeStep, bool) {
	if len(s.steps) == 0 {
		return NoticeStep{}, false
	}
	return s.steps[len(s.steps)-1], true
}

// Bar returns what stands against the step, "" when it may be taken.
func (s *NoticeStanding) Bar(x NoticeStep) NoticeBar {
	if x.Kind == NoticeTakeBack {
		return s.barToTakeBack(x.Of)
	}
	switch bar := s.barOf(x); {
	case bar != "":
		return bar
	case x.Date < s.latest:
		return NoticeBefore
	case x.Kind == NoticeAsk && x.Date > s.Deadline:
		return NoticeAskedLate
	case oneOf(x.Kind, NoticeAsk, NoticeGrant) && x.Until <= s.Deadline, x.Kind == NoticeReject && x.Until <= x.Date, x.Kind == NoticeGrant && x.Until < x.Date:
		return NoticeUntilEarly
	}
	return ""
}

var noticeEnds = map[NoticeState]NoticeBar{NoticeAccepted: NoticeIsAccepted, NoticeConcluded: NoticeIsConcluded, NoticeWithdrawn: NoticeIsWithdrawn}

// barOf is what stands against a step whatever its days, but for the finding that the unit refuses, which waits for the last day.
func (s *NoticeStanding) barOf(x NoticeStep) NoticeBar {
	if bar := noticeEnds[s.State]; bar != "" {
		return bar
	}
	found := oneOf(s.State, NoticeRefused, NoticeReported)
	switch x.Kind {
	case NoticeReport, NoticeConclude:
		return s.barAfterRefusal(x.Kind)
	case NoticeReceive, NoticeWithdraw:
		if s.State != NoticeIssued {
			return NoticeHasReceived
		}
		return ""
	case NoticeRefuse:
		return s.barToRefuse(x.Date)
	case NoticeGrant, NoticeDeny:
		if s.State != NoticeAsked {
			return NoticeNotAsked
		}
		return ""
	}
	switch {
	case s.State == NoticeIssued:
		return NoticeNotReceived
	case found && s.State == NoticeRefused && x.Kind == NoticeReply:
		return "" // who puts things right after all says so before it is reported
	case found:
		return NoticeIsRefused
	case oneOf(x.Kind, NoticeAccept, NoticeReject) && s.State != NoticeReplied:
		return NoticeNoReply
	case oneOf(x.Kind, NoticeReply, NoticeAsk) && s.State == NoticeReplied:
		return NoticeNoReplyOwed
	case x.Kind == NoticeAsk && s.State == NoticeAsked:
		return NoticeHasAsked
	}
	return ""
}

func (s *NoticeStanding) barAfterRefusal(k NoticeKind) NoticeBar {
	switch {
	case k == NoticeReport && s.State == NoticeReported:
		return NoticeIsRefused
	case k == NoticeReport && s.State != NoticeRefused:
		return NoticeNotRefused
	case k == NoticeConclude && s.State != NoticeReported:
		return NoticeNotReported
	}
	return ""
}

// barToRefuse: a unit refuses when its last day has passed without a reply, when it let the notice lie unreceived, or once a reply of it was rejected.
func (s *NoticeStanding) barToRefuse(day date.Date) NoticeBar {
	switch {
	case oneOf(s.State, NoticeRefused, NoticeReported):
		return NoticeIsRefused
	case s.State == NoticeReplied && s.Rejections == 0, s.State == NoticeAsked:
		return NoticeNotYetRefused
	case s.Rejections > 0, s.Deadline < day:
		return ""
	}
	return NoticeNotYetRefused
}

// barToTakeBack: a step on which another rests is taken back after it.
func (s *NoticeStanding) barToTakeBack(of string) NoticeBar {
	i := slices.IndexFunc(s.steps, func(x NoticeStep) bool { return x.ID == of })
	switch {
	case i < 0:
		return NoticeNoSuchStep
	case s.State == NoticeWithdrawn: // its paper has fallen with it
		return NoticeIsWithdrawn
	case i < len(s.steps)-1:
		return NoticeRestedOn
	}
	return ""
}

// NoticeSteps returns the steps that may be taken on a day, in the order of NoticeKinds, whoever may take them; those that need a day of their own
// are judged by a day that suits.
func (s *NoticeStanding) NoticeSteps(today date.Date) []NoticeKind {
	var out []NoticeKind
	for _, k := range NoticeKinds() {
		x := NoticeStep{Kind: k, Date: max(today, s.latest), Until: max(s.Deadline, today) + 1}
		if k != NoticeTakeBack && s.Bar(x) == "" {
			out = append(out, k)
		}
	}
	return out
}
