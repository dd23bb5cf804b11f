package rehab

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// MonthEnd is how the case stood when a calendar month was over; of the present month: how it stands today.
type MonthEnd struct {
	Month      date.Month    `json:"month"`
	Stage      Stage         `json:"stage"`
	Phase      PhaseNumber   `json:"phase"` // none outside the phases
	Answerable division.Code `json:"answerable"`
}

// mostMonthEnds bounds the list for facts dated absurdly early: fifty years.
const mostMonthEnds = 600

// monthEnds lists how the case stood at each month's end, from the month of the first fact to the present one or that of the exit.
func (c *computation) monthEnds() {
	c.track.MonthEnds = []MonthEnd{}
	i := slices.IndexFunc(c.seen, func(x *Fact) bool { return x.Body.Kind() != KindVoid }) // a void is no part of the case
	if i < 0 {
		return
	}
	last := min(c.today, c.exitDay).Month()
	first := max(c.seen[i].Date.Month(), last-mostMonthEnds+1)
	if last < first {
		return
	}
	c.track.MonthEnds = make([]MonthEnd, 0, last-first+1)
	for m := first; m <= last; m++ {
		d := min(m.Last(), c.today)
		e := MonthEnd{Month: m, Stage: c.stageOn(d), Answerable: c.answerableOn(d)}
		if c.started() && d >= c.local && d < c.exitDay {
			e.Phase = c.phaseOf(d)
		}
		c.track.MonthEnds = append(c.track.MonthEnds, e)
	}
}
