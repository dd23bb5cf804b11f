package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
)

// SheetOutcome is what became of one person's row of a sheet.
type SheetOutcome struct {
	Saved   bool  // recorded now
	Already bool  // all of it was on file: the same form sent twice, or another's entry that says the same
	Err     error // why nothing of it was recorded; fault.NotFound when the village does not answer for the person any more
}

// SaveSheet records the rows of a village's sheet, each by itself: what is wrong with one keeps none of the others from being saved. Days outside the
// sheet's month are refused, since they would be looked for on another sheet. The outcomes stand in the order of the rows.
func (w *Work) SaveSheet(ctx context.Context, actor access.Actor, village division.Code, month date.Month, rows []Visit) ([]SheetOutcome, error) {
	if !actor.May(access.MonthSheetSave) || !village.IsVillage() || !actor.Sees(village) {
		return nil, fault.ErrNotFound()
	}
	out := make([]SheetOutcome, len(rows))
	for i, v := range rows {
		o := &out[i]
		if o.Err = inMonth(&v, month); o.Err != nil {
			continue
		}
		var done Recorded
		if done, o.Err = w.recordVisit(ctx, actor, v, village); o.Err == nil {
			o.Saved, o.Already = !done.Repeated, done.Repeated
		}
		if fault.KindOf(o.Err) == fault.Internal {
			return out, o.Err
		}
	}
	return out, nil
}

// inMonth says which days of a row lie outside the sheet's month.
func inMonth(v *Visit, month date.Month) error {
	var wrong fault.Fields
	check := func(field string, d date.Date) {
		switch {
		case d.IsZero():
			wrong.Add(field, text.ValidRequired)
		case d.Month() != month:
			wrong.Add(field, text.SheetOtherMonth, "Month", month, "Day", d)
		}
	}
	if v.Test != nil {
		check(VisitTestOn, v.TestOn)
	}
	for _, c := range v.Contacts {
		check(ContactDateField(c.Body.Type), c.On)
	}
	return wrong.Err()
}
