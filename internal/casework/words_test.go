package casework

import (
	"testing"

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

func has[S ~string](t *testing.T, f text.Family, value S) {
	t.Helper()
	if !text.Has(f, value) {
		t.Errorf("no sentence for %s.%s", f, value)
	}
}
