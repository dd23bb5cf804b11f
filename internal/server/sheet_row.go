package server

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/sheet"
)

// justSaved is for how long an entry of the reader's own is called just saved.
const justSaved = 10 * time.Minute

// sheetRow is one person's row: what is recorded, and the fields of what is not.
func (s *Server) sheetRow(ctx context.Context, sheet *roundSheet, f *sheetForm, i int) pages.RowView {
	r := &sheet.Rows[i]
	id, name := r.CaseID.String(), *r.Name
	v := pages.RowView{No: strconv.Itoa(i + 1), ID: id, Name: name, Href: casePath(r.CaseID), Sub: personSub(ctx, r), Last: lastTest(ctx, r), Strip: r.Strip}
	typed := f.row(id)
	v.Errors = typed.errors(ctx, v.No, name)
	if t := r.Test(); t != nil && (!f.may || !r.MayTest()) {
		m := testMark(ctx, t)
		v.Test, v.TestDay = &m, text.ShortDate(ctx, t.Date)
		if sheet.actor.May(access.FactVoid) {
			v.Correct = voidPath(r.CaseID, t.ID)
		}
	}
	s.sheetTicks(ctx, f, r, &v)
	if f.may && enterable(r) {
		s.sheetFields(ctx, sheet, f, r, &v)
	}
	s.sheetState(ctx, sheet, r, &v)
	v.Whole = r.Complete() && v.Note.Name == ""
	v.Hints = append(typed.hints(ctx), sheetHints(ctx, sheet, r)...)
	return v
}

// enterable reports whether the sheet has something of the person to fill in.
func enterable(r *casework.SheetRow) bool {
	if r.MayTest() {
		return true
	}
	for _, c := range r.Contacts {
		if r.MayContact() && (c.Done == 0 || c.Done < c.Owed) {
			return true
		}
	}
	return false
}

func (s *Server) sheetFields(ctx context.Context, sheet *roundSheet, f *sheetForm, r *casework.SheetRow, v *pages.RowView) {
	typed := f.row(v.ID)
	label := func(what string) string { return text.T(ctx, text.SheetRowLabel, "Name", v.Name, "What", what) }
	v.Key, v.Version = typed.key(), strconv.Itoa(r.Version)
	v.Choice = components.ChoiceView{Name: "result-" + v.ID, Label: label(text.T(ctx, text.SheetResult)), Value: typed.value("result")}
	if typed.wrong(ctx, "result") != "" {
		v.Choice.Error = v.Choice.Name + "-error"
	}
	if r.MayTest() {
		v.Day = f.dayField("date-"+v.ID, label(text.T(ctx, text.SheetDay)), typed.value("date"), typed.wrong(ctx, "date"))
		v.Day.Bare = true
	}
	v.Note = components.FieldView{Name: "note-" + v.ID, Label: text.T(ctx, text.SheetNoteLabel), Small: true, Value: typed.value("note"), MaxLength: noteLimit}
	v.Visit = components.ButtonView{Label: text.T(ctx, text.VisitFull), Small: true, Icon: icon.NotebookPen, Href: visitPath(r.CaseID, sheetPath(sheet.Village, sheet.Month))}
	v.Open = typed.open()
}

// sheetTicks are the three contacts: boxes, days done, or nothing.
func (s *Server) sheetTicks(ctx context.Context, f *sheetForm, r *casework.SheetRow, v *pages.RowView) {
	typed := f.row(v.ID)
	for i, c := range r.Contacts {
		kind := text.Of(ctx, text.FamilyContact, c.Type)
		t := pages.Tick{TickView: components.TickView{Kind: string(c.Type), Name: "contact-" + v.ID, Value: string(c.Type), None: c.Owed == 0,
			Label: text.T(ctx, text.SheetRowLabel, "Name", v.Name, "What", kind), Checked: typed.ticked(string(c.Type))}}
		switch {
		case c.Done > 0 && c.Done >= c.Owed:
			t.Done = true
		case !f.may || !r.MayContact():
			t.Shown = "—"
		default:
			t.Day = f.dayField(string(c.Type)+"-"+v.ID, text.T(ctx, text.SheetContactDay, "Kind", kind), typed.value(string(c.Type)), typed.wrong(ctx, string(c.Type)))
		}
		v.Ticks[i] = t
	}
}

// sheetState is the last column: how far the row is.
func (s *Server) sheetState(ctx context.Context, sheet *roundSheet, r *casework.SheetRow, v *pages.RowView) {
	mark := func(tone components.Tone, i icon.Name, key text.Key, args ...any) {
		v.State = &components.MarkView{Tone: tone, Icon: i, Words: text.T(ctx, key, args...)}
	}
	todo, begun := r.ToDo(), len(r.Tests) > 0
	for _, c := range r.Contacts {
		begun = begun || c.Done > 0
	}
	switch {
	case len(v.Errors) > 0:
		mark(components.Late, icon.CircleAlert, text.SheetWrong)
	case todo == 0 && s.savedJustNow(sheet.actor, r):
		mark(components.Done, icon.Check, text.SheetJustSaved)
	case todo == 0 && r.Complete():
		mark(components.Shut, icon.Lock, text.SheetEntered)
	case todo == 0:
		v.StateNote = text.T(ctx, text.SheetOptional)
	case r.TestOpen() && rehab.WindowState(r.WindowState) == rehab.WindowMissed:
		mark(components.Late, icon.CircleAlert, text.SheetMissed)
	case sheet.Month < sheet.Today.Month():
		mark(components.Late, icon.CircleAlert, text.SheetLacking, "Count", todo)
	case begun && s.savedJustNow(sheet.actor, r):
		mark(components.Done, icon.Check, text.SheetJustSavedToDo, "Count", todo)
	case begun:
		mark(components.Due, icon.Clock, text.SheetToDo, "Count", todo)
	default:
		v.StateNote = text.T(ctx, text.SheetUnfilled)
	}
}

// savedJustNow reports whether the reader entered something of the row a moment ago.
func (s *Server) savedJustNow(actor access.Actor, r *casework.SheetRow) bool {
	since := s.Clock.Now().Add(-justSaved)
	recent := func(all []store.RecordedFact) bool {
		for _, x := range all {
			if x.RecordedBy == actor.Account && x.RecordedAt.After(since) {
				return true
			}
		}
		return false
	}
	for _, c := range r.Contacts {
		if recent(c.Facts) {
			return true
		}
	}
	return recent(r.Tests)
}

// sheetHints are the lines below a row.
func sheetHints(ctx context.Context, sheet *roundSheet, r *casework.SheetRow) []pages.Hint {
	var out []pages.Hint
	add := func(tone components.Tone, link components.Link, key text.Key, args ...any) {
		out = append(out, pages.Hint{Tone: tone, Words: text.T(ctx, key, args...), Link: link})
	}
	none, file := components.Link{}, components.Link{}
	if r.Moving && !r.ChangeTo.IsZero() && r.ChangeTo != sheet.Village {
		add(components.Due, none, text.SheetMoving, "Place", sheet.places.Full(r.ChangeTo))
	}
	if r.HasMonth && r.WindowTo.Month() != r.WindowFrom.Month() && r.TestAsked() {
		add(components.Plain, none, text.SheetWindow, "Days", text.DateRange(ctx, r.WindowFrom, r.WindowTo))
	}
	if r.Ended() && !r.ExitDay.IsZero() {
		add(components.Plain, none, text.SheetEndedOn, "Stage", text.Of(ctx, text.FamilyStage, r.Stage), "Day", r.ExitDay)
	}
	if r.Why == casework.SheetFirstLater {
		add(components.Plain, none, text.SheetBaseline, "Month", sheet.Month+1)
	}
	t := r.Test()
	if t == nil {
		return out
	}
	body := t.Body.(*rehab.DrugTest)
	if sheet.actor.May(access.DrugTestRecord) {
		file = components.Link{Words: text.T(ctx, text.SheetCompleteNow), Href: recordPath(rehab.KindTestDetails, r.CaseID) + "?" + url.Values{"of": {t.ID}}.Encode()}
	}
	switch {
	case body.Result == rehab.Positive && body.DetailsDue && r.DetailsDue:
		add(components.Due, file, text.SheetPositiveOpen)
	case body.Result == rehab.Invalid && r.TestOpen():
		add(components.Due, none, text.SheetInvalidAgain, "Day", text.ShortDate(ctx, r.WindowTo))
	case r.TestOpen():
		add(components.Due, none, text.SheetRetest, "Day", text.ShortDate(ctx, t.Date), "Result", text.Of(ctx, text.FamilyTestResult, body.Result))
	}
	if body.Result == rehab.Absent && body.GoodCause == nil {
		add(components.Plain, none, text.SheetAbsenceWaits)
	}
	return out
}

func testMark(ctx context.Context, t *store.RecordedFact) components.MarkView {
	result := t.Body.(*rehab.DrugTest).Result
	return components.ResultMark(string(result), text.Of(ctx, text.FamilyTestResult, result))
}

// personSub is what tells persons of one name apart, and where they stand: 女 尾号 4469 · 二 · 1.
func personSub(ctx context.Context, r *casework.SheetRow) string {
	s := ""
	if r.Sex != nil && *r.Sex == "female" {
		s = text.Of(ctx, text.FamilySex, *r.Sex) + " "
	}
	s += text.T(ctx, text.SheetTail, "Tail", tail(r.DocMask))
	if p := phaseWords(ctx, r); p != "" {
		s += " · " + p
	}
	return s
}

// phaseWords is the phase and its month: 二 · 8; of rehab 康二 · 8.
func phaseWords(ctx context.Context, r *casework.SheetRow) string {
	if r.Phase < 1 {
		return ""
	}
	digit := strconv.Itoa(r.Phase)
	if r.Measure == string(rehab.Rehab) {
		digit = "rehab_" + digit
	}
	return text.T(ctx, text.SheetPhase, "Phase", text.Of(ctx, text.FamilyPhaseDigit, digit), "Month", r.PhaseMonth)
}

func lastTest(ctx context.Context, r *casework.SheetRow) string {
	if r.LastTest.IsZero() || r.LastTestResult == nil {
		return text.T(ctx, text.SheetLastNone)
	}
	return text.T(ctx, text.SheetLast, "Day", shortOrFull(ctx, r.LastTest, r.LastTest.Year()), "Result", text.Of(ctx, text.FamilyTestResult, *r.LastTestResult))
}

// shortOrFull leaves the year out when it is the given one.
func shortOrFull(ctx context.Context, d date.Date, year int) string {
	if d.Year() == year {
		return text.ShortDate(ctx, d)
	}
	return text.Date(ctx, d)
}
