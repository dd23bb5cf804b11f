package server

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/sheet"
)

// Limits of the sheet's texts, in characters.
const (
	noteLimit  = 200
	staffLimit = 30
)

// sheetForm is a sheet as it was, or is about to be, filled in: what counts for all rows, and the rows by case.
type sheetForm struct {
	form  *Form
	sheet *roundSheet
	may   bool
	today date.Date
	rows  map[string]*sheetRowForm
	order []string // cases as they were sent
	empty sheetRowForm
}

// sheetRowForm is one row of it. Its form shares the fields of the whole, and has its own list of what is wrong.
type sheetRowForm struct {
	form  *Form // nil: nothing was typed
	id    string
	late  bool // the sheet asks for a reason of late entries above its rows
	visit casework.Visit
	err   error
}

// newSheetForm is an empty form with what is usual: today, and who did the last test.
func newSheetForm(s *Server, sheet *roundSheet) *sheetForm {
	f := &sheetForm{form: &Form{values: map[string][]string{}}, sheet: sheet, may: sheet.actor.May(access.MonthSheetSave), today: s.Clock.Today()}
	if sheet.Month == f.today.Month() {
		f.form.values.Set("date", f.today.String())
	}
	f.form.values.Set("collector_a", sheet.actor.Name)
	f.form.values.Set("collector_b", sheet.Helper)
	return f
}

func (f *sheetForm) row(id string) *sheetRowForm {
	if r, ok := f.rows[id]; ok && r.err != nil {
		return r
	}
	return &f.empty
}

// bad counts the rows that could not be saved.
func (f *sheetForm) bad() int {
	n := 0
	for _, r := range f.rows {
		if r.err != nil {
			n++
		}
	}
	return n
}

// dayField is a field for a day of the sheet's month.
func (f *sheetForm) dayField(name, label, value, wrong string) components.FieldView {
	return components.FieldView{Error: wrong, Name: name, Label: label, Small: true, Value: value, Min: f.sheet.Month.First().String(), Max: min(f.sheet.Month.Last(), f.today).String()}
}

// top is what counts for all rows.
func (f *sheetForm) top(ctx context.Context) pages.FormView {
	es := errorsOf(ctx, f.form.wrong)
	v := pages.FormView{May: f.may, Action: sheetPath(f.sheet.Village, f.sheet.Month),
		Date:       f.dayField("date", text.T(ctx, text.SheetDayForAll), f.form.Typed("date"), es.Of("date")),
		CollectorA: components.FieldView{Name: "collector_a", Label: text.T(ctx, text.SheetCollectorA), Small: true, Value: f.form.Typed("collector_a"), Error: es.Of("collector_a"), MaxLength: staffLimit},
		CollectorB: components.FieldView{Name: "collector_b", Label: text.T(ctx, text.SheetCollectorB), Small: true, Value: f.form.Typed("collector_b"), Error: es.Of("collector_b"), MaxLength: staffLimit},
	}
	v.Date.Hint = text.T(ctx, text.SheetDayForAllHint)
	if f.sheet.Month == f.today.Month() {
		v.Date.Quick = []components.QuickValue{{Words: text.T(ctx, text.ButtonToday), Value: f.today.String()}}
		if y := f.today - 1; y.Month() == f.sheet.Month {
			v.Date.Quick = append(v.Date.Quick, components.QuickValue{Words: text.T(ctx, text.ButtonYesterday), Value: y.String()})
		}
	} else {
		v.Reason = &components.FieldView{Name: "late_reason", Label: text.T(ctx, text.SheetLateReason), Small: true, Value: f.form.Typed("late_reason"), Error: es.Of("late_reason"), MaxLength: noteLimit}
	}
	return v
}

// readSheet reads what was filled in: the rows with something in them, each a visit. What is wrong with a row stays with the row.
func readSheet(s *Server, sheet *roundSheet, form *Form) *sheetForm {
	f := &sheetForm{form: form, sheet: sheet, may: true, today: s.Clock.Today(), rows: map[string]*sheetRowForm{}}
	all := sheetCommon{day: form.Date("date"), a: form.Text("collector_a", staffLimit), b: form.Text("collector_b", staffLimit), staff: sheet.actor.Name, late: form.Text("late_reason", noteLimit)}
	for _, id := range form.TypedAll("case") {
		caseID, err := uuid.Parse(id)
		if err != nil || f.rows[id] != nil {
			continue
		}
		r := &sheetRowForm{form: &Form{values: form.values}, id: id, late: sheet.Month < f.today.Month(), visit: casework.Visit{Case: caseID}}
		for _, x := range form.large { // what was too large in this row is this row's matter
			if strings.HasSuffix(x.Name, "-"+id) {
				r.form.large = append(r.form.large, x)
			}
		}
		if r.read(&all) {
			f.rows[id] = r
			f.order = append(f.order, id)
		}
	}
	return f
}

// sheetCommon is what counts for all rows of a sheet.
type sheetCommon struct {
	day         date.Date
	a, b, staff string
	late        string
}

// collectors notes who is missing where a sample was taken: two persons take it (吸毒检测程序规定 8).
func (c *sheetCommon) collectors(row *Form) {
	switch {
	case c.a == "":
		row.Add("collector_a", text.ValidRequired)
	case c.b == "":
		row.Add("collector_b", text.ValidRequired)
	case c.a == c.b:
		row.Add("collector_b", text.RecordSameCollector)
	}
}

// read makes a visit of the row and reports whether anything was filled in.
func (r *sheetRowForm) read(all *sheetCommon) bool {
	f, id := r.form, r.id
	result := rehab.Result(f.Choice("result-"+id, string(rehab.Negative), string(rehab.Positive), string(rehab.Invalid), string(rehab.Refused), string(rehab.Absent)))
	kinds := f.Choices("contact-"+id, string(rehab.Report), string(rehab.Talk), string(rehab.Visit))
	note := f.Text("note-"+id, noteLimit)
	day := f.Date("date-" + id)
	if day.IsZero() {
		day = all.day
	}
	if result == "" && len(kinds) == 0 && note == "" && len(f.wrong)+len(f.large) == 0 {
		return false
	}
	key, err := uuid.Parse(f.values.Get("key-" + id))
	if err != nil || key.Version() != 7 {
		f.Add("key-"+id, text.ValidFormKey)
	}
	r.visit.Key, r.visit.Version, r.visit.Reason = key, f.Int("version-"+id, 0, 1<<30), all.late
	if result != "" {
		r.visit.TestOn, r.visit.Test = day, &rehab.DrugTest{Result: result, Method: rehab.Strip, Reason: note, CollectorA: all.a, CollectorB: all.b}
		if !result.Sampled() {
			r.visit.Test.Method, r.visit.Test.CollectorA, r.visit.Test.CollectorB = "", "", ""
		}
	}
	for _, k := range kinds {
		on := f.Date(k + "-" + id)
		if on.IsZero() {
			on = day
		}
		r.visit.Contacts = append(r.visit.Contacts, casework.VisitContact{On: on, Body: &rehab.Contact{Type: rehab.ContactType(k), Staff: all.staff, Content: note}})
	}
	if result.Sampled() {
		all.collectors(f)
	}
	if r.visit.Empty() && len(f.wrong)+len(f.large) == 0 {
		f.Add("result-"+id, text.ValidChoose)
	}
	r.err = f.Err()
	return true
}

// key is the row's key: the one that was sent, or a new one.
func (r *sheetRowForm) key() string {
	if r.form != nil {
		if k := r.form.Typed("key-" + r.id); k != "" {
			return k
		}
	}
	return NewFormKey()
}

func (r *sheetRowForm) value(name string) string {
	if r.form == nil {
		return ""
	}
	return r.form.Typed(name + "-" + r.id)
}

func (r *sheetRowForm) ticked(kind string) bool {
	if r.form == nil {
		return false
	}
	for _, v := range r.form.TypedAll("contact-" + r.id) {
		if v == kind {
			return true
		}
	}
	return false
}

// open reports whether something was typed, or is wrong, where a row is folded.
func (r *sheetRowForm) open() bool {
	for _, x := range r.fields() {
		if x.Name == "note" || rehab.ContactType(x.Name).Known() {
			return true
		}
	}
	return r.value("note") != "" || r.value("report") != "" || r.value("talk") != "" || r.value("visit") != ""
}

// fields are what is wrong with the row, by the plain names of its fields.
func (r *sheetRowForm) fields() []fault.Field {
	return sheetFaults(r.err, r.id, r.late)
}

// wrong is what is wrong with a field of the row, in words; empty when nothing is.
func (r *sheetRowForm) wrong(ctx context.Context, field string) string {
	return errorsOf(ctx, r.fields()).Of(field)
}
