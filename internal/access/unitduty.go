package access

import "xinsheng/internal/rehab"

// rolesOfUnit are the roles whose work a kind of unit answers for: a township's is that of its villages too.
var rolesOfUnit = map[string][]Role{
	"village": {VillageWorker}, "township": {VillageWorker, TownshipWorker, TownshipLead}, "station": {PoliceOfficer, PoliceApprover}, "bureau": {PoliceOfficer, PoliceApprover},
}

// DutiesOfUnit returns the duties that a kind of unit (table unit) answers for: those that somebody of it does or signs. A department has none; what it
// owes are referrals.
func DutiesOfUnit(kind string) []rehab.Duty {
	var out []rehab.Duty
	for _, d := range rehab.Duties() {
		for _, r := range rolesOfUnit[kind] {
			if p := r.PartIn(d, true); p == Does || p == Signs || r.PartIn(d, false) == Does {
				out = append(out, d)
				break
			}
		}
	}
	return out
}
