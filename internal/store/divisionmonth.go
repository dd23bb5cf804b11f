package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// monthCount asks for figures of months by division.
type monthCount struct {
	figures   []Figure
	months    []date.Month
	on        date.Date      // from which FigureEndsSoon looks ahead
	soon      int            // how many days; 0: it is not looked at
	within    division.Range // part of the actor's scope; zero: all of it
	screening bool           // police count what they screen
}

// statement gives month, division and n, the figures in the order asked for, of the divisions that have a case, by month and division. What was counted
// before is taken where it still holds, and the rest counted in the same statement: of one state of the database, so that the answer is always what
// counting every row would give (docs/adr/3301).
func (c monthCount) statement(actor access.Actor) statement {
	low, high := actor.Scope.Bounds()
	months := make([]date.Date, len(c.months))
	for i, m := range c.months {
		months[i] = m.First()
	}
	args := pgx.NamedArgs{"months": months, "on": c.on, "soon": c.soon, "scope_low": low, "scope_high": high, "low": c.within.Low, "high": c.within.High,
		"figures": figuresDigest, "screening": c.screening}
	readings := actor.Role.Readings()
	if !slices.Contains(readings, access.Answerable) || c.screening && slices.Contains(readings, access.ByPolice) {
		return statement{countedNow(c.figures), args}
	}
	return statement{c.countedBefore(), args}
}

// figuresDigest tells the conditions that figures are counted by from those of another version of the program.
var figuresDigest = func() string {
	var b strings.Builder
	for _, f := range figures {
		b.WriteString(string(f.name) + "\x00" + f.condition + "\x00")
	}
	sum := sha256.Sum256([]byte(monthCase + b.String()))
	return hex.EncodeToString(sum[:8])
}()

const (
	monthPlace   = `m.division between @scope_low and @scope_high and m.division <@ ` + myScope + ` and (@low::bigint = 0 or m.division between @low and @high)`
	countedMonth = monthCase + `m.month = any(@months::date[]) and ` + monthPlace + ` and (m.stage <> 'screening' or @screening::boolean and ` + police + `)`
)

// countsOf are the counts of figures of the rows c of months.
func countsOf(names []Figure) string {
	counts := make([]string, len(names))
	for i, name := range names {
		counts[i] = `count(*) filter (where ` + figureConditions[name] + `)`
	}
	return `array[` + strings.Join(counts, ", ") + `]::int[]`
}

// countedNow counts the rows.
func countedNow(names []Figure) string {
	return `with base as (` + countedMonth + `) select c.month, c.division, ` + countsOf(names) + ` as n from base c group by 1, 2 order by 1, 2`
}

// countedBefore takes the counts kept, and counts what has changed since.
func (c monthCount) countedBefore() string {
	names, kept, holds := c.figures, `m.n`, `m.figures = @figures`
	if !slices.Equal(names, figureOrder) {
		at := make([]string, len(names))
		for i, name := range names {
			at[i] = `m.n[` + strconv.Itoa(1+slices.Index(figureOrder, name)) + `]`
		}
		kept = `array[` + strings.Join(at, ", ") + `]`
	}
	if c.soon > 0 {
		holds += ` and m.counted_on = @on::date and m.soon = @soon::int`
	}
	return `with marked as materialized (select distinct m.month, m.division from division_month_stale m where m.month = any(@months::date[]) and ` + monthPlace + `),
		kept as materialized (select m.month, m.division, ` + kept + ` as n, ` + holds + ` and not exists (select from marked x where x.month = m.month and x.division = m.division) as holds
			from division_month m where m.month = any(@months::date[]) and ` + monthPlace + `),
		changed as (select month, division from marked union select month, division from kept where not holds)
		select k.month, k.division, k.n from kept k where k.holds
		union all
		select x.month, x.division, now.n from changed x cross join lateral (select ` + countsOf(names) + ` as n, count(*) as cases
			from (` + monthCase + divisionRows + `) c) now where now.cases > 0
		order by 1, 2`
}

// divisionRows are the rows of the month and division x, screenings left out.
const divisionRows = `m.month = x.month and m.division = x.division and m.stage <> 'screening'`

// MonthsToCount returns the months of which counts kept no longer hold, the newest first. Soon says how many days ahead the figures of a month look.
func (tx *Tx) MonthsToCount(ctx context.Context, today date.Date, soon func(date.Month) int) ([]date.Month, error) {
	kept, err := rows[struct {
		Month   date.Month
		Changed bool
		Soon    []int
	}](ctx, tx, `
		select month, bool_or(changed) as changed, array_agg(distinct soon) filter (where soon > 0) as soon from (
			select month, true as changed, 0 as soon from division_month_stale
			union all select d.month, d.figures <> @figures or d.counted_on <> least((d.month + interval '1 month - 1 day')::date, @today::date), d.soon from division_month d
		) x group by month order by month desc`, pgx.NamedArgs{"figures": figuresDigest, "today": today})
	var out []date.Month
	for _, k := range kept {
		if n := soon(k.Month); k.Changed || slices.ContainsFunc(k.Soon, func(s int) bool { return s != n }) {
			out = append(out, k.Month)
		}
	}
	return out, err
}

// CountMonth counts the divisions of the month anew whose counts no longer hold, and keeps them with the day and the days ahead they were counted for. The lock
// comes before the statement that counts, so that whoever counts has seen all that those before have kept; the statement sees one state of the rows and takes away
// the marks of that state alone. The actor is the system's own.
func (tx *Tx) CountMonth(ctx context.Context, month date.Month, today date.Date, soon int) error {
	args := pgx.NamedArgs{"month": month.First(), "on": min(month.Last(), today), "soon": soon, "figures": figuresDigest}
	b := &pgx.Batch{}
	b.Queue(`select pg_advisory_xact_lock(hashtextextended('division_month', 0))`)
	b.Queue(`
		with marked as (delete from division_month_stale where month = @month returning division),
		changed as materialized (select @month::date as month, division from marked
			union select d.month, d.division from division_month d where d.month = @month and (d.figures <> @figures or d.counted_on <> @on::date or d.soon <> @soon::int)),
		counted as materialized (select x.division, now.n from changed x cross join lateral (select `+countsOf(figureOrder)+` as n, count(*) as cases
			from (`+monthCase+divisionRows+`) c) now where now.cases > 0),
		gone as (delete from division_month d where d.month = @month and d.division in (select division from changed) and d.division not in (select division from counted))
		insert into division_month (month, division, counted_on, soon, figures, n)
		select @month, c.division, @on::date, @soon::int, @figures, c.n from counted c
		on conflict (month, division) do update set counted_on = excluded.counted_on, soon = excluded.soon, figures = excluded.figures, n = excluded.n`, args)
	return tx.send(ctx, b)
}

// MonthsWithCases returns every month from the first to the last that a case has, or that was counted.
func (tx *Tx) MonthsWithCases(ctx context.Context) ([]date.Month, error) {
	return values[date.Month](ctx, tx, `
		select generate_series(least((select min(month) from case_month), (select min(month) from division_month)),
			greatest((select max(month) from case_month), (select max(month) from division_month)), interval '1 month')::date`, nil)
}

// WrongDivisionMonth is a month of a division of which other figures are kept than its cases say, and nothing marks that.
type WrongDivisionMonth struct {
	Division division.Code
	Kept     []int // in the program's order; nil: nothing is kept
	Counted  []int // nil: there is no case
}

// Says tells the figures that differ, kept against counted.
func (w *WrongDivisionMonth) Says() string {
	at := func(n []int, i int) string {
		if i < len(n) {
			return strconv.Itoa(n[i])
		}
		return "none"
	}
	var all []string
	for i, name := range figureOrder {
		if kept, counted := at(w.Kept, i), at(w.Counted, i); kept != counted {
			all = append(all, string(name)+" "+kept+", should be "+counted)
		}
	}
	return strings.Join(all, "; ")
}

// WrongDivisionMonths compares the figures kept of the month that are said to hold with its cases, in one statement.
func (tx *Tx) WrongDivisionMonths(ctx context.Context, month date.Month, today date.Date, soon int) ([]WrongDivisionMonth, error) {
	return rows[WrongDivisionMonth](ctx, tx, `
		with counted as (select c.division, `+countsOf(figureOrder)+` as n from (`+monthCase+`m.month = @month and m.stage <> 'screening') c group by 1),
		kept as (select d.division, d.n, d.figures = @figures and d.counted_on = @on::date and d.soon = @soon::int as holds from division_month d where d.month = @month)
		select division, k.n as kept, c.n as counted from kept k full join counted c using (division)
		where coalesce(k.holds, true) and k.n is distinct from c.n
			and not exists (select from division_month_stale s where s.month = @month and s.division = coalesce(k.division, c.division))
		order by 1`, pgx.NamedArgs{"month": month.First(), "on": min(month.Last(), today), "soon": soon, "figures": figuresDigest})
}

// MarkDivisionMonths has the figures of the divisions counted anew.
func (tx *Tx) MarkDivisionMonths(ctx context.Context, month date.Month, all []WrongDivisionMonth) error {
	places := make([]int64, len(all))
	for i, w := range all {
		places[i] = int64(w.Division)
	}
	return tx.exec(ctx, `insert into division_month_stale (month, division) select @month::date, unnest(@places::bigint[])`, pgx.NamedArgs{"month": month.First(), "places": places})
}
