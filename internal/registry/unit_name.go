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

// RenameUnit gives a unit another name from a day on, past or to come; papers and figures of before keep the old one. Faults: on unit_name and from.
func (g *Registry) RenameUnit(ctx context.Context, actor access.Actor, id int64, name string, from date.Date) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	name = strings.TrimSpace(name)
	var wrong fault.Fields
	checkUnitName(&wrong, name)
	if from <= FirstDay {
		wrong.Add("from", text.ValidPast, "Day", FirstDay+1)
	}
	if err := wrong.Err(); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		return g.rename(ctx, tx, id, name, from)
	})
}

func checkUnitName(wrong *fault.Fields, name string) {
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		wrong.Add("unit_name", text.ValidRequired)
	case n > maxUnitName:
		wrong.Add("unit_name", text.ValidTooLong, "Max", maxUnitName)
	}
}

func (g *Registry) rename(ctx context.Context, tx *store.Tx, id int64, name string, from date.Date) error {
	before, err := tx.Unit(ctx, id)
	switch {
	case err != nil:
		return err
	case !before.ValidUntil.IsZero() && before.ValidUntil <= from:
		return fault.OnField("from", text.UnitEnded, "Day", before.ValidUntil)
	}
	if err := nameBeside(ctx, tx, &before, name); err != nil {
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

// nameBeside refuses the name of another place of the same kind below the same office: on a list nobody could tell them apart.
func nameBeside(ctx context.Context, tx *store.Tx, u *store.Unit, name string) error {
	if u.Kind != "village" && u.Kind != "township" {
		return nil
	}
	all, err := tx.Units(ctx, u.Kind)
	for _, other := range all {
		if other.ID != u.ID && other.Name == name && (u.Kind == "township" || other.Division.Township() == u.Division.Township()) {
			return fault.OnField("unit_name", text.UnitNameBeside)
		}
	}
	return err
}

// KeepUnitName takes back a name that a unit would have from a day to come; fault.NotFound when there is none.
func (g *Registry) KeepUnitName(ctx context.Context, actor access.Actor, id int64, from date.Date) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := found(tx.WithdrawUnitName(ctx, id, from, g.clock.Today(), g.clock.Now())); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", id), "unit_rename_withdrawn", "from", from))
	})
}
