package casework

import (
	"strings"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// months puts the tracker's cells up to the present month into rows; cells to come can be read off the rules at any time.
func (f *folder) months() []store.CaseMonth {
	t := &f.track
	windows := map[date.Month]*rehab.Window{}
	for i := range t.Windows {
		windows[t.Windows[i].Month] = &t.Windows[i]
	}
	standing := f.standing()
	var list []store.CaseMonth
	for i := range t.Months {
		m := &t.Months[i]
		if m.Month > t.Today.Month() {
			break
		}
		row := store.CaseMonth{CaseID: f.file.ID, Month: m.Month.First(), Phase: int(m.Phase), Stage: string(t.Stage), Division: m.Answerable,
			Mark: string(m.Mark), SuspendedDays: m.SuspendedDays}
		if row.Division.IsZero() {
			row.Division = f.answerable()
		}
		if w := windows[m.Window]; w != nil {
			state := string(w.State)
			row.WindowMonth, row.WindowEnds, row.WindowFrom, row.WindowTo, row.WindowState = w.Month.First(), w.LastMonth == m.Month, w.From, w.To, &state
		}
		countContacts(&row, m)
		for _, id := range m.Tests {
			if test, ok := standing[id].Body.(*rehab.DrugTest); ok {
				row.Tested = row.Tested || test.Result.Valid()
				row.Positive = row.Positive || test.Result == rehab.Positive
			}
		}
		list = append(list, row)
	}
	return list
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
