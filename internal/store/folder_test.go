package store_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// round is a village's visits of a day as a fresh sheet sends them: a test and two contacts of each case.
func round(t testing.TB, svc *testkit.Service, on date.Date, cases ...uuid.UUID) []casework.Visit {
	t.Helper()
	var rows []casework.Visit
	for _, id := range cases {
		rows = append(rows, casework.Visit{Case: id, Key: uuid.Must(uuid.NewV7()), Version: version(t, svc, id), TestOn: on, Test: &rehab.DrugTest{Result: rehab.Invalid, CollectorA: "甄采样", CollectorB: "甄见证"},
			Contacts: []casework.VisitContact{{On: on, Body: &rehab.Contact{Type: rehab.Talk}}, {On: on, Body: &rehab.Contact{Type: rehab.Visit}}}})
	}
	return rows
}

// TestASheetIsSavedInOneTransaction saves three rows and thirty with the same round trips: the transaction with everything it holds, what it writes, and the commit.
func TestASheetIsSavedInOneTransaction(t *testing.T) {
	svc := testkit.Serve(t, nil)
	var ids []uuid.UUID
	for i := range 30 {
		ids = append(ids, testkit.Case(t, svc, testkit.Near, date.MustParse("2026-03-02"), i))
	}
	foreign := testkit.Case(t, svc, testkit.Far, date.MustParse("2026-03-02"), 40)
	db, trips := counted(t, svc)
	actor, work, month := testkit.Actor(t, svc, "village1"), casework.New(db, svc.Clock, nil), testkit.Today.Month()
	save := func(rows []casework.Visit) []casework.SheetOutcome {
		t.Helper()
		out, err := work.SaveSheet(t.Context(), actor, testkit.Near, month, rows)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	on := func(day int) date.Date { return month.First() + date.Date(day-1) }
	saved := func(out []casework.SheetOutcome) (n int) {
		for _, o := range out {
			if o.Saved {
				n++
			}
		}
		return n
	}
	save(round(t, svc, on(1), ids...)) // the first one prepares the statements
	for day, n := range map[int]int{2: 3, 3: 30} {
		trips.Store(0)
		if got := saved(save(round(t, svc, on(day), ids[:n]...))); got != n {
			t.Fatalf("%d of %d rows saved", got, n)
		}
		if got := trips.Load(); got != 3 {
			t.Errorf("%d rows: %d round trips, want 3", n, got)
		}
	}
	t.Run("a row that is refused keeps no other from being saved", func(t *testing.T) {
		rows := round(t, svc, on(4), ids[0], ids[1], foreign, ids[2], ids[3], ids[4])
		rows[0].TestOn = testkit.Today + 1
		rows[3].Key = rows[1].Key // another row's
		rows[4].Contacts[1].On = month.First() - 1
		out := save(rows)
		var kinds []fault.Kind
		for _, o := range out {
			kinds = append(kinds, fault.KindOf(o.Err))
		}
		if want := []fault.Kind{fault.Invalid, "", fault.NotFound, fault.Conflict, fault.Invalid, ""}; !slices.Equal(kinds, want) || saved(out) != 2 {
			t.Errorf("%q, %d saved, want %q", kinds, saved(out), want)
		}
		for i, want := range []int{0, 3, 0, 0, 0, 3} {
			if got := factsOn(t, svc, rows[i].Case, on(4)); got != want {
				t.Errorf("row %d: %d facts, want %d", i, got, want)
			}
		}
		for i, o := range save(rows) {
			if good := i == 1 || i == 5; o.Already != good || o.Saved {
				t.Errorf("sent again, row %d: %+v", i, o)
			}
		}
	})
	t.Run("a key that is a fact of another village's case", func(t *testing.T) {
		rows := round(t, svc, on(5), ids[0], ids[1])
		rows[0].Key = factOf(t, svc, foreign)
		for i, o := range save(rows) {
			if fault.KindOf(o.Err) != fault.Conflict || o.Saved {
				t.Errorf("row %d: %+v", i, o)
			}
		}
	})
	t.Run("each case has an audit entry of its own", func(t *testing.T) {
		var entries int
		err := svc.Store.Read(t.Context(), testkit.Actor(t, svc, "auditor"), func(tx *store.Tx) (err error) {
			entries, err = tx.CountAuditEntries(t.Context(), store.AuditFilter{Action: string(access.DrugTestRecord)})
			return err
		})
		if want := 30 + 3 + 30 + 2; err != nil || entries != want {
			t.Errorf("%d entries, %v, want %d", entries, err, want)
		}
	})
	t.Run("a single fact takes as many", func(t *testing.T) {
		for i := range 2 { // the first one prepares its statements
			trips.Store(0)
			_, err := work.RecordFact(t.Context(), actor, casework.FactForm{Case: ids[0], Key: uuid.Must(uuid.NewV7()), Kind: rehab.KindContact, Date: on(6),
				Said: map[string]any{"type": "report", "staff": "甄采样", "content": "按时报告"}})
			if err != nil {
				t.Fatal(err)
			}
			if got := trips.Load(); i == 1 && got != 3 {
				t.Errorf("%d round trips, want 3", got)
			}
		}
	})
	if n, err := work.Rebuild(t.Context(), false, func(d casework.Difference) { t.Errorf("what lists need differs: %s", d.What) }); err != nil || n != 31 {
		t.Errorf("%d cases, %v", n, err)
	}
}

func version(t testing.TB, svc *testkit.Service, id uuid.UUID) (n int) {
	t.Helper()
	err := svc.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		c, err := tx.CaseFile(t.Context(), id)
		n = c.Version
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func factsOf(t *testing.T, svc *testkit.Service, id uuid.UUID) (facts []store.RecordedFact) {
	t.Helper()
	err := svc.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		all, err := tx.Facts(t.Context(), id)
		facts = all[id]
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// factsOn counts the facts of a case on a day.
func factsOn(t *testing.T, svc *testkit.Service, id uuid.UUID, day date.Date) (n int) {
	t.Helper()
	for _, f := range factsOf(t, svc, id) {
		if f.Date == day {
			n++
		}
	}
	return n
}

func factOf(t *testing.T, svc *testkit.Service, id uuid.UUID) uuid.UUID {
	t.Helper()
	return uuid.MustParse(factsOf(t, svc, id)[0].ID)
}

// BenchmarkSaveSheet saves the round of thirty persons with two and a half years behind them: ninety facts.
func BenchmarkSaveSheet(b *testing.B) {
	svc := testkit.Serve(b, nil)
	reportIn := date.MustParse("2024-03-02")
	var ids []uuid.UUID
	for i := range 30 {
		ids = append(ids, testkit.Case(b, svc, testkit.Near, reportIn, i, testkit.PassedPhase(reportIn)...))
	}
	db, trips := counted(b, svc)
	actor, work, month := testkit.Actor(b, svc, "village1"), casework.New(db, svc.Clock, nil), testkit.Today.Month()
	runs := 0
	for b.Loop() {
		b.StopTimer()
		rows := round(b, svc, month.First()+date.Date(runs%20), ids...)
		b.StartTimer()
		out, err := work.SaveSheet(b.Context(), actor, testkit.Near, month, rows)
		if err != nil || !out[29].Saved {
			b.Fatal(err, out[29].Err)
		}
		if runs++; runs == 1 {
			trips.Store(0)
		}
	}
	if runs > 1 {
		b.ReportMetric(float64(trips.Load())/float64(runs-1), "trips/op")
	}
}
