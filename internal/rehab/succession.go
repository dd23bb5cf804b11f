package rehab

import (
	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// Succession says that a division has gone over into another: from Day on To answers for what From answered for. What was before stays as it was, the figures of its
// months and what it earned. A division goes over once.
type Succession struct {
	From division.Code
	To   division.Code
	Day  date.Date
}

// longestChain bounds how often one place goes over into another, so that a ring of successions ends.
const longestChain = 20

// Successor returns the division that stands for code on day d: itself, unless it has gone over into another by then.
func (r Rules) Successor(code division.Code, d date.Date) division.Code {
	for range longestChain {
		s := r.succession(code)
		if s == nil || s.Day > d {
			break
		}
		code = s.To
	}
	return code
}

func (r Rules) succession(code division.Code) *Succession {
	for i := range r.Successions {
		if r.Successions[i].From == code {
			return &r.Successions[i]
		}
	}
	return nil
}

// succeed returns who answers from p on until the day before end: the place itself, then those it goes over into in that time. A place that had gone over before p is
// its successor from the beginning.
func (c *computation) succeed(p placeFrom, end date.Date) []placeFrom {
	p.code = c.rules.Successor(p.code, p.from)
	out := []placeFrom{p}
	for range longestChain {
		s := c.rules.succession(p.code)
		if s == nil || s.Day >= end {
			break
		}
		p = placeFrom{max(s.Day, p.from), s.To}
		out = append(out, p)
	}
	return out
}
