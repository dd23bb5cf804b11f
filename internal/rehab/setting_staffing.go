package rehab

import "xinsheng/internal/division"

// SettingStaffing gathers the numbers of the staffing norm.
const SettingStaffing SettingGroup = "staffing"

// UnitTowns is of settings that name townships by their codes.
const UnitTowns SettingUnit = "towns"

const (
	mostPersons = 1_000 // more than any village has
	highestCode = 999_999_999_999
)

// staffingSettings are the numbers of the norm (DOMAIN §8): its bands, its pay, and the townships that need more.
func (p *Policy) staffingSettings() []Setting {
	const g, scheme = SettingStaffing, "赤水市实施方案"
	persons := func(name string, n *int, low int) Setting {
		s := one(g, name, UnitPersons, n, low, scheme)
		s.Max = mostPersons
		return s
	}
	return []Setting{
		persons("staffing.cadre_from", &p.Staffing.CadreFrom, 1),
		persons("staffing.full_time_from", &p.Staffing.FullTimeFrom, 2),
		one(g, "staffing.pay", UnitFen, &p.Staffing.Pay, 0, scheme),
		one(g, "staffing.warn_days", UnitDays, &p.Staffing.WarnDays, 0, own),
		towns(g, "staffing.full_time_towns", &p.Staffing.FullTimeTowns, scheme),
		towns(g, "staffing.two_towns", &p.Staffing.TwoTowns, scheme),
	}
}

// towns is a setting of any number of townships, none included.
func towns(g SettingGroup, name string, list *[]division.Code, article string) Setting {
	s := Setting{Group: g, Name: name, Unit: UnitTowns, List: true, Optional: true, Max: highestCode, Article: article}
	for _, c := range *list {
		s.Values = append(s.Values, int(c))
	}
	s.set = func(v []int) {
		*list = make([]division.Code, len(v))
		for i, c := range v {
			(*list)[i] = division.Code(c)
		}
	}
	return s
}
