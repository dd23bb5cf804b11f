// Package notice holds the pages of supervision notices: the list, the form that writes one, and one notice with its steps.
package notice

import (
	"github.com/a-h/templ"

	"xinsheng/web/components"
	"xinsheng/web/pages/attachment"
)

// ListView is the list of notices.
type ListView struct {
	Title  string
	Note   string
	Excel  string // where the same list is taken along; empty: nowhere
	Write  string // where a notice is written; empty: not by this reader
	Counts *components.CountTableView
	Filter components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// NewView is a notice that is being written.
type NewView struct {
	Title   string
	Note    string
	Crumbs  []components.Crumb
	List    string // address of the list
	Action  string // where a unit is chosen
	Send    string // where the notice of the chosen unit is sent
	Key     string
	Seen    string // what was shown before issuing, as a digest
	Units   []components.Option
	Unit    string // chosen; empty: it is chosen first
	Named   string // its name
	Overdue components.TableView
	Count   int    // how much the unit has overdue
	More    string // how many are listed, where there are more
	Problem string
	Basis   string
	Day     string // the deadline, YYYY-MM-DD
	Hint    string // how long it is by the rules
	Min     string
	Preview templ.Component // the paper as it would be issued; nil until it was asked for
	Errors  components.Errors
}

// PageView is one notice.
type PageView struct {
	Title      string
	Note       string
	Crumbs     []components.Crumb
	Mark       components.MarkView
	Paper      string // address
	Answerable components.AnswerableView
	Steps      []components.Step
	Facts      []components.Pair
	Items      components.TableView // what was overdue
	Count      int
	Said       []components.FactView // newest first
	Evidence   []attachment.ItemView
	Forms      []FormView // what this actor may do now
	Errors     components.Errors
	Notice     string // whose turn it is, when it is not this actor's; empty otherwise
}

// FormView is the form of one step.
type FormView struct {
	ID       string // the step
	Title    string
	Hint     string
	Action   string
	Key      string
	Date     string // YYYY-MM-DD
	Min      string
	Today    string
	Until    string // YYYY-MM-DD
	UntilIs  string // label of the day until which; empty: none is asked for
	UntilMin string
	Of       string // of a step that takes another back: which
	Words    string
	Label    string
	Must     bool
	Files    bool // evidence can be added
	Accept   string
	Shrink   int
	FileHint string
	Weight   components.Weight
	Folded   bool
	Errors   components.Errors
}
