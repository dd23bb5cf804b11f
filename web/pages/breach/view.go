// Package breach holds the page of one case's breaches, and the pack of papers that goes to the police.
package breach

import (
	"github.com/a-h/templ"

	"xinsheng/web/components"
)

// PageView is what counts, what was answered, what the law says, and what is proposed.
type PageView struct {
	Title, Name, CaseHref, Note string
	Mark                        *components.MarkView // nil: no serious breach
	Pack                        string               // address of the pack
	Counters                    []components.CounterView
	Since                       string // since when the breach is serious and by what; empty for never
	Away                        []AwayView
	AwaySum                     string
	Grounds                     []GroundView
	Letters                     []components.FactView
	Found                       []components.FactView
	Proposals                   []components.ActionView
	Law                         []components.Pair // what the law says, with its article
	Papers                      []PaperLine
}

// AwayView is one absence without leave and how it was counted.
type AwayView struct {
	What                          components.Link
	Left, Back                    string
	Gross, Leave, Custody, Counts string
	Mark                          components.MarkView
}

// GroundView is one thing that may be reported to the police.
type GroundView struct {
	What      string
	Since     string
	Facts     []components.Link
	Isolation components.MarkView
	Reported  components.Link
	Outcome   components.Link
	Article   string
}

// PaperLine is one paper of the pack: on file, filled in by the page, or lacking, with the form that supplies it.
type PaperLine struct {
	What string
	Mark components.MarkView
	Note string
	Go   components.Link // without words none
}

// PackView is the pack on A4: statutory prose, Chinese in every language.
type PackView struct {
	Lacks     []PaperLine // what is missing or still to be issued; said above the sheets, on the screen alone
	LacksHead string
	Township  string
	Person    string   // name, sex, birth, document, address in a sentence
	Note      []string // of the list of contents: the bar of 禁毒法 39, that a warning is no condition, that rehab has no ground
	Contents  []ContentLine
	Sheets    []templ.Component
	Today     string
}

// ContentLine is a line of the list of contents.
type ContentLine struct{ Number, What, State string }

// NoticeView is the notice of a test and what came of each.
type NoticeView struct {
	Opening string
	Tests   []TestLine
}

// TestLine is a test of the notice.
type TestLine struct{ Day, Place, Result, Reason string }
