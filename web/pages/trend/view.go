// Package trend shows how a place has fared over the months: a heat table, and pictures with the tables they are drawn from.
package trend

import (
	"strconv"

	"xinsheng/web/components"
)

// View is the page.
type View struct {
	Title  string
	Note   string
	Board  string // address of the dashboard of the same place and month
	Month  components.MonthPickerView
	Excel  string
	Heat   Heat
	Charts []Chart
	Script string // address of the script that draws them
}

// Heat is a table of places by months, its cells tinted by how much attention they ask for.
type Heat struct {
	Title  string
	Note   string
	Tabs   []Tab // what the cells can count
	First  string
	Years  []Year
	Months []string
	Rows   []HeatRow
	Legend []Shade
	Means  []components.Pair
}

// Tab chooses what the cells count.
type Tab struct {
	Label   string
	Href    string
	Current bool
}

// Year spans the months of a year in the head.
type Year struct {
	Label  string
	Months int
}

func (y Year) span() string { return strconv.Itoa(y.Months) }

// HeatRow is a place; a total row is the whole.
type HeatRow struct {
	Label string
	Href  string
	Cells []HeatCell
	Total bool
}

// HeatCell is a number tinted by its band; the number is always there.
type HeatCell struct {
	N    string
	Href string
	Band int // 0 the palest to 5; -1: nothing to tint
}

// Shade says what a tint means.
type Shade struct {
	Band  int
	Label string
}

func tint(band int) string {
	if band < 0 {
		return "heat-none"
	}
	return "heat-" + strconv.Itoa(band)
}

// Chart is a picture and the table behind it, which the script reads; without script the table is what one sees.
type Chart struct {
	Kind  string // lines, bars, area, funnel: how charts.js draws
	Draw  string // the columns of the table that are drawn, from 1, separated by spaces
	Unit  string // after a number: % or empty
	Title string
	Note  string
	Table components.CountTableView
	Means []components.Pair
}
