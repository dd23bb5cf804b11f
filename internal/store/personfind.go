package store

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// PersonFinder says by what people are looked for; what is empty finds nobody. Numbers are found whole only.
type PersonFinder struct {
	Name     string // the beginning of any part of a name, of its pinyin or initials, in lower case without spaces
	Document []byte // blind index
	Phone    []byte // blind index
	Number   string // of the case
}

// afterAll is after every character, so that name keys between a beginning and itself with afterAll are those that begin with it. A range
// reaches the index under row-level security, a pattern does not.
const afterAll = "\U0010FFFF"

// where is what the finder asks of a case c.
func (f *PersonFinder) where() string {
	var any []string
	if f.Name != "" {
		any = append(any, `c.person_id in (select k.person_id from person_name_key k where k.key >= @find_name and k.key < @find_end)`)
	}
	if len(f.Document) > 0 || len(f.Phone) > 0 {
		any = append(any, `c.person_id in (select n.person_id from person_number_key n where n.key = any(array[@find_document, @find_phone]::bytea[]))`)
	}
	if f.Number != "" {
		any = append(any, `c.case_id in (select n.id from case_file n where n.number = @find_number)`)
	}
	if len(any) == 0 {
		return "false"
	}
	return "(" + strings.Join(any, " or ") + ")"
}

func (f *PersonFinder) addTo(a pgx.NamedArgs) {
	a["find_name"], a["find_end"], a["find_document"], a["find_phone"], a["find_number"] = f.Name, f.Name+afterAll, f.Document, f.Phone, f.Number
}

// FoundCases returns the cases of the people found, at most limit, none of them a closed stub.
func (tx *Tx) FoundCases(ctx context.Context, f PersonFinder, limit int) ([]uuid.UUID, error) {
	a := pgx.NamedArgs{"limit": limit}
	f.addTo(a)
	return values[uuid.UUID](ctx, tx, `select c.case_id from case_summary c where `+fully+` and `+f.where()+` order by c.exit_day desc nulls first, c.case_id limit @limit`, a)
}
