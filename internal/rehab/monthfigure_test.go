package rehab_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
	"xinsheng/internal/date"
	. "xinsheng/internal/rehab"
)

// TestAMonthFigureIsWhatTheRulesSaidThatDay asks the rules of every month's end, with the facts dated until then, however quiet the case was.
func TestAMonthFigureIsWhatTheRulesSaidThatDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		track := Compute(rules, f, today)
		list := MonthFigures(rules, f, &track)
		if len(list) != len(track.MonthEnds) {
			t.Fatalf("%d figures of %d months", len(list), len(track.MonthEnds))
		}
		for i, got := range list {
			then := Compute(rules, f, min(got.Month.Last(), today))
			want := MonthFigure{Month: track.MonthEnds[i].Month}
			if b := then.SeriousBreach; b != nil {
				want.BreachReached, want.BreachOpen = b.Since.Month() == got.Month, b.Open
			}
			want.Moving = then.Change != nil
			for _, l := range then.Leaves {
				want.OnLeave = want.OnLeave || l.State == LeaveAgreed && l.From <= then.Today && then.Today <= l.Until
				want.LeaveOverdue = want.LeaveOverdue || l.State == LeaveOverdue
			}
			if then.Term != nil {
				want.LastDay = then.Term.LastDay
			}
			if then.Exit != nil || then.Stage.Ended() {
				want = MonthFigure{Month: got.Month, BreachReached: want.BreachReached}
			}
			have := MonthFigure{Month: got.Month, LastDay: got.LastDay, OnLeave: got.OnLeave, LeaveOverdue: got.LeaveOverdue, Moving: got.Moving, BreachOpen: got.BreachOpen, BreachReached: got.BreachReached}
			if have != want {
				t.Fatalf("%v, today %v:\n%+v\n%+v\n%s", got.Month, today, have, want, describe(f))
			}
		}
	})
}

// TestFiguresKeepUntilTheNextDay: a case is computed again on the day that NextFigure names, and not before.
func TestFiguresKeepUntilTheNextDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules, f, today := drawCase(t)
		f.Facts = slices.DeleteFunc(f.Facts, func(x Fact) bool { return x.Date > today })
		track := Compute(rules, f, today)
		later := today.AddDays(rapid.IntRange(1, 40).Draw(t, "later"))
		if next := track.NextFigure(); next != 0 {
			later = min(later, next-1)
		}
		then := Compute(rules, f, later)
		if a, b := MonthFigures(rules, f, &track), MonthFigures(rules, f, &then); !slices.Equal(a, b) {
			t.Fatalf("today %v, next %v, later %v:\n%+v\n%+v\n%s", today, track.NextFigure(), later, a[max(0, len(a)-2):], b[max(0, len(b)-2):], describe(f))
		}
	})
}

// TestWhatHappenedInAMonth: deadlines, assessments and moves are counted in the month they belong to.
func TestWhatHappenedInAMonth(t *testing.T) {
	rules := Rules{Versions: []Policy{Chishui()}}
	day := date.MustParse
	intake := []Fact{{ID: "d", Date: day("2023-03-20"), Body: &Decision{Place: villages[0]}}, {ID: "s", Date: day("2023-03-21"), Body: &Service{To: ToPerson}},
		{ID: "f", Date: day("2023-03-21"), Body: &Service{To: ToFamily}}, {ID: "t", Date: day("2023-03-24"), Body: &Service{To: ToTownship}}} // due on 5 April 2023
	with := func(more ...Fact) File {
		return File{Measure: Detox, TermMonths: 36, Facts: append(slices.Clone(intake), more...)}
	}
	reported := func(d string) Fact { return Fact{ID: "r", Date: day(d), Body: &ReportIn{Village: villages[0]}} }
	served := func(more ...Fact) File {
		f := with(more...)
		f.Facts = slices.DeleteFunc(f.Facts, func(x Fact) bool {
			b, ok := x.Body.(*Service)
			return ok && b.To == ToFamily && x.Date == day("2023-03-21")
		})
		return f
	}
	refused := Fact{ID: "e", Date: day("2023-05-15"), Body: &Refusal{}}
	told := Fact{ID: "p", Date: day("2023-05-16"), Body: &PoliceReport{Of: "e"}} // fifteen working days: until 6 June 2023
	outcome := func(d string) Fact {
		return Fact{ID: "o", Date: day(d), Body: &PoliceOutcome{Of: "e", Outcome: ToIsolated}}
	}
	for name, c := range map[string]struct {
		file  File
		today string
		month string
		want  MonthFigure
	}{
		"decided":                        {with(), "2023-05-10", "2023-03", MonthFigure{Opened: true}},
		"not yet due":                    {with(), "2023-04-05", "2023-04", MonthFigure{ReportIn: ReportInOpen}},
		"overdue":                        {with(), "2023-05-10", "2023-04", MonthFigure{ReportIn: ReportInOverdue}},
		"on time":                        {with(reported("2023-04-05")), "2023-04-10", "2023-04", MonthFigure{ReportIn: ReportInOnTime, LastDay: day("2026-04-04")}},
		"late":                           {with(reported("2023-04-06")), "2023-04-10", "2023-04", MonthFigure{ReportIn: ReportInLate, LastDay: day("2026-04-05")}},
		"good cause":                     {with(Fact{ID: "g", Date: day("2023-04-01"), Body: &GoodCause{Until: day("2023-04-20")}}, reported("2023-04-19")), "2023-04-30", "2023-04", MonthFigure{ReportIn: ReportInOnTime, GoodCause: true, LastDay: day("2026-04-18")}},
		"revoked before it is due":       {with(Fact{ID: "x", Date: day("2023-04-02"), Body: &Revocation{}}), "2023-05-10", "2023-04", MonthFigure{}},
		"isolated after it":              {with(Fact{ID: "x", Date: day("2023-04-25"), Body: &Isolation{}}), "2023-05-10", "2023-04", MonthFigure{ReportIn: ReportInOverdue}},
		"phase decided":                  {with(reported("2023-04-05"), Fact{ID: "a", Date: day("2024-03-20"), Body: &Assessment{Phase: 1, Result: Fail}}), "2024-06-10", "2024-05", MonthFigure{AssessDue: 1, AssessDone: 1, LastDay: day("2026-04-04")}},
		"phase decided late":             {with(reported("2023-04-05"), Fact{ID: "a", Date: day("2024-06-20"), Body: &Assessment{Phase: 1, Result: Fail}}), "2024-06-30", "2024-05", MonthFigure{AssessDue: 1, AssessLate: 1, LastDay: day("2026-04-04")}},
		"served on the family late":      {served(Fact{ID: "f", Date: day("2023-03-22"), Body: &Service{To: ToFamily}}), "2023-05-10", "2023-03", MonthFigure{Opened: true, ServeLate: true}},
		"family not yet late":            {served(), "2023-03-21", "2023-03", MonthFigure{Opened: true}},
		"no outcome in time":             {with(reported("2023-04-05"), refused, told), "2023-06-10", "2023-06", MonthFigure{LastDay: day("2026-04-04"), OutcomeLate: true}},
		"outcome on the last day":        {with(reported("2023-04-05"), refused, told, outcome("2023-06-06")), "2023-06-10", "2023-06", MonthFigure{LastDay: day("2026-04-04")}},
		"outcome a day late":             {with(reported("2023-04-05"), refused, told, outcome("2023-06-07")), "2023-06-10", "2023-06", MonthFigure{LastDay: day("2026-04-04"), OutcomeLate: true}},
		"isolation not decided":          {with(reported("2023-04-05"), refused, told, outcome("2023-05-17")), "2023-06-20", "2023-06", MonthFigure{LastDay: day("2026-04-04"), OutcomeLate: true}},
		"discharged, township told late": {with(reported("2023-04-05"), Fact{ID: "x", Date: day("2026-04-05"), Body: &Discharge{}}), "2026-05-10", "2026-04", MonthFigure{DischargeLate: true, PhaseFinished: true}},
		"moved": {with(reported("2023-04-05"), Fact{ID: "m", Date: day("2023-08-28"), Body: &Transfer{To: Destination(villages[1].String())}},
			Fact{ID: "n", Date: day("2023-09-02"), Body: &TransferReportIn{Of: "m", Village: villages[1]}}), "2023-09-20", "2023-09", MonthFigure{MovedFrom: villages[0], LastDay: day("2026-04-04")}},
	} {
		track := Compute(rules, c.file, day(c.today))
		list := MonthFigures(rules, c.file, &track)
		i := slices.IndexFunc(list, func(x MonthFigure) bool { return x.Month.String() == c.month })
		if i < 0 {
			t.Fatalf("%s: no %s in %+v", name, c.month, list)
		}
		if c.want.Month = list[i].Month; list[i] != c.want {
			t.Errorf("%s:\n%+v, wanted\n%+v", name, list[i], c.want)
		}
	}
}

func BenchmarkMonthFigures(b *testing.B) {
	rules, f, today := Rules{Versions: []Policy{Chishui()}}, File{}, date.New(2026, 3, 20)
	f.Measure, f.TermMonths = Detox, 36
	f.Facts = []Fact{{ID: "r", Date: date.New(2023, 3, 14), Body: &ReportIn{Village: villages[0]}}, {ID: "l", Date: date.New(2023, 6, 1), Body: &Leave{From: date.New(2023, 6, 2), Until: date.New(2023, 6, 9)}}}
	track := Compute(rules, f, today)
	for b.Loop() {
		MonthFigures(rules, f, &track)
	}
}
