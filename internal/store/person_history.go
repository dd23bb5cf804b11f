package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
)

// PersonChange is one change of a person's data.
type PersonChange struct {
	ID          uuid.UUID // the form's key
	PersonID    uuid.UUID
	Kind        string // edit, document or intake
	Version     int    // of the record after the change
	Reason      string
	ReportedOn  date.Date // day the person reported a change of address or telephone; none for other changes
	ContentHash []byte
	RecordedAt  time.Time
	Recorder    string // the account's name; not written
	Fields      []ChangedField
}

// ChangedField is what a field said before and after; of numbers the mask, with the number sealed beside it.
type ChangedField struct {
	Field        string `json:"field"`
	Before       string `json:"before"`
	After        string `json:"after"`
	BeforeSealed []byte `json:"-"`
	AfterSealed  []byte `json:"-"`
}

// AddPersonChange appends a change, recorded by the transaction's actor, with its fields, in one round trip.
func (tx *Tx) AddPersonChange(ctx context.Context, c PersonChange) error {
	b := &pgx.Batch{}
	b.Queue(`insert into person_change (id, person_id, kind, version, reason, reported_on, content_hash, recorded_at, recorded_by, posting)
		values (@id, @person, @kind, @version, @reason, @reported, @hash, @at, @by, nullif(@posting::bigint, 0))`, pgx.NamedArgs{
		"id": c.ID, "person": c.PersonID, "kind": c.Kind, "version": c.Version, "reason": c.Reason, "reported": c.ReportedOn, "hash": c.ContentHash,
		"at": c.RecordedAt, "by": tx.actor.Account, "posting": tx.actor.Posting,
	})
	for _, f := range c.Fields {
		b.Queue(`insert into person_change_field (change_id, field, before, after, before_sealed, after_sealed)
			values (@change, @field, @before, @after, @before_sealed, @after_sealed)`, pgx.NamedArgs{
			"change": c.ID, "field": f.Field, "before": f.Before, "after": f.After, "before_sealed": f.BeforeSealed, "after_sealed": f.AfterSealed,
		})
	}
	return toFault(tx.conn.SendBatch(ctx, b).Close())
}

// PersonChangeHash returns the content hash of the change with the form's key, or fault.NotFound.
func (tx *Tx) PersonChangeHash(ctx context.Context, key uuid.UUID) ([]byte, error) {
	return value[[]byte](ctx, tx, `select content_hash from person_change where id = @id`, pgx.NamedArgs{"id": key})
}

// PersonChanges returns the changes of a person, and of the records merged into it that the actor sees, the newest first, at most limit.
func (tx *Tx) PersonChanges(ctx context.Context, person uuid.UUID, limit int) ([]PersonChange, error) {
	return rows[PersonChange](ctx, tx, `
		select c.id, c.person_id, c.kind, c.version, c.reason, c.reported_on, c.content_hash, c.recorded_at, a.name as recorder,
			coalesce((select jsonb_agg(jsonb_build_object('field', f.field, 'before', f.before, 'after', f.after)) from person_change_field f where f.change_id = c.id), '[]') as fields
		from person_change c join account a on a.id = c.recorded_by
		where c.person_id = @person or c.person_id in (select l.person_id from person_link l where l.root = @person)
		order by c.recorded_at desc, c.id desc limit @limit`, pgx.NamedArgs{"person": person, "limit": limit})
}

// SealedChange is a field of a change whose numbers are sealed.
type SealedChange struct {
	ChangeID     uuid.UUID
	PersonID     uuid.UUID
	Field        string
	BeforeSealed []byte // nil: there was none
	AfterSealed  []byte
}

// SealedChanges returns the sealed numbers of the changes that PersonChanges returns.
func (tx *Tx) SealedChanges(ctx context.Context, person uuid.UUID) ([]SealedChange, error) {
	return rows[SealedChange](ctx, tx, `
		select f.change_id, c.person_id, f.field, f.before_sealed, f.after_sealed from person_change_field f join person_change c on c.id = f.change_id
		where (f.before_sealed is not null or f.after_sealed is not null)
			and (c.person_id = @person or c.person_id in (select l.person_id from person_link l where l.root = @person))`, pgx.NamedArgs{"person": person})
}
