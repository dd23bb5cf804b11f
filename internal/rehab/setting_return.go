package rehab

// SettingReturns gathers the days of periodic returns.
const SettingReturns SettingGroup = "returns"

// Returns are the days in which periodic returns go up (定期报告制度, DOMAIN §8).
type Returns struct {
	VillageDays    int `json:"village_days"`    // from the end of the month, for a village to submit
	TownshipDays   int `json:"township_days"`   // from the end of the quarter, for a township to submit
	CityDays       int `json:"city_days"`       // from the end of the quarter, for all to be locked
	ReviewWorkdays int `json:"review_workdays"` // from submission, to accept or send back; from sending back, to submit again
}

// ChishuiReturns returns the days of the city.
func ChishuiReturns() Returns {
	return Returns{VillageDays: 5, TownshipDays: 15, CityDays: 25, ReviewWorkdays: 3}
}

func (p *Policy) returnSettings() []Setting {
	const g, scheme = SettingReturns, "赤水市实施方案；" + own
	return []Setting{
		one(g, "returns.village_days", UnitDays, &p.Returns.VillageDays, 1, scheme),
		one(g, "returns.township_days", UnitDays, &p.Returns.TownshipDays, 1, scheme),
		one(g, "returns.city_days", UnitDays, &p.Returns.CityDays, 1, scheme),
		one(g, "returns.review_workdays", UnitWorkdays, &p.Returns.ReviewWorkdays, 1, scheme),
	}
}
