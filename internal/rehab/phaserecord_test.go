package rehab

import (
	"testing"

	"xinsheng/internal/date"
)

func TestThePlanOfAPhase(t *testing.T) {
	day := date.MustParse
	begun := []Fact{{ID: "d", Date: day("2024-02-20"), Body: &Decision{}}, {ID: "r", Date: day("2024-03-01"), Body: &ReportIn{Village: 520381106204}}}
	with := func(more ...Fact) File {
		return File{Measure: Detox, TermMonths: 36, Facts: append(append([]Fact{}, begun...), more...)}
	}
	moved := with()
	moved.Facts[1] = Fact{ID: "m", Date: day("2025-03-01"), Body: &MovedIn{FirstReportIn: day("2024-03-01"), Village: 520381106204}}
	for _, c := range []struct {
		name  string
		file  File
		rules Rules
		want  []PhasePlan
	}{
		{"monthly", with(), Rules{}, []PhasePlan{
			{1, day("2024-03-01"), day("2025-02-28"), 12, 12, 12, 12}, {2, day("2025-03-01"), day("2026-02-28"), 12, 12, 12, 12}, {3, day("2026-03-01"), day("2027-02-28"), 12, 12, 12, 12},
		}},
		{"12 + 6 + 4", with(), Rules{Versions: []Policy{CommonPracticeDetox()}}, []PhasePlan{
			{1, day("2024-03-01"), day("2025-02-28"), 12, 12, 12, 12}, {2, day("2025-03-01"), day("2026-02-28"), 6, 12, 12, 12}, {3, day("2026-03-01"), day("2027-02-28"), 4, 12, 12, 12},
		}},
		{"an excused window is not asked for", with(Fact{ID: "x", Date: day("2024-03-05"), Body: &ExcuseWindow{Window: day("2024-04-01").Month()}}), Rules{}, []PhasePlan{
			{1, day("2024-03-01"), day("2025-02-28"), 11, 12, 12, 12}, {2, day("2025-03-01"), day("2026-02-28"), 12, 12, 12, 12}, {3, day("2026-03-01"), day("2027-02-28"), 12, 12, 12, 12},
		}},
		{"no phase served elsewhere", moved, Rules{}, []PhasePlan{
			{2, day("2025-03-01"), day("2026-02-28"), 12, 12, 12, 12}, {3, day("2026-03-01"), day("2027-02-28"), 12, 12, 12, 12},
		}},
	} {
		track := Compute(c.rules, c.file, day("2025-03-05"))
		got := track.Plans()
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: phase %d is %v, want %v", c.name, got[i].Phase, got[i], c.want[i])
			}
		}
	}
}

func TestTheRecordOfAPhase(t *testing.T) {
	day, no := date.MustParse, false
	f := File{Measure: Detox, TermMonths: 36, Facts: []Fact{
		{ID: "d", Date: day("2024-02-20"), Body: &Decision{}},
		{ID: "r", Date: day("2024-03-10"), Body: &ReportIn{Village: 520381106204}},
		{ID: "base", Date: day("2024-03-20"), Body: &DrugTest{Result: Refused}},
		{ID: "absent", Date: day("2024-05-08"), Body: &DrugTest{Result: Absent, GoodCause: &no, Reason: "无"}},
		{ID: "undecided", Date: day("2024-06-08"), Body: &DrugTest{Result: Absent}},
		{ID: "leave", Date: day("2024-07-01"), Body: &Leave{From: day("2024-07-02"), Until: day("2024-07-08")}},
		{ID: "agreed", Date: day("2024-07-01"), Body: &LeaveDecision{Of: "leave", Agreed: true}},
		{ID: "back", Date: day("2024-07-08"), Body: &LeaveReturn{Of: "leave"}},
		{ID: "asked", Date: day("2024-08-01"), Body: &Leave{From: day("2024-08-02"), Until: day("2024-08-03")}},
		{ID: "away", Date: day("2024-09-01"), Body: &Departure{}},
		{ID: "home", Date: day("2024-09-05"), Body: &DepartureReturn{Of: "away"}},
		{ID: "short", Date: day("2024-10-01"), Body: &Departure{}},
		{ID: "home2", Date: day("2024-10-02"), Body: &DepartureReturn{Of: "short"}},
		{ID: "letter", Date: day("2024-09-06"), Body: &Warning{Text: "告诫"}},
		{ID: "wrong", Date: day("2024-09-07"), Body: &Admonition{Text: "劝诫"}},
		{ID: "void", Date: day("2024-09-08"), Body: &Void{Of: "wrong"}},
		{ID: "pos", Date: day("2024-11-08"), Body: &DrugTest{Result: Positive}},
		{ID: "lab", Date: day("2024-11-12"), Body: &LabResult{Of: "pos", Result: Negative}},
		{ID: "stands", Date: day("2024-12-08"), Body: &DrugTest{Result: Positive}},
		{ID: "talk", Date: day("2024-11-08"), Body: &Contact{Type: Talk}},
		{ID: "again", Date: day("2024-11-09"), Body: &Contact{Type: Talk}},      // makes up for no other month
		{ID: "late", Date: day("2025-03-20"), Body: &DrugTest{Result: Refused}}, // of March, the first phase's last month
		{ID: "second", Date: day("2025-03-12"), Body: &Admonition{Text: "劝诫"}},  // of the second phase, which began on the 10th
	}}
	track := Compute(Rules{}, f, day("2025-04-01"))
	for _, c := range []struct {
		phase PhaseNumber
		want  PhaseRecord
	}{
		{1, PhaseRecord{Evasions: 3, Overturned: 1, Leaves: 1, Departures: 1, AwayDays: 4, Warnings: 1, Contacts: [3]PhaseContact{{12, 0}, {12, 0}, {12, 1}}}},
		{2, PhaseRecord{Admonitions: 1, Contacts: [3]PhaseContact{{1, 0}, {1, 0}, {1, 0}}}},
		{4, PhaseRecord{}},
	} {
		if got := RecordOf(f, &track, c.phase); got != c.want {
			t.Errorf("phase %d: %+v, want %+v", c.phase, got, c.want)
		}
	}
	paper := f
	paper.Facts = append([]Fact{{ID: "p", Date: day("2024-12-01"), Body: &CarriedIn{Until: day("2024-06-30"), TestsDone: 3}}}, f.Facts...)
	track = Compute(Rules{}, paper, day("2025-04-01"))
	if got := RecordOf(paper, &track, 1).Settled; got != 3 { // April to June
		t.Errorf("%d windows lie in the paper record, want 3", got)
	}
}
