package server

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/payment"
)

// waitingStates are the states of what is not paid yet, in the order of the steps.
var waitingStates = []string{"accrued", "verified", "approved", "batched", "held"}

// waitingVillage is what one village waits for.
type waitingVillage struct {
	Village division.Code
	Of      map[string]store.Waiting
	Oldest  date.Date
	Fen     int64
}

// waitingVillages puts the sums of each village together, those that have waited longest first.
func waitingVillages(all []store.Waiting) []waitingVillage {
	var out []waitingVillage
	for _, x := range all {
		if n := len(out); n == 0 || out[n-1].Village != x.Village {
			out = append(out, waitingVillage{Village: x.Village, Of: map[string]store.Waiting{}, Oldest: x.Oldest})
		}
		v := &out[len(out)-1]
		v.Of[x.State], v.Oldest, v.Fen = x, min(v.Oldest, x.Oldest), v.Fen+x.Fen
	}
	slices.SortStableFunc(out, func(a, b waitingVillage) int { return cmp.Compare(a.Oldest, b.Oldest) })
	return out
}

// paymentWaiting shows what has not reached its village yet, and for how long.
func (s *Server) paymentWaiting(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	place := readQuery(r).Division("place")
	all, err := s.Ledger.Waiting(ctx, actor, place)
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	villages := waitingVillages(all)
	v := pages.WaitingView{Title: text.T(ctx, text.PaymentWaitingTitle), Tabs: rewardTabs(ctx, waitingPath), Table: s.waitingTable(ctx, g, villages), Excel: excelAddress(r, len(villages)),
		Filter: components.FilterBarView{Action: waitingPath, Target: "main", Clear: waitingPath}}
	if towns := g.Townships(actor.Scope); len(towns) > 1 {
		v.Filter.Filters = []components.Filter{{Name: "place", Label: text.T(ctx, text.PaymentTownship), Value: readQuery(r).Typed("place"), Options: towns}}
	}
	return s.page(w, r, v.Title, pages.Waiting(v))
}

func (s *Server) waitingTable(ctx context.Context, g *gazetteer, villages []waitingVillage) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.PaymentWaitingCaption), Columns: []components.Column{{Label: text.T(ctx, text.RewardVillage), Phone: components.PhoneTitle}},
		Empty: components.EmptyView{Title: text.T(ctx, text.PaymentWaitingEmpty), Note: text.T(ctx, text.PaymentWaitingEmptyNote)}}
	for _, state := range waitingStates {
		t.Columns = append(t.Columns, components.Column{Label: text.Of(ctx, text.FamilyRewardState, state), Num: true})
	}
	t.Columns = append(t.Columns, components.Column{Label: text.T(ctx, text.PaymentTotal), Num: true, Phone: components.PhoneSide},
		components.Column{Label: text.T(ctx, text.PaymentOldest)}, components.Column{Label: text.T(ctx, text.PaymentDays), Num: true})
	sums, whole := map[string]int64{}, int64(0)
	for _, v := range villages {
		place := url.Values{"place": {v.Village.String()}}
		row := components.Row{Cells: []components.Cell{{Words: g.Full(v.Village), Href: rewardsPath + "?" + place.Encode()}}}
		for _, state := range waitingStates {
			c := components.Cell{Words: "–"}
			if x, ok := v.Of[state]; ok {
				c = components.Cell{Words: text.Money(ctx, x.Fen), Sub: text.T(ctx, text.PaymentCountSub, "Count", x.Count), Href: rewardsPath + "?" + with(place, "state", state)}
				sums[state] += x.Fen
			}
			row.Cells = append(row.Cells, c)
		}
		whole += v.Fen
		row.Cells = append(row.Cells, components.Cell{Words: text.Money(ctx, v.Fen)}, components.Cell{Words: text.Date(ctx, v.Oldest)},
			components.Cell{Words: text.T(ctx, text.PaymentDaysOf, "Count", int(s.Clock.Today()-v.Oldest))})
		t.Rows = append(t.Rows, row)
	}
	t.Totals = []components.Cell{{Words: text.T(ctx, text.PaymentTotal)}}
	for _, state := range waitingStates {
		t.Totals = append(t.Totals, components.Cell{Words: text.Money(ctx, sums[state])})
	}
	t.Totals = append(t.Totals, components.Cell{Words: text.Money(ctx, whole)}, components.Cell{}, components.Cell{})
	return t
}

// waitingExport answers with the list of the same address as a workbook.
func (s *Server) waitingExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, err := s.Ledger.Waiting(ctx, actorOf(r), readQuery(r).Division("place"))
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	columns := []workbook.Column{head(ctx, text.PaymentTownship, widePlace), head(ctx, text.RewardVillage, widePlace)}
	for _, state := range waitingStates {
		columns = append(columns, workbook.Column{Head: text.Of(ctx, text.FamilyRewardState, state), Sum: true})
	}
	columns = append(columns, workbook.Column{Head: text.T(ctx, text.PaymentTotal), Sum: true}, head(ctx, text.PaymentOldest, 0), head(ctx, text.PaymentDaysHead, 0))
	return takeAlong(s, w, r, listBook[waitingVillage]{
		title: text.T(ctx, text.PaymentWaitingTitle), list: "rewards_waiting", action: access.PaymentView, filters: filtersOf(r.URL.Query()), rows: waitingVillages(all), total: true, columns: columns,
		row: func(v waitingVillage) []any {
			row := []any{g.Short(v.Village.Township()), g.Short(v.Village)}
			for _, state := range waitingStates {
				row = append(row, text.Fen(v.Of[state].Fen))
			}
			return append(row, text.Fen(v.Fen), v.Oldest, int(s.Clock.Today()-v.Oldest))
		},
	})
}
