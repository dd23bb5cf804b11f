package demo

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
<<<<<<< HEAD
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
)

// RestoreDay sets the clock to the legal day that the demonstration was left on; none: the real one.
func RestoreDay(ctx context.Context, s *store.Store, c *clock.Clock) error {
	return s.Read(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		d, err := tx.Demonstration(ctx)
		if err == nil {
			c.Set(d.Day)
		}
		return err
	})
}

// MoveDay moves the legal day of the demonstration, keeps it for later starts and computes again what it changes; no date goes back to
// the real day.
func MoveDay(ctx context.Context, s *store.Store, w *casework.Work, c *clock.Clock, day date.Date) error {
	before := c.Today()
	err := s.WithTx(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error { return tx.SetDemonstrationDay(ctx, day) })
	if err != nil {
		return err
	}
	c.Set(day)
	if c.Today() < before { // a case knows on which later day it has to be computed, not on which earlier one
		_, err = w.Rebuild(ctx, true, func(casework.Difference) {})
	} else {
		_, err = w.Recompute(ctx)
	}
	return err
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
=======
	"xinsheng/internal/date"
	"xinsheng/internal/store"
)

// SettableClock is a clock whose legal day can be moved (package clock).
type SettableClock interface {
	casework.Clock
	Set(day date.Date)
}

// Mover moves the demonstration's legal day.
type Mover struct {
	Store *store.Store
	Work  *casework.Work
	Clock SettableClock
}

// MoveDay sets the legal day (zero: back to the real one), keeps it for the next start, and computes every case again; it returns how many.
func (m Mover) MoveDay(ctx context.Context, actor access.Actor, day date.Date) (int, error) {
	err := m.Store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.SetDemonstrationDay(ctx, day); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.DemoMoveToday, Detail: map[string]any{"change": "demo_day", "day": day}})
	})
	if err != nil {
		return 0, err
	}
	m.Clock.Set(day)
	err = m.Store.WithTx(ctx, access.SystemActor(access.AccountNightly), func(tx *store.Tx) error {
		return tx.RecomputeAll(ctx, m.Clock.Today())
	})
	if err != nil {
		return 0, err
	}
	return m.Work.Recompute(ctx)
}

// Resume sets the legal day to where the demonstration was left.
func (m Mover) Resume(ctx context.Context) error {
	return m.Store.Read(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		d, err := tx.Demonstration(ctx)
		if err == nil && !d.Day.IsZero() {
			m.Clock.Set(d.Day)
		}
		return err
	})
>>>>>>> 728999f (wip)
}
