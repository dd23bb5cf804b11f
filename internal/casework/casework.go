// Package casework is what staff do to one case. Every change goes one way, in one transaction:
//
//	lock the case, load its file → does the Track allow it? → append facts and an audit entry → compute again → save what lists need
//
// A file per thing staff do says which facts it makes of a form; Record is the one way in. Nothing here is a rule: package rehab says what
// is due, allowed and impossible, package access who may try, the database who sees the case.
package casework

import (
	"time"

	"xinsheng/internal/blob"
	"xinsheng/internal/date"
	"xinsheng/internal/seal"
	"xinsheng/internal/store"
)

// Clock says when it is and which legal day (package clock).
type Clock interface {
	Now() time.Time
	Today() date.Date
}

// Work does casework. It is safe for use by several goroutines.
type Work struct {
	store *store.Store
	clock Clock
	box   *seal.Box
	files *blob.Store

	papers    PaperKeeper
	draftLife time.Duration
}

// New returns casework on the database, with the clock that says which day it is and the box that seals numbers.
func New(s *store.Store, c Clock, b *seal.Box) *Work {
	return &Work{store: s, clock: c, box: b, draftLife: DraftLife}
}

// KeepFiles says where the bytes of attachments are kept; without it nothing can be attached. It is called once, before the work begins.
func (w *Work) KeepFiles(files *blob.Store) { w.files = files }

// Today returns the legal day.
func (w *Work) Today() date.Date { return w.clock.Today() }
