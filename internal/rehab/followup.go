package rehab

import (
	"iter"

	"xinsheng/internal/date"
)

// Duties yields the obligations of t and what follows them up, in that order: everything that somebody owes.
func (t *Track) Duties() iter.Seq[*Obligation] {
	return func(yield func(*Obligation) bool) {
		for _, list := range [][]Obligation{t.Obligations, t.FollowUps} {
			for i := range list {
				if !yield(&list[i]) {
					return
				}
			}
		}
	}
}

// followUps lists what is left open by a fact although no obligation of the contract asks for its end (ADR 1901). None of them outlives the case.
func (c *computation) followUps() {
	if c.ended() {
		return
	}
	c.followOutcome()
	c.followDepartures()
}

func (c *computation) followUp(o *Obligation) {
	if o.State = o.StateOn(c.today); o.State == "" {
		return
	}
	c.address(o)
	c.track.FollowUps = append(c.track.FollowUps, *o)
}

// followOutcome: the newest outcome says isolation, and the decision on it alone ends the case (DOMAIN §3). The law sets no last day. While the
// decision cannot be made, as under the bar of 禁毒法 39, nobody owes it.
func (c *computation) followOutcome() {
	n := len(c.outcomes)
	if n == 0 || c.outcomes[n-1].body.Outcome != ToIsolated || c.whyNot(KindIsolation) != "" {
		return
	}
	last := &c.outcomes[n-1]
	c.followUp(&Obligation{Kind: DutyIsolation, Opens: last.date, Of: last.id})
}

// followDepartures: whoever left without leave is to be back before it counts (ruling 36), and owes nothing more after the last day (ruling 46). What
// was left during an overdue leave is the same absence, of which the leave asks for the end already.
func (c *computation) followDepartures() {
	for i := range c.away {
		a := &c.away[i]
		if a.overdue || !a.returned.IsZero() || c.overdueLeaveBy(a.left) {
			continue
		}
		c.followUp(&Obligation{Kind: DutyDepartureReturn, Opens: a.left, Due: c.backBy(a), Lapses: c.personLapses(0), Of: a.fact})
	}
}

// overdueLeaveBy reports whether a leave whose return is not recorded was over by day d.
func (c *computation) overdueLeaveBy(d date.Date) bool {
	return c.hasLeave(func(v *leaveView) bool {
		return v.decided && v.agreed && v.returnedBy == "" && c.today > v.until && v.until <= d
	})
}

// backBy returns the last day on which a return keeps the absence from counting; none while leave or custody keep it from counting so far.
func (c *computation) backBy(a *absence) date.Date {
	if !a.third.IsZero() {
		return a.third - 1
	}
	if due := a.left.AddDays(max(c.policyOn(a.left).DepartureCountsFrom, 1) - 1); due >= c.today {
		return due
	}
	return 0
}
