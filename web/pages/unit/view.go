// Package unit holds the system administrator's pages of units: names, and what police stations answer for.
package unit

import "xinsheng/web/components"

// ListView is the list of units.
type ListView struct {
	Excel   string // where the same list is taken along; empty: nowhere
	Note    string
	New     string // address of the form by which a unit is founded
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

	Ended       string // it is no more: since when; empty while it is in being
	Ahead       string // it is not there yet: from when on
	Unfound     string // address that takes it back before its day; empty otherwise
	Names       []NameLine
	RenameTo    string // address that takes a name from a day on; empty when it cannot have one
	Rename      string // as typed
	RenameFrom  string
	RenameError components.Errors
	Goes        []GoesView
	Leaving     bool   // it goes over into another, or has
	Merge       string // address of the form by which it goes over into another; empty when it cannot

	Splits []SplitLine
	Split  string // address of the form by which a part of it goes over into another; empty when it cannot

	Station     bool
	Divisions   components.TableView
	Places      []components.Option
	AddTo       string
	Place, From string
	AddError    components.Errors
}

// FoundView is the form by which a village or township is founded.
type FoundView struct {
	Title    string
	Units    string // address of the list
	Send     string
	Key      string
	Errors   components.Errors
	Name     string
	Code     string
	From     string
	Earliest string
	Basis    string
}

// EndView is the button that ends that a station answers for a place.
type EndView struct {
	Action string
	Until  string // today
}

// NameLine is a name of a unit and since when it holds.
type NameLine struct {
	Name, Since string
	Keep        string // address that takes it back; empty for the first one
	Why         string // as typed
	Error       string
	From        string // its first day, as the form sends it
}

// GoesView says that a unit goes over into another.
type GoesView struct {
	Words string
	Other string // address of the other unit
	Keep  string // address that takes it back; empty once it is done, and on the other's page
}

// MergeView is the form by which a village goes over into another.
type MergeView struct {
	Title    string
	Units    string // address of the list
	Back     string // address of the village
	Unit     string
	Send     string
	Key      string
	Errors   components.Errors
	Villages []components.Option
	Into     string
	From     string
	Earliest string
	Basis    string
	NewName  string
	Township bool                  // a township goes over, with its villages
	Code     string                // of a village that is founded for it
	Lines    []MoveLine            // of a township, once it is known into which one it goes
	Preview  *components.TableView // what goes along; nil until it was looked at
	Moves    *components.TableView // of a township: what becomes of each village
	Mid      string                // warns of a day within a month; empty: it is the first of one
}

// MoveLine is what becomes of a village whose township goes over, to fill in.
type MoveLine struct {
	Village, Old         string
	CodeField, NameField string
	Code, Name           string
	CodeError, NameError string
}

// SplitLine says that a part of a unit goes over into another.
type SplitLine struct {
	Words string
	Other string // address of the other unit
	Keep  string // address that takes it back; empty once it is done, and on the other's page
	ID    string
}

// SplitView is the form by which a part of a village goes over into another.
type SplitView struct {
	Title    string
	Units    string // address of the list
	Back     string // address of the village
	Unit     string
	Send     string
	Key      string
	Errors   components.Errors
	Villages []components.Option // the first one founds another
	Into     string
	Name     string
	Code     string
	CodeHint string
	From     string
	Earliest string
	Basis    string
	Postings []components.Option
	Chosen   []string
	Preview  *components.TableView // what it means; nil until it was looked at
}
