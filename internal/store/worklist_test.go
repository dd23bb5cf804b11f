package store_test

import (
	"testing"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestDutyStateIsThatOfTheRules draws duties and days and asks both: the SQL of the worklist and rehab's Obligation.StateOn.
func TestDutyStateIsThatOfTheRules(t *testing.T) {
	pool := testkit.Store(t).Pool()
	rapid.Check(t, func(rt *rapid.T) {
		first := date.New(2026, 2, 20)
		day := func(label string) date.Date {
			if rapid.Bool().Draw(rt, label+" none") {
				return 0
			}
			return first.AddDays(rapid.IntRange(0, 12).Draw(rt, label))
		}
		today := first.AddDays(rapid.IntRange(-1, 13).Draw(rt, "today"))
		list := make([]rehab.Obligation, 40)
		opens, due, lapses := make([]string, len(list)), make([]*string, len(list)), make([]*string, len(list))
		for i := range list {
			o := &list[i]
			o.Opens, o.Due, o.Lapses = first.AddDays(rapid.IntRange(0, 12).Draw(rt, "opens")), day("due"), day("lapses")
			opens[i], due[i], lapses[i] = o.Opens.String(), orNone(o.Due), orNone(o.Lapses)
		}
		rows, err := pool.Query(t.Context(), `select `+store.DutyState+` from unnest(@opens::text[]::date[], @due::text[]::date[], @lapses::text[]::date[]) with ordinality
			o (opens, due, lapses, n) order by n`, pgx.NamedArgs{"opens": opens, "due": due, "lapses": lapses, "today": today})
		if err != nil {
			rt.Fatal(err)
		}
		got, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil || len(got) != len(list) {
			rt.Fatalf("%d states: %v", len(got), err)
		}
		for i := range list {
			if want := list[i].StateOn(today); string(want) != got[i] {
				rt.Errorf("on %s, opens %s, due %s, lapses %s: SQL says %q, the rules %q", today, list[i].Opens, list[i].Due, list[i].Lapses, got[i], want)
			}
		}
	})
}

func orNone(d date.Date) *string {
	if d.IsZero() {
		return nil
	}
	s := d.String()
	return &s
}
