package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
)

// Audited is what one audit entry says beyond who and when. Detail must hold no name and no number of a person.
type Audited struct {
	Action  access.Action
	Case    uuid.UUID // uuid.Nil when no case is meant
	Person  uuid.UUID // uuid.Nil when no person is meant
	Subject string    // table and key of anything else acted on
	Detail  map[string]any
}

// Audit adds an entry for the transaction's actor; it is written if and only if the transaction commits.
func (tx *Tx) Audit(ctx context.Context, a Audited) error {
	if a.Detail == nil {
		a.Detail = map[string]any{}
	}
	return tx.exec(ctx, `
		insert into audit (account, posting, role, action, case_id, person_id, subject, detail)
		values (@account, nullif(@posting::bigint, 0), @role, @action, @case_id, @person_id, nullif(@subject, ''), @detail)`,
		pgx.NamedArgs{
			"account": tx.actor.Account, "posting": tx.actor.Posting, "role": string(tx.actor.Role), "action": string(a.Action),
			"case_id": orNull(a.Case), "person_id": orNull(a.Person), "subject": a.Subject, "detail": a.Detail,
		})
}

func orNull(id uuid.UUID) any {
	if id == uuid.Nil {
		return nil
	}
	return id
}

// Subject names a row for an audit entry: its table and key.
func Subject(table string, key any) string { return fmt.Sprintf("%s %v", table, key) }
