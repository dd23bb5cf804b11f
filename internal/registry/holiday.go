package registry

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

const (
	maxHolidayName = 40
	maxSource      = 120
)

// HolidayFile is the calendar of one year and which years are known.
type HolidayFile struct {
	Year  int
	Days  []store.Holiday
	Known []store.HolidayYear
}

// Source returns the notice that the year's calendar was entered from, and whether the year is known.
func (f HolidayFile) Source() (string, bool) {
	for _, y := range f.Known {
		if y.Year == f.Year {
			return y.Source, true
		}
	}
	return "", false
}

// Holidays returns the official days of a year.
func (g *Registry) Holidays(ctx context.Context, actor access.Actor, year int) (f HolidayFile, err error) {
	if err := may(actor, access.HolidayAdmin); err != nil {
		return f, err
	}
	f.Year = year
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		if f.Days, err = tx.Holidays(ctx, date.New(year, 1, 1), date.New(year, 12, 31)); err != nil {
			return err
		}
		f.Known, err = tx.HolidayYears(ctx)
		return err
	})
	return f, err
}

// SetHoliday enters an official day or corrects it: a working day that is free (off) or a weekend day that is worked (work). Every
// open case is computed again, since deadlines move with working days (ruling 4).
func (g *Registry) SetHoliday(ctx context.Context, actor access.Actor, h store.Holiday) error {
	h.Name = strings.TrimSpace(h.Name)
	if err := checkHoliday(h); err != nil {
		return err
	}
	return g.changeCalendar(ctx, actor, note(access.HolidayAdmin, store.Subject("holiday", h.Day), "holiday_set", "kind", h.Kind), func(tx *store.Tx) error {
		return tx.SetHoliday(ctx, h)
	})
}

func checkHoliday(h store.Holiday) error {
	var wrong fault.Fields
	weekend := h.Day.Weekday() == time.Saturday || h.Day.Weekday() == time.Sunday
	switch {
	case h.Kind != "off" && h.Kind != "work":
		wrong.Add("kind", text.ValidChoose)
	case h.Kind == "off" && weekend:
		wrong.Add("day", text.HolidayIsWeekend)
	case h.Kind == "work" && !weekend:
		wrong.Add("day", text.HolidayIsWeekday)
	}
	switch n := utf8.RuneCountInString(h.Name); {
	case n == 0:
		wrong.Add("holiday_name", text.ValidRequired)
	case n > maxHolidayName:
		wrong.Add("holiday_name", text.ValidTooLong, "Max", maxHolidayName)
	}
	return wrong.Err()
}

// RemoveHoliday takes an official day out of the calendar.
func (g *Registry) RemoveHoliday(ctx context.Context, actor access.Actor, day date.Date) error {
	return g.changeCalendar(ctx, actor, note(access.HolidayAdmin, store.Subject("holiday", day), "holiday_removed"), func(tx *store.Tx) error {
		return found(tx.RemoveHoliday(ctx, day))
	})
}

// SetHolidayYear says that a year's calendar is complete, and from which notice; until then its working days are weekdays only and
// every page that needs them warns (ruling 25).
func (g *Registry) SetHolidayYear(ctx context.Context, actor access.Actor, y store.HolidayYear) error {
	y.Source = strings.TrimSpace(y.Source)
	switch n := utf8.RuneCountInString(y.Source); {
	case n == 0:
		return fault.OnField("source", text.ValidRequired)
	case n > maxSource:
		return fault.OnField("source", text.ValidTooLong, "Max", maxSource)
	}
	return g.changeCalendar(ctx, actor, note(access.HolidayAdmin, store.Subject("holiday_year", y.Year), "year_known"), func(tx *store.Tx) error {
		return tx.SetHolidayYear(ctx, y)
	})
}

func found(there bool, err error) error {
	if err == nil && !there {
		return fault.ErrNotFound()
	}
	return err
}

// changeCalendar makes a change of the calendar, after which every case is due to be computed again.
func (g *Registry) changeCalendar(ctx context.Context, actor access.Actor, entry store.Audited, fn func(*store.Tx) error) error {
	if err := may(actor, access.HolidayAdmin); err != nil {
		return err
	}
	return g.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		if err := tx.Audit(ctx, entry); err != nil {
			return err
		}
		return g.recomputeLater(ctx, tx, store.CauseCalendar, 0)
	})
}
