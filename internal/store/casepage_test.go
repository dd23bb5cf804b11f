package store_test

import (
	"context"
	"encoding/binary"
	"net"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// wire is a connection that counts the messages after which the client waits for the server: Query and Sync. Counting waits themselves would count a
// large batch twice when the server's answers to its beginning are read while its end is still being sent.
type wire struct {
	net.Conn
	trips *atomic.Int64
}

// Write is given whole messages: a letter, and a length that counts itself but not the letter. The first message of a connection has no letter.
func (w *wire) Write(b []byte) (int, error) {
	for m := b; len(m) >= 5 && m[0] != 0; m = m[1+binary.BigEndian.Uint32(m[1:]):] {
		if m[0] == 'Q' || m[0] == 'S' {
			w.trips.Add(1)
		}
	}
	return w.Conn.Write(b)
}

// counted is the service's database through one connection whose round trips are counted.
func counted(t testing.TB, s *testkit.Service) (*store.Store, *atomic.Int64) {
	t.Helper()
	var trips atomic.Int64
	cfg := s.Store.Pool().Config()
	cfg.MaxConns = 1
	cfg.ConnConfig.DialFunc = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := (&net.Dialer{}).DialContext(ctx, network, addr)
		return &wire{Conn: c, trips: &trips}, err
	}
	pool, err := pgxpool.NewWithConfig(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return store.On(pool), &trips
}

func TestACasePageIsReadInOneBatch(t *testing.T) {
	svc := testkit.Serve(t, nil)
	reportIn := date.MustParse("2025-03-02")
	short := testkit.Case(t, svc, testkit.Near, date.MustParse("2026-10-02"), 1)
	long := testkit.Case(t, svc, testkit.Near, reportIn, 2, testkit.PassedPhase(reportIn)...)
	db, trips := counted(t, svc)
	read := func(login string, id uuid.UUID) (p store.CasePage) {
		t.Helper()
		err := db.CasePage(t.Context(), testkit.Actor(t, svc, login), id, testkit.Today, store.Audited{Action: access.CaseView}, func(_ *store.Tx, got store.CasePage) error {
			p = got
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	read("village1", short) // the first one prepares the statements
	for name, id := range map[string]uuid.UUID{"short": short, "long": long} {
		trips.Store(0)
		p := read("village1", id)
		if n := trips.Load(); n != 2 {
			t.Errorf("%s: %d round trips, want 2: everything, and the commit", name, n)
		}
		if !p.Found || p.Case.ID != id || p.Person.ID != p.Case.PersonID || len(p.Facts) < 6 || len(p.Rules.Versions) == 0 {
			t.Errorf("%s: found %v, %d facts, %d versions", name, p.Found, len(p.Facts), len(p.Rules.Versions))
		}
		if p.Draft != nil {
			t.Errorf("%s: a draft for a village", name)
		}
	}
	if p := read("village1", long); len(p.Rewards) != 1 || p.Rewards[0].Phase != 1 {
		t.Errorf("rewards = %+v, want that of the first phase", p.Rewards)
	}
	looked := func() (n int) {
		err := svc.Store.Read(t.Context(), testkit.Actor(t, svc, "auditor"), func(tx *store.Tx) (err error) {
			n, err = tx.CountAuditEntries(t.Context(), store.AuditFilter{Action: string(access.CaseView)})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := looked()
	if p := read("village2", long); p.Found || p.Case.ID != uuid.Nil || len(p.Facts)+len(p.Rewards) > 0 {
		t.Errorf("who does not see the case got %+v", p)
	}
	if n := looked(); n != before {
		t.Errorf("%d entries for a case that was not seen", n-before)
	}
	if read("town1", long); looked() != before+1 {
		t.Error("looking at a case left no entry")
	}
	t.Run("the actor's own sight is back afterwards", func(t *testing.T) {
		err := db.CasePage(t.Context(), testkit.Actor(t, svc, "village2"), long, testkit.Today, store.Audited{Action: access.CaseView}, func(tx *store.Tx, _ store.CasePage) error {
			facts, err := tx.Facts(t.Context(), long)
			if len(facts[long]) > 0 {
				t.Errorf("%d facts of a case the actor does not see", len(facts[long]))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// BenchmarkCasePage reads the page of a case of two and a half years and computes it.
func BenchmarkCasePage(b *testing.B) {
	svc := testkit.Serve(b, nil)
	reportIn := date.MustParse("2024-05-02")
	steps := testkit.PassedPhase(reportIn)
	for m := reportIn.Month() + 1; m <= reportIn.Month()+29; m++ {
		for i, kind := range []rehab.ContactType{rehab.Report, rehab.Visit, rehab.Talk} {
			steps = append(steps, testkit.Step(access.ContactRecord, m.First()+date.Date(5+i), &rehab.Contact{Type: kind}))
		}
	}
	id := testkit.Case(b, svc, testkit.Near, reportIn, 3, steps...)
	db, trips := counted(b, svc)
	actor := testkit.Actor(b, svc, "village1")
	work := casework.New(db, svc.Clock, nil)
	pages := 0
	for b.Loop() {
		p, err := work.Page(b.Context(), actor, id)
		if err != nil {
			b.Fatal(err)
		}
		if pages++; pages == 1 {
			trips.Store(0)
		}
		if len(p.Track.Months) != 36 {
			b.Fatalf("%d months", len(p.Track.Months))
		}
	}
	if pages > 1 {
		b.ReportMetric(float64(trips.Load())/float64(pages-1), "trips/op")
	}
}
