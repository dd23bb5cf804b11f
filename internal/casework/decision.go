package casework

import (
	"context"
	"encoding/json"
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

// Draft returns the case's draft as it stands; a case without one gives an empty row of version 0 with the screening's measure, term and place.
func (w *Work) Draft(ctx context.Context, actor access.Actor, caseID uuid.UUID) (d DecisionDraft, row store.DecisionDraft, err error) {
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		c, err := tx.CaseFile(ctx, caseID)
		if err != nil {
			return err
		}
		d = DecisionDraft{Measure: c.Measure, Term: c.TermMonths, Place: c.Place}
		row, err = tx.DecisionDraft(ctx, caseID)
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		return json.Unmarshal(row.Body, &d)
	})
	return d, row, err
}

// SaveDraft writes the draft of a case and, with submit, hands it to another officer for approval. version is the one the form showed (0: none yet); an
// older one is a conflict. Only a screening that ended with fit and has no decision yet can have a draft.
func (w *Work) SaveDraft(ctx context.Context, actor access.Actor, caseID uuid.UUID, version int, d DecisionDraft, submit bool) error {
	if err := checkDraft(actor, d, submit); err != nil {
		return err
	}
	body, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		f, err := w.lockFolder(ctx, tx, caseID)
		if err != nil {
			return err
		}
		if err := f.allowed(rehab.KindDecision); err != nil {
			return err
		}
		saved, err := tx.SaveDecisionDraft(ctx, caseID, version, body, submit)
		if err != nil {
			return err
		}
		if !saved {
			return fault.New(fault.Conflict, text.FaultStale)
		}
		return tx.Audit(ctx, store.Audited{Action: access.DecisionDraft, Case: caseID, Detail: map[string]any{"submitted": submit}})
	})
}

func checkDraft(actor access.Actor, d DecisionDraft, submit bool) error {
	if !actor.May(access.DecisionDraft) {
		return fault.ErrNotFound()
	}
	var wrong fault.Fields
	checkMeasure(&wrong, d.Measure, d.Term)
	if !d.Place.IsVillage() || !actor.Sees(d.Place) {
		wrong.Add("place", text.ValidChoose)
	}
	if submit {
		for field, v := range map[string]string{"facts_found": d.FactsFound, "evidence": d.Evidence, "legal_basis": d.LegalBasis} {
			if strings.TrimSpace(v) == "" {
				wrong.Add(field, text.ValidRequired)
			}
		}
	}
	return wrong.Err()
}

// ReturnDraft gives a submitted draft back to its author with a reason.
func (w *Work) ReturnDraft(ctx context.Context, actor access.Actor, caseID uuid.UUID, version int, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return fault.OnField("reason", text.ValidReasonRequired)
	}
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if _, _, err := w.submittedDraft(ctx, tx, actor, caseID, version); err != nil {
			return err
		}
		if err := tx.ReturnDecisionDraft(ctx, caseID, reason); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.DecisionApprove, Case: caseID, Detail: map[string]any{"returned": true}})
	})
}

// Issue approves a submitted draft and makes it the decision, with the next number of the deciding organ. The approver is never the one who drafted
// it. The fact's key follows from the draft, so that issuing twice is one decision.
func (w *Work) Issue(ctx context.Context, actor access.Actor, caseID uuid.UUID, version int) error {
	return w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		f, row, err := w.submittedDraft(ctx, tx, actor, caseID, version)
		if err != nil {
			return err
		}
		var d DecisionDraft
		if err := json.Unmarshal(row.Body, &d); err != nil {
			return err
		}
		number, issuer, err := decisionNumber(ctx, tx, w.clock.Today(), caseID, d.Measure)
		if err != nil {
			return err
		}
		drafter, err := tx.AccountName(ctx, row.DraftedBy)
		if err != nil {
			return err
		}
		f.file.Measure, f.file.TermMonths, f.file.Place, f.file.Number = d.Measure, d.Term, d.Place, &number
		if err := tx.DecideCase(ctx, f.file); err != nil {
			return err
		}
		fact := &rehab.Decision{CreditDays: d.CreditDays, Place: d.Place, Number: number, FactsFound: d.FactsFound, Evidence: d.Evidence,
			LegalBasis: d.LegalBasis, IssuedBy: issuer, DraftedBy: drafter, ApprovedBy: actor.Name}
		if err := f.add(actor, Entry{Key: row.ID, Date: w.clock.Today(), Body: fact}); err != nil {
			return err
		}
		if err := w.save(ctx, tx, access.DecisionApprove, f); err != nil {
			return err
		}
		return tx.ApproveDecisionDraft(ctx, caseID, row.ID)
	})
}

// decisionNumber takes the next number of the county's police bureau, the deciding organ (禁毒法 33).
func decisionNumber(ctx context.Context, tx *store.Tx, day date.Date, caseID uuid.UUID, m rehab.Measure) (string, division.Code, error) {
	bureau, err := tx.PoliceBureau(ctx)
	if err != nil {
		return "", 0, err
	}
	year, _, _ := day.YMD()
	kind, pattern := "decision_detox", "赤公(禁)社戒决字〔%d〕%d号"
	if m == rehab.Rehab {
		kind, pattern = "decision_rehab", "赤公(禁)社康决字〔%d〕%d号"
	}
	number, err := tx.NextNumber(ctx, bureau.ID, kind, year, pattern, caseID)
	return number, bureau.Division, err
}

// submittedDraft locks the case and returns its draft, which must be submitted, of the version shown, and not the actor's own.
func (w *Work) submittedDraft(ctx context.Context, tx *store.Tx, actor access.Actor, caseID uuid.UUID, version int) (*folder, store.DecisionDraft, error) {
	if !actor.May(access.DecisionApprove) {
		return nil, store.DecisionDraft{}, fault.ErrNotFound()
	}
	f, err := w.lockFolder(ctx, tx, caseID)
	if err != nil {
		return nil, store.DecisionDraft{}, err
	}
	row, err := tx.DecisionDraft(ctx, caseID)
	switch {
	case err != nil:
		return nil, row, err
	case row.DraftedBy == actor.Account:
		return nil, row, fault.New(fault.Forbidden, text.DecisionOwnDraft)
	case row.SubmittedAt == nil || row.FactID != nil:
		return nil, row, fault.New(fault.Conflict, text.DecisionNotWaiting)
	case row.Version != version:
		return nil, row, fault.New(fault.Conflict, text.FaultStale)
	}
	return f, row, nil
}

func (w *Work) lockFolder(ctx context.Context, tx *store.Tx, caseID uuid.UUID) (*folder, error) {
	c, err := tx.LockCase(ctx, caseID)
	if err != nil {
		return nil, err
	}
	return w.loadFolder(ctx, tx, c)
}
