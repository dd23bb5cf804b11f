package rehab

import (
	"xinsheng/internal/date"
	"xinsheng/internal/division"
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
