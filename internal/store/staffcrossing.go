package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

// staffDuties are what the register and the caseloads ask offices to do: decide a proposal (the municipal office), renew a certificate, look at a village that has
// crossed a bound of the norm (the township).
const staffDuties = `
	select 'staff_decide' as kind, m.id::text as key, p.division - p.division % 1000000 as division, null::bigint as unit,
		jsonb_build_object('Who', m.name, 'Place', p.division::text) as about, p.starts as opens, null::date as due
	from staff_post p join staff_member m on m.id = p.member
	where not exists (select from staff_step s where s.post = p.id and s.kind in ('approved', 'refused', 'withdrawn', 'ended') and not exists (select from staff_step v where v.of_step = s.id))
	union all
	select distinct on (m.id) 'staff_renew', m.id::text, x.place - x.place % 1000, null::bigint, jsonb_build_object('Who', m.name, 'Place', p.division::text),
		coalesce(c.warn_from, c.until), c.until
	from staff_post p join staff_member m on m.id = p.member cross join lateral (select unit_successor(p.division, @today) as place) x
	join lateral (select s.until, s.warn_from from staff_step s where s.member = p.member and s.kind = 'qualified' and not exists (select from staff_step v where v.of_step = s.id)
		order by s.until desc nulls first limit 1) c on c.until is not null
	where exists (select from staff_step s where s.post = p.id and s.kind = 'approved' and not exists (select from staff_step v where v.of_step = s.id))
		and not exists (select from staff_step s where s.post = p.id and s.kind = 'ended' and s.day <= c.until and not exists (select from staff_step v where v.of_step = s.id))
	union all
	select 'staff_crossed', x.division::text, x.division - x.division % 1000, null::bigint,
		jsonb_build_object('Place', x.division::text, 'Before', x.before, 'Now', x.persons, 'Bound', x.bound), x.opens, null::date
	from staffing_crossing x where x.seen_on is null and x.month = date_trunc('month', @today::date)::date`

// Crossing is a village whose caseload has crossed a bound of the norm since the end of the month before.
type Crossing struct {
	Division division.Code `json:"division"`
	Before   int           `json:"before"`
	Persons  int           `json:"persons"`
	Bound    int           `json:"bound"`
}

// CaseloadsOf returns the caseloads of the month and the one before in the whole scope of the transaction's actor, and the rules.
func (tx *Tx) CaseloadsOf(ctx context.Context, month date.Month) (all []Caseload, rules rehab.Rules, err error) {
	loads := caseloadStatement(tx.actor, month, division.Range{})
	b := &pgx.Batch{}
	var r ruleRows
	queueInto(b, &all, loads.sql, loads.args)
	r.queue(b)
	if err := tx.send(ctx, b); err != nil {
		return nil, rules, err
	}
	rules, err = r.rules()
	return all, rules, err
}

// NoteCrossings makes the month's crossings those given. One that somebody has looked at stays looked at while its bound is the same.
func (tx *Tx) NoteCrossings(ctx context.Context, month date.Month, today date.Date, all []Crossing) error {
	raw, err := json.Marshal(append([]Crossing{}, all...))
	if err != nil {
		return fmt.Errorf("store: crossings: %w", err)
	}
	args := pgx.NamedArgs{"month": month.First(), "today": today, "all": string(raw)}
	b := &pgx.Batch{}
	b.Queue(`delete from staffing_crossing x where x.month = @month::date and not exists (
		select from jsonb_to_recordset(@all) as n (division bigint, bound integer) where n.division = x.division and n.bound = x.bound)`, args)
	b.Queue(`
		insert into staffing_crossing as x (division, month, before, persons, bound, opens)
		select n.division, @month::date, n.before, n.persons, n.bound, @today::date from jsonb_to_recordset(@all) as n (division bigint, before integer, persons integer, bound integer)
		on conflict (division, month) do update set before = excluded.before, persons = excluded.persons
			where (x.before, x.persons) is distinct from (excluded.before, excluded.persons)`, args)
	return tx.send(ctx, b)
}

// SeeCrossing writes that the transaction's actor has looked at what a village needs now that its caseload has crossed a bound; false when there is nothing to look at.
func (tx *Tx) SeeCrossing(ctx context.Context, village division.Code, month date.Month, today date.Date) (bool, error) {
	n, err := tx.affected(ctx, `update staffing_crossing set seen_on = @today, seen_by = @by where division = @village and month = @month and seen_on is null`,
		pgx.NamedArgs{"today": today, "by": tx.actor.Account, "village": village, "month": month.First()})
	return n > 0, err
}

// SawCrossing reports whether the transaction's actor has looked at the month's crossing of a village.
func (tx *Tx) SawCrossing(ctx context.Context, village division.Code, month date.Month) (bool, error) {
	all, err := values[bool](ctx, tx, `select seen_by = @by from staffing_crossing where division = @village and month = @month and seen_on is not null`,
		pgx.NamedArgs{"by": tx.actor.Account, "village": village, "month": month.First()})
	return len(all) > 0 && all[0], err
}

// UnseenCrossings returns the villages of the month at which nobody has looked yet, of those that the actor sees.
func (tx *Tx) UnseenCrossings(ctx context.Context, month date.Month) ([]division.Code, error) {
	return values[division.Code](ctx, tx, `select division from staffing_crossing where month = @month and seen_on is null`, pgx.NamedArgs{"month": month.First()})
}
