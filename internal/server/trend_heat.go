package server

import (
	"strconv"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/trend"
)

// bands of completion in thousandths: the band of a cell is the number of these it falls short of. Bands of counts: the number it reaches.
var (
	completionBands = []int{1000, 950, 900, 800, 600}
	countBands      = []int{1, 2, 3, 4, 6}
)

// heatOf are the figure a heat counts and its word.
var heatOf = map[string]struct {
	figure store.Figure
	word   text.Key
}{
	heatCompletion: {word: text.DashboardCompletion}, heatMissed: {store.FigureTestMissed, text.DashboardMissed}, heatPositive: {store.FigureTestPositive, text.DashboardPositive},
}

// heatTable are the places by the months of the trend.
func (t *trends) heatTable() pages.Heat {
	h := pages.Heat{Title: t.say(text.TrendHeatTownship), First: t.say(text.DashboardTownship), Legend: t.legend()}
	if t.d.Villages {
		h.Title, h.First = t.say(text.TrendHeatVillage), t.say(text.DashboardVillage)
	}
	for _, name := range []string{heatCompletion, heatMissed, heatPositive} {
		h.Tabs = append(h.Tabs, pages.Tab{Label: t.say(heatOf[name].word), Href: t.at(t.d.Month.String(), name), Current: name == t.heat})
	}
	for m := t.t.First; m <= t.d.Month; m++ {
		year := t.say(text.TrendYear, "Year", strconv.Itoa(m.First().Year()))
		if n := len(h.Years); n > 0 && h.Years[n-1].Label == year {
			h.Years[n-1].Months++
		} else {
			h.Years = append(h.Years, pages.Year{Label: year, Months: 1})
		}
		h.Months = append(h.Months, text.Of(t.ctx, text.FamilyTrendMonth, strconv.Itoa(monthOfYear(m))))
	}
	for i := range t.t.Rows {
		row := t.heatRow(t.places.Short(t.t.Rows[i].Place), &t.t.Rows[i])
		row.Href = t.placeHref(oversight.Tally{Place: t.t.Rows[i].Place})
		h.Rows = append(h.Rows, row)
	}
	if len(h.Rows) != 1 {
		total := t.heatRow(t.say(text.DashboardTotal), &t.t.Whole)
		total.Total = true
		for i := range total.Cells {
			total.Cells[i].Band = -1 // sums are no place's to be looked at
		}
		h.Rows = append(h.Rows, total)
	}
	h.Means = []components.Pair{{Name: t.say(text.DashboardCompletion), Value: t.say(text.DashboardMeansCompletion)}}
	if f := heatOf[t.heat].figure; f != "" {
		h.Means = t.meansOf(f)
	}
	return h
}

func monthOfYear(m date.Month) int {
	_, month, _ := m.First().YMD()
	return month
}

func (t *trends) heatRow(label string, r *oversight.TrendRow) pages.HeatRow {
	row := pages.HeatRow{Label: label}
	for i := range r.Months {
		row.Cells = append(row.Cells, t.heatCell(r, i))
	}
	return row
}

// heatCell is a count, which opens its list, or a completion, which opens the dashboard that it stands on.
func (t *trends) heatCell(r *oversight.TrendRow, i int) pages.HeatCell {
	tally, month := &r.Months[i], t.t.First+date.Month(i)
	if f := heatOf[t.heat].figure; f != "" {
		n := tally.N[f]
		c := pages.HeatCell{N: text.Number(t.ctx, n)}
		if n > 0 {
			c.Href = t.list(r.Place, "month", month.String(), "figure", string(f))
		}
		for c.Band < len(countBands) && n >= countBands[c.Band] {
			c.Band++
		}
		return c
	}
	done := tally.Completion()
	m, ok := done.PerMille()
	if !ok {
		return pages.HeatCell{N: "–", Band: -1}
	}
	c := pages.HeatCell{N: percentOf(done.Done, done.Due), Href: dashboardPath + "?" + t.self(t.placeOr(r), month.String())}
	for c.Band < len(completionBands) && m < completionBands[c.Band] {
		c.Band++
	}
	return c
}

// placeOr is the row's place where it has a dashboard of its own, else the one the trend is of.
func (t *trends) placeOr(r *oversight.TrendRow) division.Code {
	if t.d.Villages || r.Place.IsZero() {
		return t.d.Place
	}
	return r.Place
}

// legend says what the tints mean.
func (t *trends) legend() []pages.Shade {
	if heatOf[t.heat].figure != "" {
		return shades("0", "1", "2", "3", "4–5", "≥ 6")
	}
	return shades("100%", "95–100%", "90–95%", "80–90%", "60–80%", "< 60%")
}

func shades(labels ...string) []pages.Shade {
	out := make([]pages.Shade, len(labels))
	for i, l := range labels {
		out[i] = pages.Shade{Band: i, Label: l}
	}
	return out
}
