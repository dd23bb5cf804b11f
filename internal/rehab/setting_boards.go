package rehab

import "xinsheng/internal/date"

// SettingBoards are the settings of dashboards.
const SettingBoards SettingGroup = "boards"

// Boards is what dashboards and the lists behind their figures go by.
type Boards struct {
	EndsSoonDays int `json:"ends_soon_days"` // a term ends soon whose last day lies so many days ahead, or fewer
	RankFrom     int `json:"rank_from"`      // a unit with fewer open cases has no rank by completion
}

// ChishuiBoards returns the shipped numbers.
func ChishuiBoards() Boards { return Boards{EndsSoonDays: 60, RankFrom: 10} }

// BoardsOf returns the numbers for a dashboard of a month: of the version in force when the month was over, in the present month today.
func (r Rules) BoardsOf(m date.Month, today date.Date) Boards {
	return r.On(min(m.Last(), today)).Boards
}

func (p *Policy) boardSettings() []Setting {
	const g = SettingBoards
	from := one(g, "boards.rank_from", UnitPersons, &p.Boards.RankFrom, 0, own)
	from.Max = mostPersons
	return []Setting{one(g, "boards.ends_soon_days", UnitDays, &p.Boards.EndsSoonDays, 1, own), from}
}
