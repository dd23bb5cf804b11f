package rehab

import (
	"time"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Measure is which of the two community measures a case carries out.
type Measure string

// The two measures (禁毒法 33, 48).
const (
	Detox Measure = "detox"
	Rehab Measure = "rehab"
)

// Known reports whether m is one of the measures.
func (m Measure) Known() bool { return m == Detox || m == Rehab }

// Body is what a fact says beyond its day: one struct per kind, always handed round as a pointer.
type Body interface {
	// Kind names the kind of fact, the same word in the store, the forms, the audit and JSON.
	Kind() Kind
}

// Fact is one dated statement about a case. Facts are never edited or deleted; a mistake is voided by a [Void] and replaced.
type Fact struct {
	ID         string    // unique in the file
	Date       date.Date // the fact's own day
	RecordedAt time.Time // when it was entered; zero when unknown
	Body       Body
}

// File is everything the rules read of one case.
type File struct {
	Measure    Measure
	TermMonths int           // months the decision sets: 36 for detox, 12, 24 or 36 for rehab
	Village    division.Code // the place of execution the decision names; answerable until report-in
	Facts      []Fact        // in any order

	Divided []Succession // places that are divided, from which this case goes along to the new one; in no order
}

// Known returns the file as it stood at the instant by: only facts recorded then or before (ruling 44). Facts with no recorded
// instant are kept. The facts are shared, not copied.
func Known(f File, by time.Time) File {
	kept := make([]Fact, 0, len(f.Facts))
	for _, x := range f.Facts {
		if x.RecordedAt.IsZero() || !x.RecordedAt.After(by) {
			kept = append(kept, x)
		}
	}
	f.Facts = kept
	return f
}

// Reference returns the id of the fact that b is about, and "" when b refers to none. It may also be a window's first month (a
// resolution) or the word serious_breach (a police outcome).
func Reference(b Body) string {
	if r, ok := b.(interface{ reference() string }); ok {
		return r.reference()
	}
	return ""
}
