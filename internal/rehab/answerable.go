package rehab

import (
	"slices"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
)

// placeFrom says that a division is answerable from a day on.
type placeFrom struct {
	from date.Date
	code division.Code
}

// PlaceFrom is a division that has answered for the case since a day; the place the decision names has no day.
type PlaceFrom struct {
	From     date.Date
	Division division.Code
}

// places lays out who is answerable when: the decision's place until report-in, then where the person reported in, and a destination
// from the day of the person's report-in there, inclusive (ruling 40). Before report-in a residence change re-addresses the decision.
func (c *computation) places() {
	c.place = append(c.place, placeFrom{-never, c.firstPlace()})
	readdressed := false
	for i := range c.transfers {
		if t := &c.transfers[i]; !c.withdrawn(t.id) && !t.body.leavesCounty() && !c.isAfterStart(t) {
			c.place = append(c.place, placeFrom{t.date, t.body.To.Code()})
			readdressed = true
		}
	}
	if c.started() {
		c.place = append(c.place, placeFrom{c.local, c.startVillage()})
	}
	for i, a := range c.arrivals {
		if code := c.arrivalPlace(i, a); code != 0 {
			c.place = append(c.place, placeFrom{max(a.date, c.local), code})
		}
	}
	slices.SortStableFunc(c.place, func(a, b placeFrom) int { return int(a.from) - int(b.from) })
	first := c.withSuccessors()
	c.track.Answerable = c.answerableOn(c.today)
	for i, p := range c.place {
		if i < first && !readdressed && c.started() || p.from > c.today {
			continue
		}
		from := p.from
		if from == -never {
			from = 0
		}
		c.track.Places = append(c.track.Places, PlaceFrom{from, p.code})
	}
}

// withSuccessors puts those into place that places go over into, and returns how many of the list stand for the decision's place.
func (c *computation) withSuccessors() (first int) {
	if len(c.rules.Successions) == 0 && len(c.file.Divided) == 0 {
		return 1
	}
	var all []placeFrom
	for i, p := range c.place {
		end := never
		if i+1 < len(c.place) {
			end = c.place[i+1].from
		}
		all = append(all, c.succeed(p, end)...)
		if i == 0 {
			first = len(all)
		}
	}
	c.place = all
	return first
}

func (c *computation) firstPlace() division.Code {
	if len(c.decisions) > 0 && c.decisions[0].body.Place != 0 {
		return c.decisions[0].body.Place
	}
	return c.file.Village
}

func (c *computation) startVillage() division.Code {
	if id := c.track.ReportIn.Fact; len(c.movedIns) > 0 && c.movedIns[0].id == id {
		return c.movedIns[0].body.Village
	}
	return c.reportIns[0].body.Village
}

// arrivalPlace returns where the ith report-in after a residence change made a division answerable; none when it answers nothing.
func (c *computation) arrivalPlace(i int, a entry[*TransferReportIn]) division.Code {
	j := slices.IndexFunc(c.transfers, func(t entry[*Transfer]) bool { return t.id == a.body.Of })
	if j < 0 || !c.started() {
		return 0
	}
	for _, earlier := range c.arrivals[:i] {
		if earlier.body.Of == a.body.Of {
			c.problem(a.id, FlawSecondEnd)
			return 0
		}
	}
	t := c.transfers[j]
	if a.date < t.date {
		c.problem(a.id, FlawEndsBeforeStart)
	}
	if t.body.leavesCounty() || c.withdrawn(t.id) {
		return 0
	}
	if a.body.Village != 0 {
		return a.body.Village
	}
	return t.body.To.Code()
}

// withdrawn reports whether a transfer or request was taken back before the person reported at the destination.
func (c *computation) withdrawn(id string) bool {
	for _, w := range c.withdrawals {
		if w.body.Of != id {
			continue
		}
		if a := c.arrivalOf(id); a == nil || w.date < a.date {
			return true
		}
	}
	return false
}

// arrivalOf returns the first report-in after the transfer of that id, nil when there is none.
func (c *computation) arrivalOf(id string) *entry[*TransferReportIn] {
	for i := range c.arrivals {
		if c.arrivals[i].body.Of == id {
			return &c.arrivals[i]
		}
	}
	return nil
}

// answerableOn returns the division answerable on day d.
func (c *computation) answerableOn(d date.Date) division.Code {
	for i := len(c.place) - 1; i > 0; i-- {
		if c.place[i].from <= d {
			return c.place[i].code
		}
	}
	return c.place[0].code
}

// answerableFor returns the division answerable on day d, today's for a day to come.
func (c *computation) answerableFor(d date.Date) division.Code {
	return c.answerableOn(min(d, c.today))
}
