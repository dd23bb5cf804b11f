// Package tracker draws the signature of the product: rows of month cells, one row a phase, each cell with its test, contacts, breach,
// suspension and today; and the same as a small strip for lists. From builds the View from what the rules say.
package tracker

import (
	"slices"
	"strconv"

	"xinsheng/web/components"
)

// View is a tracker in finished values.
type View struct {
	ID       string // sets this tracker's drawing patterns apart when a page has several; empty for one
	Phases   []Phase
	NoLegend bool
}

// Phase is one row.
type Phase struct {
	Name    string // 第一阶段
	Short   string // 戒断缓解
	Dates   string
	Why     []components.Reason // behind the dates
	Aim     string
	Label   string // the row in one sentence, for screen readers
	State   components.MarkView
	Notes   []Note // outcome: reward, what blocks
	Current bool
	Lead    int    // columns before the first cell: months of this phase served elsewhere or credited
	LeadWhy string // what stands in them; it also stands in a row without cells
	Cells   []Cell
}

// Note is a line at the end of a row.
type Note struct {
	Words string
	Href  string
	Tone  components.Tone
}

// Mark is how a cell's test stands; the values are those of rehab.TestMark.
type Mark string

// The marks.
const (
	Negative Mark = "negative"
	Positive Mark = "positive"
	Open     Mark = "open"
	Invalid  Mark = "invalid"
	Missed   Mark = "missed"
	Resolved Mark = "resolved"
	Refused  Mark = "refused"
	Absent   Mark = "absent"
	Excused  Mark = "excused"
	Upcoming Mark = "upcoming"
	Settled  Mark = "settled"
)

// Cell is one test window: one month, or several joined.
type Cell struct {
	Mark     Mark
	Label    string // 4月, 4—5月
	Year     string // stands before the label in a phase's first cell and where a year begins
	Months   []Month
	Flag     bool   // a breach in these months, shown even if a later test is negative
	Change   string // another version of the policy begins here to ask something else: what
	Href     string
	Sentence string // the whole cell in a sentence, for screen readers
}

// Month is what a cell shows by month.
type Month struct {
	Contacts [3]Contact // report, talk, visit: the order is fixed
	Hatch    []Span     // suspended days, as shares of the month
	Today    float64    // share of the month gone by, above 0 when today is in it
	TodayTag string     // 今天 23日
}

// Span is a part of a month, from 0 to 1.
type Span struct{ From, To float64 }

// Contact is how one contact of a month stands; the values are those of rehab.ContactState.
type Contact string

// The states of a contact; the zero Contact is drawn like ContactNone.
const (
	ContactDone     Contact = "done"
	ContactOwed     Contact = "owed"
	ContactMissed   Contact = "missed"
	ContactUpcoming Contact = "upcoming"
	ContactNone     Contact = "none"
)

// hasToday reports whether today lies in the cell, and where, as a share of its width.
func (c Cell) today() (share float64, tag string, in bool) {
	for i, m := range c.Months {
		if m.Today > 0 {
			return (float64(i) + m.Today) / float64(len(c.Months)), m.TodayTag, true
		}
	}
	return 0, "", false
}

// changes reports whether the policy changed anywhere on the tracker.
func (v View) changes() bool {
	return slices.ContainsFunc(v.Phases, func(p Phase) bool { return slices.ContainsFunc(p.Cells, func(c Cell) bool { return c.Change != "" }) })
}

// hatches returns the suspended days as shares of the cell.
func (c Cell) hatches() []Span {
	var out []Span
	n := float64(len(c.Months))
	for i, m := range c.Months {
		for _, h := range m.Hatch {
			out = append(out, Span{(float64(i) + h.From) / n, (float64(i) + h.To) / n})
		}
	}
	return out
}

// columns is how many columns all rows have, so that the same month of each phase stands below the other.
func (v View) columns() int {
	most := 12
	for _, p := range v.Phases {
		n := p.Lead
		for _, c := range p.Cells {
			n += len(c.Months)
		}
		most = max(most, n)
	}
	return min(most, maxColumns)
}

// maxColumns keeps cells wide enough to read; a phase with more months goes on in a second line.
const maxColumns = 14

// pattern is the id of the hatch pattern.
func (v View) pattern() string { return "hatch" + v.ID }

// fill is the reference to a pattern.
func fill(pattern string) string { return "url(#" + pattern + ")" }

// percent writes a share as an attribute of a drawing: 0.5 is "50%".
func percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 2, 64) + "%" }

func span(n int) string { return "span-" + strconv.Itoa(min(n, 12)) }
