package server

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/layout"
	pages "xinsheng/web/pages/sheet"
)

// paperLines is how many persons a page of A4, lying, holds.
const paperLines = 20

// sheetPrint shows a village's sheet as it is carried: what is recorded stands on it, the rest is left to be filled in.
func (s *Server) sheetPrint(w http.ResponseWriter, r *http.Request) error {
	sheet, err := s.openSheet(r, true)
	if err != nil {
		return err
	}
	ctx := r.Context()
	v := s.paperView(ctx, sheet)
	p := s.shell(r, v.Title)
	p.Path = sheetPath(sheet.Village, sheet.Month)
	return s.render(w, r, http.StatusOK, templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		return layout.Paper(p, true).Render(templ.WithChildren(ctx, pages.Paper(v)), out)
	}))
}

func (s *Server) paperView(ctx context.Context, sheet *roundSheet) pages.PaperView {
	month := sheet.Month
	rows := paperRows(ctx, sheet)
	y, m := month.YM()
	v := pages.PaperView{
		Title: text.T(ctx, text.SheetPaperTitle), Unit: text.T(ctx, text.SheetPaperUnit, "Unit", sheet.places.Short(sheet.Village.County())+sheet.places.Full(sheet.Village)),
		Month: text.T(ctx, text.SheetPaperMonth, "Month", month, "Days", text.DateRange(ctx, month.First(), month.Last())), Count: text.T(ctx, text.SheetPaperCount, "Count", sheet.Persons()),
		Number: text.T(ctx, text.SheetPaperNumber, "Number", sheet.Village.String()+"-"+strconv.Itoa(y*100+m)), Legend: text.T(ctx, text.SheetPaperLegend),
	}
	pagesNeeded := max(1, (len(rows)+paperLines-1)/paperLines)
	for i := range pagesNeeded {
		v.Pages = append(v.Pages, pages.PaperPage{
			Printed: text.T(ctx, text.SheetPaperPrinted, "Who", session.From(ctx).Actor.Name, "When", text.From(ctx).Moment(s.Clock.Now()), "Page", i+1, "Pages", pagesNeeded),
			Rows:    rows[i*paperLines : min(len(rows), (i+1)*paperLines)],
		})
	}
	return v
}

// paperRows are the persons in the order of the sheet on the screen, those of whom nothing is asked at the end.
func paperRows(ctx context.Context, sheet *roundSheet) []pages.PaperRow {
	var out []pages.PaperRow
	add := func(r *casework.SheetRow) {
		if r.Name == nil { // moved: not this village's to carry
			return
		}
		row := pages.PaperRow{No: strconv.Itoa(len(out) + 1), Name: *r.Name, Tail: tail(r.DocMask), Phase: phaseWords(ctx, r), NoTest: !r.TestAsked() && !r.MayTest()}
		if r.Sex != nil {
			row.Sex = text.Of(ctx, text.FamilySex, *r.Sex)
		}
		if t := r.Test(); t != nil && !r.MayTest() {
			row.NoTest, row.Day, row.Result = false, text.ShortDate(ctx, t.Date), string(t.Body.(*rehab.DrugTest).Result)
		}
		for i, c := range r.Contacts {
			row.Contacts[i] = contactOnPaper(ctx, r, &c)
		}
		row.Note = paperNote(ctx, sheet, r)
		out = append(out, row)
	}
	for i := range sheet.Rows {
		add(&sheet.Rows[i])
	}
	for i := range sheet.Idle {
		add(&sheet.Idle[i])
	}
	return out
}

// contactOnPaper is the days of a contact, room to write one, or a dash where none is asked.
func contactOnPaper(ctx context.Context, r *casework.SheetRow, c *casework.SheetContact) string {
	switch {
	case len(c.Facts) > 0:
		return text.Join(ctx, factDays(ctx, c.Facts))
	case r.MayContact():
		return text.T(ctx, text.SheetPaperBlankDay)
	}
	return "—"
}

func factDays(ctx context.Context, facts []store.RecordedFact) []string {
	var out []string
	for _, f := range facts {
		out = append(out, text.ShortDate(ctx, f.Date))
	}
	return out
}

func paperNote(ctx context.Context, sheet *roundSheet, r *casework.SheetRow) string {
	var out []string
	if r.Why != "" {
		out = append(out, text.Of(ctx, text.FamilySheetWhy, r.Why))
	}
	if r.Moving && !r.ChangeTo.IsZero() && r.ChangeTo != sheet.Village {
		out = append(out, text.T(ctx, text.SheetMoving, "Place", sheet.places.Short(r.ChangeTo)))
	}
	if t := r.Test(); t != nil && r.MayTest() {
		out = append(out, text.T(ctx, text.SheetRetest, "Day", text.ShortDate(ctx, t.Date), "Result", text.Of(ctx, text.FamilyTestResult, t.Body.(*rehab.DrugTest).Result)))
	}
	return text.From(ctx).Clauses(out)
}

// sheetExcel answers with a village's sheet as a workbook.
func (s *Server) sheetExcel(w http.ResponseWriter, r *http.Request) error {
	sheet, err := s.openSheet(r, true)
	if err != nil {
		return err
	}
	ctx := r.Context()
	name := text.T(ctx, text.SheetExcelName, "Village", sheet.places.Full(sheet.Village), "Month", sheet.Month)
	head := func(key text.Key, width float64) workbook.Column {
		return workbook.Column{Head: text.T(ctx, key), Width: width}
	}
	contact := func(t rehab.ContactType) workbook.Column {
		return workbook.Column{Head: text.Of(ctx, text.FamilyContact, t), Width: 14}
	}
	all := append(append([]casework.SheetRow{}, sheet.Rows...), sheet.Idle...)
	book := workbook.Sheet{Name: text.Month(ctx, sheet.Month),
		Columns: []workbook.Column{head(text.SheetNo, 5), head(text.SheetPaperName, 12), head(text.SheetPaperSex, 6), head(text.SheetPaperTail, 10), head(text.SheetPaperPhase, 10),
			head(text.SheetExcelWindow, 22), head(text.SheetExcelTestDay, 12), head(text.SheetResult, 10), contact(rehab.Report), contact(rehab.Talk), contact(rehab.Visit), head(text.SheetExcelToDo, 16), head(text.SheetPaperNote, 40)},
		Rows:  workbook.Rows(numbered(all), func(r numberedRow) []any { return excelRow(ctx, sheet, r) }),
		Notes: []string{name, text.T(ctx, text.SheetPaperSecret)},
	}
	return s.excel(w, name, book)
}

type numberedRow struct {
	no int
	*casework.SheetRow
}

func numbered(all []casework.SheetRow) []numberedRow {
	out := make([]numberedRow, len(all))
	for i := range all {
		out[i] = numberedRow{i + 1, &all[i]}
	}
	return out
}

func excelRow(ctx context.Context, sheet *roundSheet, r numberedRow) []any {
	name, sex, window := text.T(ctx, text.SheetMovedPerson), "", ""
	if r.Name != nil {
		name, sex = *r.Name, text.Of(ctx, text.FamilySex, *r.Sex)
	}
	if r.HasMonth {
		window = text.DateRange(ctx, r.WindowFrom, r.WindowTo)
	}
	row := []any{r.no, name, sex, tail(r.DocMask), phaseWords(ctx, r.SheetRow), window, nil, nil}
	if t := r.Test(); t != nil {
		row[6], row[7] = t.Date, text.Of(ctx, text.FamilyTestResult, t.Body.(*rehab.DrugTest).Result)
	}
	for _, c := range r.Contacts {
		row = append(row, strings.Join(factDays(ctx, c.Facts), " "))
	}
	todo := ""
	switch {
	case r.Complete():
		todo = text.T(ctx, text.SheetPaperDone)
	case r.ToDo() > 0:
		todo = text.T(ctx, text.SheetToDo, "Count", r.ToDo())
	}
	return append(row, todo, paperNote(ctx, sheet, r.SheetRow))
}
