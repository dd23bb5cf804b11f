package casework

import (
	"regexp"
	"testing"

	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// TestEveryWordOfTheRulesHasASentence: the rules answer in machine words; a word without a sentence would reach people as it is.
func TestEveryWordOfTheRulesHasASentence(t *testing.T) {
	for _, r := range rehab.Reasons() {
		has(t, text.FamilyReason, r)
	}
	for _, f := range rehab.Flaws() {
		has(t, text.FamilyProblem, f)
	}
	for _, d := range rehab.Duties() {
		has(t, text.FamilyObligation, d)
		has(t, text.FamilyRule, d)
	}
	for _, k := range rehab.Kinds() {
		has(t, text.FamilyFact, k)
	}
	for _, s := range rehab.Stages() {
		has(t, text.FamilyStage, s)
	}
}

// TestEveryReasonSaysWhatComesFirst: who is refused is told what stands against it and, after a semicolon or comma, what must happen first or from
// when it can be done, in both languages and not in the general words.
func TestEveryReasonSaysWhatComesFirst(t *testing.T) {
	first := map[text.Lang]*regexp.Regexp{
		text.ZhCN: regexp.MustCompile(`^.+[，；].*(先|才|后|应|现在要).+$`),
		text.En:   regexp.MustCompile(`^.+[,;] .*(first|only (after|from)|once|owed now).*$`),
	}
	for lang, pattern := range first {
		words := text.For(lang)
		general, said := words.Of(text.FamilyFaultHelp, string(fault.Invalid)), map[string]rehab.Reason{}
		for _, r := range rehab.Reasons() {
			is := words.Of(text.FamilyReason, string(r))
			if !pattern.MatchString(is) || is == general {
				t.Errorf("%s: %s does not say what comes first: %q", lang, r, is)
			}
			if other, twice := said[is]; twice {
				t.Errorf("%s: %s and %s say the same", lang, r, other)
			}
			said[is] = r
			for _, k := range rehab.Kinds() {
				if is := words.T(sentence(r, string(k))); !pattern.MatchString(is) {
					t.Errorf("%s: %s of %s does not say what comes first: %q", lang, r, k, is)
				}
			}
		}
	}
}

func has[S ~string](t *testing.T, f text.Family, value S) {
	t.Helper()
	if !text.Has(f, value) {
		t.Errorf("no sentence for %s.%s", f, value)
	}
}
