package casework

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// DecisionDraft is a decision while it is being written: what the form holds.
type DecisionDraft struct {
	Measure    rehab.Measure `json:"measure"`
	Term       int           `json:"term"` // months
	CreditDays int           `json:"credit_days"`
	Place      division.Code `json:"place"`
	FactsFound string        `json:"facts_found"`
	Evidence   string        `json:"evidence"`
	LegalBasis string        `json:"legal_basis"`
}

// LegalBasis returns the articles a decision of the measure rests on, as the paper cites them (ruling 49).
func LegalBasis(m rehab.Measure) string {
	if m == rehab.Rehab {
		return "《中华人民共和国禁毒法》第四十八条、《戒毒条例》第三十七条"
	}
	return "《中华人民共和国禁毒法》第三十三条、《戒毒条例》第十三条"
}

// Suit replaces the standard legal basis of the other measure, and an empty one, by that of the draft's own.
func (d *DecisionDraft) Suit() {
	other := rehab.Rehab
	if d.Measure == rehab.Rehab {
		other = rehab.Detox
	}
	if basis := strings.TrimSpace(d.LegalBasis); basis == "" || basis == LegalBasis(other) {
		d.LegalBasis = LegalBasis(d.Measure)
	}
}

// DecisionFile is a case with its decision: issued, being written, or not begun.
type DecisionFile struct {
	Opened
	Draft DecisionDraft            // with the screening's measure, term and place when nothing is written yet
	Row   store.DecisionDraft      // Version 0: there is no draft, or none for this actor
	Heads map[rehab.Measure]string // what the number will begin with, by measure; nil once it is issued
}

// Issued returns the decision that stands; false before there is one.
func (d *DecisionFile) Issued() (store.RecordedFact, *rehab.Decision, bool) {
	voided := d.Voided()
	for _, x := range d.Facts {
		if b, is := x.Body.(*rehab.Decision); is {
			if _, void := voided[x.ID]; !void {
				return x, b, true
			}
		}
	}
	return store.RecordedFact{}, nil, false
}

// Decision returns a case with its decision, and writes into the audit log that it was looked at.
func (w *Work) Decision(ctx context.Context, actor access.Actor, caseID uuid.UUID) (d DecisionFile, err error) {
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if d.Opened, err = w.open(ctx, tx, caseID); err != nil {
			return err
		}
		if err := w.draft(ctx, tx, &d); err != nil {
			return err
		}
		if _, _, issued := d.Issued(); !issued {
			if d.Heads, err = numberHeads(ctx, tx, d.Today); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, store.Audited{Action: access.CaseView, Case: caseID, Person: d.Case.PersonID})
	})
	return d, err
}

func (w *Work) draft(ctx context.Context, tx *store.Tx, d *DecisionFile) (err error) {
	d.Draft = DecisionDraft{Measure: d.Case.Measure, Term: d.Case.TermMonths, Place: d.Case.Place}
	d.Draft.Suit()
	d.Row, err = tx.DecisionDraft(ctx, d.Case.ID)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		d.Row = store.DecisionDraft{}
		return nil
	case err != nil:
		return err
	}
	return json.Unmarshal(d.Row.Body, &d.Draft)
}

// SaveDraft writes the draft of a case and, with submit, hands it to another officer for approval. version is the one the form showed (0: none yet); an
// older one is a conflict, unless it says the same. Only a screening that ended with fit and has no decision yet can have a draft.
func (w *Work) SaveDraft(ctx context.Context, actor access.Actor, caseID uuid.UUID, version int, d DecisionDraft, submit bool) error {
	if !actor.May(access.DecisionDraft) {
		return fault.ErrNotFound()
	}
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		if err := f.allowed(rehab.KindDecision); err != nil {
			return err
		}
		if err := checkDraft(actor, d, submit); err != nil {
			return err
		}
		if submit {
			if err := completePerson(ctx, tx, f.file.PersonID); err != nil {
				return err
			}
		}
		saved, err := tx.SaveDecisionDraft(ctx, caseID, version, body, submit)
		if err != nil {
			return err
		}
		if !saved {
			return savedBefore(ctx, tx, actor, caseID, d, submit)
		}
		return tx.Audit(ctx, store.Audited{Action: access.DecisionDraft, Case: caseID, Detail: map[string]any{"submitted": submit}})
	})
}

// completePerson refuses a decision that would say nothing where its paper speaks of the person; the page says what is missing and where to add it.
func completePerson(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	p, err := tx.Person(ctx, id)
	if err != nil {
		return err
	}
	if len(LackedByDecision(p)) > 0 {
		return fault.New(fault.Invalid, text.DecisionPersonFirst)
	}
	return nil
}

// savedBefore is nil when the draft on file is what the same officer has just sent, else the conflict.
func savedBefore(ctx context.Context, tx *store.Tx, actor access.Actor, caseID uuid.UUID, d DecisionDraft, submit bool) error {
	row, err := tx.DecisionDraft(ctx, caseID)
	if err != nil {
		return err
	}
	var was DecisionDraft
	if err := json.Unmarshal(row.Body, &was); err != nil {
		return err
	}
	if was == d && row.DraftedBy == actor.Account && (row.SubmittedAt != nil) == submit && row.ReturnedBy == nil {
		return nil
	}
	return fault.New(fault.Conflict, text.FaultStale)
}

func checkDraft(actor access.Actor, d DecisionDraft, submit bool) error {
	var wrong fault.Fields
	checkMeasure(&wrong, d.Measure, d.Term)
	if d.CreditDays > 0 && d.Measure == rehab.Rehab {
		wrong.Add("credit_days", text.DecisionCreditOnRehab)
	}
	if !d.Place.IsVillage() || !actor.Sees(d.Place) {
		wrong.Add("place", text.ValidChoose)
	}
	if submit {
		for _, f := range [][2]string{{"facts_found", d.FactsFound}, {"evidence", d.Evidence}, {"legal_basis", d.LegalBasis}} {
			if strings.TrimSpace(f[1]) == "" {
				wrong.Add(f[0], text.ValidRequired)
			}
		}
	}
	return wrong.Err()
}

// submittedDraft returns the draft of a case that is held, which must be submitted, of the version shown, and not the actor's own, not even in part.
func submittedDraft(ctx context.Context, tx *store.Tx, actor access.Actor, caseID uuid.UUID, version int) (store.DecisionDraft, error) {
	if !actor.May(access.DecisionApprove) {
		return store.DecisionDraft{}, fault.ErrNotFound()
	}
	row, err := tx.DecisionDraft(ctx, caseID)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return row, fault.New(fault.Conflict, text.DecisionNotWaiting)
	case err != nil:
		return row, err
	case slices.Contains(row.Drafters, actor.Account):
		return row, fault.New(fault.Forbidden, text.DecisionOwnDraft)
	case row.SubmittedAt == nil || row.FactID != nil:
		return row, fault.New(fault.Conflict, text.DecisionNotWaiting)
	case row.Version != version:
		return row, fault.New(fault.Conflict, text.FaultStale)
	}
	return row, nil
}

// DecisionSteps returns the steps of decisions that concern the actor: an approver is not shown what has not been submitted.
func DecisionSteps(actor access.Actor) []string {
	if actor.May(access.DecisionDraft) {
		return []string{"draft", "continue", "returned", "approve", "serve"}
	}
	return []string{"approve", "serve"}
}

// Decisions returns the decisions on their way that the actor sees at a step ("": all of them), at most limit after the given one; more says that
// there are others.
func (w *Work) Decisions(ctx context.Context, actor access.Actor, step string, after store.DecisionKey, limit int) (lines []store.DecisionLine, more bool, err error) {
	if !actor.May(access.DecisionView) {
		return nil, false, fault.ErrNotFound()
	}
	steps := DecisionSteps(actor)
	if step != "" {
		steps = []string{step}
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		lines, err = tx.DecisionLines(ctx, steps, w.clock.Today(), after, limit+1)
		return err
	})
	if len(lines) > limit {
		return lines[:limit], true, err
	}
	return lines, false, err
}
