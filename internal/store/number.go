package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
)

// NumberWanted is a request for the next number of a paper.
type NumberWanted struct {
	Issuer  int64  // unit
	Kind    string // of paper
	Day     date.Date
	Unit    string    // what stands for {unit} in the pattern
	Pattern string    // unless the office has set another, for this issuer or for all
	Case    uuid.UUID // none: about no case
	Fact    uuid.UUID // that it is about, written in this transaction at the latest; none: about the case
	Paper   uuid.UUID // that will bear it, in this transaction; none: not kept here
}

// A pattern was set by which the number would read as another one does: the office that sets patterns has to look.
var _ = meaning("document_number_text_unique", "", text.RegisterNumberTaken)

// NextNumber takes the next running number of an issuer, kind of paper and year, and writes it into the register as the pattern makes text of it.
// Numbers run without gaps: the run is locked until the transaction ends, and one that is undone takes its number back. A transaction takes one
// number; whoever took two could wait for another that has taken them the other way round.
func (tx *Tx) NextNumber(ctx context.Context, w NumberWanted) (string, error) {
	year := w.Day.Year()
	key := fmt.Sprintf("document_number %d %s %d", w.Issuer, w.Kind, year)
	if err := tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended(@key, 0))`, pgx.NamedArgs{"key": key}); err != nil {
		return "", err
	}
	next, err := row[struct {
		Number  int
		Pattern string
	}](ctx, tx, `select coalesce(max(number), 0) + 1 as number, `+patternOf+` as pattern from document_number where issuer = @issuer and kind = @kind and year = @year`,
		pgx.NamedArgs{"issuer": w.Issuer, "kind": w.Kind, "year": year, "pattern": w.Pattern})
	if err != nil {
		return "", err
	}
	number := NumberText(next.Pattern, w.Unit, year, strconv.Itoa(next.Number))
	return number, tx.exec(ctx, `
		insert into document_number (issuer, kind, year, number, text, day, case_id, fact_id, paper_id, issued_by)
		values (@issuer, @kind, @year, @number, @text, @day, @case, @fact, @paper, @by)`,
		pgx.NamedArgs{"issuer": w.Issuer, "kind": w.Kind, "year": year, "number": next.Number, "text": number, "day": w.Day, "case": orNull(w.Case),
			"fact": orNull(w.Fact), "paper": orNull(w.Paper), "by": tx.actor.Account})
}

// patternOf is the pattern of @kind for @issuer: its own, else the one set for all, else @pattern. Of each the newest counts.
const patternOf = `coalesce(
	(select n.pattern from number_pattern n where n.kind = @kind and n.issuer = @issuer order by n.id desc limit 1),
	(select n.pattern from number_pattern n where n.kind = @kind and n.issuer is null order by n.id desc limit 1), @pattern)`

// NumberPattern returns how the numbers of a kind of paper of the issuer read now: {unit}, {year} and {number} stand for what differs.
func (tx *Tx) NumberPattern(ctx context.Context, w NumberWanted) (string, error) {
	return value[string](ctx, tx, `select `+patternOf, pgx.NamedArgs{"issuer": w.Issuer, "kind": w.Kind, "pattern": w.Pattern})
}

// NumberHead returns what comes before the running number of a paper, as its number will read now.
func (tx *Tx) NumberHead(ctx context.Context, w NumberWanted) (string, error) {
	pattern, err := tx.NumberPattern(ctx, w)
	head, _, _ := strings.Cut(NumberText(pattern, w.Unit, w.Day.Year(), "{number}"), "{number}")
	return head, err
}

// NumberText fills in a pattern.
func NumberText(pattern, unit string, year int, number string) string {
	return strings.NewReplacer("{unit}", unit, "{year}", strconv.Itoa(year), "{number}", number).Replace(pattern)
}
