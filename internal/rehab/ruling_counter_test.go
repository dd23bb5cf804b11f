package rehab_test

import "testing"

const march1 = "report_in 2024-03-01;"

func TestRuling33WhatCounts(t *testing.T) {
	check(t,
		example{name: "from R", facts: march1 + "test 2024-03-01 result=refused", on: "2024-03-02", want: "counters.evasions 1; counters.evidence.evasions test"},
		example{name: "not before", facts: march1 + "test 2024-02-29 result=refused", on: "2024-03-02", want: "counters.evasions 0; problems.test.rule before_report_in"},
		example{name: "to L", facts: march1 + "test 2027-02-28 result=refused", on: "2027-03-02", want: "counters.evasions 1"},
		example{name: "not after", facts: march1 + "test 2027-03-01 result=refused", on: "2027-03-02", want: "counters.evasions 0"},
		example{name: "to the exit", facts: march1 + "test 2024-05-10 result=refused; isolation 2024-05-10", on: "2024-06-02", want: "counters.evasions 1"},
		example{name: "not after it", facts: march1 + "test 2024-05-11 result=refused; isolation 2024-05-10", on: "2024-06-02", want: "counters.evasions 0; problems.test.rule after_exit"},
		example{name: "not while held", facts: march1 + "suspension 2024-05-10; test 2024-05-10 result=refused; b:test 2024-05-19 result=refused; resumption 2024-05-20 of=suspension", on: "2024-06-02", want: "counters.evasions 0"},
		example{name: "again on the day of release", facts: march1 + "suspension 2024-05-10; test 2024-05-20 result=refused; resumption 2024-05-20 of=suspension", on: "2024-06-02", want: "counters.evasions 1"},
		example{name: "a residence change carries them", on: "2024-08-02", want: "counters.evasions 3; serious_breach.since 2024-07-10", facts: march1 + `a:test 2024-04-10 result=refused; b:test 2024-05-10 result=refused
			transfer 2024-06-01 to=520381001006; transfer_report_in 2024-06-05 of=transfer village=520381001006; c:test 2024-07-10 result=refused`},
		example{name: "papers of another county count when entered", facts: "moved_in 2024-06-01 first_report_in=2024-03-01 village=520381106204; test 2024-04-10 result=refused", on: "2024-08-02", want: "counters.evasions 1"},
		example{name: "totals of the paper record", facts: march1 + "carried_in 2024-05-01 until=2024-04-30 evasions=2 departures=1 unauthorised_days=20; test 2024-05-10 result=refused", on: "2024-08-02", want: `
			counters.evasions 3; counters.departures 1; counters.unauthorised_days 20; serious_breach.since 2024-05-10; counters.evidence.evasions carried_in,test`},
	)
}

func TestRuling34Evasions(t *testing.T) {
	check(t,
		example{name: "refused", facts: march1 + "test 2024-04-10 result=refused", on: "2024-05-02", want: "counters.evasions 1"},
		example{name: "absent, decided: no good cause", facts: march1 + "test 2024-04-10 result=absent good_cause=false", on: "2024-05-02", want: "counters.evasions 1; obligations.decide_absence none"},
		example{name: "absent with good cause", facts: march1 + "test 2024-04-10 result=absent good_cause=true", on: "2024-05-02", want: "counters.evasions 0; obligations.decide_absence none"},
		example{name: "undecided counts nothing and is to be decided", facts: march1 + "test 2024-04-10 result=absent", on: "2024-04-10", want: `
			counters.evasions 0; obligations.decide_absence/test.state open; obligations.decide_absence/test.owed_by township; obligations.decide_absence/test.opens 2024-04-10`},
		example{name: "decided by a fact that replaces it", facts: march1 + "test 2024-04-10 result=absent; void 2024-04-12 of=test reason=decided; b:test 2024-04-10 result=absent good_cause=false", on: "2024-05-02", want: "counters.evidence.evasions b; obligations.decide_absence none"},
		example{name: "at most one a day", facts: march1 + "a:test 2024-04-10 result=refused; b:test 2024-04-10 result=absent good_cause=false", on: "2024-05-02", want: "counters.evasions 1"},
		example{name: "the next day is another", facts: march1 + "a:test 2024-04-10 result=refused; b:test 2024-04-11 result=refused", on: "2024-05-02", want: "counters.evasions 2"},
		example{name: "a later negative erases nothing", facts: march1 + "a:test 2024-04-10 result=refused; b:test 2024-04-10 result=negative", on: "2024-05-02", want: "counters.evasions 1; windows.2024-04.state done"},
		example{name: "an invalid sample is none", facts: march1 + "test 2024-04-10 result=invalid", on: "2024-05-02", want: "counters.evasions 0"},
	)
}

func TestRuling35MissedIsNoEvasion(t *testing.T) {
	check(t, example{name: "ten missed windows", facts: march1, on: "2025-01-01", want: "windows.#missed 10; counters.evasions 0; serious_breach null"})
}

func TestRuling36DepartureDays(t *testing.T) {
	const left = march1 + "departure 2024-06-03;"
	check(t,
		example{name: "two days are neither a time nor days", facts: left + "departure_return 2024-06-05 of=departure", on: "2024-07-01", want: "counters.departures 0; counters.unauthorised_days 0; counters.evidence.departures -"},
		example{name: "three are", facts: left + "departure_return 2024-06-06 of=departure", on: "2024-07-01", want: "counters.departures 1; counters.unauthorised_days 3; counters.evidence.departures departure; counters.evidence.unauthorised_days departure"},
		example{name: "still away: to today", facts: left, on: "2024-06-05", want: "counters.departures 0; counters.unauthorised_days 0"},
		example{name: "the third day away", facts: left, on: "2024-06-06", want: "counters.departures 1; counters.unauthorised_days 3"},
		example{name: "thirty days are not over thirty", facts: left, on: "2024-07-03", want: "counters.unauthorised_days 30; serious_breach null"},
		example{name: "the 31st is", facts: left, on: "2024-07-04", want: "counters.unauthorised_days 31; serious_breach.since 2024-07-04; serious_breach.by unauthorised_days; serious_breach.open true"},
		example{name: "and stays the day", facts: left + "departure_return 2024-08-10 of=departure", on: "2024-09-01", want: "counters.unauthorised_days 68; serious_breach.since 2024-07-04; counters.departures 1"},
		example{name: "over the whole case", on: "2025-01-01", want: "counters.unauthorised_days 31; counters.departures 2; serious_breach.since 2024-09-16; serious_breach.by unauthorised_days", facts: left + `
			departure_return 2024-06-18 of=departure; b:departure 2024-08-31; rb:departure_return 2024-09-16 of=b`},
		example{name: "less leave days", facts: left + "leave 2024-06-01 from=2024-06-05 until=2024-06-10; departure_return 2024-06-12 of=departure; leave_decision 2024-06-02 of=leave agreed=true; leave_return 2024-06-10 of=leave", on: "2024-07-01",
			want: "counters.departures 1; counters.unauthorised_days 3"},
		example{name: "less custody days", facts: left + "suspension 2024-06-05; resumption 2024-06-11 of=suspension; departure_return 2024-06-12 of=departure", on: "2024-07-01", want: "counters.departures 1; counters.unauthorised_days 3"},
		example{name: "less custody, under three", facts: left + "suspension 2024-06-05; resumption 2024-06-12 of=suspension; departure_return 2024-06-12 of=departure", on: "2024-07-01", want: "counters.departures 0; counters.unauthorised_days 0"},
		example{name: "to L", facts: march1 + "departure 2027-02-20", on: "2027-04-01", want: "counters.unauthorised_days 8"},
		example{name: "to the exit", facts: left + "isolation 2024-06-10", on: "2024-07-01", want: "counters.unauthorised_days 7"},
		example{name: "a setting", policy: `{"departure_counts_from": 1, "departure_times": 2, "departure_days_over": 5}`, facts: left + "departure_return 2024-06-04 of=departure", on: "2024-07-01", want: "counters.departures 1; counters.unauthorised_days 1"},
		example{name: "three times", on: "2024-10-01", want: "counters.departures 3; counters.unauthorised_days 10; serious_breach.since 2024-08-04; serious_breach.by departures", facts: left + `
			departure_return 2024-06-06 of=departure; b:departure 2024-07-01; rb:departure_return 2024-07-04 of=b; c:departure 2024-08-01; rc:departure_return 2024-08-05 of=c`},
	)
}

func TestRuling37Leave(t *testing.T) {
	const leave = march1 + "leave 2024-05-28 from=2024-06-01 until=2024-06-10;"
	const agreed = leave + "leave_decision 2024-05-29 of=leave agreed=true;"
	check(t,
		example{name: "covers its days", facts: agreed, on: "2024-06-10", want: "obligations.leave_return.state open; obligations.leave_return.due 2024-06-10; obligations.leave_return.owed_by person; departures.# 0"},
		example{name: "overdue from the next day", facts: agreed, on: "2024-06-11", want: "obligations.leave_return.state overdue; leaves.leave.state overdue; counters.departures 0"},
		example{name: "two days overdue count nothing", facts: agreed, on: "2024-06-12", want: "counters.departures 0; counters.unauthorised_days 0"},
		example{name: "three are a departure", facts: agreed, on: "2024-06-13", want: "counters.departures 1; counters.unauthorised_days 3; counters.evidence.departures leave"},
		example{name: "returned after two", facts: agreed + "leave_return 2024-06-12 of=leave", on: "2024-07-12", want: "counters.departures 0; obligations.leave_return.state met"},
		example{name: "returned after five", facts: agreed + "leave_return 2024-06-15 of=leave", on: "2024-07-12", want: "counters.departures 1; counters.unauthorised_days 5"},
		example{name: "extended", facts: agreed + "leave_extension 2024-06-09 of=leave until=2024-06-20", on: "2024-06-20", want: "obligations.leave_return.due 2024-06-20; obligations.leave_return.state open; counters.departures 0"},
		example{name: "and overdue after that", facts: agreed + "leave_extension 2024-06-09 of=leave until=2024-06-20", on: "2024-06-23", want: "counters.departures 1; counters.unauthorised_days 3"},
		example{name: "a request for more moves nothing", facts: agreed + "q:leave_extension_request 2024-06-08 of=leave until=2024-06-20", on: "2024-06-13", want: `obligations.leave_return.due 2024-06-10; obligations.leave_return.state overdue
			leaves.leave.until 2024-06-10; leaves.leave.extension.state open; counters.departures 1; counters.unauthorised_days 3
			obligations.leave_extension/leave.owed_by township; obligations.leave_extension/leave.opens 2024-06-08; obligations.leave_extension/leave.due 2024-06-10; obligations.leave_extension/leave.state overdue`},
		example{name: "it waits until the leave is over", facts: agreed + "q:leave_extension_request 2024-06-08 of=leave until=2024-06-20", on: "2024-06-10", want: "obligations.leave_extension/leave.state open; allowed.leave_extension_request.why_not extension_asked_already; allowed.leave_extension_refusal.ok true; allowed.leave_extension.ok true"},
		example{name: "the township grants it, also for other days", facts: agreed + "q:leave_extension_request 2024-06-08 of=leave until=2024-06-20; leave_extension 2024-06-09 of=leave until=2024-06-15", on: "2024-06-13", want: `obligations.leave_return.due 2024-06-15
			leaves.leave.extension.state granted; leaves.leave.extension.answer leave_extension; obligations.leave_extension/leave.state met; obligations.leave_extension/leave.met_by leave_extension; counters.departures 0`},
		example{name: "or refuses it", facts: agreed + "q:leave_extension_request 2024-06-08 of=leave until=2024-06-20; leave_extension_refusal 2024-06-09 of=q reason=x", on: "2024-06-13", want: `obligations.leave_return.due 2024-06-10; leaves.leave.extension.state refused
			obligations.leave_extension/leave.met_by leave_extension_refusal; allowed.leave_extension_request.ok true; allowed.leave_extension_refusal.why_not nothing_open; counters.departures 1`},
		example{name: "on the same day, whatever their order", facts: agreed + "q:leave_extension_request 2024-06-08 of=leave until=2024-06-20; a:leave_extension_refusal 2024-06-08 of=q", on: "2024-06-08", want: "leaves.leave.extension.state refused; obligations.leave_extension/leave.met_by a"},
		example{name: "a new request waits anew", facts: agreed + "q:leave_extension_request 2024-06-07 of=leave until=2024-06-20; leave_extension_refusal 2024-06-08 of=q; r:leave_extension_request 2024-06-09 of=leave until=2024-06-12", on: "2024-06-09", want: "leaves.leave.extension.request r; leaves.leave.extension.state open; obligations.leave_extension/leave.opens 2024-06-09"},
		example{name: "an extension given before it is no answer", facts: agreed + "leave_extension 2024-06-05 of=leave until=2024-06-15; q:leave_extension_request 2024-06-14 of=leave until=2024-06-20", on: "2024-06-14", want: "leaves.leave.extension.state open; obligations.leave_extension/leave.due 2024-06-15; obligations.leave_return.due 2024-06-15"},
		example{name: "a void answer leaves it waiting", facts: agreed + "q:leave_extension_request 2024-06-08 of=leave until=2024-06-20; n:leave_extension_refusal 2024-06-09 of=q; void 2024-06-09 of=n", on: "2024-06-10", want: "leaves.leave.extension.state open; obligations.leave_extension/leave.state open"},
		example{name: "a return leaves nothing to answer", facts: agreed + "q:leave_extension_request 2024-06-08 of=leave until=2024-06-20; leave_return 2024-06-10 of=leave", on: "2024-06-11", want: "leaves.leave.extension.state lapsed; obligations.leave_extension/leave.state met; allowed.leave_extension_refusal.why_not nothing_open; allowed.leave_extension_request.why_not nothing_open"},
		example{name: "a leave not agreed cannot be extended", facts: leave, on: "2024-05-30", want: "allowed.leave_extension_request.why_not nothing_open"},
		example{name: "a refusal names the request", facts: agreed + "leave_extension_refusal 2024-06-08 of=leave", on: "2024-06-09", want: "problems.leave_extension_refusal.rule wrong_reference; leaves.leave.extension none"},
		example{name: "without one nothing is said of it", facts: agreed, on: "2024-06-10", want: "leaves.leave.extension none; obligations.leave_extension none"},
		example{name: "refused covers nothing", facts: leave + "leave_decision 2024-05-29 of=leave agreed=false; departure 2024-06-01; departure_return 2024-06-05 of=departure", on: "2024-07-01", want: "counters.departures 1; counters.unauthorised_days 4"},
		example{name: "refused and stayed", facts: leave + "leave_decision 2024-05-29 of=leave agreed=false", on: "2024-07-01", want: "counters.departures 0; obligations.leave_return none; leaves.leave.state refused"},
		example{name: "undecided covers its dates", facts: leave + "departure 2024-06-01; departure_return 2024-06-10 of=departure", on: "2024-07-01", want: "counters.departures 0"},
		example{name: "not what comes after", facts: leave + "departure 2024-06-01; departure_return 2024-06-13 of=departure", on: "2024-07-01", want: "counters.departures 1; counters.unauthorised_days 3"},
		example{name: "a departure during an overdue leave is the same absence", facts: agreed + "departure 2024-06-11; departure_return 2024-06-15 of=departure; leave_return 2024-06-15 of=leave", on: "2024-07-12", want: "counters.departures 1; counters.unauthorised_days 5"},
		example{name: "an earlier return ends it", facts: agreed + "leave_return 2024-06-05 of=leave; departure 2024-06-06; departure_return 2024-06-09 of=departure", on: "2024-07-12", want: "counters.departures 1; counters.unauthorised_days 3"},
		example{name: "held on the way back", facts: agreed + "suspension 2024-06-11; resumption 2024-06-20 of=suspension; leave_return 2024-06-20 of=leave", on: "2024-07-12", want: "counters.departures 0"},
		example{name: "the township answers before it begins", facts: leave, on: "2024-05-28", want: "obligations.leave_decision/leave.state open; obligations.leave_decision/leave.due 2024-06-01; obligations.leave_decision/leave.owed_by township"},
	)
}

func TestRuling38SeriousBreach(t *testing.T) {
	const three = march1 + "a:test 2024-04-10 result=refused; b:test 2024-05-10 result=refused; c:test 2024-06-10 result=refused;"
	const closed = three + "police_outcome 2024-06-20 of=serious_breach outcome=continue reason=first;"
	check(t,
		example{name: "two are none", facts: three, on: "2024-06-09", want: "serious_breach null; counters.evasions 2"},
		example{name: "from the event", facts: three, on: "2024-06-10", want: "serious_breach.since 2024-06-10; serious_breach.open true; serious_breach.by evasions; obligations.report_to_police/serious_breach.state open; obligations.report_to_police/serious_breach.owed_by township"},
		example{name: "an outcome closes it", facts: closed, on: "2024-06-20", want: "serious_breach.open false; serious_breach.since 2024-06-10; counters.evasions 3"},
		example{name: "of the same day too", facts: three + "police_outcome 2024-06-10 of=serious_breach outcome=continue reason=first", on: "2024-06-20", want: "serious_breach.open false"},
		example{name: "not one before it", facts: three + "police_outcome 2024-06-09 of=serious_breach outcome=continue reason=first", on: "2024-06-20", want: "serious_breach.open true"},
		example{name: "about a fact behind it", facts: three + "police_outcome 2024-06-20 of=b outcome=continue reason=first", on: "2024-06-20", want: "serious_breach.open false"},
		example{name: "about the report on it", facts: three + "police_report 2024-06-11 of=serious_breach; police_outcome 2024-06-20 of=police_report outcome=continue reason=first", on: "2024-06-20", want: "serious_breach.open false"},
		example{name: "about a report that tells all", facts: three + "police_report 2024-06-11; police_outcome 2024-06-20 of=police_report outcome=continue reason=first", on: "2024-06-20", want: "serious_breach.open false"},
		example{name: "about a report before it", facts: three + "police_report 2024-06-09; police_outcome 2024-06-20 of=police_report outcome=continue reason=first", on: "2024-06-20", want: "serious_breach.open true"},
		example{name: "about another positive", facts: three + "p:test 2024-06-12 result=positive; police_outcome 2024-06-20 of=p outcome=continue reason=first", on: "2024-06-20", want: "serious_breach.open true"},
		example{name: "a further fact reopens it", facts: closed + "d:test 2024-08-10 result=refused", on: "2024-08-10", want: "serious_breach.open true; serious_breach.since 2024-06-10; counters.evasions 4"},
		example{name: "of another counter too", facts: closed + "departure 2024-08-10", on: "2024-08-13", want: "serious_breach.open true"},
		example{name: "too short a departure does not", facts: closed + "departure 2024-08-10", on: "2024-08-12", want: "serious_breach.open false"},
		example{name: "an undecided absence does not", facts: closed + "d:test 2024-08-10 result=absent", on: "2024-08-12", want: "serious_breach.open false"},
		example{name: "closed again", facts: closed + "d:test 2024-08-10 result=refused; o:police_outcome 2024-08-20 of=serious_breach outcome=continue reason=second", on: "2024-08-20", want: "serious_breach.open false"},
		example{name: "the 31st day of an absence does", facts: closed + "x:departure 2024-06-12", on: "2024-07-13", want: "counters.unauthorised_days 31; serious_breach.open true; serious_breach.latest 2024-07-13"},
		example{name: "an absence that goes on does not", facts: closed + "x:departure 2024-06-12", on: "2024-07-12", want: "counters.unauthorised_days 30; serious_breach.open false; serious_breach.latest 2024-06-15"},
		example{name: "closed again after that", facts: closed + "x:departure 2024-06-12; o:police_outcome 2024-07-20 of=x outcome=continue reason=second", on: "2024-08-12", want: "serious_breach.open false; serious_breach.since 2024-06-10"},
		example{name: "the third day away", facts: march1 + "departure 2024-06-03", policy: `{"departure_times": 1}`, on: "2024-06-06", want: "serious_breach.since 2024-06-06; serious_breach.by departures"},
		example{name: "reported", facts: three + "police_report 2024-06-11 of=serious_breach", on: "2024-06-20", want: "obligations.report_to_police/serious_breach.state met"},
	)
}
