// Package export keeps the files that take longer to make than a page may: a dossier as one PDF, the papers of a village.
//
// Somebody asks for one (Desk.Ask) and gets a page that shows how far it is; a background job lets the maker of its kind make it, under the posting of
// whoever asked and in their language, so that it holds what they may see and nothing else. The file lies sealed beside the attachments, for its owner alone,
// for some days (docs/adr/2003).
package export

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/blob"
	"xinsheng/internal/date"
	"xinsheng/internal/seal"
	"xinsheng/internal/store"
)

// Life is how long a file is kept after it was made.
const Life = 7 * 24 * time.Hour

// MaxBytes is how large a file may be: it is sealed and sent in one piece.
const MaxBytes = 256 << 20

// Job is what a maker is asked for.
type Job struct {
	ID       uuid.UUID
	Params   json.RawMessage // as they were given to Ask
	Actor    access.Actor    // who asked, with what they may see now
	Progress func(done, total int)
}

// File is what a maker makes.
type File struct {
	Name      string // with its ending; may name a person, since only the owner sees it
	MediaType string
	Content   []byte
}

// Maker makes the file of an export. The context speaks the owner's language and ends when the export is cancelled; what it returns then does not matter.
// Progress may be called as often as it likes. An error that is a Failure is final and said to the owner; after any other the whole is tried again, from
// the beginning, a few times.
type Maker func(ctx context.Context, j Job) (File, error)

// Failure is a reason why there is no file, a value of the family export_failure. It is an error.
type Failure string

// The failures that this package knows. A maker may have others, with a sentence in the catalogue.
const (
	FailedByFault   Failure = "fault"       // a mistake of the program or the machine; the log has more
	Interrupted     Failure = "interrupted" // the program ended too often in its midst
	NotAllowed      Failure = "not_allowed" // the posting is over, or what was asked for is no longer the owner's to see
	TooLarge        Failure = "too_large"   // beyond MaxBytes
	TooLong         Failure = "too_long"    // it took longer than it may
	NoChromium      Failure = "no_chromium"
	NothingToExport Failure = "nothing"
)

// Error is the failure as an error.
func (f Failure) Error() string { return "export: " + string(f) }

// Clock says when it is and which legal day.
type Clock interface {
	Now() time.Time
	Today() date.Date
}

// Desk takes orders and gives files out. It is safe for use by several goroutines once every maker is registered.
type Desk struct {
	store  *store.Store
	clock  Clock
	box    *seal.Box
	files  *blob.Store
	makers map[string]Maker
}

// New returns a desk without makers. Files lie in files, sealed with box.
func New(s *store.Store, c Clock, box *seal.Box, files *blob.Store) *Desk {
	return &Desk{store: s, clock: c, box: box, files: files, makers: map[string]Maker{}}
}

// Register says who makes a kind of export, before the first is asked for. The kind needs a sentence in the family export_kind.
func (d *Desk) Register(kind string, m Maker) { d.makers[kind] = m }

// Makes reports whether somebody makes the kind.
func (d *Desk) Makes(kind string) bool { return d.makers[kind] != nil }

var errCancelled = errors.New("export: cancelled")
