package rehab

import "xinsheng/internal/date"

// rewards lists what passed phases earn, and apart from it what blocked phases would: entries of the ledger that are held (rulings 28 to 32).
func (c *computation) rewards() {
	c.track.Rewards, c.track.HeldRewards = []Reward{}, []Reward{}
	for i := range c.track.Phases {
		p := &c.track.Phases[i]
		if p.Reward == 0 || p.State != PhasePassed && p.State != PhaseBlocked {
			continue
		}
		r := Reward{Phase: p.N, Fen: p.Reward, Village: p.Village, Decision: p.Decision}
		r.Accrued = known(c.passDay(p, c.decisionOf(int(p.N))))
		if p.State == PhaseBlocked {
			c.track.HeldRewards = append(c.track.HeldRewards, r)
			continue
		}
		c.track.Rewards = append(c.track.Rewards, r)
		c.track.RewardTotal += r.Fen
	}
}

// rewardOf returns what phase k earns by the policy of its last day: by phase number, nothing for less than twelve months (ruling 31).
func (c *computation) rewardOf(k int, next date.Date) int {
	if c.termMonths() < 12*k {
		return 0
	}
	p := c.policyOn(min(next-1, c.today))
	if next != never {
		p = c.policyOn(next - 1)
	}
	if k > len(p.Reward) {
		return 0
	}
	return p.Reward[k-1]
}
