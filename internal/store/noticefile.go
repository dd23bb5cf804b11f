package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// KeptFile is a photo or scan as it is kept: an image written anew as JPEG with a thumbnail, or a PDF as it was sent.
type KeptFile struct {
	MediaType string
	Size      int // bytes, before sealing
	Width     *int
	Height    *int
	Content   string  // name of the sealed bytes
	Thumbnail *string // of an image: name of the sealed thumbnail
}

// NoticeFile is evidence that came with a reply to a notice.
type NoticeFile struct {
	ID         uuid.UUID
	Notice     uuid.UUID
	Step       uuid.UUID
	Label      string // what the file was called, cleaned
	SourceHash []byte // SHA-256 of the file as it was sent
	RecordedAt time.Time
	KeptFile
}

const noticeFileColumns = `f.id, f.notice, f.step, f.label, f.source_hash, f.recorded_at, f.media_type, f.size, f.width, f.height, f.content, f.thumbnail`

func queueNoticeFile(b *pgx.Batch, by int64, f *NoticeFile) {
	b.Queue(`
		insert into notice_file (id, notice, step, label, media_type, size, width, height, source_hash, content, thumbnail, recorded_at, recorded_by)
		values (@id, @notice, @step, @label, @type, @size, @width, @height, @hash, @content, @thumbnail, @at, @by)`,
		pgx.NamedArgs{"id": f.ID, "notice": f.Notice, "step": f.Step, "label": f.Label, "type": f.MediaType, "size": f.Size, "width": f.Width, "height": f.Height, "hash": f.SourceHash,
			"content": f.Content, "thumbnail": f.Thumbnail, "at": f.RecordedAt, "by": by})
}

// NoticeFiles returns the evidence of a notice, in the order in which it came.
func (tx *Tx) NoticeFiles(ctx context.Context, notice uuid.UUID) ([]NoticeFile, error) {
	return rows[NoticeFile](ctx, tx, `select `+noticeFileColumns+` from notice_file f where f.notice = @notice order by f.recorded_at, f.id`, pgx.NamedArgs{"notice": notice})
}

// NoticeFile returns one piece of evidence of a notice, or fault.NotFound.
func (tx *Tx) NoticeFile(ctx context.Context, notice, id uuid.UUID) (NoticeFile, error) {
	return row[NoticeFile](ctx, tx, `select `+noticeFileColumns+` from notice_file f where f.id = @id and f.notice = @notice`, pgx.NamedArgs{"id": id, "notice": notice})
}
