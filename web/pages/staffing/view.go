// Package staffing holds the pages of the staffing norm and of the register of those who work for the programme.
package staffing

import (
	"strconv"

	"xinsheng/web/components"
)

// NormView is required against actual, unit by unit.
type NormView struct {
	Title    string
	Note     string
	Month    components.MonthPickerView
	Whole    string // address of the whole; empty: this is it
	Back     string // what leads there
	Register string // address of the register
	Excel    string
	Figures  []components.FigureView
	Crossed  []CrossedView
	None     string // said when nothing has crossed a bound
	Seen     string // address that marks a crossing as looked at
	About    string // what a crossing means
	Bars     []BarView
	Posts    components.TableView // required and actual by post
	Table    components.TableView
	Means    []components.Pair
}

// CrossedView is a village whose caseload has crossed a bound of the norm.
type CrossedView struct {
	Place   string
	Href    string
	Words   string
	Village string // code, where this actor can mark it as looked at
}

// BarView is one unit of the picture.
type BarView struct {
	Place string
	Href  string // none for one unit
	Have  int    // filled posts
	Gap   int    // missing ones
	Spare int    // those beyond what is required
	Whole int    // the most of any bar
	Label string // the same in words
	Count string
}

// part is n of the whole bar, as an attribute of a drawing 100 wide.
func (v BarView) part(n int) string {
	const wide = 100
	return strconv.FormatFloat(float64(n)*wide/float64(max(1, v.Whole)), 'f', 1, 64)
}

// ListView is the register.
type ListView struct {
	Title  string
	Norm   string // address of required and actual
	New    string // address of the form that proposes somebody; empty: not by this actor
	Excel  string
	Filter components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// ProposeView is the form that proposes somebody, or somebody's next post.
type ProposeView struct {
	Title     string
	Note      string
	Crumbs    []components.Crumb
	Action    string
	Cancel    string
	Key       string
	Person    bool // asks who it is; else it is a post of Known
	Name      string
	Sex       string
	Sexes     []components.Option
	BirthYear string
	Account   string
	Accounts  []components.Option
	Doubt     bool   // somebody of that name is there already
	Found     string // address of whom the actor sees; empty for none
	FoundName string
	Another   string
	Place     string
	Places    []components.Option
	Post      string
	Posts     []components.Option
	Source    string
	Sources   []components.Option
	From      string
	Latest    string
	Errors    components.Errors
}

// MemberView is one member of the register.
type MemberView struct {
	Title   string
	Note    string
	Crumbs  []components.Crumb
	Marks   []components.MarkView
	Who     []components.Pair
	Posts   []PostView
	NewPost string // address of the form for another post; empty: not by this actor
	Said    []components.FactView
	Forms   []StepView // what can be recorded of the member
	Void    []StepView // what can be taken back
}

// PostView is a post with the steps the actor may take.
type PostView struct {
	ID    string
	Title string
	Mark  components.MarkView
	Pairs []components.Pair
	Ready string // said when all is there
	Warn  string // what is lacking, or runs out; empty for nothing
	Other string // who decides, where the one who looks may not; empty otherwise
	Forms []StepView
}

// StepView is the form of one step.
type StepView struct {
	ID     string
	Title  string
	Action string
	Key    string
	Post   string // of a step of a post
	Of     string // of a void
	Hint   string
	Day    string
	DayIs  string // label of the day; empty: it is not asked for
	Latest string
	Until  string
	HasEnd bool // asks until when it is valid
	Hours  string
	Timed  bool // asks for hours
	Words  string
	WordIs string
	Must   bool
	Weight components.Weight
	Open   bool
	Errors components.Errors
}
