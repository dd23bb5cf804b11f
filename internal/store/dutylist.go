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
	Phase    *int // the phase the duty is about
	Prepared bool // what the decision rests on is on file: a village's opinion
	Strip    string
}

// DutyFilter chooses duties.
type DutyFilter struct {
	Kinds    []string
	Prepared *bool // nil: whether or not
}

// openedDuties are the duties of some kinds that have opened by a day and have not lapsed.
const openedDuties = ` o.kind = any(@kinds) and o.opens <= @day and (o.lapses is null or o.lapses >= @day)`

// DutyWait is how many duties of a kind wait, and how many of them are late.
type DutyWait struct {
	Kind        string
	Prepared    bool
	Count, Late int
}

// DutyWaits counts the duties of the kinds that DutyLines lists, by kind and by whether the decision can be made.
func (tx *Tx) DutyWaits(ctx context.Context, kinds []string, day date.Date) ([]DutyWait, error) {
	return rows[DutyWait](ctx, tx, `
		select o.kind, o.prepared, count(*)::int as count, (count(*) filter (where o.due < @day))::int as late
		from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id
		where `+openedDuties+` group by o.kind, o.prepared`, pgx.NamedArgs{"kinds": kinds, "day": day})
}

// DutyKey is a line's place in the list.
type DutyKey struct {
	Due  date.Date
	Case uuid.UUID
	Seq  int
}

// DutyLines returns the duties chosen that have opened by the day and concern cases open to the actor, the one due first first.
func (tx *Tx) DutyLines(ctx context.Context, f DutyFilter, day date.Date, after DutyKey, limit int) ([]DutyLine, error) {
	return rows[DutyLine](ctx, tx, `
		select o.case_id, o.seq, p.name, p.document_mask as doc_mask, o.kind, o.division, o.opens, o.due, o.phase, o.prepared, s.strip
		from obligation o join case_summary s on s.case_id = o.case_id join person p on p.id = s.person_id
		where `+openedDuties+` and (@prepared::boolean is null or o.prepared = @prepared)
			and (@after_id::uuid is null or (coalesce(o.due, 'infinity'), o.case_id, o.seq) > (coalesce(@after_due::date, 'infinity'), @after_id, @after_seq))
		order by coalesce(o.due, 'infinity'), o.case_id, o.seq limit @limit`,
		pgx.NamedArgs{"kinds": f.Kinds, "prepared": f.Prepared, "day": day, "after_id": orNull(after.Case), "after_due": after.Due, "after_seq": after.Seq, "limit": limit})
}
