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

const (
	// TrendMonths is how many months a trend shows, each beside the same month of the year before.
	TrendMonths = 12
	// RetentionMonths is how far those who reported in are followed: the longest term, and a step in which those who served it are discharged.
	RetentionMonths = 36 + RetentionStep
	// RetentionStep is how many months lie between two points of the retention.
	RetentionStep = 3
	// cohortMonths is how far back report-ins are followed, so that the whole term of a year's can be seen.
	cohortMonths = RetentionMonths + 12
)

// TrendRow is a place, or the whole, over the months of a trend.
type TrendRow struct {
	Place  division.Code
	Months []Tally // TrendMonths of them, oldest first
}

// Retained is what has become of those who reported in at least so many months ago, so many months after their report-in.
type Retained struct{ After, Followed, In, Finished, Left int }

// Cohort are those who reported in in a month, as they stand.
type Cohort struct {
	Month              date.Month
	In, Finished, Left int
}

// Trend is how a place has fared over the months to one.
type Trend struct {
	Dashboard // of the last month: where the cases stand
	First     date.Month
	Rows      []TrendRow
	Whole     TrendRow
	LastYear  TrendRow // the whole, the same months a year before
	Retention []Retained
	Cohorts   []Cohort // newest first, those with anybody
}

// Trend follows what the actor sees over the twelve months to the given one. Faults: not found (the actor has no dashboard).
func (o *Office) Trend(ctx context.Context, actor access.Actor, month date.Month, place division.Code) (Trend, error) {
	if !actor.May(access.DashboardView) {
		return Trend{}, fault.ErrNotFound()
	}
	today := o.today()
	t := Trend{First: month - TrendMonths + 1, Dashboard: Dashboard{Month: month, Today: today, On: min(month.Last(), today), Present: month == today.Month(), Place: place, Villages: villages(actor, place)}}
	f := store.TrendFilter{From: t.First - TrendMonths, To: month, Since: month - cohortMonths, On: t.On}
	if !place.IsZero() {
		f.Within = place.Range()
	}
	var counted store.TrendCounts
	var tally store.MonthTally
	err := o.store.Read(ctx, actor, func(tx *store.Tx) error {
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		t.Boards = rules.BoardsOf(month, today)
		if tally, err = tx.MonthTally(ctx, month, today, t.Boards.EndsSoonDays, f.Within); err == nil {
			counted, err = tx.Trend(ctx, f)
		}
		return err
	})
	if err != nil {
		return t, err
	}
	t.take(store.DashboardCounts{Tally: tally})
	t.follow(counted.Cells)
	t.stays(counted.Stays)
	return t, nil
}

// follow sorts the counts of months into rows.
func (t *Trend) follow(cells []store.TrendCell) {
	row := func(place division.Code) TrendRow { return TrendRow{place, make([]Tally, TrendMonths)} }
	t.Whole, t.LastYear = row(0), row(0)
	rows := map[division.Code]TrendRow{}
	for i := range cells {
		c := &cells[i]
		k := int(c.Month.Month() - t.First)
		if k < 0 {
			t.LastYear.Months[k+TrendMonths].addCell(c)
			continue
		}
		at := c.Division
		if !t.Villages {
			at = at.Township()
		}
		if _, ok := rows[at]; !ok {
			rows[at] = row(at)
		}
		rows[at].Months[k].addCell(c)
		t.Whole.Months[k].addCell(c)
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, r)
	}
	slices.SortFunc(t.Rows, func(a, b TrendRow) int { return cmp.Compare(a.Place, b.Place) })
}

func (t *Tally) addCell(c *store.TrendCell) {
	if t.N == nil {
		t.N = map[store.Figure]int{}
	}
	for i, name := range store.TrendFigures {
		t.N[name] += c.N[i]
	}
}

// stays counts who was still in after so many months, of those who can have been, and how the cohorts stand.
func (t *Trend) stays(list []store.Stay) {
	for after := 0; after <= RetentionMonths; after += RetentionStep {
		t.Retention = append(t.Retention, retained(list, after))
	}
	by := map[date.Month]*Cohort{}
	for i := range list {
		s, m := &list[i], list[i].Began.Month()
		if by[m] == nil {
			by[m] = &Cohort{Month: m}
		}
		switch {
		case s.Left == nil:
			by[m].In += s.Count
		case s.Finished:
			by[m].Finished += s.Count
		default:
			by[m].Left += s.Count
		}
	}
	for _, c := range by {
		t.Cohorts = append(t.Cohorts, *c)
	}
	slices.SortFunc(t.Cohorts, func(a, b Cohort) int { return int(b.Month - a.Month) })
}

func retained(list []store.Stay, after int) Retained {
	r := Retained{After: after}
	for i := range list {
		s := &list[i]
		if s.Followed < after {
			continue
		}
		r.Followed += s.Count
		switch {
		case s.Left == nil || *s.Left >= after:
			r.In += s.Count
		case s.Finished:
			r.Finished += s.Count
		default:
			r.Left += s.Count
		}
	}
	return r
}

// Rate is a share of those followed.
func (r Retained) Rate(n int) rehab.Completion { return rehab.Completion{Due: r.Followed, Done: n} }
