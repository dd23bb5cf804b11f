package casework

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Sheet is the month's round of one village: everybody there with what is due in the month (UX promise 3).
type Sheet struct {
	Village division.Code
	Month   date.Month
	Today   date.Date
	Rows    []SheetRow // those of whom something is asked or may be entered
	Idle    []SheetRow // those of whom nothing is, each with the reason
	Helper  string     // who else took the newest sample, besides the reader; empty when nobody is known
}

// SheetRow is one person of a sheet.
type SheetRow struct {
	store.SheetLine
	Tests    []store.RecordedFact // taken in the window, by day
	Contacts [3]SheetContact      // report, talk, visit
	Why      SheetReason          // why nothing is due; empty when something is
}

// SheetContact is one kind of contact of one person in the month.
type SheetContact struct {
	Type  rehab.ContactType
	Owed  int
	Done  int
	Facts []store.RecordedFact
}

// SheetReason says why a sheet asks nothing of a person.
type SheetReason string

// The reasons.
const (
	SheetMoved       SheetReason = "moved"        // another village answers for the person now
	SheetIncoming    SheetReason = "incoming"     // on the way here; the origin answers until the report-in
	SheetNotReported SheetReason = "not_reported" // has not reported in
	SheetFirstLater  SheetReason = "first_later"  // reported in this month; windows begin with the next (ruling 13)
	SheetBefore      SheetReason = "before"       // the month lies before the report-in
	SheetSuspended   SheetReason = "suspended"    // too few free days because of a suspension (rulings 17, 24)
	SheetExcused     SheetReason = "excused"      // excused by the township, or too few days
	SheetTermEnded   SheetReason = "term_ended"   // after the last day only the discharge is owed (ruling 46)
	SheetEnded       SheetReason = "ended"        // the case has ended
)

// SheetReasons returns every reason.
func SheetReasons() []SheetReason {
	return []SheetReason{SheetMoved, SheetIncoming, SheetNotReported, SheetFirstLater, SheetBefore, SheetSuspended, SheetExcused, SheetTermEnded, SheetEnded}
}

// endedStages are the stages in which a case is on no sheet any more.
func endedStages() []string {
	var out []string
	for _, s := range rehab.Stages() {
		if s.Ended() {
			out = append(out, string(s))
		}
	}
	return out
}

// Sheet returns the sheet of a village for a month, with a constant number of queries, and writes into the audit log that it was looked at (printed: on
// paper). A village outside the actor's scope is fault.NotFound.
func (w *Work) Sheet(ctx context.Context, actor access.Actor, village division.Code, month date.Month, printed bool) (Sheet, error) {
	if !actor.May(access.MonthSheetView) || !village.IsVillage() || !actor.Sees(village) {
		return Sheet{}, fault.ErrNotFound()
	}
	sheet := Sheet{Village: village, Month: month, Today: w.clock.Today()}
	err := w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		lines, err := tx.SheetLines(ctx, village, month, endedStages())
		if err != nil {
			return err
		}
		from, to := month.First(), month.Last()
		ids := make([]uuid.UUID, len(lines))
		for i, l := range lines {
			ids[i] = l.CaseID
			if l.HasMonth && !l.WindowFrom.IsZero() {
				from, to = min(from, l.WindowFrom), max(to, l.WindowTo)
			}
		}
		facts, err := tx.RoundFacts(ctx, ids, min(from, (month-1).First()), min(to, w.clock.Today())) // the month before says who usually helps
		if err != nil {
			return err
		}
		sheet.fill(lines, facts, actor.Name)
		return tx.Audit(ctx, store.Audited{Action: access.MonthSheetView, Subject: store.Subject("village", village),
			Detail: map[string]any{"month": month.String(), "persons": len(lines), "printed": printed}})
	})
	return sheet, err
}

func (s *Sheet) fill(lines []store.SheetLine, facts map[uuid.UUID][]store.RecordedFact, reader string) {
	newest := date.Date(0)
	for _, l := range lines {
		row := s.row(l, facts[l.CaseID])
		for _, t := range facts[l.CaseID] {
			if b, ok := t.Body.(*rehab.DrugTest); ok && t.Date >= newest {
				if other := otherThan(reader, b); other != "" {
					newest, s.Helper = t.Date, other
				}
			}
		}
		if row.Why != "" && !row.MayTest() && !row.MayContact() {
			s.Idle = append(s.Idle, row)
		} else {
			s.Rows = append(s.Rows, row)
		}
	}
}

// otherThan is the collector of a sample who is not the reader.
func otherThan(reader string, b *rehab.DrugTest) string {
	if b.CollectorB == "" || b.CollectorB == reader {
		if b.CollectorA == reader {
			return ""
		}
		return b.CollectorA
	}
	return b.CollectorB
}

// Helper is who, besides the reader, took the newest sample of the case; empty when nobody is known.
func (o *Opened) Helper(reader string) string {
	voided := o.Voided()
	for i := len(o.Facts) - 1; i >= 0; i-- {
		b, ok := o.Facts[i].Body.(*rehab.DrugTest)
		if _, void := voided[o.Facts[i].ID]; !ok || void {
			continue
		}
		if other := otherThan(reader, b); other != "" {
			return other
		}
	}
	return ""
}

func (s *Sheet) row(l store.SheetLine, facts []store.RecordedFact) SheetRow {
	row := SheetRow{SheetLine: l, Contacts: [3]SheetContact{
		{Type: rehab.Report, Owed: l.ReportsOwed, Done: l.ReportsDone}, {Type: rehab.Talk, Owed: l.TalksOwed, Done: l.TalksDone},
		{Type: rehab.Visit, Owed: l.VisitsOwed, Done: l.VisitsDone},
	}}
	from, to := s.Month.First(), s.Month.Last()
	if l.HasMonth && !l.WindowFrom.IsZero() {
		from, to = l.WindowFrom, l.WindowTo
	}
	for _, f := range facts {
		switch b := f.Body.(type) {
		case *rehab.DrugTest:
			if from <= f.Date && f.Date <= to {
				row.Tests = append(row.Tests, f)
			}
		case *rehab.Contact:
			for i := range row.Contacts {
				if c := &row.Contacts[i]; c.Type == b.Type && f.Date.Month() == s.Month {
					c.Facts = append(c.Facts, f)
				}
			}
		}
	}
	row.Why = s.why(&row)
	return row
}

// why says why nothing is asked of the person in the month, "" when something is or was.
func (s *Sheet) why(r *SheetRow) SheetReason {
	switch {
	case r.Name == nil:
		return SheetMoved
	case r.Answerable != s.Village && r.Moving && r.ChangeTo == s.Village:
		return SheetIncoming
	case r.Answerable != s.Village:
		return SheetMoved
	case !r.HasMonth:
		return s.whyNoMonth(r)
	case r.asked():
		return ""
	case rehab.Stage(r.Stage).Ended():
		return SheetEnded
	case r.SuspendedDays > 0:
		return SheetSuspended
	}
	return SheetExcused
}

// whyNoMonth says why the month is none of the case's cells (ruling 13).
func (s *Sheet) whyNoMonth(r *SheetRow) SheetReason {
	switch {
	case r.ReportIn.IsZero():
		return SheetNotReported
	case r.ReportIn.Month() == s.Month:
		return SheetFirstLater
	case r.ReportIn.Month() > s.Month:
		return SheetBefore
	case rehab.Stage(r.Stage).Ended():
		return SheetEnded
	}
	return SheetTermEnded
}

// Persons counts those for whom the village answers now.
func (s *Sheet) Persons() int {
	n := 0
	for _, list := range [][]SheetRow{s.Rows, s.Idle} {
		for i := range list {
			if r := &list[i]; r.Answerable == s.Village && !rehab.Stage(r.Stage).Ended() {
				n++
			}
		}
	}
	return n
}

// SheetMonths returns the months for which sheets can be opened, newest first: this one and the eleven before it.
func (w *Work) SheetMonths() []date.Month {
	const year = 12
	out := make([]date.Month, year)
	for i := range out {
		out[i] = w.clock.Today().Month() - date.Month(i)
	}
	return out
}

// Rounds returns how far each village of the actor's scope that has anybody is with a month.
func (w *Work) Rounds(ctx context.Context, actor access.Actor, month date.Month) (counts []store.RoundCount, err error) {
	if !actor.May(access.MonthSheetView) {
		return nil, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		counts, err = tx.RoundCounts(ctx, month, endedStages())
		return err
	})
	return slices.DeleteFunc(counts, func(c store.RoundCount) bool { return !c.Division.IsVillage() || c.Persons+c.Cases == 0 }), err
}
