package rehab

import "xinsheng/internal/date"

// Compute applies the rules to file f as things stand on day today; facts dated later are not seen, a void of any day works for
// all days (ruling 44). It never fails: a fact that cannot be is listed as a problem (ruling 47). It shares fact ids with f, nothing else.
func Compute(r Rules, f File, today date.Date) Track {
	c := computation{rules: r, file: &f, today: today}
	c.collect()
	c.start()
	c.suspensions()
	c.term()
	c.places()
	c.cells()
	c.positives()
	c.windows()
	c.contacts()
	c.counters()
	c.breach()
	c.phases()
	c.rewards()
	c.stage()
	c.monthEnds()
	c.change()
	c.deadlines()
	c.obligations()
	c.actions()
	c.followUps()
	c.judge()
	c.schedule()
	return c.track
}

// computation is the state of one run of Compute. Its parts are filled in the order of Compute, each from those before it.
type computation struct {
	rules Rules
	file  *File
	today date.Date
	track Track

	facts // the facts that count today, by kind

	exitDay date.Date // never while there is no exit
	local   date.Date // report-in here; none before it
	first   date.Date // first report-in, here or elsewhere: the R of the rulings; none before it
	origin  date.Date // R less the credited days: what term and phases are counted from
	place   []placeFrom
	divided []Succession // of the file, those by which the case goes to another place

	custody   []span // every suspension, merged, by day
	suspended []span // the part of custody from R on that begins before D

	bound  [maxPhases + 1]date.Date // bound[k-1] is the first day of phase k, bound[n] is D; never while unknown
	phased int                      // number of phases
	expiry date.Date                // D; never while unknown, none before report-in

	firstMonth date.Month  // of the cells
	versions   []*Policy   // per window: the version in force on its first day
	metOn      []date.Date // per window: the day of its first valid test
	metDay     date.Date
	settled    date.Date // the day through which the case ran on paper; none otherwise

	idsOfTests  []string
	contactIDs  [3][]string    // per type, by day
	contactDays [3][]date.Date // the same contacts' days

	leaveViews []leaveView
	away       []absence
	breachOpen []span    // when a serious breach was open
	events     []event   // counted facts by day
	daysOver   date.Date // when the days away first were too many; never when they are not
	horizon    date.Date
	reportDue  date.Date // report-in deadline; none without one
	years      []int
	pending    *transferView
}

const (
	// never stands for a day that is not known yet; it is later than every real day.
	never date.Date = 1 << 30
	// maxPhases is the number of phases in the longest term.
	maxPhases = 3
)

// policyOn returns the version in force on day d, the first one for days before it (ruling 21).
func (c *computation) policyOn(d date.Date) *Policy {
	for i := len(c.rules.Versions) - 1; i > 0; i-- {
		if c.rules.Versions[i].Effective <= d {
			return &c.rules.Versions[i]
		}
	}
	if len(c.rules.Versions) == 0 {
		c.rules.Versions = []Policy{Chishui()}
	}
	return &c.rules.Versions[0]
}

// lastDay returns L, never while unknown; only after report-in.
func (c *computation) lastDay() date.Date {
	if c.expiry == never {
		return never
	}
	return c.expiry - 1
}

// started reports whether the person has reported in.
func (c *computation) started() bool { return !c.first.IsZero() }

// ended reports whether an exit has happened.
func (c *computation) ended() bool { return c.exitDay != never }

// afterTerm reports whether the last day is over.
func (c *computation) afterTerm() bool { return c.started() && c.today >= c.expiry }

// known returns d, and no date when d is not known yet.
func known(d date.Date) date.Date {
	if d >= never/2 {
		return 0
	}
	return d
}

// problem lists a fact that cannot be.
func (c *computation) problem(id string, rule Flaw) {
	c.track.Problems = append(c.track.Problems, Problem{ID: id, Rule: rule})
}
