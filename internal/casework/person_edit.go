package casework

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// PersonEdit is the form that changes a person's data. The document and what an ID number says are corrected by CorrectDocument.
type PersonEdit struct {
	Key             uuid.UUID
	Version         int    // of the record the form showed
	Person          Person // Document is not read; an empty telephone leaves the one on record
	NoPhone         bool   // there is no telephone any more
	NoGuardianPhone bool
	Reason          string
	ReportedOn      date.Date // day the person reported a change of address or telephone
}

// Fields of which a change wants more than the new value: identity wants a reason, and a change of address or telephone the day on which the person
// reported it, because reporting it is the person's duty.
var (
	identityFields = []string{"name", "sex", "birth", "document_type", "document"}
	reportedFields = []string{"registered_address", "actual_address", "phone"}
)

// MayEditPerson reports whether it is for the actor to change the data of the person of a case: the police who see it, and the office that answers
// for it. A destination that only awaits the person looks.
func (o *Opened) MayEditPerson(actor access.Actor) bool {
	return actor.May(access.PersonEdit) && (actor.Role.Police() || actor.Sees(o.Answers()))
}

// EditPerson changes a person's data and appends the change to the history. Faults: not found; invalid (a field is wrong, nothing has changed);
// conflict (the record has changed since the form was shown; or the same form with other content).
func (w *Work) EditPerson(ctx context.Context, actor access.Actor, caseID uuid.UUID, in PersonEdit) error {
	if !actor.May(access.PersonEdit) {
		return fault.ErrNotFound()
	}
	hash, err := w.fingerprint(in)
	if err != nil {
		return err
	}
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		before, repeated, err := w.personToChange(ctx, tx, actor, caseID, in.Key, hash)
		if err != nil || repeated {
			return err
		}
		if before.Version != in.Version {
			return fault.New(fault.Conflict, text.FaultStale)
		}
		after := w.edited(before, in)
		if err := w.checkEdit(before, after, in); err != nil {
			return err
		}
		c := store.PersonChange{ID: in.Key, Kind: "edit", Reason: in.Reason, ReportedOn: in.ReportedOn, ContentHash: hash}
		return w.savePerson(ctx, tx, caseID, before, after, c)
	})
}

// personToChange locks the person of a case for a change by the actor. repeated says that the same form is on file already.
func (w *Work) personToChange(ctx context.Context, tx *store.Tx, actor access.Actor, caseID, key uuid.UUID, hash []byte) (p store.Person, repeated bool, err error) {
	o, err := w.open(ctx, tx, caseID)
	if err != nil {
		return p, false, err
	}
	if !o.MayEditPerson(actor) {
		return p, false, fault.New(fault.Forbidden, text.PersonNotYours)
	}
	if p, err = tx.LockPerson(ctx, o.Case.PersonID); err != nil {
		return p, false, err
	}
	was, err := tx.PersonChangeHash(ctx, key)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return p, false, nil
	case err != nil:
		return p, false, err
	case !bytes.Equal(was, hash):
		return p, false, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return p, true, nil
}

// fingerprint is the same for the same form only. It is keyed, because forms hold numbers.
func (w *Work) fingerprint(form any) ([]byte, error) {
	raw, err := json.Marshal(form)
	return w.box.Index("form", string(raw)), err
}

// edited is the record as the form wants it.
func (w *Work) edited(before store.Person, in PersonEdit) store.Person {
	after, p := before, in.Person
	after.Name, after.Alias, after.Ethnicity, after.Education, after.Marital, after.Work = p.Name, p.Alias, p.Ethnicity, p.Education, p.Marital, p.Work
	after.RegisteredAddress, after.ActualAddress, after.Guardian, after.GuardianRelation = p.RegisteredAddress, p.ActualAddress, p.Guardian, p.GuardianRelation
	after.Drugs, after.UseHistory, after.Health, after.Medication, after.Family = p.Drugs, p.UseHistory, p.Health, p.Medication, p.Family
	if before.DocumentType != idCard {
		after.Sex, after.Birth = p.Sex, p.Birth
	}
	switch phone := plainPhone(p.Phone); {
	case in.NoPhone:
		after.PhoneSealed, after.PhoneIndex, after.PhoneMask = nil, nil, nil
	case phone != "" && !bytes.Equal(w.box.Index("phone", phone), before.PhoneIndex):
		w.sealPhone(&after, phone)
	}
	switch phone := plainPhone(p.GuardianPhone); {
	case in.NoGuardianPhone:
		after.GuardianPhoneSealed, after.GuardianPhoneMask = nil, nil
	case phone != "" && !w.isGuardianPhone(before, phone):
		w.sealGuardianPhone(&after, phone)
	}
	return after
}

func (w *Work) isGuardianPhone(p store.Person, phone string) bool {
	if p.GuardianPhoneSealed == nil {
		return false
	}
	was, err := w.box.Open(p.GuardianPhoneSealed, guardianPhoneOf(p.ID))
	return err == nil && was == phone
}

// checkEdit says what is wrong with an edit.
func (w *Work) checkEdit(before, after store.Person, in PersonEdit) error {
	var wrong fault.Fields
	today := w.clock.Today()
	p := in.Person
	p.Sex, p.Birth = after.Sex, after.Birth
	p.checkData(&wrong, today, false)
	if in.NoPhone && in.Person.Phone != "" {
		wrong.Add("phone", text.PersonPhoneOrNone)
	}
	if in.NoGuardianPhone && in.Person.GuardianPhone != "" {
		wrong.Add("guardian_phone", text.PersonPhoneOrNone)
	}
	changed := changedFields(before, after)
	if len(changed) == 0 && len(wrong) == 0 {
		return fault.New(fault.Invalid, text.PersonUnchanged)
	}
	if in.Reason == "" && p.Name != "" && slices.ContainsFunc(changed, isIdentity) {
		wrong.Add("reason", text.PersonReasonOfIdentity)
	}
	switch {
	case in.ReportedOn > today:
		wrong.Add("reported_on", text.ValidFuture, "Today", today)
	case in.ReportedOn.IsZero() && slices.ContainsFunc(changed, wasReported):
		wrong.Add("reported_on", text.PersonReportedOnMissing)
	}
	return wrong.Err()
}

func isIdentity(f store.ChangedField) bool { return slices.Contains(identityFields, f.Field) }

// wasReported: what was not known before has not changed.
func wasReported(f store.ChangedField) bool {
	return slices.Contains(reportedFields, f.Field) && f.Before != ""
}

// savePerson writes the record, its history and the audit entry. c lacks what follows from the two states.
func (w *Work) savePerson(ctx context.Context, tx *store.Tx, caseID uuid.UUID, before, after store.Person, c store.PersonChange) error {
	saved, err := tx.UpdatePerson(ctx, after, nameKeys(after.Name, after.Alias))
	if err != nil {
		return err
	}
	if !saved {
		return fault.New(fault.Conflict, text.FaultStale)
	}
	c.PersonID, c.Version, c.RecordedAt, c.Fields = after.ID, before.Version+1, w.clock.Now(), changedFields(before, after)
	c.Reason = strings.TrimSpace(c.Reason)
	if err := tx.AddPersonChange(ctx, c); err != nil {
		return err
	}
	fields := make([]string, len(c.Fields))
	for i, f := range c.Fields {
		fields[i] = f.Field
	}
	return tx.Audit(ctx, store.Audited{Action: actionOf(c.Kind), Case: caseID, Person: after.ID, Detail: map[string]any{"fields": fields}})
}

func actionOf(kind string) access.Action {
	if kind == "document" {
		return access.PersonCorrect
	}
	return access.PersonEdit
}
