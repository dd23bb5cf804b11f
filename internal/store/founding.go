package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
)

// Founding is a row of unit_founding: by which document a village or township is founded. Its day is the unit's first.
type Founding struct {
	ID          uuid.UUID // key of the form
	Unit        int64
	Basis       string
	WithdrawnAt *time.Time
}

const foundingColumns = `f.id, f.unit, f.basis, f.withdrawn_at`

// FoundingOf returns how a unit was founded, or fault.NotFound of one that came with the set-up.
func (tx *Tx) FoundingOf(ctx context.Context, unit int64) (Founding, error) {
	return row[Founding](ctx, tx, `select `+foundingColumns+` from unit_founding f where f.unit = @unit`, pgx.NamedArgs{"unit": unit})
}

// FoundingBy returns what the form with the key has founded, or fault.NotFound.
func (tx *Tx) FoundingBy(ctx context.Context, key uuid.UUID) (Founding, error) {
	return row[Founding](ctx, tx, `select `+foundingColumns+` from unit_founding f where f.id = @key`, pgx.NamedArgs{"key": key})
}

// FoundUnit writes a unit that is there from its ValidFrom on, by the transaction's actor, and returns its id. Its name is taken as confirmed.
func (tx *Tx) FoundUnit(ctx context.Context, u Unit, f Founding, now time.Time) (int64, error) {
	id, err := value[int64](ctx, tx, `
		insert into unit (kind, division, name, name_confirmed, valid_from, state) values (@kind, @division, @name, true, @from, @state) returning id`,
		pgx.NamedArgs{"kind": u.Kind, "division": u.Division, "name": u.Name, "from": u.ValidFrom, "state": u.State})
	if err != nil {
		return 0, err
	}
	return id, tx.exec(ctx, `insert into unit_founding (id, unit, basis, recorded_by, recorded_at) values (@id, @unit, @basis, @by, @now)`,
		pgx.NamedArgs{"id": f.ID, "unit": id, "basis": f.Basis, "by": tx.actor.Account, "now": now})
}

// WithdrawFounding takes a unit back whose day has not come; it reports whether there was anything to take back.
func (tx *Tx) WithdrawFounding(ctx context.Context, unit int64, now time.Time) (bool, error) {
	args := pgx.NamedArgs{"unit": unit, "now": now, "by": tx.actor.Account}
	n, err := tx.affected(ctx, `update unit set state = 'withdrawn' where id = @unit and state = 'ahead'`, args)
	if err != nil || n == 0 {
		return false, err
	}
	return true, tx.exec(ctx, `update unit_founding set withdrawn_at = @now, withdrawn_by = @by where unit = @unit`, args)
}

// BeginUnits has the units be there whose day has come, and returns which.
func (tx *Tx) BeginUnits(ctx context.Context, today date.Date) ([]Unit, error) {
	return rows[Unit](ctx, tx, `update unit u set state = 'in_being' where u.state = 'ahead' and u.valid_from <= @today returning `+unitColumns, pgx.NamedArgs{"today": today})
}
