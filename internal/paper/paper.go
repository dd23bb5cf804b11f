// Package paper issues the statutory papers of DOMAIN §9: it opens the case, fills the paper from its facts (package document), takes the next number of
// the issuer's register, freezes the exact HTML with its SHA-256, and orders its PDF. All of that is one transaction: no number without its
// paper, no paper without its number. The frozen HTML is the original; the PDF is a rendition of it, printed once by a job.
package paper

import (
	"context"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/blob"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/seal"
	"xinsheng/internal/store"
)

// Clock says when it is and which legal day (package clock).
type Clock interface {
	Now() time.Time
	Today() date.Date
}

// Order orders the PDF of a paper, in the transaction that issues it.
type Order func(ctx context.Context, tx *store.Tx, paper uuid.UUID) error

// Desk is where papers are written, issued and taken back. It is safe for use by several goroutines.
type Desk struct {
	store *store.Store
	work  *casework.Work
	clock Clock
	box   *seal.Box
	files *blob.Store
	order Order
	fonts document.Fonts
}

// Parts are what a Desk is made of.
type Parts struct {
	Store *store.Store
	Work  *casework.Work
	Clock Clock
	Box   *seal.Box
	Files *blob.Store    // where PDFs are kept
	Order Order          // nil: no PDF is printed
	Fonts document.Fonts // named in the originals

	Oversee *oversight.Office // whose papers are kept too; nil: nobody's
}

// NewDesk returns a desk, which from then on freezes the papers that casework issues with their facts and those that offices issue.
func NewDesk(p Parts) *Desk {
	d := &Desk{store: p.Store, work: p.Work, clock: p.Clock, box: p.Box, files: p.Files, order: p.Order, fonts: p.Fonts}
	p.Work.KeepPapers(d)
	if p.Oversee != nil {
		p.Oversee.KeepPapers(officeKeeper{d})
	}
	return d
}

// Bindings of what is sealed: bytes moved to another paper do not open.
func originalBinding(id uuid.UUID) string { return "paper:" + id.String() }
func pdfBinding(id uuid.UUID) string      { return "paper.pdf:" + id.String() }
