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

// PersonMerge is the form that says that the record with a number is of the person of a case.
type PersonMerge struct {
	Key          uuid.UUID
	DocumentType string
	Document     string // the whole number of the other record, which is named by nothing else
	KeepOther    bool   // the other record speaks for the person from now on, not the one of the case
	Reason       string
}

// MergePersons merges the record of a case's person with the one a number names; UndoMerge takes it back. A township lead merges what the lead sees
// both of; across scopes only the police may, who may ask for a person by the whole number anyway (DOMAIN §2). A question that is refused is
// logged like one that is not. Faults: not found, invalid (the number, the reason; no such record), conflict (merged already; a case is open in each,
// ruling 43).
func (w *Work) MergePersons(ctx context.Context, actor access.Actor, caseID uuid.UUID, in PersonMerge) error {
	if !actor.May(access.PersonMerge) {
		return fault.ErrNotFound()
	}
	q := Question{DocumentType: in.DocumentType, Document: in.Document, Reason: in.Reason}
	if err := w.Ask(&q); err != nil {
		return err
	}
	var refusal error // which is committed with its audit entry
	err := w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.CaseFile(ctx, caseID)
		if err != nil {
			return err
		}
		p, err := tx.Person(ctx, c.PersonID)
		if err != nil {
			return err
		}
		if done, err := w.mergedBefore(ctx, tx, in, q); err != nil || done {
			return err
		}
		var m store.PersonMerge
		if m, refusal, err = w.mergeOf(ctx, tx, p, q); err != nil {
			return err
		}
		if refusal != nil { // perhaps because the same form has come in at the same time
			if done, err := w.mergedBefore(ctx, tx, in, q); err != nil || done {
				refusal = nil
				return err
			}
			return tx.Audit(ctx, store.Audited{Action: access.PersonMerge, Case: caseID, Person: p.ID, Detail: map[string]any{"refused": true, "reason": q.Reason}})
		}
		if in.KeepOther {
			m.FromPerson, m.IntoPerson = m.IntoPerson, m.FromPerson
		}
		m.ID, m.Reason, m.MergedAt = in.Key, q.Reason, w.clock.Now()
		if err := tx.MergePersons(ctx, m); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.PersonMerge, Case: caseID, Person: m.IntoPerson, Subject: store.Subject("person_merge", m.ID), Detail: map[string]any{"reason": q.Reason}})
	})
	if err != nil {
		return err
	}
	return refusal
}

// mergedBefore reports whether the same form has merged the records already; one that names another record, keeps the other one or gives another
// reason is a conflict, and so is one whose merge has been undone.
func (w *Work) mergedBefore(ctx context.Context, tx *store.Tx, in PersonMerge, q Question) (bool, error) {
	m, err := tx.PersonMergeByID(ctx, in.Key)
	if fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	named := m.FromPerson
	if in.KeepOther {
		named = m.IntoPerson
	}
	other, err := tx.KnownByDocument(ctx, w.documentIndex(q.Document))
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return false, err
	}
	same := err == nil && m.Reason == q.Reason
	if same && other.PersonID != named {
		if same, err = tx.MergedEarlier(ctx, m, other.PersonID, named); err != nil {
			return false, err
		}
	}
	switch {
	case !same:
		return false, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	case m.UndoneAt != nil:
		return false, fault.New(fault.Conflict, text.FaultStale)
	}
	return true, nil
}

// mergeOf holds the two records and says which is merged into which, or why they cannot be.
func (w *Work) mergeOf(ctx context.Context, tx *store.Tx, p store.Person, q Question) (m store.PersonMerge, refusal, err error) {
	index := w.documentIndex(q.Document)
	other, err := tx.KnownByDocument(ctx, index)
	if fault.KindOf(err) == fault.NotFound {
		return m, unknownRecord(tx.Actor()), nil
	}
	if err != nil {
		return m, nil, err
	}
	if err := tx.HoldPersons(ctx, p.ID, other.Root); err != nil {
		return m, nil, err
	}
	if other, err = tx.KnownByDocument(ctx, index); err != nil { // as it is now that nobody can merge it with another
		return m, nil, err
	}
	if other.Root == p.ID {
		return m, fault.OnField("document", text.PersonMergeSame), nil
	}
	if seen, err := seesPerson(ctx, tx, other.Root); err != nil || !seen && !tx.Actor().Role.Police() {
		return m, unknownRecord(tx.Actor()), err
	}
	mine, err := tx.KnownByDocument(ctx, p.DocumentIndex)
	if err != nil {
		return m, nil, err
	}
	if mine.Root != p.ID {
		return m, fault.New(fault.Conflict, text.FaultStale), nil
	}
	if mine.OpenCase != nil && other.OpenCase != nil {
		refusal, err = bothOpen(ctx, tx, mine, other)
		return m, refusal, err
	}
	return store.PersonMerge{FromPerson: other.Root, IntoPerson: p.ID}, nil, nil
}

// unknownRecord is the answer for a number without a record and, to whom may not ask past the own scope, for one with a record elsewhere: the
// two must not be told apart.
func unknownRecord(actor access.Actor) error {
	if actor.Role.Police() {
		return fault.OnField("document", text.PersonMergeUnknown)
	}
	return fault.OnField("document", text.PersonMergeNotSeen)
}

func seesPerson(ctx context.Context, tx *store.Tx, id uuid.UUID) (bool, error) {
	_, err := tx.Person(ctx, id)
	if fault.KindOf(err) == fault.NotFound {
		return false, nil
	}
	return err == nil, err
}

// bothOpen says what must happen first: one person has one open case (ruling 43), so one of the two has to end.
func bothOpen(ctx context.Context, tx *store.Tx, mine, other store.Known) (error, error) {
	var units [2]string
	for i, k := range []store.Known{mine, other} {
		if k.Place == nil {
			continue
		}
		name, err := tx.PlaceName(ctx, *k.Place)
		if err != nil {
			return nil, err
		}
		units[i] = name
	}
	return fault.New(fault.Conflict, text.PersonMergeBothOpen, "Mine", units[0], "Other", units[1]), nil
}

// MayUndoMerge reports whether the actor may part the two records again: the police, and a lead who sees a case opened for each.
func MayUndoMerge(actor access.Actor, m store.PersonMerge) bool {
	return m.UndoneAt == nil && actor.May(access.PersonMerge) && (actor.Role.Police() || m.FromName != nil)
}

// UndoMerge parts two records that were merged, with a reason: all is as it was before the merge, apart from what has been changed in either record
// since. Undone twice it is undone once. Faults: not found, invalid (no reason).
func (w *Work) UndoMerge(ctx context.Context, actor access.Actor, caseID, merge uuid.UUID, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return fault.OnField("undo_reason", text.ValidReasonRequired)
	}
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.CaseFile(ctx, caseID)
		if err != nil {
			return err
		}
		m, err := mergeAt(ctx, tx, c.PersonID, merge)
		if err != nil || m.UndoneAt != nil {
			return err
		}
		if !MayUndoMerge(actor, m) {
			return fault.ErrNotFound()
		}
		if err := tx.HoldPersons(ctx, c.PersonID, m.FromPerson); err != nil {
			return err
		}
		if undone, err := tx.UndoMerge(ctx, m, c.PersonID, w.clock.Now(), reason); err != nil || !undone {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.PersonMerge, Case: caseID, Person: m.IntoPerson, Subject: store.Subject("person_merge", m.ID), Detail: map[string]any{"undone": true, "reason": reason}})
	})
}

// mergeAt returns one of the merges of a person; of another person's it is not found.
func mergeAt(ctx context.Context, tx *store.Tx, person, merge uuid.UUID) (store.PersonMerge, error) {
	all, err := tx.PersonMerges(ctx, person)
	if err != nil {
		return store.PersonMerge{}, err
	}
	for _, m := range all {
		if m.ID == merge {
			return m, nil
		}
	}
	return store.PersonMerge{}, fault.ErrNotFound()
}
