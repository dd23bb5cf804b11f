package rehab

import "xinsheng/internal/division"

// Staffing is the staffing norm of the scheme (row S2), a part of each policy version; persons are counted at the month end.
type Staffing struct {
	CadreFrom     int             `json:"cadre_from"`      // persons from which a village needs a named cadre beside its security director
	FullTimeFrom  int             `json:"full_time_from"`  // persons from which it recruits full-time staff; more than CadreFrom
	Pay           int             `json:"pay"`             // fen a month for one full-time worker
	WarnDays      int             `json:"warn_days"`       // days before a certificate runs out in which the pages warn of it
	FullTimeTowns []division.Code `json:"full_time_towns"` // townships all of whose communities need full-time staff
	TwoTowns      []division.Code `json:"two_towns"`       // townships that need two full-time workers; every other one needs one
}

// ChishuiStaffing returns the norm of the city: all communities of 市中街道; two each in 复兴镇, 官渡镇 and 长期镇; 650 yuan a month.
func ChishuiStaffing() Staffing {
	return Staffing{
		CadreFrom: 10, FullTimeFrom: 30, Pay: 65000, WarnDays: 60,
		FullTimeTowns: []division.Code{520381001000}, TwoTowns: []division.Code{520381101000, 520381106000, 520381107000},
	}
}

// Staff is how many are needed, there or missing, by post.
type Staff struct {
	Director int // security directors who work for it part-time
	Cadre    int // named cadres beside them
	FullTime int // full-time workers
}

// Plus adds the staff of another unit.
func (s Staff) Plus(o Staff) Staff {
	return Staff{s.Director + o.Director, s.Cadre + o.Cadre, s.FullTime + o.FullTime}
}

// Total is how many that are, whatever their post.
func (s Staff) Total() int { return s.Director + s.Cadre + s.FullTime }

// Missing returns whom one unit that needs s and has so many still lacks. A full-time worker beyond the need does the part of the director, then that of the
// cadre: the bands say the least a village must have.
func (s Staff) Missing(have Staff) Staff {
	spare := max(0, have.FullTime-s.FullTime)
	short := func(need, there int) int {
		n := max(0, need-there)
		filled := min(n, spare)
		spare -= filled
		return n - filled
	}
	out := Staff{FullTime: max(0, s.FullTime-have.FullTime)}
	out.Director = short(s.Director, have.Director)
	out.Cadre = short(s.Cadre, have.Cadre)
	return out
}

// Spare returns whom one unit that needs s and has so many has beyond its need, a full-time worker who does the part of a missing director or cadre not
// counted. What a unit has, less its spare, and what it lacks come to what it needs.
func (s Staff) Spare(have Staff) Staff {
	gap := s.Missing(have)
	filled := max(0, s.Director-have.Director) + max(0, s.Cadre-have.Cadre) - gap.Director - gap.Cadre
	return Staff{Director: max(0, have.Director-s.Director), Cadre: max(0, have.Cadre-s.Cadre), FullTime: max(0, have.FullTime-s.FullTime) - filled}
}

// Cost returns the monthly pay of the full-time workers in fen; director and cadre have other posts that pay them.
func (s Staffing) Cost(need Staff) int { return need.FullTime * s.Pay }

// firstVillage is where, in the last three digits of a code, villages begin; below it are communities.
const firstVillage = 200

// Village returns what a village or community with so many persons needs: below 10 the director, 10 to 29 a named cadre too, from 30 a
// full-time worker; a community of a full-time town a full-time worker in any case.
func (s Staffing) Village(code division.Code, persons int) Staff {
	community := code-code.Township() < firstVillage
	switch {
	case persons >= s.FullTimeFrom, community && oneOf(code.Township(), s.FullTimeTowns...):
		return Staff{FullTime: 1}
	case persons >= s.CadreFrom:
		return Staff{Director: 1, Cadre: 1}
	}
	return Staff{Director: 1}
}

// Town returns what a township needs besides its villages: two full-time workers in the towns that the scheme names, one in every other.
func (s Staffing) Town(code division.Code) Staff {
	if oneOf(code, s.TwoTowns...) {
		return Staff{FullTime: 2}
	}
	return Staff{FullTime: 1}
}

// Unit returns what a township, or a village with so many persons, needs.
func (s Staffing) Unit(code division.Code, persons int) Staff {
	if code.IsVillage() {
		return s.Village(code, persons)
	}
	return s.Town(code)
}

// Band is where a number of persons stands among the bounds of the norm: 0 below the first, 1 from it, 2 from the second.
func (s Staffing) Band(persons int) int {
	switch {
	case persons >= s.FullTimeFrom:
		return 2
	case persons >= s.CadreFrom:
		return 1
	}
	return 0
}

// Crossing returns the bound that a caseload has crossed going from so many persons to so many others, the one nearest to where it went; 0 for none.
func (s Staffing) Crossing(before, now int) int {
	was, is := s.Band(before), s.Band(now)
	switch {
	case was == is:
		return 0
	case max(was, is) == 2 && min(was, is) == 1, is == 2:
		return s.FullTimeFrom
	}
	return s.CadreFrom
}
