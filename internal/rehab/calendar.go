package rehab

import (
	"slices"
	"time"

	"xinsheng/internal/date"
)

// Calendar says which days are working days. The zero Calendar knows weekends only.
type Calendar struct {
	off, work []date.Date // sorted
	years     []int       // sorted: years whose official days are in the lists
}

// NewCalendar returns a calendar of weekends, the additional days off and the weekend days worked. The years given are known;
// so is every year with a listed day. In any other year only weekends count, and a Track that needed it says so (ruling 25).
func NewCalendar(off, work []date.Date, years ...int) Calendar {
	c := Calendar{off: slices.Clone(off), work: slices.Clone(work), years: slices.Clone(years)}
	for _, list := range [][]date.Date{off, work} {
		for _, d := range list {
			y, _, _ := d.YMD()
			c.years = append(c.years, y)
		}
	}
	slices.Sort(c.off)
	slices.Sort(c.work)
	slices.Sort(c.years)
	c.years = slices.Compact(c.years)
	return c
}

// KnowsYear reports whether the official days of year are in the calendar.
func (c Calendar) KnowsYear(year int) bool {
	_, ok := slices.BinarySearch(c.years, year)
	return ok
}

// IsWorkday reports whether d is a working day.
func (c Calendar) IsWorkday(d date.Date) bool {
	if _, ok := slices.BinarySearch(c.off, d); ok {
		return false
	}
	if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
		return true
	}
	_, ok := slices.BinarySearch(c.work, d)
	return ok
}

// OnOrAfter returns d itself if it is a working day, and otherwise the next one (民法典 203, ruling 4).
func (c Calendar) OnOrAfter(d date.Date) date.Date {
	for i := 0; i < longestHoliday && !c.IsWorkday(d); i++ {
		d++
	}
	return d
}

// longestHoliday bounds a search for a working day, so that an absurd calendar cannot hold up the program.
const longestHoliday = 400

// AddWorkdays returns the nth working day after d, or before it when n is negative; d itself is not counted.
func (c Calendar) AddWorkdays(d date.Date, n int) date.Date {
	step := date.Date(1)
	if n < 0 {
		step, n = -1, -n
	}
	for ; n > 0; n-- {
		d += step
		for i := 0; i < longestHoliday && !c.IsWorkday(d); i++ {
			d += step
		}
	}
	return d
}
