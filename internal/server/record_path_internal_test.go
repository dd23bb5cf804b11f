package server

import (
	"net/http"
	"slices"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"

	"xinsheng/internal/rehab"
)

// TestNoFormLeadsNowhere: an address that recordPath or dutyPath gives is in the table of routes, and they know every kind and every duty.
func TestNoFormLeadsNowhere(t *testing.T) {
	id := uuid.Must(uuid.NewV7())
	pages := map[string]bool{}
	for _, rt := range Routes() {
		if rt.Method == http.MethodGet {
			pages[rt.Path] = true
		}
	}
	check := func(what, form, path string) {
		if path != "" && !pages[casePrefix+form] {
			t.Errorf("%s leads to %s, which the table does not have", what, path)
		}
	}
	for _, k := range rehab.Kinds() {
		if recordForms[k] == "" && k != rehab.KindScreening && k != rehab.KindVoid { // intake and the case page
			t.Errorf("no form is named for a fact of kind %s", k)
		}
		check(string(k), recordForms[k], recordPath(k, id))
	}
	for _, d := range rehab.Duties() {
		if dutyForms[d] == "" {
			t.Errorf("no form is named for the duty %s", d)
		}
		check(string(d), dutyForms[d], dutyPath(d, id))
	}
	if got := recordPath(rehab.KindTransferRequest, id); got != "/cases/"+id.String()+"/transfer" {
		t.Errorf("a residence change is requested at %q", got)
	}
}

// TestNoDutyIsADeadEnd: whoever has a duty to do or to sign may open the form that meets it.
func TestNoDutyIsADeadEnd(t *testing.T) {
	for _, d := range rehab.Duties() {
		for _, role := range access.Roles() {
			part := role.PartIn(d, true)
			if part != access.Does && part != access.Signs {
				continue
			}
			if action, ok := formAction(dutyForms[d]); ok && !slices.Contains(access.RolesFor(action), role) {
				t.Errorf("%s is for %s to do, but %s is not open to it", d, role, dutyForms[d])
			}
		}
	}
}
