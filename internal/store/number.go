package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// NumberWanted is a request for the next number of a paper.
type NumberWanted struct {
	Issuer  int64  // unit
	Kind    string // of paper
	Year    int
	Unit    string    // what stands for {unit} in the pattern
	Pattern string    // unless the office has set another, for this issuer or for all
	Case    uuid.UUID // none: about no case
	Paper   uuid.UUID // that will bear it, in this transaction; none: not kept here
}

// NextNumber takes the next running number of an issuer, kind of paper and year, and writes it into the register as the pattern makes text of it.
// Numbers run without gaps: the run is locked until the transaction ends, and one that is undone takes its number back.
func (tx *Tx) NextNumber(ctx context.Context, w NumberWanted) (string, error) {
	key := fmt.Sprintf("document_number %d %s %d", w.Issuer, w.Kind, w.Year)
	if err := tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended(@key, 0))`, pgx.NamedArgs{"key": key}); err != nil {
		return "", err
	}
	next, err := row[struct {
		Number  int
		Pattern string
	}](ctx, tx, `select coalesce(max(number), 0) + 1 as number, `+patternOf+` as pattern from document_number where issuer = @issuer and kind = @kind and year = @year`,
		pgx.NamedArgs{"issuer": w.Issuer, "kind": w.Kind, "year": w.Year, "pattern": w.Pattern})
	if err != nil {
		return "", err
	}
	text := NumberText(next.Pattern, w.Unit, w.Year, strconv.Itoa(next.Number))
	return text, tx.exec(ctx, `
		insert into document_number (issuer, kind, year, number, text, case_id, paper_id) values (@issuer, @kind, @year, @number, @text, @case, @paper)`,
		pgx.NamedArgs{"issuer": w.Issuer, "kind": w.Kind, "year": w.Year, "number": next.Number, "text": text, "case": orNull(w.Case), "paper": orNull(w.Paper)})
}

// patternOf is the pattern of @kind for @issuer: its own, else the one set for all, else @pattern.
const patternOf = `coalesce((select n.pattern from number_pattern n where n.kind = @kind and (n.issuer = @issuer or n.issuer is null) order by n.issuer nulls last limit 1), @pattern)`

// NumberPattern returns how the numbers of a kind of paper of the issuer read now: {unit}, {year} and {number} stand for what differs.
func (tx *Tx) NumberPattern(ctx context.Context, w NumberWanted) (string, error) {
	return value[string](ctx, tx, `select `+patternOf, pgx.NamedArgs{"issuer": w.Issuer, "kind": w.Kind, "pattern": w.Pattern})
}

// NumberText fills in a pattern.
func NumberText(pattern, unit string, year int, number string) string {
	return strings.NewReplacer("{unit}", unit, "{year}", strconv.Itoa(year), "{number}", number).Replace(pattern)
}
