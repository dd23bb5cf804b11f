package casework

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// SheetOutcome is what became of one person's row of a sheet.
type SheetOutcome struct {
	Saved   bool  // recorded now
	Already bool  // all of it was on file: the same form sent twice, or another's entry that says the same
	Err     error // why nothing of it was recorded; fault.NotFound when the village does not answer for the person any more
}

// SaveSheet records the rows of a village's sheet in one transaction, with as many round trips for one row as for thirty. Each row stands by itself: what is
// wrong with one keeps none of the others from being saved. Days outside the sheet's month are refused, since they would be looked for on another sheet. The
// outcomes stand in the order of the rows.
func (w *Work) SaveSheet(ctx context.Context, actor access.Actor, village division.Code, month date.Month, rows []Visit) ([]SheetOutcome, error) {
	if !actor.May(access.MonthSheetSave) || !village.IsVillage() || !actor.Sees(village) {
		return nil, fault.ErrNotFound()
	}
	out := make([]SheetOutcome, len(rows))
	ids := make([]uuid.UUID, len(rows))
	for i := range rows {
		ids[i] = rows[i].Case
	}
	err := w.holdAll(ctx, actor, ids, func(tx *store.Tx, folders []*folder) error {
		sheet := sheetSave{actor: actor, village: village, month: month, folders: folders, keyOf: map[uuid.UUID]uuid.UUID{}}
		for i := range rows {
			if out[i] = sheet.add(&rows[i]); fault.KindOf(out[i].Err) == fault.Internal {
				return out[i].Err
			}
		}
		return saveFolders(ctx, tx, sheet.changed()...)
	})
	if fault.KindOf(err) == fault.Conflict { // with somebody else's writing, which the locks leave no room for but in a key used elsewhere
		for i := range out {
			if out[i].Err == nil {
				out[i] = SheetOutcome{Err: err}
			}
		}
		err = nil
	}
	return out, err
}

// sheetSave is a sheet being saved: the cases of its rows, held.
type sheetSave struct {
	actor   access.Actor
	village division.Code
	month   date.Month
	folders []*folder
	keyOf   map[uuid.UUID]uuid.UUID // whose row each key belongs to
}

// add puts a row into its folder, or says why not.
func (s *sheetSave) add(v *Visit) (o SheetOutcome) {
	if o.Err = inMonth(v, s.month); o.Err != nil {
		return o
	}
	i := slices.IndexFunc(s.folders, func(f *folder) bool { return f.file.ID == v.Case })
	if i < 0 || s.folders[i].answerable() != s.village { // not seen, or moved
		o.Err = fault.ErrNotFound()
		return o
	}
	if of, taken := s.keyOf[v.Key]; taken && of != v.Case {
		o.Err = fault.New(fault.Conflict, text.FaultSameFormOtherContent)
		return o
	}
	s.keyOf[v.Key] = v.Case
	f := s.folders[i]
	if o.Already, o.Err = f.addVisit(s.actor, *v); o.Err == nil && !o.Already {
		o.Saved = true
		f.signOff(v.action())
	}
	return o
}

// changed are the folders to which something was added.
func (s *sheetSave) changed() []*folder {
	return slices.DeleteFunc(slices.Clone(s.folders), func(f *folder) bool { return len(f.added) == 0 })
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
