package rehab

import "xinsheng/internal/date"

// span is the period [from, to): to is the first day outside it, never while it lasts.
type span struct{ from, to date.Date }

// mergeSpans unites overlapping and adjoining spans of a list sorted by from, in place, and drops empty ones.
func mergeSpans(list []span) []span {
	out := list[:0]
	for _, s := range list {
		switch n := len(out); {
		case s.to <= s.from:
		case n > 0 && s.from <= out[n-1].to:
			out[n-1].to = max(out[n-1].to, s.to)
		default:
			out = append(out, s)
		}
	}
	return out
}

// daysWithin counts the days of the spans that lie between from and to, both included.
func daysWithin(list []span, from, to date.Date) int {
	n := date.Date(0)
	for _, s := range list {
		if s.from > to {
			break
		}
		n += max(0, min(s.to, to+1)-max(s.from, from))
	}
	return int(n)
}

// covers reports whether one of the spans contains day d.
func covers(list []span, d date.Date) bool {
	for _, s := range list {
		if s.from <= d && d < s.to {
			return true
		}
	}
	return false
}

// freeDay returns the nth day after d that no span contains; never when an open span stands in the way.
func freeDay(list []span, d date.Date, n int) date.Date {
	x := d.AddDays(n)
	for _, s := range list {
		if s.to <= d+1 {
			continue
		}
		if s.from > x {
			break
		}
		if s.to == never {
			return never
		}
		x += s.to - max(s.from, d+1)
	}
	return x
}
