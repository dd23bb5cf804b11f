package oversight

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// FundingLine is a budget line of a year beside the same line of the year before.
type FundingLine struct {
	Unit    store.Unit
	Purpose string
	rehab.BudgetLine
	Last rehab.BudgetLine
}

// Funding is the budget lines of a year that the actor sees.
type Funding struct {
	Year   int
	Closed bool
	Lines  []FundingLine
	Units  []store.Unit // that can have lines: there were in the year
	Costs  rehab.FundingCosts
	Pay    int        // fen a month for one full-time worker, by the norm of today
	First  date.Month // from which on pay and tests are foreseen
	ever   []store.Unit
}

// lineKey tells budget lines of a year apart.
type lineKey struct {
	unit    int64
	purpose string
}

// Funding returns the lines of a year: what stands on them, and what the staffing norm and the phases that end still ask of them. Faults: not found.
func (o *Office) Funding(ctx context.Context, actor access.Actor, year int) (f Funding, err error) {
	if !actor.May(access.FundingView) {
		return f, fault.ErrNotFound()
	}
	f.Year = year
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		units, err := tx.UnitsEver(ctx, "county", "township", "department")
		if err != nil {
			return err
		}
		sums, err := tx.FundingSums(ctx, year)
		if err != nil {
			return err
		}
		if f.Closed, err = tx.FundingYearClosed(ctx, year); err != nil {
			return err
		}
		c, err := o.forecast(ctx, tx, units, sums, year)
		if err != nil {
			return err
		}
		f.Costs, f.Pay, f.First, f.ever = c.costs, c.pay, c.first, units
		f.Units, f.Lines = unitsIn(units, year), fundingLines(units, sums, c.due, year)
		return nil
	})
	return f, err
}

// unitsIn are the units that there were in a year.
func unitsIn(units []store.Unit, year int) []store.Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u store.Unit) bool {
		return u.State != store.UnitInBeing || u.ValidFrom > date.New(year, 12, 31) || !u.ValidUntil.IsZero() && u.ValidUntil <= date.New(year, 1, 1)
	})
}

// fundingLines puts sums and what is due together, by unit and purpose.
func fundingLines(units []store.Unit, sums []store.FundingSum, due map[lineKey]int64, year int) []FundingLine {
	all := map[lineKey]*FundingLine{}
	at := func(k lineKey) *FundingLine {
		if all[k] == nil {
			all[k] = &FundingLine{Purpose: k.purpose}
		}
		return all[k]
	}
	for _, s := range sums {
		line := at(lineKey{s.Unit, s.Purpose})
		b := &line.BudgetLine
		if s.Year != year {
			b = &line.Last
		}
		b.Budgeted, b.Received, b.Spent = s.Budgeted, s.Received, s.Spent
	}
	for k, fen := range due {
		at(k).Due = fen
	}
	var out []FundingLine
	for k, line := range all {
		if i := slices.IndexFunc(units, func(u store.Unit) bool { return u.ID == k.unit }); i >= 0 {
			line.Unit = units[i]
			out = append(out, *line)
		}
	}
	purposes := store.FundingPurposes()
	slices.SortFunc(out, func(a, b FundingLine) int {
		return cmp.Or(cmp.Compare(a.Unit.Division, b.Unit.Division), cmp.Compare(a.Unit.ID, b.Unit.ID), cmp.Compare(slices.Index(purposes, a.Purpose), slices.Index(purposes, b.Purpose)))
	})
	return out
}

// FundingAccount is one budget line with every amount on it.
type FundingAccount struct {
	FundingLine
	Year    int
	Closed  bool
	Entries []store.FundingEntry
	Payroll []PayMonth // of a township's pay: what the register says of the months gone by
}

// FundingAccount returns a line of the actor's. A unit that cannot have lines, or that the actor does not see, is fault.NotFound.
func (o *Office) FundingAccount(ctx context.Context, actor access.Actor, year int, unit int64, purpose string) (a FundingAccount, err error) {
	f, err := o.Funding(ctx, actor, year)
	if err != nil {
		return a, err
	}
	a.Year, a.Closed, a.Purpose = year, f.Closed, purpose
	i := slices.IndexFunc(f.ever, func(u store.Unit) bool { return u.ID == unit })
	if i < 0 || !slices.Contains(store.FundingPurposes(), purpose) || !actor.SitsIn(unit) && (actor.Role == access.Department || !actor.Sees(f.ever[i].Division)) {
		return a, fault.ErrNotFound()
	}
	a.Unit = f.ever[i]
	for _, l := range f.Lines {
		if l.Unit.ID == unit && l.Purpose == purpose {
			a.FundingLine = l
		}
	}
	err = o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if a.Unit.Kind == "township" && purpose == "pay" {
			if a.Payroll, err = o.payroll(ctx, tx, a.Unit.Division, year); err != nil {
				return err
			}
		}
		a.Entries, err = tx.FundingOf(ctx, year, unit, purpose)
		return err
	})
	return a, err
}

// RecordFunding writes an amount on a line. Faults: not found, invalid (a field is wrong), conflict (the year is closed, the voucher was used, or the same form
// with other content).
func (o *Office) RecordFunding(ctx context.Context, actor access.Actor, e store.FundingEntry) error {
	if !actor.May(access.FundingRecord) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.HoldForm(ctx, e.ID); err != nil {
			return err
		}
		if known, err := tx.FundingEntry(ctx, e.ID); err == nil {
			if known.Unit != e.Unit || known.Year != e.Year || known.Purpose != e.Purpose || known.Kind != e.Kind || known.Fen != e.Fen || known.Day != e.Day {
				return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
			}
			return nil
		} else if fault.KindOf(err) != fault.NotFound {
			return err
		}
		if err := o.openYear(ctx, tx, e.Year); err != nil {
			return err
		}
		u, err := tx.Unit(ctx, e.Unit)
		if err != nil {
			return err
		}
		if err := o.checkFunding(&u, &e); err != nil {
			return err
		}
		if err := tx.AddFunding(ctx, e); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.FundingRecord, Subject: store.Subject("funding_entry", e.ID), Detail: map[string]any{"change": "funding_recorded", "year": e.Year}})
	})
}

func (o *Office) checkFunding(u *store.Unit, e *store.FundingEntry) error {
	var wrong fault.Fields
	switch {
	case !slices.Contains([]string{"county", "township", "department"}, u.Kind) || len(unitsIn([]store.Unit{*u}, e.Year)) == 0:
		return fault.ErrNotFound()
	case e.Purpose == "rewards" && u.Kind != "county":
		wrong.Add("", text.FundingRewardsElsewhere)
	case e.Purpose == "rewards" && e.Kind == "spent":
		wrong.Add("funding_kind", text.FundingRewardsBySelf)
	}
	switch {
	case e.Kind != "budgeted" && e.Day.Year() != e.Year:
		wrong.Add("day", text.FundingOtherYear, "Year", strconv.Itoa(e.Year))
	case e.Day > o.today():
		wrong.Add("day", text.ValidFuture, "Today", o.today())
	}
	if e.Kind == "spent" && e.Voucher == "" {
		wrong.Add("voucher", text.ValidRequired)
	}
	return wrong.Err()
}

// openYear holds a year's accounts and refuses one that is closed.
func (o *Office) openYear(ctx context.Context, tx *store.Tx, year int) error {
	if err := tx.LockFundingYear(ctx, year); err != nil {
		return err
	}
	closed, err := tx.FundingYearClosed(ctx, year)
	if err == nil && closed {
		err = fault.New(fault.Conflict, text.FundingClosed, "Year", strconv.Itoa(year))
	}
	return err
}

// VoidFunding takes an amount back with a reason. Faults: not found, conflict (its year is closed, or it was taken back otherwise).
func (o *Office) VoidFunding(ctx context.Context, actor access.Actor, id uuid.UUID, reason string) (e store.FundingEntry, err error) {
	if !actor.May(access.FundingRecord) {
		return e, fault.ErrNotFound()
	}
	err = o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if e, err = tx.FundingEntry(ctx, id); err != nil {
			return err
		}
		if err := tx.LockFundingYear(ctx, e.Year); err != nil {
			return err
		}
		if e, err = tx.FundingEntry(ctx, id); err != nil {
			return err
		}
		if e.VoiderID != nil && *e.VoiderID == actor.Account && *e.VoidReason == reason {
			return nil // the same form sent twice
		}
		if err := o.openYear(ctx, tx, e.Year); err != nil {
			return err
		}
		if err := tx.VoidFunding(ctx, id, reason); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.FundingRecord, Subject: store.Subject("funding_entry", id), Detail: map[string]any{"change": "funding_voided", "year": e.Year}})
	})
	return e, err
}

// SetFundingYear closes the accounts of a year that is over, or opens them again. Faults: not found, invalid (the year is not over), conflict (it stands so already).
func (o *Office) SetFundingYear(ctx context.Context, actor access.Actor, year int, closed bool, reason string) error {
	switch {
	case !actor.May(access.FundingRecord):
		return fault.ErrNotFound()
	case closed && year >= o.today().Year():
		return fault.New(fault.Invalid, text.FundingNotOver, "Year", strconv.Itoa(year))
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := tx.LockFundingYear(ctx, year); err != nil {
			return err
		}
		switch last, err := tx.FundingYear(ctx, year); {
		case err != nil:
			return err
		case last.Closed == closed && last.Account == actor.Account && last.Reason == reason:
			return nil // the same form sent twice
		case last.Closed == closed:
			return fault.New(fault.Conflict, text.FundingStandsSo)
		}
		if err := tx.SetFundingYear(ctx, year, closed, reason); err != nil {
			return err
		}
		change := "funding_opened"
		if closed {
			change = "funding_closed"
		}
		return tx.Audit(ctx, store.Audited{Action: access.FundingRecord, Subject: store.Subject("funding_year", year), Detail: map[string]any{"change": change, "year": year}})
	})
}
