package rehab_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

// toJSON writes a Track without what differs from day to day by itself.
func toJSON(k Track) string {
	k.Today, k.Next = 0, 0
	for i := range k.Months {
		k.Months[i].Today = false
	}
	raw, err := json.Marshal(k)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// same fails with the first place where two Tracks differ.
func same(t *rapid.T, what string, f File, a, b string) {
	if a == b {
		return
	}
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	near := func(s string) string { return s[max(0, i-150):min(len(s), i+150)] }
	t.Fatalf("%s\n%s\n%s\n%s", what, near(a), near(b), describe(f))
}

// seenBy returns f with the facts of day d and before.
func seenBy(f File, d date.Date) File {
	f.Facts = slices.DeleteFunc(slices.Clone(f.Facts), func(x Fact) bool { return x.Date > d })
	return f
}

// with returns f and one more fact.
func with(f File, x Fact) File {
	f.Facts = append(slices.Clip(f.Facts), x)
	return f
}

func TestVoidingAFactIsNeverHavingHadIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		if len(f.Facts) == 0 {
			return
		}
		i := rapid.IntRange(0, len(f.Facts)-1).Draw(t, "fact")
		x := f.Facts[i]
		day := today.AddDays(rapid.IntRange(-900, 400).Draw(t, "voided on"))
		void := Fact{ID: "void", Date: day, Body: &Void{Of: x.ID, Reason: "mistake"}}
		never := f
		never.Facts = slices.Delete(slices.Clone(f.Facts), i, i+1)
		a, b := Compute(rules, with(f, void), today), Compute(rules, never, today)
		// A file with a void is not empty, and another void that names the fact has something to name.
		for _, k := range []*Track{&a, &b} {
			k.Allowed = slices.DeleteFunc(k.Allowed, func(l Allowed) bool { return l.Action == KindVoid })
			k.Problems = slices.DeleteFunc(k.Problems, func(p Problem) bool {
				return slices.ContainsFunc(f.Facts, func(y Fact) bool { return y.ID == p.ID && y.Body.Kind() == KindVoid })
			})
		}
		same(t, "voided "+x.ID+", never had", f, toJSON(a), toJSON(b))
	})
}

func TestTheOrderOfEntryDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		g := f
		g.Facts = slices.Clone(f.Facts)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 2)).Shuffle(len(g.Facts), func(i, j int) { g.Facts[i], g.Facts[j] = g.Facts[j], g.Facts[i] })
		same(t, "in order, shuffled", f, toJSON(Compute(rules, f, today)), toJSON(Compute(rules, g, today)))
	})
}

func TestMonthCellsFollowOneAnotherEachInOneWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		k := Compute(rules, f, today)
		for i, m := range k.Months {
			if i > 0 && m.Month != k.Months[i-1].Month+1 {
				t.Fatalf("%v after %v\n%s", m.Month, k.Months[i-1].Month, describe(f))
			}
			n := 0
			for _, w := range k.Windows {
				if w.From.Month() <= m.Month && m.Month <= w.To.Month() {
					n++
				}
			}
			if n != 1 {
				t.Fatalf("%v lies in %d windows\n%s", m.Month, n, describe(f))
			}
		}
		for i, w := range k.Windows {
			if i > 0 && w.From != k.Windows[i-1].To+1 {
				t.Fatalf("window %v–%v after %v\n%s", w.From, w.To, k.Windows[i-1].To, describe(f))
			}
		}
	})
}

// plain is a file of a report-in alone, and its report-in day.
func plain(t *rapid.T) (File, date.Date) {
	f := File{Measure: Rehab, TermMonths: rapid.SampledFrom([]int{12, 24, 36}).Draw(t, "term")}
	r := date.New(2023, 1, 1).AddDays(rapid.IntRange(0, 1500).Draw(t, "report-in"))
	f.Facts = []Fact{{ID: "r", Date: r, Body: &ReportIn{Village: villages[0]}}}
	return f, r
}

func TestTwelveCellsAPhaseWithoutSuspension(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, r := plain(t)
		n := map[PhaseNumber]int{}
		for _, m := range Compute(Rules{Versions: []Policy{Chishui()}}, f, r).Months {
			n[m.Phase]++
		}
		for k := 1; k <= f.TermMonths/12; k++ {
			if n[PhaseNumber(k)] != 12 || len(n) != f.TermMonths/12 {
				t.Fatalf("report-in %v: cells %v", r, n)
			}
		}
	})
}

func TestClosedSuspensionsMoveTheEndByTheirSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, r := plain(t)
		rules := Rules{Versions: []Policy{Chishui()}}
		before := Compute(rules, f, r).Term
		sum, from := 0, r
		for range rapid.IntRange(0, 5).Draw(t, "n") {
			from = from.AddDays(rapid.IntRange(0, 70).Draw(t, "free"))
			days := rapid.IntRange(0, 200).Draw(t, "held")
			f.Facts = append(f.Facts, Fact{ID: "s" + from.String(), Date: from, Body: &Suspension{}},
				Fact{ID: "e" + from.String(), Date: from.AddDays(days), Body: &Resumption{Of: "s" + from.String()}})
			from, sum = from.AddDays(days+1), sum+days
		}
		if after := Compute(rules, f, from.AddMonths(60)).Term; after.LastDay != before.LastDay.AddDays(sum) {
			t.Fatalf("suspended %d days: %v became %v\n%s", sum, before.LastDay, after.LastDay, describe(f))
		}
	})
}

func TestABreachMoreNeverLowersACounter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		no := false
		body := rapid.SampledFrom([]Body{&DrugTest{Result: Refused}, &DrugTest{Result: Absent}, &DrugTest{Result: Absent, GoodCause: &no}, &Departure{}}).Draw(t, "body")
		x := Fact{ID: "more", Date: today.AddDays(-rapid.IntRange(0, 1000).Draw(t, "before")), Body: body}
		a, b := Compute(rules, f, today).Counters, Compute(rules, with(f, x), today).Counters
		if b.Evasions < a.Evasions || b.Departures < a.Departures || b.UnauthorisedDays < a.UnauthorisedDays {
			t.Fatalf("%v became %v with %s on %v\n%s", a, b, x.Body.Kind(), x.Date, describe(f))
		}
	})
}

func TestRewardsEqualWhatPassedPhasesSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		k := Compute(rules, f, today)
		total, left := 0, slices.Clone(k.Rewards)
		for _, p := range k.Phases {
			if p.State != PhasePassed || p.Reward == 0 {
				continue
			}
			total += p.Reward
			i := slices.IndexFunc(left, func(r Reward) bool { return r.Phase == p.N })
			if i < 0 || left[i].Fen != p.Reward || left[i].Village != p.Village || left[i].Accrued <= p.End || left[i].Accrued > today {
				t.Fatalf("phase %d, %v–%v: %+v\n%s", p.N, p.Start, p.End, left, describe(f))
			}
			left = slices.Delete(left, i, i+1)
		}
		if len(left) > 0 || total != k.RewardTotal {
			t.Fatalf("%+v left, total %d, said %d\n%s", left, total, k.RewardTotal, describe(f))
		}
	})
}

func TestNothingChangesBeforeNextWithoutANewFact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		f = seenBy(f, today)
		k := Compute(rules, f, today)
		if !k.Next.IsZero() && k.Next <= today {
			t.Fatalf("next is %v on %v\n%s", k.Next, today, describe(f))
		}
		later := today.AddDays(rapid.IntRange(1, 70).Draw(t, "later"))
		if !k.Next.IsZero() {
			later = min(later, k.Next-1)
		}
		same(t, today.String()+", "+later.String()+", next "+k.Next.String(), f, toJSON(k), toJSON(Compute(rules, f, later)))
	})
}

func TestAnObligationsDatesTellItsState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		f = seenBy(f, today)
		later := today.AddDays(rapid.IntRange(0, 60).Draw(t, "later"))
		then := Compute(rules, f, later).Obligations
		for _, o := range Compute(rules, f, today).Obligations {
			i := slices.IndexFunc(then, func(p Obligation) bool {
				return p.Kind == o.Kind && p.Of == o.Of && p.Month == o.Month && p.Phase == o.Phase && p.Opens == o.Opens
			})
			got := ObligationState("")
			if i >= 0 {
				got = then[i].State
			}
			if want := o.StateOn(later); got != want {
				t.Fatalf("%v %v: %+v\nby its dates %q, computed %q\n%s", today, later, o, want, got, describe(f))
			}
		}
	})
}

func TestNobodyIsWithoutAnAnswerableOfficeAfterReportIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		f.Village = 0
		k := Compute(rules, f, today)
		if k.ReportIn == nil {
			return
		}
		if k.Answerable.IsZero() {
			t.Fatalf("nobody on %v\n%s", today, describe(f))
		}
		for _, w := range k.Windows {
			if w.Answerable.IsZero() {
				t.Fatalf("nobody for the window of %v on %v\n%s", w.Month, today, describe(f))
			}
		}
		for _, o := range k.Obligations {
			outside := o.Kind == DutyTransferReportIn && k.Change != nil && k.Change.Out
			if o.Division.IsZero() && o.Opens >= k.ReportIn.Local && !outside {
				t.Fatalf("nobody for %v on %v\n%s", o.Kind, today, describe(f))
			}
		}
	})
}
