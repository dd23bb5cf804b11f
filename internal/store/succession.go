package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// Succession is a row of unit_succession: a unit goes over into another on a day.
type Succession struct {
	ID        uuid.UUID
	FromUnit  int64
	FromCode  division.Code
	FromName  string
	ToUnit    int64
	ToCode    division.Code
	ToName    string
	Day       date.Date
	Basis     string // by which document
	AppliedAt *time.Time
	Together  *uuid.UUID // the township's, when a village goes over with it
	Founds    bool       // the form has founded the unit it goes over into
}

var _ = meaning("unit_succession_once", "into", text.UnitGoesAlready)

const successions = `
	select s.id, s.from_unit, s.from_code, f.name as from_name, s.to_unit, s.to_code, t.name as to_name, s.day, s.basis, s.applied_at, s.together, s.founds
	from unit_succession s join unit f on f.id = s.from_unit join unit t on t.id = s.to_unit where s.withdrawn_at is null`

// Successions returns those that stand of which the unit is a part, by day; 0 means every unit.
func (tx *Tx) Successions(ctx context.Context, unit int64) ([]Succession, error) {
	return rows[Succession](ctx, tx, successions+` and (@unit = 0 or @unit in (s.from_unit, s.to_unit)) order by s.day, s.id`, pgx.NamedArgs{"unit": unit})
}

// AddSuccession writes one by the transaction's actor; false when there is one of this id already.
func (tx *Tx) AddSuccession(ctx context.Context, s Succession, now time.Time) (bool, error) {
	n, err := tx.affected(ctx, `
		insert into unit_succession (id, from_unit, from_code, to_unit, to_code, day, basis, together, founds, recorded_by, recorded_at)
		values (@id, @from_unit, @from_code, @to_unit, @to_code, @day, @basis, @together, @founds, @by, @now) on conflict (id) do nothing`,
		pgx.NamedArgs{"id": s.ID, "from_unit": s.FromUnit, "from_code": s.FromCode, "to_unit": s.ToUnit, "to_code": s.ToCode, "day": s.Day, "basis": s.Basis,
			"together": s.Together, "founds": s.Founds, "by": tx.actor.Account, "now": now})
	return n == 1, err
}

// WithdrawSuccession takes back that a unit goes over, before its day, and with a township its villages; it returns what was taken back.
func (tx *Tx) WithdrawSuccession(ctx context.Context, from int64, today date.Date, now time.Time) ([]Succession, error) {
	return rows[Succession](ctx, tx, `
		with back as (
			update unit_succession s set withdrawn_at = @now, withdrawn_by = @by
			where s.day > @today and s.applied_at is null and s.withdrawn_at is null and (s.from_unit = @from and s.together is null
				or s.together = (select w.id from unit_succession w where w.from_unit = @from and w.withdrawn_at is null and w.applied_at is null))
			returning s.*
		) select s.id, s.from_unit, s.from_code, '' as from_name, s.to_unit, s.to_code, '' as to_name, s.day, s.basis, s.applied_at, s.together, s.founds from back s`,
		pgx.NamedArgs{"from": from, "today": today, "now": now, "by": tx.actor.Account})
}

// SuccessionWithdrawn reports whether the last that was recorded of a unit's going over was taken back.
func (tx *Tx) SuccessionWithdrawn(ctx context.Context, from int64) (bool, error) {
	return value[bool](ctx, tx, `select coalesce((select withdrawn_at is not null from unit_succession where from_unit = @from order by recorded_at desc, withdrawn_at nulls first limit 1), false)`,
		pgx.NamedArgs{"from": from})
}

// Belongings are what a unit has that goes along when it goes over into another.
type Belongings struct {
	Open     int   `json:"open"`     // cases that have not ended
	Ended    int   `json:"ended"`    // cases that have
	Duties   int   `json:"duties"`   // duties left undone
	Postings int   `json:"postings"` // that have not ended
	Staff    int   `json:"staff"`    // posts in the register of workers
	Stations int   `json:"stations"` // police stations that answer for the village by itself
	Rewards  int   `json:"rewards"`  // entries of the ledger; they stay with the old name and are seen by the successor
	Unpaid   int64 `json:"unpaid"`   // fen of those not paid
	Workers  int   `json:"workers"`  // accounts that answer for cases by name, counted when they were taken along
}

// BelongingsOf counts what places have, in their order; the actor must see every case.
func (tx *Tx) BelongingsOf(ctx context.Context, places []Unit, today date.Date) ([]Belongings, error) {
	var units []int64
	var codes []division.Code
	for i := range places {
		units, codes = append(units, places[i].ID), append(codes, places[i].Division)
	}
	return rows[Belongings](ctx, tx, `
		select (select count(*)::int from case_summary s where s.answerable = x.code and s.exit_day is null) as open,
			(select count(*)::int from case_summary s where s.answerable = x.code and s.exit_day is not null) as ended,
			(select count(*)::int from obligation o where o.division = x.code) as duties,
			(select count(*)::int from posting p where p.unit = x.unit and (p.valid_until is null or p.valid_until >= @today and p.valid_until >= p.valid_from)) as postings,
			(select count(*)::int from staff_post p where p.division = x.code) as staff,
			(select count(*)::int from station_division d where d.division = x.code and (d.valid_until is null or d.valid_until > @today)) as stations,
			(select count(*)::int from reward_entry e where e.village = x.code) as rewards,
			(select coalesce(sum(e.fen), 0)::bigint from reward_entry e where e.village = x.code and not exists (select from reward_step s where s.entry = e.id and s.step = 'paid')) as unpaid,
			0 as workers
		from unnest(@units::bigint[], @codes::bigint[]) with ordinality x (unit, code, n) order by x.n`, pgx.NamedArgs{"units": units, "codes": codes, "today": today})
}

// DueSuccessions returns those whose day has come and that have not been applied, and holds them until the transaction ends.
func (tx *Tx) DueSuccessions(ctx context.Context, today date.Date) ([]Succession, error) {
	return rows[Succession](ctx, tx, successions+` and s.applied_at is null and s.day <= @today order by s.day, s.id for update of s`, pgx.NamedArgs{"today": today})
}

// ApplySuccession takes along what hangs on the unit itself: who answers for cases by name, postings, what stations answer for; and ends the unit. Cases follow by themselves
// (rehab.Succession).
func (tx *Tx) ApplySuccession(ctx context.Context, s Succession, b Belongings, reason string, now time.Time) error {
	args := pgx.NamedArgs{"id": s.ID, "from": s.FromCode, "to": s.ToCode, "from_unit": s.FromUnit, "to_unit": s.ToUnit, "today": s.Day, "day": s.Day, "township": s.ToCode.Township(),
		"reason": reason, "by": tx.actor.Account, "now": now}
	workers, err := value[int](ctx, tx, handAlong, args)
	if err != nil {
		return err
	}
	b.Workers = workers
	moved, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("store: succession: %w", err)
	}
	args["moved"] = moved
	batch := &pgx.Batch{}
	batch.Queue(`
		update posting p set unit = @to_unit where p.unit = @from_unit and (p.valid_until is null or p.valid_until >= @day)
			and not exists (select from posting o where o.account = p.account and o.role = p.role and o.unit = @to_unit and (o.valid_until is null or o.valid_until >= @day))`, args)
	batch.Queue(`update posting set valid_until = @day::date - 1 where unit = @from_unit and (valid_until is null or valid_until >= @day)`, args) // who is posted there already
	batch.Queue(`
		insert into station_division (station, division, valid_from)
		select d.station, @to, @day from station_division d
		where d.division = @from and (d.valid_until is null or d.valid_until > @day)
			and not exists (select from station_division o where o.station = d.station and o.division in (@to, @township) and (o.valid_until is null or o.valid_until > @day))`, args)
	batch.Queue(`update station_division set valid_until = greatest(@day, valid_from + 1) where division = @from and (valid_until is null or valid_until > @day)`, args)
	batch.Queue(periodNotSeen, args)
	batch.Queue(`update unit set valid_until = greatest(@day, valid_from + 1) where id = @from_unit`, args)
	batch.Queue(`update unit_succession set applied_at = @now, moved = @moved where id = @id`, args)
	return tx.send(ctx, batch)
}

// handAlong writes down, for each open case of the village that goes over, who answers for it by name, so that it stays theirs; it returns how many accounts that are. It must come before
// the postings go along.
const handAlong = `
	with mine as materialized (
		select c.case_id, ` + workerOf + ` as worker from (select s.case_id, s.answerable, s.answerable_since as since from case_summary s
			where s.answerable = @from::bigint and s.exit_day is null and s.stage <> 'screening') c
	), acts as (
		insert into handover (id, day, township, worker, reason, recorded_by, recorded_at)
		select gen_random_uuid(), @day, @township, w.worker, @reason, @by, @now from (select distinct worker from mine where worker is not null) w returning id, worker
	), given as (
		insert into case_worker (case_id, division, handover, worker, before) select m.case_id, @to, a.id, a.worker, null from mine m join acts a on a.worker = m.worker
	) select count(*)::int from acts`

// periodNotSeen takes away the returns written ahead of a period that the unit is not there for a whole month of: its successor owes it.
const periodNotSeen = `
	delete from periodic_return where division = @from and level in ('village', 'township') and (period + interval '1 month')::date > @day and steps = 0`

// UnitName is a row of unit_name: what a unit is called from a day on.
type UnitName struct {
	Unit      int64
	Division  division.Code // of a place; none of a station or another office
	Name      string
	ValidFrom date.Date
}

// UnitNames returns the names of a unit that was renamed, or of all such units with 0, by unit and day.
func (tx *Tx) UnitNames(ctx context.Context, unit int64) ([]UnitName, error) {
	return rows[UnitName](ctx, tx, `
		select n.unit, case when u.kind in ('county', 'township', 'village') then u.division end as division, n.name, n.valid_from from unit_name n join unit u on u.id = n.unit
		where n.withdrawn_at is null and (@unit = 0 or n.unit = @unit) order by n.unit, n.valid_from`, pgx.NamedArgs{"unit": unit})
}

var _ = meaning("unit_name_one_a_day", "from", text.UnitNameTaken)

// AddUnitName names a unit from a day on, by the transaction's actor. The name it has had so far is kept with its first day.
func (tx *Tx) AddUnitName(ctx context.Context, n UnitName, first date.Date, now time.Time) error {
	args := pgx.NamedArgs{"unit": n.Unit, "name": n.Name, "from": n.ValidFrom, "first": first, "by": tx.actor.Account, "now": now}
	if err := tx.exec(ctx, `
		insert into unit_name (unit, name, valid_from, set_by, set_at) select u.id, u.name, @first, @by, @now from unit u
		where u.id = @unit and not exists (select from unit_name n where n.unit = u.id and n.withdrawn_at is null)`, args); err != nil {
		return err
	}
	return tx.exec(ctx, `insert into unit_name (unit, name, valid_from, set_by, set_at) values (@unit, @name, @from, @by, @now)`, args)
}

// WithdrawUnitName takes back, with the reason, a name that a unit has had or would have from a day on; it reports whether there was one. Its first name stays.
func (tx *Tx) WithdrawUnitName(ctx context.Context, unit int64, from, first date.Date, why string, now time.Time) (bool, error) {
	n, err := tx.affected(ctx, `
		update unit_name set withdrawn_at = @now, withdrawn_by = @by, withdrawn_why = @why where unit = @unit and valid_from = @from and valid_from > @first and withdrawn_at is null`,
		pgx.NamedArgs{"unit": unit, "from": from, "first": first, "why": why, "now": now, "by": tx.actor.Account})
	return n > 0, err
}

// UnitNameWithdrawn reports whether a name from a day on was taken back.
func (tx *Tx) UnitNameWithdrawn(ctx context.Context, unit int64, from date.Date) (bool, error) {
	return value[bool](ctx, tx, `select exists (select from unit_name where unit = @unit and valid_from = @from and withdrawn_at is not null)`, pgx.NamedArgs{"unit": unit, "from": from})
}

// ApplyUnitNames gives every unit that was renamed the name that holds on the day; it returns how many names that changed.
func (tx *Tx) ApplyUnitNames(ctx context.Context, today date.Date) (int64, error) {
	return tx.affected(ctx, `
		update unit u set name = n.name, name_confirmed = true
		from (select distinct on (n.unit) n.unit, n.name from unit_name n where n.withdrawn_at is null and n.valid_from <= @today order by n.unit, n.valid_from desc) n
		where n.unit = u.id and u.name <> n.name`, pgx.NamedArgs{"today": today})
}

// correctName puts a corrected name also where the unit's names by date stand.
const correctName = `
	update unit_name set name = @name where id = (select n.id from unit_name n where n.unit = @id and n.withdrawn_at is null and n.valid_from <= @today order by n.valid_from desc limit 1)`

// successionRow is what the rules read of a succession.
type successionRow struct {
	FromCode division.Code
	ToCode   division.Code
	Day      date.Date
}

func successionsOf(all []successionRow) []rehab.Succession {
	var out []rehab.Succession
	for _, s := range all {
		out = append(out, rehab.Succession{From: s.FromCode, To: s.ToCode, Day: s.Day})
	}
	return out
}
