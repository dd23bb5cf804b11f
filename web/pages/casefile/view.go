// Package casefile holds the page of one case, what a former office keeps of it, and the voiding of a fact.
package casefile

import (
	"xinsheng/web/components"
	"xinsheng/web/components/tracker"
)

// PageView is a case as the people who work on it see it.
type PageView struct {
	Title    string
	Sub      string // sex and age
	Portrait string // address of a small photo of the person; empty for none
	ListHref string // the list of cases; empty when this actor has none
	ID       components.MaskedIDView
	Phone    components.MaskedIDView // without a number: none is known
	Marks    []components.MarkView
	Go       components.ButtonView // the form used most; without a label none
	Papers   components.ButtonView // the case's papers; without a label none
	Band     []components.Pair
	Notices  []NoticeView
	Jumps    []components.Link // to the parts of the page, for phones
	Unmask   *UnmaskView       // nil: not by this actor

	TrackerTitle string
	TrackerNote  string
	Tracker      *tracker.View // nil before report-in

	DueTitle   string
	NothingDue string
	Due        []components.DutyView
	MoreDue    []components.DutyView
	MoreNote   string
	Can        []components.ActionView
	Seldom     []components.ActionView // what can be done, but seldom is
	Cannot     []components.BlockedView

	Counters   []components.CounterView
	Breach     *components.MarkView // nil: no serious breach
	Breaches   string               // address of the page about them; empty for none
	Positives  []PositiveView
	Away       []LineView // leaves and departures, newest first
	Deadlines  []LineView
	Schedule   []LineView // what is asked each month, the risk level, and where the policy changed that
	Calendar   string     // which years the deadlines were counted in without official holidays; empty: all are known
	Change     *ChangeView
	Group      []components.Pair
	GroupMark  components.MarkView
	Plan       []components.Pair
	PlanLink   components.Link // to its page
	Referrals  []LineView      // help needs sent to departments
	Refer      components.Link // to the form that sends one; no words for none
	Person     []components.Pair
	PersonLink components.Link // the page with all of it, its history and the forms that change it
	Others     []LineView
	Facts      FactsView

	Past    *PastView    // the choice of a past day; nil: there is none yet
	Between *BetweenView // of a past day: what tells its two readings apart
}

// PastView is the choice of a past day and of how to look at it.
type PastView struct {
	Action   string
	Day      string // what was typed
	Latest   string // the last day that is over
	Reading  string
	Readings []components.Option
	Beside   []components.Link // the month ends beside, the other reading, today
	Errors   components.Errors
}

// BetweenView is what tells the two readings of a day apart.
type BetweenView struct {
	Table   components.TableView // what the rules say: as recorded then, as known now
	Same    string               // instead of Table
	Late    []LateView
	LeftOut string // what the page of a past day does not show
}

// LateView is things that came to be known, or undone, only after the day.
type LateView struct {
	Title string
	Lines []LineView
	More  string
}

// NoticeView is a sentence above the page.
type NoticeView struct {
	Tone  components.Tone
	Words string
	Link  components.Link
}

// UnmaskView is the form that asks why numbers are to be shown.
type UnmaskView struct {
	Action  string
	Reason  string
	Reasons []string // suggestions
	Errors  components.Errors
	Shown   bool // the numbers are on the page
}

// PositiveView is the track of one positive test.
type PositiveView struct {
	Title string
	Mark  components.MarkView
	Steps []components.Step
	Href  string           // its own page
	Note  string           // until when the B bottle is kept
	Lacks *components.Link // what of the sample is not filled in, nil for nothing
	Why   []components.Reason
}

// LineView is something with a day, a state and an explanation.
type LineView struct {
	What components.Link
	When string
	Mark *components.MarkView // nil for none
	Why  []components.Reason
	Also components.Link // a page of its own; without words none

	Steps []components.Link // what came of it, in order
}

// ChangeView is the residence change under way.
type ChangeView struct {
	Answerable components.AnswerableView
	Link       components.Link
}

// FactsView is the facts of a case, newest first, in years.
type FactsView struct {
	Note     string // how many
	Filters  []FilterView
	Month    string          // the sentence of the month chosen in the tracker; empty for none
	MonthEnd components.Link // to the case as it stood at that month's end
	Title    string
	Years    []YearView // the newest facts first, in a part without a label
	Empty    components.EmptyView
}

// FilterView is one choice of which facts to show.
type FilterView struct {
	Label string
	Href  string
	On    bool
}

// YearView is the newest facts, or the older ones of a year.
type YearView struct {
	ID    string
	Label string
	Note  string
	Open  bool
	Facts []components.FactView
}

// StubView is what a former office keeps of a case.
type StubView struct {
	Title    string
	ListHref string
	Mark     components.MarkView
	Facts    []components.Pair
}

// VoidView is the voiding of a fact.
type VoidView struct {
	Day         string // of the fact, YYYY-MM-DD
	Title       string
	Name        string
	CaseHref    string
	ListHref    string
	Fact        components.FactView
	Locked      string            // why it cannot be voided; empty when it can
	Resting     []components.Link // facts that have to be voided first
	MoreResting string            // how many others there are
	Effect      []EffectView
	Action      string
	Key         string
	Reason      string
	CanAnew     bool // there is a form to record the right one
	Errors      components.Errors
}

// EffectView is one thing that voiding changes.
type EffectView struct{ What, Before, After string }
