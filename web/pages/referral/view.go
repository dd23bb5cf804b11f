// Package referral holds the pages of help needs sent to departments: the form that sends one, one referral with its steps, the list, and the
// worklist of a department.
package referral

import "xinsheng/web/components"

// ListView is the list of referrals.
type ListView struct {
	Title  string
	Note   string
	Excel  string // where the same list is taken along; empty: nowhere
	Counts *components.CountTableView
	Filter components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// PageView is one referral.
type PageView struct {
	Title      string
	Note       string
	Crumbs     []components.Crumb
	Mark       components.MarkView
	Case       components.ButtonView // to the case; no label for a department
	Answerable components.AnswerableView
	Steps      []components.Step
	Told       []components.Pair     // what the department was told, and nothing else
	Said       []components.FactView // the steps, newest first
	Links      []components.Link     // the referral before, a new one
	Forms      []FormView            // what this actor may do now; the first is the main one
	Notice     string                // whose turn it is, when it is not this actor's; empty otherwise
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
	Of       string // of a void: the step taken back
	Words    string
	Label    string // of the words; empty: they are not asked for
	Must     bool   // they have to be given
	Outcomes []components.Option
	Outcome  string
	Contact  bool // asks for another contact
	Name     string
	Phone    string
	Weight   components.Weight
	Folded   bool // shown closed
	Errors   components.Errors
}

// SendView is the form that sends a need, and what would be sent.
type SendView struct {
	Title   string
	Note    string
	Crumbs  []components.Crumb
	Bar     string // why nothing can be sent; empty: the form is shown
	Form    SendForm
	Preview *PreviewView // what the department would see; nil until it was asked for
}

// SendForm is a need as it was typed.
type SendForm struct {
	Action      string
	Key         string
	Seen        string // what was shown before sending, as a digest
	Follows     string
	Cancel      string
	Date        string
	Today       string
	Departments []components.Option
	Department  string
	Heads       []components.Option
	Head        string
	Need        string
	Naming      string
	Namings     []components.Option
	Sex, Age    bool
	SexSaid     string // what would be told
	AgeSaid     string
	Name        string
	Phone       string
	Errors      components.Errors
}

// PreviewView is what the department would see.
type PreviewView struct {
	Department string
	Due        string
	Told       []components.Pair
}

// DeskView is the worklist of a department.
type DeskView struct {
	Title    string
	Note     string
	Figures  []components.FigureView
	Sections []SectionView
	Empty    *components.EmptyView
	More     *components.Link
	Office   *SectionView // what the department owes other offices; nil for nothing
}

// SectionView is a part of the worklist with its referrals.
type SectionView struct {
	Head  components.WorkSectionView
	Items []components.WorkItemView
}

func checked(on bool) string {
	if on {
		return "on"
	}
	return ""
}
