package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/division"
)

// DecisionDraft is a row of decision_draft.
type DecisionDraft struct {
	ID             uuid.UUID // becomes the decision's key
	CaseID         uuid.UUID
	Body           json.RawMessage
	DraftedBy      int64   // who wrote last
	Drafter        string  // that account's name
	Drafters       []int64 // everybody who wrote on it
	DraftedAt      time.Time
	SubmittedAt    *time.Time
	ReturnedBy     *int64
	Returner       string // the name of who returned it; "" when nobody did
	ReturnedReason *string
	ApprovedBy     *int64
	FactID         *uuid.UUID // the decision it became
	Version        int
}

const decisionDraftOf = `
	select d.id, d.case_id, d.body, d.drafted_by, a.name as drafter, d.drafters, d.drafted_at, d.submitted_at, d.returned_by, coalesce(r.name, '') as returner,
		d.returned_reason, d.approved_by, d.fact_id, d.version
	from decision_draft d join account a on a.id = d.drafted_by left join account r on r.id = d.returned_by where d.case_id = @id`

// DecisionDraft returns the case's draft, or fault.NotFound.
func (tx *Tx) DecisionDraft(ctx context.Context, caseID uuid.UUID) (DecisionDraft, error) {
	return row[DecisionDraft](ctx, tx, decisionDraftOf, pgx.NamedArgs{"id": caseID})
}

// SaveDecisionDraft writes the draft over version (0: there is none yet) and reports false if another version is there. The transaction's actor becomes
// one of its authors, and the last.
func (tx *Tx) SaveDecisionDraft(ctx context.Context, caseID uuid.UUID, version int, body []byte, submit bool) (bool, error) {
	tag, err := tx.conn.Exec(ctx, `
		insert into decision_draft as d (id, case_id, body, drafted_by, drafters, submitted_at)
		values (@id, @case, @body, @by, array[@by::bigint], case when @submit then now() end)
		on conflict (case_id) do update set body = excluded.body, drafted_by = excluded.drafted_by, drafted_at = now(),
			drafters = array(select distinct unnest(d.drafters || excluded.drafters)),
			submitted_at = excluded.submitted_at, returned_by = null, returned_reason = null, version = d.version + 1
		where d.version = @version and d.fact_id is null`,
		pgx.NamedArgs{"id": uuid.Must(uuid.NewV7()), "case": caseID, "body": string(body), "by": tx.actor.Account, "submit": submit, "version": version})
	return err == nil && tag.RowsAffected() == 1, toFault(err)
}

// ReturnDecisionDraft gives the draft back to its author.
func (tx *Tx) ReturnDecisionDraft(ctx context.Context, caseID uuid.UUID, reason string) error {
	return tx.exec(ctx, `update decision_draft set submitted_at = null, returned_by = @by, returned_reason = @reason, version = version + 1 where case_id = @case`,
		pgx.NamedArgs{"case": caseID, "by": tx.actor.Account, "reason": reason})
}

// ApproveDecisionDraft closes the draft: it became the decision with the fact's id, approved by the transaction's actor.
func (tx *Tx) ApproveDecisionDraft(ctx context.Context, caseID, fact uuid.UUID) error {
	return tx.exec(ctx, `update decision_draft set approved_by = @by, approved_at = now(), fact_id = @fact, version = version + 1 where case_id = @case`,
		pgx.NamedArgs{"case": caseID, "by": tx.actor.Account, "fact": fact})
}

// WaitingDraft is a decision that waits for another officer's approval.
type WaitingDraft struct {
	CaseID      uuid.UUID
	Name        string // of the person
	DocMask     string
	Measure     string
	Place       division.Code
	DraftedBy   string
	OwnDraft    bool // the actor wrote on it and may not approve it
	SubmittedAt time.Time
}

// WaitingDrafts returns the submitted drafts the actor sees, oldest first.
func (tx *Tx) WaitingDrafts(ctx context.Context) ([]WaitingDraft, error) {
	return rows[WaitingDraft](ctx, tx, `
		select d.case_id, p.name, p.document_mask as doc_mask, c.measure, c.place, a.name as drafted_by, @me = any (d.drafters) as own_draft, d.submitted_at
		from decision_draft d join case_file c on c.id = d.case_id join case_summary s on s.case_id = c.id join person p on p.id = s.person_id join account a on a.id = d.drafted_by
		where d.submitted_at is not null and d.fact_id is null order by d.submitted_at, d.id`, pgx.NamedArgs{"me": tx.actor.Account})
}

// Bureau is the police organ that decides.
type Bureau struct {
	ID       int64
	Division division.Code
}

// PoliceBureau returns the county's police bureau, or fault.NotFound before units are set up.
func (tx *Tx) PoliceBureau(ctx context.Context) (Bureau, error) {
	return row[Bureau](ctx, tx, `select id, division from unit where kind = 'bureau' and valid_until is null order by id limit 1`, nil)
}

// AccountName returns the name of an account, for papers that say who drafted and approved.
func (tx *Tx) AccountName(ctx context.Context, account int64) (string, error) {
	return value[string](ctx, tx, `select name from account where id = @id`, pgx.NamedArgs{"id": account})
}
