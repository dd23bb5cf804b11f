package rehab

import "testing"

func TestReadingsAgreeWithTheResult(t *testing.T) {
	for _, c := range []struct {
		name string
		test DrugTest
		want Contradiction
	}{
		{"negative without readings", DrugTest{Result: Negative}, ""},
		{"negative, all negative", DrugTest{Result: Negative, MOP: PanelNegative, MET: PanelNegative}, ""},
		{"negative with a drug", DrugTest{Result: Negative, MOP: PanelNegative, COC: PanelPositive}, NegativeWithDrug},
		{"positive with a drug", DrugTest{Result: Positive, MOP: PanelNegative, MET: PanelPositive}, ""},
		{"positive by a drug the panel lacks", DrugTest{Result: Positive, THC: PanelNotTested}, ""},
		{"positive, all negative", DrugTest{Result: Positive, MOP: PanelNegative}, PositiveWithoutDrug},
		{"invalid with readings", DrugTest{Result: Invalid, MOP: PanelNegative}, ""},
		{"refused with readings", DrugTest{Result: Refused, KET: PanelNegative}, ReadingsWithoutSample},
		{"absent, not tested", DrugTest{Result: Absent, KET: PanelNotTested}, ""},
	} {
		if got := c.test.Contradiction(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
