package casework

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// HeldPlan is a help plan with the day on which the next one took its place; none: it is in force.
type HeldPlan struct {
	Fact  store.RecordedFact // its body is a *rehab.HelpPlan
	Until date.Date
}

// HelpPlans returns the help plans that stand, the one in force first. Of two of one day the one recorded later holds, the other held for no day.
func (o *Opened) HelpPlans() []HeldPlan {
	voided := o.Voided()
	var out []HeldPlan
	for _, f := range o.Facts {
		if _, void := voided[f.ID]; void || f.Body.Kind() != rehab.KindHelpPlan {
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].Until = f.Date
			if f.Date == out[n-1].Fact.Date {
				out = out[:n-1]
			}
		}
		out = append(out, HeldPlan{Fact: f})
	}
	slices.Reverse(out)
	return out
}
