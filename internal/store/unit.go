package store

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/text"
)

// Unit is an office: a place of the division tree, a police station, a bureau or a department.
type Unit struct {
	ID            int64
	Kind          string // county, township, village, station, bureau or department
	Division      division.Code
	Name          string
	NameConfirmed bool
	Department    *string // of a department: which
	ValidFrom     date.Date
	ValidUntil    date.Date // the first day on which it is no more; none while it is in being
	State         string    // one of the states below
}

// The states of a unit: founded on a day to come; in being, or no more, as ValidUntil says; taken back before its day.
const (
	UnitAhead     = "ahead"
	UnitInBeing   = "in_being"
	UnitWithdrawn = "withdrawn"
)

var _ = meaning("unit_name_present", "unit_name", text.ValidRequired)

const unitColumns = `u.id, u.kind, u.division, u.name, u.name_confirmed, u.department, u.valid_from, u.valid_until, u.state`

// Units returns every unit in being of the given kinds (none: of all kinds), by division, then by name. A county has some two hundred.
func (tx *Tx) Units(ctx context.Context, kinds ...string) ([]Unit, error) {
	return rows[Unit](ctx, tx, `
		select `+unitColumns+` from unit u
		where u.valid_until is null and u.state = 'in_being' and (cardinality(@kinds::text[]) = 0 or u.kind = any (@kinds))
		order by u.division, u.id`, pgx.NamedArgs{"kinds": append([]string{}, kinds...)})
}

// UnitsEver returns every unit there has been or will be of the given kinds, all without any, by division; of two under one code the older first.
func (tx *Tx) UnitsEver(ctx context.Context, kinds ...string) ([]Unit, error) {
	return rows[Unit](ctx, tx, `select `+unitColumns+` from unit u where u.state <> 'withdrawn' and (cardinality(@kinds::text[]) = 0 or u.kind = any (@kinds)) order by u.division, u.valid_from, u.id`,
		pgx.NamedArgs{"kinds": append([]string{}, kinds...)})
}

// On reports whether the unit is there on a day.
func (u *Unit) On(day date.Date) bool {
	return u.State != UnitWithdrawn && u.ValidFrom <= day && (u.ValidUntil.IsZero() || u.ValidUntil > day)
}

// UnitsOn returns the units there are on a day of the given kinds, by division: of a month gone by also those that have ended since, and none founded since.
func (tx *Tx) UnitsOn(ctx context.Context, day date.Date, kinds ...string) ([]Unit, error) {
	all, err := tx.UnitsEver(ctx, kinds...)
	return slices.DeleteFunc(all, func(u Unit) bool { return !u.On(day) }), err
}

// Unit returns the unit with the id.
func (tx *Tx) Unit(ctx context.Context, id int64) (Unit, error) {
	return row[Unit](ctx, tx, `select `+unitColumns+` from unit u where u.id = @id`, pgx.NamedArgs{"id": id})
}

// UnitAt returns the county, township or village with the division code.
func (tx *Tx) UnitAt(ctx context.Context, code division.Code) (Unit, error) {
	return row[Unit](ctx, tx, `
		select `+unitColumns+` from unit u where u.division = @code and u.kind in ('county', 'township', 'village') and u.valid_until is null and u.state = 'in_being'`,
		pgx.NamedArgs{"code": code})
}

// UnitThen returns the county, township or village that had the division code on a day.
func (tx *Tx) UnitThen(ctx context.Context, code division.Code, day date.Date) (Unit, error) {
	return row[Unit](ctx, tx, `
		select `+unitColumns+` from unit u where u.division = @code and u.kind in ('county', 'township', 'village') and u.state <> 'withdrawn'
			and u.valid_from <= @day and (u.valid_until is null or u.valid_until > @day)`, pgx.NamedArgs{"code": code, "day": day})
}

// AddUnit writes a unit and returns its id.
func (tx *Tx) AddUnit(ctx context.Context, u Unit) (int64, error) {
	return value[int64](ctx, tx, `
		insert into unit (kind, division, name, name_confirmed, department) values (@kind, @division, @name, @name_confirmed, @department) returning id`,
		pgx.NamedArgs{"kind": u.Kind, "division": u.Division, "name": u.Name, "name_confirmed": u.NameConfirmed, "department": u.Department})
}

// SetUnitName corrects the name that a unit has today, which somebody thereby confirms.
func (tx *Tx) SetUnitName(ctx context.Context, id int64, name string, today date.Date) error {
	args := pgx.NamedArgs{"id": id, "name": name, "today": today}
	if err := tx.exec(ctx, correctName, args); err != nil {
		return err
	}
	return tx.exec(ctx, `update unit set name = @name, name_confirmed = true where id = @id`, args)
}

// StationDivision is a place that a police station answers for, from a day until a day (exclusive; zero: without end).
type StationDivision struct {
	Station    int64
	Division   division.Code
	Name       string // of the place
	ValidFrom  date.Date
	ValidUntil date.Date
}

// StationDivisions returns what the station answers or answered for, the present first; station 0 means all stations.
func (tx *Tx) StationDivisions(ctx context.Context, station int64) ([]StationDivision, error) {
	return rows[StationDivision](ctx, tx, `
		select d.station, d.division, coalesce(u.name, '') as name, d.valid_from, d.valid_until
		from station_division d
		left join unit u on u.division = d.division and u.kind in ('county', 'township', 'village') and u.valid_until is null and u.state <> 'withdrawn'
		where @station = 0 or d.station = @station
		order by d.station, d.valid_until desc nulls first, d.division`, pgx.NamedArgs{"station": station})
}

// AddStationDivision makes a station answer for a place from a day on.
func (tx *Tx) AddStationDivision(ctx context.Context, d StationDivision) error {
	return tx.exec(ctx, `insert into station_division (station, division, valid_from, valid_until) values (@station, @division, @from, @until)`,
		pgx.NamedArgs{"station": d.Station, "division": d.Division, "from": d.ValidFrom, "until": d.ValidUntil})
}

// EndStationDivision ends, on a day (exclusive), that a station answers for a place, at the earliest after its first day; it reports whether
// there was anything to end.
func (tx *Tx) EndStationDivision(ctx context.Context, station int64, code division.Code, until date.Date) (bool, error) {
	tag, err := tx.conn.Exec(ctx, `
		update station_division set valid_until = greatest(@until, valid_from + 1) where station = @station and division = @division and valid_until is null`,
		pgx.NamedArgs{"station": station, "division": code, "until": until})
	return tag.RowsAffected() > 0, toFault(err)
}

// LockUnits makes other changes of units and station divisions wait until the transaction ends.
func (tx *Tx) LockUnits(ctx context.Context) error {
	return tx.exec(ctx, `select pg_advisory_xact_lock(hashtextextended('unit', 0))`, nil)
}

var _ = meaning("station_division_pkey", "division", text.UnitAlreadyAnswered)
