package rehab

import (
	"fmt"
	"testing"

	"xinsheng/internal/date"
)

// fullFile is a detox of three years with a test and three contacts a month and one of each rarer thing.
func fullFile() (File, date.Date) {
	r := date.New(2023, 3, 14)
	f := File{Measure: Detox, TermMonths: 36, Facts: []Fact{
		{ID: "d1", Date: r - 9, Body: &Decision{}},
		{ID: "s1", Date: r - 8, Body: &Service{To: ToPerson}},
		{ID: "s2", Date: r - 8, Body: &Service{To: ToFamily}},
		{ID: "s3", Date: r - 7, Body: &Service{To: ToTownship}},
		{ID: "r1", Date: r, Body: &ReportIn{Village: 520381106204}},
		{ID: "a1", Date: r + 3, Body: &Agreement{}},
		{ID: "g1", Date: r + 3, Body: &WorkingGroup{}},
		{ID: "h1", Date: r + 4, Body: &HelpPlan{}},
	}}
	for m := range 36 {
		first := (r.Month() + 1 + date.Month(m)).First()
		result := Negative
		if m == 7 {
			result = Positive
		}
		f.Facts = append(f.Facts, Fact{ID: fmt.Sprintf("t%d", m), Date: first + 8, Body: &DrugTest{Result: result}})
		if first+8 > r.AddMonths(36) {
			f.Facts[len(f.Facts)-1].Date = first + 2
		}
		for _, k := range contactTypes {
			f.Facts = append(f.Facts, Fact{ID: fmt.Sprintf("c%d%s", m, k), Date: first + 9, Body: &Contact{Type: k}})
		}
	}
	day := func(s string) date.Date { return date.MustParse(s) }
	f.Facts = append(f.Facts,
		Fact{ID: "l1", Date: day("2023-11-10"), Body: &LabResult{Of: "t7", Result: Negative}},
		Fact{ID: "p1", Date: day("2024-03-01"), Body: &Assessment{Phase: 1, Result: Pass}},
		Fact{ID: "v1", Date: day("2024-05-01"), Body: &Leave{From: day("2024-05-03"), Until: day("2024-05-20")}},
		Fact{ID: "v2", Date: day("2024-05-02"), Body: &LeaveDecision{Of: "v1", Agreed: true}},
		Fact{ID: "v3", Date: day("2024-05-25"), Body: &LeaveReturn{Of: "v1"}},
		Fact{ID: "e1", Date: day("2024-08-01"), Body: &DrugTest{Result: Refused}},
		Fact{ID: "x1", Date: day("2024-10-03"), Body: &Suspension{}},
		Fact{ID: "x2", Date: day("2024-10-18"), Body: &Resumption{Of: "x1"}},
		Fact{ID: "p2", Date: day("2025-04-02"), Body: &Assessment{Phase: 2, Result: Pass}},
		Fact{ID: "m1", Date: day("2025-05-06"), Body: &Transfer{To: "520381001006"}},
		Fact{ID: "m2", Date: day("2025-05-09"), Body: &TransferReportIn{Of: "m1", Village: 520381001006}},
	)
	return f, day("2026-03-20")
}

func BenchmarkComputeThreeYears(b *testing.B) {
	f, today := fullFile()
	r := Rules{Versions: []Policy{Chishui()}}
	b.ReportAllocs()
	for b.Loop() {
		Compute(r, f, today)
	}
}
