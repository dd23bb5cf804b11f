package date

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Month is a calendar month, stored as year × 12 + (month − 1), so that months can be compared and counted by subtraction.
// The zero Month means "no month".
type Month int32

const layoutMonth = "2006-01"

// NewMonth returns the Month of the given year and month (1–12).
func NewMonth(year, month int) Month { return Month(year*12 + month - 1) }

// ParseMonth reads a month written YYYY-MM.
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse(layoutMonth, s)
	if err != nil {
		return 0, fmt.Errorf("date: %q is not a month of the form YYYY-MM", s)
	}
	return Of(t).Month(), nil
}

// YM returns the year and the month (1–12) of m.
func (m Month) YM() (year, month int) { return int(m) / 12, int(m)%12 + 1 }

// First returns the first day of m.
func (m Month) First() Date {
	y, mo := m.YM()
	return New(y, mo, 1)
}

// Last returns the last day of m.
func (m Month) Last() Date { return (m + 1).First() - 1 }

// Days returns how many days m has, 28 to 31.
func (m Month) Days() int { return int((m + 1).First() - m.First()) }

// IsZero reports whether m is no month at all.
func (m Month) IsZero() bool { return m == 0 }

// String returns m as YYYY-MM, and the empty string for no month.
func (m Month) String() string {
	if m == 0 {
		return ""
	}
	return m.First().Time().Format(layoutMonth)
}

// MarshalJSON writes m as a JSON string, and no month as null.
func (m Month) MarshalJSON() ([]byte, error) {
	if m == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + m.String() + `"`), nil
}

// MarshalText writes m as YYYY-MM; map keys and text formats use it.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads YYYY-MM; the empty string is no month.
func (m *Month) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*m = 0
		return nil
	}
	v, err := ParseMonth(string(b))
	if err != nil {
		return err
	}
	*m = v
	return nil
}

// Value hands m to a database as the date of its first day, and no month as NULL.
func (m Month) Value() (driver.Value, error) {
	if m == 0 {
		return nil, nil
	}
	return m.First().Value()
}

// Scan reads a month from a database date; NULL becomes no month.
func (m *Month) Scan(src any) error {
	var d Date
	if err := d.Scan(src); err != nil {
		return err
	}
	*m = 0
	if !d.IsZero() {
		*m = d.Month()
	}
	return nil
}
