package store

import (
	"context"
	"fmt"
	"time"

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

// AuditEntry is one line of the audit log as it is shown.
type AuditEntry struct {
	ID      int64
	At      time.Time
	Login   string
	Role    string
	Action  string
	CaseID  *uuid.UUID
	Subject *string
	Detail  map[string]any
}

// AuditEntries returns up to limit entries before the entry with id before (0: from the newest), newest first.
func (tx *Tx) AuditEntries(ctx context.Context, before int64, limit int) ([]AuditEntry, error) {
	return rows[AuditEntry](ctx, tx, `
		select a.id, a.at, c.login, a.role, a.action, a.case_id, a.subject, a.detail
		from audit a join account c on c.id = a.account
		where @before = 0 or a.id < @before
		order by a.id desc limit @limit`,
		pgx.NamedArgs{"before": before, "limit": limit})
}

func orNull(id uuid.UUID) any {
	if id == uuid.Nil {
		return nil
	}
	return id
}

// Subject names a row for an audit entry: its table and key.
func Subject(table string, key any) string { return fmt.Sprintf("%s %v", table, key) }
