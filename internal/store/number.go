package store

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// NextNumber takes the next running number of an issuer, kind of paper and year, and writes the text that pattern makes of it into the
// register. Numbers run without gaps: the issuer's row of the register is locked until the transaction ends, and one that is undone takes
// its number back. pattern holds %d twice, for the year and the number (〔2026〕1号).
func (tx *Tx) NextNumber(ctx context.Context, issuer int64, kind string, year int, pattern string, caseID uuid.UUID) (string, error) {
	key := fmt.Sprintf("document_number %d %s %d", issuer, kind, year)
	if err := tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended(@key, 0))`, pgx.NamedArgs{"key": key}); err != nil {
		return "", err
	}
	n, err := value[int](ctx, tx, `
		select coalesce(max(number), 0) + 1 from document_number where issuer = @issuer and kind = @kind and year = @year`,
		pgx.NamedArgs{"issuer": issuer, "kind": kind, "year": year})
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf(pattern, year, n)
	return text, tx.exec(ctx, `
		insert into document_number (issuer, kind, year, number, text, case_id) values (@issuer, @kind, @year, @number, @text, @case_id)`,
		pgx.NamedArgs{"issuer": issuer, "kind": kind, "year": year, "number": n, "text": text, "case_id": orNull(caseID)})
}
