package server

import (
	"context"
	"net/http"
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// dossierExport answers with the dossiers of the same address as a workbook: a column a slot.
func (s *Server) dossierExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, q := dossierFilter(readQuery(r))
	f.Limit = wholeList
	l, err := s.Work.Dossiers(ctx, actorOf(r), f)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, dossierBook(ctx, g, l.Lines, q))
}

func dossierBook(ctx context.Context, g *gazetteer, lines []store.DossierLine, q url.Values) listBook[store.DossierLine] {
	b := listBook[store.DossierLine]{
		title: text.T(ctx, text.DossierTitle), list: "dossiers", action: access.CaseExport, filters: filtersOf(q), rows: lines,
		columns: []workbook.Column{
			head(ctx, text.DossierPerson, 0), head(ctx, text.CaselistDocument, wideNumber), head(ctx, text.CaselistTownship, widePlace), head(ctx, text.DossierVillage, widePlace),
			head(ctx, text.DossierStage, 0), head(ctx, text.DossierMissingCount, 0), head(ctx, text.DossierNeededCount, 0), head(ctx, text.DossierFiledCount, 0),
			head(ctx, text.DossierEnded, 0), head(ctx, text.DossierArchivedOn, 0), head(ctx, text.DossierArchivePlace, widePlace),
		},
	}
	for _, s := range rehab.Slots() {
		b.columns = append(b.columns, workbook.Column{Head: text.Of(ctx, text.FamilySlot, s)})
	}
	b.row = func(l store.DossierLine) []any {
		row := []any{l.Name, l.DocMask, g.Short(l.Division.Township()), g.Short(l.Division), text.Of(ctx, text.FamilyStage, l.Stage), l.Missing, l.Needed, l.Filed, l.ExitDay, l.Archived, givenText(l.Place)}
		for _, state := range casework.SlotStates(l.Dossier) {
			row = append(row, text.Of(ctx, text.FamilySlotState, state))
		}
		return row
	}
	return b
}
