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
	MonthEnds     []MonthEnd     `json:"month_ends"` // how it stood at each month's end so far
	Baseline      []string       `json:"baseline"`   // tests before the first window (ruling 13)
	Counters      Counters       `json:"counters"`
	SeriousBreach *SeriousBreach `json:"serious_breach"`
	Rewards       []Reward       `json:"rewards"`
	RewardTotal   int            `json:"reward_fen_total"`
	HeldRewards   []Reward       `json:"held_rewards"` // of phases blocked after they had passed (ruling 28)
	Answerable    division.Code  `json:"answerable"`
	Places        []PlaceFrom    `json:"-"` // who has answered so far, by day; the decision's place only while it counted or when it was re-addressed
	Deadlines     Deadlines      `json:"deadlines"`
	Obligations   []Obligation   `json:"obligations"`
	FollowUps     []Obligation   `json:"-"` // duties beside the contract of docs/track.md (ADR 1901)
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
	Outcomes      []Outcome      `json:"outcomes"`      // what the police may decide now (ruling 51); none when nothing waits
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
