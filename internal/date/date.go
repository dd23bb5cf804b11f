// Package date holds calendar dates and calendar months without a time of day.
//
// Everything the law counts is a calendar date in Asia/Shanghai (民法典 201–203); an instant never enters a rule. A Date is
// therefore a day number, small and comparable, and knows no time zone. Which day "today" is, is package clock's business.
package date

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Date is a calendar date, stored as the number of days since 31 December of the year 0, so that 1 January 0001 is 1.
// The zero Date means "no date"; it is before every real date and prints as the empty string.
type Date int32

// unixEpoch is the Date of 1 January 1970.
const unixEpoch = 719163

const secondsPerDay = 24 * 60 * 60

// New returns the Date of the given year, month (1–12) and day; values out of range are carried over as time.Date does.
func New(year, month, day int) Date {
	return fromUnix(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix())
}

// Of returns the calendar date that t shows in t's own location.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return New(y, int(m), d)
}

// Parse reads a date written YYYY-MM-DD; an impossible date such as 2026-02-30 is an error.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("date: %q is not a date of the form YYYY-MM-DD", s)
	}
	return Of(t), nil
}

// MustParse is Parse for constants and tests; it panics on an impossible date.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func fromUnix(sec int64) Date {
	days := sec / secondsPerDay
	if sec%secondsPerDay < 0 {
		days--
	}
	return Date(days + unixEpoch)
}

// Time returns midnight UTC of d, for formatting and for the database driver.
func (d Date) Time() time.Time {
	return time.Unix(int64(d-unixEpoch)*secondsPerDay, 0).UTC()
}

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return d == 0 }

// YMD returns the year, month (1–12) and day of the month of d.
func (d Date) YMD() (year, month, day int) {
	y, m, dd := d.Time().Date()
	return y, int(m), dd
}

// Year returns the year of d.
func (d Date) Year() int {
	y, _, _ := d.YMD()
	return y
}

// Weekday returns the day of the week of d.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d) % 7) + 7) % 7) }

// WeekEnd returns the Sunday of the week that d lies in; weeks begin on Monday.
func (d Date) WeekEnd() Date { return d + Date((7-int(d.Weekday()))%7) }

// AddDays returns the date n days after d (before it, when n is negative).
func (d Date) AddDays(n int) Date { return d + Date(n) }

// AddMonths returns the corresponding day n months later; a month without it gives its last day (民法典 202: 29 Feb → 28 Feb).
func (d Date) AddMonths(n int) Date {
	_, _, day := d.YMD()
	m := d.Month() + Month(n)
	return m.First().AddDays(min(day, m.Days()) - 1)
}

// Month returns the calendar month that contains d.
func (d Date) Month() Month {
	y, m, _ := d.YMD()
	return NewMonth(y, m)
}

// String returns d as YYYY-MM-DD, and the empty string for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalJSON writes d as a JSON string, and no date as null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// MarshalText writes d as YYYY-MM-DD; map keys and text formats use it.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; the empty string is no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := Parse(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Value hands d to a database as a date, and no date as NULL.
func (d Date) Value() (driver.Value, error) {
	if d == 0 {
		return nil, nil
	}
	return d.Time(), nil
}

// Scan reads a database date; NULL becomes no date.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = 0
	case time.Time:
		*d = Of(v)
	case string:
		return d.UnmarshalText([]byte(v))
	default:
		return fmt.Errorf("date: cannot read a date from %T", src)
	}
	return nil
}
