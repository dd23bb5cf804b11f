package oversight_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/demo"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// readers are accounts whose figures are counted, each with a part of its scope to count by itself.
func readers(t *testing.T, s *testkit.Service) map[string]access.Actor {
	all := map[string]access.Actor{}
	for _, login := range []string{"office1", "town2", "village1", "police1"} {
		all[login] = testkit.Actor(t, s, login)
	}
	return all
}

// TestAFigureIsTheLengthOfItsList compares every figure of several months with the list of cases that it opens, whole and of one place, as each role; and
// wants the open cases of one month to follow from those of the month before.
func TestAFigureIsTheLengthOfItsList(t *testing.T) {
	s := testkit.Serve(t, t.Output())
	const people = 80
	if err := demo.Load(t.Context(), s.Store, s.Work, testkit.Today, people, func(int) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Work.Rebuild(t.Context(), false, func(d casework.Difference) { t.Errorf("case %s differs:\n%s", d.Case, d.What) }); err != nil {
		t.Fatal(err)
	}
	counted := 0
	for login, actor := range readers(t, s) {
		for _, within := range []division.Range{{}, testkit.Near.Township().Range(), testkit.Near.Range()} {
			var before map[store.Figure]int
			for m := testkit.Today.Month() - 14; m <= testkit.Today.Month(); m++ {
				var n map[store.Figure]int
				if err := s.Store.Read(t.Context(), actor, func(tx *store.Tx) error {
					rules, err := tx.Rules(t.Context())
					if err != nil {
						return err
					}
					tally, err := oversight.New(s.Store, s.Clock.Today).MonthTally(t.Context(), tx, &rules, m, within)
					n = tally.Of(within)
					if err == nil && (m > testkit.Today.Month()-2 || m == testkit.Today.Month()-9) {
						counted += compareLists(t, tx, m, within, login, n)
					}
					return err
				}); err != nil {
					t.Fatal(err)
				}
				if b := before; b != nil && login != "police1" && n[store.FigureOpen] != b[store.FigureOpen]+n[store.FigureOpened]+n[store.FigureMovedIn]-n[store.FigureMovedOut]-n[store.FigureEnded] {
					t.Errorf("%s, %v, %v: %d open do not follow from %d: %v", login, within, m, n[store.FigureOpen], b[store.FigureOpen], n)
				}
				before = n
			}
		}
	}
	if counted < 400 {
		t.Errorf("only %d figures were more than nothing", counted)
	}
}

// compareLists compares the figures with their lists, and returns how many were not zero.
func compareLists(t *testing.T, tx *store.Tx, m date.Month, within division.Range, login string, n map[store.Figure]int) (counted int) {
	for _, name := range store.FigureNames() {
		_, sums, err := tx.CaseLines(t.Context(), store.CaseFilter{Month: m, Within: within, Figure: name, Soon: 60, Today: testkit.Today, WeekEnd: testkit.Today.WeekEnd(), Limit: 1})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if sums.Total != n[name] {
			t.Errorf("%s, %v, %v: %s is %d, its list has %d", login, within, m, name, n[name], sums.Total)
		}
		if n[name] > 0 {
			counted++
		}
	}
	return counted
}
