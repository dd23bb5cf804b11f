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

// assessmentExport answers with the assessments of the same address as a workbook.
func (s *Server) assessmentExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	step := assessmentStep(readQuery(r))
	a, err := s.Work.Assessments(ctx, actorOf(r), step, store.DutyKey{}, wholeList)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.DutyLine]{
		title: text.T(ctx, text.AssessmentTitle), list: "assessments", action: access.CaseExport, filters: filtersOf(url.Values{"step": {string(step)}}), rows: a.Lines,
		columns: []workbook.Column{
			head(ctx, text.AssessmentPerson, 0), head(ctx, text.CaselistDocument, wideNumber), head(ctx, text.AssessmentKind, wideNumber), head(ctx, text.CaselistTownship, widePlace),
			head(ctx, text.AssessmentVillage, widePlace), head(ctx, text.AssessmentStep, widePlace), head(ctx, text.AssessmentOpens, 0), head(ctx, text.AssessmentDue, 0),
		},
		row: func(l store.DutyLine) []any {
			step := text.Of(ctx, text.FamilyAssessmentStep, casework.AssessmentStepOf(l.Kind, l.Prepared))
			return []any{l.Name, l.DocMask, assessmentWords(ctx, &l), g.Short(l.Division.Township()), g.Short(l.Division), step, l.Opens, l.Due}
		},
	})
}
