// Package unit holds the system administrator's pages of units: names, and what police stations answer for.
package unit

import "xinsheng/web/components"

// ListView is the list of units.
type ListView struct {
	Excel   string // where the same list is taken along; empty: nowhere
	Note    string
	Filters components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
}

// ShowView is one unit.
type ShowView struct {
	Title       string
	Marks       []components.MarkView
	Pairs       []components.Pair
	Back        string
	Name        string // as typed or stored
	NameTo      string // address that takes a name
	Unconfirmed bool
	NameError   components.Errors

	Station     bool
	Divisions   components.TableView
	Places      []components.Option
	AddTo       string
	Place, From string
	AddError    components.Errors
}

// EndView is the button that ends that a station answers for a place.
type EndView struct {
	Action string
	Until  string // today
}
