package store_test

import (
	"os"
	"regexp"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// trend is that of a year to the month, as the page asks for it.
func trend(m date.Month) store.TrendFilter {
	return store.TrendFilter{From: m - 23, To: m, Since: m - 48, On: min(m.Last(), listDay)}
}

// watchers are officers and the police of a township.
func watchers() map[string]access.Actor {
	all := officers()
	all["township"] = access.Actor{Account: 4, Role: access.TownshipLead, Scope: division.ScopeOf(testkit.Near.Township())}
	all["police"] = access.Actor{Account: 4, Role: access.PoliceOfficer, Scope: division.ScopeOf(testkit.Near.Township())}
	return all
}

// TestDashboardsReadNoFact looks at the plan, as the program's role, of every query of dashboards and trends and of the list of every figure.
func TestDashboardsReadNoFact(t *testing.T) {
	s := caseload(t, 300)
	fact, analyse := regexp.MustCompile(`(?i)\bfact\w*`), os.Getenv("XINSHENG_PLANS") != ""
	for who, actor := range watchers() {
		for _, m := range []date.Month{listDay.Month(), listDay.Month() - 7} {
			plans := map[string]string{}
			err := s.Read(t.Context(), actor, func(tx *store.Tx) (err error) {
				if plans["trend"], err = tx.ExplainTrend(t.Context(), trend(m), analyse); err != nil {
					return err
				}
				for _, name := range store.FigureNames() {
					list := store.CaseFilter{Month: m, Figure: name, Soon: 60, Sort: "place", Today: listDay, WeekEnd: listDay.WeekEnd(), Limit: 51}
					if plans[string(name)], err = tx.Explain(t.Context(), list, board(m), analyse && name == store.FigureOpen); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for name, plan := range plans {
				if found := fact.FindString(plan); found != "" {
					t.Errorf("%s of %v for the %s reads %s:\n%s", name, m, who, found, plan)
				}
			}
			if analyse {
				t.Logf("%s, %v:\n%s\n%s", who, m, plans["open"], plans["trend"])
			}
		}
	}
}

// benchmarkDashboards counts the present month, a past one and a trend, as the municipal office and as one township, of so many open cases and as many
// that have ended.
func benchmarkDashboards(b *testing.B, open int) {
	s := caseload(b, open)
	countKept(b, s)
	for _, who := range []string{"office", "township"} {
		actor := watchers()[who]
		for name, m := range map[string]date.Month{"present": listDay.Month(), "past": listDay.Month() - 12} {
			b.Run(who+"/"+name, func(b *testing.B) {
				for b.Loop() {
					if err := s.Read(b.Context(), actor, func(tx *store.Tx) error {
						_, err := tx.Dashboard(b.Context(), board(m))
						return err
					}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run(who+"/trend", func(b *testing.B) {
			for b.Loop() {
				if err := s.Read(b.Context(), actor, func(tx *store.Tx) error {
					_, err := tx.Trend(b.Context(), trend(listDay.Month()))
					return err
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDashboard5000(b *testing.B) { benchmarkDashboards(b, 5_000) }

func BenchmarkDashboard100000(b *testing.B) { benchmarkDashboards(b, 100_000) }
