// Package reward holds the ledger of village rewards.
package reward

import "xinsheng/web/components"

// ListView is the ledger page.
type ListView struct {
	Title   string
	Tabs    []components.ChoiceLink // the pages of the rewards
	Figures []components.FigureView // sums by state
	Filter  components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
	Outcome *components.OutcomeView // what a form for several did, when not all of it could be done
	Errors  components.Errors
	Action  string                  // of the form around the table
	Bulk    *components.BulkBarView // what can be done with the rows picked; nil: nothing
	Excel   string                  // address of the same list as a workbook
}

// StepView is the button in a row that moves the entry on.
type StepView struct {
	Action string
	Label  string // on the button
	Whole  string // the same with phase and amount, for screen readers
}

// PeriodView chooses the days that a statement is of.
type PeriodView struct {
	Action string
	Place  string // code to keep; empty for none
	From   components.FieldView
	Until  components.FieldView
	Usual  []components.ChoiceLink
}

// StatementsView is the accounts of all villages.
type StatementsView struct {
	Title  string
	Note   string
	Tabs   []components.ChoiceLink
	Period PeriodView
	Filter *components.FilterBarView // nil: there is nothing to choose
	Table  components.TableView
	Excel  string
	Errors components.Errors
}

// StatementView is one village's account.
type StatementView struct {
	Title  string
	Note   string
	Crumbs []components.Crumb
	Period PeriodView
	Sums   []components.Pair
	Table  components.TableView
	Excel  string
	Paper  *IssueView // to issue it as a paper; nil: not by this actor
	Errors components.Errors
}

// IssueView is the button that issues the statement as a paper.
type IssueView struct{ Action, Key string }
