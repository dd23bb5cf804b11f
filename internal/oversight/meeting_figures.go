package oversight

import (
	"context"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Indicators are the figures that a meeting looks at, in order, each taken from the dashboard of the month before it.
func Indicators() []string {
	out := make([]string, len(indicators))
	for i, x := range indicators {
		out[i] = x.name
	}
	return out
}

var indicators = []struct {
	name string
	of   func(*Tally) int
}{
	{"open", func(t *Tally) int { return t.Open }},
	{"detox", func(t *Tally) int { return t.Measures[string(rehab.Detox)] }},
	{"rehab", func(t *Tally) int { return t.Measures[string(rehab.Rehab)] }},
	{"suspended", func(t *Tally) int { return t.Stages[string(rehab.StageSuspended)] }},
	{"test_due", func(t *Tally) int { return t.Tests[store.TestDue] }},
	{"test_done", func(t *Tally) int { return t.Tests[store.TestDone] }},
	{"test_missed", func(t *Tally) int { return t.Tests[store.TestMissed] }},
	{"positive", func(t *Tally) int { return t.Tests[store.TestPositive] }},
	{"contact_short", func(t *Tally) int { return t.Contacts[store.ContactShort] }},
}

// indicators are those of the county and of each of its townships that counts anything, as the dashboard counts the month now.
func (o *Office) indicators(ctx context.Context, tx *store.Tx, county division.Code, month date.Month) ([]store.MeetingFigure, error) {
	d := Dashboard{Month: month, Today: o.today()}
	counted, err := tx.Dashboard(ctx, store.DashboardFilter{Month: month, Today: d.Today, WeekEnd: d.Today.WeekEnd(), Within: county.Range()})
	if err != nil {
		return nil, err
	}
	d.take(counted)
	d.Total.Place = county
	var out []store.MeetingFigure
	for _, t := range append([]Tally{d.Total}, d.Places...) {
		for _, x := range indicators {
			out = append(out, store.MeetingFigure{Place: t.Place, Name: x.name, N: x.of(&t)})
		}
	}
	return out, nil
}
