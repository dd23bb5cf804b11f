package casework

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// DecideAbsence records the township's finding on an absence: said are "of" (the test), "good_cause" (true excuses it, false makes it
// evasion, ruling 34) and "reason". Facts are never edited: the absence is recorded anew with the finding, what refers to it (a letter, a
// report) anew with the new reference, and the old ones are voided, all in one transaction.
func (w *Work) DecideAbsence(ctx context.Context, actor access.Actor, f FactForm) (Recorded, error) {
	if !actor.May(access.AbsenceDecide) {
		return Recorded{}, fault.ErrNotFound()
	}
	return w.change(ctx, actor, f.Case, func(held *folder) (Change, error) {
		o := held.open()
		return o.decideAbsence(&f)
	})
}

func (o *Opened) decideAbsence(f *FactForm) (Change, error) {
	absence, err := o.absenceToDecide(f)
	if err != nil {
		return Change{}, err
	}
	cause, _ := f.Said["good_cause"].(bool)
	found := *absence.Body.(*rehab.DrugTest)
	found.GoodCause, found.Reason = &cause, f.text("reason")
	c := Change{Case: f.Case, Action: access.AbsenceDecide, Entries: []Entry{{Key: f.Key, Date: absence.Date, Body: &found}}}
	for _, x := range o.referring(absence.ID) {
		again, err := withReference(x.Body, f.Key.String())
		if err != nil {
			return Change{}, err
		}
		c.Entries = append(c.Entries, Entry{Key: derivedKey(f.Key, x.ID), Date: x.Date, Body: again}, voiding(*f, x.ID))
	}
	c.Entries = append(c.Entries, voiding(*f, absence.ID))
	return c, nil
}

// absenceToDecide returns the absence the form is about; one already decided by this very form is given back as it was.
func (o *Opened) absenceToDecide(f *FactForm) (*store.RecordedFact, error) {
	var wrong fault.Fields
	for _, field := range []string{"of", "good_cause", "reason"} {
		if !f.says(field) {
			wrong.Add(field, missing(rehab.KindTest, field))
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	if _, repeated := o.Fact(f.Key.String()); repeated {
		if x, ok := o.Fact(f.text("of")); ok && x.Body.Kind() == rehab.KindTest {
			return &x, nil
		}
	}
	if b := o.BarToAbsence(); b != nil {
		return nil, fault.New(fault.Invalid, b.Words)
	}
	for _, r := range o.Undecided() {
		if r.Of == f.text("of") {
			return r.Fact, nil
		}
	}
	return nil, fault.OnField("of", text.ValidNotAnOption)
}

// referring returns the facts that stand and refer to a fact.
func (o *Opened) referring(id string) []rehab.Fact {
	f := folder{facts: o.Facts}
	var list []rehab.Fact
	for _, x := range f.standing() {
		if rehab.Reference(x.Body) == id {
			list = append(list, x)
		}
	}
	slices.SortFunc(list, func(a, b rehab.Fact) int { return int(a.Date - b.Date) })
	return list
}

// withReference returns a copy of a body that refers to another fact.
func withReference(b rehab.Body, of string) (rehab.Body, error) {
	raw, err := rehab.EncodeBody(b)
	if err != nil {
		return nil, err
	}
	said := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw, &said); err != nil {
		return nil, err
	}
	if said["of"], err = json.Marshal(of); err != nil {
		return nil, err
	}
	if raw, err = json.Marshal(said); err != nil {
		return nil, err
	}
	return rehab.DecodeBody(b.Kind(), raw)
}

// voiding takes a fact back on the day of the form, for the form's reason.
func voiding(f FactForm, id string) Entry {
	return Entry{Key: derivedKey(f.Key, "void "+id), Date: f.Date, Body: &rehab.Void{Of: id, Reason: f.text("reason")}}
}

// derivedKey is the key of a further fact of the same form, the same each time the form is sent.
func derivedKey(form uuid.UUID, name string) uuid.UUID { return uuid.NewSHA1(form, []byte(name)) }
