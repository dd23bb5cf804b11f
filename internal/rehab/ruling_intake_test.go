package rehab_test

import "testing"

// nationalDay is the holiday of October 2026 with its two weekend days worked.
const nationalDay = `{"off": ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"], "work": ["2026-09-27", "2026-10-10"]}`

func TestRuling04NonWorkingDays(t *testing.T) {
	check(t,
		example{name: "a working day stays", facts: "decision 2024-02-20; service 2024-02-20 to=person", on: "2024-02-21", want: "deadlines.report_in.due 2024-03-06"},
		example{name: "Saturday to Monday", facts: "decision 2024-02-23; service 2024-02-23 to=person", on: "2024-02-24", want: "deadlines.report_in.due 2024-03-11"},
		example{name: "a Saturday worked stays", holidays: `{"work": ["2024-03-09"]}`, facts: "decision 2024-02-23; service 2024-02-23 to=person", on: "2024-02-24", want: "deadlines.report_in.due 2024-03-09"},
		example{name: "a holiday", holidays: nationalDay, facts: "decision 2026-09-17; service 2026-09-17 to=person", on: "2026-09-18", want: "deadlines.report_in.due 2026-10-08"},
		example{name: "a Sunday worked before it", holidays: nationalDay, facts: "decision 2026-09-12; service 2026-09-12 to=person", on: "2026-09-18", want: "deadlines.report_in.due 2026-09-27"},
		example{name: "term, windows and months never move", facts: "report_in 2024-03-01", on: "2024-03-31", want: `
			term.last_day 2027-02-28; windows.2024-03.to 2024-03-31; windows.2024-03.state open
			obligations.test/2024-03.due 2024-03-31; obligations.contact_visit/2024-03.due 2024-03-31`},
		example{name: "hours never move", facts: "decision 2024-03-01", on: "2024-03-01", want: "obligations.serve_person.due 2024-03-02; obligations.serve_family.due 2024-03-02"},
		example{name: "custody never moves", facts: "report_in 2024-03-01; suspension 2024-06-08; resumption 2024-06-09 of=suspension", on: "2024-06-10", want: "months.2024-06.suspended_days 1; term.last_day 2027-03-01"},
	)
}

func TestRuling05FifteenDays(t *testing.T) {
	const served = "decision 2024-02-19; service 2024-02-20 to=person;"
	check(t,
		example{name: "day 15 is in time", facts: served + "report_in 2024-03-06", on: "2024-03-06", want: "deadlines.report_in.due 2024-03-06; deadlines.report_in.late false; stage in_execution"},
		example{name: "day 16 is late", facts: served + "report_in 2024-03-07", on: "2024-03-07", want: "deadlines.report_in.due 2024-03-06; deadlines.report_in.late true; stage in_execution"},
		example{name: "on day 15 nothing is overdue", facts: served, on: "2024-03-06", want: "deadlines.report_in.overdue false; obligations.report_in.state open; obligations.report_in.owed_by person; obligations.report_in.opens 2024-02-20"},
		example{name: "on day 16 it is", facts: served, on: "2024-03-07", want: "deadlines.report_in.overdue true; obligations.report_in.state overdue; stage awaiting_report_in"},
		example{name: "leave-service", facts: "decision 2024-02-19; service 2024-02-20 to=person how=left", on: "2024-02-21", want: "deadlines.report_in.due 2024-03-06"},
		example{name: "family and township start nothing", facts: "decision 2024-02-19; service 2024-02-20 to=family; x:service 2024-02-20 to=township", on: "2024-04-01",
			want: "deadlines.report_in none; obligations.report_in none; stage awaiting_report_in"},
		example{name: "nor does a notice", facts: "decision 2024-02-19; service 2024-02-20 to=person how=notice", on: "2024-04-01", want: "deadlines.report_in none"},
		example{name: "the person's own day counts, not the family's", facts: "decision 2024-02-19; f:service 2024-02-19 to=family; service 2024-02-20 to=person", on: "2024-02-21", want: "deadlines.report_in.due 2024-03-06"},
		example{name: "met", facts: served + "report_in 2024-03-01", on: "2024-03-07", want: "obligations.report_in.state met; obligations.report_in.met_by report_in"},
		example{name: "the days are a setting, of the day of receipt", policy: `[{"effective": "2024-02-20", "report_in_days": 10}, {"effective": "2024-02-21", "report_in_days": 20}]`,
			facts: served, on: "2024-02-22", want: "deadlines.report_in.due 2024-03-01"},
	)
}

func TestRuling06CustodyBeforeReportIn(t *testing.T) {
	const served = "decision 2024-02-19; service 2024-02-20 to=person;"
	check(t,
		example{name: "no deadline while held", facts: served + "suspension 2024-02-25", on: "2024-03-20", want: `
			stage awaiting_report_in; deadlines.report_in.due null; deadlines.report_in.overdue false; obligations.report_in none; term null`},
		example{name: "only free days count", facts: served + "suspension 2024-02-25; resumption 2024-03-05 of=suspension", on: "2024-03-05", want: "deadlines.report_in.due 2024-03-15; stage awaiting_report_in"},
		example{name: "served in custody: the day of release is the first", facts: "decision 2024-02-15; suspension 2024-02-15; service 2024-02-20 to=person; resumption 2024-03-01 of=suspension", on: "2024-03-02",
			want: "deadlines.report_in.due 2024-03-15"},
		example{name: "held on day 15 only", facts: served + "suspension 2024-03-06; resumption 2024-03-07 of=suspension", on: "2024-03-07", want: "deadlines.report_in.due 2024-03-07; deadlines.report_in.overdue false"},
		example{name: "held after it had passed", facts: served + "suspension 2024-03-07", on: "2024-03-08", want: "deadlines.report_in.due 2024-03-06; deadlines.report_in.overdue true; stage awaiting_report_in"},
		example{name: "the term is untouched", facts: served + "suspension 2024-02-25; resumption 2024-03-05 of=suspension; report_in 2024-03-15", on: "2024-03-20",
			want: "deadlines.report_in.late false; term.start 2024-03-15; term.last_day 2027-03-14; suspensions.# 0"},
		example{name: "a day later is late", facts: served + "suspension 2024-02-25; resumption 2024-03-05 of=suspension; report_in 2024-03-16", on: "2024-03-20", want: "deadlines.report_in.late true"},
	)
}

func TestRuling07PastTheDeadline(t *testing.T) {
	const served = "decision 2024-02-19; service 2024-02-20 to=person;"
	check(t,
		example{name: "flagged, not a stage", facts: served, on: "2025-01-01", want: "stage awaiting_report_in; deadlines.report_in.overdue true; obligations.decide_report_in.state overdue; obligations.decide_report_in.opens 2024-03-07"},
		example{name: "refusal is a finding", facts: served + "refusal 2024-03-12", on: "2024-03-12", want: `
			stage awaiting_report_in; deadlines.report_in.overdue true; obligations.decide_report_in.state met; obligations.report_to_police/refusal.state open`},
		example{name: "good cause replaces the deadline", facts: served + "good_cause 2024-03-05 until=2024-03-20", on: "2024-03-20", want: "deadlines.report_in.due 2024-03-20; deadlines.report_in.overdue false"},
		example{name: "the day after it", facts: served + "good_cause 2024-03-05 until=2024-03-20", on: "2024-03-21", want: "deadlines.report_in.overdue true"},
		example{name: "also once it had passed", facts: served + "good_cause 2024-03-12 until=2024-03-20", on: "2024-03-12", want: "deadlines.report_in.due 2024-03-20; deadlines.report_in.overdue false"},
		example{name: "also after the report-in", facts: served + "report_in 2024-03-12; good_cause 2024-03-15 until=2024-03-12", on: "2024-03-15", want: "deadlines.report_in.due 2024-03-12; deadlines.report_in.late false"},
		example{name: "and not a day less", facts: served + "report_in 2024-03-13; good_cause 2024-03-15 until=2024-03-12", on: "2024-03-15", want: "deadlines.report_in.late true"},
		example{name: "on a Saturday it moves", facts: served + "good_cause 2024-03-05 until=2024-03-23", on: "2024-03-06", want: "deadlines.report_in.due 2024-03-25"},
		example{name: "the newest counts", facts: served + "good_cause 2024-03-05 until=2024-03-20; b:good_cause 2024-03-19 until=2024-03-28", on: "2024-03-25", want: "deadlines.report_in.due 2024-03-28"},
	)
}

func TestRuling08LateReportIn(t *testing.T) {
	const served = "decision 2024-02-19; service 2024-02-20 to=person; report_in 2024-03-12;"
	check(t,
		example{name: "accepted; the term runs from the actual day", facts: served, on: "2024-03-12", want: "stage in_execution; term.start 2024-03-12; term.last_day 2027-03-11; deadlines.report_in.overdue false"},
		example{name: "lateness stays on record", facts: served, on: "2026-03-12", want: "deadlines.report_in.late true"},
		example{name: "until good cause is recorded", facts: served + "good_cause 2026-01-10 until=2024-03-15", on: "2026-03-12", want: "deadlines.report_in.late false"},
	)
}

func TestRuling09ServiceAndNotice(t *testing.T) {
	const file = "decision 2024-03-01; service 2024-03-01 to=person;" // a Friday
	check(t,
		example{name: "24 hours: the end of the next day", facts: "decision 2024-03-01", on: "2024-03-02", want: `
			obligations.serve_person.state open; obligations.serve_person.due 2024-03-02; obligations.serve_person.owed_by police; obligations.notify_township none`},
		example{name: "and not Monday", facts: "decision 2024-03-01", on: "2024-03-03", want: "obligations.serve_person.state overdue; obligations.serve_family.state overdue"},
		example{name: "three working days from service on the person", facts: file, on: "2024-03-06", want: "obligations.notify_township.due 2024-03-06; obligations.notify_township.state open; obligations.notify_township.owed_by police"},
		example{name: "then overdue", facts: file, on: "2024-03-07", want: "obligations.notify_township.state overdue"},
		example{name: "not from the decision", facts: "decision 2024-03-01; service 2024-03-04 to=person", on: "2024-03-05", want: "obligations.notify_township.due 2024-03-07; obligations.notify_township.opens 2024-03-04"},
		example{name: "family missing stops nothing", facts: file + "report_in 2024-03-08", on: "2024-03-10", want: "stage in_execution; obligations.serve_family.state overdue; obligations.serve_person.state met; deadlines.report_in.due 2024-03-18"},
		example{name: "nor does the report-in end what the police owe", facts: "decision 2024-03-01; report_in 2024-03-08", on: "2024-03-10", want: "obligations.serve_person.state overdue; obligations.serve_family.state overdue"},
		example{name: "the township is still to be told", facts: file + "report_in 2024-03-08", on: "2024-03-10", want: "obligations.notify_township.state overdue"},
		example{name: "late, but done", facts: file + "f:service 2024-03-09 to=family; t:service 2024-03-20 to=township", on: "2024-03-20", want: "obligations.serve_family.met_by f; obligations.notify_township.met_by t"},
		example{name: "rule of a detox", facts: file, on: "2024-03-02", want: "obligations.serve_person.rule.article 戒毒条例 13；重庆条例 31; obligations.report_in.rule.article 戒毒条例 14"},
	)
}

func TestRuling22Agreement(t *testing.T) {
	const served = "decision 2024-02-19; service 2024-02-20 to=person;" // receipt + 15 is 6 March
	check(t,
		example{name: "R + 7", facts: "report_in 2024-03-15", on: "2024-03-22", want: "deadlines.agreement 2024-03-22; obligations.agreement.state open; obligations.agreement.owed_by township; obligations.agreement.opens 2024-03-15"},
		example{name: "then overdue", facts: "report_in 2024-03-15", on: "2024-03-23", want: "obligations.agreement.state overdue"},
		example{name: "moved", facts: "report_in 2024-03-16", on: "2024-03-17", want: "deadlines.agreement 2024-03-25"},
		example{name: "met", facts: "report_in 2024-03-15; agreement 2024-03-15", on: "2024-03-17", want: "obligations.agreement.state met; obligations.agreement.met_by agreement"},
		example{name: "rehab: R + 7 comes first", measure: "rehab", facts: served + "report_in 2024-02-26", on: "2024-02-27", want: "deadlines.agreement 2024-03-04"},
		example{name: "rehab: receipt + 15 comes first", measure: "rehab", facts: served + "report_in 2024-03-04", on: "2024-03-05", want: "deadlines.agreement 2024-03-06"},
		example{name: "rehab: on day 15 the same day", measure: "rehab", facts: served + "report_in 2024-03-06", on: "2024-03-06", want: "deadlines.agreement 2024-03-06"},
		example{name: "rehab: never before R", measure: "rehab", facts: served + "report_in 2024-03-08", on: "2024-03-08", want: "deadlines.agreement 2024-03-08"},
		example{name: "detox knows no such end", facts: served + "report_in 2024-03-04", on: "2024-03-05", want: "deadlines.agreement 2024-03-11"},
		example{name: "rehab without receipt", measure: "rehab", facts: "report_in 2024-03-04", on: "2024-03-05", want: "deadlines.agreement 2024-03-11"},
	)
}
