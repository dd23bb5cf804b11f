package store

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
)

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

// AuditFilter chooses entries of the audit log; its zero value chooses all.
type AuditFilter struct {
	Login       string
	Action      string
	From, Until date.Date // days in Beijing, both included
	After       int64     // the entry after which the page begins; the log runs from the newest to the oldest
	Before      int64     // or before which it ends
}

const auditWhere = `
	from audit a join account c on c.id = a.account
	where (@login = '' or c.login = @login) and (@action = '' or a.action = @action)
	and (@from::date is null or a.at >= @from::timestamp at time zone '+08:00'::interval)
	and (@until::date is null or a.at < (@until::date + 1)::timestamp at time zone '+08:00'::interval)`

func (f AuditFilter) args() pgx.NamedArgs {
	return pgx.NamedArgs{"login": f.Login, "action": f.Action, "from": f.From, "until": f.Until, "after": f.After, "before": f.Before}
}

// AuditEntries returns up to limit entries, newest first. With Before they are the last ones before it.
func (tx *Tx) AuditEntries(ctx context.Context, f AuditFilter, limit int) ([]AuditEntry, error) {
	args := f.args()
	args["limit"] = limit
	page := ` and (@after = 0 or a.id < @after) order by a.id desc limit @limit`
	if f.Before != 0 {
		page = ` and a.id > @before order by a.id limit @limit`
	}
	entries, err := rows[AuditEntry](ctx, tx, `select a.id, a.at, c.login, a.role, a.action, a.case_id, a.subject, a.detail`+auditWhere+page, args)
	if f.Before != 0 {
		slices.Reverse(entries)
	}
	return entries, err
}

// CountAuditEntries returns how many entries the filter chooses on all its pages.
func (tx *Tx) CountAuditEntries(ctx context.Context, f AuditFilter) (int, error) {
	return value[int](ctx, tx, `select count(*)`+auditWhere, f.args())
}
