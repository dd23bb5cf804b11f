package server

import (
	"net/http"
	"slices"

	"xinsheng/internal/oversight"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/trend"
)

const (
	trendPath   = dashboardPath + "/trend"
	trendExport = trendPath + "/export"
)

// What the cells of the heat table can count.
const (
	heatCompletion = "completion"
	heatMissed     = "missed"
	heatPositive   = "positive"
)

// trends is a trend being put into words, links and pictures.
type trends struct {
	board
	t    oversight.Trend
	heat string
}

// trend shows how the actor's places have fared over the months to the one asked for.
func (s *Server) trend(w http.ResponseWriter, r *http.Request) error {
	t, err := s.openTrend(r)
	if err != nil {
		return err
	}
	v := t.view()
	return s.page(w, r, v.Title, pages.Page(v))
}

// trendBook answers with the tables of the same address as a workbook, a sheet each.
func (s *Server) trendBook(w http.ResponseWriter, r *http.Request) error {
	t, err := s.openTrend(r)
	if err != nil {
		return err
	}
	v := t.view()
	heat := components.CountTableView{Caption: v.Heat.Title, First: v.Heat.First, Heads: t.monthHeads()}
	for _, row := range v.Heat.Rows {
		counts := make([]components.Count, len(row.Cells))
		for i, c := range row.Cells {
			counts[i] = components.Count{N: c.N}
		}
		heat.Rows = append(heat.Rows, components.CountRow{Label: row.Label, Counts: counts})
	}
	sheets := []workbook.Sheet{countSheet(heat, sheetNotes(v.Title, v.Note, v.Heat.Means)...)}
	for _, c := range v.Charts {
		sheets = append(sheets, countSheet(c.Table, sheetNotes(v.Title, v.Note, c.Means)...))
	}
	return s.excel(w, v.Title+" "+t.d.Month.String(), sheets...)
}

// openTrend reads which month, place and heat the address asks for, and counts.
func (s *Server) openTrend(r *http.Request) (*trends, error) {
	ctx, actor := r.Context(), actorOf(r)
	month, place := s.boardOf(r)
	trend, err := s.Oversee.Trend(ctx, actor, month, place)
	if err != nil {
		return nil, err
	}
	heat := readQuery(r).Choice("heat", heatCompletion, heatMissed, heatPositive)
	if heat == "" {
		heat = heatCompletion
	}
	g, err := s.gazetteer(ctx)
	return &trends{board{ctx, actor, g, trend.Dashboard}, trend, heat}, err
}

func (t *trends) view() pages.View {
	v := pages.View{
		Title: t.say(text.TrendTitle, "Place", t.where(t.d.Place)), Note: t.say(text.TrendNoteThen, "Month", t.d.Month), Board: dashboardPath + "?" + t.self(t.d.Place, t.d.Month.String()),
		Month: t.months(), Excel: trendExport + "?" + t.self(t.d.Place, t.d.Month.String()), Heat: t.heatTable(), Charts: []pages.Chart{t.completion(), t.misses(), t.funnel(), t.retention(), t.cohorts()}, Script: web.Asset("charts.js"),
	}
	if t.d.Present {
		v.Note = t.say(text.TrendNoteNow, "Day", t.d.On)
	}
	if t.heat != heatCompletion {
		v.Excel += "&heat=" + t.heat
	}
	v.Charts = slices.DeleteFunc(v.Charts, func(c pages.Chart) bool { return len(c.Table.Rows) == 0 })
	return v
}

// months chooses the last month of the trend; the page's other choices stay.
func (t *trends) months() components.MonthPickerView {
	v := t.board.months()
	v.Action = trendPath
	beside := func(address string, month string) string {
		if address == "" {
			return ""
		}
		return t.at(month, t.heat)
	}
	v.Previous, v.Next = beside(v.Previous, (t.d.Month-1).String()), beside(v.Next, (t.d.Month+1).String())
	if t.heat != heatCompletion {
		v.Hidden = append(v.Hidden, components.Option{Label: "heat", Value: t.heat})
	}
	return v
}

// at is the address of the trend to a month with a heat.
func (t *trends) at(month, heat string) string {
	a := trendPath + "?" + t.self(t.d.Place, month)
	if heat != heatCompletion {
		a += "&heat=" + heat
	}
	return a
}

// sheetNotes are the lines below a sheet: what it is of, and what its figures mean.
func sheetNotes(title, note string, means []components.Pair) []string {
	notes := []string{title, note}
	for _, m := range means {
		notes = append(notes, m.Name+" — "+m.Value)
	}
	return notes
}
