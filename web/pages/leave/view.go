// Package leave holds the list of leaves that wait, run or are overdue, and the slip that is printed of one.
package leave

import "xinsheng/web/components"

// ListView is the leaves that somebody still has to act on.
type ListView struct {
	Excel   string
	Figures []components.FigureView
	Filter  components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
}

// SlipView is the printed slip: statutory prose, Chinese in every language; empty fields are left to be written by hand.
type SlipView struct {
	Township, Village string
	Measure           string
	Name, Sex, Birth  string
	Document          string // type and masked number
	Reason, To        string
	Contact           string // masked
	Asked, From       string
	Until             string // as asked
	Days              int    // from leaving to return as asked; the day of leaving is not counted
	Extensions        []ExtensionView
	LastDay           string // the day of return as it stands
	TotalDays         int
	Decided           bool
	Agreed            bool
	DecidedOn, Answer string
	Returned          string
	AwayDays          int
	LateDays          int
}

// ExtensionView is one extension.
type ExtensionView struct{ Day, Until, Reason string }
