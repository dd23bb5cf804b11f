package demo_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
	"xinsheng/internal/seal"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// sample is enough people for every kind of life.
const sample = 100

var today = date.MustParse("2026-11-23")

// load makes a demonstration with a few people in a fresh database.
func load(t *testing.T, size int) (*store.Store, *casework.Work) {
	t.Helper()
	s, c := testkit.Store(t), clock.At(today)
	box, err := seal.New(seal.NewKey())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := registry.New(s, c).SetUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := demo.AddAccounts(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	w := casework.New(s, c, box)
	if err := demo.Load(t.Context(), s, w, today, size, func(int) {}); err != nil {
		t.Fatal(err)
	}
	return s, w
}

func TestTheInventedCaseloadHasEveryStageAndObeysTheRules(t *testing.T) {
	s, w := load(t, sample)
	seen, problems := map[rehab.Stage]int{}, 0
	err := s.Read(t.Context(), access.SystemActor(access.AccountRebuild), func(tx *store.Tx) error {
		rules, err := tx.Rules(t.Context())
		if err != nil {
			return err
		}
		for id, facts := range allFacts(t, tx) {
			c, err := tx.CaseFile(t.Context(), id)
			if err != nil {
				return err
			}
			track := rehab.Compute(rules, store.FileOf(c, facts), today)
			seen[track.Stage]++
			for _, p := range track.Problems {
				problems++
				t.Errorf("case %s: fact %s: %s", id, p.ID, p.Rule)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, stage := range rehab.Stages() {
		if seen[stage] == 0 && stage != rehab.StageMovedOut {
			t.Errorf("nobody is %s: %v", stage, seen)
		}
	}
	n, err := w.Rebuild(t.Context(), false, func(d casework.Difference) { t.Errorf("case %s differs:\n%s", d.Case, d.What) })
	if err != nil || n != sample {
		t.Errorf("rebuild read %d cases, %v", n, err)
	}
}

func TestTheSameDayInventsTheSameCaseload(t *testing.T) {
	print := func() []string {
		s, _ := load(t, 12)
		var all []string
		if err := s.Read(t.Context(), access.SystemActor(access.AccountRebuild), func(tx *store.Tx) error {
			for id, facts := range allFacts(t, tx) {
				for _, f := range facts {
					all = append(all, id.String()+f.ID+f.Date.String()+string(f.Body.Kind()))
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		slices.Sort(all)
		return all
	}
	if a, b := print(), print(); !slices.Equal(a, b) {
		t.Errorf("two loads differ: %d and %d facts", len(a), len(b))
	}
}

func allFacts(t *testing.T, tx *store.Tx) map[uuid.UUID][]store.RecordedFact {
	t.Helper()
	ids, err := tx.AllCases(t.Context(), uuid.Nil, 1000)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := tx.Facts(t.Context(), ids...)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}
