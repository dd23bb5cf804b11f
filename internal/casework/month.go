package casework

import (
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// months says of every month so far how the case stood at its end and, where it is a cell of the tracker, what was due and done in it. Cells to
// come can be read off the rules at any time. A screening that ended unfit has none: there was never a case (ruling 48).
func (f *folder) months() []store.CaseMonth {
	t := &f.track
	if !f.closedUnfit().IsZero() {
		return nil
	}
	windows := map[date.Month]*rehab.Window{}
	for i := range t.Windows {
		windows[t.Windows[i].Month] = &t.Windows[i]
	}
	cells := map[date.Month]*rehab.Month{}
	for i := range t.Months {
		cells[t.Months[i].Month] = &t.Months[i]
	}
	standing := f.standing()
	figures := rehab.MonthFigures(f.rules, f.onPaper(), t)
	list := make([]store.CaseMonth, 0, len(t.MonthEnds))
	for i, e := range t.MonthEnds {
		row := store.CaseMonth{CaseID: f.file.ID, Measure: string(f.file.Measure), Month: e.Month.First(), Stage: string(e.Stage), EndPhase: int(e.Phase), Division: e.Answerable}
		if m := cells[e.Month]; m != nil {
			fillCell(&row, m, windows[m.Window], standing)
			if t.Exit != nil && t.Exit.Date.Month() == e.Month { // no later cell will count the window that an exit cuts short
				row.WindowEnds = row.WindowState != nil
			}
		}
		if row.Division.IsZero() {
			row.Division = f.answerable()
		}
		fillFigure(&row, &figures[i])
		list = append(list, row)
	}
	return list
}

// fillFigure adds what the month's figures count beside the cell.
func fillFigure(row *store.CaseMonth, x *rehab.MonthFigure) {
	row.LastDay, row.OnLeave, row.LeaveOverdue, row.Moving, row.BreachOpen, row.BreachReached = x.LastDay, x.OnLeave, x.LeaveOverdue, x.Moving, x.BreachOpen, x.BreachReached
	if x.ReportIn != "" {
		state := string(x.ReportIn)
		row.ReportInState = &state
	}
	row.GoodCause, row.AssessDue, row.AssessDone, row.AssessLate = x.GoodCause, x.AssessDue, x.AssessDone, x.AssessLate
	row.Opened, row.MovedFrom, row.Evaded, row.Departed, row.Admonished = x.Opened, x.MovedFrom, x.Evaded, x.Departed, x.Admonished
	row.PhaseFinished, row.PhasePassed = x.PhaseFinished, x.PhasePassed
	row.ServeLate, row.OutcomeLate, row.DischargeLate = x.ServeLate, x.OutcomeLate, x.DischargeLate
}

// fillCell adds what was due and done in the month.
func fillCell(row *store.CaseMonth, m *rehab.Month, w *rehab.Window, standing map[string]rehab.Fact) {
	row.Phase, row.Mark, row.SuspendedDays = int(m.Phase), string(m.Mark), m.SuspendedDays
	if w != nil {
		state := string(w.State)
		row.WindowMonth, row.WindowEnds, row.WindowFrom, row.WindowTo, row.WindowState = w.Month.First(), w.LastMonth == m.Month, w.From, w.To, &state
	}
	countContacts(row, m)
	for _, id := range m.Tests {
		if test, ok := standing[id].Body.(*rehab.DrugTest); ok {
			row.Tested = row.Tested || test.Result.Valid()
			row.Positive = row.Positive || test.Result == rehab.Positive
		}
	}
}

func countContacts(row *store.CaseMonth, m *rehab.Month) {
	for _, c := range m.Contacts {
		switch c.Type {
		case rehab.Report:
			row.ReportsOwed, row.ReportsDone = c.Owed, c.Done
		case rehab.Visit:
			row.VisitsOwed, row.VisitsDone = c.Owed, c.Done
		case rehab.Talk:
			row.TalksOwed, row.TalksDone = c.Owed, c.Done
		}
	}
}

// letters are the marks of the strip; the same letter in upper case marks a month with suspended days.
var letters = map[rehab.TestMark]string{
	rehab.MarkNegative: "n", rehab.MarkPositive: "p", rehab.MarkOpen: "o", rehab.MarkInvalid: "i", rehab.MarkMissed: "m", rehab.MarkResolved: "d",
	rehab.MarkRefused: "r", rehab.MarkAbsent: "a", rehab.MarkExcused: "x", rehab.MarkUpcoming: "u", rehab.MarkSettled: "s",
}

// strip writes the tracker as lists show it: one letter a month cell, phases separated by |.
func strip(t *rehab.Track) string {
	var b strings.Builder
	for i := range t.Months {
		m := &t.Months[i]
		if i > 0 && m.Phase != t.Months[i-1].Phase {
			b.WriteByte('|')
		}
		letter, known := letters[m.Mark]
		if !known {
			letter = "u"
		}
		if m.SuspendedDays > 0 {
			letter = strings.ToUpper(letter)
		}
		b.WriteString(letter)
	}
	return b.String()
}
