package server

import (
	"net/http"
	"strconv"
	"strings"

	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	pages "xinsheng/web/pages/dossier"
)

// printedLacks is how many things a slot lacks that stand on the printed checklist.
const printedLacks = 3

// dossierPrint is the checklist on A4, as it lies on top of the file; numbers are masked.
func (s *Server) dossierPrint(w http.ResponseWriter, r *http.Request) error {
	v, err := s.openDossier(r)
	if err != nil {
		return err
	}
	sheet := v.printView()
	sheet.Printed = v.t(text.DossierPrintWhen, "Who", session.From(v.ctx).UnitName, "When", text.From(v.ctx).Moment(s.Clock.Now()))
	return s.paper(w, r, v.t(text.DossierOf, "Name", v.page.Person.Name), v.here, pages.Paper(sheet))
}

func (v *dossierView) printView() pages.PrintView {
	out := pages.PrintView{
		Title: v.t(text.DossierPrintTitle), Progress: v.progress(), Note: v.t(text.DossierPrintNote), Check: v.t(text.DossierPrintCheck),
		Person: v.t(text.DossierPrintPerson, "Name", v.page.Person.Name, "Document", v.page.Person.DocumentMask),
		Case:   v.t(text.DossierPrintCase, "Measure", text.Of(v.ctx, text.FamilyMeasure, v.page.Case.Measure), "Place", v.g.Full(v.page.Answers())),
	}
	for i := range v.d.Dossier.Slots {
		d := &v.d.Dossier.Slots[i]
		row := pages.PrintRow{No: strconv.Itoa(d.Slot.Number()), Slot: text.Of(v.ctx, text.FamilySlot, d.Slot), State: text.Of(v.ctx, text.FamilySlotState, d.State)}
		if n := d.Filed(); n > 0 {
			row.Count = text.Number(v.ctx, n)
		}
		row.Lacks = v.lacksOnPaper(d)
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (v *dossierView) lacksOnPaper(d *rehab.DossierSlot) string {
	var out []string
	open := d.Open()
	for i := range open {
		if i == printedLacks {
			out = append(out, v.t(text.DossierMore, "Count", len(open)-i))
			break
		}
		out = append(out, v.itemWords(d.Slot, &open[i]))
	}
	return strings.Join(out, v.t(text.FactSeparator))
}
