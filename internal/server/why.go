package server

import (
	"context"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// duty is what is needed to say why something is due, whether it comes from a Track or from the stored list of duties.
type duty struct {
	Kind     rehab.Duty
	OwedBy   rehab.Debtor
	Division division.Code // the office answerable, whoever owes it
	Opens    date.Date
	Due      date.Date
	Lapses   date.Date
	Month    date.Month        // of a contact; of a test, the window's first
	Phase    rehab.PhaseNumber // of an assessment
	Rule     rehab.Cite
	Window   rehab.TestMark // of a missed test: how the tracker marks its window, when that is known
	Now      division.Code  // the office answerable now, for a duty not met; zero: not asked
}

func trackedDuty(o *rehab.Obligation) duty {
	return duty{Kind: o.Kind, OwedBy: o.OwedBy, Division: o.Division, Opens: o.Opens, Due: o.Due, Lapses: o.Lapses, Month: o.Month, Phase: o.Phase, Rule: o.Rule}
}

func storedDuty(o *store.Obligation) duty {
	d := duty{Kind: rehab.Duty(o.Kind), OwedBy: rehab.Debtor(o.OwedBy), Division: o.Division, Opens: o.Opens, Due: o.Due, Lapses: o.Lapses,
		Rule: rehab.Cite{Text: o.Rule, Article: o.Article}}
	if !o.Month.IsZero() {
		d.Month = o.Month.Month()
	}
	if o.Phase != nil {
		d.Phase = rehab.PhaseNumber(*o.Phase)
	}
	return d
}

// late reports whether the last day in time is over.
func (d *duty) late(today date.Date) bool { return !d.Due.IsZero() && d.Due < today }

// evaded reports whether the person refused or stayed away without cause in a window that has no valid test; that counts, unlike a window the office missed.
func (d *duty) evaded() bool { return d.Window == rehab.MarkRefused || d.Window == rehab.MarkAbsent }

// looksAtDays reports whether the rule looks at a span of days, not only at a last one.
func (d *duty) looksAtDays() bool {
	switch d.Kind {
	case rehab.DutyTest, rehab.DutyContactReport, rehab.DutyContactVisit, rehab.DutyContactTalk:
		return true
	}
	return false
}

// dutyName says a duty in a word or two, with its phase, or its month when the days it looks at are not these: 尿检, 10月尿检, 第二阶段评估.
func dutyName(ctx context.Context, d *duty, today date.Date) string {
	name := text.Of(ctx, text.FamilyObligation, d.Kind)
	if d.Kind == rehab.DutyPhaseAssessment && d.Phase != 0 {
		return text.T(ctx, text.WhyOfPhase, "Phase", text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(int(d.Phase))))
	}
	if d.Month.IsZero() || d.looksAtDays() && d.Opens <= today && today <= d.Due {
		return name
	}
	month := text.MonthShort(ctx, d.Month)
	if d.Month.First().Year() != today.Year() {
		month = text.Month(ctx, d.Month)
	}
	if !d.looksAtDays() {
		return text.T(ctx, text.WhyAboutMonth, "Month", month, "Duty", name)
	}
	return text.T(ctx, text.WhyOfMonth, "Month", month, "Duty", name)
}

// whyOf puts a duty into words: the rule, its article, the days, what would meet it and who owes it. Facts counted are added by the caller,
// or by whyIn where the case is open.
func whyOf(ctx context.Context, g *gazetteer, d *duty, today date.Date) components.Reason {
	r := components.Reason{
		What: dutyName(ctx, d, today), Rule: text.T(ctx, text.Key(d.Rule.Text)), Article: text.Citation(ctx, d.Rule.Article),
		Due: dueWords(ctx, d.Due, today), MetBy: text.Of(ctx, text.FamilyMetBy, d.Kind), OwedBy: debtorWords(ctx, g, d),
	}
	if d.Kind == rehab.DutyTest && d.late(today) {
		r.MetBy = text.Of(ctx, text.FamilyMetBy, rehab.DutyResolveMissed)
	}
	if d.looksAtDays() {
		r.Window = text.DateRange(ctx, d.Opens, d.Due)
	}
	switch {
	case d.evaded():
		r.Note = text.T(ctx, text.WhyEvaded)
	case d.late(today) && text.Has(text.FamilyLateNote, d.Kind):
		r.Note = text.Of(ctx, text.FamilyLateNote, d.Kind)
	}
	if !d.Lapses.IsZero() && d.late(today) {
		r.Note += text.T(ctx, d.lapseWords(), "Day", d.Lapses)
	}
	return r
}

// lapseWords says what becomes of a duty not done: a contact stays in the figures of its month, others end with the term (rulings 24, 46).
func (d *duty) lapseWords() text.Key {
	if d.looksAtDays() {
		return text.WhyLapses
	}
	return text.WhyLapsesTerm
}

// dueWords is a last day and how far off it is.
func dueWords(ctx context.Context, due, today date.Date) string {
	switch {
	case due.IsZero():
		return text.T(ctx, text.WhyNoDue)
	case due == today:
		return text.T(ctx, text.WhyDueToday, "Due", due)
	case due < today:
		return text.T(ctx, text.WhyPast, "Due", due, "Count", int(today-due))
	}
	return text.T(ctx, text.WhyLeft, "Due", due, "Count", int(due-today))
}

// debtorWords names who owes a duty: the village or township itself, or the person or the police with the office answerable. What a former
// office left is said to be the work of the one that answers now.
func debtorWords(ctx context.Context, g *gazetteer, d *duty) string {
	unit, now := d.Division, d.Now
	if d.OwedBy == rehab.OwedByTownship {
		unit, now = unit.Township(), now.Township()
	}
	who := text.Of(ctx, text.FamilyDebtor, d.OwedBy, "Unit", g.Full(unit))
	if d.Now.IsZero() || now == unit || !access.OfAnswerable(d.Kind) {
		return who
	}
	return text.T(ctx, text.WhyLeftBy, "Who", who, "Unit", g.Full(now))
}

// whyIn is whyOf with the facts of an open case that count: what gave rise to the duty, the tests in its window, the contacts of its month.
func whyIn(ctx context.Context, g *gazetteer, o *casework.Opened, d *rehab.Obligation) components.Reason {
	known := trackedDuty(d)
	known.Window = windowMark(&o.Track, d)
	if d.State != rehab.DutyMet {
		known.Now = o.Answers()
	}
	r := whyOf(ctx, g, &known, o.Today)
	for _, id := range countedIn(&o.Track, d) {
		if f, ok := o.Fact(id); ok {
			r.Facts = append(r.Facts, components.Link{Words: factWords(ctx, f)})
		}
	}
	if d.State == rehab.DutyMet {
		r.Due = text.Date(ctx, d.Due)
		if f, ok := o.Fact(d.MetBy); ok && f.Date <= d.Due {
			r.Note = ""
		}
	}
	return r
}

// windowMark returns how the tracker marks the window of a missed test, "" for other duties.
func windowMark(t *rehab.Track, d *rehab.Obligation) rehab.TestMark {
	for i := range t.Windows {
		if w := &t.Windows[i]; w.Month == d.Month && (d.Kind == rehab.DutyTest || d.Kind == rehab.DutyResolveMissed) {
			return w.Mark
		}
	}
	return ""
}

// countedIn returns the ids of the facts a duty looks at.
func countedIn(t *rehab.Track, d *rehab.Obligation) []string {
	switch d.Kind {
	case rehab.DutyTest, rehab.DutyResolveMissed:
		for i := range t.Windows {
			if t.Windows[i].Month == d.Month {
				return t.Windows[i].Tests
			}
		}
	case rehab.DutyContactReport, rehab.DutyContactVisit, rehab.DutyContactTalk:
		for i := range t.Months {
			if t.Months[i].Month != d.Month {
				continue
			}
			for _, c := range t.Months[i].Contacts {
				if rehab.Duty("contact_"+string(c.Type)) == d.Kind {
					return c.Facts
				}
			}
		}
	}
	if d.Kind == rehab.DutyLeaveExtension {
		for i := range t.Leaves {
			if l := &t.Leaves[i]; l.Fact == d.Of && l.Extension != nil {
				return []string{l.Fact, l.Extension.Request}
			}
		}
	}
	if d.Of != "" {
		return []string{d.Of}
	}
	return nil
}

// factWords is a fact in a line: its day, its kind and what it says most of all.
func factWords(ctx context.Context, f store.RecordedFact) string {
	words := text.T(ctx, text.WhyFact, "Day", f.Date, "Fact", text.Of(ctx, text.FamilyFact, f.Body.Kind()))
	switch b := f.Body.(type) {
	case *rehab.DrugTest:
		return text.T(ctx, text.WhyFact, "Day", f.Date, "Fact", text.T(ctx, text.WhyResult, "Fact", text.Of(ctx, text.FamilyFact, b.Kind()), "Result", text.Of(ctx, text.FamilyTestResult, b.Result)))
	case *rehab.Contact:
		return text.T(ctx, text.WhyFact, "Day", f.Date, "Fact", text.Of(ctx, text.FamilyContact, b.Type))
	}
	return words
}
