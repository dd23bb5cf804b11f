package store_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
)

const soonDays = 60

// countKept has every month counted that must be, as the program does.
func countKept(t testing.TB, s *store.Store) {
	t.Helper()
	if err := keepCounts(t.Context(), s, listDay); err != nil {
		t.Fatal(err)
	}
}

func keepCounts(ctx context.Context, s *store.Store, today date.Date) error {
	actor := access.SystemActor(access.AccountNightly)
	var months []date.Month
	err := s.Read(ctx, actor, func(tx *store.Tx) (err error) {
		months, err = tx.MonthsToCount(ctx, today, func(date.Month) int { return soonDays })
		return err
	})
	for _, m := range months {
		if err == nil {
			err = s.WithTx(ctx, actor, func(tx *store.Tx) error { return tx.CountMonth(ctx, m, today, soonDays) })
		}
	}
	return err
}

// differing compares what is kept of a month, where it holds, with every row of it, in one state of the database.
func differing(ctx context.Context, s *store.Store, actor access.Actor, m date.Month, today date.Date) (diff string, cases int, err error) {
	err = s.Read(ctx, actor, func(tx *store.Tx) error {
		before, err := tx.CountedBefore(ctx, m, today, soonDays)
		if err != nil {
			return err
		}
		now, err := tx.CountedNow(ctx, m, today, soonDays)
		diff, cases = cmp.Diff(now, before), len(now)
		return err
	})
	return diff, cases, err
}

// change does something to some months of some cases, as saving does: rows go and come, change what they count and go over to another division.
func change(ctx context.Context, pool *pgxpool.Pool, r *rand.Rand) error {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(ctx) }()
	if _, err := tx.Exec(ctx, `select set_config('xinsheng.scope', '{[0,999999999999]}', true), set_config('xinsheng.readings', '{answerable,incoming,stub,police}', true)`); err != nil {
		return err
	}
	at := 3 * r.IntN(10)
	// As saving does: the cases are held first, so that the next statement sees what others have made of them.
	if _, err := tx.Exec(ctx, `select from case_file order by id offset $1 limit 3 for update`, at); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `
		with gone as (delete from case_month m where m.case_id in (select id from case_file order by id offset $1 limit 3) and m.month >= '2026-08-01' returning m.*)
		insert into case_month select x.* from gone g, (select count(*) from gone) as done, lateral jsonb_populate_record(null::case_month, to_jsonb(g) || jsonb_build_object(
			'on_leave', random() < 0.5, 'stage', (array['in_execution', 'suspended', 'discharged', 'screening'])[1 + (random() * 3)::int],
			'division', case when random() < 0.3 then g.division + 1 else g.division end, 'last_day', g.month + (random() * 100)::int)) x`, at); err != nil {
		return err
	}
	if r.IntN(5) == 0 {
		return tx.Rollback(ctx)
	}
	return tx.Commit(ctx)
}

// TestCountsKeptAreNeverWrong lets savers, counters and readers work at once: whatever state of the database a reader sees, what it is told with the help of what
// was counted before is what counting every row of that state says.
func TestCountsKeptAreNeverWrong(t *testing.T) {
	s := caseload(t, 40)
	ctx := t.Context()
	countKept(t, s)
	var savers, others sync.WaitGroup
	fail := func(err error) {
		if err != nil {
			t.Error(err)
		}
	}
	for n := range 3 {
		savers.Go(func() {
			r := rand.New(rand.NewPCG(7, uint64(n)))
			for range 60 {
				fail(change(ctx, s.Pool(), r))
			}
		})
	}
	done := make(chan struct{})
	working := func() bool {
		select {
		case <-done:
			return false
		default:
			return true
		}
	}
	for range 2 {
		others.Go(func() {
			for working() {
				fail(keepCounts(ctx, s, listDay))
			}
		})
	}
	read := 0
	others.Go(func() {
		for m := listDay.Month(); working(); m-- {
			if m < listDay.Month()-4 {
				m = listDay.Month()
			}
			diff, cases, err := differing(ctx, s, officers()["office"], m, listDay)
			fail(err)
			if diff != "" {
				t.Errorf("%v (-rows +kept):\n%s", m, diff)
				return
			}
			read += min(cases, 1)
		}
	})
	savers.Wait()
	close(done)
	others.Wait()
	if read < 20 {
		t.Errorf("only %d months were read meanwhile", read)
	}
	countKept(t, s)
	for who, actor := range watchers() {
		for m := listDay.Month() - 5; m <= listDay.Month(); m++ {
			if diff, _, err := differing(ctx, s, actor, m, listDay); err != nil || diff != "" {
				t.Errorf("%s, %v: %v (-rows +kept):\n%s", who, m, err, diff)
			}
		}
	}
}

// TestCountsKeptHoldForTheirDayOnly: on another day, with other conditions or another span ahead they are not taken, and are counted anew.
func TestCountsKeptHoldForTheirDayOnly(t *testing.T) {
	s, office := caseload(t, 40), officers()["office"]
	countKept(t, s)
	right := func(today date.Date, m date.Month) {
		t.Helper()
		if diff, cases, err := differing(t.Context(), s, office, m, today); err != nil || diff != "" || cases == 0 {
			t.Errorf("%v on %v: %d divisions, %v (-rows +kept):\n%s", m, today, cases, err, diff)
		}
	}
	m := listDay.Month()
	right(listDay, m)
	right(listDay+3, m)
	if err := keepCounts(t.Context(), s, listDay+3); err != nil {
		t.Fatal(err)
	}
	right(listDay+3, m)
	right(listDay, m)
	cfg := s.Pool().Config().ConnConfig
	cfg.User = "xinsheng_owner"
	owner, err := pgx.ConnectConfig(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer owner.Close(context.WithoutCancel(t.Context()))
	kept := func(change string) {
		t.Helper()
		if _, err := owner.Exec(t.Context(), change); err != nil {
			t.Fatal(err)
		}
		right(listDay, m-3)
		countKept(t, s)
		right(listDay, m-3)
	}
	kept(`update division_month set figures = 'of another program', n = '{1,2,3}'`)
	kept(`update division_month set soon = 7, n[1] = 99`)
	kept(`update case_month set division = division + 1 where month = '2026-08-01' and division <> 520381106204`)
	kept(`delete from case_month where month = '2026-08-01' and division = 520381106204`)
	var none []division.Code
	if err := s.Read(t.Context(), access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		wrong, err := tx.WrongDivisionMonths(t.Context(), m-3, listDay, soonDays)
		for _, w := range wrong {
			none = append(none, w.Division)
		}
		return err
	}); err != nil || len(none) > 0 {
		t.Errorf("%v are wrong, %v", none, err)
	}
}
