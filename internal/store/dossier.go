package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
)

// Filing is something that lies in a dossier and is no fact: a scan in a slot, a scan of a fact, an issued paper. What was taken back is none.
type Filing struct {
	ID     uuid.UUID
	CaseID uuid.UUID
	FactID *uuid.UUID // nil for a scan in a slot, and for a paper about the case as a whole
	Slot   *string    // nil where none is said
	Paper  *string    // the kind of paper; nil for a scan
	Day    date.Date  // of a scan of a fact: the fact's; of a paper: that of issue
}

// filingsQuery lists what is filed in the cases @cases, in the order in which it came.
const filingsQuery = `
	select x.id, x.case_id, x.fact_id, x.slot, x.paper, x.day from (
		select t.id, t.case_id, t.fact_id, t.slot, null::text as paper, coalesce(t.day, f.date) as day, t.recorded_at as at
		from attachment t left join fact f on f.id = t.fact_id
		where t.case_id = any(@cases) and not exists (select from attachment_void v where v.attachment_id = t.id)
		union all
		select p.id, p.case_id, p.fact_id, null, p.kind, p.day, p.issued_at
		from paper p where p.case_id = any(@cases) and not exists (select from paper_void v where v.paper_id = p.id)) x
	order by x.at, x.id`

// Filings returns what is filed in a case.
func (tx *Tx) Filings(ctx context.Context, caseID uuid.UUID) ([]Filing, error) {
	return rows[Filing](ctx, tx, filingsQuery, pgx.NamedArgs{"cases": []uuid.UUID{caseID}})
}

// SetDossier writes how the dossier of a held case stands after something was filed or taken back, with the day on which to compute it again. Nothing
// else that lists show of the case depends on what is filed.
func (tx *Tx) SetDossier(ctx context.Context, s Summary) error {
	return tx.exec(ctx, `
		update case_summary set dossier = @dossier, dossier_missing = @missing, dossier_needed = @needed, dossier_filed = @filed, recompute_on = @recompute
		where case_id = @case`,
		pgx.NamedArgs{"case": s.CaseID, "dossier": s.Dossier, "missing": s.DossierMissing, "needed": s.DossierNeeded, "filed": s.DossierFiled, "recompute": dayOrNull(s.RecomputeOn)})
}

// dayOrNull is null for no day.
func dayOrNull(d date.Date) any {
	if d.IsZero() {
		return nil
	}
	return d
}

// DossierWhole is a case with everything its dossier shows, read in one batch.
type DossierWhole struct {
	CaseWhole
	Found       bool // false: no case, none for this actor, or one of which the actor sees a stub only; everything else is empty then
	Filings     []Filing
	Attachments []Attachment // of slots and of facts, voided ones too, as they came
	Papers      []Paper      // voided ones too, the newest first
	Archives    []Archive    // the newest first, those taken back too
}

// Dossier reads a case's dossier, writes into the audit log that it was looked at, and gives both to fn inside the same transaction. Of a case the actor
// does not see whole nothing is written.
func (s *Store) Dossier(ctx context.Context, actor access.Actor, id uuid.UUID, a Audited, fn func(*Tx, DossierWhole) error) error {
	var d DossierWhole
	whole := &wholeRows{}
	args := pgx.NamedArgs{"id": id, "cases": []uuid.UUID{id}}
	first := func(b *pgx.Batch) {
		whole.queue(b, args)
		queueInto(b, &d.Filings, filingsQuery, args)
		queueInto(b, &d.Attachments, attachmentQuery+` where t.case_id = @id order by t.recorded_at, t.id`, args)
		queueInto(b, &d.Papers, papersOf, args)
		queueInto(b, &d.Archives, archiveQuery+` where r.case_id = @id order by r.recorded_at desc, r.id desc`, args)
		queueAuditOfCase(b, actor, id, a)
	}
	return s.run(ctx, actor, "begin", first, func(tx *Tx) (err error) {
		if d.Found = len(whole.cases) == 1; !d.Found {
			return fn(tx, DossierWhole{})
		}
		if d.CaseWhole, err = whole.whole(); err != nil {
			return err
		}
		return fn(tx, d)
	})
}

// DossierTally is how many slots of a dossier are in which state.
type DossierTally struct{ Missing, Needed, Filed int }

const dossierTally = `select s.dossier_missing as missing, s.dossier_needed as needed, s.dossier_filed as filed from case_summary s where s.case_id = @id`

// Archive is a row of archive, with who recorded it and whether the dossier was taken out again.
type Archive struct {
	ID         uuid.UUID
	CaseID     uuid.UUID
	Day        date.Date
	Archivist  string
	Place      string // box or shelf
	Missing    string // slots missing then, parted by commas
	Reason     *string
	RecordedAt time.Time
	Recorder   string
	VoidReason *string
	VoidedAt   *time.Time
	Voider     *string
}

// Voided reports whether the dossier was taken out again.
func (a *Archive) Voided() bool { return a.VoidReason != nil }

const archiveQuery = `
	select r.id, r.case_id, r.day, r.archivist, r.place, r.missing, r.reason, r.recorded_at, a.name as recorder, v.reason as void_reason, v.recorded_at as voided_at, va.name as voider
	from archive r join account a on a.id = r.recorded_by left join archive_void v on v.archive_id = r.id left join account va on va.id = v.recorded_by`

// archived says that the dossier of the case s lies in the archive.
const archived = `exists (select from archive r where r.case_id = s.case_id and not exists (select from archive_void v where v.archive_id = r.id))`

// Archives returns how the dossier of a case was archived, the newest first.
func (tx *Tx) Archives(ctx context.Context, caseID uuid.UUID) ([]Archive, error) {
	return rows[Archive](ctx, tx, archiveQuery+` where r.case_id = @case order by r.recorded_at desc, r.id desc`, pgx.NamedArgs{"case": caseID})
}

// AddArchive puts a dossier into the archive as the transaction's actor. The case must be held.
func (tx *Tx) AddArchive(ctx context.Context, a Archive) error {
	return tx.exec(ctx, `
		insert into archive (id, case_id, day, archivist, place, missing, reason, recorded_at, recorded_by, posting)
		values (@id, @case, @day, @archivist, @place, @missing, @reason, @at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": a.ID, "case": a.CaseID, "day": a.Day, "archivist": a.Archivist, "place": a.Place, "missing": a.Missing, "reason": a.Reason,
			"at": a.RecordedAt, "by": tx.actor.Account, "posting": tx.actor.Posting})
}

// VoidArchive takes a dossier out of the archive as the transaction's actor.
func (tx *Tx) VoidArchive(ctx context.Context, a Archive, reason string, at time.Time) error {
	return tx.exec(ctx, `
		insert into archive_void (archive_id, case_id, reason, recorded_at, recorded_by, posting)
		values (@id, @case, @reason, @at, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": a.ID, "case": a.CaseID, "reason": reason, "at": at, "by": tx.actor.Account, "posting": tx.actor.Posting})
}
