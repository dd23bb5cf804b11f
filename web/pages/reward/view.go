// Package reward holds the ledger of village rewards.
package reward

import "xinsheng/web/components"

// ListView is the ledger page.
type ListView struct {
	Title   string
	Tabs    []components.ChoiceLink // the pages of the rewards
	Figures []components.FigureView // sums by state
	Filter  components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
	Outcome *components.OutcomeView // what a form for several did, when not all of it could be done
	Errors  components.Errors
	Action  string                  // of the form around the table
	Bulk    *components.BulkBarView // what can be done with the rows picked; nil: nothing
	Excel   string                  // address of the same list as a workbook
}

// StepView is the button in a row that moves the entry on.
type StepView struct {
	Action string
	Label  string // on the button
	Whole  string // the same with phase and amount, for screen readers
}
