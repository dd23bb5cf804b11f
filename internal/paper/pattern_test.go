package paper

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/paper/document"
	"xinsheng/internal/store"
)

func someUnit() *rapid.Generator[string] { return rapid.StringMatching(`[甲乙1]{1,2}`) }

// somePattern has few different characters, digits among them, so that two of them meet often.
func somePattern() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		piece := rapid.StringMatching(`[甲1]{0,2}`)
		parts := rapid.Permutation([]string{markUnit, markYear, markNumber}).Draw(t, "parts")
		p := piece.Draw(t, "first")
		for i, part := range parts {
			p += part + piece.Draw(t, fmt.Sprint("piece", i))
		}
		return p
	})
}

// meet is right about every number it can be asked about: two patterns that make the same text meet.
func TestPatternsThatMakeTheSameNumberMeet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := somePattern().Draw(t, "a"), somePattern().Draw(t, "b")
		ua, ub := someUnit().Draw(t, "unit of a"), someUnit().Draw(t, "unit of b")
		year, numbers := rapid.SampledFrom([]int{1111, 1112}), rapid.SampledFrom([]string{"1", "11", "111", "1111", "2"})
		one := store.NumberText(a, ua, year.Draw(t, "year of a"), numbers.Draw(t, "number of a"))
		two := store.NumberText(b, ub, year.Draw(t, "year of b"), numbers.Draw(t, "number of b"))
		if one == two && !meet(glyphs(a, ua), glyphs(b, ub)) {
			t.Fatalf("%s for %s and %s for %s both make %s", a, ua, b, ub, one)
		}
	})
}

func TestPatternsThatDifferInACharacterDoNotMeet(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"甲〔{year}〕{number}号", "乙〔{year}〕{number}号", false},
		{"甲〔{year}〕{number}号", "甲〔{year}〕{number}", false},
		{"甲{year}{number}", "甲{number}{year}", true},
		{"甲〔{year}〕{number}号", "甲〔{year}〕0{number}号", true},
		{"甲〔{year}〕{number}号", "甲〔2026〕{year}-{number}号", false},
		{"甲{number}之{year}", "甲{number}之{year}1", false},
	} {
		if got := meet(glyphs(c.a, ""), glyphs(c.b, "")); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// No two numbers of one issuer and kind read the same, whatever the pattern.
func TestNumbersOfOneRunDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, unit := somePattern().Draw(t, "pattern"), someUnit().Draw(t, "unit")
		if wellFormed(p, document.ByVillage, false) != nil {
			t.Fatalf("%s is refused", p)
		}
		year, n := rapid.IntRange(2000, 2200), rapid.IntRange(1, 20000)
		y1, y2, n1, n2 := year.Draw(t, "y1"), year.Draw(t, "y2"), n.Draw(t, "n1"), n.Draw(t, "n2")
		if y1 == y2 && n1 == n2 {
			return
		}
		if a, b := store.NumberText(p, unit, y1, fmt.Sprint(n1)), store.NumberText(p, unit, y2, fmt.Sprint(n2)); a == b {
			t.Fatalf("%d of %d and %d of %d both read %s", n1, y1, n2, y2, a)
		}
	})
}

// The program's own patterns are well formed and never meet, so that every kind can go back to its own.
func TestThePatternsOfAllKindsDiffer(t *testing.T) {
	all := document.Specs()
	for i, a := range all {
		if err := wellFormed(a.Pattern, a.Issuer, false); err != nil {
			t.Errorf("%s: %s: %v", a.Kind, a.Pattern, err)
		}
		for _, b := range all[:i] {
			if meet(glyphs(a.Pattern, "甲镇"), glyphs(b.Pattern, "甲镇")) {
				t.Errorf("%s and %s read the same: %s", a.Kind, b.Kind, a.Pattern)
			}
		}
	}
	if len(all) == 0 || !strings.Contains(all[0].Pattern, markNumber) {
		t.Errorf("%d kinds", len(all))
	}
}
