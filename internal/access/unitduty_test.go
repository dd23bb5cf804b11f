package access_test

import (
	"slices"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
)

// TestDutiesOfUnits: a unit answers for what its own people do or sign, and a township for its villages.
func TestDutiesOfUnits(t *testing.T) {
	for _, c := range []struct {
		kind string
		has  []rehab.Duty
		not  []rehab.Duty
	}{
		{"village", []rehab.Duty{rehab.DutyTest, rehab.DutyContactVisit, rehab.DutyPhaseAssessment}, []rehab.Duty{rehab.DutyAgreement, rehab.DutyServePerson, rehab.DutyDecideAbsence}},
		{"township", []rehab.Duty{rehab.DutyTest, rehab.DutyAgreement, rehab.DutyDecideAbsence}, []rehab.Duty{rehab.DutyServePerson, rehab.DutyDischarge}},
		{"station", []rehab.Duty{rehab.DutyServePerson, rehab.DutyDischarge}, []rehab.Duty{rehab.DutyTest, rehab.DutyAgreement}},
		{"department", nil, rehab.Duties()},
	} {
		got := access.DutiesOfUnit(c.kind)
		for _, d := range c.has {
			if !slices.Contains(got, d) {
				t.Errorf("a %s does not answer for %s", c.kind, d)
			}
		}
		for _, d := range c.not {
			if slices.Contains(got, d) {
				t.Errorf("a %s answers for %s", c.kind, d)
			}
		}
	}
}
