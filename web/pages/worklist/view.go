// Package worklist holds the home of everybody who works with cases: the persons with something to do, the most urgent first.
package worklist

import "xinsheng/web/components"

// PageView is the worklist.
type PageView struct {
	Title       string
	Note        string // the day and how many persons have something due
	Behind      string // says that dates are being computed again; empty when they are not
	Figures     []components.FigureView
	Beside      []components.ActionView // what waits elsewhere: drafts, rewards
	Whose       []components.ChoiceLink // the reader's own cases, or all; nil where they are the same
	Townships   *components.CountTableView
	Filter      *components.FilterBarView // nil where there is nothing to choose
	Sections    []SectionView
	Office      *SectionView               // what the office owes other offices; nil when it is nothing or not asked for
	OfficeFirst bool                       // it stands above the persons
	Pages       *components.PaginationView // nil when everybody is on this page
	Empty       *components.EmptyView      // nil when somebody is on it

	Only     string                // only one section is shown: which; empty for all
	Everyone string                // address of all sections
	All      components.ButtonView // to what others have not done yet, and back; no label for none
	Sheet    string                // address of the month sheet; empty for none
	Print    bool                  // whether there is a list to print
	Excel    string                // address of the same list as a workbook; empty for none
}

// SectionView is a part of the worklist with its persons.
type SectionView struct {
	Head  components.WorkSectionView
	Items []components.WorkItemView
}
