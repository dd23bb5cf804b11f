package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// CaseFile is a row of case_file: what a case is, apart from its facts.
type CaseFile struct {
	ID         uuid.UUID
	PersonID   uuid.UUID // the record that speaks for the person: of a merged record, the one it was merged into
	Measure    rehab.Measure
	TermMonths int
	Place      division.Code // village of execution the screening or decision names
	Station    int64         // unit id of the police station that opened the screening
	Number     *string       // nil until the decision is issued
	OpenedOn   date.Date
	Version    int // counts the changes

	Divided []rehab.Succession // divided villages from which it goes along; never nil of a case read
}

// personOfCase is the record that speaks for the person of the case_file c.
const personOfCase = `coalesce((select l.root from person_link l where l.person_id = c.person_id), c.person_id)`

const caseFileColumns = `c.id, ` + personOfCase + ` as person_id, c.measure, c.term_months, c.place, c.station, c.number, c.opened_on, c.version, ` + dividedOf + ` as divided`

// AddCaseFile opens a case for the record PersonID, merged or not. It is not visible to anybody until SaveFolders has written who sees it.
func (tx *Tx) AddCaseFile(ctx context.Context, c CaseFile) error {
	return tx.exec(ctx, `
		insert into case_file (id, person_id, measure, term_months, place, station, opened_on, created_by)
		values (@id, @person, @measure, @term, @place, @station, @opened_on, @by)`,
		pgx.NamedArgs{"id": c.ID, "person": c.PersonID, "measure": c.Measure, "term": c.TermMonths, "place": c.Place,
			"station": c.Station, "opened_on": c.OpenedOn, "by": tx.actor.Account})
}

// openWhole leaves out cases of which the actor sees no more than a stub (DOMAIN §7): their facts are hidden, so that what the rules would say of
// the rest is not the case.
const openWhole = ` and exists (select from case_access a where a.case_id = c.id and a.reading <> 'stub')`

const caseFileWhole = `select ` + caseFileColumns + ` from case_file c where c.id = @id` + openWhole

// CaseFile returns the case, or fault.NotFound when there is none or none for this actor; a case that is a stub for the actor is none.
func (tx *Tx) CaseFile(ctx context.Context, id uuid.UUID) (CaseFile, error) {
	return row[CaseFile](ctx, tx, caseFileWhole, pgx.NamedArgs{"id": id})
}

// DecideCase writes what the issued decision sets: measure, term in months, place and the case number.
func (tx *Tx) DecideCase(ctx context.Context, c CaseFile) error {
	return tx.exec(ctx, `
		update case_file set measure = @measure, term_months = @term, place = @place, number = @number where id = @id`,
		pgx.NamedArgs{"id": c.ID, "measure": c.Measure, "term": c.TermMonths, "place": c.Place, "number": c.Number})
}
