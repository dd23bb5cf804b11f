package casework

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/blob/picture"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Upload is a file that somebody attaches to a fact, or files in a slot of the dossier.
type Upload struct {
	Case, Fact uuid.UUID  // Fact is uuid.Nil of what goes into a slot
	Slot       rehab.Slot // empty of what is attached to a fact
	Day        date.Date  // of what a scan in a slot shows
	Note       string     // what a scan in a slot shows
	Name       string     // as it was sent; only a cleaned form of it is kept
	Content    []byte
}

// errNoFiles is what is wrong with a program put together without a place for bytes.
var errNoFiles = errors.New("casework: there is no place for attachments")

// Attach keeps a photo or scan of a fact and returns its id; the same file on the same fact is kept once (again is true). Images are written
// anew, so that nothing but the picture is left of them; what is kept is sealed. Faults: not found, invalid (empty, damaged, a voided fact, others'
// to attach to), unsupported (a kind that is not taken, by content), too large (bytes or pixels).
func (w *Work) Attach(ctx context.Context, actor access.Actor, u Upload) (id uuid.UUID, again bool, err error) {
	if w.files == nil {
		return uuid.Nil, false, errNoFiles
	}
	source := sha256.Sum256(u.Content)
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		o, err := w.open(ctx, tx, u.Case)
		if err == nil {
			id, again, err = attached(ctx, tx, &o, u, source[:])
		}
		return err
	})
	if err != nil || again {
		return id, again, err
	}
	a := store.Attachment{ID: uuid.Must(uuid.NewV7()), CaseID: u.Case, FactID: u.Fact, Slot: string(u.Slot), Day: u.Day, Note: u.Note, Label: picture.Label(u.Name), RecordedAt: w.clock.Now()}
	if err := w.keep(ctx, &a, u.Content); err != nil {
		return uuid.Nil, false, err
	}
	err = w.hold(ctx, actor, u.Case, func(tx *store.Tx, f *folder) (err error) {
		o := f.open()
		if id, again, err = attached(ctx, tx, &o, u, source[:]); err != nil || again {
			return err
		}
		id = a.ID
		if err := tx.AddAttachment(ctx, a, source[:]); err != nil {
			return err
		}
		if err := tx.Audit(ctx, store.Audited{Action: access.AttachmentRecord, Case: u.Case, Person: o.Case.PersonID, Subject: store.Subject("attachment", a.ID)}); err != nil {
			return err
		}
		return f.putAway(ctx, tx, &a)
	})
	return id, again, err
}

// attached says whether the fact or slot has the file already, or why the actor may attach nothing to it.
func attached(ctx context.Context, tx *store.Tx, o *Opened, u Upload, source []byte) (uuid.UUID, bool, error) {
	err := o.WhyNotAttach(tx.Actor(), u.Fact)
	if u.Slot != "" {
		err = o.WhyNotFile(tx.Actor(), u)
	}
	if err != nil {
		return uuid.Nil, false, err
	}
	return tx.AttachedAlready(ctx, u.Case, u.Fact, string(u.Slot), source)
}

// MayAttach returns why the actor may attach nothing to a fact, before anything is read of what is sent; nil when they may.
func (w *Work) MayAttach(ctx context.Context, actor access.Actor, caseID, fact uuid.UUID) error {
	return w.store.Read(ctx, actor, func(tx *store.Tx) error {
		o, err := w.open(ctx, tx, caseID)
		if err != nil {
			return err
		}
		return o.WhyNotAttach(actor, fact)
	})
}

// IsVoid reports whether the fact takes another one back.
func IsVoid(f store.RecordedFact) bool { return f.Body.Kind() == rehab.KindVoid }

// CanAttach reports whether the actor may attach to the facts of the case: the police, and the office that answers for it.
func (o *Opened) CanAttach(actor access.Actor) bool {
	return actor.May(access.AttachmentRecord) && (actor.Role == access.System || actor.Role.Police() || actor.Sees(o.Answers()))
}

// WhyNotAttach returns why the actor may attach nothing to the fact; nil when they may. A fact the case does not have, or a void, is not found.
func (o *Opened) WhyNotAttach(actor access.Actor, fact uuid.UUID) error {
	f, ok := o.Fact(fact.String())
	if !ok || IsVoid(f) {
		return fault.ErrNotFound()
	}
	if !o.CanAttach(actor) {
		return fault.New(fault.Invalid, text.AttachmentNotYours)
	}
	if _, void := o.Voided()[f.ID]; void {
		return fault.New(fault.Invalid, text.AttachmentOfVoided)
	}
	return nil
}

// keptAtOnce holds the memory of sealing to that of a few files, however many people send some: each takes several times its size.
var keptAtOnce = make(chan struct{}, 4)

// keep finds out what the file is, writes an image anew, seals what is kept and puts it away. It lies there before the row that names it, so
// that no row is without its bytes; bytes without a row do no harm (docs/adr/1101).
func (w *Work) keep(ctx context.Context, a *store.Attachment, content []byte) error {
	kind, err := picture.KindOf(content)
	if err != nil {
		return fileFault(err)
	}
	select {
	case keptAtOnce <- struct{}{}:
		defer func() { <-keptAtOnce }()
	case <-ctx.Done():
		return ctx.Err()
	}
	a.MediaType, a.Size = string(kind), len(content)
	if kind != picture.PDF {
		p, err := picture.Anew(ctx, kind, content)
		if err != nil {
			return fileFault(err)
		}
		name, err := w.files.Put(ctx, w.box.Seal(string(p.Small), smallBinding(a.ID)))
		if err != nil {
			return err
		}
		content = p.Bytes
		a.MediaType, a.Size, a.Width, a.Height, a.Thumbnail = string(picture.JPEG), len(content), &p.Width, &p.Height, &name
	}
	a.Content, err = w.files.Put(ctx, w.box.Seal(string(content), contentBinding(a.ID)))
	return err
}

// KeepFile keeps a photo or scan that belongs to no case under an id: as Attach keeps one of a fact. Faults: invalid (empty, damaged), unsupported, too
// large.
func (w *Work) KeepFile(ctx context.Context, id uuid.UUID, content []byte) (store.KeptFile, error) {
	if w.files == nil {
		return store.KeptFile{}, errNoFiles
	}
	a := store.Attachment{ID: id}
	err := w.keep(ctx, &a, content)
	return store.KeptFile{MediaType: a.MediaType, Size: a.Size, Width: a.Width, Height: a.Height, Content: a.Content, Thumbnail: a.Thumbnail}, err
}

// OpenFile returns the bytes of what KeepFile kept under the id, those of the thumbnail if small; without one, fault.NotFound.
func (w *Work) OpenFile(ctx context.Context, id uuid.UUID, k store.KeptFile, small bool) ([]byte, error) {
	if small && k.Thumbnail == nil {
		return nil, fault.ErrNotFound()
	}
	return w.unsealed(ctx, &store.Attachment{ID: id, Content: k.Content, Thumbnail: k.Thumbnail}, small)
}

// The bindings of what is sealed: bytes moved to another attachment do not open.
func contentBinding(id uuid.UUID) string { return "attachment:" + id.String() }
func smallBinding(id uuid.UUID) string   { return "attachment.thumbnail:" + id.String() }

// fileFault says in words what is wrong with a file.
func fileFault(err error) error {
	switch {
	case errors.Is(err, picture.ErrEmpty):
		return fault.New(fault.Invalid, text.AttachmentEmpty)
	case errors.Is(err, picture.ErrHEIC):
		return fault.New(fault.Unsupported, text.AttachmentHeic)
	case errors.Is(err, picture.ErrKind):
		return fault.New(fault.Unsupported, text.AttachmentKind)
	case errors.Is(err, picture.ErrTooLarge):
		return fault.New(fault.TooLarge, text.AttachmentTooLarge, "Max", picture.MaxBytes>>20)
	case errors.Is(err, picture.ErrPixels):
		return fault.New(fault.TooLarge, text.AttachmentPixels, "Max", picture.MaxPixels/1_000_000)
	case errors.Is(err, picture.ErrDamaged):
		return fault.New(fault.Invalid, text.AttachmentDamaged)
	}
	return err
}

// ReadAttachment returns an attachment and its bytes, those of the thumbnail if small. That somebody looked at the whole is written into the
// audit log first; thumbnails come with a page that is. What the actor does not see, and the thumbnail of a PDF, is not found.
func (w *Work) ReadAttachment(ctx context.Context, actor access.Actor, caseID, fact, id uuid.UUID, small bool) (store.Attachment, []byte, error) {
	return w.readAttachment(ctx, actor, caseID, small, ofFact(caseID, fact, id))
}

// finder finds an attachment where its address says that it is.
type finder func(context.Context, *store.Tx) (store.Attachment, error)

func ofFact(caseID, fact, id uuid.UUID) finder {
	return func(ctx context.Context, tx *store.Tx) (store.Attachment, error) {
		return tx.Attachment(ctx, caseID, fact, id)
	}
}

func (w *Work) readAttachment(ctx context.Context, actor access.Actor, caseID uuid.UUID, small bool, find finder) (store.Attachment, []byte, error) {
	var a store.Attachment
	err := w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.CaseFile(ctx, caseID)
		if err != nil {
			return err
		}
		if a, err = find(ctx, tx); err != nil || small {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.AttachmentView, Case: caseID, Person: c.PersonID, Subject: store.Subject("attachment", a.ID)})
	})
	if err != nil {
		return a, nil, err
	}
	if small && (a.Thumbnail == nil || a.Voided()) {
		return a, nil, fault.ErrNotFound()
	}
	b, err := w.unsealed(ctx, &a, small)
	return a, b, err
}

func (w *Work) unsealed(ctx context.Context, a *store.Attachment, small bool) ([]byte, error) {
	if w.files == nil {
		return nil, errNoFiles
	}
	name, binding := a.Content, contentBinding(a.ID)
	if small {
		name, binding = *a.Thumbnail, smallBinding(a.ID)
	}
	sealed, err := w.files.Get(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("casework: attachment %s: %w", a.ID, err)
	}
	plain, err := w.box.Open(sealed, binding)
	if err != nil {
		return nil, fmt.Errorf("casework: attachment %s: %w", a.ID, err)
	}
	return []byte(plain), nil
}

// VoidAttachment takes an attachment back with a reason; it stays on file and is no longer shown as the fact's. The same form sent twice does so
// once. Faults: not found, invalid (no reason, others' to void), conflict (voided already).
func (w *Work) VoidAttachment(ctx context.Context, actor access.Actor, caseID, fact, id uuid.UUID, reason string) error {
	return w.voidAttachment(ctx, actor, caseID, reason, ofFact(caseID, fact, id))
}

func (w *Work) voidAttachment(ctx context.Context, actor access.Actor, caseID uuid.UUID, reason string, find finder) error {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return fault.OnField("reason", text.ValidReasonRequired)
	case utf8.RuneCountInString(reason) > maxVoidReason:
		return fault.OnField("reason", text.ValidTooLong, "Max", maxVoidReason)
	}
	return w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		o := f.open()
		a, err := find(ctx, tx)
		if err != nil {
			return err
		}
		switch {
		case a.Voided() && *a.VoidReason == reason:
			return nil
		case a.Voided():
			return fault.New(fault.Conflict, text.AttachmentVoidedAlready)
		case !o.CanVoidAttachment(actor, &a):
			return fault.New(fault.Invalid, text.AttachmentVoidNotYours)
		}
		if err := tx.VoidAttachment(ctx, a, reason, w.clock.Now()); err != nil {
			return err
		}
		if err := tx.Audit(ctx, store.Audited{Action: access.AttachmentRecord, Case: caseID, Person: o.Case.PersonID, Subject: store.Subject("attachment", a.ID),
			Detail: map[string]any{"change": "attachment_voided"}}); err != nil {
			return err
		}
		return f.takeOut(ctx, tx, a.ID)
	})
}

// CanVoidAttachment reports whether the actor may take the attachment back: what the police attached the police, all else the office that answers.
func (o *Opened) CanVoidAttachment(actor access.Actor, a *store.Attachment) bool {
	return !a.Voided() && o.CanAttach(actor) && (actor.Role == access.System || actor.Role.Police() == a.ByPolice)
}

// attachedBy are the attachments as a page of the past shows them: all that stand now, or those there by then, with what was taken back later.
func attachedBy(all []store.Attachment, reading Reading, end time.Time) (out []store.Attachment) {
	for _, a := range all {
		if reading == RecordedThen {
			if a.RecordedAt.After(end) {
				continue
			}
			if a.Voided() && a.VoidedAt.After(end) {
				a.VoidReason, a.VoidedAt, a.Voider = nil, nil, nil
				a.Thumbnail = nil // counted as it was, but what was taken back is no longer shown by the way
			}
		}
		out = append(out, a)
	}
	return out
}
