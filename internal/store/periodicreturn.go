package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// PeriodicReturn is a return owed for a period by a village, a township or the city, and how far it has come. State and what follows it come from
// its steps and are written with them.
type PeriodicReturn struct {
	ID          uuid.UUID
	Level       string // rehab.ReturnLevel
	Division    division.Code
	Period      date.Date // its first day
	Until       date.Date // its last day
	Opens       date.Date
	Due         date.Date // for it to be submitted; the city's, to be locked
	State       string    // rehab.ReturnState
	NextDue     date.Date // of whoever has to act now; none: nobody has
	SubmittedOn date.Date // of the submission that stands
	Steps       int
}

// OweReturns writes the returns of list that are not there, and the days of those that nobody has submitted yet; it returns how many it wrote.
func (tx *Tx) OweReturns(ctx context.Context, list []PeriodicReturn) (int64, error) {
	n := len(list)
	ids, levels, codes := make([]uuid.UUID, n), make([]string, n), make([]int64, n)
	days := [4][]string{make([]string, n), make([]string, n), make([]string, n), make([]string, n)}
	for i := range list {
		r := &list[i]
		ids[i], levels[i], codes[i] = r.ID, r.Level, int64(r.Division)
		days[0][i], days[1][i], days[2][i], days[3][i] = r.Period.String(), r.Until.String(), r.Opens.String(), r.Due.String()
	}
	return tx.affected(ctx, `
		insert into periodic_return as r (id, level, division, period, until, opens, due, next_due)
		select id, level, division, period, until, opens, due, due from unnest(@ids::uuid[], @levels::text[], @codes::bigint[], @periods::text[]::date[], @untils::text[]::date[],
			@opens::text[]::date[], @dues::text[]::date[]) as x (id, level, division, period, until, opens, due)
		on conflict on constraint periodic_return_one_per_period do update set due = excluded.due, next_due = excluded.due
			where r.state = 'open' and r.due <> excluded.due`,
		pgx.NamedArgs{"ids": ids, "levels": levels, "codes": codes, "periods": days[0], "untils": days[1], "opens": days[2], "dues": days[3]})
}
