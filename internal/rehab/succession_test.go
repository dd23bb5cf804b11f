package rehab_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	. "xinsheng/internal/rehab"
)

// plainly is a track without the divisions that answer.
func plainly(k Track) string {
	k.Answerable, k.Places, k.Next = 0, nil, 0
	k.MonthEnds, k.Windows, k.Months, k.Phases = append([]MonthEnd{}, k.MonthEnds...), append([]Window{}, k.Windows...), append([]Month{}, k.Months...), append([]Phase{}, k.Phases...)
	k.Obligations, k.FollowUps, k.Rewards, k.HeldRewards = append([]Obligation{}, k.Obligations...), append([]Obligation{}, k.FollowUps...), append([]Reward{}, k.Rewards...), append([]Reward{}, k.HeldRewards...)
	for i := range k.MonthEnds {
		k.MonthEnds[i].Answerable = 0
	}
	for i := range k.Windows {
		k.Windows[i].Answerable = 0
	}
	for i := range k.Months {
		k.Months[i].Answerable = 0
	}
	for i := range k.Phases {
		k.Phases[i].Village = 0
	}
	for i := range k.Obligations {
		k.Obligations[i].Division = 0
	}
	for i := range k.FollowUps {
		k.FollowUps[i].Division = 0
	}
	for i := range k.Rewards {
		k.Rewards[i].Village = 0
	}
	for i := range k.HeldRewards {
		k.HeldRewards[i].Village = 0
	}
	if k.Change != nil {
		change := *k.Change
		change.Village, change.Origin, change.Division = 0, 0, 0
		k.Change = &change
	}
	return toJSON(k)
}

// TestASuccessionMovesWhoAnswersFromItsDayOnAndNothingElse: over random histories, whatever is of a day before it is as it was, whatever is of a later one is the
// successor's where it was the predecessor's, and everything that names no division is the same.
func TestASuccessionMovesWhoAnswersFromItsDayOnAndNothingElse(t *testing.T) {
	moved := 0
	rapid.Check(t, func(t *rapid.T) {
		r, f, today := drawCase(t)
		f = seenBy(f, today)
		day := today.AddDays(rapid.IntRange(-400, 60).Draw(t, "day"))
		s := Succession{From: rapid.SampledFrom(villages).Draw(t, "from"), Day: day}
		s.To = rapid.SampledFrom([]division.Code{s.From.Township() + 299, 520381108299}).Draw(t, "to")
		after := r
		after.Successions = []Succession{s}
		exit, stays := date.Date(0), false
		is := func(what string, before, now division.Code, on date.Date) {
			want := before
			if before == s.From && min(on, today) >= day && (!stays || exit >= day) {
				want, moved = s.To, moved+1
			}
			if now != want {
				t.Fatalf("%s of %v: %v answered, now %v; gone over on %v\n%s", what, on, before, now, day, describe(f))
			}
		}
		a, b := Compute(r, f, today), Compute(after, f, today)
		if plainly(a) != plainly(b) {
			t.Fatalf("more than divisions has changed\n%s\n%s", plainly(a), plainly(b))
		}
		if a.Exit != nil {
			exit, stays = a.Exit.Date, true
		}
		is("the case", a.Answerable, b.Answerable, today)
		for i := range a.MonthEnds {
			on := min(a.MonthEnds[i].Month.Last(), today)
			is("a month's end", a.MonthEnds[i].Answerable, b.MonthEnds[i].Answerable, on)
		}
		for i := range a.Windows {
			is("a window", a.Windows[i].Answerable, b.Windows[i].Answerable, a.Windows[i].To)
		}
		for i := range a.Phases {
			if end := a.Phases[i].End; !end.IsZero() {
				is("a phase", a.Phases[i].Village, b.Phases[i].Village, end)
			}
		}
		stays = false // a duty that is left, of a case that has ended too, goes along
		for i := range a.Obligations {
			if was := a.Obligations[i].Division; was.IsTownship() && was == s.From.Township() && today >= day && b.Obligations[i].Division == s.To.Township() {
				continue // what a township owes to an open case, the new one owes from then on; what it keeps of the time before, the old one
			}
			is("a duty", a.Obligations[i].Division, b.Obligations[i].Division, today)
		}
		if c := b.Next; !c.IsZero() { // nothing changes before the day on which the case is computed again
			was := fmt.Sprint(b.Answerable, b.Stage, len(b.Places))
			for _, d := range []date.Date{today + 1, c - 1} {
				if k := Compute(after, f, d); d > today && d < c && was != fmt.Sprint(k.Answerable, k.Stage, len(k.Places)) {
					t.Fatalf("%v: %s becomes %v %v %v before %v", d, was, k.Answerable, k.Stage, k.Places, c)
				}
			}
		}
	})
	if moved == 0 {
		t.Error("nothing was ever moved")
	}
}

func TestAPlaceThatGoesOverTwice(t *testing.T) {
	f := File{Measure: Detox, TermMonths: 36, Facts: []Fact{{ID: "r", Date: date.New(2024, 3, 1), Body: &ReportIn{Village: 520381106204}}}}
	r := Rules{Versions: []Policy{Chishui()}, Successions: []Succession{
		{From: 520381106205, To: 520381106206, Day: date.New(2026, 6, 1)}, {From: 520381106204, To: 520381106205, Day: date.New(2025, 6, 1)},
		{From: 520381106206, To: 520381106204, Day: date.New(2030, 1, 1)},
	}}
	for _, tt := range []struct {
		day  date.Date
		want division.Code
	}{{date.New(2025, 5, 31), 520381106204}, {date.New(2025, 6, 1), 520381106205}, {date.New(2026, 5, 31), 520381106205}, {date.New(2026, 6, 1), 520381106206}} {
		k := Compute(r, f, tt.day)
		if k.Answerable != tt.want || k.Answerable != r.Successor(520381106204, tt.day) {
			t.Errorf("%v: %v, want %v", tt.day, k.Answerable, tt.want)
		}
	}
	k := Compute(r, f, date.New(2026, 7, 1))
	if got := fmt.Sprint(k.Places); got != "[{2024-03-01 520381106204} {2025-06-01 520381106205} {2026-06-01 520381106206}]" {
		t.Error(got)
	}
	if k := Compute(r, f, date.New(2025, 5, 20)); k.Next > date.New(2025, 6, 1) {
		t.Errorf("computed again on %v", k.Next)
	}
	Compute(r, f, date.New(2031, 1, 1)) // a ring ends
}
