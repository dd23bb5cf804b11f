// Package decision holds the pages of the decision on a person: the list of those on their way, drafting beside the paper, approval, and service.
package decision

import (
	"github.com/a-h/templ"

	"xinsheng/web/components"
)

// ListView is the list of decisions on their way.
type ListView struct {
	Excel  string // where the same list is taken along; empty: nowhere
	Filter components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// PageView is one decision, at whatever step it stands.
type PageView struct {
	Title    string
	Name     string
	CaseHref string
	Steps    []components.Step
	Notice   string
	Tone     components.Tone
	Lacks    string   // what the person's record lacks for the paper; empty: nothing
	Complete string   // address at which it is added; empty: not by this actor
	Next     []string // what happens next, when the matter ended here; nil otherwise
	Errors   components.Errors
	Conflict *ConflictView
	Form     *FormView
	Approval *ApprovalView
	Edit     string // address at which a submitted draft is taken back; empty: not by this actor
	Issued   []components.Pair
	Print    *PrintView
	Service  string           // address of the service, when something is left to serve by this actor
	Kept     *components.Link // the original as it was issued; nil of decisions from before originals were kept
	Sheet    templ.Component  // the paper; nil: there is none to show
}

// FormView is the form of a draft.
type FormView struct {
	ID      string
	Action  string
	Preview string // address that shows the paper as typed
	Version string
	Cancel  string

	Measures   []components.Option
	Places     []components.Option
	Measure    string
	CreditDays string
	Place      string
	FactsFound string
	Evidence   string
	LegalBasis string
	Errors     components.Errors
	Changed    bool // the paper shows what is typed, not what is saved
}

// ConflictView is what somebody else has saved meanwhile, beside what was typed.
type ConflictView struct {
	Who, When string
	Rows      []components.ConflictRow
	Saved     string // address that shows the saved one
}

// ApprovalView are the two forms of the approver.
type ApprovalView struct {
	Approve string
	Return  string
	Version string
	Reason  string
	Errors  components.Errors // of the return
}

// PrintView is the way to the paper with the whole number.
type PrintView struct {
	Masked string // address of the paper with the number masked
	Full   string // address that takes the reason; empty: not by this actor
	Reason string
	Errors components.Errors
}

// ServiceView is the service of one decision.
type ServiceView struct {
	Title    string
	CaseHref string
	Decision string // address of the decision
	Steps    []components.Step
	Notice   string
	Tone     components.Tone
	Done     []components.Pair // what is recorded
	DueWords string            // the report-in deadline in words; empty before there is one
	DueWhy   []components.Reason
	Form     *ServiceFormView // nil when nothing is left to record
}

// ServiceFormView is the form with a block for each service not yet recorded.
type ServiceFormView struct {
	Action   string
	Key      string
	Today    string
	ServedBy string
	Blocks   []BlockView
	Hows     []components.Option
	Quick    []components.QuickValue
	Cancel   string
	Errors   components.Errors
}

// BlockView is the part of the form about one receiver: person, family or township.
type BlockView struct {
	To       string
	Title    string
	Due      string // last day in words
	Tone     components.Tone
	Why      []components.Reason
	Date     string
	How      string
	Receiver string
	Relation string
	Hint     string // below the receiver
	Family   bool
}
