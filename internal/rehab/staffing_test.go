package rehab

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

func TestStaffingFollowsTheSchemesBands(t *testing.T) {
	s := ChishuiStaffing()
	for _, c := range []struct {
		village division.Code
		persons int
		want    Staff
	}{
		{520381106204, 0, Staff{Director: 1}}, {520381106204, 9, Staff{Director: 1}},
		{520381106204, 10, Staff{Director: 1, Cadre: 1}}, {520381106204, 29, Staff{Director: 1, Cadre: 1}},
		{520381106204, 30, Staff{FullTime: 1}}, {520381001006, 2, Staff{FullTime: 1}},
		{520381001201, 2, Staff{Director: 1}}, // a village, not a community, of the full-time town
	} {
		if got := s.Unit(c.village, c.persons); got != c.want {
			t.Errorf("%v with %d persons: %+v, want %+v", c.village, c.persons, got, c.want)
		}
	}
	for town, want := range map[division.Code]int{520381101000: 2, 520381106000: 2, 520381107000: 2, 520381100000: 1, 520381001000: 1} {
		if got := s.Unit(town, 0); got != (Staff{FullTime: want}) || s.Cost(got) != want*65000 {
			t.Errorf("%v: %+v, %d fen", town, got, s.Cost(got))
		}
	}
}

func TestAFullTimeWorkerDoesTheLesserPosts(t *testing.T) {
	for _, c := range []struct{ need, have, want Staff }{
		{Staff{Director: 1}, Staff{}, Staff{Director: 1}},
		{Staff{Director: 1, Cadre: 1}, Staff{FullTime: 1}, Staff{Cadre: 1}},
		{Staff{Director: 1, Cadre: 1}, Staff{FullTime: 1, Director: 1}, Staff{}},
		{Staff{FullTime: 2}, Staff{FullTime: 1, Director: 4}, Staff{FullTime: 1}},
		{Staff{Director: 1}, Staff{Director: 3}, Staff{}},
	} {
		if got := c.need.Missing(c.have); got != c.want {
			t.Errorf("needs %+v, has %+v: lacks %+v, want %+v", c.need, c.have, got, c.want)
		}
	}
}

func TestCrossings(t *testing.T) {
	s := ChishuiStaffing()
	for _, c := range []struct{ before, now, want int }{{9, 10, 10}, {10, 9, 10}, {29, 30, 30}, {30, 29, 30}, {5, 31, 30}, {31, 5, 10}, {10, 29, 0}, {9, 0, 0}, {30, 99, 0}} {
		if got := s.Crossing(c.before, c.now); got != c.want {
			t.Errorf("from %d to %d crosses %d, want %d", c.before, c.now, got, c.want)
		}
	}
}

// Whatever the bounds and caseloads are: more persons never ask for less, what is missing is never more than what is needed, and a sum is the sum of its parts.
func TestStaffingProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := ChishuiStaffing()
		s.CadreFrom = rapid.IntRange(1, 40).Draw(t, "cadre")
		s.FullTimeFrom = s.CadreFrom + rapid.IntRange(1, 40).Draw(t, "more")
		code := division.Code(520381106200 + rapid.IntRange(1, 99).Draw(t, "village"))
		few := rapid.IntRange(0, 100).Draw(t, "few")
		many := few + rapid.IntRange(0, 100).Draw(t, "extra")
		if s.Band(few) > s.Band(many) || s.Cost(s.Unit(code, few)) > s.Cost(s.Unit(code, many)) {
			t.Fatalf("%d persons need more than %d", few, many)
		}
		if crossed := s.Crossing(few, many); (crossed != 0) != (s.Unit(code, few) != s.Unit(code, many)) || crossed != 0 && (few >= crossed || many < crossed) {
			t.Fatalf("from %d to %d: crossed %d", few, many, crossed)
		}
		staff := rapid.Custom(func(t *rapid.T) Staff {
			n := rapid.IntRange(0, 3)
			return Staff{n.Draw(t, "d"), n.Draw(t, "c"), n.Draw(t, "f")}
		})
		need, have := staff.Draw(t, "need"), staff.Draw(t, "have")
		gap := need.Missing(have)
		if gap.Director < 0 || gap.Cadre < 0 || gap.FullTime < 0 || gap.Total() > need.Total() || need.Total() > have.Total()+gap.Total() || need.Missing(have.Plus(gap)) != (Staff{}) {
			t.Fatalf("needs %+v, has %+v, lacks %+v", need, have, gap)
		}
		if spare := need.Spare(have); spare.Director < 0 || spare.Cadre < 0 || spare.FullTime < 0 || have.Total()-spare.Total()+gap.Total() != need.Total() {
			t.Fatalf("needs %+v, has %+v, lacks %+v, spares %+v", need, have, gap, spare)
		}
		if need.Plus(have).Total() != need.Total()+have.Total() {
			t.Fatal("a sum is not the sum of its parts")
		}
	})
}

func TestWhoCountsInAPost(t *testing.T) {
	d := func(s string) date.Date { v, _ := date.Parse(s); return v }
	whole := StaffRecord{
		Post: PostFullTime, From: d("2026-03-01"), Fit: []date.Date{d("2026-02-01")}, Trained: []date.Date{d("2026-02-10")},
		Certificates: []Certificate{{d("2026-02-20"), d("2026-10-31")}}, Approved: d("2026-03-05"),
	}
	but := func(change func(*StaffRecord)) StaffRecord {
		r := whole
		change(&r)
		return r
	}
	for _, c := range []struct {
		name  string
		r     StaffRecord
		day   string
		want  StaffStanding
		lacks []StaffLack
	}{
		{"before it begins", whole, "2026-02-28", StaffComing, []StaffLack{LackApproval}},
		{"before it was approved", whole, "2026-03-04", StaffLacking, []StaffLack{LackApproval}},
		{"the day of the approval", whole, "2026-03-05", StaffCounts, nil},
		{"the certificate's last day", whole, "2026-10-31", StaffCounts, nil},
		{"expired", whole, "2026-11-01", StaffLacking, []StaffLack{LackExpired}},
		{"another certificate", but(func(r *StaffRecord) {
			r.Certificates = append(slices.Clone(r.Certificates), Certificate{Day: d("2026-10-01")})
		}), "2026-11-01", StaffCounts, nil},
		{"its last day", but(func(r *StaffRecord) { r.Until = d("2026-06-30") }), "2026-06-30", StaffCounts, nil},
		{"after its last day", but(func(r *StaffRecord) { r.Until = d("2026-06-30") }), "2026-07-01", StaffEnded, nil},
		{"untrained, no certificate", but(func(r *StaffRecord) { r.Trained, r.Certificates = nil, nil }), "2026-06-30", StaffLacking, []StaffLack{LackTraining, LackQualified}},
		{"trained later", but(func(r *StaffRecord) { r.Trained = []date.Date{d("2026-07-01")} }), "2026-06-30", StaffLacking, []StaffLack{LackTraining}},
		{"no doctor has seen", but(func(r *StaffRecord) { r.Fit = nil }), "2026-06-30", StaffLacking, []StaffLack{LackFit}},
		{"refused", but(func(r *StaffRecord) { r.Approved, r.Refused = 0, d("2026-03-05") }), "2026-06-30", StaffRefused, []StaffLack{LackApproval}},
	} {
		if got := c.r.Standing(d(c.day)); got != c.want || !slices.Equal(c.r.Lacks(d(c.day)), c.lacks) {
			t.Errorf("%s: %s, lacks %v; want %s, %v", c.name, got, c.r.Lacks(d(c.day)), c.want, c.lacks)
		}
	}
	if got := whole.Expiry(d("2026-09-01")); got != d("2026-10-31") {
		t.Errorf("expires %v", got)
	}
	if bar := whole.BarToApproval(d("2026-03-05")); len(bar) > 0 {
		t.Errorf("cannot be approved: %v", bar)
	}
}
