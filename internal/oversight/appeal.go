package oversight

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// AppealForm is what a unit says against a line of its score.
type AppealForm struct {
	Key    uuid.UUID
	At     time.Time     // when it was recorded; zero: now
	Place  division.Code // of the unit; 0 of a station
	Unit   int64         // the station; 0 of a township or village
	Month  date.Month
	Line   rehab.ScoreLine
	Reason string
}

// FileAppeal files an appeal of the actor's own unit. Faults: not found (another's unit), invalid (no reason, the month is not over, the days to appeal are
// over, the line took no points), conflict (there is an appeal against the line, or the same form with other content).
func (o *Office) FileAppeal(ctx context.Context, actor access.Actor, in AppealForm) error {
	if !in.ownOf(actor) {
		return fault.ErrNotFound()
	}
	if err := o.checkScoreMonth(in.Month); err != nil {
		return err
	}
	in.Reason = strings.TrimSpace(in.Reason)
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.HoldForm(ctx, in.Key); err != nil {
			return err
		}
		if old, err := tx.Appeal(ctx, in.Key); err == nil {
			if old.Unit != in.Unit || in.Unit == 0 && old.Division != in.Place || old.Month != in.Month.First() || old.Line != in.Line || old.Reason != in.Reason {
				return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
			}
			return nil
		}
		u, err := o.appealed(ctx, tx, actor, &in)
		if err != nil {
			return err
		}
		line, _ := u.Score.Line(in.Line)
		var wrong fault.Fields
		if taken := line.Taken - line.Restored; taken <= 0 && !hasAppeal(u.Appeals, in) {
			wrong.Add("appeal_line", text.AppealNoPoints)
		}
		if o.today() > u.Until {
			wrong.Add("", text.AppealTooLate, "Day", u.Until)
		}
		if in.Reason == "" {
			wrong.Add("appeal_reason", text.ValidReasonRequired)
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		at := in.Place // its own, or one that has gone over into it
		if in.Unit != 0 {
			at = actor.Division
		}
		if err := tx.AddAppeal(ctx, store.Appeal{ID: in.Key, Division: at, Unit: in.Unit, Month: in.Month.First(), Line: in.Line, Taken: max(line.Taken-line.Restored, 1), Reason: in.Reason,
			FiledOn: o.today(), Due: rules.AppealDecideBy(o.today())}, in.At); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.AppealFile, Subject: store.Subject("score_appeal", in.Key), Detail: map[string]any{"month": in.Month.String(), "place": at.String()}})
	})
}

// ownOf reports whether the appeal is of the actor's own unit and theirs to file.
func (in *AppealForm) ownOf(actor access.Actor) bool {
	if in.Unit != 0 {
		return actor.May(access.StationAppeal) && actor.Unit == in.Unit
	}
	return actor.May(access.AppealFile) && actor.StandsFor(in.Place)
}

// appealed is the score that an appeal is against. The bureau's is the sum of others', which it cannot appeal against.
func (o *Office) appealed(ctx context.Context, tx *store.Tx, actor access.Actor, in *AppealForm) (ScoredUnit, error) {
	if in.Unit == 0 {
		return o.scoreOf(ctx, tx, in.Month, in.Place)
	}
	u, err := o.stationScoreOf(ctx, tx, actor, in.Month, in.Unit)
	if err == nil && u.Station.Bureau {
		return u, fault.ErrNotFound()
	}
	return u, err
}

// hasAppeal reports whether the unit appealed against the line before, so that a second one is said to be one.
func hasAppeal(all []store.Appeal, in AppealForm) bool {
	return slices.ContainsFunc(all, func(a store.Appeal) bool {
		return a.Unit == in.Unit && (in.Unit != 0 || a.Division == in.Place) && a.Line == in.Line && a.State != rehab.AppealWithdrawn
	})
}

// AppealForward is what a form says of one step of an appeal.
type AppealForward struct {
	Appeal uuid.UUID
	Key    uuid.UUID
	Kind   rehab.AppealStep
	At     time.Time // when it was recorded; zero: now
	Words  string    // reason
	Points int       // of a grant: given back
}

// TakeAppealStep decides, withdraws or reopens an appeal today. The office decides and reopens; the unit that filed it withdraws. Faults: not found, invalid (no
// reason, points that the line did not take), conflict (it was decided already, or by whoever filed it, or the same form with other content).
func (o *Office) TakeAppealStep(ctx context.Context, actor access.Actor, in AppealForward) error {
	action := access.AppealDecide
	if in.Kind == rehab.AppealWithdraw {
		action = access.AppealWithdraw
	}
	if !actor.May(action) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		a, err := tx.LockAppeal(ctx, in.Appeal)
		if err != nil {
			return err
		}
		if in.Kind == rehab.AppealWithdraw && !WithdrawsAppeal(actor, &a) {
			return fault.ErrNotFound()
		}
		steps, err := tx.AppealSteps(ctx, a.ID)
		if err != nil {
			return err
		}
		x := store.AppealStep{ID: in.Key, Appeal: a.ID, Seq: len(steps) + 1, Kind: in.Kind, Date: o.today(), Words: strings.TrimSpace(in.Words)}
		if in.Kind == rehab.AppealGrant {
			x.Restored = in.Points
		}
		for _, old := range steps {
			if old.ID == x.ID {
				if old.Kind != x.Kind || old.Words != x.Words || old.Restored != x.Restored {
					return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
				}
				return nil
			}
		}
		after, err := appealAfter(actor, &a, &x)
		if err != nil {
			return err
		}
		due := date.Date(0)
		if after == rehab.AppealOpen {
			rules, err := tx.Rules(ctx)
			if err != nil {
				return err
			}
			due = rules.AppealDecideBy(o.today())
		}
		if err := tx.AddAppealStep(ctx, x, after, due, in.At); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: action, Subject: store.Subject("score_appeal", a.ID), Detail: map[string]any{"appeal_step": in.Kind}})
	})
}

// WithdrawsAppeal reports whether the appeal is of the actor's own unit, so that the actor may take it back.
func WithdrawsAppeal(actor access.Actor, a *store.Appeal) bool {
	if a.Unit != 0 {
		return actor.May(access.AppealWithdraw) && actor.Unit == a.Unit
	}
	return actor.May(access.AppealWithdraw) && actor.StandsFor(a.Division) && !actor.Role.Police()
}

// appealAfter is the state after a step, or why it cannot be taken.
func appealAfter(actor access.Actor, a *store.Appeal, x *store.AppealStep) (rehab.AppealState, error) {
	after, ok := a.State.After(x.Kind)
	if !ok {
		return after, fault.New(fault.Conflict, text.AppealNotNow, "State", text.Key(string(text.FamilyAppealState)+"."+string(a.State)))
	}
	if x.Kind != rehab.AppealWithdraw && a.RecordedBy == actor.Account {
		return after, fault.New(fault.Conflict, text.AppealOwn)
	}
	var wrong fault.Fields
	if x.Words == "" {
		wrong.Add("appeal_words", text.ValidReasonRequired)
	}
	if x.Kind == rehab.AppealGrant && (x.Restored < 1 || x.Restored > a.Taken) {
		wrong.Add("appeal_points", text.ValidNumberRange, "Min", 1, "Max", a.Taken)
	}
	return after, wrong.Err()
}

// OpenedAppeal is an appeal as its page shows it.
type OpenedAppeal struct {
	store.Appeal
	Steps []store.AppealStep
}

// OpenAppeal returns an appeal to look at.
func (o *Office) OpenAppeal(ctx context.Context, actor access.Actor, id uuid.UUID) (a OpenedAppeal, err error) {
	if !actor.May(access.AppealView) {
		return a, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if a.Appeal, err = tx.Appeal(ctx, id); err != nil {
			return err
		}
		a.Steps, err = tx.AppealSteps(ctx, id)
		return err
	})
	return a, err
}

// Appeals returns a page of the appeals that the actor sees.
func (o *Office) Appeals(ctx context.Context, actor access.Actor, f store.AppealFilter) (all []store.Appeal, err error) {
	if !actor.May(access.AppealView) {
		return nil, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		all, err = tx.Appeals(ctx, f)
		return err
	})
	return all, err
}
