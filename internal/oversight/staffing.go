package oversight

import (
	"cmp"
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// UnitStaffing is the norm of one village, or of a township besides its villages, against who is there.
type UnitStaffing struct {
	Division division.Code
	Persons  int // open cases it is answerable for; of a township itself, none
	Before   int // the same at the end of the month before
	Crossed  int // the bound of the norm crossed since; 0 for none
	Need     rehab.Staff
	Have     rehab.Staff // those who count
	Gap      rehab.Staff
	Spare    rehab.Staff // beyond the need; never set off against the gap of another unit
	Lacking  int         // in a post but not counting, for something required is not there
	Pay      int64       // fen a month for those needed full-time
	GapPay   int64       // fen a month for those missing full-time
}

// StaffingSum adds up units.
type StaffingSum struct {
	UnitStaffing
	Units   int // how many
	Short   int // of them with a gap
	Crosses int // of them that have crossed a bound
}

// Add counts a unit in.
func (s *StaffingSum) Add(u UnitStaffing) {
	s.Units++
	s.Persons, s.Before, s.Lacking = s.Persons+u.Persons, s.Before+u.Before, s.Lacking+u.Lacking
	s.Need, s.Have, s.Gap = s.Need.Plus(u.Need), s.Have.Plus(u.Have), s.Gap.Plus(u.Gap)
	s.Spare = s.Spare.Plus(u.Spare)
	s.Pay, s.GapPay = s.Pay+u.Pay, s.GapPay+u.GapPay
	if u.Gap.Total() > 0 {
		s.Short++
	}
	if u.Crossed != 0 {
		s.Crosses++
	}
}

// Staffing is the norm against who is there on a day.
type Staffing struct {
	Month  date.Month
	On     date.Date // the month's last day, or today
	Place  division.Code
	Norm   rehab.Staffing  // in force on the day
	Units  []UnitStaffing  // townships and villages, in the order of their codes
	People []StaffLine     // of these units, whoever was proposed
	Unseen []division.Code // of the present month: those that have crossed a bound and at which nobody has looked
}

// Staffing holds the norm against who is there in the actor's scope, or in place, at the end of a month; in the present month: today. Faults: not found.
func (o *Office) Staffing(ctx context.Context, actor access.Actor, month date.Month, place division.Code) (s Staffing, err error) {
	if !actor.May(access.StaffingView) {
		return s, fault.ErrNotFound()
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		if s, err = staffingOn(ctx, tx, month, min(month.Last(), o.today()), place); err == nil && month == o.today().Month() {
			s.Unseen, err = tx.UnseenCrossings(ctx, month)
		}
		return err
	})
	return s, err
}

func staffingOn(ctx context.Context, tx *store.Tx, month date.Month, on date.Date, place division.Code) (Staffing, error) {
	s := Staffing{Month: month, On: on, Place: place}
	var within division.Range
	if !place.IsZero() {
		within = place.Range()
	}
	facts, err := tx.StaffingFacts(ctx, month, on, within)
	if err != nil {
		return s, err
	}
	s.Norm = facts.Rules.On(on).Staffing
	s.People = slices.DeleteFunc(placed(staffLines(facts.Staff, on), &facts.Rules, on), func(l StaffLine) bool {
		return !tx.Actor().Sees(l.Place) || !place.IsZero() && !place.Holds(l.Place)
	})
	s.Units = staffUnits(&facts, s.Norm, month, on, s.People)
	return s, nil
}

// staffUnits holds the norm against the people, place by place; what has gone over into another place by the day counts there.
func staffUnits(facts *store.StaffingFacts, norm rehab.Staffing, month date.Month, on date.Date, people []StaffLine) []UnitStaffing {
	units := map[division.Code]*UnitStaffing{}
	at := func(c division.Code) *UnitStaffing {
		c = facts.Rules.Successor(c, on)
		if units[c] == nil {
			units[c] = &UnitStaffing{Division: c}
		}
		return units[c]
	}
	for _, c := range facts.Places {
		at(c)
	}
	for _, l := range facts.Caseloads {
		if l.Month == month {
			at(l.Division).Persons += l.Count
		} else {
			at(l.Division).Before += l.Count
		}
	}
	for _, p := range people {
		u := at(p.Place)
		u.Have = u.Have.Plus(p.Counted)
		if p.Standing == rehab.StaffLacking {
			u.Lacking++
		}
	}
	out := make([]UnitStaffing, 0, len(units))
	for c, u := range units {
		u.Need = norm.Unit(c, u.Persons)
		u.Gap, u.Spare = u.Need.Missing(u.Have), u.Need.Spare(u.Have)
		u.Pay, u.GapPay = int64(norm.Cost(u.Need)), int64(norm.Cost(u.Gap))
		if c.IsVillage() {
			u.Crossed = norm.Crossing(u.Before, u.Persons)
		}
		out = append(out, *u)
	}
	slices.SortFunc(out, func(a, b UnitStaffing) int { return cmp.Compare(a.Division, b.Division) })
	return out
}
