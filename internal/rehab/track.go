package rehab

import (
	"strconv"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Track is everything the rules say about a case on one day. Lists are never nil; a zero date, month or division is JSON null.
type Track struct {
	Today         date.Date      `json:"today"`
	Stage         Stage          `json:"stage"`
	Overdue       bool           `json:"overdue"` // something is overdue
	Phase         PhaseNumber    `json:"phase"`   // today's; none outside the term
	Term          *Term          `json:"term"`    // nil before report-in and while its end is unknown
	NotBefore     *Term          `json:"not_before,omitempty"`
	ReportIn      *Start         `json:"report_in,omitempty"`
	Exit          *Exit          `json:"exit,omitempty"`
	Phases        []Phase        `json:"phases"`
	Windows       []Window       `json:"windows"`
	Months        []Month        `json:"months"`
	Baseline      []string       `json:"baseline"` // tests before the first window (ruling 13)
	Counters      Counters       `json:"counters"`
	SeriousBreach *SeriousBreach `json:"serious_breach"`
	Rewards       []Reward       `json:"rewards"`
	RewardTotal   int            `json:"reward_fen_total"`
	HeldRewards   []Reward       `json:"held_rewards"` // of phases blocked after they had passed (ruling 28)
	Answerable    division.Code  `json:"answerable"`
	Deadlines     Deadlines      `json:"deadlines"`
	Obligations   []Obligation   `json:"obligations"`
	Allowed       []Allowed      `json:"allowed"`
	Problems      []Problem      `json:"problems"`
	Suspensions   []Days         `json:"suspensions"` // merged, inside the term; To is none while it lasts
	Positives     []Confirmation `json:"positives"`
	Leaves        []LeaveStatus  `json:"leaves"`
	Departures    []Away         `json:"departures"`
	Change        *Change        `json:"change,omitempty"`     // the residence change under way
	LostSince     date.Date      `json:"lost_since,omitempty"` // contact lost and not restored
	ExemptUntil   date.Date      `json:"exempt_until,omitempty"`
	Exempt        bool           `json:"exempt"`        // 禁毒法 39 bars isolation today
	UnknownYears  []int          `json:"unknown_years"` // years without official holidays that a deadline touched (ruling 25)
	Next          date.Date      `json:"next"`          // first later day on which anything here may change without a new fact; none: never
}

// Stage is where a case stands (DOMAIN §3).
type Stage string

// The stages.
const (
	StageScreening   Stage = "screening"
	StageAwaiting    Stage = "awaiting_report_in"
	StageInExecution Stage = "in_execution"
	StageSuspended   Stage = "suspended"
	StageTermEnded   Stage = "term_ended"
	StageDischarged  Stage = "discharged"
	StageTerminated  Stage = "terminated"
	StageToIsolation Stage = "to_isolation"
	StageMovedOut    Stage = "moved_out"
	StageRevoked     Stage = "revoked"
	StageReturned    Stage = "returned"
)

// Stages returns every stage, in the order of a case's life.
func Stages() []Stage {
	return []Stage{StageScreening, StageAwaiting, StageInExecution, StageSuspended, StageTermEnded, StageDischarged, StageTerminated,
		StageToIsolation, StageMovedOut, StageRevoked, StageReturned}
}

// Ended reports whether s is an exit.
func (s Stage) Ended() bool {
	switch s {
	case StageDischarged, StageTerminated, StageToIsolation, StageMovedOut, StageRevoked, StageReturned:
		return true
	}
	return false
}

// PhaseNumber counts phases from 1; 0 is none and is JSON null.
type PhaseNumber int

// MarshalJSON writes the number, or null for none.
func (n PhaseNumber) MarshalJSON() ([]byte, error) {
	if n == 0 {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(n), 10), nil
}

// Term is the time of execution. LastDay is printed on papers; ExpiryDay, the day after it, is the day of discharge (ruling 1).
type Term struct {
	Start     date.Date `json:"start"`
	LastDay   date.Date `json:"last_day"`
	ExpiryDay date.Date `json:"expiry_day"`
}

// Start is how the case came into execution.
type Start struct {
	Fact  string    `json:"fact"`
	Date  date.Date `json:"date"`  // report-in; of a person moved in, the first one elsewhere
	Local date.Date `json:"local"` // report-in here
}

// Exit is how the case ended.
type Exit struct {
	Fact string    `json:"fact"`
	Date date.Date `json:"date"`
}

// PhaseState is how a phase stands.
type PhaseState string

// Cut: an exit came before its end. Elsewhere: it ended in another county. Over: ended, no decision yet.
const (
	PhaseUpcoming  PhaseState = "upcoming"
	PhaseCurrent   PhaseState = "current"
	PhaseOver      PhaseState = "over"
	PhaseFailed    PhaseState = "failed"
	PhaseBlocked   PhaseState = "blocked"
	PhasePassed    PhaseState = "passed"
	PhaseElsewhere PhaseState = "elsewhere"
	PhaseCut       PhaseState = "cut"
)

// Phase is one twelve-month part of the term, longer by the days suspended in it.
type Phase struct {
	N          PhaseNumber   `json:"n"`
	Start      date.Date     `json:"start"` // null while unknown
	End        date.Date     `json:"end"`   // its last day; null while unknown
	State      PhaseState    `json:"state"`
	Village    division.Code `json:"village"`     // answerable on its last day; today's before that
	Decision   string        `json:"decision"`    // the newest township decision
	Opinion    string        `json:"opinion"`     // the newest village opinion
	Blockers   []Blocker     `json:"blockers"`    // what keeps it, or would keep it, from passing
	Suspended  int           `json:"suspended"`   // suspended days in it so far
	Reward     int           `json:"reward_fen"`  // what it earns when passed; 0 for a phase shorter than twelve months
	PassedOnce bool          `json:"passed_once"` // blocked after it had passed (ruling 28)
}

// Blocker is one thing that keeps a phase from passing (ruling 27).
type Blocker struct {
	Kind  BlockerKind `json:"kind"`
	Month date.Month  `json:"month,omitempty"` // of a window
	Fact  string      `json:"fact,omitempty"`  // of a positive
}

// BlockerKind names what blocks.
type BlockerKind string

// The blockers of a phase.
const (
	BlockedByOpenWindow    BlockerKind = "window_open"
	BlockedByMissedWindow  BlockerKind = "window_missed"
	BlockedByPositive      BlockerKind = "positive"
	BlockedBySeriousBreach BlockerKind = "serious_breach"
)

// WindowState is how a test window stands (ruling 16).
type WindowState string

// The states of a window.
const (
	WindowUpcoming WindowState = "upcoming"
	WindowOpen     WindowState = "open"
	WindowDone     WindowState = "done"
	WindowMissed   WindowState = "missed"
	WindowExcused  WindowState = "excused"
)

// Window is the span in which one valid test is due.
type Window struct {
	Month      date.Month    `json:"month"` // its first month
	LastMonth  date.Month    `json:"last_month"`
	From       date.Date     `json:"from"`
	To         date.Date     `json:"to"`
	Phase      PhaseNumber   `json:"phase"`
	State      WindowState   `json:"state"`
	Mark       TestMark      `json:"mark"`
	Tests      []string      `json:"tests"`       // the tests taken in it, by day
	MetBy      string        `json:"met_by"`      // the first valid one
	ExcusedBy  string        `json:"excused_by"`  // the township's excuse; empty when excused by itself
	ResolvedBy string        `json:"resolved_by"` // the resolution of a missed window
	FreeDays   int           `json:"free_days"`
	Answerable division.Code `json:"answerable"` // on its last day; today's before that
	Settled    bool          `json:"settled"`    // lies before the paper record was taken over
}

// TestMark is how the tracker draws a window (mock/README).
type TestMark string

// The marks.
const (
	MarkNegative TestMark = "negative"
	MarkPositive TestMark = "positive"
	MarkOpen     TestMark = "open"
	MarkInvalid  TestMark = "invalid" // open, and only an invalid sample so far
	MarkMissed   TestMark = "missed"
	MarkResolved TestMark = "resolved" // missed, and settled by a resolution
	MarkRefused  TestMark = "refused"
	MarkAbsent   TestMark = "absent" // without good cause, nothing valid since
	MarkExcused  TestMark = "excused"
	MarkUpcoming TestMark = "upcoming"
	MarkSettled  TestMark = "settled" // carried in from paper
)

// ContactState is how one contact of one month stands.
type ContactState string

// The states of a contact.
const (
	ContactDone     ContactState = "done"
	ContactOwed     ContactState = "owed"
	ContactMissed   ContactState = "missed"
	ContactUpcoming ContactState = "upcoming"
	ContactNone     ContactState = "none"
)

// ContactCell is one type of contact in one month.
type ContactCell struct {
	Type  ContactType  `json:"type"`
	Owed  int          `json:"owed"`
	Done  int          `json:"done"`
	State ContactState `json:"state"`
	Facts []string     `json:"facts"`
}

// Month is one cell of the tracker: a calendar month from the one after report-in to that of the last day.
type Month struct {
	Month         date.Month     `json:"month"`
	Phase         PhaseNumber    `json:"phase"`
	Missing       []ContactType  `json:"missing"` // begun and not (fully) done; empty for months to come
	SuspendedDays int            `json:"suspended_days"`
	From          date.Date      `json:"from"` // first and last day of the term in it
	To            date.Date      `json:"to"`
	Window        date.Month     `json:"window"` // first month of the window it belongs to
	Mark          TestMark       `json:"mark"`   // that window's
	Tests         []string       `json:"tests"`  // taken in this month
	Contacts      [3]ContactCell `json:"contacts"`
	Suspended     []Days         `json:"suspended"`
	Breaches      []string       `json:"breaches"` // facts of this month that are a breach: positives, evasions, departures
	Today         bool           `json:"today"`
	Answerable    division.Code  `json:"answerable"` // on its last day; today's while that is to come
	Settled       bool           `json:"settled"`
}

// Days is a span of days, both included. To is none while the end is unknown.
type Days struct {
	From date.Date `json:"from"`
	To   date.Date `json:"to"`
}

// Counters are the sums of 条例 20 so far, with the facts behind them.
type Counters struct {
	Evasions         int      `json:"evasions"`
	Departures       int      `json:"departures"`
	UnauthorisedDays int      `json:"unauthorised_days"`
	Evidence         Evidence `json:"evidence"`
}

// Evidence names the facts behind each counter.
type Evidence struct {
	Evasions         []string `json:"evasions"`
	Departures       []string `json:"departures"`
	UnauthorisedDays []string `json:"unauthorised_days"`
}

// Threshold names one of the three thresholds of 条例 20.
type Threshold string

// The thresholds.
const (
	ByEvasions         Threshold = "evasions"
	ByDepartures       Threshold = "departures"
	ByUnauthorisedDays Threshold = "unauthorised_days"
)

// SeriousBreach (严重违反协议) is a threshold reached; it is open until a police outcome and reopens on a further counted fact.
type SeriousBreach struct {
	Since    date.Date `json:"since"` // the day the first threshold was reached
	Open     bool      `json:"open"`
	By       Threshold `json:"by"`
	Latest   date.Date `json:"latest"`    // the last counted event, from which it is open
	ClosedBy string    `json:"closed_by"` // the police outcome
}

// Reward is what the answerable village earns for a passed phase (ruling 30). Amounts are fen.
type Reward struct {
	Phase    PhaseNumber   `json:"phase"`
	Fen      int           `json:"fen"`
	Village  division.Code `json:"village"`
	Accrued  date.Date     `json:"accrued"`
	Decision string        `json:"decision"` // the assessment it rests on
}

// Deadlines are the dates that papers and lists show; a zero date does not apply.
type Deadlines struct {
	ReportIn                *ReportInDeadline `json:"report_in,omitempty"`
	Agreement               date.Date         `json:"agreement,omitempty"`
	TransferReportIn        date.Date         `json:"transfer_report_in,omitempty"`
	FileToPolice            date.Date         `json:"file_to_police,omitempty"`
	FinalAssessmentOpens    date.Date         `json:"final_assessment_opens,omitempty"`
	Discharge               date.Date         `json:"discharge,omitempty"`
	NotifyTownshipDischarge date.Date         `json:"notify_township_discharge,omitempty"`
}

// ReportInDeadline is the person's 15 days. Late: reported in after it. Overdue: it has passed and the person has not reported in.
type ReportInDeadline struct {
	Due     date.Date `json:"due"` // null while the person is held
	Late    bool      `json:"late"`
	Overdue bool      `json:"overdue"`
}

// Problem is a fact that cannot be (ruling 47): it took effect, or was passed over, as its rule says.
type Problem struct {
	ID   string `json:"id"`
	Rule Flaw   `json:"rule"`
}

// Confirmation is the track of one positive (DOMAIN §5).
type Confirmation struct {
	Test           string    `json:"test"`
	Taken          date.Date `json:"taken"`
	Final          Result    `json:"final"` // recheck before laboratory before strip (ruling 52)
	Lab            string    `json:"lab"`
	Recheck        string    `json:"recheck"`
	Outcome        string    `json:"outcome"` // the police outcome
	Told           string    `json:"told"`    // the report to the police
	ObjectionUntil date.Date `json:"objection_until"`
	LaboratoryBy   date.Date `json:"laboratory_by"`
	KeepUntil      date.Date `json:"keep_until"` // of the B bottle (ruling 54)
}

// LeaveState is how a leave stands.
type LeaveState string

// The states of a leave.
const (
	LeaveRequested LeaveState = "requested"
	LeaveAgreed    LeaveState = "agreed"
	LeaveRefused   LeaveState = "refused"
	LeaveOverdue   LeaveState = "overdue"
	LeaveReturned  LeaveState = "returned"
)

// LeaveStatus is one leave with its present return day.
type LeaveStatus struct {
	Fact     string     `json:"fact"`
	From     date.Date  `json:"from"`
	Until    date.Date  `json:"until"` // extended
	State    LeaveState `json:"state"`
	Returned date.Date  `json:"returned"`
}

// Away is one departure, or the overdue part of a leave, and what of it counts.
type Away struct {
	Fact     string    `json:"fact"`
	From     date.Date `json:"from"`     // day of leaving
	Returned date.Date `json:"returned"` // null while away
	Days     int       `json:"days"`     // away without leave
	Counts   bool      `json:"counts"`   // long enough to count
}

// ChangeStep is the next step of a residence change.
type ChangeStep string

// The steps, each named by the fact that would take it.
const (
	StepOrigin      ChangeStep = "transfer_origin"
	StepDestination ChangeStep = "transfer_destination"
	StepPolice      ChangeStep = "transfer_police_notified"
	StepEffective   ChangeStep = "transfer"
	StepReportIn    ChangeStep = "transfer_report_in"
	StepReceipt     ChangeStep = "transfer_receipt"
	StepRefused     ChangeStep = "refused" // one township refused; the request can only be withdrawn or filed anew
)

// Change is the residence change under way.
type Change struct {
	Request   string        `json:"request"`  // the request; empty when the transfer was recorded straight away
	Transfer  string        `json:"transfer"` // the transfer, once it has an effective date
	To        Destination   `json:"to"`
	Out       bool          `json:"out"`
	Origin    division.Code `json:"origin"`
	Village   division.Code `json:"village"` // where the person is to report
	Effective date.Date     `json:"effective"`
	Step      ChangeStep    `json:"step"`
	Turn      Debtor        `json:"turn"`
	Division  division.Code `json:"division"` // whose turn it is
	Due       date.Date     `json:"due"`
}
