package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// TransferLine is a residence change under way as lists show it. Name is nil where the actor sees only that the case was here.
type TransferLine struct {
	CaseID  uuid.UUID
	Name    *string
	DocMask *string
	Step    string // next step, named by the fact that would take it
	From    division.Code
	To      division.Code // none: out of the county
	Since   date.Date
	Due     date.Date
}

// TransferLines returns the residence changes under way of cases open to the actor, the one due first first, at most limit, after the given one.
func (tx *Tx) TransferLines(ctx context.Context, step string, after TransferKey, limit int) ([]TransferLine, error) {
	return rows[TransferLine](ctx, tx, `
		select s.case_id, p.name, p.document_mask as doc_mask, s.change_step as step, s.change_from as "from", s.change_to as "to",
			s.change_since as since, s.change_due as due
		from case_summary s left join person p on p.id = s.person_id
		where s.moving and (@step = '' or s.change_step = @step)
			and (@after_id::uuid is null or (coalesce(s.change_due, 'infinity'), s.case_id) > (coalesce(@after_due::date, 'infinity'), @after_id))
		order by coalesce(s.change_due, 'infinity'), s.case_id limit @limit`,
		pgx.NamedArgs{"step": step, "after_id": orNull(after.Case), "after_due": after.Due, "limit": limit})
}

// TransferKey is a line's place in the list.
type TransferKey struct {
	Due  date.Date
	Case uuid.UUID
}
