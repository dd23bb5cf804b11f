package casework

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Visit is what is recorded of one person together: a test, contacts, or both. All of it is recorded, or nothing.
type Visit struct {
	Case     uuid.UUID
	Key      uuid.UUID // the form's; the keys of its facts follow from it, so that sending twice records nothing twice
	Version  int       // of the case, as the form showed it: what others have recorded since is not recorded again
	TestOn   date.Date
	Test     *rehab.DrugTest // nil without a test
	Contacts []VisitContact
	Reason   string // for a late entry
}

// VisitContact is one contact of a visit.
type VisitContact struct {
	On   date.Date
	Body *rehab.Contact
}

// Fields of a visit in the faults of RecordVisit and SaveSheet: the day and result of the test, the reason of a late entry, and the day of each contact.
const (
	VisitTestOn = "date"
	VisitResult = "result"
	VisitReason = "reason"
)

// Empty reports whether there is nothing to record.
func (v *Visit) Empty() bool { return v.Test == nil && len(v.Contacts) == 0 }

// RecordVisit records a visit. Besides the faults of Record it says, on the field concerned, when somebody else has recorded the same test or contact
// since the form was shown; the very same is not recorded again and is no fault.
func (w *Work) RecordVisit(ctx context.Context, actor access.Actor, v Visit) (Recorded, error) {
	var done Recorded
	err := w.hold(ctx, actor, v.Case, func(tx *store.Tx, f *folder) error {
		if err := v.checkWoman(ctx, tx, f.file.PersonID); err != nil {
			return err
		}
		nothing, err := f.addVisit(actor, v)
		done = Recorded{f.track, nothing}
		if err != nil || done.Repeated {
			return err
		}
		return w.save(ctx, tx, v.action(), f)
	})
	return done, err
}

// checkWoman: a woman's urine is collected by a woman, and the form says so (吸毒检测程序规定 8).
func (v *Visit) checkWoman(ctx context.Context, tx *store.Tx, person uuid.UUID) error {
	if v.Test == nil || !v.Test.Result.Sampled() || !v.Test.Method.Bottled() || v.Test.WomanCollected != nil {
		return nil
	}
	p, err := tx.Person(ctx, person)
	if err == nil && p.Sex == "female" {
		err = fault.OnField("woman_collected", text.RecordByWoman)
	}
	return err
}

func (v *Visit) action() access.Action {
	if v.Test != nil {
		return access.DrugTestRecord
	}
	return access.ContactRecord
}

// addVisit puts what is new of the visit into the folder and reports whether nothing was; after a fault nothing of it is in the folder.
func (f *folder) addVisit(actor access.Actor, v Visit) (nothing bool, err error) {
	before := len(f.added)
	defer func() {
		if err != nil {
			f.takeBack(before)
		}
	}()
	for _, e := range v.entries(f) {
		if f.file.Version != v.Version {
			same, err := f.recordedByOther(e)
			if err != nil {
				return false, err
			}
			if same {
				continue
			}
		}
		if _, err := f.apply(actor, Change{Case: v.Case, Action: v.action(), Entries: []Entry{e}}); err != nil {
			return false, onVisitField(err, e.Body)
		}
	}
	return len(f.added) == before, nil
}

// entries are the facts of the visit. The day of entry belongs to a test whose window is closed (DOMAIN §5).
func (v *Visit) entries(f *folder) []Entry {
	var out []Entry
	if v.Test != nil {
		body := *v.Test
		if body.Entered = f.enteredLate(v.Key, v.TestOn); !body.Entered.IsZero() && body.Reason == "" {
			body.Reason = v.Reason
		}
		body.DetailsDue = body.Short()
		out = append(out, Entry{v.Key, v.TestOn, &body})
	}
	for _, c := range v.Contacts {
		out = append(out, Entry{v.contactKey(c.Body.Type), c.On, c.Body})
	}
	return out
}

func (v *Visit) contactKey(t rehab.ContactType) uuid.UUID { return uuid.NewSHA1(v.Key, []byte(t)) }

// Main is the key of the fact of a visit that a photo is most likely of: the home visit, else the test, else the first contact.
func (v *Visit) Main() uuid.UUID {
	for _, c := range v.Contacts {
		if c.Body.Type == rehab.Visit {
			return v.contactKey(rehab.Visit)
		}
	}
	if v.Test == nil && len(v.Contacts) > 0 {
		return v.contactKey(v.Contacts[0].Body.Type)
	}
	return v.Key
}

// enteredLate is the day of entry of a test taken on a day whose window is closed, none otherwise. A test on file under the key keeps its own, so that
// the same form sent again on a later day is still the same.
func (f *folder) enteredLate(key uuid.UUID, taken date.Date) date.Date {
	for _, old := range f.facts {
		if t, ok := old.Body.(*rehab.DrugTest); ok && old.ID == key.String() {
			return t.Entered
		}
	}
	if w := f.windowOn(taken); w != nil && f.track.Today > w.To {
		return f.track.Today
	}
	return 0
}

func (f *folder) windowOn(d date.Date) *rehab.Window {
	for i := range f.track.Windows {
		if w := &f.track.Windows[i]; w.From <= d && d <= w.To {
			return w
		}
	}
	return nil
}

// recordedByOther reports whether what e says is on file from another form; something else in its place is a conflict.
func (f *folder) recordedByOther(e Entry) (bool, error) {
	for _, old := range f.facts {
		if old.ID == e.Key.String() {
			return false, nil
		}
	}
	standing := f.standing()
	for _, old := range f.facts {
		if _, ok := standing[old.ID]; !ok || !f.inPlaceOf(e, old.Fact) {
			continue
		}
		if old.Date == e.Date && sameSaid(old.Body, e.Body) {
			return true, nil
		}
		return false, &fault.Error{Kind: fault.Conflict, Fields: []fault.Field{{Name: fieldOf(e.Body), Key: text.VisitRecordedByOther, Args: map[string]any{
			"Who": old.Recorder, "Day": old.Date, "What": said(old.Body),
		}}}}
	}
	return false, nil
}

// inPlaceOf reports whether old is what e would be: another test of the same day or one that has met its window, a contact of the same kind on the same
// day or in a month that owes no more of them.
func (f *folder) inPlaceOf(e Entry, old rehab.Fact) bool {
	switch b := e.Body.(type) {
	case *rehab.DrugTest:
		if _, ok := old.Body.(*rehab.DrugTest); !ok {
			return false
		}
		w := f.windowOn(e.Date)
		return old.Date == e.Date || (w != nil && w.MetBy == old.ID)
	case *rehab.Contact:
		o, ok := old.Body.(*rehab.Contact)
		if !ok || o.Type != b.Type {
			return false
		}
		return old.Date == e.Date || (old.Date.Month() == e.Date.Month() && f.contactsDone(e.Date.Month(), b.Type))
	}
	return false
}

func (f *folder) contactsDone(m date.Month, t rehab.ContactType) bool {
	for i := range f.track.Months {
		if f.track.Months[i].Month != m {
			continue
		}
		for _, c := range f.track.Months[i].Contacts {
			if c.Type == t {
				return c.Done > 0 && c.Done >= c.Owed
			}
		}
	}
	return false
}

func sameSaid(a, b rehab.Body) bool {
	x, isTest := a.(*rehab.DrugTest)
	y, bothTests := b.(*rehab.DrugTest)
	return !isTest || (bothTests && x.Result == y.Result)
}

// said names a test's result or a contact's kind.
func said(b rehab.Body) text.Key {
	switch b := b.(type) {
	case *rehab.DrugTest:
		return text.Key(string(text.FamilyTestResult) + "." + string(b.Result))
	case *rehab.Contact:
		return text.Key(string(text.FamilyContact) + "." + string(b.Type))
	}
	return text.Key(string(text.FamilyFact) + "." + string(b.Kind()))
}

// fieldOf is the field with the day of a test or contact.
func fieldOf(b rehab.Body) string {
	if c, ok := b.(*rehab.Contact); ok {
		return ContactDateField(c.Type)
	}
	return VisitTestOn
}

// ContactDateField is the field with the day of a contact.
func ContactDateField(t rehab.ContactType) string { return string(t) + "_date" }

// onVisitField moves a fault of one fact to its field of the visit; a fault without a field lands on the fact's day.
func onVisitField(err error, b rehab.Body) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || (f.Kind != fault.Invalid && f.Kind != fault.Conflict) {
		return err
	}
	moved := &fault.Error{Kind: f.Kind, Cause: f.Cause}
	if len(f.Fields) == 0 {
		moved.Fields = []fault.Field{{Name: fieldOf(b), Key: f.Key, Args: f.Args}}
	}
	late := text.Key(string(text.FamilyProblem) + "." + string(rehab.FlawLateWithoutReason))
	for _, x := range f.Fields {
		x.Name = fieldOf(b)
		if x.Key == late {
			x.Name = VisitReason
		}
		moved.Fields = append(moved.Fields, x)
	}
	return moved
}

// NextToVisit returns the case after the given one, in the order of its village's sheet and from the beginning again, of whom this month still asks something;
// uuid.Nil when there is none.
func (w *Work) NextToVisit(ctx context.Context, actor access.Actor, after uuid.UUID) (next uuid.UUID, err error) {
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		village, err := tx.AnswerableFor(ctx, after)
		if err != nil {
			return err
		}
		sheet := Sheet{Village: village, Month: w.clock.Today().Month()}
		lines, err := tx.SheetLines(ctx, village, sheet.Month, endedStages())
		if err != nil {
			return err
		}
		at := slices.IndexFunc(lines, func(l store.SheetLine) bool { return l.CaseID == after })
		for i := range lines {
			l := lines[(at+1+i)%len(lines)]
			if row := sheet.row(l, nil); l.CaseID != after && row.Here() && row.ToDo() > 0 {
				next = l.CaseID
				return nil
			}
		}
		return nil
	})
	return next, err
}
