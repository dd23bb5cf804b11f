// Package reward holds the ledger of village rewards.
package reward

import "xinsheng/web/components"

// ListView is the ledger page.
type ListView struct {
	Title   string
	Figures []components.FigureView // sums by state
	Filter  components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
	Excel   string // address of the same list as a workbook
}

// StepView is the form in a row that moves the entry on.
type StepView struct {
	Action string
	Label  string // on the button
	Whole  string // the same with phase and amount, for screen readers
}
