package rehab_test

import "testing"

func TestRuling01TermAndLastDay(t *testing.T) {
	check(t,
		example{name: "ordinary", facts: "report_in 2024-03-15", on: "2027-03-14", want: `
			stage in_execution; term.start 2024-03-15; term.last_day 2027-03-14; term.expiry_day 2027-03-15; phase 3
			phases.3.end 2027-03-14; phases.3.state current; windows.2027-03.to 2027-03-14`},
		example{name: "term ended starts on D", facts: "report_in 2024-03-15", on: "2027-03-15", want: "stage term_ended; phase null; phases.3.state over"},
		example{name: "29 February has no day in 2027", facts: "report_in 2024-02-29", on: "2024-03-01", want: "term.last_day 2027-02-27; term.expiry_day 2027-02-28"},
		example{name: "29 February to the 28th of a year later", measure: "rehab", term: 12, facts: "report_in 2024-02-29", on: "2025-02-27",
			want: "stage in_execution; term.last_day 2025-02-27; term.expiry_day 2025-02-28"},
		example{name: "and that day the term has ended", measure: "rehab", term: 12, facts: "report_in 2024-02-29", on: "2025-02-28", want: "stage term_ended"},
		example{name: "into a leap year", measure: "rehab", term: 12, facts: "report_in 2023-02-28", on: "2023-03-01", want: "term.last_day 2024-02-27; term.expiry_day 2024-02-28"},
		example{name: "leap day inside", measure: "rehab", term: 12, facts: "report_in 2023-03-01", on: "2023-03-01", want: "term.last_day 2024-02-29; term.expiry_day 2024-03-01"},
		example{name: "the 31st", measure: "rehab", term: 24, facts: "report_in 2024-12-31", on: "2025-01-01", want: "term.last_day 2026-12-30; term.expiry_day 2026-12-31"},
		example{name: "no 31st there: the month's end", measure: "rehab", term: 18, facts: "report_in 2024-08-31", on: "2024-09-01", want: "term.last_day 2026-02-27; term.expiry_day 2026-02-28"},
		example{name: "no term before report-in", facts: "decision 2024-03-01", on: "2024-03-02", want: "term null; phases.# 0; windows.# 0; months.# 0; phase null"},
	)
}

func TestRuling02PhasesFromReportIn(t *testing.T) {
	check(t,
		example{name: "each from R", facts: "report_in 2024-02-29", on: "2025-02-27", want: `
			phase 1; phases.1.start 2024-02-29; phases.1.end 2025-02-27; phases.2.start 2025-02-28; phases.2.end 2026-02-27
			phases.3.start 2026-02-28; phases.3.end 2027-02-27; phases.1.state current; phases.2.state upcoming`},
		example{name: "never chained: a leap day comes back", measure: "rehab", term: 36, facts: "report_in 2025-08-31", on: "2026-08-31",
			want: "phase 2; phases.2.start 2026-08-31; phases.3.start 2027-08-31; phases.3.end 2028-08-30"},
		example{name: "one to three for rehab", measure: "rehab", term: 12, facts: "report_in 2024-03-01", on: "2024-03-01", want: "phases.# 1; phases.1.end 2025-02-28"},
		example{name: "two years", measure: "rehab", term: 24, facts: "report_in 2024-03-01", on: "2024-03-01", want: "phases.# 2; phases.2.end 2026-02-28"},
		example{name: "first day of phase 2", facts: "report_in 2024-03-15", on: "2025-03-15", want: "phase 2; phases.1.state over; phases.2.state current"},
		example{name: "a failed phase prolongs nothing", facts: "report_in 2024-03-15; assessment 2025-03-20 phase=1 result=fail", on: "2025-04-01",
			want: "phases.1.state failed; phases.2.start 2025-03-15; term.last_day 2027-03-14"},
	)
}

func TestRuling03CreditedDays(t *testing.T) {
	const file = "decision 2024-02-20 credit_days=100; report_in 2024-03-15"
	check(t,
		example{name: "term and phases as if earlier", facts: file, on: "2024-03-20", want: `
			term.start 2023-12-06; term.last_day 2026-12-05; term.expiry_day 2026-12-06; phases.1.start 2023-12-06; phases.1.end 2024-12-05
			phases.2.start 2024-12-06; report_in.date 2024-03-15`},
		example{name: "windows from the real R, to the month of L", facts: file, on: "2024-03-20", want: `
			windows.2024-03 none; windows.2024-04.phase 1; windows.2024-12.phase 1; windows.2025-01.phase 2; windows.2026-12.to 2026-12-05; windows.# 33; months.# 33`},
		example{name: "a suspension shifts from the real R", facts: file + "; suspension 2024-05-01; resumption 2024-05-11 of=suspension", on: "2024-06-01",
			want: "phases.1.end 2024-12-15; term.last_day 2026-12-15"},
		example{name: "more than a phase: the first was spent in isolation", facts: "decision 2024-02-20 credit_days=366; report_in 2024-03-15; assessment 2024-04-01 phase=1 result=pass", on: "2024-04-05",
			want: "phase 2; phases.1.start 2023-03-15; phases.1.end 2024-03-14; phases.1.state elsewhere; phases.2.start 2024-03-15; rewards.# 0"},
		example{name: "rehab has no credit", measure: "rehab", facts: file, on: "2024-03-20", want: "term.start 2024-03-15; problems.decision.rule credit_on_rehab"},
	)
}

func TestRuling10SuspendedDays(t *testing.T) {
	const r = "report_in 2024-03-01;"
	check(t,
		example{name: "first day counts, release day is executed", facts: r + "suspension 2024-06-10; resumption 2024-06-20 of=suspension", on: "2024-07-01",
			want: "term.last_day 2027-03-10; months.2024-06.suspended_days 10"},
		example{name: "overlaps count once", on: "2024-08-01", want: "term.last_day 2027-03-22; months.2024-06.suspended_days 21; months.2024-07.suspended_days 1", facts: r + `
			a:suspension 2024-06-10; b:suspension 2024-06-15; ra:resumption 2024-06-20 of=a; rb:resumption 2024-07-02 of=b`},
		example{name: "one inside the other", on: "2024-08-01", want: "term.last_day 2027-03-10; months.2024-06.suspended_days 10", facts: r + `
			a:suspension 2024-06-10; b:suspension 2024-06-12; rb:resumption 2024-06-14 of=b; ra:resumption 2024-06-20 of=a`},
		example{name: "adjoining", on: "2024-08-01", want: "term.last_day 2027-03-10; suspensions.# 1", facts: r + `
			a:suspension 2024-06-10; ra:resumption 2024-06-15 of=a; b:suspension 2024-06-15; rb:resumption 2024-06-20 of=b`},
		example{name: "same-day release is no day", facts: r + "suspension 2024-06-10; resumption 2024-06-10 of=suspension", on: "2024-06-10",
			want: "stage in_execution; term.last_day 2027-02-28; months.2024-06.suspended_days 0"},
		example{name: "the first day held", facts: r + "suspension 2024-06-10", on: "2024-06-10", want: "stage suspended; phase 1"},
		example{name: "the last day held", facts: r + "suspension 2024-06-10; resumption 2024-06-20 of=suspension", on: "2024-06-19", want: "stage suspended; term null"},
		example{name: "the day of release", facts: r + "suspension 2024-06-10; resumption 2024-06-20 of=suspension", on: "2024-06-20", want: "stage in_execution"},
	)
}

func TestRuling11SuspensionAndPhases(t *testing.T) {
	const r = "report_in 2024-03-15;" // phase 1 to 2025-03-14
	check(t,
		example{name: "the phase that contains it grows, later ones move", facts: r + "suspension 2024-06-10; resumption 2024-06-20 of=suspension", on: "2024-07-01",
			want: "phases.1.end 2025-03-24; phases.2.start 2025-03-25; phases.2.end 2026-03-24; phases.3.end 2027-03-24"},
		example{name: "begins on the last day: phase 1 grows", facts: r + "suspension 2025-03-14; resumption 2025-03-24 of=suspension", on: "2025-04-01",
			want: "phases.1.end 2025-03-24; phases.2.start 2025-03-25; phases.3.end 2027-03-24"},
		example{name: "begins on the first day of phase 2: belongs to it", facts: r + "suspension 2025-03-15; resumption 2025-03-25 of=suspension", on: "2025-04-01",
			want: "phases.1.end 2025-03-14; phases.2.start 2025-03-15; phases.2.end 2026-03-24; phases.3.start 2026-03-25"},
		example{name: "across the boundary: all of it in phase 1", facts: r + "suspension 2025-03-10; resumption 2025-03-20 of=suspension", on: "2025-04-01",
			want: "phases.1.end 2025-03-24; phases.2.start 2025-03-25; phases.3.end 2027-03-24"},
		example{name: "a second one begins on the moved boundary", on: "2025-05-01", want: "phases.1.end 2025-03-24; phases.2.start 2025-03-25; phases.2.end 2026-03-29; term.last_day 2027-03-29", facts: r + `
			a:suspension 2024-06-10; ra:resumption 2024-06-20 of=a; b:suspension 2025-03-25; rb:resumption 2025-03-30 of=b`},
		example{name: "a second one begins a day before it", on: "2025-05-01", want: "phases.1.end 2025-03-29; phases.2.start 2025-03-30; term.last_day 2027-03-29", facts: r + `
			a:suspension 2024-06-10; ra:resumption 2024-06-20 of=a; b:suspension 2025-03-24; rb:resumption 2025-03-29 of=b`},
		example{name: "months go to the phase of their first day", facts: r + "suspension 2024-06-10; resumption 2024-06-27 of=suspension", on: "2025-05-01",
			want: "phases.1.end 2025-03-31; months.2025-03.phase 1; months.2025-04.phase 2; months.# 36"},
		example{name: "and one more to phase 1 when its first day falls into it", facts: r + "suspension 2024-06-10; resumption 2024-06-28 of=suspension", on: "2025-05-01",
			want: "phases.1.end 2025-04-01; months.2025-04.phase 1; months.2025-05.phase 2; months.# 37; windows.# 37"},
	)
}

func TestRuling12OpenSuspension(t *testing.T) {
	const r = "report_in 2024-03-01;"
	check(t,
		example{name: "later boundaries are unknown", facts: r + "suspension 2024-06-01", on: "2024-06-10", want: `
			stage suspended; term null; phase 1; phases.1.start 2024-03-01; phases.1.end null; phases.2.start null; phases.2.end null; phases.3.end null
			not_before.last_day 2027-03-10; deadlines.discharge none; deadlines.file_to_police none; deadlines.final_assessment_opens none`},
		example{name: "earlier ones are known", facts: r + "suspension 2025-06-01", on: "2025-06-10", want: "phases.1.end 2025-02-28; phases.2.start 2025-03-01; phases.2.end null; phases.3.start null"},
		example{name: "never expires while suspended", facts: r + "suspension 2027-02-28", on: "2030-01-01", want: "stage suspended; phase 3; term null"},
		example{name: "released: one day is left", facts: r + "suspension 2027-02-28; resumption 2030-01-01 of=suspension", on: "2030-01-01", want: "stage in_execution; term.last_day 2030-01-01"},
		example{name: "beginning on D has no effect", facts: r + "suspension 2027-03-01", on: "2027-03-05", want: "stage term_ended; term.last_day 2027-02-28; suspensions.# 0"},
		example{name: "beginning on the first day of phase 2", facts: r + "suspension 2025-03-01", on: "2025-03-01", want: "phase 2; phases.1.end 2025-02-28; phases.1.state over; phases.2.start 2025-03-01; phases.2.end null"},
	)
}
