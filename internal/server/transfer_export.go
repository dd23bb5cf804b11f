package server

import (
	"net/http"
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// transferExport answers with the residence changes of the same address as a workbook.
func (s *Server) transferExport(w http.ResponseWriter, r *http.Request) error {
	ctx, q := r.Context(), readQuery(r)
	step := q.Choice("step", transferSteps...)
	lines, _, err := s.Work.Transfers(ctx, actorOf(r), step, store.TransferKey{}, wholeList)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.TransferLine]{
		title: text.T(ctx, text.TransferTitle), list: "transfers", action: access.CaseExport, filters: filtersOf(url.Values{"step": {step}}), rows: lines,
		columns: []workbook.Column{
			head(ctx, text.TransferPerson, 0), head(ctx, text.CaselistDocument, wideNumber), head(ctx, text.TransferFrom, widePlace), head(ctx, text.TransferTo, widePlace),
			head(ctx, text.TransferSince, 0), head(ctx, text.TransferStep, wideNumber), head(ctx, text.TransferDue, 0),
		},
		row: func(l store.TransferLine) []any {
			name := text.T(ctx, text.TransferMoved)
			if l.Name != nil {
				name = *l.Name
			}
			return []any{name, deref(l.DocMask), g.Full(l.From), placeOr(ctx, g, l.To), l.Since, text.Of(ctx, text.FamilyTransferStep, l.Step), l.Due}
		},
	})
}
