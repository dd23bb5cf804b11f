package components

import (
	"slices"

	"github.com/a-h/templ"

	"xinsheng/web/icon"
)

// OnPhone says where a column goes when the table becomes a list on a phone.
type OnPhone string

// The places: name and value on a line of its own (the zero value), the line that names the row, at its right, below it in grey,
// the whole width, or nowhere.
const (
	PhonePair  OnPhone = ""
	PhoneTitle OnPhone = "ph-title"
	PhoneSide  OnPhone = "ph-side"
	PhoneSub   OnPhone = "ph-sub"
	PhoneWide  OnPhone = "ph-wide"
	PhoneNone  OnPhone = "ph-none"
)

// Column is a column of a table.
type Column struct {
	Label string
	Num   bool // numbers: at the right, tabular
	Phone OnPhone
	Sort  string // address that sorts by this column; empty: not sortable
	Order string // "ascending" or "descending" when sorted by this column
	Quiet bool   // the label is for screen readers only
}

// Cell is one cell: words, a link, or a component.
type Cell struct {
	Words string
	Href  string          // makes Words a link
	Tone  Tone            // colours Words; say the state in the words too
	Sub   string          // second text in grey
	Body  templ.Component // instead of Words
}

// Row is a row; Href makes the whole row open its thing through the first column's link.
type Row struct {
	ID     string // value of the checkbox when rows can be picked
	Name   string // what the checkbox picks, for screen readers
	Href   string
	Cells  []Cell
	Picked bool
	Fixed  bool // cannot be picked
	Late   bool
}

// TableView is a table that becomes a list on phones.
type TableView struct {
	Caption string // what the table holds, for screen readers
	Columns []Column
	Rows    []Row
	Totals  []Cell    // a last row, as long as Columns; nil for none
	Empty   EmptyView // shown instead of a table without rows
	Pick    string    // name of the rows' checkboxes; empty: rows cannot be picked
	Stacked bool      // keep as it is on phones and let it scroll inside its box, for small tables of numbers
}

// Filter is one filter of a list; its value is in the address.
type Filter struct {
	Name    string
	Label   string
	Value   string
	Blank   string // what the list shows while nothing is chosen; empty: all
	Options []Option
}

// FilterBarView is the filters above a list. They are sent as soon as one changes; without script by their button.
type FilterBarView struct {
	Action  string // the list's address without query
	Filters []Filter
	Sort    *Filter  // the order, or another choice that is always made, by its Label; nil for none
	Target  string   // id of the element that holds filters and list (usually "main"), renewed without loading the page; empty: load it
	Hidden  []Option // values to keep: Label is the name
	Clear   string   // address without any filter; shown when a filter is on
}

func (v FilterBarView) on() int {
	n := 0
	for _, f := range v.Filters {
		if f.Value != "" {
			n++
		}
	}
	return n
}

// BulkBarView is what can be done with the picked rows; it appears when one is picked.
type BulkBarView struct {
	Actions []ButtonView
}

// PaginationView is the foot of a list with keyset pages.
type PaginationView struct {
	Previous string // addresses; empty: there is none
	Next     string
	From, To int
	Total    int  // 0: not counted
	Keys     bool // says which keys walk the rows
}

// CountRow is one row of a table of counts.
type CountRow struct {
	Icon   icon.Name
	Label  string
	Href   string
	Counts []Count
	Bar    *Bar // how long the row's bar is; nil for none
	Total  bool
}

// Bar is a part of a whole, drawn beside its number.
type Bar struct{ Part, Whole int }

// Count is a number that opens the list adding up to it.
type Count struct {
	N    string
	Href string // empty only where the number is zero or there is no list
	Late bool
}

// CountTableView is a table of numbers that are links: deadlines by kind, stages by township.
type CountTableView struct {
	Caption string
	First   string   // head of the first column
	Heads   []string // heads of the counts
	Rows    []CountRow
}

// barred reports whether rows have bars, which take a column of their own.
func (v CountTableView) barred() bool {
	return slices.ContainsFunc(v.Rows, func(r CountRow) bool { return r.Bar != nil })
}

// totalPlace is where a total goes on a phone: nowhere when it is empty.
func totalPlace(col Column, c Cell) string {
	if c.Words == "" && c.Body == nil {
		return string(PhoneNone)
	}
	return string(col.Phone)
}
