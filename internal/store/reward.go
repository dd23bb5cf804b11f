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

// RewardEntry is a line of the ledger: an accrual, or the reversal of one.
type RewardEntry struct {
	ID         uuid.UUID
	CaseID     uuid.UUID
	Phase      int
	Kind       string // accrual or reversal
	Fen        int64  // negative in a reversal
	Village    division.Code
	AccruedOn  date.Date
	Assessment uuid.UUID  // the phase assessment it rests on
	Reverses   *uuid.UUID // of a reversal: the accrual
	CreatedAt  time.Time
	Step       *string // the furthest step: verified, approved or paid; nil while only accrued
	Reversed   bool    // an accrual with a reversal
	Held       bool    // must wait (ruling 28)
}

const rewardEntryColumns = `e.id, e.case_id, e.phase, e.kind, e.fen, e.village, e.accrued_on, e.assessment, e.reverses, e.created_at,
	(select s.step from reward_step s where s.entry = e.id
		order by array_position(array['paid', 'approved', 'verified'], s.step) limit 1) as step,
	exists (select from reward_entry r where r.reverses = e.id) as reversed,
	exists (select from reward_hold h where h.entry = e.id) as held`

const rewardEntriesOf = `select ` + rewardEntryColumns + ` from reward_entry e where e.case_id = @id order by e.created_at, e.id`

// RewardEntriesOf returns every entry of the case, whatever village it belongs to, oldest first. The case is locked by this transaction.
func (tx *Tx) RewardEntriesOf(ctx context.Context, caseID uuid.UUID) ([]RewardEntry, error) {
	b := &pgx.Batch{}
	queueSettings(b, wide(tx.actor))
	var all []RewardEntry
	queueInto(b, &all, rewardEntriesOf, pgx.NamedArgs{"id": caseID})
	queueSettings(b, tx.actor)
	return all, tx.send(ctx, b)
}

// queueRewards queues the writing of lines of the ledger; lines are never changed.
func queueRewards(b *pgx.Batch, lines []RewardEntry) error {
	if len(lines) == 0 {
		return nil
	}
	list := make([]map[string]any, len(lines))
	for i, e := range lines {
		list[i] = map[string]any{"id": e.ID, "case_id": e.CaseID, "phase": e.Phase, "kind": e.Kind, "fen": e.Fen, "village": e.Village,
			"accrued_on": e.AccruedOn, "assessment": e.Assessment, "reverses": e.Reverses}
	}
	raw, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("store: lines of the ledger: %w", err)
	}
	b.Queue(`
		insert into reward_entry (id, case_id, phase, kind, fen, village, accrued_on, assessment, reverses)
		select x.id, x.case_id, x.phase, x.kind, x.fen, x.village, x.accrued_on, x.assessment, x.reverses
		from jsonb_populate_recordset(null::reward_entry, @lines) x`, pgx.NamedArgs{"lines": string(raw)})
	return nil
}

// RewardEntry returns one line, or fault.NotFound.
func (tx *Tx) RewardEntry(ctx context.Context, id uuid.UUID) (RewardEntry, error) {
	return row[RewardEntry](ctx, tx, `select `+rewardEntryColumns+` from reward_entry e where e.id = @id`, pgx.NamedArgs{"id": id})
}
