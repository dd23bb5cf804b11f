// Package meeting holds the pages of the analysis meetings: the list, the form that calls one, and a meeting with its figures, findings and measures.
package meeting

import (
	"github.com/a-h/templ"

	"xinsheng/web/components"
)

// ListView is the list of meetings.
type ListView struct {
	Title  string
	Note   string
	New    string // address of the form that calls one; empty: not this actor's
	Excel  string
	Filter components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// CallView is the form that calls a meeting, or changes one that was called.
type CallView struct {
	Title   string
	Note    string
	Crumbs  []components.Crumb
	Action  string
	Key     string
	Version string // of a change
	Cancel  string
	Day     string
	Place   string
	Chair   string
	Agenda  string
	Units   []components.FieldView // groups of boxes: departments, townships, stations
	Errors  components.Errors
}

// PageView is one meeting.
type PageView struct {
	Title    string
	Crumbs   []components.Crumb
	Mark     components.MarkView
	Notice   string // what is next; empty for nothing
	Tone     components.Tone
	Edit     string // address of the form that changes it; empty: not now, or not this actor's
	Steps    []components.Step
	Facts    []components.Pair
	Figures  *components.TableView // of the county, beside those of the meeting before; nil until it was held
	Towns    *components.TableView // of the townships; nil: not this actor's to see
	FigsNote string
	Carried  components.TableView
	Measures components.TableView
	Excel    string // of the measures; empty: there are none
	Findings []components.Pair
	None     string // why there are no findings to read
	Find     *FindView
	Add      *AddView
	Hold     *HoldView
	Drop     *DropView // of a meeting that will not take place
	Minutes  string    // address of the minutes as they would be issued; empty: not now
	Paper    string    // address of the issued minutes
	Reopen   *DropView // taking them back
	Errors   components.Errors
}

// FindView is the form of the findings.
type FindView struct {
	Action  string
	Version string
	Texts   []components.FieldView
	Errors  components.Errors
}

// AddView is the form that gives a measure to a unit.
type AddView struct {
	Action   string
	Key      string
	Subjects []components.Option
	Subject  string
	Words    string
	Owners   []components.Option
	Owner    string
	Due      string
	Min      string
	Open     bool
	Errors   components.Errors
}

// HoldView is the form that says who came.
type HoldView struct {
	Action string
	Note   string
	Came   []components.FieldView // groups of boxes, as the units were called
	Errors components.Errors
}

// DropView is the form that says why something will not be.
type DropView struct {
	Action string
	Reason string
	Errors components.Errors
}

// MinutesView is the minutes before they are issued.
type MinutesView struct {
	Title   string
	Crumbs  []components.Crumb
	Action  string
	Back    string
	Key     string
	Version string
	Number  string // how it will begin
	Warn    string // what may have been forgotten
	Lacks   []components.Link
	Sheet   templ.Component
	Errors  components.Errors
}
