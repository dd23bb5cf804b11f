// Package funding holds the budget lines of a year and what stands on them.
package funding

import (
	"strconv"

	"xinsheng/web/components"
)

// ListView is the lines of a year.
type ListView struct {
	Bars    []BarView         // budget against forecast by purpose
	Means   []components.Pair // how the forecast is reckoned
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
	Payroll *PayrollView // nil: not of a township's pay
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

// PayrollView is what the register of staff says of the pay of the months gone by.
type PayrollView struct {
	Table components.TableView
	Note  string
}

// BarView is one purpose's budget against its forecast, in fen.
type BarView struct {
	Purpose string
	Spent   int64
	Due     int64
	Budget  int64
	Whole   int64  // the most of any bar
	Label   string // the same in words
	Words   string
}

// part is an amount of the whole bar, as an attribute of a drawing 100 wide.
func (v BarView) part(fen int64) string {
	const wide = 100
	return strconv.FormatFloat(float64(max(0, fen))*wide/float64(max(1, v.Whole)), 'f', 1, 64)
}

// inside is how much of what is still due the budget covers, beyond how much it does not.
func (v BarView) inside() int64 { return min(v.Due, max(0, v.Budget-v.Spent)) }

func (v BarView) beyond() int64 { return v.Due - v.inside() }
