package server

import (
	"net/http"
	"strconv"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// rewardExport answers with the ledger of the same address as a workbook, its amounts added up.
func (s *Server) rewardExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, q := rewardFilter(readQuery(r))
	f.After, f.Limit = store.RewardKey{}, wholeList
	page, err := s.Ledger.List(ctx, actorOf(r), f)
	if err != nil {
		return err
	}
	g, err := s.rewardPlaces(ctx, f.On)
	if err != nil {
		return err
	}
	title := text.T(ctx, text.RewardTitle)
	if !f.On.IsZero() {
		title = text.T(ctx, text.RewardTitleOn, "Day", f.On)
	}
	amount := head(ctx, text.RewardAmountYuan, 0)
	amount.Sum = true
	return takeAlong(s, w, r, listBook[store.RewardLine]{
		title: title, list: "rewards", action: access.CaseExport, filters: filtersOf(q), rows: page.Lines, total: true,
		columns: []workbook.Column{
			head(ctx, text.RewardPerson, 0), head(ctx, text.CaselistDocument, wideNumber), head(ctx, text.RewardPhase, 0), head(ctx, text.CaselistTownship, widePlace),
			head(ctx, text.RewardVillage, widePlace), amount, head(ctx, text.RewardAccrued, 0), head(ctx, text.RewardState, 0), head(ctx, text.RewardVerifiedOn, 0),
			head(ctx, text.RewardVerifier, 0), head(ctx, text.RewardApprovedOn, 0), head(ctx, text.RewardApprover, 0), head(ctx, text.RewardPaidDay, 0),
		},
		row: func(l store.RewardLine) []any {
			name := text.T(ctx, text.RewardMoved)
			if l.Name != nil {
				name = *l.Name
			}
			return []any{
				name, deref(l.DocMask), text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(l.Phase)), g.Short(l.Village.Township()), g.Short(l.Village), text.Fen(l.Fen),
				l.AccruedOn, text.Of(ctx, text.FamilyRewardState, l.State), l.VerifiedOn, deref(l.VerifiedBy), l.ApprovedOn, deref(l.ApprovedBy), l.PaidOn,
			}
		},
	})
}
