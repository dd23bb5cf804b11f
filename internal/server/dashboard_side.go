package server

import (
	"net/url"

	"xinsheng/internal/access"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/dashboard"
)

// side are the tables of the whole.
func (b *board) side() []pages.Block {
	out := []pages.Block{b.standing()}
	if b.d.Present {
		out = append(out, b.duties())
	}
	out = append(out,
		b.listBlock(text.DashboardStages, icon.Users, store.FigureOpen, append(append(b.openStages(), store.FigureOpen), b.endedStages()...)...),
		b.listBlock(text.DashboardMeasures, icon.Scale, "", store.FigureDetox, store.FigureRehab),
		b.listBlock(text.DashboardReportIns, icon.LogIn, store.FigureReportInDue, store.FigureReportInOnTime, store.FigureReportInLate, store.FigureReportInOverdue, store.FigureReportInOpen, store.FigureReportInDue, store.FigureReportInCause),
		b.listBlock(text.DashboardWatch, icon.ShieldAlert, "", store.FigureBreachOpen, store.FigureBreachReached, store.FigureLeaveOverdue, store.FigureOnLeave, store.FigureMoving, store.FigureEndsSoon))
	if b.actor.May(access.RewardView) {
		out = append(out, b.rewards())
	}
	return out
}

// duties are the people who owe something, by kind of duty, with a last row in which each is counted once.
func (b *board) duties() pages.Block {
	v := components.CountTableView{Caption: b.say(text.DashboardDeadlines), First: b.say(text.DashboardItem),
		Heads: []string{b.say(text.DashboardDeadlineLate), b.say(text.DashboardDeadlineWeek), b.say(text.DashboardDeadlineMonth)}}
	counts := func(n store.DutyCount, kind ...string) []components.Count {
		at := func(when string) string { return b.dutyList(append(kind, "duty", when, "stage", stageAll)...) }
		return []components.Count{b.late(n.Late, at(store.DutyLate)), b.count(n.Week, at(store.DutyWeek)), b.count(n.Month, at(store.DutyMonth))}
	}
	for _, n := range b.d.Duties {
		if n.Late+n.Week+n.Month > 0 {
			v.Rows = append(v.Rows, components.CountRow{Icon: components.DutyIcon(*n.Kind), Label: text.Of(b.ctx, text.FamilyObligation, *n.Kind), Counts: counts(n, "kind", *n.Kind)})
		}
	}
	if len(v.Rows) > 0 {
		v.Rows = append(v.Rows, components.CountRow{Label: b.say(text.DashboardTotal), Counts: counts(b.d.AnyDuty), Total: true})
	}
	return pages.Block{Title: b.say(text.DashboardDeadlines), Note: b.say(text.DashboardDeadlinesNote), Icon: icon.Clock, Table: v, Empty: b.say(text.DashboardDeadlinesNone),
		Means: []components.Pair{{Name: b.say(text.DashboardDeadlines), Value: b.say(text.DashboardMeansLate)}}}
}

// rewards are the entries of the ledger by state, how many and how much.
func (b *board) rewards() pages.Block {
	v := components.CountTableView{Caption: b.say(text.DashboardRewards), First: b.say(text.DashboardRewardState), Heads: []string{b.say(text.DashboardRewardCount), b.say(text.DashboardRewardFen)}}
	address := func(state string) string {
		q := url.Values{}
		if state != "" {
			q.Set("state", state)
		}
		if !b.d.Place.IsZero() {
			q.Set("place", b.d.Place.String())
		}
		if !b.d.Present {
			q.Set("on", b.d.On.String())
		}
		return rewardsPath + "?" + q.Encode()
	}
	var all store.RewardSum
	for _, state := range store.RewardStates() {
		for _, sum := range b.d.Rewards {
			if sum.State == state {
				v.Rows = append(v.Rows, components.CountRow{Label: text.Of(b.ctx, text.FamilyRewardState, state), Counts: b.rewardCounts(sum, address(state))})
				all.Count, all.Fen = all.Count+sum.Count, all.Fen+sum.Fen
			}
		}
	}
	if len(v.Rows) > 0 {
		v.Rows = append(v.Rows, components.CountRow{Label: b.say(text.DashboardRewardTotal), Counts: b.rewardCounts(all, address("")), Total: true})
	}
	return pages.Block{Title: b.say(text.DashboardRewards), Note: b.say(text.DashboardRewardsNote), Icon: icon.Coins, Table: v, Empty: b.say(text.DashboardRewardsNone),
		Means: []components.Pair{{Name: b.say(text.DashboardRewards), Value: b.say(text.DashboardMeansReward)}}}
}

func (b *board) rewardCounts(sum store.RewardSum, href string) []components.Count {
	return []components.Count{b.count(sum.Count, href), {N: text.Yuan(sum.Fen), Href: href}}
}
