package paper

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/text"
)

// MaxPattern is how many characters a pattern of numbers may have.
const MaxPattern = 60

// What stands in a pattern for what differs.
const (
	markUnit   = "{unit}"
	markYear   = "{year}"
	markNumber = "{number}"
)

// wellFormed says in words what is wrong with a pattern by itself: of a kind of paper with issuers of the level, for one of them or for all.
func wellFormed(pattern string, level document.Issuer, one bool) error {
	wrong := func(key text.Key, pairs ...any) error { return fault.OnField("pattern", key, pairs...) }
	switch unknown := unknownMark(pattern); {
	case strings.TrimSpace(pattern) == "":
		return wrong(text.ValidRequired)
	case utf8.RuneCountInString(pattern) > MaxPattern:
		return wrong(text.ValidTooLong, "Max", MaxPattern)
	case unknown != "":
		return wrong(text.RegisterPatternUnknown, "What", unknown)
	case strings.Count(pattern, markYear) != 1:
		return wrong(text.RegisterPatternYear)
	case strings.Count(pattern, markNumber) != 1:
		return wrong(text.RegisterPatternNumber)
	case strings.Count(pattern, markUnit) > 1:
		return wrong(text.RegisterPatternUnitTwice)
	case level.Single() && strings.Contains(pattern, markUnit):
		return wrong(text.RegisterPatternUnitOfOne)
	case !level.Single() && !one && !strings.Contains(pattern, markUnit):
		return wrong(text.RegisterPatternUnit)
	}
	return nil
}

// unknownMark returns the first thing in a pattern that stands for nothing, or cannot stand in a line of text; "" for none.
func unknownMark(pattern string) string {
	rest := strings.NewReplacer(markUnit, "", markYear, "", markNumber, "").Replace(pattern)
	if i := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsPrint(r) }); i >= 0 {
		return "…"
	}
	i := strings.IndexAny(rest, "{}")
	if i < 0 {
		return ""
	}
	if j := strings.IndexByte(rest[i:], '}'); j > 0 {
		return rest[i : i+j+1]
	}
	return rest[i : i+1]
}

// glyph is one character of the numbers that a pattern makes: a fixed one, a digit, or one or more digits.
type glyph struct {
	fixed rune
	digit bool
	more  bool
}

func (g glyph) is(h glyph) bool {
	switch {
	case g.digit && h.digit:
		return true
	case g.digit:
		return h.fixed >= '0' && h.fixed <= '9'
	case h.digit:
		return g.fixed >= '0' && g.fixed <= '9'
	}
	return g.fixed == h.fixed
}

// glyphs are the characters of the numbers that a pattern makes for a unit: the year has four digits, the running number any.
func glyphs(pattern, unit string) []glyph {
	const year, number = '\x00', '\x01'
	marked := strings.NewReplacer(markUnit, unit, markYear, string(year), markNumber, string(number)).Replace(pattern)
	out := make([]glyph, 0, len(marked))
	for _, r := range marked {
		switch r {
		case year:
			out = append(out, slices.Repeat([]glyph{{digit: true}}, 4)...)
		case number:
			out = append(out, glyph{digit: true, more: true})
		default:
			out = append(out, glyph{fixed: r})
		}
	}
	return out
}

// meet reports whether two patterns can make the same number.
func meet(a, b []glyph) bool {
	type at struct{ i, j int }
	var seen map[at]bool
	var walk func(at) bool
	walk = func(p at) bool {
		for p.i < len(a) && p.j < len(b) && !a[p.i].more && !b[p.j].more { // most patterns part here
			if !a[p.i].is(b[p.j]) {
				return false
			}
			p = at{p.i + 1, p.j + 1}
		}
		switch {
		case p.i == len(a) || p.j == len(b):
			return p.i == len(a) && p.j == len(b)
		case seen[p] || !a[p.i].is(b[p.j]):
			return false
		}
		if seen == nil {
			seen = map[at]bool{}
		}
		seen[p] = true
		return walk(at{p.i + 1, p.j + 1}) || a[p.i].more && walk(at{p.i, p.j + 1}) || b[p.j].more && walk(at{p.i + 1, p.j})
	}
	return walk(at{})
}
