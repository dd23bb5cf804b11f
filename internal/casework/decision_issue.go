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

// ReturnDraft gives a submitted draft back to its author with a reason. Done twice by the same approver it is done once.
func (w *Work) ReturnDraft(ctx context.Context, actor access.Actor, caseID uuid.UUID, version int, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return fault.OnField("reason", text.ValidReasonRequired)
	}
	return w.hold(ctx, actor, caseID, func(tx *store.Tx, _ *folder) error {
		row, err := submittedDraft(ctx, tx, actor, caseID, version)
		if err != nil {
			if row.ReturnedBy != nil && *row.ReturnedBy == actor.Account && row.ReturnedReason != nil && *row.ReturnedReason == reason {
				return nil
			}
			return err
		}
		if err := tx.ReturnDecisionDraft(ctx, caseID, reason); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.DecisionApprove, Case: caseID, Detail: map[string]any{"returned": true}})
	})
}

// Issue approves a submitted draft and makes it the decision, with the next number of the deciding organ. The approver is nobody who wrote on the
// draft. The fact's key follows from the draft, so that issuing twice is one decision.
func (w *Work) Issue(ctx context.Context, actor access.Actor, caseID uuid.UUID, version int) error {
	return w.hold(ctx, actor, caseID, func(tx *store.Tx, f *folder) error {
		row, err := submittedDraft(ctx, tx, actor, caseID, version)
		if err != nil {
			if row.ApprovedBy != nil && *row.ApprovedBy == actor.Account {
				return nil
			}
			return err
		}
		if err := completePerson(ctx, tx, f.file.PersonID); err != nil {
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
		f.file.Measure, f.file.TermMonths, f.file.Place, f.file.Number = d.Measure, d.Term, d.Place, &number
		if err := tx.DecideCase(ctx, f.file); err != nil {
			return err
		}
		fact := &rehab.Decision{CreditDays: d.CreditDays, Place: d.Place, Number: number, FactsFound: d.FactsFound, Evidence: d.Evidence,
			LegalBasis: d.LegalBasis, IssuedBy: issuer, DraftedBy: row.Drafter, ApprovedBy: actor.Name}
		if err := f.add(actor, Entry{Key: row.ID, Date: w.clock.Today(), Body: fact}); err != nil {
			return err
		}
		if err := w.save(ctx, tx, access.DecisionApprove, f); err != nil {
			return err
		}
		return tx.ApproveDecisionDraft(ctx, caseID, row.ID)
	})
}

// Patterns of the numbers of decisions: year and running number.
const (
	detoxNumber = "赤公(禁)社戒决字〔%d〕%d号"
	rehabNumber = "赤公(禁)社康决字〔%d〕%d号"
)

// DecisionNumberHead returns what comes before the running number of a decision of the year: 赤公(禁)社戒决字〔2026〕.
func DecisionNumberHead(m rehab.Measure, day date.Date) string {
	pattern := detoxNumber
	if m == rehab.Rehab {
		pattern = rehabNumber
	}
	head, _, _ := strings.Cut(strings.Replace(pattern, "%d", day.String()[:4], 1), "%d")
	return head
}

// decisionNumber takes the next number of the county's police bureau, the deciding organ (禁毒法 33).
func decisionNumber(ctx context.Context, tx *store.Tx, day date.Date, caseID uuid.UUID, m rehab.Measure) (string, division.Code, error) {
	bureau, err := tx.PoliceBureau(ctx)
	if err != nil {
		return "", 0, err
	}
	kind, pattern := "decision_detox", detoxNumber
	if m == rehab.Rehab {
		kind, pattern = "decision_rehab", rehabNumber
	}
	number, err := tx.NextNumber(ctx, bureau.ID, kind, day.Year(), pattern, caseID)
	return number, bureau.Division, err
}
