package store

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// RegisterLine is a number of the register with what became of its paper.
type RegisterLine struct {
	Issuer     int64
	IssuerName string
	IssuerKind string // of unit
	Division   division.Code
	Kind       string // of paper
	Year       int
	Number     int
	Text       string
	Day        date.Date
	CaseID     *uuid.UUID // nil: about no case
	PaperID    *uuid.UUID // nil: given before papers were kept
	Open       bool       // the actor sees the paper
	Person     *string    // nil: the actor does not see the case
	Addressed  *string    // unit that a paper of an office is addressed to
	Initial    string     // first character of the name of a person the actor does not see
	IssuedBy   *string    // nil: not known
	BySystem   bool       // the number was taken by the program itself
	State      string     // one of RegisterStates
	VoidReason *string
	VoidedAt   *time.Time
	Voider     *string
}

// RegisterStates are the states of a number: its paper stands, was taken back, is about a fact that was voided, or was given before papers were kept.
func RegisterStates() []string { return []string{"issued", "voided", "fact_voided", "unkept"} }

// RegisterFilter chooses numbers; zero values choose all.
type RegisterFilter struct {
	Issuer   int64
	Kind     string // of paper
	Year     int
	State    string // one of RegisterStates
	ByNumber bool   // as in a book, by issuer, kind, year and number; else the newest day first
}

// RegisterKey names a number.
type RegisterKey struct {
	Issuer int64
	Kind   string
	Year   int
	Number int
}

func (f RegisterFilter) args(at RegisterKey) pgx.NamedArgs {
	return pgx.NamedArgs{"issuer": f.Issuer, "kind": f.Kind, "year": f.Year, "state": f.State,
		"at_issuer": at.Issuer, "at_kind": at.Kind, "at_year": at.Year, "at_number": at.Number}
}

const chosenNumbers = `(@issuer::bigint = 0 or n.issuer = @issuer) and (@kind = '' or n.kind = @kind) and (@year::int = 0 or n.year = @year)`

// numberState is how the number of a row n with its paper_void v stands.
const numberState = `case when v.paper_id is not null then 'voided'
	when n.fact_id is not null and exists (select from fact_void f where f.case_id = n.case_id and f.of = n.fact_id) then 'fact_voided'
	when n.paper_id is null then 'unkept' else 'issued' end`

// Register returns the numbers chosen that the actor may see, at most limit, after the one named, or before it when going back; the zero key is none.
func (tx *Tx) Register(ctx context.Context, f RegisterFilter, at RegisterKey, back bool, limit int) ([]RegisterLine, error) {
	keys, way := `n.day, n.issuer, n.kind, n.year, n.number`, "desc"
	if f.ByNumber {
		keys, way = `u.division, n.issuer, n.kind, n.year, n.number`, "asc"
	}
	turn := map[string]string{"asc": "desc", "desc": "asc"}
	onward := way
	if back {
		onward = turn[way]
	}
	args := f.args(at)
	args["limit"] = limit
	lines, err := rows[RegisterLine](ctx, tx, `
		with page as (
			select n.*, u.name as issuer_name, u.kind as issuer_kind, u.division, s.state, v.reason as void_reason, v.recorded_at as voided_at, v.recorded_by as voided_by,
				row_number() over (order by `+ordered(keys, way)+`) as place
			from document_number n join unit u on u.id = n.issuer left join paper_void v on v.paper_id = n.paper_id
			cross join lateral (select `+numberState+` as state) s
			where `+chosenNumbers+` and (@state = '' or s.state = @state)
				and (@at_kind = '' or (`+keys+`) `+map[string]string{"asc": ">", "desc": "<"}[onward]+` (
					select `+keys+` from document_number n join unit u on u.id = n.issuer
					where n.issuer = @at_issuer and n.kind = @at_kind and n.year = @at_year and n.number = @at_number))
			order by `+ordered(keys, onward)+` limit @limit)
		select g.issuer, g.issuer_name, g.issuer_kind, g.division, g.kind, g.year, g.number, g.text, g.day, g.case_id, g.paper_id, p.id is not null as open,
			h.name as person, w.name as addressed, '' as initial, a.name as issued_by, coalesce(a.is_system, false) as by_system, g.state, g.void_reason, g.voided_at, b.name as voider
		from page g left join account a on a.id = g.issued_by left join account b on b.id = g.voided_by left join paper p on p.id = g.paper_id left join unit w on w.id = p.recipient
		left join case_file c on c.id = g.case_id left join person h on h.id = `+personOfCase+`
		order by g.place`, args)
	if err != nil {
		return nil, err
	}
	return lines, tx.initials(ctx, lines)
}

// ordered is a list of columns, all of them in the direction.
func ordered(keys, way string) string { return strings.ReplaceAll(keys, ",", " "+way+",") + " " + way }

// initials fills in the first characters of the names of persons whose cases the actor does not see, as the stub of a case shows them.
func (tx *Tx) initials(ctx context.Context, lines []RegisterLine) error {
	var hidden []uuid.UUID
	for i := range lines {
		if l := &lines[i]; l.Person == nil && l.CaseID != nil {
			hidden = append(hidden, *l.CaseID)
		}
	}
	if len(hidden) == 0 {
		return nil
	}
	type named struct {
		CaseID  uuid.UUID
		Initial string
	}
	var names []named
	b := &pgx.Batch{}
	queueSettings(b, wide(tx.actor))
	queueInto(b, &names, `select c.id as case_id, left(p.name, 1) as initial from case_file c join person p on p.id = `+personOfCase+` where c.id = any (@ids)`,
		pgx.NamedArgs{"ids": hidden})
	queueSettings(b, tx.actor)
	if err := tx.conn.SendBatch(ctx, b).Close(); err != nil {
		return toFault(err)
	}
	first := map[uuid.UUID]string{}
	for _, n := range names {
		first[n.CaseID] = n.Initial
	}
	for i := range lines {
		if l := &lines[i]; l.Person == nil && l.CaseID != nil {
			l.Initial = first[*l.CaseID]
		}
	}
	return nil
}

// RegisterTally is what the runs of a year add up to. A run is the numbers of one issuer and kind; it is without a gap when its last number is how many there are.
type RegisterTally struct {
	Runs    int
	Numbers int
	Voided  int // with their papers
	Missing int // numbers that are not there
}

// RegisterTally counts the numbers chosen, whatever their state.
func (tx *Tx) RegisterTally(ctx context.Context, f RegisterFilter) (RegisterTally, error) {
	return row[RegisterTally](ctx, tx, `
		select count(*)::int as runs, coalesce(sum(r.count), 0)::int as numbers, coalesce(sum(r.voided), 0)::int as voided, coalesce(sum(r.last - r.count), 0)::int as missing
		from (select count(*) as count, count(v.paper_id) as voided, max(n.number) as last from document_number n left join paper_void v on v.paper_id = n.paper_id
			where `+chosenNumbers+` group by n.issuer, n.kind, n.year) r`, f.args(RegisterKey{}))
}

// RegisterIssuers returns the units of which the actor sees numbers, by division.
func (tx *Tx) RegisterIssuers(ctx context.Context) ([]Unit, error) {
	return rows[Unit](ctx, tx, `select `+unitColumns+` from unit u where exists (select from document_number n where n.issuer = u.id) order by u.division, u.id`, nil)
}

// RegisterYears returns the first and the last year of which the actor sees numbers; 0 without any.
func (tx *Tx) RegisterYears(ctx context.Context) (first, last int, err error) {
	y, err := row[struct{ First, Last int }](ctx, tx, `
		select coalesce(extract(year from min(day)), 0)::int as first, coalesce(extract(year from max(day)), 0)::int as last from document_number`, nil)
	return y.First, y.Last, err
}
