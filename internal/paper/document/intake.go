package document

import (
	"strconv"

	"xinsheng/internal/rehab"
)

// movedIn is the arrival from another county that the paper is about, nil when it is about a report-in.
func (p *Page) movedIn() *rehab.MovedIn { return Body[*rehab.MovedIn](p) }

// receivedOn is the day on which the person received the decision.
func (p *Page) receivedOn() string {
	f, _, ok := p.ServedOn(rehab.ToPerson)
	if !ok {
		return ""
	}
	return p.Date(f.Date)
}

func (p *Page) reportInDue() string {
	if d := p.Track.Deadlines.ReportIn; d != nil {
		return p.Date(d.Due)
	}
	return ""
}

// reportInTime says whether the report-in kept its deadline (ruling 8).
func (p *Page) reportInTime() string {
	switch d := p.Track.Deadlines.ReportIn; {
	case d == nil:
		return ""
	case d.Late:
		return "逾期报到"
	}
	return "按期报到"
}

func (p *Page) leaveDays() string      { return strconv.Itoa(p.law().DepartureCountsFrom) }
func (p *Page) moveDays() string       { return strconv.Itoa(p.law().TransferReportInDays) }
func (p *Page) evasionTimes() string   { return strconv.Itoa(p.law().EvasionTimes) }
func (p *Page) departureTimes() string { return strconv.Itoa(p.law().DepartureTimes) }
func (p *Page) awayDays() string       { return strconv.Itoa(p.law().DepartureDaysOver) }

// guardian is the person's guardian with the relation, empty when none is known.
func (p *Page) guardian() string {
	if p.Person.Guardian == "" || p.Person.GuardianRelation == "" {
		return p.Person.Guardian
	}
	return p.Person.Guardian + "（" + p.Person.GuardianRelation + "）"
}
