package casework

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Question is what police ask before they open a screening: a whole document number, and why.
type Question struct {
	DocumentType string
	Document     string
	Reason       string
}

// Answer is what police may learn by a whole number (DOMAIN §2), and what of it is open to the actor anyway.
type Answer struct {
	Found  bool
	Known  store.Known
	Ring   string             // the police station to ring about an open case that is not beyond screening; "" otherwise
	Person *store.Person      // nil unless a case of the person is open to the actor
	Cases  []store.PersonCase // those open to the actor, the newest first
}

// Lacks returns the fields that a decision needs and the record of a known person has nothing for.
func (a *Answer) Lacks() []string {
	return lacked(a.Known.LacksWork, a.Known.LacksRegistered, a.Known.LacksActual)
}

// Ask checks the question: a number that can be one, and a reason. It puts the number into the form in which numbers are kept.
func (w *Work) Ask(q *Question) error {
	var wrong fault.Fields
	p := Person{DocumentType: q.DocumentType, Document: q.Document}
	p.checkDocument(&wrong, w.clock.Today())
	q.DocumentType, q.Document = p.DocumentType, p.Document
	if q.Reason = strings.TrimSpace(q.Reason); q.Reason == "" {
		wrong.Add("reason", text.ValidReasonRequired)
	}
	return wrong.Err()
}

// LookUp answers the question before anything is created: is the person known, is a case open, whom to ring. Question and reason are
// logged whatever the answer is.
func (w *Work) LookUp(ctx context.Context, actor access.Actor, q Question) (a Answer, err error) {
	if !actor.May(access.IntakeOpen) {
		return a, fault.ErrNotFound()
	}
	if err := w.Ask(&q); err != nil {
		return a, err
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		a.Known, err = tx.KnownByDocument(ctx, w.documentIndex(q.Document))
		a.Found = err == nil
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		if a.Found {
			if err := w.seen(ctx, tx, &a); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, store.Audited{Action: access.IntakeOpen, Person: a.Known.Root, Detail: map[string]any{"reason": q.Reason, "found": a.Found}})
	})
	return a, err
}

// seen adds what of a known person is open to the actor anyway, and whom to ring.
func (w *Work) seen(ctx context.Context, tx *store.Tx, a *Answer) error {
	p, err := tx.Person(ctx, a.Known.Root)
	if err == nil {
		a.Person = &p
		a.Cases, err = tx.PersonCases(ctx, p.ID)
	}
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return err
	}
	if k := a.Known; k.Place != nil && k.Stage != nil && rehab.Stage(*k.Stage) == rehab.StageScreening {
		a.Ring, err = tx.StationFor(ctx, *k.Place, w.clock.Today())
		return err
	}
	return nil
}

// Minor reports whether the person with the document is known to be under 18 today, by the ID number.
func (w *Work) Minor(q Question) bool {
	n, err := rehab.ParseIDNumber(q.Document)
	return q.DocumentType == idCard && err == nil && n.Birth.AddMonths(12*adult) > w.clock.Today()
}

// ReadIDNumber returns what an ID number says; false for any other document.
func (q Question) ReadIDNumber() (rehab.IDNumber, bool) {
	n, err := rehab.ParseIDNumber(q.Document)
	return n, err == nil && q.DocumentType == idCard
}

// SealQuestion writes the question so that it can wait in a session or in a form: only this program can read it, and only for the same account.
func (w *Work) SealQuestion(actor access.Actor, q Question) (string, error) {
	raw, err := json.Marshal(q)
	return base64.RawURLEncoding.EncodeToString(w.box.Seal(string(raw), questionBinding(actor))), err
}

// OpenQuestion reads what SealQuestion wrote for the same account; false for anything else.
func (w *Work) OpenQuestion(actor access.Actor, sealed string) (q Question, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return q, false
	}
	plain, err := w.box.Open(raw, questionBinding(actor))
	return q, err == nil && json.Unmarshal([]byte(plain), &q) == nil
}

// QuestionMark tells what is asked about one person from what is asked about others, and says nothing of who it is.
func (w *Work) QuestionMark(q Question) string {
	return hex.EncodeToString(w.documentIndex(q.Document)[:8])
}

func questionBinding(actor access.Actor) string {
	return "intake.question:" + strconv.FormatInt(actor.Account, 10)
}
