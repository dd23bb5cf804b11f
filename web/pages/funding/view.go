// Package funding holds the budget lines of a year and what stands on them.
package funding

import "xinsheng/web/components"

// ListView is the lines of a year.
type ListView struct {
	Title   string
	Closed  bool // the year's accounts are closed
	Figures []components.FigureView
	Filter  components.FilterBarView
	Table   components.TableView
	Excel   string
	New     *NewLineView // to open any line; nil: not by this actor
	Close   *CloseView   // to close the year or open it again; nil: not now
	Errors  components.Errors
}

// NewLineView chooses a unit and a purpose.
type NewLineView struct {
	Action, Year  string
	Unit, Purpose components.FieldView
}

// CloseView closes a year or opens it again.
type CloseView struct {
	Action, Year string
	Closed       bool
	Reason       components.FieldView
	Open         bool
}

// LineView is one budget line.
type LineView struct {
	Title   string
	Crumbs  []components.Crumb
	Closed  bool
	Head    []components.Pair
	Rewards string // where the rewards paid are listed; empty: none on this line
	Table   components.TableView
	Add     *AddView // nil: not by this actor, or not in this year
	Errors  components.Errors
}

// AddView is the form for another amount.
type AddView struct {
	Action, Key                       string
	Kind, Day, Amount, Voucher, Words components.FieldView
}

// VoidView asks why an amount is taken back.
type VoidView struct {
	Title, What, Action, Back string
	Reason                    components.FieldView
	Errors                    components.Errors
}

// RateView is how much of a budget is spent, in thousandths; Over is what goes beyond it.
type RateView struct {
	Words, Label string
	Spent, Over  int
}
