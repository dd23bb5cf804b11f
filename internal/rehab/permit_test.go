package rehab

import (
	"testing"

	"xinsheng/internal/date"
)

func TestAFactIsJudgedOnItsOwnDay(t *testing.T) {
	day := date.MustParse
	f := File{Measure: Detox, TermMonths: 36, Facts: []Fact{
		{ID: "d", Date: day("2024-02-20"), Body: &Decision{}},
		{ID: "r", Date: day("2024-03-01"), Body: &ReportIn{Village: 520381106204}},
		{ID: "i", Date: day("2024-06-10"), Body: &Isolation{}},
	}}
	today := day("2024-07-01")
	for _, c := range []struct {
		date   string
		body   Body
		reason Reason
		flaw   Flaw
	}{
		{"2024-05-08", &DrugTest{Result: Negative}, "", ""},                      // taken while the case ran, entered late
		{"2024-06-20", &DrugTest{Result: Negative}, CaseEnded, ""},               //
		{"2024-02-25", &DrugTest{Result: Negative}, NeedsReportIn, ""},           //
		{"2024-02-25", &ReportIn{Village: 520381106204}, "", FlawSecondReportIn}, // would push the one on file aside
		{"2024-05-09", &Termination{}, "", FlawSecondExit},                       //
		{"2024-05-09", &Discharge{}, TermRunning, ""},                            //
		{"2024-05-09", &LabResult{Of: "r", Result: Negative}, NoPositive, ""},    //
		{"2024-05-09", &PoliceReport{Of: "nothing"}, "", FlawUnknownReference},   //
		{"2024-05-09", &DrugTest{Result: Negative, Entered: today}, "", FlawLateWithoutReason},
	} {
		x := Fact{ID: "x", Date: day(c.date), Body: c.body}
		if reason, flaw := Objection(Rules{}, f, x, today); reason != c.reason || flaw != c.flaw {
			t.Errorf("%s of %s: %q %q, want %q %q", c.body.Kind(), c.date, reason, flaw, c.reason, c.flaw)
		}
	}
}
