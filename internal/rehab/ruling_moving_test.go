package rehab_test

import "testing"

const moving = march1 + "transfer 2024-06-03 to=" + other + ";" // a Monday

// awaiting is a decision that nobody has reported in for, and asked a request to re-address it.
const (
	awaiting = "decision 2024-02-01 place=" + home + ";"
	asked    = "transfer_request 2024-02-02 to=" + other + ";"
)

func TestRuling39TransferReportIn(t *testing.T) {
	check(t,
		example{name: "fifteen days, three working days", facts: moving, on: "2024-06-04", want: `
			deadlines.transfer_report_in 2024-06-18; obligations.transfer_report_in.due 2024-06-18; obligations.transfer_report_in.owed_by person; obligations.transfer_report_in.state open
			obligations.forward_file.due 2024-06-06; obligations.forward_file.owed_by township; obligations.forward_file.division 520381106000; stage in_execution`},
		example{name: "both moved", facts: march1 + "transfer 2024-06-07 to=" + other, on: "2024-06-08", want: "deadlines.transfer_report_in 2024-06-24; obligations.forward_file.due 2024-06-12"},
		example{name: "on day 15", facts: moving, on: "2024-06-18", want: "obligations.transfer_report_in.state open; obligations.forward_file.state overdue"},
		example{name: "late is overdue", facts: moving, on: "2024-06-19", want: "obligations.transfer_report_in.state overdue; allowed.warning.ok true; allowed.transfer_withdrawn.ok true; allowed.transfer_report_in.ok true"},
		example{name: "and does not lapse", facts: moving, on: "2026-06-19", want: "obligations.transfer_report_in.state overdue; answerable " + home},
		example{name: "custody days do not count", facts: moving + "suspension 2024-06-10; resumption 2024-06-15 of=suspension", on: "2024-06-16", want: "deadlines.transfer_report_in 2024-06-24"},
		example{name: "none while held", facts: moving + "suspension 2024-06-10", on: "2024-06-16", want: "deadlines.transfer_report_in none; obligations.transfer_report_in none"},
		example{name: "withdrawn", facts: moving + "transfer_withdrawn 2024-06-25 of=transfer", on: "2024-06-26", want: "deadlines.transfer_report_in none; obligations.transfer_report_in none; obligations.forward_file none; answerable " + home},
		example{name: "reported, and a new agreement", facts: moving + "agreement 2024-03-05; transfer_report_in 2024-06-20 of=transfer village=" + other, on: "2024-06-28", want: `
			obligations.transfer_report_in.state met; deadlines.agreement 2024-06-27; obligations.agreement/transfer_report_in.state overdue; obligations.agreement/report_in.met_by agreement`},
		example{name: "forwarded", facts: moving + "forward_file 2024-06-05 of=transfer", on: "2024-06-10", want: "obligations.forward_file.met_by forward_file"},
		example{name: "before report-in it re-addresses the decision", facts: "decision 2024-02-01 place=" + home + "; transfer 2024-02-10 to=" + other, on: "2024-02-12", want: "answerable " + other + "; obligations.transfer_report_in none; obligations.forward_file none; stage awaiting_report_in"},
		example{name: "its steps are open then", facts: awaiting, on: "2024-02-02", want: "allowed.transfer_request.ok true; allowed.transfer_report_in.why_not needs_report_in; allowed.transfer_origin.why_not no_transfer"},
		example{name: "one after the other", facts: awaiting + asked + "transfer_origin 2024-02-05 of=transfer_request agreed=true;", on: "2024-02-05", want: `
			allowed.transfer_request.why_not transfer_running; allowed.transfer_destination.ok true; allowed.transfer.why_not needs_destination; allowed.transfer_withdrawn.ok true
			change.step transfer_destination; obligations.transfer_destination.division 520381001000`},
		example{name: "and then there is nothing left to take", facts: awaiting + asked + "transfer 2024-02-10 of=transfer_request to=" + other, on: "2024-02-12", want: `
			change none; answerable ` + other + `; allowed.transfer_withdrawn.why_not no_transfer; allowed.transfer_request.ok true; allowed.report_in.ok true`},
		example{name: "reported in at the new place", facts: awaiting + asked + "transfer 2024-02-10 of=transfer_request to=" + other + "; report_in 2024-02-14 village=" + other, on: "2024-02-20", want: `
			answerable ` + other + `; term.start 2024-02-14; obligations.transfer_report_in none; change none`},
		example{name: "on the day of the transfer itself", facts: awaiting + asked + "transfer 2024-02-10 of=transfer_request to=" + other + "; report_in 2024-02-10 village=" + other, on: "2024-02-20", want: `
			answerable ` + other + `; obligations.transfer_report_in none; allowed.forward_file.why_not no_transfer; change none`},
		example{name: "to another county it ends with the receipt", facts: awaiting + "transfer 2024-02-10 to=outside:520330; transfer_receipt 2024-02-20 of=transfer", on: "2024-02-21", want: "stage moved_out; deadlines.report_in none"},
		example{name: "the day before that", facts: "decision 2024-02-01 place=" + home + "; transfer 2024-02-10 to=" + other, on: "2024-02-09", want: "answerable " + home},
	)
}

func TestRuling40Answerable(t *testing.T) {
	arrived := func(day string) string { return moving + "transfer_report_in " + day + " of=transfer village=" + other }
	check(t,
		example{name: "the origin until then", facts: moving, on: "2024-06-30", want: "answerable " + home},
		example{name: "the destination from the day itself", facts: arrived("2024-06-30"), on: "2024-06-30", want: "answerable " + other},
		example{name: "a window missed on that last day is the destination's", facts: arrived("2024-06-30"), on: "2024-07-02", want: `
			windows.2024-06.state missed; windows.2024-06.answerable 520381001006; obligations.test/2024-06.division 520381001006; windows.2024-05.answerable 520381106204`},
		example{name: "a day later it is the origin's", facts: arrived("2024-07-01"), on: "2024-07-02", want: "windows.2024-06.answerable 520381106204; obligations.test/2024-06.division 520381106204; answerable " + other},
		example{name: "the term is uninterrupted", facts: arrived("2024-06-10"), on: "2024-07-02", want: "term.last_day 2027-02-28; windows.# 36; phases.1.end 2025-02-28"},
		example{name: "without a village the place moved to", facts: moving + "transfer_report_in 2024-06-10 of=transfer", on: "2024-07-02", want: "answerable " + other},
		example{name: "back again", facts: arrived("2024-06-10") + "; b:transfer 2024-09-02 to=" + near + "; rb:transfer_report_in 2024-09-10 of=b village=" + near, on: "2024-09-10", want: "answerable " + near},
		example{name: "withdrawn after the report-in: too late", facts: arrived("2024-06-10") + "; transfer_withdrawn 2024-06-20 of=transfer", on: "2024-07-02", want: "answerable " + other + "; problems.transfer_withdrawn.rule transfer_done"},
	)
}

func TestRuling41MovedIn(t *testing.T) {
	const in = "moved_in 2024-06-15 first_report_in=2023-03-01 village=" + home + ";"
	check(t,
		example{name: "term and phases from the first report-in", facts: in, on: "2024-06-20", want: `
			stage in_execution; term.start 2023-03-01; term.last_day 2026-02-28; phase 2; phases.1.state elsewhere; phases.1.end 2024-02-29; phases.2.state current; answerable 520381106204`},
		example{name: "windows and contacts from the local one", facts: in, on: "2024-06-20", want: "windows.2024-06 none; windows.2024-07.from 2024-07-01; windows.# 20; months.# 20; windows.2026-02.to 2026-02-28; deadlines.agreement 2024-06-24"},
		example{name: "on the 1st its own month", facts: "moved_in 2024-06-01 first_report_in=2023-03-01 village=" + home, on: "2024-06-20", want: "windows.2024-06.from 2024-06-01; windows.# 21"},
		example{name: "phases ended before earn nothing", facts: in + "assessment 2024-07-01 phase=1 result=pass", on: "2024-07-20", want: "phases.1.state elsewhere; rewards.# 0; obligations.phase_assessment/1 none"},
		example{name: "the running one earns for our village", facts: in + tests("2024-07", "2025-02") + "assessment 2025-03-01 phase=2 result=pass", on: "2025-03-01", want: "phases.2.state passed; rewards.2.fen 10000; rewards.2.village " + home},
		example{name: "its last day is the day of the move", facts: "moved_in 2024-02-29 first_report_in=2023-03-01 village=" + home, on: "2024-03-20", want: "phases.1.state over; windows.2024-03.phase 2"},
		example{name: "counters from the first report-in", facts: in + "test 2023-03-01 result=refused; b:test 2023-02-28 result=refused", on: "2024-07-20", want: "counters.evasions 1"},
		example{name: "custody elsewhere shifts the term", facts: in + "suspension 2023-05-01; resumption 2023-05-11 of=suspension", on: "2024-07-20", want: "term.last_day 2026-03-10; phases.1.end 2024-03-10; phases.1.state elsewhere"},
		example{name: "no 15 days here", facts: in, on: "2024-06-20", want: "deadlines.report_in none; obligations.report_in none; obligations.agreement.due 2024-06-24"},
	)
}

func TestRuling42MovedOut(t *testing.T) {
	const out = march1 + "transfer 2024-06-03 to=outside:520382001001;"
	check(t,
		example{name: "until the receipt everything stays due here", facts: out, on: "2024-08-02", want: "stage in_execution; answerable 520381106204; windows.2024-07.state missed; windows.2024-08.state open; obligations.contact_visit/2024-08.state open; obligations.transfer_report_in.state overdue"},
		example{name: "a report-in there changes nothing", facts: out + "transfer_report_in 2024-06-10 of=transfer", on: "2024-08-02", want: "stage in_execution; answerable " + home},
		example{name: "moved out on the receipt", facts: out + "transfer_receipt 2024-08-01 of=transfer", on: "2024-08-01", want: "stage moved_out; phase null; windows.2024-08 none; windows.2024-07.state missed; phases.1.state cut"},
		example{name: "not the day before", facts: out + "transfer_receipt 2024-08-01 of=transfer", on: "2024-07-31", want: "stage in_execution; windows.2024-07.state open"},
		example{name: "a receipt inside the county is no exit", facts: moving + "transfer_receipt 2024-06-10 of=transfer", on: "2024-08-02", want: "stage in_execution"},
		example{name: "marked out", facts: march1 + "transfer 2024-06-03 to=520382001001 out=true; transfer_receipt 2024-06-10 of=transfer", on: "2024-08-02", want: "stage moved_out"},
	)
}

func TestRuling42StepsToAnotherCounty(t *testing.T) {
	const (
		asked  = march1 + "transfer_request 2024-06-03 to=outside:习水县东皇街道 reason=work;" // a Monday
		agreed = asked + "transfer_origin 2024-06-04 of=transfer_request agreed=true;"
		told   = agreed + "transfer_police_notified 2024-06-05 of=transfer_request;"
		moved  = told + "transfer 2024-06-06 of=transfer_request to=outside:习水县东皇街道 out=true;"
		here   = "stage in_execution; answerable " + home + "; change.out true; change.origin " + home + "; change.division 520381106000; obligations.test/2024-06.division " + home
	)
	check(t,
		example{name: "the origin answers first", facts: asked, on: "2024-06-03", want: here + `
			change.step transfer_origin; change.turn township; obligations.transfer_origin.division 520381106000; allowed.transfer_destination.why_not is_outside`},
		example{name: "nobody in the county answers for the destination", facts: agreed, on: "2024-06-04", want: here + `
			change.step transfer_police_notified; change.turn police; obligations.transfer_destination none; obligations.transfer_police_notified.opens 2024-06-04; obligations.transfer_police_notified.state open
			allowed.transfer_destination.why_not is_outside; allowed.transfer_police_notified.ok true; allowed.transfer.why_not needs_police_notified`},
		example{name: "refused by the origin", facts: asked + "transfer_origin 2024-06-04 of=transfer_request agreed=false", on: "2024-06-04", want: `
			change.step refused; allowed.transfer_request.ok true; allowed.transfer_withdrawn.ok true; obligations.transfer_police_notified none`},
		example{name: "then an effective date", facts: told, on: "2024-06-05", want: here + "; change.step transfer; allowed.transfer.ok true; allowed.transfer_receipt.why_not needs_effective"},
		example{name: "then the receipt", facts: moved, on: "2024-06-06", want: here + `
			change.step transfer_receipt; change.turn township; change.due 2024-06-21; obligations.forward_file.due 2024-06-11; allowed.transfer_receipt.ok true; allowed.transfer_report_in.why_not is_outside`},
		example{name: "which nothing but itself brings", facts: moved, on: "2026-06-06", want: "stage in_execution; change.step transfer_receipt; answerable " + home + "; obligations.transfer_report_in.state overdue; windows.2026-06.state open"},
		example{name: "and ends the case", facts: moved + "transfer_receipt 2024-07-01 of=transfer", on: "2024-07-01", want: "stage moved_out; change none; obligations.forward_file.state met; allowed.transfer_request.ok false"},
		example{name: "withdrawn while asked for", facts: agreed + "transfer_withdrawn 2024-06-10 of=transfer_request", on: "2024-06-10", want: "change none; obligations.transfer_police_notified none; allowed.transfer_request.ok true"},
		example{name: "withdrawn while in force", facts: moved + "transfer_withdrawn 2024-08-01 of=transfer", on: "2024-08-01", want: "stage in_execution; change none; obligations.transfer_report_in none; obligations.forward_file none; allowed.transfer_request.ok true"},
	)
}
