package rehab

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// october is a village's month whose fifth day after its end is a Thursday.
var october = ReturnPeriod{From: date.New(2026, 10, 1), Until: date.New(2026, 10, 31), Opens: date.New(2026, 11, 1), Due: date.New(2026, 11, 5)}

func returnRules() Rules { return Rules{Versions: []Policy{Chishui()}} }

func TestReturnsOwedFromTheFirstMonthOn(t *testing.T) {
	r := returnRules()
	today := date.New(2026, 11, 23)
	months := r.OwedReturns(VillageReturn, date.NewMonth(2026, 9), date.New(2000, 1, 1), 0, today)
	if len(months) != 3 || months[1] != october || months[2].Opens != date.New(2026, 12, 1) {
		t.Errorf("a village owes %+v", months)
	}
	if due := months[0].Due; due != date.New(2026, 10, 5) { // a Monday
		t.Errorf("September is due %s", due)
	}
	if due := months[2].Due; due != date.New(2026, 12, 7) { // the 5th is a Saturday
		t.Errorf("November is due %s", due)
	}
	quarters := r.OwedReturns(TownshipReturn, date.NewMonth(2026, 9), date.New(2000, 1, 1), 0, today)
	if len(quarters) != 2 || quarters[0].From != date.New(2026, 7, 1) || quarters[0].Until != date.New(2026, 9, 30) || quarters[0].Due != date.New(2026, 10, 15) {
		t.Errorf("a township owes %+v", quarters)
	}
	if got := ReturnMonths(quarters[0], date.NewMonth(2026, 9)); !slices.Equal(got, []date.Month{date.NewMonth(2026, 9)}) {
		t.Errorf("the first quarter has the months %v", got)
	}
	if got := r.OwedReturns(VillageReturn, date.NewMonth(2026, 9), date.New(2026, 10, 15), date.New(2026, 11, 10), today); len(got) != 1 || got[0] != october {
		t.Errorf("a village there from 15 Oct to 9 Nov owes %+v", got)
	}
}

func TestAReturnThroughItsSteps(t *testing.T) {
	r := returnRules()
	at := func(kind ReturnStepKind, day int) ReturnStep { return ReturnStep{kind, date.New(2026, 11, day)} }
	for _, c := range []struct {
		name  string
		level ReturnLevel
		steps []ReturnStep
		want  ReturnStanding
	}{
		{"nothing done", VillageReturn, nil, ReturnStanding{ReturnOpen, october.Due, 0}},
		{"submitted on a Wednesday", VillageReturn, []ReturnStep{at(ReturnSubmit, 4)}, ReturnStanding{ReturnSubmitted, date.New(2026, 11, 9), date.New(2026, 11, 4)}},
		{"withdrawn", VillageReturn, []ReturnStep{at(ReturnSubmit, 4), at(ReturnWithdraw, 4)}, ReturnStanding{ReturnOpen, october.Due, 0}},
		{"sent back on Monday", VillageReturn, []ReturnStep{at(ReturnSubmit, 4), at(ReturnSendBack, 9)}, ReturnStanding{ReturnSentBack, date.New(2026, 11, 12), 0}},
		{"sent back at once, never due before its first day", VillageReturn, []ReturnStep{at(ReturnSubmit, 1), at(ReturnSendBack, 1)}, ReturnStanding{ReturnSentBack, october.Due, 0}},
		{"accepted", VillageReturn, []ReturnStep{at(ReturnSubmit, 4), at(ReturnAccept, 5)}, ReturnStanding{ReturnAccepted, 0, date.New(2026, 11, 4)}},
		{"acceptance taken back", VillageReturn, []ReturnStep{at(ReturnSubmit, 4), at(ReturnAccept, 5), at(ReturnTakeBack, 6)}, ReturnStanding{ReturnSubmitted, date.New(2026, 11, 11), date.New(2026, 11, 4)}},
		{"locked, then corrected", TownshipReturn, []ReturnStep{at(ReturnSubmit, 4), at(ReturnAccept, 5), at(ReturnDoLock, 6), at(ReturnCorrect, 20)}, ReturnStanding{ReturnLocked, 0, date.New(2026, 11, 4)}},
		{"a township's accepted waits for its lock", TownshipReturn, []ReturnStep{at(ReturnSubmit, 4), at(ReturnAccept, 5)}, ReturnStanding{ReturnAccepted, date.New(2026, 11, 25), date.New(2026, 11, 4)}},
	} {
		if got := r.PeriodicReturn(c.level, october, c.steps); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestWhatStandsAgainstAStepOfAReturn(t *testing.T) {
	today := date.New(2026, 11, 23)
	for _, c := range []struct {
		name  string
		level ReturnLevel
		state ReturnState
		kind  ReturnStepKind
		a     ReturnAround
		want  ReturnBar
	}{
		{"the month is not over", VillageReturn, ReturnOpen, ReturnSubmit, ReturnAround{Today: october.Until}, ReturnNotOver},
		{"the day after it is", VillageReturn, ReturnOpen, ReturnSubmit, ReturnAround{Today: october.Opens}, ""},
		{"twice", VillageReturn, ReturnSubmitted, ReturnSubmit, ReturnAround{Today: today}, ReturnIsSubmitted},
		{"again after it was sent back", VillageReturn, ReturnSentBack, ReturnSubmit, ReturnAround{Today: today}, ""},
		{"one's own", VillageReturn, ReturnSubmitted, ReturnAccept, ReturnAround{Today: today, OwnAct: true}, ReturnOwn},
		{"one's own sent back", VillageReturn, ReturnSubmitted, ReturnSendBack, ReturnAround{Today: today, OwnAct: true}, ""},
		{"withdrawn after it was accepted", VillageReturn, ReturnAccepted, ReturnWithdraw, ReturnAround{Today: today}, ReturnIsAccepted},
		{"taken back under a submitted quarter", VillageReturn, ReturnAccepted, ReturnTakeBack, ReturnAround{Today: today, Above: ReturnSubmitted}, ReturnRestedOn},
		{"taken back while the quarter is open", VillageReturn, ReturnAccepted, ReturnTakeBack, ReturnAround{Today: today, Above: ReturnSentBack}, ""},
		{"a village's lock", VillageReturn, ReturnAccepted, ReturnDoLock, ReturnAround{Today: today}, ReturnNoSuchStep},
		{"a township's with villages missing", TownshipReturn, ReturnOpen, ReturnSubmit, ReturnAround{Today: today, Lacks: true}, ReturnLacks},
		{"a lock over missing returns", CityReturn, ReturnOpen, ReturnDoLock, ReturnAround{Today: today, Lacks: true}, ReturnLacks},
		{"a lock of what is not accepted", TownshipReturn, ReturnSubmitted, ReturnDoLock, ReturnAround{Today: today}, ReturnNotAccepted},
		{"a lock", TownshipReturn, ReturnAccepted, ReturnDoLock, ReturnAround{Today: today}, ""},
		{"a correction of what is not locked", TownshipReturn, ReturnAccepted, ReturnCorrect, ReturnAround{Today: today}, ReturnNotLocked},
		{"a second lock", CityReturn, ReturnLocked, ReturnDoLock, ReturnAround{Today: today}, ReturnIsLocked},
	} {
		if got := (ReturnStanding{State: c.state}).Bar(c.level, october, c.kind, c.a); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A township's return is the sum of its villages' and its own, the city's the sum of the townships', figure by figure and month by month.
func TestATownshipsReturnIsTheSumOfItsVillages(t *testing.T) {
	months := []date.Month{date.NewMonth(2026, 7), date.NewMonth(2026, 8), date.NewMonth(2026, 9)}
	rapid.Check(t, func(rt *rapid.T) {
		count := func() ReturnCount {
			c := ReturnCount{}
			for _, f := range ReturnFigures() {
				c[f] = rapid.IntRange(0, 9).Draw(rt, string(f))
			}
			return c
		}
		plain := map[date.Month]ReturnCount{} // the second count: straight over everything drawn
		tally := func(m date.Month, c ReturnCount) {
			for f, n := range c {
				if plain[m] == nil {
					plain[m] = ReturnCount{}
				}
				plain[m][f] += n
			}
		}
		towns := map[division.Code][]ReturnSheet{}
		for _, town := range []division.Code{520381101000, 520381106000} {
			own, below := map[date.Month]ReturnCount{}, map[division.Code][]ReturnSheet{}
			for _, m := range months {
				own[m] = count()
				tally(m, own[m])
				for v := range rapid.IntRange(0, 3).Draw(rt, "villages") {
					c := count()
					tally(m, c)
					below[town+201+division.Code(v)] = append(below[town+201+division.Code(v)], VillageSheet(m, c))
				}
			}
			s := SumSheet(months, town, own, below)
			towns[town] = []ReturnSheet{s}
			if !AddReturns(slices.Collect(valuesOf(s.Parts))...).Equal(s.Total) {
				rt.Fatalf("the parts of %s do not add up to its total", town)
			}
		}
		city := SumSheet(months, 520381000000, nil, towns)
		for _, p := range ReturnParts() {
			for _, f := range p.Figures() {
				want := plain[months[2]][f]
				if !p.Stock() {
					want += plain[months[0]][f] + plain[months[1]][f]
				}
				if city.Total[f] != want {
					rt.Errorf("%s: %d, counted %d", f, city.Total[f], want)
				}
			}
		}
		if !AddReturns(slices.Collect(valuesOf(city.Parts))...).Equal(city.Total) {
			rt.Error("the townships do not add up to the city")
		}
	})
}

func valuesOf(m map[division.Code]ReturnCount) func(func(ReturnCount) bool) {
	return func(yield func(ReturnCount) bool) {
		for _, c := range m {
			if !yield(c) {
				return
			}
		}
	}
}

func TestAnEmptyVillageReturnsZeros(t *testing.T) {
	s := VillageSheet(date.NewMonth(2026, 10), nil)
	if len(s.Total) != len(ReturnFigures()) {
		t.Errorf("%d figures, want %d", len(s.Total), len(ReturnFigures()))
	}
	for f, n := range s.Total {
		if n != 0 {
			t.Errorf("%s is %d", f, n)
		}
	}
}
