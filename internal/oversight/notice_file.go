package oversight

import (
	"context"
	"crypto/sha256"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/blob/picture"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
)

// FileKeeper keeps photos and scans that belong to no case (package casework).
type FileKeeper interface {
	KeepFile(ctx context.Context, id uuid.UUID, content []byte) (store.KeptFile, error)
	OpenFile(ctx context.Context, id uuid.UUID, k store.KeptFile, small bool) ([]byte, error)
}

// KeepFiles says who keeps the evidence of notices. It is called once, before the work begins.
func (o *Office) KeepFiles(k FileKeeper) { o.files = k }

// KeepNoticeFile keeps a piece of evidence before the step it comes with is recorded; one whose step fails belongs to nothing and is swept away later.
// Faults: not found (no such notice for this actor, or not to its unit), invalid, unsupported and too large as of attachments.
func (o *Office) KeepNoticeFile(ctx context.Context, actor access.Actor, notice uuid.UUID, name string, content []byte) (store.NoticeFile, error) {
	if err := o.MayReply(ctx, actor, notice); err != nil {
		return store.NoticeFile{}, err
	}
	source := sha256.Sum256(content)
	f := store.NoticeFile{ID: uuid.Must(uuid.NewV7()), Label: picture.Label(name), SourceHash: source[:]}
	var err error
	f.KeptFile, err = o.files.KeepFile(ctx, f.ID, content)
	return f, err
}

// MayReply returns why the actor replies to no such notice, before anything is read of what is sent: it does not see it, or is not of its unit.
func (o *Office) MayReply(ctx context.Context, actor access.Actor, notice uuid.UUID) error {
	return o.store.Read(ctx, actor, func(tx *store.Tx) error {
		n, err := tx.Notice(ctx, notice)
		if err == nil && !ofUnit(actor, &n) {
			err = fault.ErrNotFound()
		}
		return err
	})
}

// ReadNoticeFile returns a piece of evidence and its bytes, those of the thumbnail if small. That somebody looked at the whole is written into the audit
// log; thumbnails come with a page that is.
func (o *Office) ReadNoticeFile(ctx context.Context, actor access.Actor, notice, id uuid.UUID, small bool) (f store.NoticeFile, content []byte, err error) {
	if !actor.May(access.NoticeView) {
		return f, nil, fault.ErrNotFound()
	}
	err = o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if f, err = tx.NoticeFile(ctx, notice, id); err != nil || small {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.NoticeView, Subject: store.Subject("notice_file", id)})
	})
	if err != nil {
		return f, nil, err
	}
	content, err = o.files.OpenFile(ctx, id, f.KeptFile, small)
	return f, content, err
}
