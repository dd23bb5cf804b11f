package rehab_test

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
)

func TestSettleRewards(t *testing.T) {
	const a, b = division.Code(520381001001), division.Code(520381101201)
	day := date.New(2026, 5, 4)
	type line struct {
		id      string
		village division.Code
		fen     int64
		later   int // days after the first
	}
	for _, x := range []struct {
		name string
		open []line
		want []line
	}{
		{"nothing", nil, nil},
		{"accruals whole", []line{{"1", a, 5000, 0}, {"2", b, 10000, 0}}, []line{{"1", a, 5000, 0}, {"2", b, 10000, 0}}},
		{"a claw-back is set off", []line{{"1", a, 20000, 0}, {"2", a, -5000, 0}}, []line{{"1", a, 20000, 0}, {"2", a, -5000, 0}}},
		{"in part, the rest stays open", []line{{"1", a, 5000, 0}, {"2", a, -20000, 0}}, []line{{"1", a, 5000, 0}, {"2", a, -5000, 0}}},
		{"the oldest first", []line{{"1", a, 5000, 0}, {"2", a, -5000, 1}, {"3", a, -5000, 0}}, []line{{"1", a, 5000, 0}, {"3", a, -5000, 0}}},
		{"no other village pays", []line{{"1", a, 5000, 0}, {"2", b, -5000, 0}}, []line{{"1", a, 5000, 0}}},
	} {
		var open []rehab.OpenReward
		for _, l := range x.open {
			open = append(open, rehab.OpenReward{ID: l.id, Village: l.village, Fen: l.fen, Day: day.AddDays(l.later)})
		}
		got := rehab.SettleRewards(open)
		if len(got) != len(x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
			continue
		}
		for i := range got {
			if w := x.want[i]; got[i] != (rehab.Settlement{ID: w.id, Village: w.village, Fen: w.fen}) {
				t.Errorf("%s: %v, want %v", x.name, got, x.want)
			}
		}
	}
}

// TestSettlementsOfAnyAccount: over any number of payments an accrual is settled once and whole, a claw-back never by more than itself, and no village
// is ever paid less than nothing.
func TestSettlementsOfAnyAccount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		villages := []division.Code{520381001001, 520381001002, 520381101201}
		entries := map[string]rehab.OpenReward{}
		settled, paid := map[string]int64{}, map[division.Code]int64{}
		for payment := range rapid.IntRange(1, 6).Draw(t, "payments") {
			for range rapid.IntRange(0, 6).Draw(t, "entries") {
				e := rehab.OpenReward{ID: strconv.Itoa(len(entries)), Village: rapid.SampledFrom(villages).Draw(t, "village"), Day: date.New(2026, 1, 1).AddDays(len(entries))}
				e.Fen = rapid.SampledFrom([]int64{5000, 10000, 20000, -5000, -10000, -20000}).Draw(t, "fen")
				entries[e.ID] = e
			}
			var open []rehab.OpenReward
			for n := range len(entries) {
				id := strconv.Itoa(n)
				e := entries[id]
				if e.Fen -= settled[id]; e.Fen != 0 && rapid.Bool().Draw(t, "chosen") {
					open = append(open, e)
				}
			}
			sums := map[division.Code]int64{}
			for _, s := range rehab.SettleRewards(open) {
				whole := entries[s.ID].Fen
				settled[s.ID] += s.Fen
				sums[s.Village] += s.Fen
				switch {
				case s.Fen == 0:
					t.Fatalf("payment %d settles nothing of %s", payment, s.ID)
				case whole > 0 && s.Fen != whole:
					t.Fatalf("payment %d settles %d of an accrual of %d", payment, s.Fen, whole)
				case whole > 0 && settled[s.ID] > whole, whole < 0 && settled[s.ID] < whole:
					t.Fatalf("%d of %d are settled", settled[s.ID], whole)
				}
			}
			for v, sum := range sums {
				if sum < 0 {
					t.Fatalf("payment %d takes %d from %s", payment, sum, v)
				}
				paid[v] += sum
			}
		}
		for _, v := range villages {
			var accruals, setOff int64
			for id, e := range entries {
				switch {
				case e.Village != v:
				case e.Fen > 0:
					accruals += settled[id]
				default:
					setOff -= settled[id]
				}
			}
			if paid[v] != accruals-setOff {
				t.Fatalf("%s was paid %d, accruals %d less set-offs %d", v, paid[v], accruals, setOff)
			}
		}
	})
}

func TestRewardBalances(t *testing.T) {
	got := rehab.RewardBalances(5000, []rehab.RewardMove{{Fen: 10000}, {Fen: -15000}, {Fen: -5000}})
	for i, want := range []int64{15000, 0, -5000} {
		if got[i] != want {
			t.Errorf("balance %d is %d, want %d", i, got[i], want)
		}
	}
}
