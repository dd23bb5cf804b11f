package registry

import (
	"context"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// PolicyBook is what the rules are set to: every version, and the years whose official days are known.
type PolicyBook struct {
	Versions []PolicyEntry // by effective date; never empty
	Years    []CalendarYear
}

// PolicyEntry is one version of the settings.
type PolicyEntry struct {
	ID        int64     // 0 for the shipped policy, where no version has been published
	Effective date.Date // first day in force; none: from the beginning
	Name      string    // empty for the shipped policy
	Author    string
	Policy    rehab.Policy
}

// CalendarYear is a year whose official days are known, and how many differ from the week.
type CalendarYear struct {
	Year   int
	Source string
	Off    int
	Work   int
}

// PolicyBook returns the policy versions and the calendar's years, for everybody who works by them.
func (g *Registry) PolicyBook(ctx context.Context, actor access.Actor) (b PolicyBook, err error) {
	if err := may(actor, access.PolicyView); err != nil {
		return b, err
	}
	err = g.store.Read(ctx, actor, func(tx *store.Tx) error {
		if b, err = policyBook(ctx, tx); err != nil {
			return err
		}
		years, err := tx.HolidayYears(ctx)
		if err != nil {
			return err
		}
		days, err := tx.AllHolidays(ctx)
		b.Years = yearsOf(years, days)
		return err
	})
	return b, err
}

// policyBook is the versions that stand, without the calendar.
func policyBook(ctx context.Context, tx *store.Tx) (b PolicyBook, err error) {
	versions, err := tx.PolicyVersions(ctx)
	if err == nil {
		b.Versions, err = entriesOf(versions)
	}
	return b, err
}

// entriesOf returns the versions, after the shipped policy that holds before the first of them, as the rules do.
func entriesOf(versions []store.PolicyVersion) ([]PolicyEntry, error) {
	out := make([]PolicyEntry, 0, len(versions)+1)
	if len(versions) == 0 || !versions[0].Effective.IsZero() {
		out = append(out, PolicyEntry{Policy: rehab.Chishui()})
	}
	for _, v := range versions {
		p, err := v.Policy()
		if err != nil {
			return nil, err
		}
		out = append(out, PolicyEntry{ID: v.ID, Effective: v.Effective, Name: v.Name, Author: v.Author, Policy: p})
	}
	return out, nil
}

func yearsOf(years []store.HolidayYear, days []store.Holiday) []CalendarYear {
	out := make([]CalendarYear, len(years))
	for i, y := range years {
		out[i] = CalendarYear{Year: y.Year, Source: y.Source}
		for _, d := range days {
			if d.Day.Year() != y.Year {
				continue
			}
			if d.Kind == "off" {
				out[i].Off++
			} else {
				out[i].Work++
			}
		}
	}
	return out
}

// InForce returns the place of the version in force on a day: the last one effective by then, the first also before its date.
func (b PolicyBook) InForce(day date.Date) int {
	n := 0
	for i, v := range b.Versions {
		if v.Effective <= day {
			n = i
		}
	}
	return n
}

// Unknown returns the years from that of the day to the next one whose official days are not known: deadlines in them avoid weekends only (ruling 25).
func (b PolicyBook) Unknown(day date.Date) []int {
	var out []int
	for year := day.Year(); year <= day.Year()+1; year++ {
		known := false
		for _, y := range b.Years {
			known = known || y.Year == year
		}
		if !known {
			out = append(out, year)
		}
	}
	return out
}

// Newest returns the version that begins last, in force or not yet.
func (b PolicyBook) Newest() PolicyEntry { return b.Versions[len(b.Versions)-1] }
