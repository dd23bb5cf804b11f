package rehab_test

import "testing"

func TestRuling20RiskLevels(t *testing.T) {
	const third = `{"interval": [3, 3, 3]}`
	const half = `{"interval": [6, 6, 6]}`
	const r = "report_in 2024-03-01;"
	check(t,
		example{name: "high from the start", policy: third, facts: r + "risk 2024-03-01 level=high", on: "2024-06-01", want: "windows.# 36; windows.2024-03.to 2024-03-31"},
		example{name: "medium", policy: third, facts: r + "risk 2024-03-01 level=medium", on: "2024-06-01", want: "windows.# 18; windows.2024-03.to 2024-04-30"},
		example{name: "low sets none", policy: third, facts: r + "risk 2024-03-01 level=low", on: "2024-06-01", want: "windows.# 12"},
		example{name: "shortens, never lengthens", facts: r + "risk 2024-03-01 level=medium", on: "2024-06-01", want: "windows.# 36"},
		example{name: "raised: the block ends with the month of the change", policy: third, facts: r + "risk 2024-04-10 level=high", on: "2024-06-01",
			want: "windows.2024-03.to 2024-04-30; windows.2024-05.to 2024-05-31; windows.2024-06.to 2024-06-30"},
		example{name: "on the last day of that month", policy: third, facts: r + "risk 2024-03-31 level=high", on: "2024-06-01", want: "windows.2024-03.to 2024-03-31; windows.2024-04.to 2024-04-30"},
		example{name: "on the first day of a month", policy: third, facts: r + "risk 2024-04-01 level=high", on: "2024-06-01", want: "windows.2024-03.to 2024-04-30; windows.2024-05.to 2024-05-31"},
		example{name: "in the block's last month", policy: third, facts: r + "risk 2024-05-10 level=high", on: "2024-06-01", want: "windows.2024-03.to 2024-05-31; windows.2024-06.to 2024-06-30"},
		example{name: "raised to medium", policy: third, facts: r + "risk 2024-03-10 level=medium", on: "2024-06-01", want: "windows.2024-03.to 2024-03-31; windows.2024-04.to 2024-05-31"},
		example{name: "lowered: from the next window", policy: half, facts: r + "a:risk 2024-03-01 level=medium; b:risk 2024-03-10 level=low", on: "2024-06-01", want: "windows.2024-03.to 2024-04-30; windows.2024-05.to 2024-10-31"},
		example{name: "raised twice", policy: half, facts: r + "a:risk 2024-04-10 level=medium; b:risk 2024-05-10 level=high", on: "2024-08-01",
			want: "windows.2024-03.to 2024-04-30; windows.2024-05.to 2024-05-31; windows.2024-06.to 2024-06-30"},
		example{name: "raised in a block the phase cuts short", policy: `{"interval": [5, 5, 5]}`, facts: r + "risk 2025-01-10 level=medium", on: "2025-04-01",
			want: "windows.2025-01.to 2025-01-31; windows.2025-02.to 2025-02-28; windows.2025-03.to 2025-04-30"},
		example{name: "raised although no shorter block follows", policy: `{"interval": [2, 2, 2]}`, facts: r + "risk 2024-03-10 level=medium", on: "2024-06-01", want: "windows.2024-03.to 2024-04-30"},
		example{name: "before the report-in", policy: third, facts: "decision 2024-02-01; risk 2024-02-10 level=high; " + r, on: "2024-06-01", want: "windows.2024-03.to 2024-03-31"},
		example{name: "the levels are settings", policy: `{"interval": [6, 6, 6], "risk_interval": {"high": 2, "medium": 3, "low": 4}}`, facts: r + "risk 2024-03-01 level=low", on: "2024-06-01", want: "windows.2024-03.to 2024-06-30"},
	)
}

func TestRuling21PolicyHistory(t *testing.T) {
	const r = "report_in 2024-03-01;"
	check(t,
		example{name: "windows by their first day", policy: `[{"effective": "2024-06-01", "interval": [3, 3, 3]}]`, facts: r, on: "2024-09-01", want: "windows.2024-05.to 2024-05-31; windows.2024-06.to 2024-08-31"},
		example{name: "a day later: from the next window", policy: `[{"effective": "2024-06-02", "interval": [3, 3, 3]}]`, facts: r, on: "2024-09-01", want: "windows.2024-06.to 2024-06-30; windows.2024-07.to 2024-09-30"},
		example{name: "a running window is never re-cut", policy: `[{"effective": "2024-01-01", "interval": [3, 3, 3]}, {"effective": "2024-04-01", "interval": [1, 1, 1]}]`, facts: r, on: "2024-09-01",
			want: "windows.2024-03.to 2024-05-31; windows.2024-06.to 2024-06-30"},
		example{name: "a later version keeps what it does not name", policy: `[{"effective": "2024-01-01", "interval": [2, 2, 2]}, {"effective": "2024-05-01", "min_free_days": 3}]`, facts: r, on: "2024-09-01", want: "windows.2024-07.to 2024-08-31"},
		example{name: "in whatever order they stand", policy: `[{"effective": "2024-05-01", "min_free_days": 3}, {"effective": "2024-01-01", "interval": [2, 2, 2]}]`, facts: r, on: "2024-09-01", want: "windows.2024-07.to 2024-08-31"},
		example{name: "before the first, Chishui", policy: `[{"effective": "2024-05-01", "contacts": [{"report": 0, "visit": 2, "talk": 0}]}]`, facts: r, on: "2024-06-10",
			want: "months.2024-04.missing report,visit,talk; months.2024-05.missing visit"},
		example{name: "contacts by their window's first day", policy: `[{"effective": "2024-01-01", "interval": [3, 3, 3]}, {"effective": "2024-04-01", "contacts": [{"report": 0, "visit": 1, "talk": 0}]}]`, facts: r, on: "2024-06-10",
			want: "months.2024-05.missing report,visit,talk; months.2024-06.missing visit"},
		example{name: "a deadline by its trigger day", policy: `[{"effective": "2024-03-02", "agreement_days": 3}]`, facts: r, on: "2024-03-05", want: "deadlines.agreement 2024-03-08"},
		example{name: "from that day on", policy: `[{"effective": "2024-03-01", "agreement_days": 3}]`, facts: r, on: "2024-03-05", want: "deadlines.agreement 2024-03-04"},
		example{name: "a reward by the phase's last day", policy: `[{"effective": "2025-02-28", "reward": [6000, 7000, 8000]}]`, facts: r + tests("2024-03", "2025-02") + "assessment 2025-03-02 phase=1 result=pass", on: "2025-03-02", want: "rewards.1.fen 6000"},
		example{name: "not of the day after", policy: `[{"effective": "2025-03-01", "reward": [6000, 7000, 8000]}]`, facts: r + tests("2024-03", "2025-02") + "assessment 2025-03-02 phase=1 result=pass", on: "2025-03-02", want: "rewards.1.fen 5000"},
		example{name: "a threshold by the day of the event", policy: `[{"effective": "2024-06-01", "evasion_times": 2}]`, facts: r + "a:test 2024-04-03 result=refused; b:test 2024-05-31 result=refused", on: "2024-07-01", want: "serious_breach null; counters.evasions 2"},
		example{name: "reached on that day", policy: `[{"effective": "2024-06-01", "evasion_times": 2}]`, facts: r + "a:test 2024-04-03 result=refused; b:test 2024-06-01 result=refused", on: "2024-07-01", want: "serious_breach.since 2024-06-01"},
		example{name: "a third event under the lower one", policy: `[{"effective": "2024-06-01", "evasion_times": 2}]`, facts: r + "a:test 2024-04-03 result=refused; b:test 2024-05-31 result=refused; d:test 2024-06-20 result=refused", on: "2024-07-01", want: "serious_breach.since 2024-06-20"},
	)
}
