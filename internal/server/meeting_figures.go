package server

import (
	"context"
	"net/url"
	"strconv"

	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/meeting"
)

// figureAt is an indicator of a place; false where it was not frozen.
func figureAt(all []store.MeetingFigure, place division.Code, name string) (int, bool) {
	for _, f := range all {
		if f.Place == place && f.Name == name {
			return f.N, true
		}
	}
	return 0, false
}

// meetingFigures puts the frozen indicators beside those of the meeting before: of the county one a row, of the townships a row each.
func (s *Server) meetingFigures(ctx context.Context, g *gazetteer, m *store.MeetingWhole, office bool, v *pages.PageView) {
	if m.FiguresMonth.IsZero() {
		return
	}
	month := m.FiguresMonth.Month()
	v.FigsNote = text.T(ctx, text.MeetingFiguresNote, "Month", month)
	if office {
		v.FigsNote = text.T(ctx, text.MeetingFiguresNoteList, "Month", month)
	}
	county := &components.TableView{Caption: text.T(ctx, text.MeetingFigures), Columns: []components.Column{
		{Label: text.T(ctx, text.MeetingFigure), Phone: components.PhoneTitle}, {Label: text.Month(ctx, month), Num: true},
	}}
	if m.Before != nil {
		county.Columns = append(county.Columns, components.Column{Label: text.T(ctx, text.MeetingBefore, "Month", m.Before.FiguresMonth.Month()), Num: true}, components.Column{Label: text.T(ctx, text.MeetingChange), Num: true})
	}
	for _, name := range oversight.Indicators() {
		n, ok := figureAt(m.Figures, m.Division, name)
		if !ok {
			continue
		}
		row := components.Row{Cells: []components.Cell{{Words: text.Of(ctx, text.FamilyMeetingFigure, name), Sub: text.Of(ctx, text.FamilyMeetingFigureNote, name)}, numberLink(ctx, n, figureList(m, office, 0, name))}}
		if m.Before != nil {
			row.Cells = append(row.Cells, pastCells(ctx, m, name, n)...)
		}
		county.Rows = append(county.Rows, row)
	}
	v.Figures = county
	if towns := townFigures(ctx, g, m); len(towns.Rows) > 0 {
		v.Towns = &towns
	}
}

// pastCells are an indicator of the county at the meeting before, and how it has changed.
func pastCells(ctx context.Context, m *store.MeetingWhole, name string, n int) []components.Cell {
	was, ok := figureAt(m.Past, m.Division, name)
	if !ok {
		return []components.Cell{{Words: text.T(ctx, text.MeetingNoFigure)}, {}}
	}
	return []components.Cell{{Words: text.Number(ctx, was)}, {Words: signed(n - was)}}
}

// signed is a difference with its sign; none is ±0.
func signed(n int) string {
	switch {
	case n > 0:
		return "+" + strconv.Itoa(n)
	case n < 0:
		return "−" + strconv.Itoa(-n)
	}
	return "±0"
}

// townFigures are the indicators of the townships, each with what it was at the meeting before.
func townFigures(ctx context.Context, g *gazetteer, m *store.MeetingWhole) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.MeetingFiguresTowns), Stacked: true, Columns: []components.Column{{Label: text.T(ctx, text.MeetingTown)}}}
	names := oversight.Indicators()
	for _, name := range names {
		t.Columns = append(t.Columns, components.Column{Label: text.Of(ctx, text.FamilyMeetingFigure, name), Num: true})
	}
	var last division.Code
	for _, f := range m.Figures {
		if f.Place == last || f.Place == m.Division {
			continue
		}
		last = f.Place
		row := components.Row{Cells: []components.Cell{{Words: g.Short(f.Place)}}}
		for _, name := range names {
			n, _ := figureAt(m.Figures, f.Place, name)
			c := numberLink(ctx, n, figureList(m, false, f.Place, name))
			if was, ok := figureAt(m.Past, f.Place, name); ok && was != n {
				c.Sub = signed(n - was)
			}
			row.Cells = append(row.Cells, c)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// figureFilters are the lists behind the indicators, as the lists of cases are filtered.
var figureFilters = map[string][2]string{
	"open": {}, "detox": {"measure", "detox"}, "rehab": {"measure", "rehab"}, "suspended": {"stage", "suspended"},
	"test_due": {"test", store.TestDue}, "test_done": {"test", store.TestDone}, "test_missed": {"test", store.TestMissed}, "positive": {"test", store.TestPositive},
	"contact_short": {"contact", store.ContactShort},
}

// figureList is the address of the list of cases that an indicator counts, as the month reads now. Of the whole county there is one for the office alone.
func figureList(m *store.MeetingWhole, office bool, place division.Code, name string) string {
	if !office && place.IsZero() {
		return ""
	}
	f := figureFilters[name]
	q := url.Values{"month": {m.FiguresMonth.Month().String()}}
	if f[0] != "" {
		q.Set(f[0], f[1])
	}
	if f[0] == "test" || f[0] == "contact" {
		q.Set("stage", stageAll)
	}
	if !place.IsZero() {
		q.Set("place", place.String())
	}
	return casesPath + "?" + q.Encode()
}
