// Package draft holds the page of what was typed and not saved.
package draft

import "xinsheng/web/components"

// ListView is the list of an account's drafts.
type ListView struct {
	Note  string
	Table components.TableView
}

// DropView are the buttons of one draft: to carry on with it, and to discard it.
type DropView struct {
	Action string
	Form   string // the draft
	Page   string // where to return to
	GoOn   string // where the form stands
	What   string // the draft in words, for screen readers
}
