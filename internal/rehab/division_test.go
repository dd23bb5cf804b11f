package rehab_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	. "xinsheng/internal/rehab"
)

// stays are the places that answer one after the other, as an undivided track tells them.
type stays struct {
	first  division.Code // before those of the track
	places []PlaceFrom
}

func staysOf(r Rules, f File, k Track) stays {
	s := stays{first: k.Answerable, places: k.Places}
	if len(k.Places) > 0 && !k.Places[0].From.IsZero() {
		s.first = Compute(r, f, k.Places[0].From-1).Answerable
	}
	return s
}

// on returns which stay a day is of, -1 before the first, and whose it is.
func (s stays) on(d date.Date) (int, division.Code) {
	for i := len(s.places) - 1; i >= 0; i-- {
		if s.places[i].From <= d {
			return i, s.places[i].Division
		}
	}
	return -1, s.first
}

// TestADivisionTakesAlongOneStay: over random histories, a case for which it was chosen that it goes along when its village is divided is the new village's from the day on for as long
// as it would have stayed with the old one; all else is as it was.
func TestADivisionTakesAlongOneStay(t *testing.T) {
	moved, kept := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		r, f, today := drawCase(t)
		f = seenBy(f, today)
		day := today.AddDays(rapid.IntRange(-400, 60).Draw(t, "day"))
		s := Succession{From: rapid.SampledFrom(villages).Draw(t, "from"), Day: day}
		s.To = s.From.Township() + 299
		after := f
		after.Divided = []Succession{s}
		a, b := Compute(r, f, today), Compute(r, after, today)
		if plainly(a) != plainly(b) {
			t.Fatalf("more than divisions has changed\n%s\n%s", plainly(a), plainly(b))
		}
		stay := staysOf(r, f, a)
		at, there := stay.on(day - 1)
		on, _ := stay.on(day)
		goes := there == s.From && on == at && (a.Exit == nil || a.Exit.Date >= day) // a case that has ended stays
		is := func(what string, before, now division.Code, d date.Date) {
			want := before
			d = min(d, today)
			if i, _ := stay.on(d); goes && before == s.From && d >= day && i == at {
				want, moved = s.To, moved+1
			} else if before == s.From {
				kept++
			}
			if now != want {
				t.Fatalf("%s of %v: %v answered, now %v; divided on %v\n%v\n%s", what, d, before, now, day, stay, describe(f))
			}
		}
		is("the case", a.Answerable, b.Answerable, today)
		for i := range a.MonthEnds {
			is("a month's end", a.MonthEnds[i].Answerable, b.MonthEnds[i].Answerable, a.MonthEnds[i].Month.Last())
		}
		for i := range a.Windows {
			is("a window", a.Windows[i].Answerable, b.Windows[i].Answerable, a.Windows[i].To)
		}
		for i := range a.Phases {
			if end := a.Phases[i].End; !end.IsZero() {
				is("a phase", a.Phases[i].Village, b.Phases[i].Village, end)
			}
		}
		for i := range a.Rewards {
			if a.Rewards[i].Village != b.Rewards[i].Village && today < day {
				t.Fatalf("a reward has moved before the day\n%s", describe(f))
			}
		}
		back := false
		for i := at + 1; i < len(stay.places); i++ {
			back = back || stay.places[i].Division == s.From
		}
		for i := range a.Obligations {
			want := a.Obligations[i].Division
			if want == s.From && goes && !back && day <= today {
				want = s.To
			}
			if now := b.Obligations[i].Division; now != want {
				t.Fatalf("%s: %v owes it, want %v; divided on %v\n%s", a.Obligations[i].Kind, now, want, day, describe(f))
			}
		}
		if c := b.Next; !c.IsZero() { // nothing changes before the day on which the case is computed again
			was := fmt.Sprint(b.Answerable, b.Stage, len(b.Places))
			for _, d := range []date.Date{today + 1, c - 1} {
				if k := Compute(r, after, d); d > today && d < c && was != fmt.Sprint(k.Answerable, k.Stage, len(k.Places)) {
					t.Fatalf("%v: %s becomes %v %v %v before %v", d, was, k.Answerable, k.Stage, k.Places, c)
				}
			}
		}
	})
	if moved == 0 || kept == 0 {
		t.Errorf("moved %d, kept %d", moved, kept)
	}
}

func TestADividedCase(t *testing.T) {
	const old, part, next, other = 520381106204, 520381106240, 520381106241, 520381107201
	day := date.New(2025, 6, 1)
	divided := []Succession{{From: old, To: part, Day: day}}
	in := Fact{ID: "r", Date: date.New(2024, 3, 1), Body: &ReportIn{Village: old}}
	away := func(id string, on date.Date, to division.Code) []Fact {
		return []Fact{{ID: id, Date: on, Body: &Transfer{To: Destination(to.String())}}, {ID: id + "a", Date: on, Body: &TransferReportIn{Of: id, Village: to}}}
	}
	for _, tt := range []struct {
		name  string
		over  []Succession
		facts []Fact
		on    date.Date
		want  division.Code
	}{
		{"before the day", nil, nil, day - 1, old},
		{"on the day", nil, nil, day, part},
		{"gone before the day", nil, away("t", date.New(2025, 5, 31), other), day + 9, other},
		{"gone and back before the day", nil, append(away("t", date.New(2025, 5, 1), other), away("u", date.New(2025, 5, 9), old)...), day, part},
		{"gone after the day", nil, away("t", date.New(2025, 7, 1), other), date.New(2025, 7, 2), other},
		{"back at the old village after the day", nil, away("t", date.New(2025, 7, 1), old), date.New(2025, 7, 2), old},
		{"the new village goes over in its turn", []Succession{{From: part, To: next, Day: date.New(2026, 1, 1)}}, nil, date.New(2026, 1, 1), next},
		{"the old village goes over later", []Succession{{From: old, To: other, Day: date.New(2026, 1, 1)}}, nil, date.New(2026, 1, 1), part},
		{"the old village went over before", []Succession{{From: old, To: other, Day: date.New(2025, 1, 1)}}, nil, day, other},
		{"on one day the case's own counts", []Succession{{From: old, To: other, Day: day}}, nil, day, part},
	} {
		r := Rules{Versions: []Policy{Chishui()}, Successions: tt.over}
		f := File{Measure: Detox, TermMonths: 36, Divided: divided, Facts: append([]Fact{in}, tt.facts...)}
		if k := Compute(r, f, tt.on); k.Answerable != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, k.Answerable, tt.want)
		}
	}
	f := File{Measure: Detox, TermMonths: 36, Divided: divided, Facts: []Fact{in}}
	r := Rules{Versions: []Policy{Chishui()}}
	if k := Compute(r, f, date.New(2025, 5, 20)); k.Next.IsZero() || k.Next > day {
		t.Errorf("computed again on %v", k.Next)
	}
	for _, o := range Compute(r, f, day+40).Obligations { // what was left undone before the day, too
		if o.Division != part {
			t.Errorf("%s of %v is owed by %v", o.Kind, o.Due, o.Division)
		}
	}
}
