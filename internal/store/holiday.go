package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
)

// Holiday is an official day that differs from the week.
type Holiday struct {
	Day  date.Date
	Kind string // off: a working day that is free; work: a weekend day that is worked
	Name string
}

// HolidayYear is a year whose official calendar is entered.
type HolidayYear struct {
	Year   int
	Source string // the notice it was taken from
}

var _ = meaning("holiday_pkey", "day", text.HolidayDayTaken)

// Holidays returns the official days from one day to another, both included, in order.
func (tx *Tx) Holidays(ctx context.Context, from, to date.Date) ([]Holiday, error) {
	return rows[Holiday](ctx, tx, `select day, kind, name from holiday where day between @from and @to order by day`, pgx.NamedArgs{"from": from, "to": to})
}

// AllHolidays returns every official day that is entered, in order.
func (tx *Tx) AllHolidays(ctx context.Context) ([]Holiday, error) {
	return rows[Holiday](ctx, tx, `select day, kind, name from holiday order by day`, nil)
}

// HolidayYears returns the years whose calendar is entered, in order.
func (tx *Tx) HolidayYears(ctx context.Context) ([]HolidayYear, error) {
	return rows[HolidayYear](ctx, tx, `select year, source from holiday_year order by year`, nil)
}

// SetHoliday enters an official day, or changes what is entered for it.
func (tx *Tx) SetHoliday(ctx context.Context, h Holiday) error {
	return tx.exec(ctx, `
		insert into holiday (day, kind, name) values (@day, @kind, @name)
		on conflict (day) do update set kind = excluded.kind, name = excluded.name`,
		pgx.NamedArgs{"day": h.Day, "kind": h.Kind, "name": h.Name})
}

// RemoveHoliday takes an official day out again; it reports whether there was one.
func (tx *Tx) RemoveHoliday(ctx context.Context, day date.Date) (bool, error) {
	tag, err := tx.conn.Exec(ctx, `delete from holiday where day = @day`, pgx.NamedArgs{"day": day})
	return tag.RowsAffected() > 0, toFault(err)
}

// SetHolidayYear says that a year's calendar is entered, and from which notice.
func (tx *Tx) SetHolidayYear(ctx context.Context, y HolidayYear) error {
	return tx.exec(ctx, `
		insert into holiday_year (year, source) values (@year, @source) on conflict (year) do update set source = excluded.source`,
		pgx.NamedArgs{"year": y.Year, "source": y.Source})
}

// RemoveHolidayYear says that a year's calendar is not known after all; its days stay.
func (tx *Tx) RemoveHolidayYear(ctx context.Context, year int) (bool, error) {
	tag, err := tx.conn.Exec(ctx, `delete from holiday_year where year = @year`, pgx.NamedArgs{"year": year})
	return tag.RowsAffected() > 0, toFault(err)
}

// RecomputeAll makes every case due to be computed again on the day, because something that all of them depend on has changed. It waits for the
// changes of cases under way, which have read the rules as they were: what they still save is marked too.
func (tx *Tx) RecomputeAll(ctx context.Context, today date.Date) error {
	if err := tx.exec(ctx, `select from case_file order by id for share`, nil); err != nil {
		return err
	}
	return tx.exec(ctx, `update case_summary set recompute_on = @today where recompute_on is null or recompute_on > @today`, pgx.NamedArgs{"today": today})
}
