package rehab_test

import "testing"

func TestCarriedInFromPaper(t *testing.T) {
	const file = march1 + "carried_in 2025-06-10 until=2025-05-31 tests_done=14 tests_missed=1;"
	check(t,
		example{name: "windows, contacts and phases before the day are settled", facts: file, on: "2025-06-12", want: `
			windows.2024-03.state done; windows.2025-05.state done; windows.2025-06.state open; windows.#missed 0; months.2025-05.missing -; months.2025-06.missing report,visit,talk
			phases.1.state over; phases.2.state current; obligations.phase_assessment/1 none; obligations.agreement none; obligations.contact_visit/2025-05 none`},
		example{name: "a window the day cuts is an ordinary one", facts: march1 + "carried_in 2025-06-10 until=2025-05-30", on: "2025-06-12", want: "windows.2025-05.state missed; windows.2025-04.state done; months.2025-05.missing report,visit,talk"},
		example{name: "a positive on paper blocks nothing", facts: file + "p:test 2024-06-10 result=positive; assessment 2025-06-11 phase=1 result=pass", on: "2025-06-12", want: "phases.1.state passed; obligations.confirm_positive none"},
		example{name: "the term goes on", facts: file, on: "2025-06-12", want: "term.last_day 2027-02-28; stage in_execution"},
		example{name: "totals reach a threshold on that day", facts: march1 + "carried_in 2025-06-10 until=2025-05-31 evasions=3", on: "2025-06-12", want: "serious_breach.since 2025-05-31; serious_breach.by evasions; counters.evidence.evasions carried_in"},
		example{name: "days on paper and days since", facts: march1 + "carried_in 2025-06-10 until=2025-05-31 unauthorised_days=28; departure 2025-06-11", on: "2025-06-14", want: "counters.unauthorised_days 31; serious_breach.since 2025-06-14; serious_breach.by unauthorised_days"},
		example{name: "a second one", facts: file + "b:carried_in 2025-06-11 until=2025-06-10", on: "2025-06-12", want: "problems.b.rule second_carried_in; windows.2025-06.state open"},
	)
}

func TestDutiesAfterReportIn(t *testing.T) {
	check(t,
		example{name: "group and plan in seven days", facts: march1, on: "2024-03-08", want: `
			obligations.working_group.due 2024-03-08; obligations.working_group.state open; obligations.working_group.rule.article 戒毒条例 17
			obligations.help_plan.due 2024-03-08; obligations.help_plan.owed_by township; obligations.help_plan.rule.article 戒毒条例 18`},
		example{name: "met", facts: march1 + "working_group 2024-03-05; help_plan 2024-03-06", on: "2024-03-20", want: "obligations.working_group.met_by working_group; obligations.help_plan.state met"},
		example{name: "a missed window is to be resolved", facts: march1, on: "2024-04-01", want: "obligations.resolve_missed/2024-03.opens 2024-04-01; obligations.resolve_missed/2024-03.owed_by township; obligations.test/2024-03.rule.article 戒毒条例 19"},
		example{name: "to the end of next month and no further", facts: march1, on: "2024-04-10", want: "obligations.test/2024-05.state upcoming; obligations.test/2024-06 none"},
		example{name: "nothing is owed after an exit but what a discharge brings", facts: march1 + "termination 2024-05-10 reason=death", on: "2024-06-01", want: "obligations.test/2024-03 none; obligations.agreement none; obligations.#overdue 0; obligations.#open 0"},
	)
}

func TestLostContactIsNoStage(t *testing.T) {
	check(t,
		example{name: "lost", facts: march1 + "lost_contact 2024-05-10", on: "2024-05-20", want: "stage in_execution; lost_since 2024-05-10; allowed.contact_restored.ok true; allowed.lost_contact.ok false"},
		example{name: "restored", facts: march1 + "lost_contact 2024-05-10; contact_restored 2024-05-15 of=lost_contact", on: "2024-05-20", want: "stage in_execution; lost_since none; allowed.lost_contact.ok true"},
	)
}

func TestAllowedByStage(t *testing.T) {
	check(t,
		example{name: "screening", on: "2024-03-01", want: `
			allowed.screening.ok true; allowed.decision.ok true; allowed.report_in.why_not needs_decision; allowed.test.why_not needs_decision; allowed.discharge.why_not needs_decision
			allowed.void.why_not nothing_to_void; allowed.moved_in.ok true`},
		example{name: "awaiting report-in", facts: "decision 2024-02-01", on: "2024-03-01", want: `
			allowed.service.ok true; allowed.report_in.ok true; allowed.test.why_not needs_report_in; allowed.contact.why_not needs_report_in; allowed.leave.why_not needs_report_in
			allowed.suspension.ok true; allowed.returned.ok true; allowed.revocation.ok true; allowed.good_cause.why_not deadline_not_set; allowed.refusal.ok true`},
		example{name: "in execution", facts: march1, on: "2024-05-01", want: `
			allowed.test.ok true; allowed.contact.ok true; allowed.leave.ok true; allowed.suspension.ok true; allowed.resumption.why_not not_suspended; allowed.returned.why_not already_reported
			allowed.excuse_window.ok true; allowed.resolution.ok true; allowed.lab_result.why_not no_positive; allowed.assessment.why_not not_yet_open; allowed.discharge.why_not term_running
			allowed.transfer_request.ok true; allowed.transfer.why_not no_transfer; allowed.police_outcome.why_not nothing_open; allowed.discharge_notified.why_not needs_discharge`},
		example{name: "suspended", facts: march1 + "suspension 2024-04-20", on: "2024-05-01", want: `
			allowed.resumption.ok true; allowed.suspension.why_not is_suspended; allowed.leave.why_not is_suspended; allowed.departure.why_not is_suspended
			allowed.discharge.why_not term_unknown; allowed.test.ok true; allowed.termination.ok true`},
		example{name: "term ended", facts: march1, on: "2027-03-01", want: `
			allowed.discharge.ok true; allowed.test.why_not term_ended; allowed.leave.why_not term_ended; allowed.suspension.why_not term_ended; allowed.assessment.ok true; allowed.file_to_police.ok true`},
		example{name: "discharged", facts: march1 + "discharge 2027-03-01", on: "2027-03-02", want: `
			allowed.discharge_notified.ok true; allowed.test.why_not case_ended; allowed.discharge.why_not case_ended; allowed.isolation.why_not case_ended; allowed.void.ok true; allowed.assessment.ok true`},
		example{name: "final assessment from 30 days before", facts: march1, on: "2027-01-29", want: "allowed.final_assessment.why_not not_yet_open; allowed.assessment.ok true"},
		example{name: "on that day", facts: march1, on: "2027-01-30", want: "allowed.final_assessment.ok true; allowed.file_to_police.ok true"},
	)
}

func TestResidenceChangeStepByStep(t *testing.T) {
	const asked = march1 + "transfer_request 2024-05-06 to=520381001006;"
	const origin = asked + "transfer_origin 2024-05-07 of=transfer_request agreed=true;"
	const destination = origin + "transfer_destination 2024-05-08 of=transfer_request agreed=true village=520381001006;"
	const police = destination + "transfer_police_notified 2024-05-09 of=transfer_request;"
	const effective = police + "transfer 2024-05-13 to=520381001006 of=transfer_request;"
	check(t,
		example{name: "asked", facts: asked, on: "2024-05-06", want: "change.step transfer_origin; allowed.transfer_origin.ok true; allowed.transfer_destination.why_not needs_origin_agreed; allowed.transfer_request.why_not transfer_running; obligations.transfer_origin.owed_by township"},
		example{name: "the origin agreed", facts: origin, on: "2024-05-07", want: "change.step transfer_destination; allowed.transfer_police_notified.why_not needs_destination; obligations.transfer_destination.division 520381001000"},
		example{name: "the origin refused", facts: asked + "transfer_origin 2024-05-07 of=transfer_request agreed=false", on: "2024-05-07", want: "change.step refused; allowed.transfer_request.ok true; answerable 520381106204"},
		example{name: "the destination agreed", facts: destination, on: "2024-05-08", want: "change.step transfer_police_notified; allowed.transfer.why_not needs_police_notified; obligations.transfer_police_notified.owed_by police"},
		example{name: "the police were told", facts: police, on: "2024-05-09", want: "change.step transfer; allowed.transfer.ok true; allowed.transfer_report_in.why_not needs_effective"},
		example{name: "effective", facts: effective, on: "2024-05-13", want: "change.step transfer_report_in; change.due 2024-05-28; answerable 520381106204; allowed.transfer_receipt.why_not not_outside"},
		example{name: "reported", facts: effective + "transfer_report_in 2024-05-20 of=transfer village=520381001006", on: "2024-05-20", want: "change none; answerable 520381001006; allowed.transfer_request.ok true"},
	)
}
