package rehab

// SettingMeetings are the settings of analysis meetings and their measures.
const SettingMeetings SettingGroup = "meetings"

func (p *Policy) meetingSettings() []Setting {
	return []Setting{one(SettingMeetings, "measure_confirm_workdays", UnitWorkdays, &p.MeasureConfirmWorkdays, 1, own)}
}
