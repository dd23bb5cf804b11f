// Package clock says when it is: the real instant, and the legal day, which is the calendar date in Shanghai.
//
// Only the legal day can be moved, and only in demo mode and tests; instants of recording and of the audit log are always real.
package clock

import (
	"sync/atomic"
	"time"

	"xinsheng/internal/date"
)

// Shanghai is the zone of the legal day (+08:00, no daylight saving since 1991); fixed, so that no machine needs a zone database.
var Shanghai = time.FixedZone("CST", 8*60*60)

// Clock tells the time. The zero Clock is real. It is safe for use by several goroutines.
type Clock struct{ set atomic.Int32 }

// At returns a clock whose legal day is set to day.
func At(day date.Date) *Clock {
	c := &Clock{}
	c.Set(day)
	return c
}

// Now returns the real instant.
func (c *Clock) Now() time.Time { return time.Now() }

// Today returns the legal day: the set one, or the date it is in Shanghai.
func (c *Clock) Today() date.Date {
	if d := date.Date(c.set.Load()); !d.IsZero() {
		return d
	}
	return date.Of(time.Now().In(Shanghai))
}

// Set moves the legal day; no date puts it back to the real one. Only demo mode and tests call it.
func (c *Clock) Set(day date.Date) { c.set.Store(int32(day)) }

// IsSet reports whether the legal day has been moved.
func (c *Clock) IsSet() bool { return c.set.Load() != 0 }
