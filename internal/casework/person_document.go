package casework

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// DocumentCorrection is the form that corrects a person's document.
type DocumentCorrection struct {
	Key          uuid.UUID
	Version      int // of the record the form showed
	DocumentType string
	Document     string
	Confirmed    bool // sex or birth as the new ID number says, other than on record
	Reason       string
}

// DocumentTaken reports whether the fault says that another record has the number, which a merge may put right.
func DocumentTaken(err error) bool {
	f, ok := errors.AsType[*fault.Error](err)
	return ok && slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Key == text.PersonDocumentTaken })
}

// CorrectDocument writes the right number, or another document, with its reason. The old number stays findable. A refusal because another record has
// the number is logged, since it says that the number is known. Faults as of EditPerson.
func (w *Work) CorrectDocument(ctx context.Context, actor access.Actor, caseID uuid.UUID, in DocumentCorrection) error {
	if !actor.May(access.PersonCorrect) {
		return fault.ErrNotFound()
	}
	typed := Person{DocumentType: in.DocumentType, Document: in.Document}
	var wrong fault.Fields
	typed.checkDocument(&wrong, w.clock.Today())
	if in.Reason == "" {
		wrong.Add("reason", text.ValidReasonRequired)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	in.DocumentType, in.Document = typed.DocumentType, typed.Document
	hash, err := w.fingerprint(in)
	if err != nil {
		return err
	}
	var refusal error // which is committed with its audit entry
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		before, repeated, err := w.personToChange(ctx, tx, actor, caseID, in.Key, hash)
		if err != nil || repeated {
			return err
		}
		if before.Version != in.Version {
			return fault.New(fault.Conflict, text.FaultStale)
		}
		index := w.documentIndex(in.Document)
		if bytes.Equal(index, before.DocumentIndex) && in.DocumentType == before.DocumentType {
			return fault.OnField("document", text.PersonDocumentSame)
		}
		if err := tx.LockDocument(ctx, index); err != nil {
			return err
		}
		if refusal, err = taken(ctx, tx, before.ID, index); err != nil {
			return err
		}
		if refusal != nil {
			return tx.Audit(ctx, store.Audited{Action: access.PersonCorrect, Case: caseID, Person: before.ID, Detail: map[string]any{"refused": true}})
		}
		after, err := w.corrected(before, typed, in.Confirmed)
		if err != nil {
			return err
		}
		c := store.PersonChange{ID: in.Key, Kind: "document", Reason: in.Reason, ContentHash: hash}
		return w.savePerson(ctx, tx, caseID, before, after, c)
	})
	if err != nil {
		return err
	}
	return refusal
}

// taken says why the number cannot become this record's: another record has it.
func taken(ctx context.Context, tx *store.Tx, person uuid.UUID, index []byte) (error, error) {
	known, err := tx.KnownByDocument(ctx, index)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return nil, nil
	case err != nil:
		return nil, err
	case known.Former || known.PersonID == person: // a number that was somebody else's by mistake only is free
		return nil, nil
	case known.Root == person:
		return fault.OnField("document", text.PersonDocumentOfMerged), nil
	}
	return &fault.Error{Kind: fault.Conflict, Fields: []fault.Field{{Name: "document", Key: text.PersonDocumentTaken}}}, nil
}

// corrected is the record with the right document. What an ID number says of sex and birth other than the record must have been confirmed.
func (w *Work) corrected(before store.Person, typed Person, confirmed bool) (store.Person, error) {
	after := before
	after.DocumentType = typed.DocumentType
	if index := w.documentIndex(typed.Document); !bytes.Equal(index, before.DocumentIndex) {
		after.DocumentSealed, after.DocumentIndex, after.DocumentMask = w.box.Seal(typed.Document, documentOf(before.ID)), index, Mask(typed.Document)
	}
	if typed.DocumentType != idCard {
		return after, nil
	}
	n, err := rehab.ParseIDNumber(typed.Document)
	if err != nil {
		return after, err
	}
	after.Birth, after.Sex = n.Birth, sexOf(n)
	var wrong fault.Fields
	if !confirmed && after.Sex != before.Sex {
		wrong.Add("confirmed", text.PersonSexDiffers, "Sex", text.Key(string(text.FamilySex)+"."+after.Sex), "Was", text.Key(string(text.FamilySex)+"."+before.Sex))
	}
	if !confirmed && after.Birth != before.Birth {
		wrong.Add("confirmed", text.PersonBirthDiffers, "Birth", after.Birth, "Was", before.Birth)
	}
	if minor(after.Birth, w.clock.Today()) && before.Guardian == "" {
		wrong.Add("document", text.PersonGuardianFirst)
	}
	return after, wrong.Err()
}

func sexOf(n rehab.IDNumber) string {
	if n.Male {
		return "male"
	}
	return "female"
}
