// Package handover holds the pages that say who answers for which cases, and hand cases over.
package handover

import "xinsheng/web/components"

// PageView is who answers for what.
type PageView struct {
	Splits  string // address of the divisions of villages; empty where there are none
	Excel   string // address of the same table as a workbook; empty: nothing to take along
	Figures []components.FigureView
	Chosen  *ChosenView // the cases of nobody, or of one worker; nil when there are none to show
	Filter  *components.FilterBarView
	Workers components.TableView
	Note    string // which month
	Last    []LastView
}

// ChosenView is a list of cases that can be handed over.
type ChosenView struct {
	Title  string
	Note   string
	Back   string // address of the cases of nobody; empty when these are they
	May    bool   // whether this actor may hand over
	Action string
	From   string // whose cases: an account's number, or "none"
	Whole  []components.Option
	Filter *components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// LastView is a past handover.
type LastView struct {
	Words    string
	Note     string
	Mark     *components.MarkView
	Standing string // how many of its cases stand as it left them
	Action   string // takes it back; empty: cannot be
	ID       string
	Key      string
	Whole    string // what the button does, for screen readers
}

// ChooseView asks to whom the chosen cases go, and why.
type ChooseView struct {
	Title   string
	Back    string
	Action  string
	Key     string
	From    string
	Cases   []string // ids
	Table   components.TableView
	More    string // how many the table leaves out; empty for none
	Workers []components.Option
	Worker  string
	Reason  string
	Reasons []string
	Confirm string
	Errors  components.Errors
}

// VillageView is a village of a worker with how many cases.
type VillageView struct {
	Words string
	Href  string
}
