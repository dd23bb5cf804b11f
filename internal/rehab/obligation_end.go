package rehab

// oweAssessments: each phase that ended here is decided by the township, from 30 days before its end.
func (c *computation) oweAssessments() {
	for i := range c.track.Phases {
		p := &c.track.Phases[i]
		if p.State == PhaseElsewhere || p.State == PhaseCut || p.End.IsZero() || p.End <= c.settled && p.Decision == "" {
			continue
		}
		k := int(p.N)
		due := c.moved(p.End.AddDays(c.policyOn(p.End).AssessWithinDays))
		c.owe(&Obligation{Kind: DutyPhaseAssessment, Division: p.Village, Opens: c.assessable(k), Due: due, MetBy: p.Decision, Phase: p.N, Prepared: p.Opinion})
	}
}

// oweEnd: the final assessment from 30 days before D, the file with the police on the 7th working day before D, the discharge on D, the
// township told within 7 days of the notice (ruling 23).
func (c *computation) oweEnd() {
	if !c.track.Deadlines.Discharge.IsZero() {
		c.oweDischarge()
	}
	if c.track.Stage == StageDischarged {
		due := c.track.Deadlines.NotifyTownshipDischarge
		c.owe(&Obligation{Kind: DutyNotifyTownshipDischarge, Opens: c.exitDay, Due: due, MetBy: firstOn(c.notified, 0)})
	}
}

func (c *computation) oweDischarge() {
	d := &c.track.Deadlines
	c.owe(&Obligation{Kind: DutyFinalAssessment, Opens: d.FinalAssessmentOpens, Due: d.FileToPolice, MetBy: c.finallyAssessed()})
	filed := ""
	if len(c.filed) > 0 {
		filed = c.filed[0].id
	}
	c.owe(&Obligation{Kind: DutyFileToPolice, Opens: d.FinalAssessmentOpens, Due: d.FileToPolice, MetBy: filed})
	discharge := Obligation{Kind: DutyDischarge, Opens: c.expiry, Due: d.Discharge}
	if c.track.Stage == StageDischarged {
		discharge.MetBy = c.track.Exit.Fact
	}
	c.owe(&discharge)
}

// finallyAssessed returns the final assessment, or else the decision on the last phase, which carries it.
func (c *computation) finallyAssessed() string {
	if id := firstOn(c.finals, 0); id != "" {
		return id
	}
	if d := c.decisionOf(c.phased); d != nil {
		return d.id
	}
	return ""
}
