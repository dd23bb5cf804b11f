package registry

import (
	"context"
	"strings"
	"unicode/utf8"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

const maxUnitName = 60 // characters

// FirstDay is since when the units of the set-up are; no fact of a case is older.
var FirstDay = date.New(2000, 1, 1)

// Units returns the units in being of the given kinds, all without any, by division. Names of units are no secret.
func (g *Registry) Units(ctx context.Context, actor access.Actor, kinds ...string) (us []store.Unit, err error) {
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		us, err = tx.Units(ctx, kinds...)
		return err
	})
	return us, err
}

// UnitsEver returns every unit there has been or will be, by division, for their administrator.
func (g *Registry) UnitsEver(ctx context.Context, actor access.Actor) (us []store.Unit, err error) {
	if err := may(actor, access.UnitAdmin); err != nil {
		return nil, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		us, err = tx.UnitsEver(ctx)
		return err
	})
	return us, err
}

// UnitFile is a unit with, for a police station, what it answers for.
type UnitFile struct {
	store.Unit
	Divisions   []store.StationDivision
	Names       []store.UnitName   // by day, when it was renamed
	Successions []store.Succession // of which it is a part
	Splits      []store.Split      // likewise
	Basis       string             // by which document it was founded; empty of one that came with the set-up
}

// Unit returns one unit for its administrator.
func (g *Registry) Unit(ctx context.Context, actor access.Actor, id int64) (u UnitFile, err error) {
	if err := may(actor, access.UnitAdmin); err != nil {
		return u, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		if u.Unit, err = tx.Unit(ctx, id); err != nil {
			return err
		}
		switch f, err := tx.FoundingOf(ctx, id); {
		case err == nil:
			u.Basis = f.Basis
		case fault.KindOf(err) != fault.NotFound:
			return err
		}
		if u.Names, err = tx.UnitNames(ctx, id); err != nil {
			return err
		}
		if u.Splits, err = tx.Splits(ctx, id); err != nil {
			return err
		}
		if u.Successions, err = tx.Successions(ctx, id); err != nil || u.Kind != "station" {
			return err
		}
		u.Divisions, err = tx.StationDivisions(ctx, id)
		return err
	})
	return u, err
}

// NameUnit gives a unit a name, or confirms the one it has.
func (g *Registry) NameUnit(ctx context.Context, actor access.Actor, id int64, name string) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	name = strings.TrimSpace(name)
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		return fault.OnField("unit_name", text.ValidRequired)
	case n > maxUnitName:
		return fault.OnField("unit_name", text.ValidTooLong, "Max", maxUnitName)
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		before, err := tx.Unit(ctx, id)
		if err != nil {
			return err
		}
		if err := tx.SetUnitName(ctx, id, name, g.clock.Today()); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", id), "unit_named", "before", before.Name, "after", name))
	})
}

// AddStationDivision makes a police station answer for a township or village from a day on.
func (g *Registry) AddStationDivision(ctx context.Context, actor access.Actor, station int64, place division.Code, from date.Date) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	if from < FirstDay {
		return fault.OnField("from", text.ValidPast, "Day", FirstDay)
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := checkStation(ctx, tx, station, place); err != nil {
			return err
		}
		if err := tx.AddStationDivision(ctx, store.StationDivision{Station: station, Division: place, ValidFrom: from}); err != nil {
			return err
		}
		return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", station), "division_added", "division", place, "from", from))
	})
}

// checkStation locks the units and refuses a place that is none or that the station answers for already.
func checkStation(ctx context.Context, tx *store.Tx, station int64, place division.Code) error {
	if err := tx.LockUnits(ctx); err != nil {
		return err
	}
	u, err := tx.Unit(ctx, station)
	if err != nil {
		return err
	}
	if u.Kind != "station" {
		return fault.ErrNotFound()
	}
	if _, err := tx.UnitAt(ctx, place); fault.KindOf(err) == fault.NotFound {
		return fault.OnField("division", text.ValidNotAnOption)
	} else if err != nil {
		return err
	}
	there, err := tx.StationDivisions(ctx, station)
	if err != nil {
		return err
	}
	for _, d := range there {
		if d.ValidUntil.IsZero() && d.Division.Range().Low <= place && place <= d.Division.Range().High {
			return fault.OnField("division", text.UnitAlreadyAnswered)
		}
	}
	return nil
}

// EndStationDivision ends that a police station answers for a place; until is the first day on which it does not, today or later.
func (g *Registry) EndStationDivision(ctx context.Context, actor access.Actor, station int64, place division.Code, until date.Date) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	if until < g.clock.Today() {
		return fault.OnField("until", text.ValidPast, "Day", g.clock.Today())
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		ended, err := tx.EndStationDivision(ctx, station, place, until)
		if err != nil {
			return err
		}
		if !ended {
			return fault.ErrNotFound()
		}
		return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", station), "division_ended", "division", place, "until", until))
	})
}
