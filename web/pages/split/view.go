// Package split holds the pages of villages that are divided: which case goes to which village.
package split

import "xinsheng/web/components"

// ListView is the list of divisions.
type ListView struct {
	Title string
	Excel string
	Table components.TableView
}

// ShowView is a division with the cases of the village.
type ShowView struct {
	Title   string
	Note    string
	Crumbs  []components.Crumb
	Excel   string
	Errors  components.Errors
	State   components.Tone // of Words
	Words   string          // until when it is to be chosen, or that it is over
	Figures []components.FigureView
	Shown   string // which of the cases are listed; empty: all
	Table   components.TableView
	Pages   components.PaginationView

	Send  string // address that takes the choices; empty: they are only read
	Key   string
	Staff *components.TableView // nil: nobody of the register
	Rest  string                // label of the box by which every other case stays; empty: none is left
	Back  string
}

// ChoiceView is the choice of one row.
type ChoiceView struct {
	Name    string
	Label   string // whose choice, for screen readers
	Value   string
	Options []components.Option
}
