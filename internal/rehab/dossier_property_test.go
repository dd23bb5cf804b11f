package rehab_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
	. "xinsheng/internal/rehab"
)

// drawFilings invents scans of slots and of facts.
func drawFilings(t *rapid.T, f File) []Filing {
	var list []Filing
	for i := range rapid.IntRange(0, 6).Draw(t, "filings") {
		x := Filing{ID: "filing" + string(rune('a'+i)), Date: rapid.SampledFrom(f.Facts).Draw(t, "day of").Date}
		if rapid.Bool().Draw(t, "of a fact") {
			x.Of = rapid.SampledFrom(f.Facts).Draw(t, "fact").ID
		} else {
			x.Slot = rapid.SampledFrom(Slots()).Draw(t, "slot")
		}
		list = append(list, x)
	}
	return list
}

func TestDossierIsOneReadingOfTheFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		if len(f.Facts) == 0 {
			return
		}
		filings := drawFilings(t, f)
		before := slices.Clone(filings)
		track := Compute(rules, f, today)
		d := DossierOf(rules, f, &track, filings)
		if !slices.Equal(before, filings) {
			t.Fatal("the filings handed in were changed")
		}
		there := map[string]bool{}
		for _, x := range f.Facts {
			there[x.ID] = x.Date <= today
		}
		for _, x := range filings {
			there[x.ID] = x.Date <= today
		}
		if len(d.Slots) != 23 {
			t.Fatalf("%d slots", len(d.Slots))
		}
		for i := range d.Slots {
			s := &d.Slots[i]
			open := len(s.Open())
			switch {
			case s.Slot != Slots()[i]:
				t.Fatalf("slot %d is %s", i+1, s.Slot)
			case track.Stage.Ended() && s.State == SlotNeeded:
				t.Fatalf("%s is needed now after the end\n%s", s.Slot, describe(f))
			case (s.State == SlotMissing || s.State == SlotNeeded) != (open > 0):
				t.Fatalf("%s is %s with %d open\n%s", s.Slot, s.State, open, describe(f))
			case s.State == SlotFiled && s.Filed() == 0 && len(s.Items) == 0, s.State == SlotNotNeeded && s.Filed() > 0:
				t.Fatalf("%s is %s with %d in it\n%s", s.Slot, s.State, s.Filed(), describe(f))
			case s.State == SlotMissing && s.Since > today, s.State == SlotNeeded && !s.Due.IsZero() && s.Due < today:
				t.Fatalf("%s is %s since %s, due %s, on %s\n%s", s.Slot, s.State, s.Since, s.Due, today, describe(f))
			}
			for _, x := range s.Items {
				if x.By != "" && !there[x.By] || x.Opens > today {
					t.Fatalf("%s: %+v on %s\n%s", s.Slot, x, today, describe(f))
				}
			}
		}
	})
}

// stands is what lists keep of a dossier.
func stands(d Dossier) (all []SlotState) {
	for i := range d.Slots {
		all = append(all, d.Slots[i].State)
	}
	return all
}

func TestDossierOfAVoidedFactIsThatWithoutIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		if len(f.Facts) == 0 {
			return
		}
		filings := drawFilings(t, f)
		i := rapid.IntRange(0, len(f.Facts)-1).Draw(t, "fact")
		x := f.Facts[i]
		never := f
		never.Facts = slices.Delete(slices.Clone(f.Facts), i, i+1)
		voided := with(f, Fact{ID: "void", Date: today, Body: &Void{Of: x.ID, Reason: "mistake"}})
		filings = slices.DeleteFunc(filings, func(y Filing) bool { return y.Of == x.ID })
		a, b := Compute(rules, voided, today), Compute(rules, never, today)
		if got, want := stands(DossierOf(rules, voided, &a, filings)), stands(DossierOf(rules, never, &b, filings)); !slices.Equal(got, want) {
			t.Fatalf("voided %s:\n%v\nnever had:\n%v\n%s", x.ID, got, want, describe(f))
		}
	})
}

func TestDossierChangesOnNoDayThatWasNotNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		f = seenBy(f, today)
		if len(f.Facts) == 0 {
			return
		}
		filings := slices.DeleteFunc(drawFilings(t, f), func(x Filing) bool { return x.Date > today })
		track := Compute(rules, f, today)
		d := DossierOf(rules, f, &track, filings)
		day := today.AddDays(rapid.IntRange(1, 60).Draw(t, "later"))
		if next := track.Next; !next.IsZero() && next <= day || !d.Next.IsZero() && d.Next <= day {
			return
		}
		later := Compute(rules, f, day)
		if got, want := stands(DossierOf(rules, f, &later, filings)), stands(d); !slices.Equal(got, want) {
			t.Fatalf("%s:\n%v\n%s:\n%v\n%s", today, want, day, got, describe(f))
		}
	})
}
