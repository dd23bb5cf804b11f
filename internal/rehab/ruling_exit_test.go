package rehab_test

import "testing"

func TestRuling43OneOpenCase(t *testing.T) {
	check(t,
		example{name: "a second decision is refused", facts: "decision 2024-02-01", on: "2024-02-02", want: "allowed.decision.ok false; allowed.decision.why_not already_decided"},
		example{name: "in imported data it is listed", facts: "decision 2024-02-01; b:decision 2024-02-10 credit_days=50; report_in 2024-03-01", on: "2024-03-02", want: "problems.b.rule second_decision; term.start 2024-03-01"},
	)
}

func TestRuling44WhatComputeSees(t *testing.T) {
	const recorded = march1 + `a:test 2024-04-10 result=negative recorded_at=2024-04-10T09:00:00+08:00
		void 2024-05-10 of=a reason=mistake recorded_at=2024-05-10T09:00:00+08:00`
	check(t,
		example{name: "facts dated later are not seen", facts: march1 + "test 2024-04-11 result=negative; discharge 2024-05-01", on: "2024-04-10", want: "stage in_execution; windows.2024-04.state open; counters.evasions 0"},
		example{name: "of the day itself they are", facts: march1 + "test 2024-04-11 result=negative", on: "2024-04-11", want: "windows.2024-04.state done"},
		example{name: "a void works for all days", facts: march1 + "a:test 2024-04-10 result=refused; void 2024-05-10 of=a reason=mistake", on: "2024-04-12", want: "counters.evasions 0; windows.2024-04.tests -"},
		example{name: "also of an exit", facts: march1 + "isolation 2024-04-10; void 2024-05-10 of=isolation reason=annulled", on: "2024-04-12", want: "stage in_execution; exit none"},
		example{name: "a void that is voided", facts: march1 + "a:test 2024-04-10 result=refused; v:void 2024-05-10 of=a; w:void 2024-05-11 of=v", on: "2024-04-12", want: "counters.evasions 1"},
		example{name: "what was known then", knownBy: `"2024-05-09"`, facts: recorded, on: "2024-05-12", want: "windows.2024-04.state done"},
		example{name: "and a day later", knownBy: `"2024-05-10"`, facts: recorded, on: "2024-05-12", want: "windows.2024-04.state missed"},
		example{name: "to the instant", knownBy: `"2024-05-10T08:59:59+08:00"`, facts: recorded, on: "2024-05-12", want: "windows.2024-04.state done"},
		example{name: "before the test was entered", knownBy: `"2024-04-09"`, facts: recorded, on: "2024-05-12", want: "windows.2024-04.state missed; problems.# 0"},
		example{name: "the day ends in Shanghai", knownBy: `"2024-04-09"`, facts: march1 + "a:test 2024-04-09 result=negative recorded_at=2024-04-09T16:00:00Z", on: "2024-05-12", want: "windows.2024-04.state missed"},
		example{name: "a second before it", knownBy: `"2024-04-09"`, facts: march1 + "a:test 2024-04-09 result=negative recorded_at=2024-04-09T15:59:59Z", on: "2024-05-12", want: "windows.2024-04.state done"},
	)
}

func TestRuling45Exits(t *testing.T) {
	const out = march1 + "transfer 2024-05-03 to=outside:520382001001;"
	check(t,
		example{name: "the earliest wins", facts: march1 + "isolation 2024-06-10; termination 2024-06-11", on: "2024-07-01", want: "stage to_isolation; exit.date 2024-06-10; problems.termination.rule second_exit"},
		example{name: "termination before isolation", facts: march1 + "a:isolation 2024-06-10; b:termination 2024-06-10 reason=death", on: "2024-07-01", want: "stage terminated; problems.a.rule second_exit"},
		example{name: "isolation before moved out", facts: out + "b:isolation 2024-06-10; a:transfer_receipt 2024-06-10 of=transfer", on: "2024-07-01", want: "stage to_isolation"},
		example{name: "moved out before discharge", facts: out + "a:discharge 2024-06-10; b:transfer_receipt 2024-06-10 of=transfer", on: "2024-07-01", want: "stage moved_out"},
		example{name: "isolation before discharge", facts: march1 + "a:discharge 2027-03-01; b:isolation 2027-03-01", on: "2027-07-01", want: "stage to_isolation"},
		example{name: "the day itself", facts: march1 + "termination 2024-06-10 reason=death", on: "2024-06-10", want: "stage terminated; phase null"},
		example{name: "the day before", facts: march1 + "termination 2024-06-10 reason=death", on: "2024-06-09", want: "stage in_execution"},
		example{name: "revoked before report-in", facts: "decision 2024-02-01; revocation 2024-02-10 reason=review", on: "2024-07-01", want: "stage revoked; deadlines.report_in none"},
		example{name: "returned", facts: "decision 2024-02-01; service 2024-02-02 to=person; returned 2024-02-10 reason=elsewhere", on: "2024-07-01", want: "stage returned; deadlines.report_in.overdue false; obligations.report_in none"},
	)
}

func TestRuling46StageOrder(t *testing.T) {
	const march = "report_in 2024-03-15;"
	check(t,
		example{name: "nothing yet", on: "2024-03-01", want: "stage screening"},
		example{name: "awaiting", facts: "decision 2024-03-01", on: "2024-03-01", want: "stage awaiting_report_in"},
		example{name: "held before report-in is awaiting", facts: "decision 2024-03-01; suspension 2024-03-02", on: "2024-03-10", want: "stage awaiting_report_in"},
		example{name: "suspended on L", facts: march + "suspension 2027-03-14; resumption 2027-03-15 of=suspension", on: "2027-03-14", want: "stage suspended"},
		example{name: "term ended, though held since D", facts: march + "suspension 2027-03-15", on: "2027-03-20", want: "stage term_ended"},
		example{name: "exit before all", facts: march + "suspension 2024-06-01; isolation 2024-06-05", on: "2024-06-10", want: "stage to_isolation"},
		example{name: "after L the person owes nothing", facts: march + "leave 2027-03-01 from=2027-03-02 until=2027-03-10; leave_decision 2027-03-02 of=leave agreed=true; transfer 2027-02-01 to=" + other, on: "2027-03-15", want: `
			stage term_ended; obligations.leave_return none; obligations.transfer_report_in none; obligations.contact_report/2027-03 none; obligations.contact_report/2027-02 none; obligations.discharge.state open`},
		example{name: "on L the person still does", facts: march + "leave 2027-03-01 from=2027-03-02 until=2027-03-10; leave_decision 2027-03-02 of=leave agreed=true", on: "2027-03-14", want: "obligations.leave_return.state overdue; obligations.contact_report/2027-03.state open; obligations.contact_report/2027-02.state overdue"},
	)
}

func TestRuling47FactsThatCannotBe(t *testing.T) {
	check(t,
		example{name: "a discharge before D takes effect", facts: march1 + "discharge 2027-02-28", on: "2027-03-10", want: "stage discharged; exit.date 2027-02-28; problems.discharge.rule discharge_before_expiry"},
		example{name: "on D it is right", facts: march1 + "discharge 2027-03-01", on: "2027-03-10", want: "stage discharged; problems.# 0; phases.3.state over"},
		example{name: "of two report-ins the first wins", facts: "b:report_in 2024-03-20; a:report_in 2024-03-01", on: "2024-04-10", want: "term.start 2024-03-01; problems.b.rule second_report_in"},
		example{name: "a report-in before the decision", facts: "decision 2024-03-05; report_in 2024-03-01", on: "2024-04-10", want: "stage in_execution; term.start 2024-03-01; problems.report_in.rule before_decision"},
		example{name: "served before the decision", facts: "decision 2024-03-05; service 2024-03-01 to=person", on: "2024-03-10", want: "deadlines.report_in.due 2024-03-18; problems.service.rule before_decision"},
		example{name: "a release before its start", facts: march1 + "suspension 2024-05-10; resumption 2024-05-01 of=suspension", on: "2024-06-10", want: "term.last_day 2027-02-28; problems.resumption.rule ends_before_start"},
		example{name: "a second release", facts: march1 + "suspension 2024-05-10; a:resumption 2024-05-20 of=suspension; b:resumption 2024-05-25 of=suspension", on: "2024-06-10", want: "term.last_day 2027-03-10; problems.b.rule second_end"},
		example{name: "about nothing", facts: march1 + "resumption 2024-05-20 of=nothing", on: "2024-06-10", want: "problems.resumption.rule unknown_reference; stage in_execution"},
		example{name: "a test before there is a case", facts: "test 2024-05-20 result=refused", on: "2024-06-10", want: "problems.test.rule no_report_in; counters.evasions 0"},
		example{name: "refused by the form", facts: march1, on: "2024-06-10", want: "allowed.discharge.ok false; allowed.discharge.why_not term_running; allowed.report_in.ok false; allowed.report_in.why_not already_reported"},
	)
}

func TestRuling48Screening(t *testing.T) {
	check(t,
		example{name: "fit", facts: "screening 2024-02-01 conclusion=fit", on: "2024-02-02", want: "stage screening; allowed.decision.ok true"},
		example{name: "unfit closes it", facts: "screening 2024-02-01 conclusion=unfit", on: "2024-02-02", want: "stage to_isolation; allowed.decision.ok false; allowed.decision.why_not screened_unfit; term null"},
		example{name: "a case exists only from a decision", facts: "screening 2024-02-01 conclusion=fit; decision 2024-02-03", on: "2024-02-03", want: "stage awaiting_report_in; allowed.screening.ok false"},
		example{name: "a decision in spite of it is listed", facts: "screening 2024-02-01 conclusion=unfit; decision 2024-02-03", on: "2024-02-03", want: "stage awaiting_report_in; problems.decision.rule screened_unfit"},
	)
}
