package oversight

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
)

// Paper is a paper of an office, about no case: a supervision notice, a periodic return, the minutes of a meeting.
type Paper struct {
	ID        uuid.UUID // that it will bear
	Kind      string    // of package paper/document
	Issuer    int64     // unit whose register gives the number
	About     uuid.UUID // what it is about: the notice, the return, the meeting
	Division  division.Code
	Recipient int64     // unit that it is addressed to, which sees it wherever it lies; 0: none
	Day       date.Date // of issue
	Drafted   string    // empty: who issues it
	Approved  string
	Content   any // what its sheet is filled from, the kind's own struct, as package paper/document reads it
}

// Sheet is a paper of an office before it is issued.
type Sheet struct {
	Body  []byte
	Head  string   // what its number will begin with
	Lacks []string // fields without which it cannot be issued
}

// PaperKeeper writes and keeps the papers of offices (package paper).
type PaperKeeper interface {
	// Freeze gives a paper the next number of its issuer and keeps it as it is written now, in the caller's transaction. What it lacks is a fault in words.
	Freeze(ctx context.Context, tx *store.Tx, p Paper) (number string, err error)

	// Preview writes a paper as Freeze would, without number, and keeps nothing.
	Preview(ctx context.Context, tx *store.Tx, p Paper) (Sheet, error)

	// Void takes the paper back, with its number, because what it is about was. One that was taken back already stays so.
	Void(ctx context.Context, tx *store.Tx, id uuid.UUID, reason string) error
}

// KeepPapers says who keeps the papers of offices. It is called once, before the work begins.
func (o *Office) KeepPapers(k PaperKeeper) { o.papers = k }
