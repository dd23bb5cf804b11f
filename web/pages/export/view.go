// Package export holds the pages of files that take a while to make: an account's list of them, and one of them.
package export

import "xinsheng/web/components"

// ListView is the list of an account's exports.
type ListView struct {
	Note  string
	Live  string // where the list is to be asked for again; empty when nothing is being made
	Table components.TableView
}

// StateView says how far an export is.
type StateView struct {
	Mark     components.MarkView
	Progress *ProgressView // nil unless it is being made
	Why      string        // it failed: the reason, and what to do
}

// ProgressView is a bar; Total 0 when nobody knows how much there is to do.
type ProgressView struct {
	Label       string
	Done, Total int
}

// ShowView is one export.
type ShowView struct {
	Title string
	About string
	List  string // address of the list
	Live  string // where the page is to be asked for again; empty when it is over
	State StateView
	Pairs []components.Pair
	Acts  ActsView
}

// ActsView are the buttons of an export; an empty address leaves one out.
type ActsView struct {
	What     string // the export in words, for screen readers
	Download string
	Cancel   string
	Delete   string
	File     bool // what is deleted is a file, not only an entry
}
