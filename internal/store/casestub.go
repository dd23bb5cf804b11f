package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// CaseStub is what remains of a case for an office that once answered for it.
type CaseStub struct {
	CaseID   uuid.UUID
	PersonID uuid.UUID
	Measure  string
}

// CaseStub returns the stub, or fault.NotFound when the actor sees nothing of the case at all.
func (tx *Tx) CaseStub(ctx context.Context, id uuid.UUID) (CaseStub, error) {
	return row[CaseStub](ctx, tx, `select c.id as case_id, `+personOfCase+` as person_id, c.measure from case_file c where c.id = @id`, pgx.NamedArgs{"id": id})
}

// Arrival is a day from which a village has answered for a case.
type Arrival struct {
	Date    date.Date
	Village division.Code // none: the one the transfer names
	Initial string        // first character of the person's name
}

// Arrivals returns the standing report-ins of a case, here and at each destination, by day. The actor need not see the facts: the caller has found the
// stub, and gives out days and destination only.
func (tx *Tx) Arrivals(ctx context.Context, id uuid.UUID) ([]Arrival, error) {
	b := &pgx.Batch{}
	queueSettings(b, wide(tx.actor))
	b.Queue(`
		select f.date, coalesce((f.body->>'village')::bigint, 0) as village, left(p.name, 1) as initial
		from fact_whole f join case_summary s on s.case_id = f.case_id join person p on p.id = s.person_id
		where f.case_id = @id and f.kind in ('report_in', 'moved_in', 'transfer_report_in') and not exists (select from fact_void v where v.of = f.id)
		order by f.date, f.recorded_at, f.id`, pgx.NamedArgs{"id": id})
	queueSettings(b, tx.actor)
	res := tx.conn.SendBatch(ctx, b)
	defer res.Close()
	if _, err := res.Exec(); err != nil {
		return nil, toFault(err)
	}
	r, err := res.Query()
	if err != nil {
		return nil, toFault(err)
	}
	all, err := pgx.CollectRows(r, pgx.RowToStructByName[Arrival])
	return all, toFault(err)
}

// OtherCase is another case of the same person, for the history a page shows (ruling 43).
type OtherCase struct {
	CaseID   uuid.UUID
	Measure  string
	Number   *string // nil before the decision
	OpenedOn date.Date
	Stage    string
	ReportIn date.Date
	ExitDay  date.Date
}

// otherCases are the other cases of the person of case @id that the actor sees, the newest first.
const otherCases = `
	select c.id as case_id, c.measure, c.number, c.opened_on, s.stage, s.report_in, s.exit_day
	from case_file c join case_summary s on s.case_id = c.id
	where s.person_id = (select x.person_id from case_summary x where x.case_id = @id) and c.id <> @id order by c.opened_on desc, c.id`
