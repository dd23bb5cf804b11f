// Package audit holds the audit administrator's page of the log.
package audit

import "xinsheng/web/components"

// ListView is the audit log.
type ListView struct {
	Excel   string // where the same list is taken along; empty: nowhere
	Note    string
	Filters components.FilterBarView
	Search  SearchView
	Table   components.TableView
	Pages   components.PaginationView
}

// SearchView are the filters that are typed.
type SearchView struct {
	Action             string
	Login, From, Until string
	Hidden             []components.Option
	Errors             components.Errors
}
