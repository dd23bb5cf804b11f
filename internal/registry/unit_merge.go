package registry

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

const maxBasis = 120 // characters

// Merger is that a village goes over into another of its township on a day.
type Merger struct {
	Key     uuid.UUID // of the form
	From    int64
	Into    int64
	Day     date.Date // after today: what was recorded so far stays as it was
	Basis   string    // by which document
	NewName string    // of the village they become, from the day on; empty: the name it has
}

// MergerPreview is what a merger takes along, counted today.
type MergerPreview struct {
	From, Into store.Unit
	Belongings store.Belongings
}

// PreviewMerger checks a merger and counts what it takes along; nothing is saved. Faults on the fields into, from, basis and unit_name; a conflict of what is no village in being.
func (g *Registry) PreviewMerger(ctx context.Context, actor access.Actor, m Merger) (p MergerPreview, err error) {
	if err := may(actor, access.UnitAdmin); err != nil {
		return p, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		p, err = g.checkMerger(ctx, tx, m)
		return err
	})
	if err != nil {
		return p, err
	}
	// Who has no case to see is told how many there are, and nothing of them.
	err = g.store.Read(ctx, access.SystemActor(actor.Account), func(tx *store.Tx) error {
		p.Belongings, err = tx.BelongingsOf(ctx, p.From.ID, p.From.Division, g.clock.Today())
		return err
	})
	return p, err
}

func (g *Registry) checkMerger(ctx context.Context, tx *store.Tx, m Merger) (p MergerPreview, err error) {
	var wrong fault.Fields
	if p.From, err = tx.Unit(ctx, m.From); err != nil {
		return p, err
	}
	if p.From.Kind != "village" || !p.From.ValidUntil.IsZero() {
		return p, fault.New(fault.Conflict, text.UnitMergeOnlyVillages)
	}
	if m.Day <= g.clock.Today() {
		wrong.Add("from", text.UnitMergeNotAhead, "Day", g.clock.Today())
	}
	switch n := utf8.RuneCountInString(strings.TrimSpace(m.Basis)); {
	case n == 0:
		wrong.Add("merge_basis", text.ValidRequired)
	case n > maxBasis:
		wrong.Add("merge_basis", text.ValidTooLong, "Max", maxBasis)
	}
	if strings.TrimSpace(m.NewName) != "" {
		checkUnitName(&wrong, strings.TrimSpace(m.NewName))
	}
	if p.Into, err = tx.Unit(ctx, m.Into); fault.KindOf(err) == fault.NotFound {
		wrong.Add("into", text.ValidChoose)
		return p, wrong.Err()
	} else if err != nil {
		return p, err
	}
	if err := g.checkInto(ctx, tx, &wrong, p); err != nil {
		return p, err
	}
	return p, wrong.Err()
}

// checkInto: another village of the same township that does not end itself; and neither is the one that goes over somebody's successor in a time to come.
func (g *Registry) checkInto(ctx context.Context, tx *store.Tx, wrong *fault.Fields, p MergerPreview) error {
	switch {
	case p.Into.ID == p.From.ID || p.Into.Kind != "village" || !p.Into.ValidUntil.IsZero():
		wrong.Add("into", text.ValidNotAnOption)
	case p.Into.Division.Township() != p.From.Division.Township():
		wrong.Add("into", text.UnitMergeTownship)
	}
	all, err := tx.Successions(ctx, 0)
	for _, s := range all {
		switch {
		case s.AppliedAt != nil:
		case s.FromUnit == p.From.ID:
			wrong.Add("into", text.UnitGoesAlready)
		case s.FromUnit == p.Into.ID, s.ToUnit == p.From.ID:
			wrong.Add("into", text.UnitMergeWaits, "Name", s.FromName, "Into", s.ToName, "Day", s.Day)
		}
	}
	if err != nil {
		return err
	}
	return waitsForSplit(ctx, tx, wrong, p.From.ID, p.Into.ID)
}

// MergeUnit has a village go over into another on a day to come. The same form sent twice does it once. Faults as of PreviewMerger.
func (g *Registry) MergeUnit(ctx context.Context, actor access.Actor, m Merger) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		before, err := tx.Successions(ctx, m.From)
		if err != nil {
			return err
		}
		for _, s := range before {
			if s.ID == m.Key {
				return nil
			}
		}
		p, err := g.checkMerger(ctx, tx, m)
		if err != nil {
			return err
		}
		s := store.Succession{ID: m.Key, FromUnit: p.From.ID, FromCode: p.From.Division, ToUnit: p.Into.ID, ToCode: p.Into.Division, Day: m.Day, Basis: strings.TrimSpace(m.Basis)}
		if _, err := tx.AddSuccession(ctx, s, g.clock.Now()); err != nil {
			return err
		}
		if name := strings.TrimSpace(m.NewName); name != "" && name != p.Into.Name {
			if err := g.rename(ctx, tx, p.Into.ID, name, m.Day); err != nil {
				return err
			}
		}
		if err := tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", m.From), "unit_merged", "before", p.From.Name, "after", p.Into.Name, "from", m.Day)); err != nil {
			return err
		}
		return g.recomputeLater(ctx, tx, store.CauseUnits, 0)
	})
}

// KeepUnit takes back, before its day, that a unit goes over into another; a conflict when there is nothing to take back.
func (g *Registry) KeepUnit(ctx context.Context, actor access.Actor, from int64) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		switch there, err := tx.WithdrawSuccession(ctx, from, g.clock.Today(), g.clock.Now()); {
		case err != nil:
			return err
		case !there:
			return fault.New(fault.Conflict, text.UnitMergeNone)
		}
		if err := tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", from), "unit_merge_withdrawn")); err != nil {
			return err
		}
		return g.recomputeLater(ctx, tx, store.CauseUnits, 0)
	})
}

// ApplyUnits does what the day brings for units: those that are founded, names that begin to hold, and units that go over into others, with postings, who answers for cases by name and what stations answer for.
// The program calls it before it computes the cases of a day; done twice it does nothing more.
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
	b, err := tx.BelongingsOf(ctx, s.FromUnit, s.FromCode, s.Day)
	if err != nil {
		return err
	}
	// The words stand in the list of handovers beside those that people wrote.
	reason := text.For(text.ZhCN).T(text.UnitMergeHandover, "From", s.FromName, "Into", s.ToName)
	if err := tx.ApplySuccession(ctx, s, b, reason, g.clock.Now()); err != nil {
		return err
	}
	return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", s.FromUnit), "unit_gone_over", "after", s.ToName, "from", s.Day))
}
