// Package dashboard shows the figures of a month, each of them a link to the list that adds up to it.
package dashboard

import (
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// View is the dashboard.
type View struct {
	Title   string
	Note    string
	Whole   string // address of the dashboard of the whole scope, while a part is shown; empty otherwise
	Back    string // what that link says
	Month   components.MonthPickerView
	Excel   string
	Trend   string // address of how the place has fared over the months
	Figures []components.FigureView
	Main    []Block // by place
	Side    []Block // of the whole
}

// Block is a table of figures with what they mean.
type Block struct {
	Title string
	Note  string
	Icon  icon.Name
	Table components.CountTableView
	Empty string // said instead of a table without rows
	Means []components.Pair
	Fold  bool // opens when it is needed
}
