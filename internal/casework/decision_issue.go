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
			return issuedBefore(actor, f, &row, err)
		}
		if err := completePerson(ctx, tx, f.file.PersonID); err != nil {
			return err
		}
		var d DecisionDraft
		if err := json.Unmarshal(row.Body, &d); err != nil {
			return err
		}
		paper := AutoPaper{ID: w.paperID(), Kind: decisionPaper(d.Measure), Fact: row.ID.String(), Drafted: row.Drafter, Approved: actor.Name}
		issuer, err := takeNumber(ctx, tx, w.clock.Today(), caseID, &paper)
		if err != nil {
			return err
		}
		number := paper.Number
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
		if err := tx.ApproveDecisionDraft(ctx, caseID, row.ID); err != nil {
			return err
		}
		return w.freeze(ctx, tx, f, paper)
	})
}

// issuedBefore is nil when the approver has issued the draft already, and names the number when another has; else it is the fault found.
func issuedBefore(actor access.Actor, f *folder, row *store.DecisionDraft, found error) error {
	switch {
	case row.ApprovedBy != nil && *row.ApprovedBy == actor.Account:
		return nil
	case row.ApprovedBy != nil && f.file.Number != nil:
		return fault.New(fault.Conflict, text.PaperAlready, "Number", *f.file.Number)
	}
	return found
}

// numberPatterns are how the numbers of papers issued with their facts read, by kind, unless the office has set others.
var numberPatterns = map[string]string{
	"decision_detox": "赤公(禁)社戒决字〔{year}〕{number}号",
	"decision_rehab": "赤公(禁)社康决字〔{year}〕{number}号",
	"discharge":      "赤公(禁)社解通字〔{year}〕{number}号",
}

// NumberPattern returns how the numbers of a kind of paper that is issued with its fact read unless the office has set another; "" for other kinds.
func NumberPattern(kind string) string { return numberPatterns[kind] }

// numberHeads are what the numbers of decisions of the day begin with, by measure: 赤公(禁)社戒决字〔2026〕.
func numberHeads(ctx context.Context, tx *store.Tx, day date.Date) (map[rehab.Measure]string, error) {
	bureau, err := tx.PoliceBureau(ctx)
	if err != nil {
		return nil, err
	}
	heads := map[rehab.Measure]string{}
	for _, m := range []rehab.Measure{rehab.Detox, rehab.Rehab} {
		kind := decisionPaper(m)
		if heads[m], err = tx.NumberHead(ctx, store.NumberWanted{Issuer: bureau.ID, Kind: kind, Day: day, Pattern: numberPatterns[kind]}); err != nil {
			return nil, err
		}
	}
	return heads, nil
}

// paperID is the id of a paper to be kept, none when none is.
func (w *Work) paperID() uuid.UUID {
	if w.papers == nil {
		return uuid.Nil
	}
	return uuid.Must(uuid.NewV7())
}

// takeNumber takes the next number of the day's year of the county's police bureau, the deciding organ (禁毒法 33), for the paper, and returns the
// bureau's division.
func takeNumber(ctx context.Context, tx *store.Tx, day date.Date, caseID uuid.UUID, p *AutoPaper) (division.Code, error) {
	bureau, err := tx.PoliceBureau(ctx)
	if err != nil {
		return 0, err
	}
	p.Issuer = bureau.ID
	want := store.NumberWanted{Issuer: bureau.ID, Kind: p.Kind, Day: day, Pattern: numberPatterns[p.Kind], Case: caseID, Paper: p.ID}
	if p.Fact != "" {
		want.Fact = uuid.MustParse(p.Fact)
	}
	p.Number, err = tx.NextNumber(ctx, want)
	return bureau.Division, err
}
