package casework

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// WorkAsked is what of a worklist is asked for; zero fields ask for all.
type WorkAsked struct {
	Within  division.Range
	Kind    rehab.Duty
	Section int // store.WorkSign and so on

	Worker     int64 // account that answers for the cases
	Mine       bool  // the actor does, or whom it stands in for
	Unassigned bool  // nobody does

	All  bool          // also what the role only watches and is not overdue
	At   store.WorkKey // the page begins after this person
	Back bool          // or ends before, going back

	Whole bool // every office duty is named, not the first of each kind
}

// Desk is an actor's worklist with what waits beside it.
type Desk struct {
	store.WorkPage
	Rewards  store.RewardSum // rewards that wait for this role: to verify, or to approve
	Drafts   int             // decisions that wait for this actor's approval
	ToDraft  map[string]int  // screenings whose decision this actor's office has to draft, by step: draft, continue, returned
	Look     map[string]int  // referrals that the actor's township is to look at, by why (store.ReferralLooks)
	Together int             // decisions that can be made several at once
	Nobody   int             // cases without a worker, for who can hand them over
	Moves    int             // residence changes for which the actor's office may set the effective day, which nobody is bound to by a day
	WeekEnd  date.Date
	MonthEnd date.Date
}

// Desk returns a page of the actor's worklist, limit persons long, and one person more when the list goes on.
func (w *Work) Desk(ctx context.Context, actor access.Actor, a WorkAsked, limit int) (Desk, error) {
	if !actor.May(access.WorklistView) {
		return Desk{}, fault.ErrNotFound()
	}
	today := w.clock.Today()
	d := Desk{WeekEnd: today.WeekEnd(), MonthEnd: today.Month().Last()}
	f := store.WorkFilter{
		Duties: dutiesOf(actor.Role), AtDestination: dutiesWith(access.AtDestination), OfAnswerable: dutiesWith(access.OfAnswerable), Today: today, WeekEnd: d.WeekEnd, MonthEnd: d.MonthEnd,
		Within: a.Within, Kind: string(a.Kind), Section: a.Section, Worker: a.Worker, Mine: a.Mine, Unassigned: a.Unassigned, All: a.All, At: a.At, Back: a.Back, Limit: limit + 1,
		Office: officeFilter(actor.Role, today, a.All),
	}
	if a.Whole {
		f.Office.Limit, f.Office.Watch = MaxExport, MaxExport
	}
	if len(f.Duties) == 0 {
		return d, nil
	}
	err := w.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		if d.WorkPage, err = tx.Worklist(ctx, f); err != nil {
			return err
		}
		return d.beside(ctx, tx, actor, today)
	})
	return d, err
}

// movesCounted is how many residence changes are counted at most; a township has a handful.
const movesCounted = 200

// beside reads what waits for the role elsewhere: rewards, residence changes without an effective day, and drafts.
func (d *Desk) beside(ctx context.Context, tx *store.Tx, actor access.Actor, today date.Date) error {
	for state, action := range map[string]access.Action{"accrued": access.RewardVerify, "verified": access.RewardApprove} {
		if !actor.May(action) {
			continue
		}
		sums, err := tx.RewardSums(ctx, store.RewardFilter{State: state})
		if err != nil {
			return err
		}
		if len(sums) > 0 {
			d.Rewards = sums[0]
		}
	}
	if actor.May(access.SigningDecide) {
		counts, err := signingCounts(ctx, tx, today)
		if err != nil {
			return err
		}
		for _, n := range counts {
			d.Together += n
		}
	}
	if actor.May(access.HandoverAssign) {
		n, err := tx.UnassignedCases(ctx, today)
		if err != nil {
			return err
		}
		d.Nobody = n
	}
	if actor.May(access.DecisionDraft) {
		counts, err := tx.DraftCounts(ctx)
		if err != nil {
			return err
		}
		d.ToDraft = counts
	}
	if actor.May(access.ReferralSend) {
		var err error
		if d.Look, err = tx.ReferralsToLookAt(ctx, today); err != nil {
			return err
		}
	}
	if actor.May(access.TransferReceive) {
		moves, err := tx.TransferLines(ctx, string(rehab.StepEffective), store.TransferKey{}, movesCounted)
		if err != nil {
			return err
		}
		for _, m := range moves {
			if actor.Sees(m.From) {
				d.Moves++
			}
		}
	}
	if actor.May(access.DecisionApprove) {
		drafts, err := tx.WaitingDrafts(ctx)
		if err != nil {
			return err
		}
		for _, x := range drafts {
			if !x.OwnDraft {
				d.Drafts++
			}
		}
	}
	return nil
}

// dutiesOf lists what the role does, signs and watches.
func dutiesOf(r access.Role) []store.WorkDuty {
	var out []store.WorkDuty
	for _, kind := range rehab.Duties() {
		for _, prepared := range []bool{false, true} {
			if part := r.PartIn(kind, prepared); part != access.NoPart {
				out = append(out, store.WorkDuty{Kind: string(kind), Prepared: prepared, Part: string(part)})
			}
		}
	}
	return out
}

// DutiesSeen returns the kinds of duty that can stand on the role's worklist, in the order of a case's life.
func DutiesSeen(r access.Role) []rehab.Duty {
	var out []rehab.Duty
	for _, kind := range rehab.Duties() {
		if r.PartIn(kind, false) != access.NoPart || r.PartIn(kind, true) != access.NoPart {
			out = append(out, kind)
		}
	}
	return out
}

func dutiesWith(is func(rehab.Duty) bool) []string {
	out := []string{}
	for _, kind := range rehab.Duties() {
		if is(kind) {
			out = append(out, string(kind))
		}
	}
	return out
}
