// Package document is the statutory papers of DOMAIN §9 (文书): which there are, what each is filled from, and how it looks on A4. A paper is
// written from facts, never from what somebody types twice; writing one finds out what is missing. Everything here is pure: package paper
// opens cases, takes numbers and keeps what was issued.
//
// The prose is the statute's, in Chinese whatever the reader's language.
package document

import (
	"slices"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Kind is a paper's kind. It is the word in addresses, in the register and in the catalogue of texts (family paper_kind).
type Kind string

// Issuer says whose office issues a kind of paper.
type Issuer string

// The issuers.
const (
	ByPolice   Issuer = "police"   // the county's police bureau, the deciding organ (禁毒法 33)
	ByTownship Issuer = "township" // the township's guidance group
	ByVillage  Issuer = "village"  // the village that answers, or its township for it
	ByOffice   Issuer = "office"   // the municipal office
)

// Single reports whether a county has one office only of the level, so that its numbers need not name it.
func (i Issuer) Single() bool { return i == ByPolice || i == ByOffice }

// Spec is what there is to know of a kind of paper.
type Spec struct {
	Kind    Kind
	Issuer  Issuer
	Of      []rehab.Kind // the kinds of fact it can be about; none: it is about the case
	Asks    []string     // what else is asked for when it is issued, by the name of the field; of papers without a fact
	Pattern string       // of its number unless the office has set another: {unit}, {year} and {number} are filled in
	Auto    bool         // issued together with its fact, or with what it is about, by whoever approves that, and never by itself
	Office  bool         // about no case: filled from the content that its office gives (Source.Content)
	Body    func(*Page) templ.Component

	// Applies reports whether a paper about no fact can be written of the case; nil: always.
	Applies func(*casework.Opened) bool

	// About reports whether a fact of these kinds can have the paper; nil: each can.
	About func(*casework.Opened, *store.RecordedFact) bool
}

// Specs returns all kinds of paper, in the order in which a case meets them, and then those of offices. Those issued with their facts take their
// numbers in casework, which knows how these read.
func Specs() []Spec {
	all := slices.Concat(policePapers(), townshipPapers(), villagePapers(), officePapers(), minutesPapers())
	for i := range all {
		if all[i].Auto && !all[i].Office {
			all[i].Pattern = casework.NumberPattern(string(all[i].Kind))
		}
	}
	return all
}

// OfCases returns the kinds of paper about a case, in the order of Specs.
func OfCases() []Spec { return slices.DeleteFunc(Specs(), func(s Spec) bool { return s.Office }) }

// SpecOf returns the kind's spec, false when there is no such kind.
func SpecOf(k Kind) (Spec, bool) {
	all := Specs()
	if i := slices.IndexFunc(all, func(s Spec) bool { return s.Kind == k }); i >= 0 {
		return all[i], true
	}
	return Spec{}, false
}

// Subjects returns the facts of a case that the paper can be about, the newest first: those that stand, of its kinds.
func (s *Spec) Subjects(o *casework.Opened) []store.RecordedFact {
	var out []store.RecordedFact
	voided := o.Voided()
	for _, f := range slices.Backward(o.Facts) {
		if _, void := voided[f.ID]; void || !slices.Contains(s.Of, f.Body.Kind()) || s.About != nil && !s.About(o, &f) {
			continue
		}
		out = append(out, f)
	}
	return out
}
