package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// leaveView is one leave with its answers.
type leaveView struct {
	id          string
	from, until date.Date // until: the extended day of return
	asked       date.Date
	decided     bool
	agreed      bool
	decision    string
	returned    date.Date // none while away
	returnedBy  string
	more        *ExtensionAsked // the newest request for a later return; nil when there is none
}

// leaveStates reads the leaves once; counters, obligations and actions use them.
func (c *computation) leaveStates() {
	for _, l := range c.leaves {
		v := c.leaveOf(l)
		c.leaveViews = append(c.leaveViews, v)
		c.track.Leaves = append(c.track.Leaves, LeaveStatus{Fact: v.id, From: v.from, Until: v.until, State: c.leaveState(&v), Returned: v.returned, Extension: v.more})
		if l.body.Until < l.body.From {
			c.problem(l.id, FlawEndsBeforeStart)
		}
	}
}

// leaveOf joins a leave with its newest decision, newest extension and first return.
func (c *computation) leaveOf(l entry[*Leave]) leaveView {
	v := leaveView{id: l.id, asked: l.date, from: l.body.From, until: l.body.Until}
	for _, d := range c.leaveAnswers {
		if d.body.Of == l.id {
			v.decided, v.agreed, v.decision = true, d.body.Agreed, d.id
		}
	}
	for _, e := range c.extensions {
		if e.body.Of == l.id {
			v.until = e.body.Until
		}
	}
	for _, r := range c.leaveReturns {
		if r.body.Of != l.id {
			continue
		}
		if v.returnedBy != "" {
			c.problem(r.id, FlawSecondEnd)
			continue
		}
		v.returned, v.returnedBy = r.date, r.id
		if r.date < v.from {
			c.problem(r.id, FlawEndsBeforeStart)
		}
	}
	v.more = c.extensionAsked(&v)
	return v
}

// extensionAsked finds the newest request to extend the leave with its answer: the first extension of the leave after it, or else a refusal, which names
// it. A return leaves nothing to answer.
func (c *computation) extensionAsked(v *leaveView) *ExtensionAsked {
	if len(c.moreAsked) == 0 {
		return nil
	}
	var a *ExtensionAsked
	for _, x := range c.seen {
		if x.Date > c.exitDay {
			break
		}
		switch b := x.Body.(type) {
		case *LeaveExtensionRequest:
			if b.Of == v.id {
				a = &ExtensionAsked{Request: x.ID, Asked: x.Date, Until: b.Until, State: ExtensionOpen}
			}
		case *LeaveExtension:
			if a != nil && b.Of == v.id {
				a.answer(ExtensionGranted, x.ID)
			}
		}
	}
	if a == nil {
		return nil
	}
	for _, n := range c.moreRefused {
		if n.body.Of == a.Request {
			a.answer(ExtensionRefused, n.id)
		}
	}
	if v.returnedBy != "" {
		a.answer(ExtensionLapsed, v.returnedBy)
	}
	return a
}

// answer takes the first answer; later ones change nothing.
func (a *ExtensionAsked) answer(s ExtensionState, id string) {
	if a.State == ExtensionOpen {
		a.State, a.Answer = s, id
	}
}

// mayExtend reports whether a longer leave can be asked for and given: it is agreed, and the return is not recorded.
func (v *leaveView) mayExtend() bool { return v.decided && v.agreed && v.returnedBy == "" }

// asksMore reports whether a request to extend the leave waits for its answer.
func (v *leaveView) asksMore() bool {
	return v.mayExtend() && v.more != nil && v.more.State == ExtensionOpen
}

func (c *computation) leaveState(v *leaveView) LeaveState {
	switch {
	case v.decided && !v.agreed:
		return LeaveRefused
	case v.returnedBy != "":
		return LeaveReturned
	case !v.decided:
		return LeaveRequested
	case c.today > v.until && !c.ended() && !c.afterTerm():
		return LeaveOverdue
	}
	return LeaveAgreed
}

// covered returns the days that leave covers, merged: agreed leave up to its extended day of return, undecided leave its dates, refused
// leave nothing (ruling 37). An earlier return ends it.
func (c *computation) covered() []span {
	var list []span
	for i := range c.leaveViews {
		v := &c.leaveViews[i]
		if v.decided && !v.agreed {
			continue
		}
		last := v.until
		if v.returnedBy != "" {
			last = min(last, v.returned)
		}
		list = append(list, span{v.from, last + 1})
	}
	slices.SortFunc(list, func(a, b span) int { return int(a.from - b.from) })
	return mergeSpans(list)
}
