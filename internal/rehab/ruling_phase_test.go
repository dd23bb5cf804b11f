package rehab_test

import "testing"

// year is a person reported in on 1 March 2024 with a negative test in every month of phase 1, which ends on 28 February 2025.
var year = "report_in 2024-03-01;" + tests("2024-03", "2025-02")

// gap is the same with the test of February 2025 missing.
var gap = "report_in 2024-03-01;" + tests("2024-03", "2025-01")

const pass = "assessment 2025-03-03 phase=1 result=pass;"

func TestRuling26Passed(t *testing.T) {
	check(t,
		example{name: "current on its last day", facts: year, on: "2025-02-28", want: "phases.1.state current; phase 1"},
		example{name: "over without a decision", facts: year, on: "2025-03-01", want: "phases.1.state over; phases.2.state current; phase 2"},
		example{name: "decided: passed", facts: year + pass, on: "2025-03-03", want: "phases.1.state passed; phases.1.decision assessment"},
		example{name: "not before", facts: year + pass, on: "2025-03-02", want: "phases.1.state over"},
		example{name: "30 days before the end is early enough", facts: year + "assessment 2025-01-29 phase=1 result=pass", on: "2025-02-28", want: "phases.1.state current; problems.# 0"},
		example{name: "and takes effect the day after", facts: year + "assessment 2025-01-29 phase=1 result=pass", on: "2025-03-01", want: "phases.1.state passed; rewards.1.accrued 2025-03-01"},
		example{name: "31 days is too early", facts: year + "assessment 2025-01-28 phase=1 result=pass", on: "2025-03-01", want: "phases.1.state over; problems.assessment.rule assessment_too_early"},
		example{name: "failed", facts: year + "assessment 2025-03-03 phase=1 result=fail", on: "2025-03-03", want: "phases.1.state failed; rewards.# 0"},
		example{name: "the newest counts: pass", facts: year + "a:assessment 2025-03-03 phase=1 result=fail; b:assessment 2025-04-03 phase=1 result=pass", on: "2025-05-01", want: "phases.1.state passed; rewards.1.accrued 2025-04-03"},
		example{name: "the newest counts: fail", facts: year + "a:assessment 2025-03-03 phase=1 result=pass; b:assessment 2025-04-03 phase=1 result=fail", on: "2025-05-01", want: "phases.1.state failed; rewards.# 0"},
		example{name: "the duty to decide", facts: year, on: "2025-01-29", want: "obligations.phase_assessment/1.opens 2025-01-29; obligations.phase_assessment/1.state open; obligations.phase_assessment/1.owed_by township"},
		example{name: "is met", facts: year + pass, on: "2025-03-03", want: "obligations.phase_assessment/1.state met"},
		example{name: "no such phase", measure: "rehab", term: 12, facts: year + "assessment 2025-03-03 phase=2 result=pass", on: "2025-03-03", want: "problems.assessment.rule no_such_phase; phases.# 1"},
	)
}

func TestRuling27Blockers(t *testing.T) {
	const march = "report_in 2024-03-15;" // phase 1 ends on 14 March 2025, its last window on the 31st
	positive := gap + "p:test 2025-02-10 result=positive;"
	check(t,
		example{name: "a missed window", facts: gap + pass, on: "2025-03-03", want: "phases.1.state blocked; phases.1.blockers.#window_missed 1; rewards.# 0; reward_fen_total 0"},
		example{name: "resolved", facts: gap + pass + "resolution 2025-03-10 of=2025-02", on: "2025-03-10", want: "phases.1.state passed; rewards.1.accrued 2025-03-10"},
		example{name: "excused", facts: gap + pass + "excuse_window 2025-03-10 window=2025-02 reason=flood", on: "2025-03-10", want: "phases.1.state passed; rewards.1.accrued 2025-03-10"},
		example{name: "resolved before it was over: not resolved", facts: gap + pass + "resolution 2025-02-28 of=2025-02", on: "2025-03-10", want: "phases.1.state blocked; problems.resolution.rule resolution_too_early"},
		example{name: "an open window", facts: march + tests("2024-04", "2025-02") + "assessment 2025-03-10 phase=1 result=pass", on: "2025-03-15", want: "phases.1.state blocked; phases.1.blockers.#window_open 1"},
		example{name: "tested", facts: march + tests("2024-04", "2025-02") + "assessment 2025-03-10 phase=1 result=pass; z:test 2025-03-20 result=negative", on: "2025-03-20", want: "phases.1.state passed; rewards.1.accrued 2025-03-20"},
		example{name: "a positive", facts: positive + pass, on: "2025-03-03", want: "phases.1.state blocked; phases.1.blockers.#positive 1"},
		example{name: "overturned by the laboratory", facts: positive + pass + "lab_result 2025-03-06 of=p result=negative", on: "2025-03-06", want: "phases.1.state passed; rewards.1.accrued 2025-03-06"},
		example{name: "confirmed by it", facts: positive + pass + "lab_result 2025-03-06 of=p result=positive", on: "2025-03-06", want: "phases.1.state blocked"},
		example{name: "a recheck after it changes no day", facts: positive + pass + "lab_result 2025-03-06 of=p result=negative; recheck_result 2025-03-12 of=p result=negative", on: "2025-03-12", want: "phases.1.state passed; rewards.1.accrued 2025-03-06"},
		example{name: "a recheck that finds it again", facts: positive + pass + "lab_result 2025-03-06 of=p result=negative; recheck_result 2025-03-12 of=p result=positive", on: "2025-03-12", want: "phases.1.state blocked"},
		example{name: "with a police outcome", facts: positive + pass + "police_outcome 2025-03-07 of=p outcome=continue reason=first", on: "2025-03-07", want: "phases.1.state passed; rewards.1.accrued 2025-03-07"},
		example{name: "with a resolution", facts: positive + pass + "resolution 2025-03-07 of=p", on: "2025-03-07", want: "phases.1.state passed"},
		example{name: "taken in the next phase", facts: march + tests("2024-04", "2025-02") + "assessment 2025-03-10 phase=1 result=pass; p:test 2025-03-15 result=positive", on: "2025-03-16", want: "phases.1.state passed; phases.2.blockers.#positive 1"},
		example{name: "an open serious breach", facts: year + pass + "a:test 2024-12-10 result=refused; b:test 2025-01-10 result=refused; c:test 2025-02-10 result=refused", on: "2025-03-03", want: "phases.1.state blocked; phases.1.blockers.#serious_breach 1"},
		example{name: "closed", facts: year + pass + "a:test 2024-12-10 result=refused; b:test 2025-01-10 result=refused; c:test 2025-02-10 result=refused; police_outcome 2025-03-09 of=serious_breach outcome=continue reason=first", on: "2025-03-09",
			want: "phases.1.state passed; rewards.1.accrued 2025-03-09"},
		example{name: "a failed phase stays failed", facts: gap + "assessment 2025-03-03 phase=1 result=fail", on: "2025-03-03", want: "phases.1.state failed"},
	)
}

func TestRuling28BlockedAfterThePass(t *testing.T) {
	found := year + pass + "void 2025-04-01 of=test-2025-02 reason=mistake;"
	breach := year + pass + "a:test 2025-05-10 result=refused; b:test 2025-06-10 result=refused; c:test 2025-07-10 result=refused;"
	check(t,
		example{name: "blocked and held", facts: found, on: "2025-04-01", want: "phases.1.state blocked; rewards.# 0; held_rewards.1.fen 5000"},
		example{name: "the township confirms", facts: found + "resolution 2025-04-05 of=assessment", on: "2025-04-05", want: "phases.1.state passed; rewards.1.fen 5000; rewards.1.accrued 2025-04-05"},
		example{name: "or resolves the window", facts: found + "resolution 2025-04-05 of=2025-02", on: "2025-04-05", want: "phases.1.state passed"},
		example{name: "or voids", facts: found + "v:void 2025-04-05 of=assessment reason=mistake", on: "2025-04-05", want: "phases.1.state over; rewards.# 0; held_rewards.# 0"},
		example{name: "a serious breach later", facts: breach, on: "2025-07-10", want: "phases.1.state blocked; phases.1.passed_once true; held_rewards.1.accrued 2025-03-03"},
		example{name: "closed: passed as before", facts: breach + "police_outcome 2025-07-20 of=serious_breach outcome=continue reason=first", on: "2025-07-20", want: "phases.1.state passed; rewards.1.accrued 2025-03-03"},
		example{name: "a confirmation older than the blocker confirms nothing", facts: breach + "resolution 2025-04-05 of=assessment", on: "2025-07-10", want: "phases.1.state blocked"},
		example{name: "a confirmation before the end counts from the day after", facts: gap + "assessment 2025-02-10 phase=1 result=pass; resolution 2025-02-20 of=assessment", on: "2025-03-05", want: "phases.1.state passed; rewards.1.accrued 2025-03-01"},
	)
}

func TestRuling29ClawBack(t *testing.T) {
	check(t,
		example{name: "a voided result earns nothing", facts: year + pass + "void 2025-06-01 of=assessment reason=mistake", on: "2025-06-01", want: "phases.1.state over; rewards.# 0; reward_fen_total 0"},
		example{name: "nor does a replaced one", facts: year + pass + "b:assessment 2025-06-01 phase=1 result=fail", on: "2025-06-01", want: "phases.1.state failed; rewards.# 0"},
		example{name: "isolation takes nothing back", facts: year + pass + "isolation 2025-06-01", on: "2025-06-02", want: "stage to_isolation; phases.1.state passed; rewards.1.fen 5000; phases.2.state cut"},
		example{name: "nor death", facts: year + pass + "termination 2025-03-04 reason=death", on: "2025-06-02", want: "phases.1.state passed; reward_fen_total 5000"},
		example{name: "nor moving", facts: year + pass + "transfer 2025-06-01 to=outside:520382001001; transfer_receipt 2025-06-20 of=transfer", on: "2025-07-02", want: "stage moved_out; rewards.1.fen 5000"},
		example{name: "decided after the exit", facts: year + "isolation 2025-03-02; " + pass, on: "2025-03-03", want: "phases.1.state passed; rewards.1.accrued 2025-03-03"},
		example{name: "an exit on the last day cuts the phase", facts: year + "isolation 2025-02-28; " + pass, on: "2025-03-03", want: "phases.1.state cut; rewards.# 0"},
		example{name: "an exit on the day after does not", facts: year + "isolation 2025-03-01; " + pass, on: "2025-03-03", want: "phases.1.state passed"},
	)
}
