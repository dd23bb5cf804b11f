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
	files  FileKeeper
	owed   *owedReturns
}

// New returns oversight on the database; today gives the legal day.
func New(s *store.Store, today func() date.Date) *Office {
	return &Office{store: s, today: today, owed: &owedReturns{}}
}

// On returns the office as it works on another legal day, for histories that are written down later.
func (o *Office) On(day date.Date) *Office {
	c := *o
	c.today = func() date.Date { return day }
	return &c
}

// Tally is what one place, or all of them, counts of a month.
type Tally struct {
	Place  division.Code // a township, or a village where the dashboard is of one township; none: the whole
	N      map[store.Figure]int
	Before int // open cases when the month before was over
	Rank   int // by completion, from 1; 0: not ranked (rehab.Rank)
}

// Completion is how much of what the month asked is done.
func (t *Tally) Completion() rehab.Completion {
	return rehab.Completion{
		Due:  t.N[store.FigureTestDue] + t.N[store.FigureReportDue] + t.N[store.FigureTalkDue] + t.N[store.FigureVisitDue],
		Done: t.N[store.FigureTestDone] + t.N[store.FigureReportDone] + t.N[store.FigureTalkDone] + t.N[store.FigureVisitDone],
	}
}

// Dashboard is what is shown of a month in a place.
type Dashboard struct {
	Month    date.Month
	Today    date.Date
	On       date.Date     // the day it stands at: the month's last, or today
	Boards   rehab.Boards  // the numbers it goes by
	Present  bool          // the month is the present one
	Place    division.Code // the part of the scope it was asked for; none: all of it
	Villages bool          // the places are villages
	Total    Tally
	Places   []Tally // those that count anything, in the order of their codes
	Duties   []store.DutyCount
	AnyDuty  store.DutyCount
	Rewards  []store.RewardSum // nil when the actor may not see them
}

// Dashboard counts what the actor sees of the month, in the whole scope or in place. Faults: not found (the actor has no dashboard).
func (o *Office) Dashboard(ctx context.Context, actor access.Actor, month date.Month, place division.Code) (Dashboard, error) {
	if !actor.May(access.DashboardView) {
		return Dashboard{}, fault.ErrNotFound()
	}
	today := o.today()
	d := Dashboard{Month: month, Today: today, On: min(month.Last(), today), Present: month == today.Month(), Place: place, Villages: villages(actor, place)}
	f := store.DashboardFilter{Month: month, Today: today, WeekEnd: today.WeekEnd(), Present: d.Present, Rewards: actor.May(access.RewardView)}
	if !place.IsZero() {
		f.Within = place.Range()
	}
	if !d.Present {
		f.On = d.On
	}
	var counted store.DashboardCounts
	err := o.store.Read(ctx, actor, func(tx *store.Tx) error {
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		d.Boards = rules.BoardsOf(month, today)
		f.Soon = d.Boards.EndsSoonDays
		counted, err = tx.Dashboard(ctx, f)
		return err
	})
	if err != nil {
		return d, err
	}
	d.take(counted)
	return d, nil
}

// villages reports whether a dashboard of the actor, or of place in it, is one of villages: where all of it lies in one township.
func villages(actor access.Actor, place division.Code) bool {
	if !place.IsZero() {
		return !place.IsCounty()
	}
	return !actor.Township().IsZero()
}

func (d *Dashboard) take(c store.DashboardCounts) {
	tally := func(place division.Code, within division.Range) Tally {
		t := Tally{Place: place, N: c.Tally.Of(within)}
		for _, b := range c.Before {
			if within.Low.IsZero() || within.Low <= b.Division && b.Division <= within.High {
				t.Before += b.Count
			}
		}
		return t
	}
	d.Total = tally(0, division.Range{})
	seen := map[division.Code]bool{}
	count := func(at division.Code) {
		if !d.Villages {
			at = at.Township()
		}
		if !seen[at] {
			seen[at] = true
			d.Places = append(d.Places, tally(at, at.Range()))
		}
	}
	for _, x := range c.Tally.Divisions {
		count(x.Division)
	}
	for _, m := range c.Tally.Moves { // a place that everybody has left still counts them
		if c.Tally.Counts(m.From) {
			count(m.From)
		}
	}
	slices.SortFunc(d.Places, func(a, b Tally) int { return cmp.Compare(a.Place, b.Place) })
	d.rank()
	d.takeDuties(c.Duties)
	d.Rewards = c.Rewards
}

// rank gives the places their rank by completion.
func (d *Dashboard) rank() {
	units, open := make([]rehab.Completion, len(d.Places)), make([]int, len(d.Places))
	for i := range d.Places {
		units[i], open[i] = d.Places[i].Completion(), d.Places[i].N[store.FigureOpen]
	}
	for _, r := range rehab.Rank(units, open, d.Boards.RankFrom) {
		d.Places[r.Unit].Rank = r.Rank
	}
}

func (d *Dashboard) takeDuties(counts []store.DutyCount) {
	for _, n := range counts {
		if n.Kind == nil {
			d.AnyDuty = n
		} else {
			d.Duties = append(d.Duties, n)
		}
	}
	order := rehab.Duties()
	at := func(n store.DutyCount) int { return slices.Index(order, rehab.Duty(*n.Kind)) }
	slices.SortFunc(d.Duties, func(a, b store.DutyCount) int { return cmp.Compare(at(a), at(b)) })
}
