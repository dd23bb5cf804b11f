package demo

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
)

// RestoreDay sets the clock to the legal day that a demonstration was left on; without one it leaves the clock alone.
func RestoreDay(ctx context.Context, s *store.Store, c *clock.Clock) error {
	return s.Read(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		d, err := tx.Demonstration(ctx)
		if err == nil {
			c.Set(d.Day)
		}
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		return err
	})
}

// MoveDay moves the legal day of the demonstration (zero: back to the real one), keeps it for later starts, and computes again what it changes;
// it returns how many cases that were.
func MoveDay(ctx context.Context, s *store.Store, w *casework.Work, c *clock.Clock, actor access.Actor, day date.Date) (int, error) {
	before := c.Today()
	err := s.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.SetDemonstrationDay(ctx, day); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.DemoMoveToday, Detail: map[string]any{"change": "demo_day", "day": day}})
	})
	if err != nil {
		return 0, err
	}
	c.Set(day)
	if c.Today() < before { // a case knows on which later day it has to be computed, not on which earlier one
		err = s.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error { return tx.RecomputeAll(ctx, c.Today()) })
		if err != nil {
			return 0, err
		}
	}
	if err := registry.New(s, c).ApplyUnits(ctx); err != nil {
		return 0, err
	}
	return w.Recompute(ctx)
}

// Is reports whether the database is one of a demonstration.
func Is(ctx context.Context, s *store.Store) (is bool, err error) {
	err = s.Read(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		_, err := tx.Demonstration(ctx)
		is = err == nil
		if fault.KindOf(err) == fault.NotFound {
			return nil
		}
		return err
	})
	return is, err
}
