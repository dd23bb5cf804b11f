package rehab

import (
	"encoding/json"
	"fmt"
	"testing"

	"pgregory.net/rapid"
	"xinsheng/internal/date"
)

// history draws a file of facts between 2024 and 2027; many of them make little sense, as imported files do.
func history(t *rapid.T) File {
	f := File{Measure: Detox, TermMonths: 36}
	if rapid.Bool().Draw(t, "rehab") {
		f.Measure, f.TermMonths = Rehab, rapid.SampledFrom([]int{12, 24, 36, 18}).Draw(t, "term")
	}
	day := rapid.IntRange(0, 1200)
	kinds := Kinds()
	for i := range rapid.IntRange(0, 25).Draw(t, "n") {
		k := rapid.SampledFrom(kinds).Draw(t, "kind")
		if i == 0 {
			k = KindReportIn
		}
		x := Fact{ID: fmt.Sprintf("f%d", i), Date: date.New(2024, 1, 20).AddDays(day.Draw(t, "day"))}
		if i == 0 {
			x.Date = date.New(2024, 1, 20).AddDays(rapid.IntRange(0, 60).Draw(t, "report-in"))
		}
		x.Body = drawBody(t, k, x.Date, f.Facts)
		f.Facts = append(f.Facts, x)
	}
	return f
}

func drawBody(t *rapid.T, k Kind, d date.Date, before []Fact) Body {
	of := drawReference(t, k, before)
	later := d.AddDays(rapid.IntRange(-2, 40).Draw(t, "later"))
	switch k {
	case KindTest:
		b := &DrugTest{Result: rapid.SampledFrom([]Result{Negative, Positive, Invalid, Refused, Absent}).Draw(t, "result")}
		if rapid.Bool().Draw(t, "decided") {
			b.GoodCause = new(bool)
		}
		return b
	case KindService:
		return &Service{To: rapid.SampledFrom([]Receiver{ToPerson, ToFamily, ToTownship}).Draw(t, "to")}
	case KindLeave:
		return &Leave{From: d, Until: later}
	case KindLeaveDecision:
		return &LeaveDecision{Of: of, Agreed: true}
	case KindTransfer:
		return &Transfer{To: rapid.SampledFrom([]Destination{"520381001006", "outside:520382001001"}).Draw(t, "dest")}
	case KindContact:
		return &Contact{Type: rapid.SampledFrom(ContactTypes()).Draw(t, "type")}
	case KindRisk:
		return &Risk{Level: rapid.SampledFrom([]RiskLevel{High, Medium, Low}).Draw(t, "level")}
	case KindGoodCause:
		return &GoodCause{Until: later}
	case KindCarriedIn:
		return &CarriedIn{Until: later, Evasions: 1, Departures: 1, UnauthorisedDays: 20}
	case KindAssessment:
		return &Assessment{Phase: rapid.IntRange(0, 4).Draw(t, "phase"), Result: rapid.SampledFrom([]Grade{Pass, Fail}).Draw(t, "grade")}
	case KindExcuseWindow:
		return &ExcuseWindow{Window: later.Month()}
	case KindResolution:
		return &Resolution{Of: rapid.SampledFrom([]string{of, later.Month().String()}).Draw(t, "what")}
	case KindPoliceOutcome:
		return &PoliceOutcome{Of: rapid.SampledFrom([]string{of, AboutSeriousBreach}).Draw(t, "what"), Outcome: Continue}
	case KindExemption:
		return &Exemption{Until: later}
	case KindMovedIn:
		return &MovedIn{FirstReportIn: d.AddDays(-rapid.IntRange(-5, 400).Draw(t, "before")), Village: 520381001006}
	case KindVoid:
		return &Void{Of: of}
	case KindLeaveExtension:
		return &LeaveExtension{Of: of, Until: later}
	case KindLeaveExtensionRequest:
		return &LeaveExtensionRequest{Of: of, Until: later}
	}
	raw := []byte(`{"of":"` + of + `"}`)
	if b, err := DecodeBody(k, raw); err == nil {
		return b
	}
	return NewBody(k)
}

// drawReference picks a fact that k may refer to, if there is one, and now and then any.
func drawReference(t *rapid.T, k Kind, before []Fact) string {
	ids := []string{"f0"}
	for _, x := range before {
		if want := referenceKinds(k); want == nil || oneOf(x.Body.Kind(), want...) {
			ids = append(ids, x.ID)
		}
	}
	return rapid.SampledFrom(ids).Draw(t, "of")
}

var versions = Rules{Versions: []Policy{Chishui(), {
	Effective: date.New(2025, 3, 10), Interval: []int{1, 2, 3}, Contacts: []Quota{{2, 1, 0}}, RiskInterval: RiskInterval{1, 2, 0}, MinFreeDays: 5,
	Reward: []int{1, 2, 3}, ReportInDays: 10, EvasionTimes: 2, DepartureTimes: 2, DepartureDaysOver: 10, DepartureCountsFrom: 2, AssessBeforeDays: 20,
}}}

// still prints what of a Track should stay the same from day to day, with the states of obligations left to StateOn.
func still(t Track) string {
	t.Today, t.Next = 0, 0
	for i := range t.Months {
		t.Months[i].Today = false
	}
	raw, _ := json.Marshal(t)
	follow, _ := json.Marshal(t.FollowUps) // which the answer of track leaves out
	return string(raw) + string(follow)
}

func TestNothingChangesBeforeTheNextDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := history(t)
		today := date.New(2024, 1, 20).AddDays(rapid.IntRange(0, 1300).Draw(t, "today"))
		f.Facts = Known(f, today.Time()).Facts
		seen := f
		seen.Facts = nil
		for _, x := range f.Facts {
			if x.Date <= today {
				seen.Facts = append(seen.Facts, x)
			}
		}
		a := Compute(versions, seen, today)
		if a.Next <= today && a.Next != 0 {
			t.Fatalf("next day %v is not after %v", a.Next, today)
		}
		k := rapid.IntRange(1, 60).Draw(t, "later")
		d := today.AddDays(k)
		if a.Next != 0 {
			d = min(d, a.Next-1)
		}
		if b := Compute(versions, seen, d); still(a) != still(b) {
			x, y := firstDifference(still(a), still(b))
			t.Fatalf("between %v and %v, though next is %v:\n%s\n%s", today, d, a.Next, x, y)
		}
	})
}

func TestObligationsKeepTheirStateByTheirDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := history(t)
		today := date.New(2024, 1, 20).AddDays(rapid.IntRange(0, 1300).Draw(t, "today"))
		seen := f
		seen.Facts = nil
		for _, x := range f.Facts {
			if x.Date <= today {
				seen.Facts = append(seen.Facts, x)
			}
		}
		a, later := Compute(versions, seen, today), today.AddDays(rapid.IntRange(1, 45).Draw(t, "later"))
		b := Compute(versions, seen, later)
		for _, o := range a.Obligations {
			want := o.StateOn(later)
			got := ObligationState("")
			for _, p := range b.Obligations {
				if p.Kind == o.Kind && p.Of == o.Of && p.Month == o.Month && p.Phase == o.Phase && p.Opens == o.Opens {
					got = p.State
				}
			}
			if got != want {
				t.Fatalf("%v %v: %+v: by its dates %q, computed %q", today, later, o, want, got)
			}
		}
	})
}

func firstDifference(a, b string) (string, string) {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-200):min(len(s), i+200)] }
	return around(a), around(b)
}
