package rehab

import (
	"slices"

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
// its successor from the beginning. A case that has ended stays with who answered for it then.
func (c *computation) succeed(p placeFrom, end date.Date) []placeFrom {
	end = min(end, c.exitDay+1)
	p.code = c.rules.Successor(p.code, p.from)
	out := []placeFrom{p}
	for range longestChain {
		s := c.goesOver(p, end)
		if s == nil {
			break
		}
		p = placeFrom{max(s.Day, p.from), s.To}
		out = append(out, p)
	}
	return out
}

// goesOver returns the succession by which the place p, answerable until the day before end, is the first to lose the case: the case's own, for who was there
// on the day before it, or one of the whole place; nil: none.
func (c *computation) goesOver(p placeFrom, end date.Date) *Succession {
	first := c.rules.succession(p.code)
	if first != nil && first.Day >= end {
		first = nil
	}
	own := -1
	for i, s := range c.file.Divided {
		if s.From == p.code && p.from < s.Day && s.Day < end && (first == nil || s.Day <= first.Day) {
			own, first = i, &c.file.Divided[i]
		}
	}
	if own >= 0 {
		c.divided = append(c.divided, *first)
	}
	return first
}

// heir returns who answers today for what a place has left undone: whoever the case went to when the place was divided, unless the person is back there since, or the
// place's successor.
func (c *computation) heir(code division.Code) division.Code {
	for range longestChain {
		s := c.dividedFrom(code)
		if s == nil {
			s = c.rules.succession(code)
		}
		if s == nil || s.Day > c.today {
			break
		}
		code = s.To
	}
	return code
}

func (c *computation) dividedFrom(code division.Code) *Succession {
	for i := range c.divided {
		s := &c.divided[i]
		back := func(p placeFrom) bool { return p.code == code && p.from > s.Day && p.from <= c.today }
		if s.From == code && s.Day <= c.today && !slices.ContainsFunc(c.place, back) {
			return s
		}
	}
	return nil
}
