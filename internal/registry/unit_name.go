package registry

import (
	"context"
	"strings"
	"unicode/utf8"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

const maxNameReason = 200 // characters

// RenameUnit gives a unit another name from a day on, to come or at most a year back; papers and figures of before keep the old one. The same again does nothing more. Faults: on
// unit_name and from.
func (g *Registry) RenameUnit(ctx context.Context, actor access.Actor, id int64, name string, from date.Date) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	name = strings.TrimSpace(name)
	var wrong fault.Fields
	checkUnitName(&wrong, "unit_name", name)
	if earliest := g.clock.Today().AddMonths(-12); from < earliest {
		wrong.Add("from", text.UnitRenameTooOld, "Day", earliest)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		names, err := tx.UnitNames(ctx, id)
		if err != nil {
			return err
		}
		for _, n := range names {
			if n.ValidFrom == from && n.Name == name {
				return nil
			}
		}
		return g.rename(ctx, tx, id, name, from)
	})
}

func checkUnitName(wrong *fault.Fields, field, name string) {
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		wrong.Add(field, text.ValidRequired)
	case n > maxUnitName:
		wrong.Add(field, text.ValidTooLong, "Max", maxUnitName)
	}
}

func (g *Registry) rename(ctx context.Context, tx *store.Tx, id int64, name string, from date.Date) error {
	before, err := tx.Unit(ctx, id)
	switch {
	case err != nil:
		return err
	case !before.ValidUntil.IsZero() && before.ValidUntil <= from:
		return fault.OnField("from", text.UnitEnded, "Day", before.ValidUntil)
	case before.State == store.UnitWithdrawn:
		return fault.ErrNotFound()
	case from < before.ValidFrom:
		return fault.OnField("from", text.ValidPast, "Day", before.ValidFrom)
	}
	if err := nameBeside(ctx, tx, &before, name, from); err != nil {
		return err
	}
	if err := tx.AddUnitName(ctx, store.UnitName{Unit: id, Name: name, ValidFrom: from}, FirstDay, g.clock.Now()); err != nil {
		return err
	}
	if _, err := tx.ApplyUnitNames(ctx, g.clock.Today()); err != nil {
		return err
	}
	return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", id), "unit_renamed", "before", before.Name, "after", name, "from", from))
}

// nameBeside refuses the name that the unit has on the day already, and that of another place of the same kind below the same office: on a list nobody could tell them apart.
func nameBeside(ctx context.Context, tx *store.Tx, u *store.Unit, name string, day date.Date) error {
	names, err := tx.UnitNames(ctx, u.ID)
	if err != nil {
		return err
	}
	has := u.Name
	for _, n := range names {
		if n.ValidFrom < day {
			has = n.Name
		}
	}
	if has == name {
		return fault.OnField("unit_name", text.UnitNameSame)
	}
	if u.Kind != "village" && u.Kind != "township" {
		return nil
	}
	all, err := tx.UnitsEver(ctx, u.Kind)
	if err != nil {
		return err
	}
	over, err := tx.Successions(ctx, 0)
	renamed := store.Unit{ID: u.ID, Kind: u.Kind, Division: u.Division, Name: name}
	for i := range all {
		if other := &all[i]; beside(other, &renamed) && other.ValidUntil.IsZero() && !goesBy(over, other.ID, day) {
			return fault.OnField("unit_name", text.UnitNameBeside)
		}
	}
	return err
}

// KeepUnitName takes back, with a reason, a name that a unit has had or would have from a day on: it is called again as before. Done twice it does nothing more; fault.NotFound when there
// is none, a fault on name_reason without one.
func (g *Registry) KeepUnitName(ctx context.Context, actor access.Actor, id int64, from date.Date, why string) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	why = strings.TrimSpace(why)
	switch n := utf8.RuneCountInString(why); {
	case n == 0:
		return fault.OnField("name_reason", text.ValidReasonRequired)
	case n > maxNameReason:
		return fault.OnField("name_reason", text.ValidTooLong, "Max", maxNameReason)
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		there, err := tx.WithdrawUnitName(ctx, id, from, FirstDay, why, g.clock.Now())
		if err != nil {
			return err
		}
		if !there {
			return found(tx.UnitNameWithdrawn(ctx, id, from))
		}
		if _, err := tx.ApplyUnitNames(ctx, g.clock.Today()); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", id), "unit_rename_withdrawn", "from", from, "reason", why))
	})
}
