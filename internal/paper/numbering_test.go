package paper_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/fault"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

func patternOf(t *testing.T, kind document.Kind) string {
	t.Helper()
	spec, ok := document.SpecOf(kind)
	if !ok {
		t.Fatalf("no kind %s", kind)
	}
	return spec.Pattern
}

func TestAPatternIsRefusedInWords(t *testing.T) {
	s := testkit.Serve(t, nil)
	ctx, office := t.Context(), testkit.Actor(t, s, "office1")
	town := testkit.Actor(t, s, "town1").Unit
	other := testkit.Actor(t, s, "town3").Unit
	set := func(issuer int64, pattern string) error {
		return s.Papers.SetPattern(ctx, office, paper.PatternWanted{Kind: "warning", Issuer: issuer, Pattern: pattern})
	}
	if err := set(town, "甲〔{year}〕{number}号"); err != nil {
		t.Fatal(err)
	}
	if err := set(town, "乙〔{year}〕{number}号"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		issuer        int64
		pattern, says string
	}{
		{0, "{unit}警字{number}号", "{year}"},
		{0, "{unit}警字〔{year}〕号", "{number}"},
		{0, "{unit}警字〔{year}〕{number}{number}号", "{number}"},
		{0, "警字〔{year}〕{number}号", "多个单位"},
		{0, "{unit}{unit}〔{year}〕{number}号", "只能写一次"},
		{0, "{place}{unit}〔{year}〕{number}号", "{place}"},
		{0, "{unit}〔{year}〕{number号", "{"},
		{0, "{unit}" + strings.Repeat("长", 60) + "〔{year}〕{number}号", "60"},
		{0, "  ", "请填写"},
		{other, "乙〔{year}〕{number}号", "重复"},
		{other, "甲〔{year}〕{number}号", "重复"},  // formerly the other's
		{other, "甲〔{year}〕1{number}号", "重复"}, // 11 of one, 1 of the other
	} {
		err := set(c.issuer, c.pattern)
		f, _ := errors.AsType[*fault.Error](err)
		if f == nil || f.Kind != fault.Invalid || len(f.Fields) != 1 {
			t.Errorf("%s: %v", c.pattern, err)
			continue
		}
		if words := text.For(text.ZhCN).Fill(f.Fields[0].Key, f.Fields[0].Args); !strings.Contains(words, c.says) {
			t.Errorf("%s: %q does not say %q", c.pattern, words, c.says)
		}
	}
	if err := s.Papers.SetPattern(ctx, testkit.Actor(t, s, "town2"), paper.PatternWanted{Kind: "warning", Pattern: "{unit}警〔{year}〕{number}号"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a township sets a pattern: %v", err)
	}
	if err := set(testkit.Actor(t, s, "police1").Unit, "丙〔{year}〕{number}号"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("of a unit that issues no warnings: %v", err)
	}
}

func TestAChangedPatternCountsFromTheNextNumber(t *testing.T) {
	s := testkit.Serve(t, nil)
	ctx, office, town := t.Context(), testkit.Actor(t, s, "office1"), testkit.Actor(t, s, "town2")
	w := warned(t, s, 1, "按时检测")
	set := func(issuer int64, pattern string) {
		t.Helper()
		for range 2 { // the same form twice
			if err := s.Papers.SetPattern(ctx, office, paper.PatternWanted{Kind: "warning", Issuer: issuer, Pattern: pattern, Back: pattern == ""}); err != nil {
				t.Fatal(err)
			}
		}
	}
	n := 0
	next := func(want string) {
		t.Helper()
		if out, err := s.Papers.Preview(ctx, town, w); err != nil || out.Head+"9号" != strings.Replace(want, "#", "9", 1) {
			t.Errorf("the preview begins with %q, want %q: %v", out.Head, want, err)
		}
		w.Key = uuid.Must(uuid.NewV7())
		p, err := s.Papers.Issue(ctx, town, w)
		if err != nil {
			t.Fatal(err)
		}
		n++
		if got := strings.Replace(want, "#", string(rune('0'+n)), 1); p.Number != got {
			t.Errorf("number %d reads %q, want %q", n, p.Number, got)
		}
		if err := s.Papers.Void(ctx, town, p.CaseID, p.ID, "试验"); err != nil {
			t.Fatal(err)
		}
	}
	unit := "市中街道"
	next(strings.NewReplacer("{unit}", unit, "{year}", "2026", "{number}", "#").Replace(patternOf(t, "warning")))
	set(0, "{unit}警告〔{year}〕{number}号")
	next(unit + "警告〔2026〕#号")
	set(town.Unit, "本街道警〔{year}〕{number}号")
	next("本街道警〔2026〕#号")
	set(0, "")
	next("本街道警〔2026〕#号")
	set(town.Unit, "")
	next(strings.NewReplacer("{unit}", unit, "{year}", "2026", "{number}", "#").Replace(patternOf(t, "warning")))
	all, err := s.Papers.Numberings(ctx, office)
	if err != nil || len(all.History) != 4 {
		t.Errorf("%d changes in the history, want 4: %v", len(all.History), err)
	}
}
