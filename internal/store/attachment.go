package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
)

// Attachment is a row of attachment, with who recorded it and whether it was voided.
type Attachment struct {
	ID         uuid.UUID
	CaseID     uuid.UUID
	FactID     uuid.UUID // uuid.Nil of one that lies in a slot of the dossier
	Slot       string    // that slot; empty of one of a fact
	Day        date.Date // of what a scan in a slot shows
	Note       string    // what a scan in a slot shows
	Label      string    // what the file was called, cleaned; may be empty
	MediaType  string    // image/jpeg or application/pdf
	Size       int       // bytes
	Width      *int      // pixels; nil for a PDF
	Height     *int
	Content    string  // name of the sealed bytes (package blob)
	Thumbnail  *string // nil for a PDF
	RecordedAt time.Time
	RecordedBy int64
	Recorder   string // that account's name
	ByPolice   bool   // recorded under a posting of the police
	VoidReason *string
	VoidedAt   *time.Time
	Voider     *string // name of who voided it
}

// Voided reports whether the attachment was taken back.
func (a *Attachment) Voided() bool { return a.VoidReason != nil }

const attachmentQuery = `
	select t.id, t.case_id, coalesce(t.fact_id, '00000000-0000-0000-0000-000000000000') as fact_id, coalesce(t.slot, '') as slot, t.day, t.note, t.label, t.media_type, t.size, t.width, t.height, t.content, t.thumbnail, t.recorded_at, t.recorded_by, a.name as recorder,
		coalesce(p.role like 'police%', false) as by_police, v.reason as void_reason, v.recorded_at as voided_at, va.name as voider
	from attachment t join account a on a.id = t.recorded_by left join posting p on p.id = t.posting
	left join attachment_void v on v.attachment_id = t.id left join account va on va.id = v.recorded_by`

// attachmentsOf are the attachments of all facts of case @id, voided ones too, in the order in which they came.
const attachmentsOf = attachmentQuery + ` where t.case_id = @id and t.fact_id is not null order by t.recorded_at, t.id`

// Attachment returns one attachment of a fact, or fault.NotFound when there is none or none for this actor.
func (tx *Tx) Attachment(ctx context.Context, caseID, fact, id uuid.UUID) (Attachment, error) {
	return row[Attachment](ctx, tx, attachmentQuery+` where t.id = @id and t.fact_id = @fact and t.case_id = @case`, pgx.NamedArgs{"id": id, "fact": fact, "case": caseID})
}

// SlotAttachment returns one scan in a slot of the dossier, or fault.NotFound when there is none or none for this actor.
func (tx *Tx) SlotAttachment(ctx context.Context, caseID, id uuid.UUID, slot string) (Attachment, error) {
	return row[Attachment](ctx, tx, attachmentQuery+` where t.id = @id and t.case_id = @case and t.slot = @slot`, pgx.NamedArgs{"id": id, "case": caseID, "slot": slot})
}

// AttachedAlready returns the attachment by which the fact, or without one the slot, already has the file with this SHA-256; false when it has none, or a
// voided one only.
func (tx *Tx) AttachedAlready(ctx context.Context, caseID, fact uuid.UUID, slot string, source []byte) (uuid.UUID, bool, error) {
	ids, err := values[uuid.UUID](ctx, tx, `
		select t.id from attachment t where (t.fact_id = @fact or t.slot = @slot) and t.case_id = @case and t.source_hash = @source
		and not exists (select from attachment_void v where v.attachment_id = t.id) limit 1`, pgx.NamedArgs{"fact": orNull(fact), "slot": slot, "case": caseID, "source": source})
	if err != nil || len(ids) == 0 {
		return uuid.Nil, false, err
	}
	return ids[0], true, nil
}

// AddAttachment writes an attachment as the transaction's actor; source is the SHA-256 of the file as it was sent.
func (tx *Tx) AddAttachment(ctx context.Context, a Attachment, source []byte) error {
	return tx.exec(ctx, `
		insert into attachment (id, case_id, fact_id, slot, day, note, label, media_type, size, width, height, source_hash, content, thumbnail, recorded_at, recorded_by, posting)
		values (@id, @case, @fact, nullif(@slot, ''), @day, @note, @label, @type, @size, @width, @height, @source, @content, @thumbnail, @at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": a.ID, "case": a.CaseID, "fact": orNull(a.FactID), "slot": a.Slot, "day": dayOrNull(a.Day), "note": a.Note, "label": a.Label, "type": a.MediaType, "size": a.Size, "width": a.Width, "height": a.Height,
			"source": source, "content": a.Content, "thumbnail": a.Thumbnail, "at": a.RecordedAt, "by": tx.actor.Account, "posting": tx.actor.Posting})
}

// VoidAttachment takes an attachment back as the transaction's actor.
func (tx *Tx) VoidAttachment(ctx context.Context, a Attachment, reason string, at time.Time) error {
	return tx.exec(ctx, `
		insert into attachment_void (attachment_id, case_id, reason, recorded_at, recorded_by, posting)
		values (@id, @case, @reason, @at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": a.ID, "case": a.CaseID, "reason": reason, "at": at, "by": tx.actor.Account, "posting": tx.actor.Posting})
}

// AttachedBytes are the names of the bytes of one attachment.
type AttachedBytes struct {
	ID        uuid.UUID
	Content   string
	Thumbnail *string
}

// AttachedBytes returns, by id from after on, at most limit attachments, and pieces of evidence of supervision notices, with the names of their bytes.
// The actor must see every case and notice.
func (tx *Tx) AttachedBytes(ctx context.Context, after uuid.UUID, limit int) ([]AttachedBytes, error) {
	return rows[AttachedBytes](ctx, tx, `
		select t.id, t.content, t.thumbnail from (
			(select a.id, a.content, a.thumbnail from attachment a where a.id > @after order by a.id limit @limit)
			union all (select f.id, f.content, f.thumbnail from notice_file f where f.id > @after order by f.id limit @limit)) t
		order by t.id limit @limit`,
		pgx.NamedArgs{"after": after, "limit": limit})
}
