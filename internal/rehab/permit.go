package rehab

import (
	"slices"

	"xinsheng/internal/date"
)

// Objection says why fact x cannot be recorded in file f on day today: a reason when the case, as it stood on the fact's own day,
// does not allow it, or else the flaw that the fact would have or give another. Both are "" when nothing stands against it.
//
// The fact's own day decides, because a test of last week may be entered after the term or the case has ended.
func Objection(r Rules, f File, x Fact, today date.Date) (Reason, Flaw) {
	before := Compute(r, f, min(x.Date, today))
	for _, a := range before.Allowed {
		if a.Action == x.Body.Kind() && !a.OK {
			return a.WhyNot, ""
		}
	}
	old := Compute(r, f, today).Problems
	f.Facts = append(slices.Clip(f.Facts), x)
	for _, p := range Compute(r, f, today).Problems {
		if !slices.Contains(old, p) {
			return "", p.Rule
		}
	}
	return "", ""
}
