package date

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAddMonthsTakesTheCorrespondingDayOrTheMonthsLast(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"}, {"2024-01-31", 1, "2024-02-29"},
		{"2024-03-31", -1, "2024-02-29"}, {"2024-03-01", 36, "2027-03-01"}, {"2026-08-31", 6, "2027-02-28"},
	} {
		if got := MustParse(c.from).AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDatesAgreeWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 400*366).Draw(t, "days")
		std := time.Date(1800, 1, 1+n, 0, 0, 0, 0, time.UTC)
		d := New(1800, 1, 1).AddDays(n)
		if d != Of(std) || d.String() != std.Format(time.DateOnly) || d.Weekday() != std.Weekday() || !d.Time().Equal(std) {
			t.Fatalf("day %d: got %v %v, want %v %v", n, d, d.Weekday(), std, std.Weekday())
		}
		if back, err := Parse(d.String()); err != nil || back != d {
			t.Fatalf("%v does not read back: %v %v", d, back, err)
		}
		if m := d.Month(); d < m.First() || d > m.Last() || int(m.Last()-m.First())+1 != m.Days() {
			t.Fatalf("%v is not inside its month %v", d, m)
		}
	})
}

func TestImpossibleDatesAreRefused(t *testing.T) {
	for _, s := range []string{"2026-02-30", "2026-13-01", "2026-1-1", "26-01-01", "", "2026-01-01T00:00:00Z"} {
		if d, err := Parse(s); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", s, d)
		}
	}
}
