package rehab

import "xinsheng/internal/date"

// AppealStep is a step of an appeal against a line of a unit's month (责任追究制度; scheme row S11).
type AppealStep string

// The steps. The office grants, all or a part of the points, or refuses; the unit withdraws; the office reopens what it decided, with the reason.
const (
	AppealGrant    AppealStep = "grant"
	AppealRefuse   AppealStep = "refuse"
	AppealWithdraw AppealStep = "withdraw"
	AppealReopen   AppealStep = "reopen"
)

// AppealState is where an appeal stands.
type AppealState string

// The states.
const (
	AppealOpen      AppealState = "open"
	AppealGranted   AppealState = "granted"
	AppealRefused   AppealState = "refused"
	AppealWithdrawn AppealState = "withdrawn"
)

// AppealStates returns the states, the open one first.
func AppealStates() []AppealState {
	return []AppealState{AppealOpen, AppealGranted, AppealRefused, AppealWithdrawn}
}

// After returns the state after a step; false when the step cannot be taken in state s.
func (s AppealState) After(x AppealStep) (AppealState, bool) {
	switch {
	case x == AppealReopen && oneOf(s, AppealGranted, AppealRefused):
		return AppealOpen, true
	case s != AppealOpen:
		return s, false
	case x == AppealGrant:
		return AppealGranted, true
	case x == AppealRefuse:
		return AppealRefused, true
	case x == AppealWithdraw:
		return AppealWithdrawn, true
	}
	return s, false
}

// AppealUntil is the last day to appeal against a month: so many days from its last day, by the version in force then, moved to a working day (民法典 203).
func (r Rules) AppealUntil(m date.Month) date.Date {
	return r.Holidays.OnOrAfter(m.Last().AddDays(r.On(m.Last()).Score.AppealDays))
}

// AppealDecideBy is the last day for the office to decide an appeal filed, or reopened, on a day.
func (r Rules) AppealDecideBy(filed date.Date) date.Date {
	return r.Holidays.AddWorkdays(filed, r.On(filed).Score.AppealDecideWorkdays)
}
