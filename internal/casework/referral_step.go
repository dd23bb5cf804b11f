package casework

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// ReferralForward is what a form says of one step of a referral. Which fields count depends on the step.
type ReferralForward struct {
	Referral     uuid.UUID
	Key          uuid.UUID
	Kind         rehab.ReferralKind
	Date         date.Date
	At           time.Time             // when it was recorded; zero: now
	Words        string                // reason, or what was done
	Outcome      rehab.ReferralOutcome // of a close
	ContactName  string                // of another contact
	ContactPhone string
	Of           uuid.UUID // of a void: the step taken back
}

// TakeReferralStep records a step. The department of the referral answers, acts and closes; the township answerable for the person withdraws, notes
// and names the contact; each takes back its own last step. Faults: not found (no such referral for this actor, or the other side's step), invalid (a
// field is wrong, or something else must happen first, which the fault says), conflict (the same form with other content). It reports
// whether the same form had been recorded before.
func (w *Work) TakeReferralStep(ctx context.Context, actor access.Actor, in ReferralForward) (repeated bool, err error) {
	action := access.ReferralSend
	if actor.Role == access.Department {
		action = access.ReferralAnswer
	}
	if !actor.May(action) {
		return false, fault.ErrNotFound()
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		r, err := tx.LockReferral(ctx, in.Referral)
		if err != nil {
			return err
		}
		if actor.Role != access.Department && !actor.Sees(r.Answerable) {
			return fault.ErrNotFound()
		}
		if repeated, err = w.addReferralStep(ctx, tx, &r, in); err != nil || repeated {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: action, Case: r.CaseID, Subject: store.Subject("referral", r.ID), Detail: map[string]any{"referral_step": in.Kind}})
	})
	return repeated, err
}

// addReferralStep checks the step against the locked referral and writes it with where the referral stands then.
func (w *Work) addReferralStep(ctx context.Context, tx *store.Tx, r *store.Referral, in ReferralForward) (repeated bool, err error) {
	rules, err := tx.Rules(ctx)
	if err != nil {
		return false, err
	}
	steps, err := tx.ReferralHistory(ctx, r.ID)
	if err != nil {
		return false, err
	}
	x := in.step(r)
	for i := range steps {
		if steps[i].ID == x.ID {
			return true, sameStep(&steps[i], &x)
		}
	}
	if err := w.checkStep(tx.Actor(), rules, r, steps, &in); err != nil {
		return false, err
	}
	x.Seq, x.RecordedAt = len(steps)+1, w.recordedAt(in.At)
	return false, tx.AddReferralStep(ctx, x, standingOf(rules, r, append(steps, x)))
}

func (in *ReferralForward) step(r *store.Referral) store.ReferralStep {
	x := store.ReferralStep{ID: in.Key, Referral: r.ID, Kind: in.Kind, Date: in.Date, Words: strings.TrimSpace(in.Words)}
	switch in.Kind {
	case rehab.ReferralClose:
		outcome := string(in.Outcome)
		x.Outcome = &outcome
	case rehab.ReferralContact:
		x.ContactName, x.ContactPhone, x.ContactAt = &in.ContactName, &in.ContactPhone, r.Answerable.Township()
	case rehab.ReferralVoid:
		x.OfStep = &in.Of
	}
	return x
}

// sameStep: the same form sent twice is one step.
func sameStep(old, now *store.ReferralStep) error {
	same := func(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
	if old.Kind != now.Kind || old.Date != now.Date || old.Words != now.Words || !same(old.Outcome, now.Outcome) || !same(old.ContactName, now.ContactName) || !same(old.ContactPhone, now.ContactPhone) {
		return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return nil
}

func (w *Work) checkStep(actor access.Actor, rules rehab.Rules, r *store.Referral, steps []store.ReferralStep, in *ReferralForward) error {
	standing := rules.Referral(r.SentOn, ruleSteps(steps))
	if !ofOwnSide(actor, in, steps) {
		return fault.ErrNotFound()
	}
	bar := standing.Bar(rehab.ReferralStep{Kind: in.Kind, Date: in.Date, Outcome: in.Outcome, Of: in.Of.String()})
	if bar != "" && bar != rehab.ReferralBefore && (in.Kind != rehab.ReferralClose || in.Outcome.Known() || bar != rehab.ReferralNeedsAct) {
		return fault.New(fault.Invalid, text.Key(string(text.FamilyReferralBar)+"."+string(bar)))
	}
	var wrong fault.Fields
	switch {
	case in.Date.IsZero():
		wrong.Add("date", text.ValidRequired)
	case in.Date > w.clock.Today():
		wrong.Add("date", text.ValidFuture, "Today", w.clock.Today())
	case bar == rehab.ReferralBefore:
		wrong.Add("date", text.ValidPast, "Day", standing.Latest())
	}
	if in.Kind.Reasoned() && strings.TrimSpace(in.Words) == "" {
		wrong.Add("words", missingWords(in.Kind))
	}
	if in.Kind == rehab.ReferralClose && !in.Outcome.Known() {
		wrong.Add("outcome", text.ValidChoose)
	}
	if in.Kind == rehab.ReferralContact {
		checkContact(&wrong, in.ContactName, in.ContactPhone)
	}
	return wrong.Err()
}

func missingWords(k rehab.ReferralKind) text.Key {
	if k == rehab.ReferralAct || k == rehab.ReferralClose {
		return text.ValidRequired
	}
	return text.ValidReasonRequired
}

// ofOwnSide reports whether the step is the actor's side's to take; a void is for whose step it takes back.
func ofOwnSide(actor access.Actor, in *ReferralForward, steps []store.ReferralStep) bool {
	department := actor.Role == access.Department
	if actor.Role == access.System {
		return true
	}
	if in.Kind != rehab.ReferralVoid {
		return in.Kind.OfDepartment() == department
	}
	for i := range steps {
		if steps[i].ID == in.Of {
			return steps[i].Kind.OfDepartment() == department
		}
	}
	return true // there is no such step, which the rules say
}

func ruleSteps(steps []store.ReferralStep) []rehab.ReferralStep {
	out := make([]rehab.ReferralStep, len(steps))
	for i := range steps {
		out[i] = steps[i].Rule()
	}
	return out
}

// standingOf is where a referral stands after its steps.
func standingOf(rules rehab.Rules, r *store.Referral, steps []store.ReferralStep) store.ReferralStanding {
	s := rules.Referral(r.SentOn, ruleSteps(steps))
	after := store.ReferralStanding{State: s.State, Since: s.Since, Due: s.Due, Noted: s.Noted, ContactAt: r.Township}
	if last, ok := s.Closing(); ok {
		outcome := string(last.Outcome)
		after.Outcome = &outcome
	}
	if x := contactOf(steps); x != nil {
		after.ContactAt = x.ContactAt
	}
	return after
}

// contactOf is the step that named the contact last and was not taken back; nil: the one that the referral was sent with holds.
func contactOf(steps []store.ReferralStep) *store.ReferralStep {
	taken := map[uuid.UUID]bool{}
	for i := range steps {
		if steps[i].OfStep != nil {
			taken[*steps[i].OfStep] = true
		}
	}
	for i := range slices.Backward(steps) {
		if x := &steps[i]; x.Kind == rehab.ReferralContact && !taken[x.ID] {
			return x
		}
	}
	return nil
}

// recordedAt is the instant a form names, or now. Only histories that are written down later name one.
func (w *Work) recordedAt(at time.Time) time.Time {
	if at.IsZero() {
		return w.clock.Now()
	}
	return at
}
