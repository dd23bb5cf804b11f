package rehab

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// schedule finds the first later day on which anything in the Track may change although no fact is added, and lists the years whose
// holidays were missing.
func (c *computation) schedule() {
	slices.Sort(c.years)
	c.track.UnknownYears = c.years
	if c.years == nil {
		c.track.UnknownYears = []int{}
	}
	next := never
	on := func(d date.Date) {
		if d > c.today && d < next {
			next = d
		}
	}
	for o := range c.track.Duties() {
		if o.MetBy != "" {
			continue
		}
		on(o.Opens)
		if !o.Due.IsZero() {
			on(o.Due + 1)
		}
		if !o.Lapses.IsZero() {
			on(o.Lapses + 1)
		}
	}
	for _, e := range c.exemptions {
		if !e.body.Until.IsZero() {
			on(e.body.Until + 1)
		}
	}
	for _, s := range c.rules.Successions {
		if s.From == c.track.Answerable || c.track.Change != nil && s.From == c.track.Change.Village || c.leftTo(s.From) {
			on(s.Day)
		}
	}
	for _, s := range c.divided {
		on(s.Day)
	}
	if !c.ended() {
		on(c.horizon.Month().First()) // a month ends: how the case stood then is to be noted
		c.scheduleRunning(on)
	}
	c.track.Next = known(next)
}

// leftTo reports whether a duty is left undone at a division, be it one that the person has gone from.
func (c *computation) leftTo(code division.Code) bool {
	for o := range c.track.Duties() {
		if o.MetBy == "" && o.Division == code {
			return true
		}
	}
	return false
}

// scheduleRunning adds what can change while the case runs: cells, phases, deadlines, absences, custody.
func (c *computation) scheduleRunning(on func(date.Date)) {
	if r := c.track.Deadlines.ReportIn; r != nil && !r.Due.IsZero() {
		on(r.Due + 1)
	}
	if !c.started() {
		return
	}
	for k := range c.track.Phases {
		on(c.bound[k])
		on(c.bound[k+1])
		on(c.assessable(k + 1))
	}
	on(c.track.Deadlines.FinalAssessmentOpens)
	for i := range c.track.Windows {
		on(c.track.Windows[i].From)
		on(c.track.Windows[i].To + 1)
	}
	for i := range c.leaveViews {
		on(c.leaveViews[i].until + 1)
	}
	if c.expiry == never || !c.afterTerm() && c.awayToday() {
		on(c.today + 1) // days away, or held, go on
	}
}

// awayToday reports whether somebody away without leave has not returned.
func (c *computation) awayToday() bool {
	for i := range c.away {
		if c.away[i].returned.IsZero() {
			return true
		}
	}
	return false
}
