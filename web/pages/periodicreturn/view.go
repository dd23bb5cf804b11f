// Package periodicreturn holds the pages of periodic returns: the matrix of units by periods, and one return with its figures, remarks, steps and frozen copies.
package periodicreturn

import "xinsheng/web/components"

// ListView is the matrix of returns.
type ListView struct {
	Title   string
	Note    string
	Excel   string // where the same list is taken along; empty: nowhere
	Levels  []components.ChoiceLink
	Figures []components.FigureView
	Filter  components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
}

// PageView is one return.
type PageView struct {
	Title   string
	Note    string
	Crumbs  []components.Crumb
	Mark    components.MarkView
	Excel   string
	Go      components.ButtonView // to the main form; no label for none
	Back    string                // why it was sent back; empty: it was not
	Facts   []components.Pair     // period, last day, who is to act
	Whys    []components.Reason
	Notice  string // whose turn it is, or what it waits for
	Differs string // says that the figures kept are no longer those of today; empty: they are

	Lacks   []components.Link // the returns below that are not there yet
	Figures components.CountTableView
	Source  string // what the figures are: of today, as submitted, frozen
	Below   *components.CountTableView
	Changes *components.CountTableView // kept against today; nil: no difference
	Remarks []components.Pair
	Said    []components.FactView // the steps, newest first
	Copies  []CopyView            // the frozen copies that were corrected, newest first
	Papers  []components.Link
	Forms   []FormView // what this actor may do now; the first is the main one
}

// CopyView is what a correction changed in the frozen copy before it.
type CopyView struct {
	Title  string
	Note   string
	Before components.CountTableView // what changed: before, after
}

// FormView is the form of one step.
type FormView struct {
	ID      string // the step
	Title   string
	Hint    string
	Action  string
	Key     string
	Seen    string                 // how many steps the return had
	Main    []components.FieldView // remarks: of the whole
	Parts   []components.FieldView // and of each part
	Reason  *components.FieldView  // nil: none is asked for
	Weight  components.Weight
	Folded  bool
	Written bool // a remark of a part was typed: they are unfolded
	Errors  components.Errors
}

// Cell is a return in the matrix.
type Cell struct {
	Href string
	Mark components.MarkView
	Note string
}
