package store_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/ledger"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// heard is every statement with its arguments that a connection was asked.
type heard struct {
	mu  sync.Mutex
	all []asked
}

type asked struct {
	sql  string
	args []any
}

func (h *heard) hear(sql string, args []any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	word, _, _ := strings.Cut(strings.TrimSpace(sql), " ")
	if word = strings.TrimSpace(word); (word == "select" || word == "with" || strings.HasPrefix(word, "select\n")) && !strings.Contains(sql, "set_config(") {
		h.all = append(h.all, asked{sql, args})
	}
}

func (h *heard) TraceQueryStart(ctx context.Context, _ *pgx.Conn, d pgx.TraceQueryStartData) context.Context {
	h.hear(d.SQL, d.Args)
	return ctx
}
func (h *heard) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}
func (h *heard) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	return ctx
}
func (h *heard) TraceBatchQuery(_ context.Context, _ *pgx.Conn, d pgx.TraceBatchQueryData) {
	h.hear(d.SQL, d.Args)
}
func (h *heard) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

// overheard is the store's database through connections of which every statement is heard.
func overheard(t testing.TB, s *store.Store) (*store.Store, *heard) {
	t.Helper()
	h := &heard{}
	cfg := s.Pool().Config()
	cfg.ConnConfig.Tracer = h
	pool, err := pgxpool.NewWithConfig(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return store.On(pool), h
}

// page is one list or oversight page: what it reads, as the program reads it.
type page struct {
	name string
	read func(ctx context.Context, actor access.Actor) error
}

// pagesOf are the lists and the pages of oversight of a program on the store.
func pagesOf(s *store.Store) []page {
	at := clock.At(listDay)
	w, o, l := casework.New(s, at, nil), oversight.New(s, at.Today), ledger.New(s, at.Today)
	month, near := listDay.Month(), testkit.Near.Township()
	out := []page{
		{"worklist", func(ctx context.Context, a access.Actor) error {
			_, err := w.Desk(ctx, a, casework.WorkAsked{}, 50)
			return err
		}},
		{"rounds", func(ctx context.Context, a access.Actor) error { _, err := w.Rounds(ctx, a, month); return err }},
		{"dashboard", func(ctx context.Context, a access.Actor) error { _, err := o.Dashboard(ctx, a, month, 0); return err }},
		{"dashboard of a past month and township", func(ctx context.Context, a access.Actor) error {
			_, err := o.Dashboard(ctx, a, month-3, near)
			return err
		}},
		{"staffing", func(ctx context.Context, a access.Actor) error { _, err := o.Staffing(ctx, a, month, 0); return err }},
		{"staffing of a past month", func(ctx context.Context, a access.Actor) error { _, err := o.Staffing(ctx, a, month-6, 0); return err }},
		{"staff register", func(ctx context.Context, a access.Actor) error {
			_, err := o.StaffList(ctx, a, oversight.StaffFilter{})
			return err
		}},
		{"rewards", func(ctx context.Context, a access.Actor) error {
			_, err := l.List(ctx, a, store.RewardFilter{Limit: 51})
			return err
		}},
		{"rewards as they stood", func(ctx context.Context, a access.Actor) error {
			_, err := l.List(ctx, a, store.RewardFilter{On: date.New(2026, 6, 30), State: "accrued", Limit: 51})
			return err
		}},
		{"payments", func(ctx context.Context, a access.Actor) error {
			return s.Read(ctx, a, func(tx *store.Tx) error {
				if _, err := tx.Payments(ctx, store.PaymentFilter{Limit: 51}); err != nil {
					return err
				}
				_, err := tx.PaymentSums(ctx, store.PaymentFilter{})
				return err
			})
		}},
		{"referrals", func(ctx context.Context, a access.Actor) error {
			_, err := w.Referrals(ctx, a, store.ReferralFilter{Today: listDay, Limit: 51}, true)
			return err
		}},
		{"notices", func(ctx context.Context, a access.Actor) error {
			_, err := o.Notices(ctx, a, store.NoticeFilter{Today: listDay, Limit: 51}, true)
			return err
		}},
		{"meetings", func(ctx context.Context, a access.Actor) error {
			_, err := o.Meetings(ctx, a, store.MeetingFilter{Limit: 51})
			return err
		}},
		{"measures", func(ctx context.Context, a access.Actor) error {
			_, err := o.Measures(ctx, a, store.MeasureFilter{Today: listDay, Limit: 51}, true)
			return err
		}},
		{"trends", func(ctx context.Context, a access.Actor) error { _, err := o.Trend(ctx, a, month, 0); return err }},
		{"returns", func(ctx context.Context, a access.Actor) error {
			_, err := o.Returns(ctx, a, store.ReturnFilter{Level: "village", From: date.New(2026, 1, 1), To: listDay})
			return err
		}},
		{"scores", func(ctx context.Context, a access.Actor) error { _, err := o.Scores(ctx, a, month-1, 0); return err }},
		{"scores of a township", func(ctx context.Context, a access.Actor) error { _, err := o.Scores(ctx, a, month-1, near); return err }},
		{"appeals", func(ctx context.Context, a access.Actor) error {
			_, err := o.Appeals(ctx, a, store.AppealFilter{Limit: 51})
			return err
		}},
		{"statements", func(ctx context.Context, a access.Actor) error {
			_, err := l.Accounts(ctx, a, 0, ledger.Period{From: date.New(2026, 1, 1), To: listDay})
			return err
		}},
		{"funding", func(ctx context.Context, a access.Actor) error { _, err := o.Funding(ctx, a, 2026); return err }},
	}
	for name, f := range lists() {
		out = append(out, page{"cases: " + name, func(ctx context.Context, a access.Actor) error { _, _, err := w.Cases(ctx, a, f); return err }})
	}
	return out
}

// Tables that grow with the cases and their months: nobody who sees one village may read all of one. case_access is left out: its policy is asked by those of all others, and
// whether it is read at once or row by row is the planner's to choose.
var grows = regexp.MustCompile(`Seq Scan on (case_month|obligation|case_file|person|person_name_key|reward_entry|reward_step)\b`)

// TestEveryListIsPlannedWell looks at the plan of every statement of every list and oversight page: none reads a table of facts, and what somebody of one village reads
// is reached by an index.
func TestEveryListIsPlannedWell(t *testing.T) {
	plain := caseload(t, 1500)
	s, h := overheard(t, plain)
	fact := regexp.MustCompile(`(?i) on fact\w*`)
	for who, actor := range officers() {
		for _, p := range pagesOf(s) {
			h.all = nil
			if err := p.read(t.Context(), actor); err != nil {
				if notTheirs(err) {
					continue
				}
				t.Fatalf("%s of the %s: %v", p.name, who, err)
			}
			statements := slices.Clone(h.all)
			if len(statements) == 0 {
				t.Errorf("%s of the %s asks nothing", p.name, who)
			}
			for _, q := range statements {
				plan := planOf(t, plain, actor, q)
				if found := fact.FindString(plan); found != "" {
					t.Errorf("%s of the %s reads%s:\n%s\n%s", p.name, who, found, q.sql, plan)
				}
				if found := grows.FindString(plan); found != "" && who == "village" {
					t.Errorf("%s of the %s reads a whole table (%s):\n%s\n%s", p.name, who, found, q.sql, plan)
				}
			}
		}
	}
}

func planOf(t *testing.T, s *store.Store, actor access.Actor, q asked) (plan string) {
	t.Helper()
	err := s.Read(t.Context(), actor, func(tx *store.Tx) (err error) {
		plan, err = tx.ExplainAny(t.Context(), q.sql, q.args)
		return err
	})
	if err != nil {
		t.Fatal(fmt.Errorf("%w in %s", err, q.sql))
	}
	return plan
}

// BenchmarkOversight5000 is what the lists and pages of oversight cost at 5,000 open cases.
func BenchmarkOversight5000(b *testing.B) {
	s := caseload(b, 5000)
	countKept(b, s)
	for _, who := range []string{"office", "village"} {
		for _, p := range pagesOf(s) {
			if strings.HasPrefix(p.name, "cases: ") {
				continue // BenchmarkCaseList5000
			}
			if err := p.read(b.Context(), officers()[who]); notTheirs(err) {
				continue
			}
			b.Run(who+"/"+p.name, func(b *testing.B) {
				for b.Loop() {
					if err := p.read(b.Context(), officers()[who]); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// notTheirs reports whether a page is none of the actor's.
func notTheirs(err error) bool { return fault.KindOf(err) == fault.NotFound }
