package casework

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Intake is the form with which the police open a screening.
type Intake struct {
	Key       uuid.UUID // becomes the case's id
	Person    Person
	Measure   rehab.Measure
	Term      int           // months
	Place     division.Code // village of execution
	Date      date.Date     // day of the screening
	Screening rehab.Screening
}

// LookUp answers what police may ask by the whole document number before anything is created: is the person known, is a case open, whom to
// ring. The question and its reason are logged whatever the answer. found is false when nobody is known by the number.
func (w *Work) LookUp(ctx context.Context, actor access.Actor, document, reason string) (known store.Known, found bool, err error) {
	if !actor.May(access.IntakeOpen) {
		return known, false, fault.ErrNotFound()
	}
	if strings.TrimSpace(reason) == "" {
		return known, false, fault.OnField("reason", text.ValidReasonRequired)
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		known, err = tx.KnownByDocument(ctx, w.documentIndex(NormalDocument(document)))
		found = err == nil
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.IntakeOpen, Person: known.PersonID, Detail: map[string]any{"reason": reason, "found": found}})
	})
	return known, found, err
}

// OpenCase records the screening of a person and opens the case it belongs to, with a new person or the one known by the number. Faults: invalid
// (a field is wrong), conflict (a case of this person is open already, ruling 43; or the same form with other content).
func (w *Work) OpenCase(ctx context.Context, actor access.Actor, in Intake) error {
	if err := w.checkIntake(actor, &in); err != nil {
		return err
	}
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		repeated, err := w.openedBefore(ctx, tx, in)
		if err != nil || repeated {
			return err
		}
		person, err := w.findOrAddPerson(ctx, tx, in.Person)
		if err != nil {
			return err
		}
		c := store.CaseFile{ID: in.Key, PersonID: person, Measure: in.Measure, TermMonths: in.Term, Place: in.Place, Station: actor.Unit, OpenedOn: in.Date}
		if err := tx.AddCaseFile(ctx, c); err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		f := w.newFolder(c, nil, rules)
		if err := f.add(actor, Entry{Key: screeningKey(in.Key), Date: in.Date, Body: &in.Screening}); err != nil {
			return err
		}
		return w.save(ctx, tx, access.ScreeningRecord, f)
	})
}

// screeningKey derives the screening's key from the case's, because one form makes both.
func screeningKey(caseID uuid.UUID) uuid.UUID { return uuid.NewSHA1(caseID, []byte("screening")) }

func (w *Work) checkIntake(actor access.Actor, in *Intake) error {
	if !actor.May(access.IntakeOpen) {
		return fault.ErrNotFound()
	}
	var wrong fault.Fields
	if err, ok := errors.AsType[*fault.Error](in.Person.check(w.clock.Today())); ok {
		wrong = append(wrong, err.Fields...)
	}
	checkMeasure(&wrong, in.Measure, in.Term)
	if !in.Place.IsVillage() || !actor.Sees(in.Place) {
		wrong.Add("place", text.ValidChoose)
	}
	s := in.Screening
	for field, rating := range map[string]rehab.Rating{"family": s.Family, "health": s.Health, "living": s.Living, "mind": s.Mind} {
		if !rating.Known() {
			wrong.Add(field, text.ValidChoose)
		}
	}
	if !s.Conclusion.Known() {
		wrong.Add("conclusion", text.ValidChoose)
	}
	if in.Date.IsZero() {
		wrong.Add("date", text.ValidRequired)
	}
	return wrong.Err()
}

func checkMeasure(wrong *fault.Fields, m rehab.Measure, months int) {
	switch {
	case !m.Known():
		wrong.Add("measure", text.ValidChoose)
	case m == rehab.Detox && months != 36, m == rehab.Rehab && months != 12 && months != 24 && months != 36:
		wrong.Add("term", text.ValidNotAnOption)
	}
}

// openedBefore reports whether the same form has been recorded already.
func (w *Work) openedBefore(ctx context.Context, tx *store.Tx, in Intake) (bool, error) {
	hash, err := tx.FactHash(ctx, screeningKey(in.Key))
	if fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	now, err := store.ContentHash(in.Date, &in.Screening)
	if err != nil {
		return false, err
	}
	if string(hash) != string(now) {
		return false, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return true, nil
}

func (w *Work) findOrAddPerson(ctx context.Context, tx *store.Tx, p Person) (uuid.UUID, error) {
	known, err := tx.KnownByDocument(ctx, w.documentIndex(p.Document))
	switch {
	case fault.KindOf(err) == fault.NotFound:
		id, err := uuid.NewV7()
		if err != nil {
			return id, err
		}
		return id, tx.AddPerson(ctx, w.seal(id, p), nameKeys(p))
	case err != nil:
		return uuid.Nil, err
	case known.OpenCase != nil:
		return uuid.Nil, fault.New(fault.Conflict, text.IntakeCaseOpen)
	}
	return known.PersonID, nil
}
