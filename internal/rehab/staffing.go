package rehab

import "xinsheng/internal/division"

// Staffing is the staffing norm of the scheme (row S2), a part of each policy version; persons are counted at the month end.
type Staffing struct {
	CadreFrom     int             `json:"cadre_from"`      // persons from which a village needs a named cadre beside its security director
	FullTimeFrom  int             `json:"full_time_from"`  // persons from which it recruits full-time staff; more than CadreFrom
	Pay           int             `json:"pay"`             // fen a month for one full-time worker
	FullTimeTowns []division.Code `json:"full_time_towns"` // townships all of whose communities need full-time staff
	TwoTowns      []division.Code `json:"two_towns"`       // townships that need two full-time workers; every other one needs one
}

// ChishuiStaffing returns the norm of the city: all communities of 市中街道; two each in 复兴镇, 官渡镇 and 长期镇; 650 yuan a month.
func ChishuiStaffing() Staffing {
	return Staffing{
		CadreFrom: 10, FullTimeFrom: 30, Pay: 65000,
		FullTimeTowns: []division.Code{520381001000}, TwoTowns: []division.Code{520381101000, 520381106000, 520381107000},
	}
}

// Staff is what a unit needs.
type Staff struct {
	Director bool // the security director works for it part-time
	Cadre    bool // one named cadre beside the director
	FullTime int  // full-time workers
}

// Cost returns the monthly pay of the full-time workers in fen.
func (s Staffing) Cost(need Staff) int { return need.FullTime * s.Pay }

// Village returns what a village or community with so many persons needs: below 10 the director, 10 to 29 a named cadre too, from 30 a
// full-time worker; in a full-time town a full-time worker in any case.
func (s Staffing) Village(code division.Code, persons int) Staff {
	if persons >= s.FullTimeFrom || oneOf(code.Township(), s.FullTimeTowns...) {
		return Staff{FullTime: 1}
	}
	return Staff{Director: true, Cadre: persons >= s.CadreFrom}
}

// Town returns what a township needs besides its villages.
func (s Staffing) Town(code division.Code) Staff {
	if oneOf(code, s.TwoTowns...) {
		return Staff{FullTime: 2}
	}
	return Staff{FullTime: 1}
}
