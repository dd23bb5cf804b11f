package access_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
)

// Nothing falls between two offices: each duty is somebody's to do or to sign, and the municipal office sees it when it is late.
func TestEveryDutyIsSomebodys(t *testing.T) {
	for _, d := range rehab.Duties() {
		for _, prepared := range []bool{false, true} {
			n := 0
			for _, r := range access.Roles() {
				if p := r.PartIn(d, prepared); p == access.Does || p == access.Signs {
					n++
				}
			}
			if n == 0 {
				t.Errorf("%s (prepared %v) is nobody's", d, prepared)
			}
			if p := access.MunicipalOffice.PartIn(d, prepared); p != access.Watch {
				t.Errorf("the office %q %s", p, d)
			}
		}
	}
}

// The lead signs exactly what the table of actions leaves to the lead alone.
func TestTheLeadSignsWhatOnlyTheLeadMayDecide(t *testing.T) {
	only := map[rehab.Duty]access.Action{
		rehab.DutyDecideReportIn: access.GoodCauseDecide, rehab.DutyDecideAbsence: access.AbsenceDecide, rehab.DutyResolveMissed: access.WindowDecide,
		rehab.DutyLeaveDecision: access.LeaveDecide, rehab.DutyLeaveExtension: access.LeaveDecide, rehab.DutyTransferOrigin: access.TransferDecide, rehab.DutyTransferDestination: access.TransferDecide,
		rehab.DutyPhaseAssessment: access.AssessmentDecide, rehab.DutyFinalAssessment: access.AssessmentDecide,
	}
	for _, d := range rehab.Duties() {
		action, decided := only[d]
		if signs := access.TownshipLead.PartIn(d, true) == access.Signs; signs != decided {
			t.Errorf("the lead signs %s: %v, want %v", d, signs, decided)
		}
		if decided && len(access.RolesFor(action)) != 1 {
			t.Errorf("%s may be decided by %v", d, access.RolesFor(action))
		}
	}
}

func TestAPhaseIsTheVillagesUntilItsOpinionIsGiven(t *testing.T) {
	for _, c := range []struct {
		role     access.Role
		prepared bool
		want     access.Part
	}{
		{access.VillageWorker, false, access.Does}, {access.VillageWorker, true, access.NoPart},
		{access.TownshipWorker, false, access.Watch}, {access.TownshipLead, false, access.Watch}, {access.TownshipLead, true, access.Signs},
	} {
		if got := c.role.PartIn(rehab.DutyPhaseAssessment, c.prepared); got != c.want {
			t.Errorf("%s, prepared %v: %q, want %q", c.role, c.prepared, got, c.want)
		}
	}
}

func TestRolesWithoutCasesHaveNoDuties(t *testing.T) {
	for _, r := range []access.Role{access.Department, access.SystemAdmin, access.SecurityAdmin, access.AuditAdmin} {
		for _, d := range rehab.Duties() {
			if p := r.PartIn(d, true); p != access.NoPart {
				t.Errorf("%s %s %s", r, p, d)
			}
		}
	}
}
