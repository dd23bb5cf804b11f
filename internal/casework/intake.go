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
	Person    Person    // of a person who is known already only the document counts, and what the record lacks for a decision
	Another   bool      // the number was once another person's by mistake: this is somebody else
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
		known, err := w.personFor(ctx, tx, actor, &in)
		if err != nil {
			return err
		}
		c := store.CaseFile{ID: in.Key, PersonID: known.PersonID, Measure: in.Measure, TermMonths: in.Term, Place: in.Place, Station: actor.Unit, OpenedOn: in.Date}
		if err := tx.AddCaseFile(ctx, c); err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		c.PersonID = known.Root
		f := w.newFolder(store.Folder{Case: c}, rules)
		if err := f.add(actor, Entry{Key: screeningKey(in.Key), Date: in.Date, Body: &in.Screening}); err != nil {
			return err
		}
		if err := w.save(ctx, tx, access.ScreeningRecord, f); err != nil {
			return err
		}
		return w.complete(ctx, tx, in, known)
	})
}

// complete writes what a known person's record lacked for a decision and the form gives, now that the person is open to the actor. What the
// record says stays.
func (w *Work) complete(ctx context.Context, tx *store.Tx, in Intake, known store.Known) error {
	before, err := tx.LockPerson(ctx, known.Root)
	if err != nil {
		return err
	}
	after := before
	for _, x := range []struct {
		field *string
		typed string
	}{{&after.Work, in.Person.Work}, {&after.RegisteredAddress, in.Person.RegisteredAddress}, {&after.ActualAddress, in.Person.ActualAddress}} {
		if *x.field == "" {
			*x.field = x.typed
		}
	}
	if after.Work == before.Work && after.RegisteredAddress == before.RegisteredAddress && after.ActualAddress == before.ActualAddress {
		return nil
	}
	key := uuid.NewSHA1(in.Key, []byte("person"))
	hash, err := w.fingerprint(key)
	if err != nil {
		return err
	}
	return w.savePerson(ctx, tx, in.Key, before, after, store.PersonChange{ID: key, Kind: "intake", ContentHash: hash})
}

// screeningKey derives the screening's key from the case's, because one form makes both.
func screeningKey(caseID uuid.UUID) uuid.UUID { return uuid.NewSHA1(caseID, []byte("screening")) }

// personFor checks the form and returns the person it is about, who is written if new.
func (w *Work) personFor(ctx context.Context, tx *store.Tx, actor access.Actor, in *Intake) (store.Known, error) {
	known, isNew, err := w.known(ctx, tx, in.Person.Document, in.Another)
	if err != nil {
		return known, err
	}
	var wrong fault.Fields
	if isNew {
		if err, ok := errors.AsType[*fault.Error](in.Person.check(w.clock.Today())); ok {
			wrong = append(wrong, err.Fields...)
		}
	}
	w.checkIntake(&wrong, actor, in)
	if err := wrong.Err(); err != nil {
		return known, err
	}
	return w.addUnlessKnown(ctx, tx, in.Person, known, isNew)
}

// known finds the person with a document number and holds the record, so that of two who open a case of one person by two of their numbers the
// second sees what the first has done. A number corrected since is that person's too, unless another is meant.
func (w *Work) known(ctx context.Context, tx *store.Tx, document string, another bool) (k store.Known, isNew bool, err error) {
	for range 2 {
		k, err = tx.KnownByDocument(ctx, w.documentIndex(document))
		if fault.KindOf(err) == fault.NotFound || err == nil && k.Former && another {
			return store.Known{}, true, nil
		}
		if err == nil {
			err = tx.HoldPersons(ctx, k.Root)
		}
		if err != nil {
			return k, false, err
		}
	}
	return k, false, nil
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
	known, err := tx.KnownByDocument(ctx, w.documentIndex(in.Person.Document))
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return false, err
	}
	same := string(hash) == string(now) && c.Measure == in.Measure && c.TermMonths == in.Term && c.Place == in.Place &&
		known.Root == p.ID && (in.Person.Name == "" || w.samePerson(p, in.Person))
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
	now.DocumentSealed, now.PhoneSealed, now.GuardianPhoneSealed, now.Version = nil, nil, nil, 0
	p.DocumentSealed, p.PhoneSealed, p.GuardianPhoneSealed, p.Version = nil, nil, nil, 0
	return reflect.DeepEqual(p, now)
}

func (w *Work) findOrAddPerson(ctx context.Context, tx *store.Tx, p Person) (store.Known, error) {
	known, isNew, err := w.known(ctx, tx, p.Document, false)
	if err != nil {
		return known, err
	}
	return w.addUnlessKnown(ctx, tx, p, known, isNew)
}

func (w *Work) addUnlessKnown(ctx context.Context, tx *store.Tx, p Person, known store.Known, isNew bool) (store.Known, error) {
	switch {
	case isNew:
		id, err := uuid.NewV7()
		if err != nil {
			return known, err
		}
		return store.Known{PersonID: id, Root: id}, tx.AddPerson(ctx, w.seal(id, p), nameKeys(p.Name, p.Alias))
	case known.OpenCase != nil:
		return known, fault.New(fault.Conflict, text.IntakeCaseOpen)
	}
	return known, nil
}
