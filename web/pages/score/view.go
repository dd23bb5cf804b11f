// Package score holds the pages of responsibility scores: the ranking of a month, a unit's score line by line, and appeals against it.
package score

import "xinsheng/web/components"

// RankView is the ranking of a month.
type RankView struct {
	Title    string
	Note     string
	Crumbs   []components.Crumb
	Month    components.MonthPickerView
	Excel    string
	Appeal   components.Link // to the appeals
	Whole    *components.Link
	Stations *components.Link // to the scores of police stations
	Table    components.TableView
	Means    []components.Pair // what takes points, with its citation and weight
	Law      string
	Errors   components.Errors
}

// UnitView is a unit's score of a month.
type UnitView struct {
	Title   string
	Note    string
	Excel   string
	Crumbs  []components.Crumb
	Marks   []components.MarkView
	Month   components.MonthPickerView
	Band    []components.Pair
	Bar     BarView
	Lines   components.TableView
	Matters components.TableView // returns and notices behind the lines
	Appeals components.TableView
	File    *FileView
	Closed  string // why no appeal can be filed now; empty where it is not the reader's to file
	Means   []components.Pair
	Law     string
	Errors  components.Errors
}

// BarView is a score as a bar of its start.
type BarView struct {
	Label string
	Done  int
	Whole int
}

// FileView is the form of an appeal.
type FileView struct {
	Action string
	Key    string
	Note   string // until when, and what happens
	Lines  []components.Option
	Line   string
	Reason string
	Errors components.Errors
}

// ListView is the list of appeals.
type ListView struct {
	Title  string
	Note   string
	Crumbs []components.Crumb
	Excel  string
	Filter components.FilterBarView
	Table  components.TableView
	Pages  components.PaginationView
}

// AppealView is one appeal.
type AppealView struct {
	Title  string
	Crumbs []components.Crumb
	Mark   components.MarkView
	Facts  []components.Pair
	Said   []components.FactView
	Forms  []StepView
	Notice string // whose turn it is; empty where it is the reader's
}

// StepView is the form of one step of an appeal.
type StepView struct {
	ID     string
	Title  string
	Hint   string
	Action string
	Key    string
	Points string // asked for; empty: not asked for
	Max    string
	Words  string
	Weight components.Weight
	Folded bool
	Errors components.Errors
}
