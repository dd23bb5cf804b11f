package store

import (
	"context"
	"encoding/json"
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
	return tx.exec(ctx, insertAudit+` values (`+auditValues+`)`, auditArgs(tx.actor, a))
}

// queueAuditOfCase queues the entry that the actor did something with a case; it is written only if the actor sees the case whole. The person is the
// case's own.
func queueAuditOfCase(b *pgx.Batch, actor access.Actor, id uuid.UUID, a Audited) {
	args := auditArgs(actor, a)
	args["id"] = id
	b.Queue(insertAudit+` select @account, nullif(@posting::bigint, 0), @role, @action, c.id, `+personOfCase+`, nullif(@subject, ''), @detail from case_file c where c.id = @id`+openWhole, args)
}

const (
	insertAudit = `insert into audit (account, posting, role, action, case_id, person_id, subject, detail)`
	auditValues = `@account, nullif(@posting::bigint, 0), @role, @action, @case_id, @person_id, nullif(@subject, ''), @detail`
)

func auditArgs(actor access.Actor, a Audited) pgx.NamedArgs {
	if a.Detail == nil {
		a.Detail = map[string]any{}
	}
	return pgx.NamedArgs{
		"account": actor.Account, "posting": actor.Posting, "role": string(actor.Role), "action": string(a.Action),
		"case_id": orNull(a.Case), "person_id": orNull(a.Person), "subject": a.Subject, "detail": a.Detail,
	}
}

// queueAudits adds many entries when the batch is sent.
func (tx *Tx) queueAudits(b *pgx.Batch, all []Audited) error {
	list := make([]map[string]any, 0, len(all))
	for _, a := range all {
		if a.Detail == nil {
			a.Detail = map[string]any{}
		}
		list = append(list, map[string]any{"action": a.Action, "case_id": orNull(a.Case), "person_id": orNull(a.Person), "subject": a.Subject, "detail": a.Detail})
	}
	if len(list) == 0 {
		return nil
	}
	raw, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("store: audit entries: %w", err)
	}
	b.Queue(insertAudit+`
		select @account, nullif(@posting::bigint, 0), @role, x.action, x.case_id, x.person_id, nullif(x.subject, ''), x.detail
		from jsonb_to_recordset(@entries) as x (action text, case_id uuid, person_id uuid, subject text, detail jsonb)`,
		pgx.NamedArgs{"account": tx.actor.Account, "posting": tx.actor.Posting, "role": string(tx.actor.Role), "entries": string(raw)})
	return nil
}

func orNull(id uuid.UUID) any {
	if id == uuid.Nil {
		return nil
	}
	return id
}

// Subject names a row for an audit entry: its table and key.
func Subject(table string, key any) string { return fmt.Sprintf("%s %v", table, key) }
