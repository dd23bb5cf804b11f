package access_test

import (
	"slices"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/rehab"
)

func TestEveryStepOfAReturnIsSomebodys(t *testing.T) {
	for _, l := range rehab.ReturnLevels() {
		for _, k := range rehab.ReturnStepKinds() {
			action := access.ReturnAction(l, k)
			if there := slices.Contains(rehab.ReturnSteps(l), k); there != (action != "") {
				t.Errorf("%s of a %s's return: there is one %v, the action is %q", k, l, there, action)
			}
			if action != "" && len(access.RolesFor(action)) == 0 {
				t.Errorf("%s of a %s's return is nobody's", k, l)
			}
		}
	}
}

func TestWhoDoesWhatWithAReturn(t *testing.T) {
	for _, c := range []struct {
		level rehab.ReturnLevel
		kind  rehab.ReturnStepKind
		want  []access.Role
	}{
		{rehab.VillageReturn, rehab.ReturnSubmit, []access.Role{access.VillageWorker, access.TownshipWorker, access.TownshipLead}},
		{rehab.VillageReturn, rehab.ReturnAccept, []access.Role{access.TownshipWorker, access.TownshipLead}},
		{rehab.TownshipReturn, rehab.ReturnPrepare, []access.Role{access.TownshipWorker, access.TownshipLead}},
		{rehab.TownshipReturn, rehab.ReturnSubmit, []access.Role{access.TownshipLead}},
		{rehab.TownshipReturn, rehab.ReturnDoLock, []access.Role{access.MunicipalOffice}},
		{rehab.CityReturn, rehab.ReturnDoLock, []access.Role{access.MunicipalOffice}},
		{rehab.VillageReturn, rehab.ReturnCorrect, []access.Role{access.MunicipalOffice}},
	} {
		var got []access.Role
		for _, r := range access.Roles() {
			if (access.Actor{Role: r}).MayReturn(c.level, c.kind) {
				got = append(got, r)
			}
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s of a %s's return: %v, want %v", c.kind, c.level, got, c.want)
		}
	}
}
