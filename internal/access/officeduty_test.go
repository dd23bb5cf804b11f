package access_test

import (
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
)

// Nothing falls between two offices: each office duty is somebody's to do or to sign.
func TestEveryOfficeDutyIsSomebodys(t *testing.T) {
	for _, d := range rehab.OfficeDuties() {
		n := 0
		for _, r := range access.Roles() {
			for _, own := range []bool{false, true} {
				if p := r.PartInOffice(d, own); p == access.Does || p == access.Signs {
					n++
				}
			}
		}
		if n == 0 {
			t.Errorf("%s is nobody's", d)
		}
		if d.Article() == "" {
			t.Errorf("%s has no article", d)
		}
	}
}

func TestAdministratorsHaveNoOfficeDuties(t *testing.T) {
	for _, r := range []access.Role{access.SystemAdmin, access.SecurityAdmin, access.AuditAdmin} {
		for _, d := range rehab.OfficeDuties() {
			if r.PartInOffice(d, true) != access.NoPart || r.PartInOffice(d, false) != access.NoPart {
				t.Errorf("%s has to do with %s", r, d)
			}
		}
	}
}

func TestPartsInReturns(t *testing.T) {
	for _, c := range []struct {
		role access.Role
		duty rehab.OfficeDuty
		own  bool
		want access.Part
	}{
		{access.VillageWorker, rehab.ReturnVillage, true, access.Does},
		{access.VillageWorker, rehab.ReturnVillage, false, access.NoPart},
		{access.TownshipWorker, rehab.ReturnVillage, false, access.Watch},
		{access.TownshipWorker, rehab.ReturnSign, true, access.Watch},
		{access.TownshipLead, rehab.ReturnSign, true, access.Signs},
		{access.MunicipalOffice, rehab.ReturnSign, false, access.Watch},
		{access.MunicipalOffice, rehab.ReturnReviewTownship, false, access.Does},
		{access.PoliceOfficer, rehab.ReturnVillage, false, access.NoPart},
		{access.Department, rehab.ReturnCity, false, access.NoPart},
	} {
		if got := c.role.PartInOffice(c.duty, c.own); got != c.want {
			t.Errorf("%s, %s, own %v: %q, want %q", c.role, c.duty, c.own, got, c.want)
		}
	}
}
