package rehab_test

import "testing"

func TestRuling13FirstAndLastMonth(t *testing.T) {
	const march = "report_in 2024-03-15"
	check(t,
		example{name: "the month after R", facts: march, on: "2024-03-20", want: "windows.2024-03 none; windows.2024-04.from 2024-04-01; months.2024-03 none; windows.2027-03.to 2027-03-14; windows.# 36; months.# 36"},
		example{name: "on the 1st its own month", facts: "report_in 2024-03-01", on: "2024-03-20", want: "windows.2024-03.from 2024-03-01; windows.2027-02.to 2027-02-28; windows.2027-03 none; windows.# 36"},
		example{name: "on the 2nd", facts: "report_in 2024-03-02", on: "2024-03-20", want: "windows.2024-03 none; windows.2027-03.to 2027-03-01; windows.# 36"},
		example{name: "on the 31st", facts: "report_in 2024-01-31", on: "2024-03-20", want: "windows.2024-01 none; windows.2024-02.from 2024-02-01; windows.2027-01.to 2027-01-30; windows.# 36"},
		example{name: "on 29 February", facts: "report_in 2024-02-29", on: "2024-03-20", want: "windows.2024-03.phase 1; windows.2025-02.phase 1; windows.2025-03.phase 2; windows.2027-02.to 2027-02-27; windows.# 36"},
		example{name: "twelve a phase", facts: march, on: "2024-03-20", want: "windows.2025-03.phase 1; windows.2025-04.phase 2; windows.2026-03.phase 2; windows.2026-04.phase 3"},
		example{name: "a test before the first window is kept and meets none", facts: march + "; test 2024-03-20 result=negative", on: "2024-04-10", want: "windows.2024-04.state open; windows.2024-04.tests -; baseline test"},
		example{name: "and counts to the breach", facts: march + "; test 2024-03-20 result=refused", on: "2024-04-10", want: "counters.evasions 1; baseline test"},
	)
}

func TestScheduleTable(t *testing.T) {
	check(t,
		example{name: "Chishui", facts: "report_in 2024-03-15", on: "2024-03-20", want: "windows.# 36"},
		example{name: "Chishui, rehab of two years", measure: "rehab", term: 24, facts: "report_in 2024-03-15", on: "2024-03-20", want: "windows.# 24"},
		example{name: "common practice, detox: 12 + 6 + 4", policy: `"common-practice-detox"`, facts: "report_in 2024-03-15", on: "2024-03-20", want: `
			windows.# 22; windows.2025-03.to 2025-03-31; windows.2025-04.to 2025-05-31; windows.2026-02.to 2026-03-31; windows.2026-04.to 2026-06-30; windows.2027-01.to 2027-03-14`},
		example{name: "common practice, rehab: 6 + 4 + 2", measure: "rehab", policy: `"common-practice-rehab"`, facts: "report_in 2024-03-15", on: "2024-03-20", want: `
			windows.# 12; windows.2024-04.to 2024-05-31; windows.2025-02.to 2025-03-31; windows.2025-04.to 2025-06-30; windows.2026-01.to 2026-03-31
			windows.2026-04.to 2026-09-30; windows.2026-10.to 2027-03-14`},
		example{name: "common practice, rehab of two years: 6 + 6", measure: "rehab", term: 24, policy: `"common-practice-rehab"`, facts: "report_in 2024-03-01", on: "2024-03-20", want: `
			windows.# 12; windows.2024-03.to 2024-04-30; windows.2025-03.to 2025-04-30; windows.2026-01.to 2026-02-28`},
		example{name: "one year", measure: "rehab", term: 12, policy: `"common-practice-rehab"`, facts: "report_in 2024-03-01", on: "2024-03-20", want: "windows.# 6"},
	)
}

func TestRuling14LastWindow(t *testing.T) {
	check(t,
		example{name: "clipped at L", facts: "report_in 2024-03-15", on: "2027-03-14", want: "windows.2027-03.to 2027-03-14; windows.2027-03.state open; windows.2027-03.free_days 14"},
		example{name: "missed the day after", facts: "report_in 2024-03-15", on: "2027-03-15", want: "windows.2027-03.state missed"},
		example{name: "a test on L meets it", facts: "report_in 2024-03-15; test 2027-03-14 result=negative", on: "2027-03-15", want: "windows.2027-03.state done"},
		example{name: "a test after L meets nothing", facts: "report_in 2024-03-15; test 2027-03-15 result=negative", on: "2027-03-16", want: "windows.2027-03.state missed; problems.test.rule after_last_day"},
		example{name: "ten days are due", facts: "report_in 2024-03-11", on: "2026-03-20", want: "windows.2027-03.to 2027-03-10; windows.2027-03.state upcoming"},
		example{name: "nine excuse it", facts: "report_in 2024-03-10", on: "2026-03-20", want: "windows.2027-03.to 2027-03-09; windows.2027-03.state excused"},
	)
}

func TestRuling15Blocks(t *testing.T) {
	const detox = `"common-practice-detox"`
	const held = "report_in 2024-03-01; suspension 2024-06-03; resumption 2024-07-05 of=suspension" // 32 days: phase 1 ends on 1 April 2025
	check(t,
		example{name: "a new block with each phase", policy: `{"interval": [5, 5, 5]}`, facts: "report_in 2024-03-01", on: "2024-03-20", want: `
			windows.2024-03.to 2024-07-31; windows.2024-08.to 2024-12-31; windows.2025-01.to 2025-02-28; windows.2025-03.to 2025-07-31; windows.# 9`},
		example{name: "by the first day of the month", policy: detox, facts: held, on: "2024-08-01", want: "phases.1.end 2025-04-01; windows.2025-04.phase 1; windows.2025-04.to 2025-04-30; windows.2025-05.phase 2; windows.2025-05.to 2025-06-30"},
		example{name: "cut short at the phase's last month", policy: `{"interval": [3, 3, 3]}`, facts: held, on: "2024-08-01", want: "windows.2025-03.to 2025-04-30; windows.2025-03.phase 1; windows.2025-05.to 2025-07-31"},
		example{name: "suspended months are not skipped", policy: `{"interval": [2, 2, 2]}`, facts: "report_in 2024-03-01; suspension 2024-05-01; resumption 2024-06-01 of=suspension", on: "2024-08-01",
			want: "windows.2024-05.to 2024-06-30; windows.2024-05.free_days 30; windows.2024-07.to 2024-08-31"},
		example{name: "the last list entry counts on", policy: `{"interval": [2]}`, facts: "report_in 2024-03-01", on: "2024-08-01", want: "windows.# 18"},
		example{name: "a block is whole though its end is not known yet", policy: `{"interval": [3, 3, 3]}`, facts: "report_in 2024-03-01; suspension 2024-05-20", on: "2024-05-25",
			want: "windows.2024-03.to 2024-05-31; windows.2024-06.to 2024-08-31; windows.2024-06.state excused; windows.# 2"},
	)
}

func TestRuling16WindowStates(t *testing.T) {
	const r = "report_in 2024-03-01;"
	check(t,
		example{name: "upcoming", facts: r, on: "2024-03-31", want: "windows.2024-04.state upcoming"},
		example{name: "open on its first day", facts: r, on: "2024-04-01", want: "windows.2024-04.state open; windows.2024-03.state missed"},
		example{name: "open on its last day", facts: r, on: "2024-04-30", want: "windows.2024-04.state open"},
		example{name: "missed after it", facts: r, on: "2024-05-01", want: "windows.2024-04.state missed"},
		example{name: "positive is valid", facts: r + "test 2024-04-30 result=positive", on: "2024-04-30", want: "windows.2024-04.state done"},
		example{name: "several count once", facts: r + "a:test 2024-04-03 result=negative; b:test 2024-04-20 result=negative", on: "2024-05-02", want: "windows.2024-04.state done; windows.2024-04.met_by a; windows.#done 1; windows.2024-04.tests a,b"},
		example{name: "invalid, refused, absent are not", facts: r + "a:test 2024-04-03 result=invalid; b:test 2024-04-05 result=refused; c:test 2024-04-07 result=absent good_cause=true", on: "2024-05-01", want: "windows.2024-04.state missed"},
		example{name: "a retest in the window is", facts: r + "a:test 2024-04-03 result=invalid; b:test 2024-04-05 result=negative", on: "2024-05-01", want: "windows.2024-04.state done; windows.2024-04.met_by b"},
		example{name: "by the day taken, entered late", facts: r + "test 2024-04-30 result=negative entered=2024-05-20 reason=elsewhere", on: "2024-05-20", want: "windows.2024-04.state done; windows.2024-05.state open; problems.# 0"},
		example{name: "late without a reason is listed and counts", facts: r + "test 2024-04-30 result=negative entered=2024-05-20", on: "2024-05-20", want: "windows.2024-04.state done; problems.test.rule late_entry_without_reason"},
		example{name: "taken in custody", facts: r + "suspension 2024-04-03; test 2024-04-10 result=negative", on: "2024-04-20", want: "windows.2024-04.state done; windows.2024-03.state missed"},
		example{name: "done before excused", facts: r + "test 2024-04-03 result=negative; excuse_window 2024-04-10 window=2024-04", on: "2024-04-20", want: "windows.2024-04.state done"},
		example{name: "excused before upcoming", facts: r + "excuse_window 2024-03-10 window=2024-04 reason=hospital", on: "2024-03-20", want: "windows.2024-04.state excused"},
		example{name: "overturned by the laboratory it is still a test", facts: r + "test 2024-04-03 result=positive; lab_result 2024-04-08 of=test result=negative", on: "2024-05-20", want: "windows.2024-04.state done"},
		example{name: "owed by the office", facts: r, on: "2024-05-01", want: "obligations.test/2024-04.state overdue; obligations.test/2024-04.owed_by village; obligations.test/2024-04.due 2024-04-30; obligations.test/2024-04.opens 2024-04-01"},
		example{name: "until resolved", facts: r + "resolution 2024-05-10 of=2024-04", on: "2024-05-10", want: "windows.2024-04.state missed; obligations.test/2024-04.state met; obligations.resolve_missed/2024-04.met_by resolution; obligations.test/2024-03.state overdue"},
	)
}

func TestRuling17Excused(t *testing.T) {
	const r = "report_in 2024-03-01;"
	check(t,
		example{name: "ten free days are due", facts: r + "suspension 2024-04-11; resumption 2024-05-01 of=suspension", on: "2024-05-02", want: "windows.2024-04.free_days 10; windows.2024-04.state missed"},
		example{name: "nine are not", facts: r + "suspension 2024-04-10; resumption 2024-05-01 of=suspension", on: "2024-05-02", want: "windows.2024-04.free_days 9; windows.2024-04.state excused"},
		example{name: "an open suspension counts as lasting", facts: r + "suspension 2024-04-10", on: "2024-04-10", want: "windows.2024-04.free_days 9; windows.2024-04.state excused; windows.2024-05.state excused"},
		example{name: "released, the window is due again", facts: r + "suspension 2024-04-10; resumption 2024-04-12 of=suspension", on: "2024-04-12", want: "windows.2024-04.free_days 28; windows.2024-04.state open"},
		example{name: "a setting, of the window's first day", policy: `[{"effective": "2024-04-02", "min_free_days": 5}]`, facts: r + "suspension 2024-04-10; a:resumption 2024-05-20 of=suspension", on: "2024-05-21", want: "windows.2024-04.state excused; windows.2024-05.free_days 12; windows.2024-05.state open"},
		example{name: "set to five", policy: `{"min_free_days": 5}`, facts: r + "suspension 2024-04-06; resumption 2024-05-01 of=suspension", on: "2024-05-02", want: "windows.2024-04.state missed"},
		example{name: "by the township", facts: r + "suspension 2024-04-15; resumption 2024-05-01 of=suspension; excuse_window 2024-05-03 window=2024-04 reason=custody", on: "2024-05-04",
			want: "windows.2024-04.state excused; windows.2024-04.excused_by excuse_window; obligations.test/2024-04.state met"},
		example{name: "of no window", facts: r + "excuse_window 2024-05-03 window=2024-02", on: "2024-05-04", want: "problems.excuse_window.rule no_such_window; windows.#excused 0"},
	)
}

func TestRuling18Exits(t *testing.T) {
	const r = "report_in 2024-03-01;"
	const quarters = `{"interval": [3, 3, 3]}`
	check(t,
		example{name: "on a window's first day it vanishes", facts: r + "termination 2024-05-01 reason=death", on: "2024-06-01", want: "windows.# 2; windows.2024-05 none; windows.2024-04.state missed; months.2024-05 none"},
		example{name: "on its last day it contains it", facts: r + "termination 2024-05-31 reason=death", on: "2024-06-01", want: "windows.# 3; windows.2024-05.state excused"},
		example{name: "done, when tested", facts: r + "test 2024-05-31 result=negative; termination 2024-05-31", on: "2024-06-01", want: "windows.2024-05.state done"},
		example{name: "never missed, in a long window", policy: quarters, facts: r + "termination 2024-04-15", on: "2025-06-01", want: "windows.# 1; windows.2024-03.state excused; windows.2024-03.to 2024-05-31"},
		example{name: "those before it stay missed", policy: quarters, facts: r + "termination 2024-06-01", on: "2025-06-01", want: "windows.# 1; windows.2024-03.state missed"},
		example{name: "a discharge on D leaves the last window as it was", facts: "report_in 2024-03-15; discharge 2027-03-15", on: "2027-03-20", want: "windows.# 36; windows.2027-03.state missed"},
	)
}

func TestRuling19LeaveExcusesNothing(t *testing.T) {
	const r = "report_in 2024-03-01; leave 2024-03-28 from=2024-04-01 until=2024-04-30; leave_decision 2024-03-29 of=leave agreed=true; leave_return 2024-04-30 of=leave;"
	check(t,
		example{name: "neither test nor contact", facts: r, on: "2024-05-01", want: "windows.2024-04.state missed; windows.2024-04.free_days 30; months.2024-04.missing report,visit,talk; obligations.contact_talk/2024-04.state overdue"},
		example{name: "a test elsewhere meets it", facts: r + "test 2024-04-15 result=negative source=elsewhere", on: "2024-05-01", want: "windows.2024-04.state done"},
		example{name: "holidays stretch no window", holidays: `{"off": ["2024-04-29", "2024-04-30"]}`, facts: r, on: "2024-04-30", want: "windows.2024-04.to 2024-04-30; obligations.test/2024-04.due 2024-04-30"},
	)
}
