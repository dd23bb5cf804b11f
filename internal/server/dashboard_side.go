package server

import (
	"net/url"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// duties are the people who owe something, by kind of duty, with a last row in which each is counted once.
func (b *board) duties() components.CountTableView {
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
	return v
}

// watch are open cases that somebody should look at.
func (b *board) watch() components.CountTableView {
	row := func(only string, i icon.Name, n int) components.CountRow {
		return components.CountRow{Icon: i, Label: text.Of(b.ctx, text.FamilyCaseOnly, only), Counts: []components.Count{b.count(n, b.dutyList("only", only))}}
	}
	v := components.CountTableView{Caption: b.say(text.DashboardAttention), First: b.say(text.DashboardAttention), Heads: []string{b.say(text.DashboardCount)}, Rows: []components.CountRow{
		row(store.OnlyBreach, icon.ShieldAlert, b.d.Breach), row(store.OnlyMoving, icon.ArrowLeftRight, b.d.Moving),
	}}
	v.Rows[0].Counts[0].Late = b.d.Breach > 0
	return v
}

// rewards are the entries of the ledger by state, how many and how much.
func (b *board) rewards() components.CountTableView {
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
	return v
}

func (b *board) rewardCounts(sum store.RewardSum, href string) []components.Count {
	return []components.Count{b.count(sum.Count, href), {N: text.Yuan(sum.Fen), Href: href}}
}

// means says what each figure counts.
func (b *board) means() []components.Pair {
	out := []components.Pair{{Name: b.say(text.DashboardOpen), Value: b.say(text.DashboardMeansOpen)}, {Name: b.say(text.DashboardPhases), Value: b.say(text.DashboardMeansPhase)}}
	for _, st := range store.TestStates {
		out = append(out, components.Pair{Name: text.Of(b.ctx, text.FamilyCaseTest, st), Value: text.Of(b.ctx, text.FamilyCaseTestNote, st)})
	}
	out = append(out, components.Pair{Name: b.say(text.DashboardContacts), Value: b.say(text.DashboardMeansContact)}, components.Pair{Name: b.say(text.DashboardDeadlines), Value: b.say(text.DashboardMeansLate)})
	if b.d.Rewards != nil {
		out = append(out, components.Pair{Name: b.say(text.DashboardRewards), Value: b.say(text.DashboardMeansReward)})
	}
	return out
}
