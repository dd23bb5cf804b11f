package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/division"
	"xinsheng/internal/text"
)

var (
	_ = meaning("person_merge_standing_unique", "", text.PersonMergeAlready)
	_ = meaning("person_merge_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("person_change_pkey", "", text.FaultSameFormOtherContent)
)

// PersonMerge says that two records are of one person.
type PersonMerge struct {
	ID           uuid.UUID // the form's key
	FromPerson   uuid.UUID
	IntoPerson   uuid.UUID // the record that speaks for the person
	Reason       string
	MergedAt     time.Time
	Merger       string     // the account's name; not written
	UndoneAt     *time.Time // nil while it stands
	Undoer       string     // "" while it stands
	UndoneReason *string

	FromName, FromMask *string // nil when the actor does not see the merged record: none of the cases opened for it is open to the actor
}

// PersonMerges returns the merges into a person or into records merged into it, undone ones too, the newest first.
func (tx *Tx) PersonMerges(ctx context.Context, person uuid.UUID) ([]PersonMerge, error) {
	return rows[PersonMerge](ctx, tx, `
		select m.id, m.from_person, m.into_person, m.reason, m.merged_at, a.name as merger, m.undone_at, coalesce(u.name, '') as undoer, m.undone_reason,
			p.name as from_name, p.document_mask as from_mask
		from person_merge m join account a on a.id = m.merged_by left join account u on u.id = m.undone_by left join person p on p.id = m.from_person
		where m.into_person = @person or m.into_person in (select l.person_id from person_link l where l.root = @person)
		order by m.merged_at desc, m.id desc`, pgx.NamedArgs{"person": person})
}

// PersonMergeByID returns a merge the actor sees, or fault.NotFound.
func (tx *Tx) PersonMergeByID(ctx context.Context, id uuid.UUID) (PersonMerge, error) {
	return row[PersonMerge](ctx, tx, `
		select m.id, m.from_person, m.into_person, m.reason, m.merged_at, a.name as merger, m.undone_at, '' as undoer, m.undone_reason, p.name as from_name, p.document_mask as from_mask
		from person_merge m join account a on a.id = m.merged_by left join person p on p.id = m.from_person where m.id = @id`, pgx.NamedArgs{"id": id})
}

// MergedEarlier reports whether a record was merged into another one by a merge other than m that stands.
func (tx *Tx) MergedEarlier(ctx context.Context, m PersonMerge, from, into uuid.UUID) (bool, error) {
	return value[bool](ctx, tx, `select exists (select from person_merge x where x.from_person = @from and x.into_person = @into and x.id <> @id and x.undone_at is null)`,
		pgx.NamedArgs{"from": from, "into": into, "id": m.ID})
}

// copyKeys makes a record findable by the keys of the records merged into it, and by none of those parted from it.
func copyKeys(b *pgx.Batch, root uuid.UUID) {
	a := pgx.NamedArgs{"root": root}
	b.Queue(`delete from person_name_key where person_id = @root and not own`, a)
	b.Queue(`delete from person_number_key where person_id = @root and kind = 'merged'`, a)
	b.Queue(`insert into person_name_key (person_id, key, own) select distinct @root::uuid, k.key, false
		from person_link l join person_name_key k on k.person_id = l.person_id and k.own where l.root = @root`, a)
	b.Queue(`insert into person_number_key (person_id, kind, key) select distinct @root::uuid, 'merged', k.key
		from person_link l join person_number_key k on k.person_id = l.person_id and k.kind <> 'merged' where l.root = @root`, a)
}

// lockCasesOf locks every case opened for the record or for one merged into it.
const lockCasesOf = `select c.id from case_file c where c.person_id = @person or c.person_id in (select l.person_id from person_link l where l.root = @person) order by c.id for update`

// MergePersons merges one record into another, neither of them merged already. No record and no case is changed: a link says who speaks for whom, and
// what lists show follows. The caller holds both (HoldPersons). The actor may not see all of the rows concerned, so the scope is widened for
// just these statements.
func (tx *Tx) MergePersons(ctx context.Context, m PersonMerge) error {
	a := pgx.NamedArgs{"id": m.ID, "from": m.FromPerson, "into": m.IntoPerson, "reason": m.Reason, "at": m.MergedAt, "by": tx.actor.Account, "posting": tx.actor.Posting}
	b := &pgx.Batch{}
	queueSettings(b, wide(tx.actor))
	b.Queue(lockCasesOf, pgx.NamedArgs{"person": m.FromPerson})
	b.Queue(lockCasesOf, pgx.NamedArgs{"person": m.IntoPerson})
	b.Queue(`insert into person_merge (id, from_person, into_person, reason, merged_at, merged_by, posting)
		values (@id, @from, @into, @reason, @at, @by, nullif(@posting::bigint, 0))`, a)
	b.Queue(`update person_link set root = @into where root = @from`, a)
	b.Queue(`insert into person_link (person_id, root) values (@from, @into)`, a)
	b.Queue(`update case_summary set person_id = @into where person_id = @from`, a)
	copyKeys(b, m.IntoPerson)
	queueSettings(b, tx.actor)
	return toFault(tx.conn.SendBatch(ctx, b).Close())
}

// UndoMerge parts two records again: each speaks for the cases that were opened for it and for the records that were merged into it. It reports
// false when the merge does not stand. The scope is widened as in MergePersons.
func (tx *Tx) UndoMerge(ctx context.Context, m PersonMerge, root uuid.UUID, at time.Time, reason string) (bool, error) {
	tag, err := tx.conn.Exec(ctx, `update person_merge set undone_at = @at, undone_by = @by, undone_posting = nullif(@posting::bigint, 0), undone_reason = @reason
		where id = @id and undone_at is null`, pgx.NamedArgs{"id": m.ID, "at": at, "by": tx.actor.Account, "posting": tx.actor.Posting, "reason": reason})
	if err != nil || tag.RowsAffected() == 0 {
		return false, toFault(err)
	}
	a := pgx.NamedArgs{"from": m.FromPerson}
	b := &pgx.Batch{}
	queueSettings(b, wide(tx.actor))
	b.Queue(lockCasesOf, pgx.NamedArgs{"person": root})
	b.Queue(`delete from person_link where person_id = @from`, a)
	b.Queue(`with recursive part as (
			select m.from_person as id from person_merge m where m.into_person = @from and m.undone_at is null
			union select m.from_person from person_merge m join part on m.into_person = part.id where m.undone_at is null)
		update person_link l set root = @from from part where l.person_id = part.id`, a)
	b.Queue(`update case_summary s set person_id = @from from case_file c
		where c.id = s.case_id and (c.person_id = @from or c.person_id in (select l.person_id from person_link l where l.root = @from))`, a)
	copyKeys(b, m.FromPerson)
	copyKeys(b, root)
	queueSettings(b, tx.actor)
	return true, toFault(tx.conn.SendBatch(ctx, b).Close())
}

// PlaceName names a village with its township, "" for a place without a name.
func (tx *Tx) PlaceName(ctx context.Context, place division.Code) (string, error) {
	return value[string](ctx, tx, `select coalesce(string_agg(u.name, '' order by u.division), '') from unit u
		where u.division in (@place, @township) and u.kind in ('village', 'township') and u.valid_until is null and u.state <> 'withdrawn'`,
		pgx.NamedArgs{"place": place, "township": place.Township()})
}
