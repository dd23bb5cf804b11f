package rehab_test

import "testing"

// thrice is a serious breach by three refusals; the third is of Monday, 10 June 2024.
const thrice = march1 + "a:test 2024-04-10 result=refused; b:test 2024-05-10 result=refused; c:test 2024-06-10 result=refused;"

func TestRuling49Rehab(t *testing.T) {
	const file = "decision 2024-02-19; service 2024-02-20 to=person; report_in 2024-03-01;"
	check(t,
		example{name: "articles before report-in", measure: "rehab", facts: "decision 2024-02-19; service 2024-02-20 to=person", on: "2024-02-21", want: `
			obligations.serve_family.rule.article 戒毒条例 37；重庆条例 31; obligations.report_in.rule.article 戒毒条例 38`},
		example{name: "articles after it", measure: "rehab", facts: file, on: "2024-03-02", want: "obligations.agreement.rule.article 戒毒条例 38"},
		example{name: "articles of the end", measure: "rehab", facts: file + "discharge 2027-03-01", on: "2027-03-02", want: "obligations.discharge.rule.article 戒毒条例 40; obligations.notify_township_discharge.rule.article 戒毒条例 40"},
		example{name: "a serious breach alone is no ground", measure: "rehab", facts: thrice, on: "2024-06-20", want: "serious_breach.open true; allowed.isolation.ok false; allowed.isolation.why_not needs_ground; outcomes continue"},
		example{name: "nor is refusal", measure: "rehab", facts: march1 + "refusal 2024-06-10", on: "2024-06-20", want: "allowed.isolation.ok false; outcomes continue"},
		example{name: "renewed use is", measure: "rehab", facts: march1 + "test 2024-06-10 result=positive", on: "2024-06-20", want: "allowed.isolation.ok true; outcomes continue,isolation"},
		example{name: "overturned it is not", measure: "rehab", facts: march1 + "test 2024-06-10 result=positive; lab_result 2024-06-12 of=test result=negative", on: "2024-06-20", want: "allowed.isolation.ok false; outcomes -"},
	)
}

func TestRuling50DetoxGrounds(t *testing.T) {
	check(t,
		example{name: "none", facts: march1, on: "2024-06-20", want: "allowed.isolation.ok false; allowed.isolation.why_not needs_ground; outcomes -"},
		example{name: "renewed use", facts: march1 + "test 2024-06-10 result=positive", on: "2024-06-20", want: "allowed.isolation.ok true"},
		example{name: "refusal", facts: march1 + "refusal 2024-06-10", on: "2024-06-20", want: "allowed.isolation.ok true; outcomes continue,isolation"},
		example{name: "refusal before report-in", facts: "decision 2024-02-19; service 2024-02-20 to=person; refusal 2024-03-10", on: "2024-03-20", want: "allowed.isolation.ok true"},
		example{name: "serious breach", facts: thrice, on: "2024-06-20", want: "allowed.isolation.ok true"},
		example{name: "reported without a warning", facts: thrice, on: "2024-06-13", want: "obligations.report_to_police/serious_breach.due 2024-06-13; obligations.report_to_police/serious_breach.state open; allowed.police_report.ok true"},
		example{name: "then overdue", facts: thrice, on: "2024-06-14", want: "obligations.report_to_police/serious_breach.state overdue; obligations.report_to_police/serious_breach.rule.article 戒毒条例 21；禁毒法 38"},
		example{name: "two evasions are none", facts: march1 + "a:test 2024-04-10 result=refused; b:test 2024-05-10 result=refused; warning 2024-05-11 of=b", on: "2024-06-20", want: "allowed.isolation.ok false; obligations.report_to_police none"},
	)
}

func TestRuling51Exemption(t *testing.T) {
	const positive = march1 + "test 2024-06-10 result=positive;"
	check(t,
		example{name: "continue alone", facts: positive + "exemption 2024-06-11 ground=pregnant", on: "2024-06-12", want: "outcomes continue; allowed.isolation.ok false; allowed.isolation.why_not isolation_barred; exempt true"},
		example{name: "and needs no reason", facts: positive + "exemption 2024-06-11 ground=pregnant; police_outcome 2024-06-12 of=test outcome=continue", on: "2024-06-12", want: "problems.# 0; outcomes -"},
		example{name: "on its last day", facts: positive + "exemption 2024-05-11 ground=nursing until=2024-06-20", on: "2024-06-20", want: "outcomes continue"},
		example{name: "after it", facts: positive + "exemption 2024-05-11 ground=nursing until=2024-06-20", on: "2024-06-21", want: "outcomes continue,isolation; allowed.isolation.ok true"},
		example{name: "elsewhere a reason is needed", facts: positive + "police_outcome 2024-06-12 of=test outcome=continue", on: "2024-06-12", want: "problems.police_outcome.rule continue_without_reason"},
		example{name: "given", facts: positive + "police_outcome 2024-06-12 of=test outcome=continue reason=first", on: "2024-06-12", want: "problems.# 0"},
		example{name: "of a breach it is not", facts: thrice + "police_outcome 2024-06-12 of=serious_breach outcome=continue", on: "2024-06-12", want: "problems.# 0"},
		example{name: "isolation in spite of it is listed", facts: positive + "exemption 2024-06-11 ground=pregnant; isolation 2024-06-12", on: "2024-06-12", want: "stage to_isolation; problems.isolation.rule isolation_barred"},
	)
}

func TestRuling52Positive(t *testing.T) {
	const positive = march1 + "test 2024-06-08 result=positive;" // a Saturday
	check(t,
		example{name: "the strip", facts: positive, on: "2024-06-08", want: "positives.test.final positive; windows.2024-06.mark positive"},
		example{name: "the laboratory over the strip", facts: positive + "lab_result 2024-06-12 of=test result=negative", on: "2024-06-12", want: "positives.test.final negative; windows.2024-06.mark negative"},
		example{name: "the recheck over the laboratory", facts: positive + "lab_result 2024-06-12 of=test result=negative; recheck_result 2024-06-14 of=test result=positive", on: "2024-06-14", want: "positives.test.final positive"},
		example{name: "also when it is older", facts: positive + "recheck_result 2024-06-11 of=test result=negative; lab_result 2024-06-12 of=test result=positive", on: "2024-06-14", want: "positives.test.final negative"},
		example{name: "an invalid recheck decides nothing", facts: positive + "lab_result 2024-06-12 of=test result=negative; recheck_result 2024-06-14 of=test result=invalid", on: "2024-06-14", want: "positives.test.final negative"},
		example{name: "police told the same day", facts: positive, on: "2024-06-08", want: "obligations.report_to_police/test.due 2024-06-08; obligations.report_to_police/test.state open"},
		example{name: "not moved", facts: positive, on: "2024-06-09", want: "obligations.report_to_police/test.state overdue"},
		example{name: "told", facts: positive + "police_report 2024-06-08 of=test", on: "2024-06-09", want: "obligations.report_to_police/test.met_by police_report"},
		example{name: "told of all there is", facts: positive + "police_report 2024-06-08", on: "2024-06-09", want: "obligations.report_to_police/test.state met"},
	)
}

func TestRuling53Custody(t *testing.T) {
	with := func(authority string) string { return march1 + "suspension 2024-06-01 authority=" + authority }
	check(t,
		example{name: "criminal detention", facts: with("criminal_detention"), on: "2024-06-10", want: "stage suspended"},
		example{name: "administrative detention", facts: with("administrative_detention"), on: "2024-06-10", want: "stage suspended"},
		example{name: "arrest", facts: with("arrest"), on: "2024-06-10", want: "stage suspended"},
		example{name: "bail does not", facts: with("bail"), on: "2024-06-10", want: "stage in_execution; term.last_day 2027-02-28; problems.suspension.rule not_custody"},
		example{name: "nor residential surveillance", facts: with("residential_surveillance"), on: "2024-06-10", want: "stage in_execution; suspensions.# 0"},
		example{name: "imprisonment terminates", facts: with("arrest") + "; termination 2024-07-01 reason=imprisonment", on: "2024-07-10", want: "stage terminated"},
	)
}

func TestRuling54Sample(t *testing.T) {
	check(t,
		example{name: "six months, three and three working days", facts: march1 + "test 2024-06-07 result=positive", on: "2024-06-10", want: "positives.test.keep_until 2024-12-07; positives.test.objection_until 2024-06-12; positives.test.laboratory_by 2024-06-17"},
		example{name: "no such day", facts: march1 + "test 2024-08-31 result=positive", on: "2024-09-10", want: "positives.test.keep_until 2025-02-28"},
		example{name: "calendar days are a setting", policy: `{"objection_calendar_days": true}`, facts: march1 + "test 2024-06-03 result=positive", on: "2024-06-10", want: "positives.test.objection_until 2024-06-06; positives.test.laboratory_by 2024-06-10"},
		example{name: "the duty to confirm", facts: march1 + "test 2024-06-07 result=positive", on: "2024-06-18", want: "obligations.confirm_positive/test.due 2024-06-17; obligations.confirm_positive/test.state overdue; obligations.confirm_positive/test.owed_by police"},
		example{name: "confirmed", facts: march1 + "test 2024-06-07 result=positive; lab_result 2024-06-14 of=test result=positive", on: "2024-06-18", want: "obligations.confirm_positive/test.met_by lab_result"},
	)
}
