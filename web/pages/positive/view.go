// Package positive holds the page of one positive test: its steps as a clock, its sample, what it comes to.
package positive

import "xinsheng/web/components"

// PageView is the track of one positive.
type PageView struct {
	Title    string
	Name     string // of the person
	CaseHref string
	Note     string
	Mark     components.MarkView
	Final    string // the final result and which one it is
	Results  []components.Pair
	Notices  []components.Link // what the law says of what may follow
	Go       components.ButtonView
	Steps    []StepView
	Sample   []SampleView
	Supplied string // by whom and when the record was completed; empty for never
	Facts    []components.FactView
}

// StepView is one step with its days, who owes it and the form that takes it.
type StepView struct {
	Number int
	Label  string
	Mark   components.MarkView
	On     components.Link // what did it, and when; empty while nothing did
	Due    string
	DueBad bool
	Who    string
	Why    []components.Reason
	Button components.ButtonView // without a label none
}

// SampleView is one field of the record of the sample: as first entered, and as it stands.
type SampleView struct{ What, Before, After string }
