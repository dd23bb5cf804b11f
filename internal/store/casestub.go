package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
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

// WholeBehindStub returns a case whole though the actor need not see it: the caller has found the stub, and gives out days and destination only.
func (tx *Tx) WholeBehindStub(ctx context.Context, id uuid.UUID) (CaseWhole, error) {
	b := &pgx.Batch{}
	queueSettings(b, wide(tx.actor))
	var whole wholeRows
	whole.queue(b, pgx.NamedArgs{"id": id})
	queueSettings(b, tx.actor)
	if err := tx.conn.SendBatch(ctx, b).Close(); err != nil {
		return CaseWhole{}, toFault(err)
	}
	return whole.whole()
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
