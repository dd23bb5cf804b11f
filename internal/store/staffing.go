package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// Caseload is how many open cases a place was answerable for at a month's end; in the present month: today.
type Caseload struct {
	Month    date.Month
	Division division.Code
	Count    int
}

// StaffingFacts is everything that the staffing norm is held against.
type StaffingFacts struct {
	Places    []division.Code // townships and villages there were on the day, in order
	Caseloads []Caseload      // of the month and the one before; places without cases are left out
	Staff     StaffBook       // of the whole scope
	Rules     rehab.Rules
}

const staffingPlaces = `
		select distinct u.division from unit u
		where u.kind in ('township', 'village') and u.state <> 'withdrawn' and u.valid_from <= @on::date and (u.valid_until is null or u.valid_until > @on::date)
			and u.division <@ ` + myScope + ` and (@low::bigint = 0 or u.division between @low and @high)
		order by u.division`

// caseloadStatement counts what the list of the open cases of a month and of the one before shows. What police screen is no case yet (ruling 48).
func caseloadStatement(actor access.Actor, month date.Month, within division.Range) statement {
	s := monthCount{figures: []Figure{FigureOpen}, months: []date.Month{month - 1, month}, on: month.Last(), within: within}.statement(actor)
	s.sql = `select x.month, x.division, x.n[1] as count from (` + s.sql + `) x where x.n[1] > 0`
	return s
}

// StaffingFacts reads, in one round trip and without reading a fact, what the norm needs of a month and a day in it. Within: part of the actor's scope;
// zero: all of it.
func (tx *Tx) StaffingFacts(ctx context.Context, month date.Month, on date.Date, within division.Range) (out StaffingFacts, err error) {
	loads := caseloadStatement(tx.actor, month, within)
	type place struct{ Division division.Code }
	var places []place
	var rules ruleRows
	b := &pgx.Batch{}
	queueInto(b, &places, staffingPlaces, pgx.NamedArgs{"on": on, "low": within.Low, "high": within.High})
	queueInto(b, &out.Caseloads, loads.sql, loads.args)
	out.Staff.queue(b, uuid.Nil, division.Range{}) // posts of places that have gone over into one of these too
	rules.queue(b)
	if err := tx.send(ctx, b); err != nil {
		return out, err
	}
	for _, p := range places {
		out.Places = append(out.Places, p.Division)
	}
	out.Rules, err = rules.rules()
	return out, err
}
