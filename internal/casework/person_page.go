package casework

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// PersonFile is a person as their own page shows them, reached from one of their cases.
type PersonFile struct {
	Opened
	Changes []store.PersonChange // newest first
	More    bool                 // there are older changes
	Merges  []store.PersonMerge  // newest first, undone ones too
}

// changesShown is how many changes the page shows.
const changesShown = 100

// Person returns the person of a case with the history of their data, and writes into the audit log that it was looked at.
func (w *Work) Person(ctx context.Context, actor access.Actor, caseID uuid.UUID) (f PersonFile, err error) {
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if f.Opened, err = w.open(ctx, tx, caseID); err != nil {
			return err
		}
		if f.Changes, err = tx.PersonChanges(ctx, f.Person.ID, changesShown+1); err != nil {
			return err
		}
		if f.More = len(f.Changes) > changesShown; f.More {
			f.Changes = f.Changes[:changesShown]
		}
		if f.Merges, err = tx.PersonMerges(ctx, f.Person.ID); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.CaseView, Case: caseID, Person: f.Person.ID})
	})
	return f, err
}

// Since returns what the record said, in the version a form showed, of the fields that have changed since then, by the field's name.
func (f *PersonFile) Since(version int) map[string]string {
	was := map[string]string{}
	for _, c := range f.Changes { // newest first: the oldest change after the version has the last word
		if c.Version > version && c.PersonID == f.Person.ID {
			for _, x := range c.Fields {
				was[x.Field] = x.Before
			}
		}
	}
	return was
}

// Numbers are a person's numbers in clear.
type Numbers struct {
	Document, Phone, GuardianPhone string
	Before, After                  map[string]string // of the history, by NumberKey
}

// NumberKey names a field of a change in Numbers.
func NumberKey(change uuid.UUID, field string) string { return change.String() + " " + field }

// UnmaskPerson returns the numbers of the person of a case, and of the history, in clear. The reason is required and is written, with who asked, into
// the audit log before the numbers are given out.
func (w *Work) UnmaskPerson(ctx context.Context, actor access.Actor, caseID uuid.UUID, reason string) (n Numbers, err error) {
	if strings.TrimSpace(reason) == "" {
		return n, fault.OnField("reason", text.ValidReasonRequired)
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.CaseFile(ctx, caseID)
		if err != nil {
			return err
		}
		p, err := tx.Person(ctx, c.PersonID)
		if err != nil {
			return err
		}
		if n, err = w.numbers(ctx, tx, p); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.Unmask, Case: caseID, Person: p.ID, Detail: map[string]any{"reason": reason}})
	})
	return n, err
}

func (w *Work) numbers(ctx context.Context, tx *store.Tx, p store.Person) (n Numbers, err error) {
	n.Before, n.After = map[string]string{}, map[string]string{}
	for _, x := range []struct {
		into   *string
		sealed []byte
		of     string
	}{{&n.Document, p.DocumentSealed, documentOf(p.ID)}, {&n.Phone, p.PhoneSealed, phoneOf(p.ID)}, {&n.GuardianPhone, p.GuardianPhoneSealed, guardianPhoneOf(p.ID)}} {
		if *x.into, err = w.openIf(x.sealed, x.of); err != nil {
			return n, err
		}
	}
	changes, err := tx.SealedChanges(ctx, p.ID)
	if err != nil {
		return n, err
	}
	for _, c := range changes {
		of := map[string]string{"document": documentOf(c.PersonID), "phone": phoneOf(c.PersonID), "guardian_phone": guardianPhoneOf(c.PersonID)}[c.Field]
		key := NumberKey(c.ChangeID, c.Field)
		if n.Before[key], err = w.openIf(c.BeforeSealed, of); err != nil {
			return n, err
		}
		if n.After[key], err = w.openIf(c.AfterSealed, of); err != nil {
			return n, err
		}
	}
	return n, nil
}

// openIf opens what is sealed; nothing sealed is nothing.
func (w *Work) openIf(sealed []byte, of string) (string, error) {
	if sealed == nil {
		return "", nil
	}
	return w.box.Open(sealed, of)
}
