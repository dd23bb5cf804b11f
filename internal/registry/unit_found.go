package registry

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Founding is that a village or township is there from a day on.
type Founding struct {
	Key   uuid.UUID // of the form
	Code  division.Code
	Name  string
	Day   date.Date // today or to come
	Basis string    // by which document

	leaving []int64 // units that are no more from the day on, which the same form says
}

// FoundUnit founds a village or township and returns its id. The same form sent twice founds it once. Faults: on unit_code, unit_name, from and unit_basis.
func (g *Registry) FoundUnit(ctx context.Context, actor access.Actor, f Founding) (id int64, err error) {
	if err := may(actor, access.UnitAdmin); err != nil {
		return 0, err
	}
	err = g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		switch there, err := tx.FoundingBy(ctx, f.Key); {
		case err == nil:
			id = there.Unit
			return nil
		case fault.KindOf(err) != fault.NotFound:
			return err
		}
		id, err = g.found(ctx, tx, f)
		return err
	})
	return id, err
}

// found founds a unit in a transaction that holds the units (LockUnits). A code that was another place's, ever, is refused: figures of before are kept under it.
func (g *Registry) found(ctx context.Context, tx *store.Tx, f Founding) (int64, error) {
	f.Name, f.Basis = strings.TrimSpace(f.Name), strings.TrimSpace(f.Basis)
	u := store.Unit{Kind: kindOf(f.Code), Division: f.Code, Name: f.Name, ValidFrom: f.Day, State: store.UnitInBeing}
	if f.Day > g.clock.Today() {
		u.State = store.UnitAhead
	}
	if err := g.checkFounding(ctx, tx, &u, &f); err != nil {
		return 0, err
	}
	id, err := tx.FoundUnit(ctx, u, store.Founding{ID: f.Key, Basis: f.Basis}, g.clock.Now())
	if err != nil {
		return 0, err
	}
	return id, tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", id), "unit_founded", "after", f.Name, "from", f.Day))
}

func (g *Registry) checkFounding(ctx context.Context, tx *store.Tx, u *store.Unit, f *Founding) error {
	var wrong fault.Fields
	checkUnitName(&wrong, "unit_name", u.Name)
	if u.ValidFrom < g.clock.Today() {
		wrong.Add("from", text.ValidPast, "Day", g.clock.Today())
	}
	checkBasis(&wrong, "unit_basis", f.Basis)
	all, err := tx.UnitsEver(ctx, "county", "township", "village")
	if err != nil {
		return err
	}
	over, err := tx.Successions(ctx, 0)
	if err != nil {
		return err
	}
	checkFreeCode(&wrong, u, all, over)
	for i := range all {
		if other := &all[i]; beside(other, u) && other.On(u.ValidFrom) && !slices.Contains(f.leaving, other.ID) && !goesBy(over, other.ID, u.ValidFrom) {
			wrong.Add("unit_name", text.UnitNameBeside)
			break
		}
	}
	return wrong.Err()
}

// checkFreeCode: a code below the county, and of a village below a township that is there on the day, which no place has or had.
func checkFreeCode(wrong *fault.Fields, u *store.Unit, all []store.Unit, over []store.Succession) {
	county, above := false, u.Division.IsTownship()
	for i := range all {
		other := &all[i]
		if other.Division == u.Division {
			wrong.Add("unit_code", text.UnitCodeTaken, "Name", other.Name)
			return
		}
		county = county || other.Division == u.Division.County() && other.Division.IsCounty()
		above = above || other.Division == u.Division.Township() && other.On(u.ValidFrom) && !goesBy(over, other.ID, u.ValidFrom)
	}
	switch {
	case !county || u.Division.IsCounty():
		wrong.Add("unit_code", text.UnitCodeOutside)
	case !above:
		wrong.Add("unit_code", text.UnitCodeNoTownship)
	}
}

// beside reports whether one unit bears the name of another place of the same kind below the same office: on a list nobody could tell them apart.
func beside(a, b *store.Unit) bool {
	return a.ID != b.ID && a.Kind == b.Kind && a.Name == b.Name && (a.Kind == "township" || a.Division.Township() == b.Division.Township())
}

// goesBy reports whether a unit has gone over into another by a day.
func goesBy(over []store.Succession, unit int64, day date.Date) bool {
	for i := range over {
		if over[i].FromUnit == unit && over[i].Day <= day {
			return true
		}
	}
	return false
}

func checkBasis(wrong *fault.Fields, field, basis string) {
	switch n := utf8.RuneCountInString(basis); {
	case n == 0:
		wrong.Add(field, text.ValidRequired)
	case n > maxBasis:
		wrong.Add(field, text.ValidTooLong, "Max", maxBasis)
	}
}

// UnfoundUnit takes back, before its day, that a unit is founded; what was taken back stays so. A conflict once the day has come, and while another unit is to go over into
// it or lies below it.
func (g *Registry) UnfoundUnit(ctx context.Context, actor access.Actor, id int64) error {
	if err := may(actor, access.UnitAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockUnits(ctx); err != nil {
			return err
		}
		u, err := tx.Unit(ctx, id)
		switch {
		case err != nil:
			return err
		case u.State == store.UnitWithdrawn:
			return nil
		}
		over, err := tx.Successions(ctx, id)
		if err != nil {
			return err
		}
		all, err := tx.UnitsEver(ctx, "village")
		if err != nil {
			return err
		}
		for _, v := range all {
			if len(over) == 0 && v.ID != id && v.Division.Township() == u.Division {
				return fault.New(fault.Conflict, text.UnitFoundingUsed)
			}
		}
		parts, err := tx.Splits(ctx, id)
		if err != nil {
			return err
		}
		if len(over) > 0 || len(parts) > 0 {
			return fault.New(fault.Conflict, text.UnitFoundingUsed)
		}
		switch there, err := tx.WithdrawFounding(ctx, id, g.clock.Now()); {
		case err != nil:
			return err
		case !there:
			return fault.New(fault.Conflict, text.UnitFoundingNone)
		}
		return tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", id), "unit_founding_withdrawn", "before", u.Name))
	})
}

// begin has the units be there whose day has come.
func (g *Registry) begin(ctx context.Context, tx *store.Tx) error {
	begun, err := tx.BeginUnits(ctx, g.clock.Today())
	for _, u := range begun {
		if err := tx.Audit(ctx, note(access.UnitAdmin, store.Subject("unit", u.ID), "unit_begun", "after", u.Name, "from", u.ValidFrom)); err != nil {
			return err
		}
	}
	return err
}
