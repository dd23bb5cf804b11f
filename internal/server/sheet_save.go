package server

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/sheet"
)

// sheetSave saves the rows that can be, and shows the others again, filled as they were, with what is wrong.
func (s *Server) sheetSave(w http.ResponseWriter, r *http.Request) error {
	sheet, err := s.openSheet(r, false)
	if err != nil {
		return err
	}
	form, err := readForm(r)
	if err != nil {
		return err
	}
	f := readSheet(s, sheet, form)
	if err := f.refused(); err != nil {
		return s.sheetRefused(w, r, sheet, f, err)
	}
	saved, err := s.saveRows(r, sheet, f)
	switch {
	case err != nil:
		return err
	case f.bad() == 0 && saved == 0:
		return s.done(w, r, sheetPath(sheet.Village, sheet.Month), text.SheetSavedAgain)
	case f.bad() == 0:
		return s.done(w, r, sheetPath(sheet.Village, sheet.Month), text.SheetSaved, "Count", saved)
	}
	return s.sheetPartly(w, r, f, saved)
}

// refused says what is wrong with what counts for all rows; then none is saved.
func (f *sheetForm) refused() error {
	if len(f.order) == 0 && len(f.form.large) == 0 && len(f.form.wrong) == 0 {
		f.form.Add("", text.SheetNothingFilled)
	}
	whole := &Form{values: f.form.values, wrong: f.form.wrong}
	for _, x := range f.form.large {
		if !strings.Contains(x.Name, "-") { // none of a row
			whole.large = append(whole.large, x)
		}
	}
	return whole.Err()
}

// saveRows saves the rows in which nothing is wrong so far, and returns how many were.
func (s *Server) saveRows(r *http.Request, sheet *roundSheet, f *sheetForm) (saved int, err error) {
	var visits []casework.Visit
	var rows []*sheetRowForm
	for _, id := range f.order {
		if row := f.rows[id]; row.err == nil {
			visits, rows = append(visits, row.visit), append(rows, row)
		}
	}
	outcomes, err := s.Work.SaveSheet(r.Context(), actorOf(r), sheet.Village, sheet.Month, visits)
	if err != nil {
		return 0, err
	}
	for i, o := range outcomes {
		rows[i].err = o.Err
		if o.Saved {
			saved++
		}
	}
	return saved, nil
}

// sheetRefused shows the sheet again as it was filled in, with what is wrong above it.
func (s *Server) sheetRefused(w http.ResponseWriter, r *http.Request, sheet *roundSheet, f *sheetForm, err error) error {
	ctx := r.Context()
	for _, id := range f.order {
		if row := f.rows[id]; row.err == nil {
			row.err = &fault.Error{Kind: fault.Invalid} // nothing wrong of its own, but not saved
		}
	}
	fe, _ := errors.AsType[*fault.Error](err)
	v := s.sheetView(ctx, sheet, f)
	v.Outcome = &components.OutcomeView{Title: text.T(ctx, text.ValidSummary, "Count", len(fe.Fields)), Hint: text.T(ctx, text.FormSummaryHint)}
	for _, e := range errorsOf(ctx, fe.Fields) {
		link := components.Link{Words: e.Message}
		if e.Name != "" {
			link = components.Link{Words: text.T(ctx, text.FormError, "Label", labelOf(ctx, e), "Message", e.Message), Href: "#" + e.Name}
		}
		v.Outcome.Links = append(v.Outcome.Links, link)
	}
	return s.pageStatus(w, r, statusOf[fe.Kind], s.shell(r, v.Title), pages.Page(v))
}

// sheetPartly shows the sheet after a save that left something: what is saved as saved, the rest as it was filled in.
func (s *Server) sheetPartly(w http.ResponseWriter, r *http.Request, f *sheetForm, saved int) error {
	ctx := r.Context()
	fresh, err := s.openSheet(r, false)
	if err != nil {
		return err
	}
	f.sheet = fresh
	status := http.StatusConflict
	for _, row := range f.rows {
		for _, x := range row.fields() {
			if forAllRows(x.Name) && errorsOf(ctx, f.form.wrong).Of(x.Name) == "" {
				f.form.wrong = append(f.form.wrong, x)
			}
		}
		switch fault.KindOf(row.err) {
		case fault.TooLarge:
			status = http.StatusRequestEntityTooLarge
		case fault.Invalid:
			if status != http.StatusRequestEntityTooLarge {
				status = http.StatusUnprocessableEntity
			}
		}
	}
	v := s.sheetView(ctx, fresh, f)
	v.Outcome = f.outcome(ctx, &v, saved)
	return s.pageStatus(w, r, status, s.shell(r, v.Title), pages.Page(v))
}

// outcome is "19 saved, 1 not" with a link to each row that was not.
func (f *sheetForm) outcome(ctx context.Context, v *pages.PageView, saved int) *components.OutcomeView {
	o := &components.OutcomeView{Title: text.T(ctx, text.SheetOutcome, "Count", saved, "Bad", f.bad()), Hint: text.T(ctx, text.SheetOutcomeHint)}
	if saved == 0 {
		o.Title = text.T(ctx, text.SheetOutcomeNone, "Count", f.bad())
	}
	shown := map[string]bool{}
	for i := range v.Rows {
		for _, e := range v.Rows[i].Errors {
			if !shown[e.ID] {
				shown[e.ID] = true
				o.Links = append(o.Links, components.Link{Words: text.T(ctx, text.FormError, "Label", e.Label, "Message", e.Message), Href: "#" + e.ID})
			}
		}
		shown["row-"+v.Rows[i].ID] = true
	}
	for _, id := range f.order {
		if f.rows[id].err != nil && !shown["row-"+id] {
			o.Links = append(o.Links, components.Link{Words: f.offSheet(ctx, f.rows[id])})
		}
	}
	return o
}

// offSheet says what is wrong with a row whose person has none on the sheet: one who is not the village's, or of whom the month asks nothing.
func (f *sheetForm) offSheet(ctx context.Context, r *sheetRowForm) string {
	var wrong []string
	if fault.KindOf(r.err) != fault.NotFound {
		for _, x := range r.fields() {
			wrong = append(wrong, text.Fill(ctx, x.Key, x.Args))
		}
	}
	if len(wrong) == 0 {
		return text.T(ctx, text.SheetNotHere)
	}
	said := text.From(ctx).Clauses(slices.Compact(wrong))
	for i := range f.sheet.Idle {
		if idle := &f.sheet.Idle[i]; idle.CaseID.String() == r.id && idle.Name != nil {
			return text.T(ctx, text.FormError, "Label", *idle.Name, "Message", said)
		}
	}
	return said
}

// errors are what is wrong with a row, in words, for the summary and below the row.
func (r *sheetRowForm) errors(ctx context.Context, no, name string) components.Errors {
	var out components.Errors
	for _, x := range r.fields() {
		what := sheetFieldWords(ctx, x.Name)
		e := components.Error{Name: x.Name, ID: x.Name + "-" + r.id, Label: text.T(ctx, text.SheetRowOf, "No", no, "Name", name, "What", what), Message: text.Fill(ctx, x.Key, x.Args)}
		switch {
		case forAllRows(x.Name):
			e.ID, e.Label = x.Name, what
		case x.Name == "":
			e.ID = "row-" + r.id
		}
		out = append(out, e)
	}
	return out
}

// forAllRows reports whether a field stands above the rows and counts for all of them.
func forAllRows(field string) bool {
	return field == "late_reason" || field == "collector_a" || field == "collector_b"
}

func sheetFieldWords(ctx context.Context, field string) string {
	switch field {
	case "date":
		return text.T(ctx, text.SheetDay)
	case "result":
		return text.T(ctx, text.SheetResult)
	case "note":
		return text.T(ctx, text.SheetNoteLabel)
	case "late_reason":
		return text.T(ctx, text.SheetLateReason)
	case "collector_a":
		return text.T(ctx, text.SheetCollectorA)
	case "collector_b":
		return text.T(ctx, text.SheetCollectorB)
	case "report", "talk", "visit":
		return text.T(ctx, text.SheetContactDay, "Kind", text.Of(ctx, text.FamilyContact, field))
	}
	return ""
}

// hints say what was typed into a row that another person's entry has left no place for.
func (r *sheetRowForm) hints(ctx context.Context) []pages.Hint {
	if fault.KindOf(r.err) != fault.Conflict || r.visit.Test == nil {
		return nil
	}
	return []pages.Hint{{Tone: components.Due, Words: text.T(ctx, text.SheetYours, "Day", r.visit.TestOn, "What", text.Of(ctx, text.FamilyTestResult, r.visit.Test.Result))}}
}

// sheetFaults are the fields of a row's fault under their plain names in the row: those of the form without the case, those of casework translated.
func sheetFaults(err error, id string, late bool) []fault.Field {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return nil
	}
	if f.Kind == fault.NotFound {
		return []fault.Field{{Key: text.SheetNotHere}}
	}
	var out []fault.Field
	for _, x := range f.Fields {
		x.Name = strings.TrimSuffix(x.Name, "-"+id)
		switch x.Name {
		case casework.VisitReason:
			x.Name = "note"
			if late {
				x.Name = "late_reason"
			}
		case casework.ContactDateField(rehab.Report), casework.ContactDateField(rehab.Talk), casework.ContactDateField(rehab.Visit):
			x.Name = strings.TrimSuffix(x.Name, "_date")
		case "contact", "key", "version":
			x.Name = ""
		}
		out = append(out, x)
	}
	if len(out) == 0 && f.Key != "" {
		out = append(out, fault.Field{Key: f.Key, Args: f.Args})
	}
	return out
}
