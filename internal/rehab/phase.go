package rehab

import "xinsheng/internal/date"

// phases says of each phase how it stands (rulings 26 to 28).
func (c *computation) phases() {
	c.track.Phases = []Phase{}
	c.judgeAssessments()
	if !c.started() {
		return
	}
	for k := 1; k <= c.phased; k++ {
		c.track.Phases = append(c.track.Phases, c.phase(k))
	}
	if !c.ended() {
		c.track.Phase = c.phaseOf(c.today)
	}
}

func (c *computation) phase(k int) Phase {
	n := PhaseNumber(k)
	start, next := c.bound[k-1], c.bound[k]
	p := Phase{N: n, Start: known(start), Village: c.track.Answerable, Blockers: []Blocker{}, Suspended: daysWithin(c.suspended, start, min(next-1, c.today))}
	if next != never {
		p.End = next - 1
		p.Village = c.answerableFor(p.End)
	}
	if o := c.newestOpinion(k); o != nil {
		p.Opinion = o.id
	}
	d := c.decisionOf(k)
	if d != nil {
		p.Decision = d.id
	}
	p.State = c.phaseState(&p, start, next)
	if p.State == PhaseElsewhere || p.State == PhaseCut {
		return p
	}
	p.Reward = c.rewardOf(k, next)
	if p.State != PhaseUpcoming {
		p.Blockers = c.blockers(n)
	}
	if p.State == PhaseOver && d != nil {
		c.judged(&p, d)
	}
	return p
}

// phaseState places the phase in time; one that is over stays over until judged.
func (c *computation) phaseState(p *Phase, start, next date.Date) PhaseState {
	switch {
	case next <= c.local:
		return PhaseElsewhere // ruling 41; with credited days: spent in isolation
	case c.ended() && c.exitDay < next:
		return PhaseCut
	case start > c.today:
		return PhaseUpcoming
	case c.today < next:
		return PhaseCurrent
	}
	return PhaseOver
}

// judged turns an over phase into failed, blocked or passed by the newest decision.
func (c *computation) judged(p *Phase, d *entry[*Assessment]) {
	switch {
	case d.body.Result == Fail:
		p.State = PhaseFailed
	case len(p.Blockers) > 0 && !c.confirmed(d, p):
		p.State = PhaseBlocked
		p.PassedOnce = c.passDay(p, d) != never
	default:
		p.State = PhasePassed
	}
}

// decisionOf returns the newest decision of the township on phase k that is not too early, nil when there is none.
func (c *computation) decisionOf(k int) *entry[*Assessment] {
	for i := len(c.assessments) - 1; i >= 0; i-- {
		if a := &c.assessments[i]; a.body.Phase == k && a.date >= c.assessable(k) {
			return a
		}
	}
	return nil
}

func (c *computation) newestOpinion(k int) *entry[*PhaseOpinion] {
	for i := len(c.opinions) - 1; i >= 0; i-- {
		if c.opinions[i].body.Phase == k {
			return &c.opinions[i]
		}
	}
	return nil
}

// assessable returns the first day on which phase k may be decided: 30 days before its last day (ruling 26); never while that is unknown.
func (c *computation) assessable(k int) date.Date {
	if c.bound[k] == never {
		return never
	}
	end := c.bound[k] - 1
	return end.AddDays(-c.policyOn(end).AssessBeforeDays)
}

func (c *computation) judgeAssessments() {
	for _, a := range c.assessments {
		switch k := a.body.Phase; {
		case !c.started():
			c.problem(a.id, FlawNoReportIn)
		case k < 1 || k > c.phased:
			c.problem(a.id, FlawNoSuchPhase)
		case a.date < c.assessable(k):
			c.problem(a.id, FlawAssessmentEarly)
		}
	}
}
