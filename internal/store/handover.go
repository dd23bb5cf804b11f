package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Handover is one act of handing cases over.
type Handover struct {
	ID       uuid.UUID // the form's key
	Day      date.Date
	Township division.Code
	Worker   *int64 // nil where an earlier one is taken back
	Reason   string
	Reverts  *uuid.UUID
}

// CaseHanded is what a handover does to one case.
type CaseHanded struct {
	CaseID   uuid.UUID     `json:"case_id"`
	PersonID uuid.UUID     `json:"-"`
	Division division.Code `json:"division"`
	Worker   *int64        `json:"worker"` // nil: nobody by name again
	Before   *int64        `json:"before"` // who was written down
}

// HandoverLine is a handover as the page shows it.
type HandoverLine struct {
	Handover
	WorkerName *string
	By         string
	RecordedAt time.Time
	Cases      int
	Standing   int  // of them those that nobody has handed on since
	Reverted   bool // taken back
}

const handoverLines = `
	select h.id, h.day, h.township, h.worker, h.reason, h.reverts, w.name as worker_name, b.name as by, h.recorded_at,
		(select count(*)::int from case_worker c where c.handover = h.id) as cases,
		(select count(*)::int from case_worker c where c.handover = h.id
			and not exists (select from case_worker n where n.case_id = c.case_id and n.division = c.division and n.id > c.id)) as standing,
		exists (select from handover r where r.reverts = h.id) as reverted
	from handover h left join account w on w.id = h.worker join account b on b.id = h.recorded_by`

// Handovers returns the newest handovers of the actor's townships.
func (tx *Tx) Handovers(ctx context.Context, limit int) ([]HandoverLine, error) {
	return rows[HandoverLine](ctx, tx, handoverLines+` order by h.recorded_at desc, h.id desc limit @limit`, pgx.NamedArgs{"limit": limit})
}

// HandoverLine returns one handover of the actor's townships, or fault.NotFound.
func (tx *Tx) HandoverLine(ctx context.Context, id uuid.UUID) (HandoverLine, error) {
	return row[HandoverLine](ctx, tx, handoverLines+` where h.id = @id`, pgx.NamedArgs{"id": id})
}

// HandedBy returns the cases of a handover that nobody has handed on since, with who is to be written down for them when it is taken back.
func (tx *Tx) HandedBy(ctx context.Context, id uuid.UUID) ([]CaseHanded, error) {
	return rows[CaseHanded](ctx, tx, `
		select c.case_id, s.person_id, c.division, c.before as worker, c.worker as before from case_worker c join case_summary s on s.case_id = c.case_id
		where c.handover = @id and s.exit_day is null and s.answerable = c.division
			and not exists (select from case_worker n where n.case_id = c.case_id and n.division = c.division and n.id > c.id)
		order by c.case_id`, pgx.NamedArgs{"id": id})
}

// CasesHanded returns the cases of a handover, in the order of their ids.
func (tx *Tx) CasesHanded(ctx context.Context, id uuid.UUID) ([]uuid.UUID, error) {
	return values[uuid.UUID](ctx, tx, `select case_id from case_worker where handover = @id order by case_id`, pgx.NamedArgs{"id": id})
}

// HoldHandovers makes other handovers of the township wait until the transaction ends, so that two come one after the other.
func (tx *Tx) HoldHandovers(ctx context.Context, township division.Code) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('handover ' || @township::bigint, 0))`, pgx.NamedArgs{"township": township})
}

// AddHandover writes a handover by the transaction's actor, its cases and an audit entry for each, in one round trip however many they are.
func (tx *Tx) AddHandover(ctx context.Context, h Handover, cases []CaseHanded, audits []Audited) error {
	raw, err := json.Marshal(cases)
	if err != nil {
		return fmt.Errorf("store: cases of a handover: %w", err)
	}
	b := &pgx.Batch{}
	b.Queue(`
		insert into handover (id, day, township, worker, reason, reverts, recorded_by, posting)
		values (@id, @day, @township, @worker, @reason, @reverts, @by, nullif(@posting::bigint, 0))`,
		pgx.NamedArgs{"id": h.ID, "day": h.Day, "township": h.Township, "worker": h.Worker, "reason": h.Reason, "reverts": h.Reverts,
			"by": tx.actor.Account, "posting": tx.actor.Posting})
	b.Queue(`
		insert into case_worker (case_id, division, handover, worker, before)
		select x.case_id, x.division, @id, x.worker, x.before
		from jsonb_to_recordset(@cases) as x (case_id uuid, division bigint, worker bigint, before bigint)`, pgx.NamedArgs{"id": h.ID, "cases": string(raw)})
	if err := tx.queueAudits(b, audits); err != nil {
		return err
	}
	return tx.send(ctx, b)
}
