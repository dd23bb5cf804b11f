// Package assessment holds the pages of phase and final assessments.
package assessment

import "xinsheng/web/components"

// ListView is the assessments owed.
type ListView struct {
	Excel   string // where the same list is taken along; empty: nowhere
	Figures []components.FigureView
	Filter  components.FilterBarView
	Table   components.TableView
	Pages   components.PaginationView
}

// PageView is the assessments of one case.
type PageView struct {
	Title    string
	Name     string
	Note     string // number, measure and phase
	CaseHref string
	Notice   string           // why there is nothing to assess, and what must happen first; empty when there is something
	First    *components.Link // the form of what must happen first; nil: none, or not the reader's
	Phases   []PhaseView      // those to be judged, in their order
	Passed   []PhaseView      // those that have been, the newest first; they stand below
	Final    *FormView        // nil while it cannot be done
}

// PhaseView is one phase that may be assessed, with what it is judged on.
type PhaseView struct {
	ID       string
	Title    string
	Mark     components.MarkView
	Figures  []components.Pair
	Blockers []string
	Opinion  *components.FactView // nil: none yet
	Decision *components.FactView // nil: none yet
	Forms    []FormView
}

// FormView is an opinion, a decision or the final assessment.
type FormView struct {
	ID     string
	Title  string
	Hint   string
	Action string
	Key    string
	Phase  string
	Date   string
	Today  string
	Result string
	Text   string
	Parts  []Part // the four parts of a decision; nil for an opinion
	Folded bool
	Errors components.Errors
}

// Part is one part of a decision: health, work, family, help.
type Part struct{ Name, Value string }
