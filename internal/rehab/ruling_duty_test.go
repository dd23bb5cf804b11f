package rehab_test

import "testing"

func TestRuling23CountedBackwards(t *testing.T) {
	const march = "report_in 2024-03-15;" // D is Monday, 15 March 2027
	check(t,
		example{name: "seven working days, thirty days", facts: march, on: "2027-02-01", want: `
			deadlines.file_to_police 2027-03-04; deadlines.final_assessment_opens 2027-02-13; deadlines.discharge 2027-03-15`},
		example{name: "holidays and weekends worked", holidays: `{"off": ["2027-03-10", "2027-03-11"], "work": ["2027-03-06"]}`, facts: march, on: "2027-02-01", want: "deadlines.file_to_police 2027-03-03"},
		example{name: "D on a Saturday: discharge moves, the rest never later", facts: "report_in 2024-03-06", on: "2027-02-01", want: `
			term.expiry_day 2027-03-06; deadlines.discharge 2027-03-08; deadlines.file_to_police 2027-02-25; deadlines.final_assessment_opens 2027-02-04`},
		example{name: "states before", facts: march, on: "2027-02-12", want: `
			obligations.final_assessment.state upcoming; obligations.file_to_police.state upcoming; obligations.discharge.state upcoming; obligations.discharge.opens 2027-03-15`},
		example{name: "they open", facts: march, on: "2027-02-13", want: "obligations.final_assessment.state open; obligations.file_to_police.state open; obligations.file_to_police.owed_by township; obligations.discharge.state upcoming"},
		example{name: "they are overdue", facts: march, on: "2027-03-05", want: "obligations.final_assessment.state overdue; obligations.file_to_police.state overdue"},
		example{name: "discharge is owed on D", facts: march, on: "2027-03-15", want: "obligations.discharge.state open; obligations.discharge.owed_by police; obligations.discharge.due 2027-03-15; stage term_ended"},
		example{name: "overdue after it", facts: march, on: "2027-03-16", want: "obligations.discharge.state overdue"},
		example{name: "met", facts: march + "final_assessment 2027-02-20; file_to_police 2027-03-04; discharge 2027-03-15", on: "2027-03-15", want: `
			obligations.final_assessment.state met; obligations.file_to_police.state met; obligations.discharge.state met; deadlines.notify_township_discharge 2027-03-22`},
		example{name: "the township within seven days, moved", facts: march + "discharge 2027-03-20", on: "2027-03-29", want: `
			deadlines.notify_township_discharge 2027-03-29; obligations.notify_township_discharge.state open; obligations.notify_township_discharge.owed_by police`},
		example{name: "then overdue", facts: march + "discharge 2027-03-20", on: "2027-03-30", want: "obligations.notify_township_discharge.state overdue"},
		example{name: "told", facts: march + "discharge 2027-03-20; discharge_notified 2027-03-22", on: "2027-03-30", want: "obligations.notify_township_discharge.met_by discharge_notified"},
		example{name: "articles of detox", facts: march, on: "2027-03-15", want: "obligations.discharge.rule.article 戒毒条例 23; obligations.file_to_police.rule.article 重庆条例 37"},
	)
}

func TestRuling24Contacts(t *testing.T) {
	const r = "report_in 2024-03-01;"
	check(t,
		example{name: "one of each a month, due on its last day", facts: r, on: "2024-04-30", want: `
			months.2024-04.missing report,visit,talk; obligations.contact_report/2024-04.due 2024-04-30; obligations.contact_report/2024-04.state open
			obligations.contact_report/2024-04.owed_by person; obligations.contact_visit/2024-04.owed_by village; obligations.contact_talk/2024-04.opens 2024-04-01`},
		example{name: "overdue to the end of the next month", facts: r, on: "2024-05-31", want: "obligations.contact_visit/2024-04.state overdue; obligations.contact_visit/2024-04.lapses 2024-05-31"},
		example{name: "then it lapses and stays in the figures", facts: r, on: "2024-06-01", want: "obligations.contact_visit/2024-04 none; months.2024-04.missing report,visit,talk; obligations.contact_visit/2024-05.state overdue"},
		example{name: "done", facts: r + "contact 2024-04-30 type=visit", on: "2024-05-02", want: "months.2024-04.missing report,talk; obligations.contact_visit/2024-04.met_by contact"},
		example{name: "cannot be made up", facts: r + "contact 2024-05-01 type=visit", on: "2024-05-02", want: "months.2024-04.missing report,visit,talk; months.2024-05.missing report,talk"},
		example{name: "surplus does not carry", facts: r + "a:contact 2024-04-03 type=visit; b:contact 2024-04-20 type=visit", on: "2024-05-02", want: "months.2024-04.missing report,talk; months.2024-05.missing report,visit,talk"},
		example{name: "before the first month it meets nothing", facts: "report_in 2024-03-15; contact 2024-03-20 type=visit", on: "2024-04-30", want: "months.2024-04.missing report,visit,talk; obligations.contact_visit/2024-03 none"},
		example{name: "the whole quota of a cut month, due on L", facts: "report_in 2024-03-15", on: "2027-03-14", want: "months.2027-03.missing report,visit,talk; obligations.contact_visit/2027-03.due 2027-03-14"},
		example{name: "ten free days owe", facts: r + "suspension 2024-04-11; resumption 2024-05-01 of=suspension", on: "2024-05-02", want: "months.2024-04.missing report,visit,talk"},
		example{name: "nine owe none", facts: r + "suspension 2024-04-10; resumption 2024-05-01 of=suspension", on: "2024-05-02", want: "months.2024-04.missing -; obligations.contact_visit/2024-04 none; months.2024-04.suspended_days 21"},
		example{name: "nine days to L owe none", facts: "report_in 2024-03-10", on: "2027-03-09", want: "months.2027-03.missing -; obligations.contact_talk/2027-03 none"},
		example{name: "nor does the month of the exit", facts: r + "isolation 2024-05-31", on: "2024-06-05", want: "months.2024-05.missing -; months.2024-04.missing report,visit,talk"},
		example{name: "quotas are settings per phase", policy: `{"contacts": [{"report": 2, "visit": 0, "talk": 1}, {"report": 0, "visit": 1, "talk": 0}]}`, facts: r + "contact 2024-04-03 type=report", on: "2025-03-20", want: `
			months.2024-04.missing report,talk; months.2025-03.missing visit`},
		example{name: "two of two", policy: `{"contacts": [{"report": 2, "visit": 0, "talk": 0}]}`, facts: r + "a:contact 2024-04-03 type=report; b:contact 2024-04-20 type=report", on: "2024-05-01", want: "months.2024-04.missing -; obligations.contact_report/2024-04.met_by b"},
		example{name: "months to come lack nothing yet", facts: r, on: "2024-04-30", want: "months.2024-05.missing -; obligations.contact_visit/2024-05.state upcoming; obligations.contact_visit/2024-06 none"},
	)
}

func TestRuling25UnknownYear(t *testing.T) {
	const file = "decision 2024-02-19; service 2024-02-20 to=person"
	check(t,
		example{name: "weekends only, and it says so", facts: file, on: "2024-02-21", want: "deadlines.report_in.due 2024-03-06; unknown_years 2024; problems.# 0"},
		example{name: "a year with a listed day is known", holidays: `{"off": ["2024-02-12"]}`, facts: file, on: "2024-02-21", want: "unknown_years -"},
		example{name: "so is one named", holidays: `{"years": [2024]}`, facts: file, on: "2024-02-21", want: "unknown_years -; deadlines.report_in.due 2024-03-06"},
		example{name: "another year is not", holidays: `{"off": ["2023-01-02"]}`, facts: file, on: "2024-02-21", want: "unknown_years 2024"},
	)
}
