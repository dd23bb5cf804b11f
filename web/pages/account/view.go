// Package account holds the system administrator's pages of accounts and the security administrator's page of locks.
package account

import "xinsheng/web/components"

// ListView is the list of accounts.
type ListView struct {
	Excel   string // where the same list is taken along; empty: nowhere
	Note    string // how many there are
	Find    string // what was searched for
	FindTo  string // address that takes a search
	New     string // address of the form for a new account
	Filters components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
}

// NewView is the form of a new account.
type NewView struct {
	Action string
	Back   string
	Login  string
	Name   string
	Errors components.Errors
}

// PasswordView shows a temporary password, once.
type PasswordView struct {
	Title    string
	Login    string
	Password string
	Note     string // what happens next; empty for nothing
	Back     string
}

// ShowView is one account.
type ShowView struct {
	Title    string
	Mark     components.MarkView
	Pairs    []components.Pair
	Postings components.TableView
	Name     string // as typed or stored
	Errors   components.Errors
	Own      bool // the reader's own account, which others change

	Rename, Disable, Enable, Reset string // addresses; those that cannot be done now are empty
	Back                           string
}

// LocksView is the list of locked accounts.
type LocksView struct {
	Note    string
	Filters components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
}

// LockActionsView is what can be done with one row of the locks.
type LockActionsView struct {
	Unlock string // address; empty when there is nothing to unlock
	End    string
}
