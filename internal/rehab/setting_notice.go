package rehab

// SettingNotice gathers the times of supervision notices.
const SettingNotice SettingGroup = "notice"

// noticeSettings are the times of a supervision notice (SCHEME S9), for which the scheme sets no number.
func (p *Policy) noticeSettings() []Setting {
	const g, article = SettingNotice, "赤水市实施方案；" + own
	return []Setting{
		one(g, "notice_days", UnitDays, &p.NoticeDays, 1, article),
		one(g, "notice_receive_workdays", UnitWorkdays, &p.NoticeReceiveWorkdays, 1, article),
		one(g, "notice_decide_workdays", UnitWorkdays, &p.NoticeDecideWorkdays, 1, article),
	}
}
