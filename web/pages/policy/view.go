// Package policy holds the page on which everybody can read what the rules are set to, and by which article.
package policy

import "xinsheng/web/components"

// PageView is one version of the policy, to read.
type PageView struct {
	Title    string
	Note     string // which version, from when, by whom
	Old      string // address of the version in force, when another is shown; empty otherwise
	Coming   string // says which version follows the one in force; empty when none does
	ComingAt string // its address
	Filter   *components.FilterBarView
	Groups   []GroupView
	Calendar components.TableView
	Unknown  string // warns of years without official days; empty when this and the next are known

	Run      *RunView       // cases being computed again after a change of the rules; nil when none are
	Plans    []PlanLineView // the office's drafts
	History  string         // address of what each version changed
	Next     string         // address of the form for the next version; empty for those who may not publish
	Withdraw string         // address that takes the version back; empty when it is in force or not the reader's to take back
	Reason   string         // as typed
	Errors   components.Errors
}

// GroupView is the settings of one subject.
type GroupView struct {
	Title string
	Table components.TableView
}

// RunView says how far the cases are that are computed again after a change of the rules.
type RunView struct {
	Words       string
	Live        string // where to ask for it again
	Done, Total int    // Total 0: nobody says how much there is to do
	Left        string // how many of the reader's own cases are left, in words; empty where Total says it
}

// PlanLineView is a draft in a list.
type PlanLineView struct{ Name, Href, Note string }

// NextView is the form for the next version.
type NextView struct {
	Title     string
	Back      string
	Send      string // address that keeps the draft
	Key       string // of a new draft; empty for one that is there
	Edition   int    // of the draft when it was opened; 0 for a new one
	Errors    components.Errors
	Effective string
	Earliest  string // first day a version may begin
	Name      string
	NameMax   int    // characters
	Before    string // the version that each field is compared with
	Schedule  string
	Schedules []components.Option
	Groups    []GroupFormView
}

// PlanView is a draft: what it changes, what that means for the cases, and how it comes into force.
type PlanView struct {
	Title   string
	Back    string
	State   components.MarkView
	Note    string // who wrote it, who saved it last
	From    string // its first day
	Before  string // the version it is compared with
	Change  components.TableView
	WhatIf  WhatIfView
	Past    string // why it cannot be published as it is: its day has come, it changes nothing; empty otherwise
	Errors  components.Errors
	Edition string

	Edit    string // addresses; empty when it is no draft any more
	Drop    string
	Publish string
	Version string // address of the version it was published as
}

// WhatIfView is what a draft would change for the cases.
type WhatIfView struct {
	Ask    string // address that has it worked out; empty when it cannot be asked for now
	Key    string
	State  *components.MarkView // nil while it was never asked for
	Live   string               // where to ask for the page again while it is being worked out
	Cancel string
	Done   int
	Total  int
	Why    string // it failed: the reason, and what to do
	Stale  bool   // the draft is another by now
	Note   string // of which draft, day and how many cases; empty until it is done
	Excel  string
	Sums   components.TableView  // in the twelve months
	Year   *components.TableView // to the end of the year; nil where that is the same time
	Places components.TableView
	Cases  components.TableView
}

// HistoryView is what each version changed.
type HistoryView struct {
	Title    string
	Back     string
	Excel    string // empty when there is no version
	Versions []RecordView
}

// RecordView is one version of the history.
type RecordView struct {
	Title     string
	Note      string
	Withdrawn string // when, by whom and why it was withdrawn; empty while it stands
	Before    string // the version it is compared with
	Change    components.TableView
	Plan      string // address of the draft it came from, with what had been worked out; empty for none
}

// GroupFormView is the fields of one subject.
type GroupFormView struct {
	Title string
	Tests bool // the schedules stand above the numbers
	Rows  []SettingFormView
}

// SettingFormView is the fields of one setting.
type SettingFormView struct {
	Label   string
	Article string
	Was     string // what the version before says
	Differs bool
	Inputs  []components.FieldView
	Checks  bool // the one input is a group of checkboxes
}
