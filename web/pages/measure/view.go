// Package measure holds the pages of what analysis meetings asked of units: the list, and one measure with its steps.
package measure

import "xinsheng/web/components"

// ListView is the list of measures.
type ListView struct {
	Title  string
	Note   string
	Excel  string // where the same list is taken along; empty: nowhere
	Counts *components.CountTableView
	Filter components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// PageView is one measure.
type PageView struct {
	Title  string
	Note   string
	Crumbs []components.Crumb
	Mark   components.MarkView
	Turn   components.AnswerableView
	Steps  []components.Step
	Facts  []components.Pair
	Said   []components.FactView // the steps, newest first
	Forms  []FormView            // what this actor may do now; the first is the main one
	Notice string                // whose turn it is, when it is not this actor's; empty otherwise
}

// FormView is the form of one step.
type FormView struct {
	ID     string // the step
	Title  string
	Hint   string
	Action string
	Key    string
	Date   string // YYYY-MM-DD
	Min    string
	Today  string
	Of     string // of a void: the step taken back
	Words  string
	Label  string // of the words
	Must   bool   // they have to be given
	Dues   bool   // asks for a new deadline
	DueMin string
	NewDue string
	DueYes bool // it has to be given
	Weight components.Weight
	Folded bool // shown closed
	Errors components.Errors
}
