// Package holiday holds the system administrator's page of official days.
package holiday

import "xinsheng/web/components"

// YearView is the calendar of one year.
type YearView struct {
	Excel      string // where the same list is taken along; empty: nowhere
	Note       string
	Warning    string // when the year is not known
	KnownYears string
	Filters    components.FilterBarView // the year
	Table      components.TableView

	SetTo           string
	Kinds           []components.Option
	Day, Kind, Name string
	SetError        components.Errors

	YearTo    string
	Year      string
	Source    string
	YearError components.Errors
}

// RemoveView is the button that takes a day out.
type RemoveView struct{ Action string }
