package rehab_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"xinsheng/internal/rehab"
)

// TestAFactIsRefusedWithItsPlace has one fact a row: what is missing, unknown or impossible in it, and where.
func TestAFactIsRefusedWithItsPlace(t *testing.T) {
	for _, c := range []struct{ fact, field string }{
		{"screening 2024-03-01", "conclusion"},
		{"screening 2024-03-01 conclusion=maybe", "conclusion"},
		{"decision 2024-03-01 credit_days=many", "credit_days"},
		{"decision 2024-03-01 credit_days=-1", "credit_days"},
		{"service 2024-03-01", "to"},
		{"service 2024-03-01 to=neighbour", "to"},
		{"service 2024-03-01 to=person how=pigeon", "how"},
		{"report_in 2024-03-01 village=1", "village"},
		{"report_in 2023-02-29", "date"},
		{"report_in 2024-13-01", "date"},
		{"report_in 2024-3-1", "date"},
		{"report_in 2024-03-01T00:00:00Z", "date"},
		{"good_cause 2024-03-01", "until"},
		{"good_cause 2024-03-01 until=2024-04-31", "until"},
		{"moved_in 2024-03-01 village=520381106204", "first_report_in"},
		{"moved_in 2024-03-01 first_report_in=2023-03-01", "village"},
		{"carried_in 2024-03-01", "until"},
		{"carried_in 2024-03-01 until=2024-02-01 evasions=few", "evasions"},
		{"test 2024-03-01", "result"},
		{"test 2024-03-01 result=clean", "result"},
		{"test 2024-03-01 result=absent good_cause=perhaps", "good_cause"},
		{"test 2024-03-01 result=negative entered=yesterday", "entered"},
		{"lab_result 2024-03-01 result=negative", "of"},
		{"lab_result 2024-03-01 of=t", "result"},
		{"recheck_result 2024-03-01 of=t result=none", "result"},
		{"excuse_window 2024-03-01", "window"},
		{"excuse_window 2024-03-01 window=2024-13", "window"},
		{"excuse_window 2024-03-01 window=2024-03-01", "window"},
		{"resolution 2024-03-01", "of"},
		{"contact 2024-03-01", "type"},
		{"contact 2024-03-01 type=letter", "type"},
		{"risk 2024-03-01 level=extreme", "level"},
		{"leave 2024-03-01 from=2024-03-02", "until"},
		{"leave 2024-03-01 until=2024-03-02", "from"},
		{"leave_decision 2024-03-01 of=l", "agreed"},
		{"leave_decision 2024-03-01 agreed=true", "of"},
		{"leave_extension 2024-03-01 of=l", "until"},
		{"leave_extension_request 2024-03-01 of=l", "until"},
		{"leave_extension_request 2024-03-01 until=2024-03-09", "of"},
		{"leave_extension_refusal 2024-03-01", "of"},
		{"leave_return 2024-03-01", "of"},
		{"departure 2024-03-01 until=2024-03-04", "until"},
		{"departure_return 2024-03-01", "of"},
		{"police_outcome 2024-03-01 of=t", "outcome"},
		{"police_outcome 2024-03-01 outcome=continue", "of"},
		{"police_outcome 2024-03-01 of=t outcome=prison", "outcome"},
		{"contact_restored 2024-03-01", "of"},
		{"resumption 2024-03-01", "of"},
		{"resumption 2024-03-01 of=", "of"},
		{"test 2024-03-01 result=", "result"},
		{"transfer 2024-03-01", "to"},
		{"transfer 2024-03-01 to=elsewhere", "to"},
		{"transfer 2024-03-01 to=outside:", "to"},
		{"transfer_report_in 2024-03-01", "of"},
		{"transfer_receipt 2024-03-01", "of"},
		{"transfer_withdrawn 2024-03-01", "of"},
		{"assessment 2024-03-01 phase=1", "result"},
		{"assessment 2024-03-01 result=pass", "phase"},
		{"assessment 2024-03-01 phase=1 result=good", "result"},
		{"assessment 2024-03-01 phase=first result=pass", "phase"},
		{"void 2024-03-01", "of"},
		{"agreement 2024-03-01 colour=red", "colour"},
		{"agreement 2024-03-01 recorded_at=2024-03-01", "recorded_at"},
		{"celebration 2024-03-01", "kind"},
	} {
		refused(t, example{facts: c.fact, on: "2024-04-01"}.request(), "$.file.facts[0]."+c.field)
	}
}

func TestARequestIsRefusedWithItsPlace(t *testing.T) {
	const file = `"file": {"measure": "detox", "term_months": 36, "facts": []}`
	for _, c := range []struct{ request, path string }{
		{``, "$"},
		{`[]`, "$"},
		{`{"policy": "chishui", ` + file + `}`, "$.today"},
		{`{"today": "2024-03-01", ` + file + `}`, "$.policy"},
		{`{"policy": "chishui", "today": "2024-03-01"}`, "$.file"},
		{`{"policy": "chishui", "today": 20240301, ` + file + `}`, "$.today"},
		{`{"policy": "zunyi", "today": "2024-03-01", ` + file + `}`, "$.policy"},
		{`{"policy": 7, "today": "2024-03-01", ` + file + `}`, "$.policy"},
		{`{"policy": {"interval": [1, "2"]}, "today": "2024-03-01", ` + file + `}`, "$.policy.interval[1]"},
		{`{"policy": {"intervals": [1]}, "today": "2024-03-01", ` + file + `}`, "$.policy.intervals"},
		{`{"policy": {"reward": [50.5]}, "today": "2024-03-01", ` + file + `}`, "$.policy.reward[0]"},
		{`{"policy": {"risk_interval": {"extreme": 1}}, "today": "2024-03-01", ` + file + `}`, "$.policy.risk_interval.extreme"},
		{`{"policy": [{"effective": "2024-01-01"}, {"effective": "2024-02-30"}], "today": "2024-03-01", ` + file + `}`, "$.policy[1].effective"},
		{`{"policy": [{"effective": "2024-01-01", "evasion_times": null, "pay": 1}], "today": "2024-03-01", ` + file + `}`, "$.policy[0].pay"},
		{`{"policy": "chishui", "today": "2024-03-01", "known_by": "yesterday", ` + file + `}`, "$.known_by"},
		{`{"policy": "chishui", "today": "2024-03-01", "holidays": {"off": ["2024-02-30"]}, ` + file + `}`, "$.holidays.off[0]"},
		{`{"policy": "chishui", "today": "2024-03-01", "holidays": {"free": []}, ` + file + `}`, "$.holidays.free"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"term_months": 36, "facts": []}}`, "$.file.measure"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"measure": "detox", "facts": []}}`, "$.file.term_months"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"measure": "detox", "term_months": 0, "facts": []}}`, "$.file.term_months"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"measure": "detox", "term_months": 36}}`, "$.file.facts"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"measure": "detox", "term_months": 36, "facts": {}}}`, "$.file.facts"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"measure": "detox", "term_months": 36, "facts": [7]}}`, "$.file.facts[0]"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"measure": "detox", "term_months": 36, "facts": [{"kind": "agreement", "date": "2024-02-01"}]}}`, "$.file.facts[0].id"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"measure": "detox", "term_months": 36, "facts": [{"id": "a", "date": "2024-02-01"}]}}`, "$.file.facts[0].kind"},
		{`{"policy": "chishui", "today": "2024-03-01", "file": {"measure": "detox", "term_months": 36, "facts": [{"id": "a", "kind": "agreement"}]}}`, "$.file.facts[0].date"},
	} {
		refused(t, c.request, c.path)
	}
}

func refused(t *testing.T, request, path string) {
	t.Helper()
	var out strings.Builder
	err := rehab.RunTrack(strings.NewReader(request), &out)
	if e, ok := errors.AsType[*rehab.InputError](err); !ok || e.Path != path || !strings.Contains(err.Error(), path) {
		t.Errorf("%s: got %v, want a refusal at %s", request, err, path)
	}
	if out.Len() > 0 {
		t.Errorf("%s: something was written all the same", request)
	}
}

func TestPoliciesByNameObjectAndList(t *testing.T) {
	check(t,
		example{name: "a name", policy: `"common-practice-detox"`, facts: march1, on: "2024-03-05", want: "windows.# 22"},
		example{name: "an object over Chishui", policy: `{"interval": [12, 12, 12], "min_free_days": 5}`, facts: march1, on: "2024-03-05", want: "windows.# 3; deadlines.agreement 2024-03-08"},
		example{name: "an object with a date", policy: `{"effective": "2024-09-01", "interval": [6, 6, 6]}`, facts: march1, on: "2024-03-05", want: "windows.2024-08.to 2024-08-31; windows.2024-09.to 2025-02-28"},
		example{name: "a list", policy: `[{"effective": "2024-01-01", "interval": [6, 6, 6]}, {"effective": "2025-03-01", "interval": [4, 4, 4]}]`, facts: march1, on: "2024-03-05", want: "windows.2024-03.to 2024-08-31; windows.2025-03.to 2025-06-30; windows.# 8"},
		example{name: "null is as good as absent", policy: `{"interval": null}`, facts: march1, on: "2024-03-05", want: "windows.# 36"},
	)
}

// TestEveryKeyOfTheContractIsThere looks for the keys of TRACK in an answer that has one of each.
func TestEveryKeyOfTheContractIsThere(t *testing.T) {
	rich := "decision 2024-02-20; service 2024-02-20 to=person;" + year + pass + "b:report_in 2024-03-09; a:test 2024-04-10 result=refused; c:test 2024-05-10 result=refused; d:test 2024-06-10 result=refused; police_outcome 2024-06-20 of=a outcome=continue reason=first; transfer 2025-03-10 to=" + other
	raw := example{facts: rich, on: "2025-03-12"}.request()
	var out strings.Builder
	if err := rehab.RunTrack(strings.NewReader(raw), &out); err != nil {
		t.Fatal(err)
	}
	var answer any
	if err := json.Unmarshal([]byte(out.String()), &answer); err != nil {
		t.Fatal(err)
	}
	for _, path := range strings.Fields(`stage phase term.start term.last_day term.expiry_day phases.1.n phases.1.start phases.1.end phases.1.state
		windows.2024-03.month windows.2024-03.from windows.2024-03.to windows.2024-03.phase windows.2024-03.state
		months.2024-03.month months.2024-03.phase months.2024-03.missing months.2024-03.suspended_days
		counters.evasions counters.departures counters.unauthorised_days counters.evidence.evasions counters.evidence.departures counters.evidence.unauthorised_days
		serious_breach.since serious_breach.open serious_breach.by rewards.1.phase rewards.1.fen rewards.1.village rewards.1.accrued reward_fen_total answerable
		deadlines.report_in.due deadlines.report_in.late deadlines.report_in.overdue deadlines.agreement deadlines.transfer_report_in deadlines.file_to_police
		deadlines.final_assessment_opens deadlines.discharge obligations.test.kind obligations.test.owed_by obligations.test.opens obligations.test.due obligations.test.lapses
		obligations.test.state obligations.test.rule.text obligations.test.rule.article obligations.test.met_by allowed.test.action allowed.test.ok allowed.leave_return.why_not problems.b.id problems.b.rule`) {
		if shown(follow(answer, strings.Split(path, "."))) == "none" {
			t.Errorf("%s is not in the answer", path)
		}
	}
}
