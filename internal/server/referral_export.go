package server

import (
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// referralExport answers with the referrals of the same address as a workbook; a department's holds what it was told.
func (s *Server) referralExport(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	list, q, err := s.referralsSought(r)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.ReferralLine]{
		title: text.T(ctx, text.ReferralTitle), list: "referrals", action: access.ReferralView, filters: filtersOf(q), rows: list.Lines,
		columns: []workbook.Column{
			head(ctx, text.ReferralPerson, 0), head(ctx, text.CaselistDocument, wideNumber), head(ctx, text.ReferralDepartment, wideText), fieldHead(ctx, "head", wideNumber), fieldHead(ctx, "need", wideText),
			head(ctx, referralPlaceHead(actorOf(r)), widePlace), head(ctx, text.ReferralSentOn, 0), head(ctx, text.ReferralState, 0), head(ctx, text.ReferralSince, 0), head(ctx, text.WhyDue, 0), head(ctx, text.ReferralOutcome, 0),
		},
		row: func(l store.ReferralLine) []any {
			place, outcome := g.Full(l.Answerable), ""
			if actor.Role == access.Department {
				place = g.Full(l.Answerable.Township())
			}
			if l.Outcome != nil {
				outcome = text.Of(ctx, text.FamilyReferralOutcome, *l.Outcome)
			}
			return []any{personTold(&l, actor), deref(l.DocMask), l.DepartmentName, text.Of(ctx, text.FamilyHelpName, l.Head), l.Need, place, l.SentOn,
				text.Of(ctx, text.FamilyReferralState, l.State), l.Since, l.Due, outcome}
		},
	})
}
