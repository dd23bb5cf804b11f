package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/sheet"
)

const sheetsPath = "/month-sheet"

func sheetPath(village division.Code, month date.Month) string {
	return "/villages/" + village.String() + "/month-sheet?" + url.Values{"month": {month.String()}}.Encode()
}

// ownVillages are the villages of the actor's scope.
func ownVillages(g *gazetteer, actor access.Actor) []division.Code {
	var out []division.Code
	for _, c := range g.codes {
		if c.IsVillage() && actor.Sees(c) {
			out = append(out, c)
		}
	}
	return out
}

// sheetList leads whoever has one village to its sheet, and shows everybody else how far each village is.
func (s *Server) sheetList(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	month := s.sheetMonth(r)
	if own := ownVillages(g, actor); len(own) == 1 {
		return s.redirect(w, r, sheetPath(own[0], month))
	}
	counts, err := s.Work.Rounds(ctx, actor, month)
	if err != nil {
		return err
	}
	title := text.T(ctx, text.SheetVillages)
	v := pages.ListView{Title: title, Note: text.T(ctx, text.SheetVillagesNote, "Month", month), Picker: s.sheetPicker(ctx, sheetsPath, month),
		Table: sheetTable(ctx, g, counts, month)}
	if len(counts) > 0 {
		v.Excel = sheetsPath + "/export?month=" + month.String()
	}
	return s.page(w, r, title, pages.List(v))
}

// sheetMonth is the month of the address; one to come, or nonsense, is the present one.
func (s *Server) sheetMonth(r *http.Request) date.Month {
	now := s.Clock.Today().Month()
	if m := readQuery(r).Month("month"); !m.IsZero() && m < now {
		return m
	}
	return now
}

// sheetPicker offers the months that can be opened, and the shown one if it is older.
func (s *Server) sheetPicker(ctx context.Context, action string, month date.Month) components.MonthPickerView {
	months := s.Work.SheetMonths()
	if !slices.Contains(months, month) {
		months = append(months, month)
	}
	v := components.MonthPickerView{Action: action, Name: "month", Value: month.String(), Previous: action + "?month=" + (month - 1).String()}
	if month < s.Clock.Today().Month() {
		v.Next = action + "?month=" + (month + 1).String()
	}
	for _, m := range months {
		v.Options = append(v.Options, components.Option{Value: m.String(), Label: text.Month(ctx, m)})
	}
	return v
}

// sheetTable is a row a village: due, done and short of each duty of the round; each number opens the list of just those persons.
func sheetTable(ctx context.Context, g *gazetteer, counts []store.RoundCount, month date.Month) components.TableView {
	quota := func(key text.Key) components.Column { return components.Column{Label: text.T(ctx, key)} }
	t := components.TableView{
		Caption: text.T(ctx, text.SheetVillagesCaption),
		Columns: []components.Column{
			{Label: text.T(ctx, text.SheetVillage), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.SheetTownship), Phone: components.PhoneSub},
			{Label: text.T(ctx, text.SheetPersons), Num: true}, quota(text.SheetTests), quota(text.SheetReports), quota(text.SheetTalks), quota(text.SheetVisits),
			{Label: text.T(ctx, text.SheetPeopleDone), Num: true},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.SheetVillagesEmpty)},
	}
	var sum store.RoundCount
	for _, c := range counts {
		sum = addRounds(sum, c)
		href := sheetPath(c.Division, month)
		cells := append([]components.Cell{{Words: g.Short(c.Division)}, {Words: g.Short(c.Division.Township())}}, roundCells(ctx, &c, month, href)...)
		t.Rows = append(t.Rows, components.Row{ID: c.Division.String(), Href: href, Late: c.TestMissed > 0, Cells: cells})
	}
	if len(t.Rows) > 1 {
		t.Totals = append([]components.Cell{{Words: text.T(ctx, text.ListTotal)}, {}}, roundCells(ctx, &sum, month, "")...)
	}
	return t
}

func addRounds(a, b store.RoundCount) store.RoundCount {
	a.Persons, a.Cases, a.CasesComplete = a.Persons+b.Persons, a.Cases+b.Cases, a.CasesComplete+b.CasesComplete
	a.TestDue, a.TestDone, a.TestMissed = a.TestDue+b.TestDue, a.TestDone+b.TestDone, a.TestMissed+b.TestMissed
	a.ReportDue, a.ReportDone, a.TalkDue, a.TalkDone = a.ReportDue+b.ReportDue, a.ReportDone+b.ReportDone, a.TalkDue+b.TalkDue, a.TalkDone+b.TalkDone
	a.VisitDue, a.VisitDone = a.VisitDue+b.VisitDue, a.VisitDone+b.VisitDone
	return a
}

// roundCells are the figures of a village, or of all of them when it has none.
func roundCells(ctx context.Context, c *store.RoundCount, month date.Month, href string) []components.Cell {
	at := func(name, state string) string {
		q := url.Values{"month": {month.String()}, "stage": {stageAll}, name: {state}}
		if !c.Division.IsZero() {
			q.Set("place", c.Division.String())
		}
		return casesPath + "?" + q.Encode()
	}
	quota := func(due, done int, name string, states [3]string) components.Cell {
		if due == 0 {
			return components.Cell{Words: text.T(ctx, text.SheetNoneDue)}
		}
		v := pages.QuotaView{Done: components.Count{N: strconv.Itoa(done)}, Due: components.Count{N: strconv.Itoa(due), Href: at(name, states[0])}}
		if done > 0 {
			v.Done.Href = at(name, states[1])
		}
		if short := due - done; short > 0 {
			v.Short = components.Link{Words: text.T(ctx, text.SheetShort, "Count", short), Href: at(name, states[2])}
		}
		return components.Cell{Body: pages.Quota(v)}
	}
	persons := components.Cell{Words: strconv.Itoa(c.Persons)}
	if c.Persons > 0 {
		persons.Href = href
	}
	return []components.Cell{
		persons, quota(c.TestDue, c.TestDone, "test", [3]string{store.TestDue, store.TestDone, store.TestShort}),
		quota(c.ReportDue, c.ReportDone, "contact", [3]string{"report_due", "report_done", "report"}),
		quota(c.TalkDue, c.TalkDone, "contact", [3]string{"talk_due", "talk_done", "talk"}),
		quota(c.VisitDue, c.VisitDone, "contact", [3]string{"visit_due", "visit_done", "visit"}),
		{Words: text.T(ctx, text.SheetOfWhole, "Done", c.CasesComplete, "Whole", c.Cases)},
	}
}

// sheetsExport answers with the same table as a workbook.
func (s *Server) sheetsExport(w http.ResponseWriter, r *http.Request) error {
	ctx, month := r.Context(), s.sheetMonth(r)
	counts, err := s.Work.Rounds(ctx, actorOf(r), month)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	columns := []workbook.Column{head(ctx, text.SheetTownship, widePlace), head(ctx, text.SheetVillage, widePlace), {Head: text.T(ctx, text.SheetPersons), Sum: true}}
	for _, what := range []text.Key{text.SheetTests, text.SheetReports, text.SheetTalks, text.SheetVisits} {
		for _, side := range []text.Key{text.CaselistOwed, text.CaselistDone, text.SheetShortHead} {
			columns = append(columns, workbook.Column{Head: text.T(ctx, what) + " " + text.T(ctx, side), Sum: true})
		}
	}
	return takeAlong(s, w, r, listBook[store.RoundCount]{
		title: text.T(ctx, text.SheetVillages) + " " + month.String(), list: "rounds", action: access.CaseExport, filters: map[string]any{"month": month.String()},
		rows: counts, columns: columns, total: true,
		row: func(c store.RoundCount) []any {
			return []any{g.Short(c.Division.Township()), g.Short(c.Division), c.Persons, c.TestDue, c.TestDone, c.TestDue - c.TestDone, c.ReportDue, c.ReportDone, c.ReportDue - c.ReportDone,
				c.TalkDue, c.TalkDone, c.TalkDue - c.TalkDone, c.VisitDue, c.VisitDone, c.VisitDue - c.VisitDone}
		},
	})
}
