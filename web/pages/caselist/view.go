// Package caselist is the list of cases, of now or of a month, and what a search has found.
package caselist

import "xinsheng/web/components"

// ListView is the list of cases.
type ListView struct {
	Title   string
	Note    string                  // how many there are, or what was searched for
	Means   string                  // what the figure that led here means; empty for none
	Excel   string                  // address of the same list as a workbook; empty when nothing can be exported
	Label   string                  // what its button says
	Notice  string                  // where a supervision notice about what is overdue is written; empty: not from this list
	Whose   []components.ChoiceLink // the reader's own cases, or all; nil where they are the same
	Filters components.FilterBarView
	Table   components.TableView
	Strips  bool // the rows have strips, which the legend explains
	Clear   string
	Pages   components.PaginationView
}
