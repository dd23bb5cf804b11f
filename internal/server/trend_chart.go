package server

import (
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/trend"
)

// monthHeads are the months of the trend in words.
func (t *trends) monthHeads() []string {
	var out []string
	for m := t.t.First; m <= t.d.Month; m++ {
		out = append(out, text.Month(t.ctx, m))
	}
	return out
}

// byMonth is a table with a row a month; cells gives the counts of the kth month, beside the same month a year before.
func (t *trends) byMonth(title text.Key, heads []string, cells func(m date.Month, now, before *oversight.Tally) []components.Count) components.CountTableView {
	v := components.CountTableView{Caption: t.say(title), First: t.say(text.TrendMonth), Heads: heads}
	for k, name := range t.monthHeads() {
		v.Rows = append(v.Rows, components.CountRow{Label: name, Counts: cells(t.t.First+date.Month(k), &t.t.Whole.Months[k], &t.t.LastYear.Months[k])})
	}
	return v
}

// of is a figure of the whole in a month, which opens its list if the month is one that lists can show.
func (t *trends) of(m date.Month, tally *oversight.Tally, name store.Figure) components.Count {
	n := tally.N[name]
	if pastMonth(m, t.d.Today).IsZero() {
		return components.Count{N: text.Number(t.ctx, n)}
	}
	c := t.count(n, t.list(0, "month", m.String(), "figure", string(name)))
	c.Late = lateFigures[name] && n > 0
	return c
}

func rate(tally *oversight.Tally) components.Count {
	c := tally.Completion()
	return components.Count{N: percentOf(c.Done, c.Due)}
}

// completion is the share done against that of the year before.
func (t *trends) completion() pages.Chart {
	heads := append([]string{t.say(text.DashboardCompletion), t.say(text.TrendLastYear)}, t.heads([]store.Figure{store.FigureOpen, store.FigureTestDue, store.FigureTestDone})...)
	return pages.Chart{Kind: "lines", Draw: "1 2", Unit: "%", Title: t.say(text.TrendCompletion), Note: t.say(text.TrendAgainst), Means: append([]components.Pair{{Name: t.say(text.DashboardCompletion), Value: t.say(text.DashboardMeansCompletion)}},
		t.meansOf(store.FigureOpen, store.FigureTestDue, store.FigureTestDone)...),
		Table: t.byMonth(text.TrendCompletion, heads, func(m date.Month, now, before *oversight.Tally) []components.Count {
			return []components.Count{rate(now), rate(before), t.of(m, now, store.FigureOpen), t.of(m, now, store.FigureTestDue), t.of(m, now, store.FigureTestDone)}
		})}
}

// misses are missed tests and positives against those of the year before.
func (t *trends) misses() pages.Chart {
	missed, positive := t.say(text.DashboardMissed), t.say(text.DashboardPositive)
	heads := []string{missed, t.say(text.TrendSameLastYear, "Figure", missed), positive, t.say(text.TrendSameLastYear, "Figure", positive)}
	return pages.Chart{Kind: "bars", Draw: "1 2 3 4", Title: t.say(text.TrendMisses), Note: t.say(text.TrendAgainst), Means: t.meansOf(store.FigureTestMissed, store.FigureTestPositive),
		Table: t.byMonth(text.TrendMisses, heads, func(m date.Month, now, before *oversight.Tally) []components.Count {
			year := date.Month(oversight.TrendMonths)
			return []components.Count{t.of(m, now, store.FigureTestMissed), t.of(m-year, before, store.FigureTestMissed), t.of(m, now, store.FigureTestPositive), t.of(m-year, before, store.FigureTestPositive)}
		})}
}

// funnel is where the open cases stand, in the order of a case's life.
func (t *trends) funnel() pages.Chart {
	b := t.standing()
	for i := range b.Table.Rows {
		b.Table.Rows[i].Bar = nil
	}
	return pages.Chart{Kind: "funnel", Draw: "1", Title: b.Title, Note: b.Note, Table: b.Table, Means: b.Means}
}

// retention is what share of those who reported in long enough ago was still in, had finished or had left after so many months.
func (t *trends) retention() pages.Chart {
	in, finished, left := t.say(text.TrendIn), t.say(text.TrendFinished), t.say(text.TrendLeft)
	v := components.CountTableView{Caption: t.say(text.TrendRetention), First: t.say(text.TrendAfter), Heads: []string{in, finished, left, t.say(text.TrendFollowed)}}
	for _, r := range t.t.Retention {
		if r.Followed == 0 {
			break
		}
		share := func(n int) components.Count {
			c := r.Rate(n)
			return components.Count{N: percentOf(c.Done, c.Due)}
		}
		v.Rows = append(v.Rows, components.CountRow{Label: t.say(text.TrendMonths, "Count", r.After), Counts: []components.Count{share(r.In), share(r.Finished), share(r.Left), {N: text.Number(t.ctx, r.Followed)}}})
	}
	return pages.Chart{Kind: "area", Draw: "1 2 3", Unit: "%", Title: t.say(text.TrendRetention), Note: t.say(text.TrendRetentionNote), Table: v, Means: t.stayMeans()}
}

// cohorts are those who reported in in the same month, as they stand; of the present day each number opens its list.
func (t *trends) cohorts() pages.Chart {
	v := components.CountTableView{Caption: t.say(text.TrendCohorts), First: t.say(text.TrendBegan), Heads: []string{t.say(text.TrendIn), t.say(text.TrendFinished), t.say(text.TrendLeft), t.say(text.DashboardTotal)}}
	for i := len(t.t.Cohorts) - 1; i >= 0; i-- {
		c := t.t.Cohorts[i]
		cell := func(n int, stage string) components.Count {
			if !t.d.Present {
				return components.Count{N: text.Number(t.ctx, n)}
			}
			return t.count(n, t.dutyList("began", c.Month.String(), "stage", stage))
		}
		v.Rows = append(v.Rows, components.CountRow{Label: text.Month(t.ctx, c.Month), Counts: []components.Count{
			cell(c.In, store.StageOpen), cell(c.Finished, string(rehab.StageDischarged)), cell(c.Left, store.StageLeft), cell(c.In+c.Finished+c.Left, stageAll)}})
	}
	return pages.Chart{Kind: "stack", Draw: "1 2 3", Title: t.say(text.TrendCohorts), Note: t.say(text.TrendCohortsNote), Table: v, Means: t.stayMeans()}
}

func (t *trends) stayMeans() []components.Pair {
	return []components.Pair{{Name: t.say(text.TrendIn), Value: t.say(text.TrendMeansIn)}, {Name: t.say(text.TrendFinished), Value: t.say(text.TrendMeansFinished)}, {Name: t.say(text.TrendLeft), Value: t.say(text.TrendMeansLeft)},
		{Name: t.say(text.TrendFollowed), Value: t.say(text.TrendMeansFollowed)}}
}
