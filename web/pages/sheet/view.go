// Package sheet holds the pages of the month's round: the villages with how far each is, the sheet of one village, and its paper.
package sheet

import (
	"xinsheng/web/components"
)

// ListView is the villages with how far each is with a month.
type ListView struct {
	Title  string
	Note   string
	Picker components.MonthPickerView
	Table  components.TableView
	Excel  string // address of the same table as a workbook; empty: nothing to take along
}

// QuotaView is one duty of a village's round: how many have it done of how many who owe it, and who is short.
type QuotaView struct {
	Done  components.Count
	Due   components.Count
	Short components.Link // without words: nobody
}

// PageView is the sheet of one village for one month.
type PageView struct {
	Title   string
	Note    string
	Crumbs  []components.Crumb // empty for who has one village only
	Picker  components.MonthPickerView
	Print   string // address of the paper
	Notices string // address of the test notices of the month; empty: not by this reader
	Excel   string // address of the workbook
	Outcome *components.OutcomeView
	Late    string // what to mind on the sheet of an earlier month; empty on the present one
	Form    FormView
	Rows    []RowView
	Idle    []IdleView
	Empty   components.EmptyView // shown when nobody is on the sheet
}

// FormView is what counts for all rows, and the bar below them.
type FormView struct {
	May        bool // whether this actor may enter anything
	Action     string
	Date       components.FieldView
	CollectorA components.FieldView
	CollectorB components.FieldView
	Reason     *components.FieldView // of a late entry; nil on the present month
	Filled     string                // how many are entered
	Done       int
	Bad        int
	Whole      int
}

// RowView is one person of whom something is asked, or may be entered.
type RowView struct {
	Whole     bool // all is entered and nothing can be added; a phone shows two lines of it
	No        string
	ID        string // the case's
	Key       string // of the row's form
	Version   string
	Name      string
	Href      string
	Sub       string // sex, ID ending, phase
	Last      string
	Strip     string
	Test      *components.MarkView // the recorded test; nil when none is
	TestDay   string
	Correct   string                // address where it can be corrected; empty for none
	Choice    components.ChoiceView // with an empty name: nothing can be entered
	Day       components.FieldView
	Ticks     [3]Tick
	Note      components.FieldView
	State     *components.MarkView // nil: the words
	StateNote string
	Hints     []Hint
	Errors    []components.Error
	Open      bool // shows note and dates of contacts
	Visit     components.ButtonView
}

// Tick is one contact: the box or the day it was done.
type Tick struct {
	components.TickView
	Shown string // what stands there when nothing can be ticked and nothing was done; empty: the tick
	Day   components.FieldView
}

// Hint is a line below a row.
type Hint struct {
	Tone  components.Tone
	Words string
	Link  components.Link
}

// IdleView is one person of whom nothing is asked, and why.
type IdleView struct {
	Name  string
	Href  string
	Sub   string
	Why   string
	Place string
}

// PaperView is a sheet on paper.
type PaperView struct {
	Title  string
	Unit   string
	Month  string
	Count  string
	Number string
	Legend string
	Pages  []PaperPage
}

// PaperPage is one page of it.
type PaperPage struct {
	Printed string // who, when, which page
	Rows    []PaperRow
}

// PaperRow is one person's line.
type PaperRow struct {
	No       string
	Name     string
	Sex      string
	Tail     string
	Phase    string
	Day      string // empty: to be filled in
	Result   string // the recorded result's value; empty: to be ticked
	NoTest   bool   // no test is asked: the boxes are left out
	Contacts [3]string
	Note     string
}

// paperResults are the results in the order of their boxes.
var paperResults = []string{"negative", "positive", "invalid", "refused", "absent"}
