// Package payment holds the payment batches of village rewards.
package payment

import (
	"xinsheng/web/components"
)

// ListView is the batches.
type ListView struct {
	Title   string
	Note    string
	Tabs    []components.ChoiceLink
	Make    string // address to make one at; empty: not by this actor
	Figures []components.FigureView
	Filter  components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
	Excel   string
}

// ChooseView is the entries that can go into a batch.
type ChooseView struct {
	Title   string
	Crumbs  []components.Crumb
	Filter  components.FilterBarView
	Ledger  string // where entries are approved
	More    string // not all of them are shown; empty: all are
	All     string // what the button for all of them says; empty: none
	Action  string
	Table   components.TableView
	Bulk    components.BulkBarView
	Refused *components.OutcomeView
	Errors  components.Errors
}

// DraftView is a batch before it is made.
type DraftView struct {
	Title   string
	Crumbs  []components.Crumb
	Refused *components.OutcomeView
	Errors  components.Errors
	Sums    SumsView
	Action  string
	Key     string
	Entries []string
	Seen    string
	Note    components.FieldView
	Budget  string // how it stands against the year's money
	Tight   bool   // it exceeds it, and Over must say why
	Over    components.FieldView
	Save    string // what the button says; empty: there is nothing to make
}

// SumsView is what a batch comes to.
type SumsView struct {
	Head       []components.Pair
	Townships  components.TableView
	Villages   components.TableView
	Lines      components.TableView
	LinesTitle string
}

// PageView is one batch.
type PageView struct {
	Title  string
	Crumbs []components.Crumb
	Mark   components.MarkView
	Steps  []components.Step
	Notice string // why this actor cannot record the payment
	Why    string // why it was voided
	Amiss  *components.OutcomeView
	Sums   SumsView
	Excel  string
	Pay    *EndView
	Void   *EndView
}

// EndView is a form that ends a batch.
type EndView struct {
	Action  string
	Key     string
	Day     components.FieldView
	Voucher components.FieldView
	Reason  components.FieldView
	Errors  components.Errors
	Open    bool
}

// WaitingView is what waits for money, by village.
type WaitingView struct {
	Title  string
	Tabs   []components.ChoiceLink
	Filter components.FilterBarView
	Table  components.TableView
	Excel  string
}
