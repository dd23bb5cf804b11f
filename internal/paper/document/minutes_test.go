package document_test

import (
	"strings"
	"testing"

	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

func init() { contents[oversight.MinutesKind] = minutesSpecimen }

// minutesSpecimen is what the specimen of the minutes says.
var minutesSpecimen = oversight.Minutes{
	Day: date.New(2026, 11, 6), Place: "市政府三楼会议室", Chair: "市禁毒委副主任曾庆兰", Agenda: "一、通报上次会议措施落实情况\n二、分析第三季度指标变化",
	Came: []string{"赤水市公安局", "赤水市民政局", "市中街道"}, Absent: []string{"赤水市教育局"}, Month: date.NewMonth(2026, 10), Before: date.NewMonth(2026, 7),
	Figures:  []oversight.MinutesFigure{{Name: "open", Now: "309", Before: "284"}, {Name: "test_missed", Now: "7"}},
	Findings: []store.MeetingFinding{{Subject: rehab.SubjectRehabilitation, Words: "尿检完成率较上次会议有提高。\n联系不足仍集中在少数村（社区）。"}, {Subject: rehab.SubjectEmployment, Words: "培训结业人员中过半已上岗。"}},
	Carried:  []oversight.MinutesMeasure{{Words: "逐户核查独居人员生活状况", Owner: "赤水市民政局", Due: date.New(2026, 11, 6), State: rehab.MeasureStarted}},
	Measures: []oversight.MinutesMeasure{{Words: "收集园区用工信息，每月推送一次", Owner: "赤水市人力资源和社会保障局", Due: date.New(2027, 1, 5), State: rehab.MeasureAssigned}},
}

// TestMinutesLackWhatTheMeetingDidNotFind: without findings they cannot be issued; without measures and earlier ones they can, and their headings run on.
func TestMinutesLackWhatTheMeetingDidNotFind(t *testing.T) {
	s, _ := document.SpecOf(oversight.MinutesKind)
	src := officeSource(t, &s)
	m := minutesSpecimen
	m.Findings = nil
	src.Content = m
	if _, lacks, err := document.Write(t.Context(), &s, src); err != nil || len(lacks) != 1 || lacks[0] != "meeting.findings" {
		t.Errorf("without findings they lack %v: %v", lacks, err)
	}
	m = minutesSpecimen
	m.Carried, m.Measures = nil, nil
	src.Content = m
	body, lacks, err := document.Write(t.Context(), &s, src)
	if err != nil || len(lacks) > 0 || !strings.Contains(string(body), "五、议定措施") || !strings.Contains(string(body), "没有议定新的措施") {
		t.Errorf("without measures they lack %v: %v: %s", lacks, err, body)
	}
}
