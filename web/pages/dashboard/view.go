// Package dashboard shows the figures of a month, each of them a link to the list that adds up to it.
package dashboard

import "xinsheng/web/components"

// View is the dashboard.
type View struct {
	Title    string
	Note     string
	Whole    string // address of the dashboard of the whole scope, while a part is shown; empty otherwise
	Back     string // what that link says
	Month    components.MonthPickerView
	Excel    string
	Figures  []components.FigureView
	Tests    components.CountTableView
	Contacts components.CountTableView
	Short    string // what the contacts not done are
	People   components.CountTableView
	Stages   components.CountTableView
	Phases   components.CountTableView
	Measures components.CountTableView
	Duties   *components.CountTableView // nil for a past month
	Watch    components.CountTableView
	Rewards  *components.CountTableView // nil when not this actor's to see
	Means    []components.Pair
}
