package casework

import (
	"context"
	"errors"
	"reflect"

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
	Person    Person    // of a person who is known already only the document counts
	Measure   rehab.Measure
	Term      int           // months
	Place     division.Code // village of execution
	Date      date.Date     // day of the screening
	Screening rehab.Screening
}

// OpenCase records the screening of a person and opens the case it belongs to, with a new person or the one known by the number. Faults: invalid
// (a field is wrong), conflict (a case of this person is open already, ruling 43; or the same form with other content).
func (w *Work) OpenCase(ctx context.Context, actor access.Actor, in Intake) error {
	if !actor.May(access.IntakeOpen) {
		return fault.ErrNotFound()
	}
	in.Person.Document = NormalDocument(in.Person.Document)
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockDocument(ctx, w.documentIndex(in.Person.Document)); err != nil {
			return err
		}
		repeated, err := w.openedBefore(ctx, tx, in)
		if err != nil || repeated {
			return err
		}
		person, err := w.personFor(ctx, tx, actor, &in)
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
		f := w.newFolder(store.Folder{Case: c}, rules)
		if err := f.add(actor, Entry{Key: screeningKey(in.Key), Date: in.Date, Body: &in.Screening}); err != nil {
			return err
		}
		return w.save(ctx, tx, access.ScreeningRecord, f)
	})
}

// screeningKey derives the screening's key from the case's, because one form makes both.
func screeningKey(caseID uuid.UUID) uuid.UUID { return uuid.NewSHA1(caseID, []byte("screening")) }

// personFor checks the form and returns the person it is about, who is written if new.
func (w *Work) personFor(ctx context.Context, tx *store.Tx, actor access.Actor, in *Intake) (uuid.UUID, error) {
	known, err := tx.KnownByDocument(ctx, w.documentIndex(in.Person.Document))
	isNew := fault.KindOf(err) == fault.NotFound
	if err != nil && !isNew {
		return uuid.Nil, err
	}
	var wrong fault.Fields
	if isNew {
		if err, ok := errors.AsType[*fault.Error](in.Person.check(w.clock.Today())); ok {
			wrong = append(wrong, err.Fields...)
		}
		in.Person.checkForDecision(&wrong)
	}
	w.checkIntake(&wrong, actor, in)
	if err := wrong.Err(); err != nil {
		return uuid.Nil, err
	}
	return w.addUnlessKnown(ctx, tx, in.Person, known, isNew)
}

func (w *Work) checkIntake(wrong *fault.Fields, actor access.Actor, in *Intake) {
	s := in.Screening
	for _, part := range []struct {
		field  string
		rating rehab.Rating
	}{{"screen_family", s.Family}, {"screen_health", s.Health}, {"screen_living", s.Living}, {"screen_mind", s.Mind}} {
		if !part.rating.Known() {
			wrong.Add(part.field, text.ValidChoose)
		}
	}
	if !s.Conclusion.Known() {
		wrong.Add("conclusion", text.ValidChoose)
	}
	checkMeasure(wrong, in.Measure, in.Term)
	if !in.Place.IsVillage() || !actor.Sees(in.Place) {
		wrong.Add("place", text.ValidChoose)
	}
	switch today := w.clock.Today(); {
	case in.Date.IsZero():
		wrong.Add("date", text.ValidRequired)
	case in.Date > today:
		wrong.Add("date", text.ValidFuture, "Today", today)
	}
}

func checkMeasure(wrong *fault.Fields, m rehab.Measure, months int) {
	switch {
	case !m.Known():
		wrong.Add("measure", text.ValidChoose)
	case m == rehab.Detox && months != 36, m == rehab.Rehab && months != 12 && months != 24 && months != 36:
		wrong.Add("measure", text.ValidNotAnOption)
	}
}

// openedBefore reports whether the same form has been recorded already; one with the same key and other content is a conflict.
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
	c, err := tx.CaseFile(ctx, in.Key)
	if err != nil {
		return false, err
	}
	p, err := tx.Person(ctx, c.PersonID)
	if err != nil {
		return false, err
	}
	same := string(hash) == string(now) && c.Measure == in.Measure && c.TermMonths == in.Term && c.Place == in.Place &&
		string(p.DocumentIndex) == string(w.documentIndex(in.Person.Document)) && (in.Person.Name == "" || w.samePerson(p, in.Person))
	if !same {
		return false, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return true, nil
}

// samePerson reports whether the form says of the person what is written already.
func (w *Work) samePerson(p store.Person, typed Person) bool {
	if typed.check(w.clock.Today()) != nil {
		return false
	}
	now := w.seal(p.ID, typed)
	now.DocumentSealed, now.PhoneSealed, now.Version = nil, nil, 0
	p.DocumentSealed, p.PhoneSealed, p.Version = nil, nil, 0
	return reflect.DeepEqual(p, now)
}

func (w *Work) findOrAddPerson(ctx context.Context, tx *store.Tx, p Person) (uuid.UUID, error) {
	known, err := tx.KnownByDocument(ctx, w.documentIndex(p.Document))
	isNew := fault.KindOf(err) == fault.NotFound
	if err != nil && !isNew {
		return uuid.Nil, err
	}
	return w.addUnlessKnown(ctx, tx, p, known, isNew)
}

func (w *Work) addUnlessKnown(ctx context.Context, tx *store.Tx, p Person, known store.Known, isNew bool) (uuid.UUID, error) {
	switch {
	case isNew:
		id, err := uuid.NewV7()
		if err != nil {
			return id, err
		}
		return id, tx.AddPerson(ctx, w.seal(id, p), nameKeys(p))
	case known.OpenCase != nil:
		return uuid.Nil, fault.New(fault.Conflict, text.IntakeCaseOpen)
	}
	return known.PersonID, nil
}
