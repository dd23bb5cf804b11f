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
	name   string
	figure store.Figure
}{
	{"open", store.FigureOpen}, {"detox", store.FigureDetox}, {"rehab", store.FigureRehab}, {"suspended", store.StageFigure(rehab.StageSuspended)},
	{"test_due", store.FigureTestDue}, {"test_done", store.FigureTestDone}, {"test_missed", store.FigureTestMissed}, {"positive", store.FigureTestPositive},
	{"contact_short", store.FigureContactShort},
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
			out = append(out, store.MeetingFigure{Place: t.Place, Name: x.name, N: t.N[x.figure]})
		}
	}
	return out, nil
}
