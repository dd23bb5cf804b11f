package rehab_test

import "testing"

func TestRuling30Accrual(t *testing.T) {
	moved := year + pass + "transfer 2025-02-10 to=" + other + ";"
	check(t,
		example{name: "the day after the end", facts: year + "assessment 2025-02-01 phase=1 result=pass", on: "2025-03-05", want: "rewards.1.accrued 2025-03-01; rewards.1.village " + home},
		example{name: "the decision", facts: year + pass, on: "2025-03-05", want: "rewards.1.accrued 2025-03-03"},
		example{name: "the last resolution", facts: "report_in 2024-03-01;" + tests("2024-03", "2024-12") + pass + "a:resolution 2025-03-20 of=2025-02; b:resolution 2025-03-10 of=2025-01", on: "2025-04-05", want: "rewards.1.accrued 2025-03-20"},
		example{name: "a resolution before the end", facts: "report_in 2024-03-01;" + tests("2024-03", "2024-03") + tests("2024-05", "2025-02") + pass + "a:resolution 2024-05-20 of=2024-04", on: "2025-04-05", want: "rewards.1.accrued 2025-03-03"},
		example{name: "the village of the last day", facts: moved + "transfer_report_in 2025-02-28 of=transfer village=" + other, on: "2025-03-05", want: "rewards.1.village " + other},
		example{name: "not of the day after", facts: moved + "transfer_report_in 2025-03-01 of=transfer village=" + other, on: "2025-03-05", want: "rewards.1.village " + home + "; answerable " + other},
		example{name: "phase 3 needs no discharge", facts: "report_in 2024-03-01;" + tests("2024-03", "2027-02") + "assessment 2027-02-20 phase=3 result=pass", on: "2027-03-01", want: "phases.3.state passed; rewards.3.fen 20000; rewards.3.accrued 2027-03-01; stage term_ended"},
	)
}

func TestRuling31Amounts(t *testing.T) {
	three := "report_in 2024-03-01;" + tests("2024-03", "2027-02") + `
		a:assessment 2025-03-01 phase=1 result=pass; b:assessment 2026-03-01 phase=2 result=pass; c:assessment 2027-03-01 phase=3 result=pass`
	check(t,
		example{name: "50, 100 and 200 yuan", facts: three, on: "2027-03-01", want: "rewards.1.fen 5000; rewards.2.fen 10000; rewards.3.fen 20000; reward_fen_total 35000; rewards.# 3"},
		example{name: "rehab of three years: 350", measure: "rehab", facts: three, on: "2027-03-01", want: "reward_fen_total 35000"},
		example{name: "two years: 150", measure: "rehab", term: 24, facts: three, on: "2026-03-01", want: "reward_fen_total 15000; rewards.# 2"},
		example{name: "one year: 50", measure: "rehab", term: 12, facts: three, on: "2025-03-01", want: "reward_fen_total 5000"},
		example{name: "six months of a second phase earn nothing", measure: "rehab", term: 18, facts: three, on: "2026-03-01", want: "phases.# 2; phases.2.end 2025-08-31; phases.2.state passed; reward_fen_total 5000"},
		example{name: "nor six months alone", measure: "rehab", term: 6, facts: three, on: "2025-03-01", want: "phases.1.end 2024-08-31; rewards.# 0"},
		example{name: "amounts are settings", policy: `{"reward": [1, 2]}`, facts: three, on: "2027-03-01", want: "reward_fen_total 3; rewards.# 2"},
	)
}

func TestRuling32OneLiveReward(t *testing.T) {
	check(t,
		example{name: "two passes, one reward", facts: year + pass + "b:assessment 2025-03-20 phase=1 result=pass", on: "2025-04-01", want: "rewards.# 1; rewards.1.decision b"},
		example{name: "a new pass after a void accrues anew", facts: year + pass + "void 2025-03-10 of=assessment reason=mistake; b:assessment 2025-03-20 phase=1 result=pass", on: "2025-04-01", want: "rewards.# 1; rewards.1.accrued 2025-03-20"},
	)
}
