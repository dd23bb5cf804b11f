package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// DutyLine is an opened duty of some kinds with the person it concerns.
type DutyLine struct {
	CaseID   uuid.UUID
	Seq      int
	Name     string
	DocMask  string
	Kind     string
	Division division.Code
	Opens    date.Date
	Due      date.Date
	Phase    *int
	Strip    string
}

// DutyKey is a line's place in the list.
type DutyKey struct {
	Due  date.Date
	Case uuid.UUID
	Seq  int
}

// DutyLines returns the duties of the kinds that have opened by the day and concern cases open to the actor, the one due first first.
func (tx *Tx) DutyLines(ctx context.Context, kinds []string, day date.Date, after DutyKey, limit int) ([]DutyLine, error) {
	return rows[DutyLine](ctx, tx, `
		select o.case_id, o.seq, p.name, p.document_mask as doc_mask, o.kind, o.division, o.opens, o.due, s.phase, s.strip
		from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id
		where o.kind = any(@kinds) and o.opens <= @day and (o.lapses is null or o.lapses >= @day)
			and (@after_id::uuid is null or (coalesce(o.due, 'infinity'), o.case_id, o.seq) > (coalesce(@after_due::date, 'infinity'), @after_id, @after_seq))
		order by coalesce(o.due, 'infinity'), o.case_id, o.seq limit @limit`,
		pgx.NamedArgs{"kinds": kinds, "day": day, "after_id": orNull(after.Case), "after_due": after.Due, "after_seq": after.Seq, "limit": limit})
}
