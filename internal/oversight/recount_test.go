package oversight_test

import (
	"os"
	"slices"
	"strconv"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// moment is a case in a month, told by the rules alone: today's Track of the whole file, and the one of the month's end.
type moment struct {
	file      *rehab.File
	now, then *rehab.Track
	month     date.Month
	place     division.Code
	before    division.Code // a month earlier; none when the case was not yet the offices'
}

// recount asks the rules about every month of a life. A month counts from the first fact to that of the exit.
func recount(rules rehab.Rules, f *rehab.File, today date.Date) []*moment {
	now := rehab.Compute(rules, *f, today)
	last := today.Month()
	if now.Exit != nil {
		last = now.Exit.Date.Month()
	}
	var out []*moment
	var before *moment
	for m := f.Facts[0].Date.Month(); m <= last; m++ {
		then := rehab.Compute(rules, *f, min(m.Last(), today))
		x := &moment{file: f, now: &now, then: &then, month: m, place: then.Answerable}
		if before != nil && before.then.Stage != rehab.StageScreening {
			x.before = before.place
		}
		out, before = append(out, x), x
	}
	return out
}

func (x *moment) in(d date.Date) bool { return !d.IsZero() && d.Month() == x.month }

// facts counts the facts of the month of which is says yes.
func (x *moment) facts(is func(rehab.Fact) bool) bool {
	return slices.ContainsFunc(x.file.Facts, func(f rehab.Fact) bool { return x.in(f.Date) && is(f) })
}

// window is the test window counted in the month: the one that ends in it, or that an exit in it cuts short.
func (x *moment) window() rehab.WindowState {
	cut := x.now.Exit != nil && x.in(x.now.Exit.Date)
	for _, w := range x.now.Windows {
		if w.LastMonth == x.month || cut && w.Month <= x.month && x.month <= w.LastMonth {
			return w.State
		}
	}
	return ""
}

func (x *moment) cell() *rehab.Month {
	for i := range x.now.Months {
		if x.now.Months[i].Month == x.month {
			return &x.now.Months[i]
		}
	}
	return nil
}

// contact says how many of a type the month owed and saw.
func (x *moment) contact(k rehab.ContactType) (owed, done int) {
	if c := x.cell(); c != nil {
		for _, n := range c.Contacts {
			if n.Type == k {
				return n.Owed, n.Done
			}
		}
	}
	return 0, 0
}

// reportIn says how the report-in stands whose deadline ends in the month.
func (x *moment) reportIn() string {
	d := x.now.Deadlines.ReportIn
	if d == nil || !x.in(d.Due) {
		return ""
	}
	for _, f := range x.file.Facts {
		if f.Body.Kind() == rehab.KindReportIn {
			if f.Date <= d.Due {
				return "on_time"
			}
			return "late"
		}
	}
	switch {
	case x.now.Exit != nil && x.now.Exit.Date <= d.Due:
		return ""
	case x.now.Today > d.Due:
		return "overdue"
	}
	return "open"
}

// assessments counts the phase and final assessments due in the month, and those of them in time and late.
func (x *moment) assessments(rules rehab.Rules) (due, done, late int) {
	count := func(last date.Date, made func(rehab.Fact) bool) {
		i := slices.IndexFunc(x.file.Facts, made)
		if !x.in(last) || i < 0 && x.now.Exit != nil && x.now.Exit.Date <= last {
			return
		}
		due++
		switch {
		case i >= 0 && x.file.Facts[i].Date <= last:
			done++
		case i >= 0 || x.now.Today > last:
			late++
		}
	}
	decides := func(k int, p *rehab.Phase) func(rehab.Fact) bool {
		return func(f rehab.Fact) bool {
			a, ok := f.Body.(*rehab.Assessment)
			return ok && a.Phase == k && f.Date >= p.End-30
		}
	}
	for i := range x.now.Phases {
		if p := &x.now.Phases[i]; p.State != rehab.PhaseCut && p.State != rehab.PhaseElsewhere && p.End != 0 {
			count(rules.Holidays.OnOrAfter(p.End+30), decides(int(p.N), p))
		}
	}
	if n := len(x.now.Phases); n > 0 && x.now.Term != nil {
		final := func(f rehab.Fact) bool { return f.Body.Kind() == rehab.KindFinalAssessment }
		if !slices.ContainsFunc(x.file.Facts, final) {
			final = decides(n, &x.now.Phases[n-1])
		}
		count(rules.Holidays.AddWorkdays(x.now.Term.ExpiryDay, -7), final)
	}
	return due, done, late
}

// police says which duties of the police had their last day in the month and were late.
func (x *moment) police(rules rehab.Rules) (serve, outcome, discharge bool) {
	late := func(due date.Date, by string) bool {
		if due.IsZero() || due >= x.now.Today {
			return false
		}
		if i := slices.IndexFunc(x.file.Facts, func(f rehab.Fact) bool { return f.ID == by }); i >= 0 && x.file.Facts[i].Date <= due {
			return false
		}
		month, last := due.Month(), x.now.MonthEnds[len(x.now.MonthEnds)-1].Month
		return x.month == min(month, last)
	}
	const workdays = 15
	for o := range x.now.Duties() {
		switch o.Kind {
		case rehab.DutyServePerson, rehab.DutyServeFamily, rehab.DutyNotifyTownship:
			serve = serve || late(o.Due, o.MetBy)
		case rehab.DutyPoliceOutcome, rehab.DutyIsolation:
			outcome = outcome || late(rules.Holidays.AddWorkdays(o.Opens, workdays), o.MetBy)
		case rehab.DutyDischarge, rehab.DutyNotifyTownshipDischarge:
			discharge = discharge || late(o.Due, o.MetBy)
		}
	}
	said := ""
	for _, f := range x.file.Facts {
		if b, ok := f.Body.(*rehab.PoliceOutcome); ok {
			if said = ""; b.Outcome == rehab.ToIsolated {
				said = f.ID
			}
		}
	}
	if e := x.now.Exit; e != nil && x.now.Stage == rehab.StageToIsolation && said != "" {
		for _, f := range x.file.Facts {
			if f.ID == said {
				outcome = outcome || late(rules.Holidays.AddWorkdays(f.Date, workdays), e.Fact)
			}
		}
	}
	return serve, outcome, discharge
}

// tell says which figures count the case, when the month is over and of the place that then answers.
func (x *moment) tell(rules rehab.Rules) map[store.Figure]bool {
	t := x.then
	open, window, reported := t.Exit == nil && !t.Stage.Ended(), x.window(), x.reportIn()
	n := map[store.Figure]bool{
		store.FigureOpen: open, store.FigureEnded: !open, store.FigureOpened: x.before.IsZero(),
		store.FigureDetox: open && x.file.Measure == rehab.Detox, store.FigureRehab: open && x.file.Measure == rehab.Rehab,
		store.FigureTestDone: window == rehab.WindowDone, store.FigureTestMissed: window == rehab.WindowMissed, store.FigureTestOpen: window == rehab.WindowOpen,
		store.FigureTestExcused: window == rehab.WindowExcused, store.FigureTestDue: window == rehab.WindowDone || window == rehab.WindowMissed || window == rehab.WindowOpen,
		store.FigureTestPositive: x.cell() != nil && x.facts(func(f rehab.Fact) bool {
			b, ok := f.Body.(*rehab.DrugTest)
			return ok && b.Result == rehab.Positive && slices.Contains(x.cell().Tests, f.ID)
		}),
		store.FigureReportInDue: reported != "", store.FigureReportInOnTime: reported == "on_time", store.FigureReportInLate: reported == "late",
		store.FigureReportInOverdue: reported == "overdue", store.FigureReportInOpen: reported == "open",
		store.FigureReportInCause: reported != "" && slices.ContainsFunc(x.file.Facts, func(f rehab.Fact) bool { return f.Body.Kind() == rehab.KindGoodCause }),
		store.FigureMoving:        open && t.Change != nil,
		store.FigureBreachOpen:    open && t.SeriousBreach != nil && t.SeriousBreach.Open,
		store.FigureBreachReached: t.SeriousBreach != nil && x.in(t.SeriousBreach.Since),
		store.FigureEvaded:        x.facts(func(f rehab.Fact) bool { return slices.Contains(x.now.Counters.Evidence.Evasions, f.ID) }),
		store.FigureAdmonished: x.facts(func(f rehab.Fact) bool {
			return f.Body.Kind() == rehab.KindAdmonition || f.Body.Kind() == rehab.KindWarning
		}),
	}
	short := false
	for kind, of := range map[string]rehab.ContactType{"report": rehab.Report, "talk": rehab.Talk, "visit": rehab.Visit} {
		owed, done := x.contact(of)
		n[store.Figure(kind+"_due")], n[store.Figure(kind+"_done")], n[store.Figure(kind+"_short")] = owed > 0, owed > 0 && done >= owed, done < owed
		short = short || done < owed
	}
	n[store.FigureContactShort] = short
	due, done, late := x.assessments(rules)
	n[store.FigureAssessDue], n[store.FigureAssessDone], n[store.FigureAssessLate] = due > 0, done > 0, late > 0
	for _, p := range x.now.Phases {
		if x.in(p.End) && p.End < x.now.Today && p.State != rehab.PhaseCut && p.State != rehab.PhaseElsewhere {
			n[store.FigurePhaseFinished] = true
			n[store.FigurePhasePassed] = p.State == rehab.PhasePassed
		}
	}
	for _, l := range t.Leaves {
		n[store.FigureOnLeave] = n[store.FigureOnLeave] || open && l.State == rehab.LeaveAgreed && l.From <= t.Today && t.Today <= l.Until
		n[store.FigureLeaveOverdue] = n[store.FigureLeaveOverdue] || open && l.State == rehab.LeaveOverdue
	}
	for _, a := range x.now.Departures {
		n[store.FigureDeparted] = n[store.FigureDeparted] || x.in(a.From) && slices.Contains(x.now.Counters.Evidence.Departures, a.Fact)
	}
	n[store.FigureEndsSoon] = open && t.Term != nil && t.Term.LastDay >= t.Today && t.Term.LastDay <= t.Today+60
	n[store.FigureServeLate], n[store.FigureOutcomeLate], n[store.FigureDischargeLate] = x.police(rules)
	for k := 1; k <= 3; k++ {
		n[store.PhaseFigure(k)] = open && int(t.Phase) == k
	}
	n[store.StageFigure(t.Stage)] = true
	return n
}

// count adds up what the moments say of a place in a month; a case that is still being screened is nobody's but the police's.
func count(rules rehab.Rules, all []*moment, m date.Month, places division.Scope) map[store.Figure]int {
	n := map[store.Figure]int{}
	for _, x := range all {
		if x.month != m || x.then.Stage == rehab.StageScreening {
			continue
		}
		here, was := places.Contains(x.place), !x.before.IsZero() && places.Contains(x.before)
		if was && !here {
			n[store.FigureMovedOut]++
		}
		if !here {
			continue
		}
		if !x.before.IsZero() && !was {
			n[store.FigureMovedIn]++
		}
		for name, counts := range x.tell(rules) {
			if counts {
				n[name]++
			}
		}
	}
	return n
}

// TestEveryFigureIsWhatThePlainRecountSays invents caseloads, keeps them in the database day by day as staff would have, and compares every figure of every
// month and place with a recount from the facts through Compute that knows nothing of case_month: first as nothing was counted before, then as everything was. XINSHENG_CASELOADS tries more than one.
func TestEveryFigureIsWhatThePlainRecountSays(t *testing.T) {
	loads, _ := strconv.Atoi(os.Getenv("XINSHENG_CASELOADS"))
	for load := range max(1, loads) {
		s := testkit.Serve(t, nil)
		var rules rehab.Rules
		if err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) { rules, err = tx.Rules(t.Context()); return err }); err != nil {
			t.Fatal(err)
		}
		var all []*moment
		const people = 60
		for i := range people {
			l := invent(rules, uint64(1000*load+i), testkit.Today)
			l.keep(t, s, i)
			all = append(all, recount(rules, &l.file, testkit.Today)...)
		}
		seen := map[store.Figure]int{}
		office := oversight.New(s.Store, s.Clock.Today)
		walk := func() {
			for _, place := range []division.Code{0, homes[0].Township(), homes[2].Township(), homes[0], homes[3]} {
				for m := testkit.Today.Month() - 44; m <= testkit.Today.Month(); m++ {
					compare(t, office, testkit.Actor(t, s, "office1"), rules, all, m, place, seen)
				}
			}
			for _, login := range []string{"town2", "village1"} {
				compare(t, office, testkit.Actor(t, s, login), rules, all, testkit.Today.Month()-3, 0, seen)
			}
		}
		walk() // everything has changed since it was counted: that is never
		if n, err := office.CountMonths(t.Context()); err != nil || n < 20 {
			t.Fatalf("%d months counted, %v", n, err)
		}
		walk() // nothing has
		tamper(t, s)
		never := []store.Figure{store.StageFigure(rehab.StageScreening), store.StageFigure(rehab.StageReturned), store.StageFigure(rehab.StageRevoked)}
		for _, name := range store.FigureNames() {
			if seen[name] == 0 && load == 0 && !slices.Contains(never, name) { // of the first caseload it is known that it has everything else
				t.Errorf("nobody is counted by %s", name)
			}
		}
	}
}

// compare compares the dashboard of a month and place with the recount.
func compare(t *testing.T, office *oversight.Office, actor access.Actor, rules rehab.Rules, all []*moment, m date.Month, place division.Code, seen map[store.Figure]int) {
	t.Helper()
	d, err := office.Dashboard(t.Context(), actor, m, place)
	if err != nil {
		t.Fatal(err)
	}
	places := actor.Scope
	if !place.IsZero() {
		places = division.ScopeOf(place)
	}
	want := count(rules, all, m, places)
	for _, name := range store.FigureNames() {
		if d.Total.N[name] != want[name] {
			t.Errorf("%v, %v, %s: %s is %d, the recount says %d", m, place, actor.Role, name, d.Total.N[name], want[name])
		}
		seen[name] += want[name]
	}
	for i := range d.Places {
		p := &d.Places[i]
		want := count(rules, all, m, division.ScopeOf(p.Place))
		for _, name := range store.FigureNames() {
			if p.N[name] != want[name] {
				t.Errorf("%v, %v of the dashboard of %v: %s is %d, the recount says %d", m, p.Place, place, name, p.N[name], want[name])
			}
		}
	}
}

// tamper changes what is kept of the months: the check says so and mends nothing, the rebuild mends it.
func tamper(t *testing.T, s *testkit.Service) {
	t.Helper()
	said := func(repair bool) (all []string) {
		t.Helper()
		n, err := s.Oversee.RebuildMonths(t.Context(), repair, func(what string) { all = append(all, what) })
		if err != nil || n < 12 {
			t.Fatalf("%d months read, %v", n, err)
		}
		return all
	}
	if all := said(false); len(all) > 0 {
		t.Fatalf("differing before anything was done: %q", all)
	}
	for name, change := range map[string]string{
		"another number":   `update division_month set n[1] = n[1] + 1 where (month, division) = (select month, division from division_month order by 1 desc, 2 limit 1)`,
		"nothing is kept":  `delete from division_month where (month, division) = (select month, division from division_month order by 1 desc, 2 limit 1)`,
		"a place too many": `insert into division_month select month, 520381999999, counted_on, soon, figures, n from division_month order by month desc limit 1`,
	} {
		if err := s.Store.WithTx(t.Context(), access.SystemActor(access.AccountRebuild), func(tx *store.Tx) error {
			_, err := tx.Join().Exec(t.Context(), change)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for _, repair := range []bool{false, true} {
			if all := said(repair); len(all) != 1 {
				t.Errorf("%s: %q", name, all)
			}
		}
		if all := said(false); len(all) > 0 {
			t.Errorf("%s: still differing: %q", name, all)
		}
	}
}
