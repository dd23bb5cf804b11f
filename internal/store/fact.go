package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
)

// RecordedFact is a fact with who recorded it.
type RecordedFact struct {
	rehab.Fact
	CaseID     uuid.UUID
	RecordedBy int64  // account
	Recorder   string // the account's name
}

// ContentHash is the fingerprint of what a fact says, without its id: the same form sent twice has the same one.
func ContentHash(day date.Date, b rehab.Body) ([]byte, error) {
	body, err := rehab.EncodeBody(b)
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s", b.Kind(), day, body)
	return h.Sum(nil), nil
}

// Signed is a fact of a case with the account and posting (0: none) under which it is recorded.
type Signed struct {
	rehab.Fact
	CaseID  uuid.UUID
	Account int64
	Posting int64
}

// queueAppend queues the writing of facts and what they say, of one case or of many: one statement for the facts and one for each kind.
func queueAppend(b *pgx.Batch, facts []Signed) error {
	heads := make([]map[string]any, 0, len(facts))
	said := map[rehab.Kind][]map[string]any{}
	for _, f := range facts {
		head, body, err := factRows(f)
		if err != nil {
			return err
		}
		heads = append(heads, head)
		said[f.Body.Kind()] = append(said[f.Body.Kind()], body)
	}
	if err := queueRows(b, "fact", heads); err != nil {
		return err
	}
	for _, kind := range rehab.Kinds() {
		if err := queueRows(b, "fact_"+string(kind), said[kind]); err != nil {
			return err
		}
	}
	return nil
}

// factRows are the row of fact and the row of fact_<kind> of one fact, by column.
func factRows(f Signed) (head, body map[string]any, err error) {
	if _, err := uuid.Parse(f.ID); err != nil {
		return nil, nil, fmt.Errorf("store: a fact's id must be a UUID: %w", err)
	}
	hash, err := ContentHash(f.Date, f.Body)
	if err != nil {
		return nil, nil, err
	}
	raw, err := rehab.EncodeBody(f.Body)
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(raw, &body); err != nil {
		return nil, nil, err
	}
	kind := f.Body.Kind()
	body["fact_id"], body["case_id"], body["kind"] = f.ID, f.CaseID, kind
	head = map[string]any{"id": f.ID, "case_id": f.CaseID, "kind": kind, "date": f.Date, "content_hash": `\x` + hex.EncodeToString(hash),
		"recorded_at": f.RecordedAt, "recorded_by": f.Account, "posting": nil}
	if f.Posting != 0 {
		head["posting"] = f.Posting
	}
	return head, body, nil
}

// factRow is a row of fact_whole.
type factRow struct {
	ID         uuid.UUID
	CaseID     uuid.UUID
	Kind       rehab.Kind
	Date       date.Date
	RecordedAt time.Time
	RecordedBy int64
	Recorder   string
	Body       json.RawMessage
}

func (r factRow) fact() (RecordedFact, error) {
	body, err := rehab.DecodeBody(r.Kind, r.Body)
	if err != nil {
		return RecordedFact{}, fmt.Errorf("store: fact %s: %w", r.ID, err)
	}
	return RecordedFact{Fact: rehab.Fact{ID: r.ID.String(), Date: r.Date, RecordedAt: r.RecordedAt, Body: body},
		CaseID: r.CaseID, RecordedBy: r.RecordedBy, Recorder: r.Recorder}, nil
}

const factsQuery = `
	select f.id, f.case_id, f.kind, f.date, f.recorded_at, f.recorded_by, a.name as recorder, f.body
	from fact_whole f join account a on a.id = f.recorded_by`

// Facts returns every fact of the cases, voided ones and voids too, by case, day and entry.
func (tx *Tx) Facts(ctx context.Context, cases ...uuid.UUID) (map[uuid.UUID][]RecordedFact, error) {
	all, err := rows[factRow](ctx, tx, factsOfCases, pgx.NamedArgs{"cases": cases})
	if err != nil {
		return nil, err
	}
	return factsByCase(all)
}

const factsOfCases = factsQuery + ` where f.case_id = any(@cases) order by f.case_id, f.date, f.recorded_at, f.id`

func factsByCase(all []factRow) (map[uuid.UUID][]RecordedFact, error) {
	byCase := map[uuid.UUID][]RecordedFact{}
	for _, r := range all {
		f, err := r.fact()
		if err != nil {
			return nil, err
		}
		byCase[r.CaseID] = append(byCase[r.CaseID], f)
	}
	return byCase, nil
}

// FactHash returns the fingerprint and the case of a fact already written under id, or fault.NotFound.
func (tx *Tx) FactHash(ctx context.Context, id uuid.UUID) (hash []byte, err error) {
	return value[[]byte](ctx, tx, `select content_hash from fact where id = @id`, pgx.NamedArgs{"id": id})
}

// FileOf makes the file the rules read from a case and its facts.
func FileOf(c CaseFile, facts []RecordedFact) rehab.File {
	f := rehab.File{Measure: c.Measure, TermMonths: c.TermMonths, Village: c.Place, Divided: c.Divided, Facts: make([]rehab.Fact, len(facts))}
	for i := range facts {
		f.Facts[i] = facts[i].Fact
	}
	return f
}
