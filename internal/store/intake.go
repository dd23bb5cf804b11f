package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/text"
)

var (
	_ = meaning("case_file_pkey", "", text.FaultSameFormOtherContent)
	_ = meaning("fact_pkey", "", text.FaultSameFormOtherContent)
)

// LockDocument holds the document number behind a blind index until the transaction ends, so that of two who open a case of one person at
// the same time the second sees what the first has done.
func (tx *Tx) LockDocument(ctx context.Context, index []byte) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended(encode(@index::bytea, 'hex'), 1))`, pgx.NamedArgs{"index": index})
}

// StationFor returns the name of the police station that answers for a place on the day, "" when none does. A station named for the village
// itself goes before one named for its township.
func (tx *Tx) StationFor(ctx context.Context, place division.Code, day date.Date) (string, error) {
	names, err := values[string](ctx, tx, `
		select u.name from station_division d join unit u on u.id = d.station
		where d.division in (@place, @township) and d.valid_from <= @day and (d.valid_until is null or d.valid_until > @day) and u.valid_until is null
		order by d.division desc, u.id limit 1`, pgx.NamedArgs{"place": place, "township": place.Township(), "day": day})
	if err != nil || len(names) == 0 {
		return "", err
	}
	return names[0], nil
}

// PersonCase is one case of a person as the intake shows it.
type PersonCase struct {
	CaseID      uuid.UUID
	Measure     string
	Stage       string
	Place       division.Code
	OpenedOn    date.Date
	TermLastDay date.Date
	ExitDay     date.Date
	Number      *string
}

// PersonCases returns the cases of a person that are open to the actor, the newest first.
func (tx *Tx) PersonCases(ctx context.Context, person uuid.UUID) ([]PersonCase, error) {
	return rows[PersonCase](ctx, tx, `
		select s.case_id, s.measure, s.stage, s.answerable as place, c.opened_on, s.term_last_day, s.exit_day, c.number
		from case_summary s join case_file c on c.id = s.case_id where s.person_id = @person order by c.opened_on desc, c.id`,
		pgx.NamedArgs{"person": person})
}
