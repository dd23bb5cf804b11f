package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// The states of an export.
const (
	ExportWaiting   = "waiting"
	ExportRunning   = "running"
	ExportDone      = "done"
	ExportFailed    = "failed"
	ExportCancelled = "cancelled"
)

// Export is a row of export: a file that somebody asked for and a job makes.
type Export struct {
	ID         uuid.UUID
	Account    int64
	Posting    int64
	Kind       string
	About      string // what it is of, in words; shown to its owner only
	Params     json.RawMessage
	Language   string
	State      string
	Done       int
	Total      int     // 0 while nobody knows
	Failure    *string // nil unless it failed
	FileName   *string // these five are nil unless it is done
	MediaType  *string
	FileSize   *int64  // bytes
	FileSha256 *string // of the file as it is downloaded
	Content    *string // name of the sealed bytes
	CreatedAt  time.Time
	FinishedAt *time.Time
	ExpiresAt  time.Time
}

// Over reports whether nothing is being done about it any more.
func (e *Export) Over() bool { return e.FinishedAt != nil }

// Ready reports whether there is a file.
func (e *Export) Ready() bool { return e.State == ExportDone }

const exportQuery = `
	select e.id, e.account, e.posting, e.kind, e.about, e.params, e.language, e.state, e.done, e.total, e.failure, e.file_name, e.media_type, e.file_size, e.file_sha256, e.content,
		e.created_at, e.finished_at, e.expires_at
	from export e`

// ownExports are the exports of the transaction's account under its posting.
const ownExports = ` e.account = @account and e.posting = @posting`

func (tx *Tx) owned(more pgx.NamedArgs) pgx.NamedArgs {
	more["account"], more["posting"] = tx.actor.Account, tx.actor.Posting
	return more
}

// AddExport writes an export that the transaction's account asks for under its posting; false when there is one of this id already.
func (tx *Tx) AddExport(ctx context.Context, e Export) (bool, error) {
	n, err := tx.affected(ctx, `
		insert into export (id, account, posting, kind, about, params, language, total, created_at, expires_at)
		values (@id, @account, @posting, @kind, @about, @params, @language, @total, @created_at, @expires_at) on conflict (id) do nothing`,
		tx.owned(pgx.NamedArgs{"id": e.ID, "kind": e.Kind, "about": e.About, "params": e.Params, "language": e.Language, "total": e.Total, "created_at": e.CreatedAt, "expires_at": e.ExpiresAt}))
	return n == 1, err
}

// Export returns an export of the transaction's account and posting, or fault.NotFound.
func (tx *Tx) Export(ctx context.Context, id uuid.UUID) (Export, error) {
	return row[Export](ctx, tx, exportQuery+` where e.id = @id and`+ownExports, tx.owned(pgx.NamedArgs{"id": id}))
}

// Exports returns the exports of the transaction's account and posting, the newest first, at most limit.
func (tx *Tx) Exports(ctx context.Context, limit int) ([]Export, error) {
	return rows[Export](ctx, tx, exportQuery+` where`+ownExports+` order by e.created_at desc, e.id desc limit @limit`, tx.owned(pgx.NamedArgs{"limit": limit}))
}

// OpenExports returns how many exports of the transaction's account and posting wait or are being made.
func (tx *Tx) OpenExports(ctx context.Context) (int, error) {
	return value[int](ctx, tx, `select count(*)::int from export e where e.state in ('waiting', 'running') and`+ownExports, tx.owned(pgx.NamedArgs{}))
}

// CancelExport cancels an export of the transaction's account that waits or is being made; false when it is over already.
func (tx *Tx) CancelExport(ctx context.Context, id uuid.UUID, now time.Time) (bool, error) {
	n, err := tx.affected(ctx, `update export e set state = 'cancelled', finished_at = @now where e.id = @id and e.state in ('waiting', 'running') and`+ownExports,
		tx.owned(pgx.NamedArgs{"id": id, "now": now}))
	return n == 1, err
}

// RemoveExport removes an export of the transaction's account that is over.
func (tx *Tx) RemoveExport(ctx context.Context, id uuid.UUID) error {
	return tx.exec(ctx, `delete from export e where e.id = @id and e.finished_at is not null and`+ownExports, tx.owned(pgx.NamedArgs{"id": id}))
}

// BeginExport marks an export as being made, by the program, and returns it; fault.NotFound when it is over or gone.
func (tx *Tx) BeginExport(ctx context.Context, id uuid.UUID) (Export, error) {
	return row[Export](ctx, tx, `update export e set state = 'running', done = 0 where e.id = @id and e.state in ('waiting', 'running')
		returning e.id, e.account, e.posting, e.kind, e.about, e.params, e.language, e.state, e.done, e.total, e.failure, e.file_name, e.media_type, e.file_size, e.file_sha256, e.content,
		e.created_at, e.finished_at, e.expires_at`, pgx.NamedArgs{"id": id})
}

// AdvanceExport notes how far an export is; false when it was cancelled meanwhile.
func (tx *Tx) AdvanceExport(ctx context.Context, id uuid.UUID, done, total int) (bool, error) {
	n, err := tx.affected(ctx, `update export e set done = @done, total = @total where e.id = @id and e.state = 'running'`, pgx.NamedArgs{"id": id, "done": min(done, total), "total": total})
	return n == 1, err
}

// PutOffExport lets an export wait again, since the program ends.
func (tx *Tx) PutOffExport(ctx context.Context, id uuid.UUID) error {
	return tx.exec(ctx, `update export e set state = 'waiting', done = 0 where e.id = @id and e.state = 'running'`, pgx.NamedArgs{"id": id})
}

// FinishExport notes the file of an export, e's last columns; false when it was cancelled meanwhile.
func (tx *Tx) FinishExport(ctx context.Context, e Export) (bool, error) {
	n, err := tx.affected(ctx, `
		update export e set state = 'done', done = e.total, file_name = @file_name, media_type = @media_type, file_size = @file_size, file_sha256 = @file_sha256, content = @content,
			finished_at = @finished_at, expires_at = @expires_at
		where e.id = @id and e.state = 'running'`, pgx.NamedArgs{"id": e.ID, "file_name": e.FileName, "media_type": e.MediaType, "file_size": e.FileSize, "file_sha256": e.FileSha256,
		"content": e.Content, "finished_at": e.FinishedAt, "expires_at": e.ExpiresAt})
	return n == 1, err
}

// FailExport notes why an export has no file, a code of the catalogue.
func (tx *Tx) FailExport(ctx context.Context, id uuid.UUID, failure string, now time.Time) error {
	return tx.exec(ctx, `update export e set state = 'failed', failure = @failure, finished_at = @now where e.id = @id and e.state in ('waiting', 'running')`,
		pgx.NamedArgs{"id": id, "failure": failure, "now": now})
}

// PurgeExports removes the exports that have expired and are over, and returns the names of their bytes.
func (tx *Tx) PurgeExports(ctx context.Context, now time.Time) ([]string, error) {
	names, err := values[*string](ctx, tx, `delete from export e where e.expires_at <= @now and e.finished_at is not null returning e.content`, pgx.NamedArgs{"now": now})
	var out []string
	for _, n := range names {
		if n != nil {
			out = append(out, *n)
		}
	}
	return out, err
}

// OtherBytes returns the names of all bytes that are kept beside the attachments: exports, and the PDFs of papers.
func (tx *Tx) OtherBytes(ctx context.Context) ([]string, error) {
	return values[string](ctx, tx, `select e.content from export e where e.content is not null union all select r.content from paper_rendition r where r.content is not null`, pgx.NamedArgs{})
}

// FailStrandedExports fails those that are open while no job will make them any more.
func (tx *Tx) FailStrandedExports(ctx context.Context, failure string, now time.Time) error {
	return tx.exec(ctx, `
		update export e set state = 'failed', failure = @failure, finished_at = @now
		where e.state in ('waiting', 'running') and not exists (select from river_job j
			where j.kind = 'make_export' and j.args @> jsonb_build_object('export', e.id) and j.state not in ('completed', 'cancelled', 'discarded'))`,
		pgx.NamedArgs{"failure": failure, "now": now})
}
