package oversight

import (
	"context"
	"maps"
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

// ReturnForward is what a form says of one step with a return.
type ReturnForward struct {
	Return  uuid.UUID
	Key     uuid.UUID
	Kind    rehab.ReturnStepKind
	Seen    int               // how many steps the form had seen; negative: it does not say
	Reason  string            // of a step that needs one
	Remarks map[string]string // by part, of what is prepared or submitted
	At      time.Time         // when it was recorded; zero: now. Its day is the step's
	Day     date.Date         // zero: today
}

// TakeReturnStep takes a step with a return. Faults: not found (no such return for this actor, or not the role's step), invalid (a field is wrong, or something else must
// happen first, which the fault says and names), conflict (somebody took another step meanwhile; the same form with other content). It reports whether the same
// form had been recorded before.
func (o *Office) TakeReturnStep(ctx context.Context, actor access.Actor, in ReturnForward) (repeated bool, err error) {
	in.Reason = strings.TrimSpace(in.Reason)
	if in.Day.IsZero() {
		in.Day = o.today()
	}
	if in.At.IsZero() {
		in.At = time.Now()
	}
	err = o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		r, err := tx.Return(ctx, in.Return)
		if err != nil {
			return err
		}
		if !mayReturn(actor, &r, in.Kind) {
			return fault.ErrNotFound()
		}
		if err := tx.LockReturns(ctx, r.Division.County(), r.Period); err != nil {
			return err
		}
		if r, err = tx.Return(ctx, in.Return); err != nil {
			return err
		}
		x, err := o.opened(ctx, tx, r)
		if err != nil {
			return err
		}
		if repeated, err = in.repeats(x.Steps); err != nil || repeated {
			return err
		}
		if err := o.checkReturnStep(ctx, tx, &x, &in); err != nil {
			return err
		}
		if err := o.takeReturnStep(ctx, tx, &x, &in); err != nil {
			return err
		}
		action := access.ReturnAction(x.Whose(), in.Kind)
		return tx.Audit(ctx, store.Audited{Action: action, Subject: store.Subject("periodic_return", r.ID), Detail: map[string]any{"return_step": in.Kind}})
	})
	return repeated, err
}

// repeats reports whether the form was recorded before: the same form sent twice is one step.
func (in *ReturnForward) repeats(steps []store.ReturnStep) (bool, error) {
	for i := range steps {
		s := &steps[i]
		if s.ID != in.Key {
			continue
		}
		if s.Kind != in.Kind || s.Reason != in.Reason || in.Kind.Copies() && in.Remarks != nil && !maps.Equal(s.Remarks, in.Remarks) {
			return false, fault.New(fault.Conflict, text.FaultSameFormOtherContent)
		}
		return true, nil
	}
	return false, nil
}

func (o *Office) checkReturnStep(ctx context.Context, tx *store.Tx, x *OpenedReturn, in *ReturnForward) error {
	if in.Seen >= 0 && in.Seen < len(x.Steps) {
		s := &x.Steps[len(x.Steps)-1]
		return fault.New(fault.Conflict, text.PeriodicreturnMeanwhile, "By", s.By, "At", s.RecordedAt, "Step", text.Key(string(text.FamilyReturnStep)+"."+string(s.Kind)))
	}
	bar := x.Bar(tx.Actor(), in.Kind, in.Day)
	switch {
	case bar == rehab.ReturnLacks:
		units, err := namesOf(ctx, tx, x.Lacks)
		if err != nil {
			return err
		}
		return fault.New(fault.Invalid, text.PeriodicreturnLacks, "Count", len(x.Lacks), "Units", units)
	case bar != "":
		kind := fault.Conflict
		if bar == rehab.ReturnNotOver || bar == rehab.ReturnOwn || bar == rehab.ReturnNoChange {
			kind = fault.Invalid
		}
		return fault.New(kind, text.Key(string(text.FamilyReturnBar)+"."+string(bar)))
	case in.Kind.Reasoned() && in.Reason == "":
		return fault.OnField("reason", text.ValidReasonRequired)
	}
	return nil
}

// namesOf names the places of returns, each once, at most ten.
func namesOf(ctx context.Context, tx *store.Tx, list []store.PeriodicReturn) ([]string, error) {
	const most = 10
	units, err := tx.Units(ctx, "township", "village")
	if err != nil {
		return nil, err
	}
	var out []string
	seen := map[int64]bool{}
	for _, r := range list {
		for _, u := range units {
			if u.Division == r.Division && !seen[int64(r.Division)] && len(out) < most {
				seen[int64(r.Division)] = true
				out = append(out, u.Name)
			}
		}
	}
	return out, nil
}

// takeReturnStep writes a step that nothing stands against, and what comes with it.
func (o *Office) takeReturnStep(ctx context.Context, tx *store.Tx, x *OpenedReturn, in *ReturnForward) error {
	if in.Kind == rehab.ReturnCorrect {
		return o.correctReturn(ctx, tx, x, in)
	}
	s := in.step(x.ID, len(x.Steps)+1)
	if in.Kind.Copies() {
		s.Figures = &x.Sheet
		if s.Remarks == nil {
			s.Remarks = x.Remarks
		}
	}
	after := x.Rules.PeriodicReturn(x.Whose(), periodOf(&x.PeriodicReturn), append(ruleReturnSteps(x.Steps), s.Rule()))
	if err := tx.AddReturnStep(ctx, s, after); err != nil {
		return err
	}
	if in.Kind != rehab.ReturnDoLock {
		return nil
	}
	if x.Whose() == rehab.TownshipReturn {
		if err := lockVillages(ctx, tx, x.Below, in); err != nil {
			return err
		}
	}
	return o.freezeReturn(ctx, tx, x, &s)
}

func (in *ReturnForward) step(of uuid.UUID, seq int) store.ReturnStep {
	return store.ReturnStep{ID: in.Key, ReturnID: of, Seq: seq, Kind: in.Kind, Day: in.Day, Reason: in.Reason, Remarks: in.Remarks, RecordedAt: in.At}
}

func ruleReturnSteps(steps []store.ReturnStep) []rehab.ReturnStep {
	out := make([]rehab.ReturnStep, len(steps), len(steps)+1)
	for i := range steps {
		out[i] = steps[i].Rule()
	}
	return out
}

// lockVillages locks the months that a township's quarter was put together from, with the figures they were accepted with.
func lockVillages(ctx context.Context, tx *store.Tx, villages []store.ReturnCopy, in *ReturnForward) error {
	for i := range villages {
		v := &villages[i]
		s := store.ReturnStep{ID: uuid.NewSHA1(in.Key, v.ID[:]), ReturnID: v.ID, Seq: v.Steps + 1, Kind: rehab.ReturnDoLock, Day: in.Day, Figures: v.Figures, Remarks: v.Remarks, RecordedAt: in.At}
		if err := tx.AddReturnStep(ctx, s, rehab.ReturnStanding{State: rehab.ReturnLocked, SubmittedOn: v.SubmittedOn}); err != nil {
			return err
		}
	}
	return nil
}
