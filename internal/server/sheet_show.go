package server

import (
	"context"
	"net/http"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/sheet"
)

// roundSheet is a village's sheet with what its pages need.
type roundSheet struct {
	casework.Sheet
	actor  access.Actor
	places *gazetteer
}

// openSheet reads the sheet that the address names. A village that is none, or not in the actor's scope, does not exist.
func (s *Server) openSheet(r *http.Request, printed bool) (*roundSheet, error) {
	village, err := pathDivision(r, "village")
	if err != nil {
		return nil, err
	}
	g, err := s.gazetteer(r.Context())
	if err != nil {
		return nil, err
	}
	if !slices.Contains(g.codes, village) {
		return nil, fault.ErrNotFound()
	}
	sheet, err := s.Work.Sheet(r.Context(), actorOf(r), village, s.sheetMonth(r), printed)
	return &roundSheet{sheet, actorOf(r), g}, err
}

// sheetShow shows a village's sheet to be filled in.
func (s *Server) sheetShow(w http.ResponseWriter, r *http.Request) error {
	sheet, err := s.openSheet(r, false)
	if err != nil {
		return err
	}
	v := s.sheetView(r.Context(), sheet, newSheetForm(s, sheet))
	return s.page(w, r, v.Title, pages.Page(v))
}

// sheetView is the page of a sheet with what has been typed into it.
func (s *Server) sheetView(ctx context.Context, sheet *roundSheet, f *sheetForm) pages.PageView {
	month := sheet.Month
	v := pages.PageView{
		Title: text.T(ctx, text.SheetTitleOf, "Month", month), Picker: s.sheetPicker(ctx, "/villages/"+sheet.Village.String()+"/month-sheet", month),
		Note:  text.T(ctx, text.SheetNote, "Village", sheet.places.Full(sheet.Village), "Count", sheet.Persons(), "Days", text.DateRange(ctx, month.First(), month.Last())),
		Print: sheetPart(sheet.Village, "/print", month), Excel: sheetPart(sheet.Village, "/excel", month),
		Empty: components.EmptyView{Title: text.T(ctx, text.SheetEmpty), Note: text.T(ctx, text.SheetEmptyNote), Icon: icon.Users},
		Form:  f.top(ctx),
	}
	if sheet.actor.May(access.PaperIssue) && month == sheet.Today.Month() {
		v.Notices = noticesPath(sheet.Village, month)
	}
	if month == sheet.Today.Month() {
		v.Title = text.T(ctx, text.SheetTitle)
	} else if v.Form.May {
		v.Late = text.T(ctx, text.SheetLateNotice, "Month", month)
	}
	if len(ownVillages(sheet.places, sheet.actor)) > 1 {
		v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.SheetVillages), Href: sheetsPath + "?month=" + month.String()}, {Label: sheet.places.Full(sheet.Village)}}
	}
	for i := range sheet.Rows {
		v.Rows = append(v.Rows, s.sheetRow(ctx, sheet, f, i))
	}
	for i := range sheet.Idle {
		v.Idle = append(v.Idle, idleView(ctx, sheet, &sheet.Idle[i]))
	}
	for i := range sheet.Rows {
		if sheet.Rows[i].Complete() {
			v.Form.Done++
		}
		if sheet.Rows[i].Complete() || sheet.Rows[i].ToDo() > 0 {
			v.Form.Whole++
		}
	}
	v.Form.Bad = f.bad()
	v.Form.Filled = text.T(ctx, text.SheetFilled, "Done", v.Form.Done, "Whole", v.Form.Whole)
	return v
}

// sheetPart is the address of another form of a sheet.
func sheetPart(village division.Code, part string, month date.Month) string {
	return "/villages/" + village.String() + "/month-sheet" + part + "?month=" + month.String()
}

func idleView(ctx context.Context, sheet *roundSheet, r *casework.SheetRow) pages.IdleView {
	v := pages.IdleView{Name: text.T(ctx, text.SheetMovedPerson), Why: text.Of(ctx, text.FamilySheetWhy, r.Why)}
	if r.Name != nil {
		v.Name, v.Sub = *r.Name, personSub(ctx, r)
		if sheet.actor.May(access.CaseView) {
			v.Href = "/cases/" + r.CaseID.String()
		}
	}
	return v
}
