package registry

import (
	"context"
	"errors"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// KeepUnit takes back, before its day, that a unit goes over into another: a township with all its villages, and the units that were founded by the same form. Done twice it does nothing
// more; a conflict when there is nothing to take back.
func (g *Registry) KeepUnit(ctx context.Context, actor access.Actor, from int64) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		back, err := tx.WithdrawSuccession(ctx, from, g.clock.Today(), g.clock.Now())
		if err != nil {
			return err
		}
		if len(back) == 0 {
			return g.keptBefore(ctx, tx, from)
		}
		for _, s := range back {
			if s.Founds {
				if err := g.unfoundAlone(ctx, tx, s.ToUnit); err != nil {
					return err
				}
			}
			if err := tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", s.FromUnit), "unit_merge_withdrawn")); err != nil {
				return err
			}
		}
		return g.recomputeLater(ctx, tx, store.CauseUnits, 0)
	})
}

// keptBefore is nil when the same was taken back already, and says otherwise why nothing can be.
func (g *Registry) keptBefore(ctx context.Context, tx *store.Tx, from int64) error {
	standing, err := tx.Successions(ctx, from)
	if err != nil {
		return err
	}
	for _, s := range standing {
		if s.FromUnit == from && s.Together != nil {
			return fault.New(fault.Conflict, text.UnitMergeTogether)
		}
	}
	there, err := tx.SuccessionWithdrawn(ctx, from)
	if err == nil && !there {
		err = fault.New(fault.Conflict, text.UnitMergeNone)
	}
	return err
}

// unfoundAlone takes back a unit that was founded for a merger, unless another one goes into it by now.
func (g *Registry) unfoundAlone(ctx context.Context, tx *store.Tx, unit int64) error {
	others, err := tx.Successions(ctx, unit)
	if err != nil || len(others) > 0 {
		return err
	}
	_, err = tx.WithdrawFounding(ctx, unit, g.clock.Now())
	return err
}

// ApplyUnits does what the day brings for units: those that are founded, names that begin to hold, and units that go over into others, with postings, who answers for cases by name and
// what stations answer for. The program calls it before it computes the cases of a day; done twice it does nothing more.
func (g *Registry) ApplyUnits(ctx context.Context) error {
	return g.store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		if err := g.begin(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ApplyUnitNames(ctx, g.clock.Today()); err != nil {
			return err
		}
		due, err := tx.DueSuccessions(ctx, g.clock.Today())
		for _, s := range due {
			if err := g.apply(ctx, tx, s); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
		return g.applySplits(ctx, tx)
	})
}

func (g *Registry) apply(ctx context.Context, tx *store.Tx, s store.Succession) error {
	b, err := tx.BelongingsOf(ctx, []store.Unit{{ID: s.FromUnit, Division: s.FromCode}}, s.Day)
	if err != nil {
		return err
	}
	// The words stand in the list of handovers beside those that people wrote.
	reason := text.For(text.ZhCN).T(text.UnitMergeHandover, "From", s.FromName, "Into", s.ToName)
	if err := tx.ApplySuccession(ctx, s, b[0], reason, g.clock.Now()); err != nil {
		return err
	}
	return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", s.FromUnit), "unit_gone_over", "after", s.ToName, "from", s.Day))
}

// fieldsOf are the fields that an error is about.
func fieldsOf(err error) fault.Fields {
	var e *fault.Error
	if errors.As(err, &e) {
		return e.Fields
	}
	return nil
}
