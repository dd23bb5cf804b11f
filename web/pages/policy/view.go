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

	Next     string // address of the form for the next version; empty for those who may not publish
	Withdraw string // address that takes the version back; empty when it is in force or not the reader's to take back
	Reason   string // as typed
	Errors   components.Errors
}

// GroupView is the settings of one subject.
type GroupView struct {
	Title string
	Table components.TableView
}

// NextView is the form for the next version.
type NextView struct {
	Title     string
	Back      string
	Preview   string // address that shows what would change
	Publish   string // address that publishes
	Errors    components.Errors
	Effective string
	Earliest  string // first day a version may begin
	Name      string
	NameMax   int // characters
	Schedule  string
	Schedules []components.Option
	Groups    []GroupFormView

	Change *components.TableView // what it would change; nil until it was looked at
	Seen   string                // names the version that Change is of
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
	Inputs  []components.FieldView
	Checks  bool // the one input is a group of checkboxes
}
