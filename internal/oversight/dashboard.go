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

// Office does oversight. It is safe for use by several goroutines.
type Office struct {
	store  *store.Store
	today  func() date.Date
	papers PaperKeeper
}

// New returns oversight on the database; today gives the legal day.
func New(s *store.Store, today func() date.Date) *Office { return &Office{store: s, today: today} }

// On returns the office as it works on another legal day, for histories that are written down later.
func (o *Office) On(day date.Date) *Office {
	c := *o
	c.today = func() date.Date { return day }
	return &c
}

// Tally is what one place, or all of them, counts of a month.
type Tally struct {
	Place    division.Code // a township, or a village where the dashboard is of one township; none: the whole
	Open     int           // cases that had not ended when the month was over
	Stages   map[string]int
	Phases   map[int]int    // of the open cases
	Measures map[string]int // of the open cases
	Tests    map[string]int // by store's words: due, done, missed, open, excused, positive
	Contacts map[string]int // by store's words: short, report, talk, visit
}

// Dashboard is what is shown of a month in a place.
type Dashboard struct {
	Month    date.Month
	Today    date.Date
	On       date.Date     // the day it stands at: the month's last, or today
	Present  bool          // the month is the present one
	Place    division.Code // the part of the scope it was asked for; none: all of it
	Villages bool          // the places are villages
	Total    Tally
	Places   []Tally // those that count anything, in the order of their codes
	Duties   []store.DutyCount
	AnyDuty  store.DutyCount
	Rewards  []store.RewardSum // nil when the actor may not see them
	Breach   int
	Moving   int
}

// Dashboard counts what the actor sees of the month, in the whole scope or in place. Faults: not found (the actor has no dashboard).
func (o *Office) Dashboard(ctx context.Context, actor access.Actor, month date.Month, place division.Code) (Dashboard, error) {
	if !actor.May(access.DashboardView) {
		return Dashboard{}, fault.ErrNotFound()
	}
	today := o.today()
	d := Dashboard{Month: month, Today: today, On: min(month.Last(), today), Present: month == today.Month(), Place: place, Villages: villages(actor.Scope, place)}
	f := store.DashboardFilter{Month: month, Today: today, WeekEnd: today.WeekEnd(), Present: d.Present, Rewards: actor.May(access.RewardView)}
	if !place.IsZero() {
		f.Within = place.Range()
	}
	if !d.Present {
		f.On = d.On
	}
	var counted store.Figures
	err := o.store.Read(ctx, actor, func(tx *store.Tx) (err error) {
		counted, err = tx.Dashboard(ctx, f)
		return err
	})
	if err != nil {
		return d, err
	}
	d.take(counted)
	return d, nil
}

// villages reports whether a dashboard of the scope, or of place in it, is one of villages: where all of it lies in one township.
func villages(scope division.Scope, place division.Code) bool {
	if !place.IsZero() {
		return !place.IsCounty()
	}
	low, high := scope.Bounds()
	return low.Township() == high.Township()
}

func (d *Dashboard) take(f store.Figures) {
	places := map[division.Code]*Tally{}
	d.Total = newTally(0)
	for _, c := range f.Cells {
		at := c.Division
		if !d.Villages {
			at = at.Township()
		}
		if places[at] == nil {
			t := newTally(at)
			places[at] = &t
		}
		places[at].add(c)
		d.Total.add(c)
	}
	for _, t := range places {
		d.Places = append(d.Places, *t)
	}
	slices.SortFunc(d.Places, func(a, b Tally) int { return cmp.Compare(a.Place, b.Place) })
	for _, n := range f.Duties {
		if n.Kind == nil {
			d.AnyDuty = n
		} else {
			d.Duties = append(d.Duties, n)
		}
	}
	order := rehab.Duties()
	at := func(n store.DutyCount) int { return slices.Index(order, rehab.Duty(*n.Kind)) }
	slices.SortFunc(d.Duties, func(a, b store.DutyCount) int { return cmp.Compare(at(a), at(b)) })
	d.Rewards, d.Breach, d.Moving = f.Rewards, f.Breach, f.Moving
}

func newTally(place division.Code) Tally {
	return Tally{Place: place, Stages: map[string]int{}, Phases: map[int]int{}, Measures: map[string]int{}, Tests: map[string]int{}, Contacts: map[string]int{}}
}

// add counts a group of like cases in.
func (t *Tally) add(c store.DashboardCell) {
	t.Stages[c.Stage] += c.Count
	if !c.Ended {
		t.Open += c.Count
		t.Phases[c.Phase] += c.Count
		t.Measures[c.Measure] += c.Count
	}
	if c.Test != nil {
		t.Tests[*c.Test] += c.Count
		if slices.Contains([]string{store.TestDone, store.TestMissed, store.TestOpen}, *c.Test) {
			t.Tests[store.TestDue] += c.Count
		}
	}
	for kind, counts := range map[string]bool{"report": c.ReportShort, "talk": c.TalkShort, "visit": c.VisitShort, store.ContactShort: c.ReportShort || c.TalkShort || c.VisitShort} {
		if counts {
			t.Contacts[kind] += c.Count
		}
	}
	if c.Positive {
		t.Tests[store.TestPositive] += c.Count
	}
}
