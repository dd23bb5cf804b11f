package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/server"
	"xinsheng/internal/testkit"
)

// loginOf is a demo account of each role; near says which of the two cases it sees (an office sees both).
var loginOf = map[access.Role]string{
	access.PoliceOfficer: "police1", access.PoliceApprover: "police2", access.VillageWorker: "village1", access.TownshipWorker: "town1",
	access.TownshipLead: "town2", access.MunicipalOffice: "office1", access.Department: "health1",
	access.SystemAdmin: "sysadmin", access.SecurityAdmin: "secadmin", access.AuditAdmin: "auditor",
}

// world fills the placeholders of routes with things that exist, in scope and out of it.
type world struct{ near, far map[string]string }

func newWorld(t *testing.T, s *testkit.Service) world {
	t.Helper()
	reportIn := date.New(2026, 3, 2)
	nearSteps, farSteps := worldSteps(), worldSteps()
	near, far := testkit.Case(t, s, testkit.Near, reportIn, 1, nearSteps...), testkit.Case(t, s, testkit.Far, reportIn, 2, farSteps...)
	victim := addAccount(t, s, "victim")
	w := world{
		near: map[string]string{
			"case": near.String(), "village": testkit.Near.String(), "month": "2026-11", "day": "2026-10-01", "year": "2026",
			"account": strconv.FormatInt(victim, 10), "posting": strconv.FormatInt(addPosting(t, s, victim), 10),
			"unit": strconv.FormatInt(testkit.Actor(t, s, "police1").Unit, 10), "division": "520381001000", "key": "none",
		},
		far: map[string]string{"case": far.String(), "village": testkit.Far.String()},
	}
	for i, name := range []string{"positive", "leave"} {
		w.near[name], w.far[name] = nearSteps[i].Entry.Key.String(), farSteps[i].Entry.Key.String()
	}
	fillWorld(t, s, w)
	for name, v := range w.near {
		if _, ok := w.far[name]; !ok {
			w.far[name] = v
		}
	}
	return w
}

// worldSteps are a positive test and a leave, for the routes of one of them.
func worldSteps() []casework.Step {
	return []casework.Step{
		testkit.Step(access.DrugTestRecord, date.New(2026, 11, 10), &rehab.DrugTest{Result: rehab.Positive, DetailsDue: true}),
		testkit.Step(access.LeaveRequest, date.New(2026, 11, 11), &rehab.Leave{From: date.New(2026, 11, 20), Until: date.New(2026, 11, 26), To: "遵义", Reason: "就医"}),
	}
}

func fill(pattern string, values map[string]string) string {
	for name, v := range values {
		pattern = strings.ReplaceAll(pattern, "{"+name+"}", v)
	}
	return pattern
}

func address(rt server.Route, values map[string]string) string {
	path := fill(strings.TrimSuffix(rt.Path, "*"), values)
	if rt.Sample.Query != "" {
		path += "?" + fill(rt.Sample.Query, values)
	}
	return path
}

func ask(b *testkit.Browser, rt server.Route, values map[string]string) testkit.Answer {
	if rt.Method == http.MethodGet {
		return b.Get(address(rt, values))
	}
	return b.PostRaw(address(rt, values), fill(rt.Sample.Form, values))
}

func scoped(rt server.Route) bool {
	return slices.ContainsFunc(server.Scoped, func(name string) bool { return strings.Contains(rt.Path, "{"+name+"}") })
}

// TestEveryRouteForEveryRole tries the whole table in both directions: who may gets an answer, in scope only; who may not gets 404; who
// is not signed in is sent to sign in.
func TestEveryRouteForEveryRole(t *testing.T) {
	s := testkit.Serve(t, t.Output())
	w := newWorld(t, s)
	browsers := map[access.Role]*testkit.Browser{}
	exports, papers := map[access.Role]string{}, map[access.Role]string{}
	notices, evidence := map[access.Role]string{}, map[access.Role]string{}
	measures := measuresOf(t, s, w.near["meeting"])
	scored, appeals := scoredOf(t, s)
	w.far["scored"], w.far["appeal"] = testkit.Far.String(), fileAppeal(t, s, "town3")
	for _, role := range access.Roles() {
		browsers[role], exports[role] = testkit.Client(t, s, loginOf[role]), askExport(t, s, loginOf[role])
		papers[role] = officePaper(t, s, loginOf[role])
		notices[role], evidence[role] = notice(t, s, loginOf[role])
	}
	w.far["notice"], w.far["notice_file"] = notice(t, s, "town3")
	w.near["notice"], w.near["notice_file"] = notices[access.VillageWorker], evidence[access.VillageWorker]
	w.far["export"], w.far["office_paper"] = askExport(t, s, "village2"), officePaper(t, s, "town3")
	for _, rt := range server.Routes() {
		name := rt.Method + " " + rt.Path
		w.near["export"], w.near["office_paper"] = exports[access.VillageWorker], papers[access.VillageWorker]
		w.near["scored_station"], w.far["scored_station"] = w.near["unit"], strconv.FormatInt(testkit.Actor(t, s, "police1").Unit+1, 10)
		w.near["scored"], w.near["appeal"] = scored[access.VillageWorker], appeals[access.VillageWorker]
		signedOut(t, name, rt, ask(testkit.Visitor(t, s), rt, w.near))
		if rt.Public != "" || strings.HasSuffix(rt.Path, "*") {
			continue
		}
		for _, role := range access.Roles() {
			b := browsers[role]
			w.near["export"], w.near["office_paper"], w.near["measure"] = exports[role], papers[role], measures[role]
			w.near["notice"], w.near["notice_file"] = notices[role], evidence[role]
			w.near["scored"], w.near["appeal"] = scored[role], appeals[role]
			w.near["own_unit"] = strconv.FormatInt(testkit.Actor(t, s, loginOf[role]).Unit, 10)
			w.near["own_posting"] = strconv.FormatInt(testkit.Actor(t, s, loginOf[role]).Posting, 10)
			if rt.Path == "/sign-out" || rt.Path == "/posting" { // these change the session
				b = testkit.Client(t, s, loginOf[role])
			}
			if scoped(rt) && role != access.MunicipalOffice {
				if a := ask(b, rt, w.far); a.Status != http.StatusNotFound {
					t.Errorf("%s as %s out of scope: %d, want 404", name, role, a.Status)
				}
			}
			signedIn(t, name, rt, role, ask(b, rt, w.near))
		}
	}
}

func signedOut(t *testing.T, name string, rt server.Route, a testkit.Answer) {
	t.Helper()
	switch {
	case rt.Public != "":
		if a.Status >= 500 || a.Status == http.StatusUnauthorized || a.Status == http.StatusForbidden {
			t.Errorf("%s is public, but signed out it gives %d", name, a.Status)
		}
	case rt.Method == http.MethodGet:
		if a.Status != http.StatusSeeOther || a.Location != "/sign-in" {
			t.Errorf("%s signed out: %d to %q, want 303 to /sign-in", name, a.Status, a.Location)
		}
	case a.Status != http.StatusUnauthorized:
		t.Errorf("%s signed out: %d, want 401", name, a.Status)
	}
}

func signedIn(t *testing.T, name string, rt server.Route, role access.Role, a testkit.Answer) {
	t.Helper()
	if strings.Contains(a.Body, "⟦") {
		t.Errorf("%s as %s shows a sentence the catalogue does not have: %.80s", name, role, a.Body[strings.Index(a.Body, "⟦"):])
	}
	if !slices.Contains(access.RolesFor(rt.Action), role) {
		if a.Status != http.StatusNotFound {
			t.Errorf("%s as %s, which may not: %d, want 404", name, role, a.Status)
		}
		return
	}
	switch a.Status {
	case http.StatusOK, http.StatusConflict, http.StatusUnprocessableEntity:
	case http.StatusSeeOther:
		if u, err := url.Parse(a.Location); err != nil || (u.Path == "/sign-in" && rt.Path != "/sign-out") {
			t.Errorf("%s as %s, which may, is sent to %q", name, role, a.Location)
		}
	default:
		t.Errorf("%s as %s, which may: %d", name, role, a.Status)
	}
}
