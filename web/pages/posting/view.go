// Package posting holds the security administrator's pages of postings.
package posting

import "xinsheng/web/components"

// ListView is the list of postings.
type ListView struct {
	Excel   string // where the same list is taken along; empty: nowhere
	Note    string
	New     string
	Filters components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
}

// NewView is the form of a posting.
type NewView struct {
	Action   string
	Back     string
	Accounts []components.Option
	Roles    []components.Option
	Units    []components.Option
	Account  string
	Role     string
	Unit     string
	From     string
	Until    string
	Errors   components.Errors
}

// ShowView is one posting, with the forms to end it and to name a deputy; those that cannot be used have no address.
type ShowView struct {
	Title    string
	Mark     components.MarkView
	Pairs    []components.Pair
	Back     string
	End      string
	EndUntil string
	Earliest string // the earliest last day
	EndError components.Errors
	Cases    string // how many cases the holder answers for; empty for none

	Deputy      string
	Accounts    []components.Option
	Account     string
	From        string
	Until       string
	DeputyError components.Errors
}
