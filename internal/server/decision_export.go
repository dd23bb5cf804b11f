package server

import (
	"net/http"
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// decisionExport answers with the decisions of the same address as a workbook.
func (s *Server) decisionExport(w http.ResponseWriter, r *http.Request) error {
	ctx, q, actor := r.Context(), readQuery(r), actorOf(r)
	step := q.Choice("step", casework.DecisionSteps(actor)...)
	lines, _, err := s.Work.Decisions(ctx, actor, step, store.DecisionKey{}, wholeList)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.DecisionLine]{
		title: text.T(ctx, text.DecisionTitle), list: "decisions", action: access.CaseExport, filters: filtersOf(url.Values{"step": {step}}), rows: lines,
		columns: []workbook.Column{
			head(ctx, text.DecisionPerson, 0), head(ctx, text.CaselistDocument, wideNumber), head(ctx, text.DecisionMeasure, 0), head(ctx, text.DecisionPlace, widePlace),
			head(ctx, text.DecisionStep, 0), head(ctx, text.DecisionMore, wideText), head(ctx, text.DecisionSince, 0), head(ctx, text.DecisionDue, 0),
		},
		row: func(l store.DecisionLine) []any {
			return []any{l.Name, l.DocMask, text.Of(ctx, text.FamilyMeasure, l.Measure), g.Full(l.Place), text.Of(ctx, text.FamilyDecisionStep, l.Step), decisionMore(ctx, &l), l.Since, l.Due}
		},
	})
}
