package casework

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Referrals is a page of a list of referrals.
type Referrals struct {
	Lines  []store.ReferralLine
	Rules  rehab.Rules           // by which their last days were counted; only with Counts
	Counts []store.ReferralCount // of everything the filter chooses, whatever state and page; only where asked for
}

// Referrals returns a page of the referrals that the actor sees: a department those addressed to it, an office those of its people.
func (w *Work) Referrals(ctx context.Context, actor access.Actor, f store.ReferralFilter, counts bool) (list Referrals, err error) {
	if !actor.May(access.ReferralView) {
		return list, fault.ErrNotFound()
	}
	f.Today = w.clock.Today()
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		if list.Lines, err = tx.ReferralLines(ctx, f); err != nil || !counts {
			return err
		}
		if list.Rules, err = tx.Rules(ctx); err != nil {
			return err
		}
		all := f
		all.State, all.Open, all.Late, all.Look = "", false, false, "" // the counts of the other states stay in sight
		list.Counts, err = tx.ReferralCounts(ctx, all)
		return err
	})
	return list, err
}

// OpenedReferral is a referral as its page shows it.
type OpenedReferral struct {
	store.ReferralLine
	Steps []store.ReferralStep // in order, those taken back and their voids too
	Rules rehab.ReferralStanding
	Days  int                              // working days of the day that is due: to answer, or to act
	Voids map[uuid.UUID]store.ReferralStep // the void of each step taken back
}

// OpenReferral returns a referral to look at, and writes into the audit log that it was looked at.
func (w *Work) OpenReferral(ctx context.Context, actor access.Actor, id uuid.UUID) (o OpenedReferral, err error) {
	if !actor.May(access.ReferralView) {
		return o, fault.ErrNotFound()
	}
	err = w.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if o.ReferralLine, err = tx.ReferralLine(ctx, id, w.clock.Today()); err != nil {
			return err
		}
		if o.Steps, err = tx.ReferralSteps(ctx, id); err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		o.Rules = rules.Referral(o.SentOn, ruleSteps(o.Steps))
		o.Days = rules.ReferralDays(o.State, o.Since)
		o.Voids = map[uuid.UUID]store.ReferralStep{}
		for _, x := range o.Steps {
			if x.OfStep != nil {
				o.Voids[*x.OfStep] = x
			}
		}
		return tx.Audit(ctx, store.Audited{Action: access.ReferralView, Case: o.CaseID, Subject: store.Subject("referral", id)})
	})
	return o, err
}

// StepsFor returns the steps that the actor may take now, the usual one first.
func (o *OpenedReferral) StepsFor(actor access.Actor) []rehab.ReferralKind {
	var out []rehab.ReferralKind
	township := actor.May(access.ReferralSend) && actor.Sees(o.Answerable)
	for _, kind := range []rehab.ReferralKind{
		rehab.ReferralAccept, rehab.ReferralAct, rehab.ReferralClose, rehab.ReferralRefuse, rehab.ReferralNote, rehab.ReferralContact, rehab.ReferralWithdraw,
	} {
		mine := kind.OfDepartment() && actor.May(access.ReferralAnswer) || !kind.OfDepartment() && township
		if mine && o.Rules.Bar(rehab.ReferralStep{Kind: kind, Date: o.Rules.Latest(), Outcome: rehab.NotHelped}) == "" {
			out = append(out, kind)
		}
	}
	return out
}

// CanVoid reports whether the actor may take the step back: it is the last one that stands, and of the actor's side.
func (o *OpenedReferral) CanVoid(actor access.Actor, x *store.ReferralStep) bool {
	last, ok := o.Rules.Last()
	if o.Noted && actor.Role == access.Department {
		return false // the note, which it does not see, rests on it
	}
	mine := x.Kind.OfDepartment() && actor.May(access.ReferralAnswer) || !x.Kind.OfDepartment() && actor.May(access.ReferralSend) && actor.Sees(o.Answerable)
	return ok && mine && last.ID == x.ID.String()
}

// Contact is whom the department rings: the contact named last, with the township it is of.
func (o *OpenedReferral) Contact() (name, phone string) {
	if x := contactOf(o.Steps); x != nil {
		return *x.ContactName, *x.ContactPhone
	}
	return o.ContactName, o.ContactPhone
}
