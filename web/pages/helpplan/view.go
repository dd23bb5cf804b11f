// Package helpplan holds the page of a person's help plan: the plan in force, what was done under it, and earlier plans.
package helpplan

import "xinsheng/web/components"

// PageView is the help plan of one person.
type PageView struct {
	Title    string
	Note     string
	Name     string
	CaseHref string
	New      components.ButtonView // to the form of a new plan; no label for none
	Now      *VersionView          // nil: there is none yet
	Empty    components.EmptyView
	Earlier  []VersionView // newest first
}

// VersionView is one plan with what was done while it held.
type VersionView struct {
	ID    string
	Title string
	By    string // who wrote it
	Heads []HeadView
	Other []components.Link // help given under no head of it
}

// HeadView is one head of 条例 18.
type HeadView struct {
	Title    string
	Measures []MeasureView
	Done     []components.Link
	None     string // says that nothing was done yet; empty when something was
}

// MeasureView is one measure.
type MeasureView struct {
	Words string
	Refer string // where it is sent to a department; empty: not by this actor
}
