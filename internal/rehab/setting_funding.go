package rehab

// SettingFunding gathers what the forecast of a year's accounts reckons with.
const SettingFunding SettingGroup = "funding"

// fundingSettings are the costs of the forecast. No document names them; the office sets them by what it pays.
func (p *Policy) fundingSettings() []Setting {
	const g = SettingFunding
	return []Setting{one(g, "funding.test_cost", UnitFen, &p.Funding.Test, 0, own), one(g, "funding.training_cost", UnitFen, &p.Funding.Training, 0, own)}
}
