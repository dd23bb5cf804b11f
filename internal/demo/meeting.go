package demo

import (
	"context"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// meeting is an invented analysis meeting, so many days ago; below 0 it is to come.
type meeting struct {
	ago      int
	agenda   string
	absent   string // kind of department that did not come
	findings map[rehab.MeetingSubject]string
	measures []measure
}

// measure is what a meeting asked of a unit: a kind of department, or the demo lead's township.
type measure struct {
	to    string
	about rehab.MeetingSubject
	words string
	days  int // from the meeting to the deadline
	steps []measured
}

// measured is a step of a measure, so many days ago.
type measured struct {
	kind  rehab.MeasureKind
	ago   int
	words string
	days  int // of an extension: days from now to the new deadline
}

// meetings have measures in each state.
var meetings = []meeting{
	{ago: 110, agenda: "一、分析上半年社区戒毒（康复）工作情况\n二、研究技能培训和就业安置\n三、部署下半年尿检和走访", absent: "education",
		findings: map[rehab.MeetingSubject]string{
			rehab.SubjectRehabilitation: "尿检总体按月进行，个别村（社区）月底集中补检，外出务工人员异地检测材料不齐。",
			rehab.SubjectLiving:         "多数人员与家人同住，少数独居人员生活困难，临时救助未全覆盖。",
			rehab.SubjectEmployment:     "有就业意愿的人员多数缺技能，去年的电焊班反映好，名额不够。",
		},
		measures: []measure{
			{to: "labour", about: rehab.SubjectEmployment, words: "开办一期叉车、电焊技能培训班，优先安排有就业意愿的社区戒毒（康复）人员", days: 60, steps: []measured{
				{rehab.MeasureAccept, 106, "", 0}, {rehab.MeasureReport, 80, "已与职校签订培训协议，9月开班", 0}, {rehab.MeasureDone, 50, "两个班结业，23人取得证书", 0}, {rehab.MeasureConfirm, 45, "", 0}}},
			{to: "civil_affairs", about: rehab.SubjectLiving, words: "逐户核查独居人员生活状况，符合条件的纳入临时救助", days: 90, steps: []measured{
				{rehab.MeasureAccept, 100, "", 0}, {rehab.MeasureReport, 60, "完成11个乡镇核查", 0}}},
			{to: "township", about: rehab.SubjectRehabilitation, words: "规范外出人员异地检测手续，材料当月收齐归档", days: 45, steps: []measured{
				{rehab.MeasureAccept, 105, "", 0}, {rehab.MeasureDone, 62, "已逐人通知并建立台账", 0}, {rehab.MeasureReturn, 58, "台账缺检测单位盖章件，请补齐", 30}}},
			{to: "education", about: rehab.SubjectOther, words: "在中小学开展一次禁毒宣传主题班会", days: 40, steps: []measured{{rehab.MeasureDrop, 100, "已并入全市禁毒宣传月统一安排", 0}}},
		}},
	{ago: 20, agenda: "一、通报上次会议措施落实情况\n二、分析第三季度指标变化\n三、研究年底前重点工作",
		findings: map[rehab.MeetingSubject]string{
			rehab.SubjectRehabilitation: "尿检完成率较上次会议有提高，联系不足仍集中在少数村（社区）。",
			rehab.SubjectEmployment:     "培训结业人员中过半已上岗，其余需要用工信息。",
		},
		measures: []measure{
			{to: "labour", about: rehab.SubjectEmployment, words: "收集园区用工信息，每月向各乡镇（街道）推送一次", days: 60, steps: []measured{{rehab.MeasureAccept, 17, "", 0}}},
			{to: "health", about: rehab.SubjectRehabilitation, words: "在定点医院设立心理门诊绿色通道，明确联系人", days: 30},
			{to: "justice", about: rehab.SubjectOther, words: "为社区戒毒（康复）人员举办两场法律援助咨询", days: 40, steps: []measured{{rehab.MeasureAccept, 16, "", 0}, {rehab.MeasureDone, 3, "两场已办，37人参加", 0}}},
			{to: "township", about: rehab.SubjectRehabilitation, words: "对联系不足的村（社区）逐一督促，月底前补齐走访和谈话", days: 10, steps: []measured{{rehab.MeasureExtend, 8, "社区专职人员轮训，顺延", 20}}},
		}},
	{ago: -12, agenda: "一、全年工作分析\n二、明年经费和人员安排"},
}

// meet invents the meetings: called, held and followed up by the office, the measures answered by their owners.
func meet(ctx context.Context, s *store.Store, c *cast, today date.Date) error {
	for n, m := range meetings {
		if err := m.play(ctx, s, c, today, meetingKey(n)); err != nil {
			return err
		}
	}
	return nil
}

// at is the afternoon of a day, when invented office work is recorded.
func at(day date.Date) time.Time { return day.Time().Add(7 * time.Hour).In(clock.Shanghai) }

func (m meeting) play(ctx context.Context, s *store.Store, c *cast, today date.Date, id uuid.UUID) error {
	on := func(day date.Date) *oversight.Office {
		return oversight.New(s, func() date.Date { return day })
	}
	if _, err := on(today).OpenMeeting(ctx, c.office, id); err == nil {
		return nil // from a load that was broken off
	}
	day := today.AddDays(-m.ago)
	units, err := on(today).MeetingUnits(ctx, c.office)
	if err != nil {
		return err
	}
	in := oversight.MeetingForm{Key: id, At: at(min(day-9, today)), Day: day, Place: "市政府三楼会议室", Chair: "市禁毒委副主任 曾庆兰", Agenda: m.agenda}
	var came []int64
	for _, u := range units {
		if u.Kind == "station" {
			continue
		}
		in.Units = append(in.Units, u.ID)
		if u.Department == nil || *u.Department != m.absent {
			came = append(came, u.ID)
		}
	}
	if err := on(today).CallMeeting(ctx, c.office, in); err != nil || m.ago < 0 {
		return err
	}
	if err := on(day).HoldMeeting(ctx, c.office, id, came, at(day)); err != nil {
		return err
	}
	if err := on(day).SetFindings(ctx, c.office, id, 2, m.findings); err != nil {
		return err
	}
	for n, x := range m.measures {
		if err := x.play(ctx, on, c, today, id, day, uuid.NewSHA1(id, []byte{byte(n)})); err != nil {
			return err
		}
	}
	return nil
}

func (x measure) play(ctx context.Context, on func(date.Date) *oversight.Office, c *cast, today date.Date, meeting uuid.UUID, day date.Date, id uuid.UUID) error {
	owner, ok := c.departments[x.to]
	if !ok {
		owner = c.byRole[access.TownshipLead][0] // 市中街道, the first of the demo leads
	}
	f := oversight.MeasureForm{Meeting: meeting, Key: id, At: at(day), Subject: x.about, Words: x.words, Owner: owner.Unit, Due: day.AddDays(x.days)}
	if err := on(day).AddMeasure(ctx, c.office, f); err != nil {
		return err
	}
	for n, st := range x.steps {
		by := c.office
		if st.kind.OfOwner() {
			by = owner
		}
		when := today.AddDays(-st.ago)
		in := oversight.MeasureForward{Measure: id, Key: uuid.NewSHA1(id, []byte{byte(n)}), Kind: st.kind, Date: when, At: at(when), Words: st.words}
		if st.days != 0 {
			in.Due = today.AddDays(st.days)
		}
		if err := on(when).TakeMeasureStep(ctx, by, in); err != nil {
			return err
		}
	}
	return nil
}

// IssuePapers issues the papers of the invented office work, which needs the desk that keeps them.
func IssuePapers(ctx context.Context, s *store.Store, o *oversight.Office, today date.Date) error {
	c, err := castOf(ctx, s)
	if err != nil {
		return err
	}
	if err := supervise(ctx, s, o, c, today); err != nil {
		return err
	}
	const first, after = 0, 3 // the minutes of the first meeting, so many days after it
	id := meetingKey(first)
	m, err := o.OpenMeeting(ctx, c.office, id)
	if err != nil || m.State != store.MeetingHeld {
		return err
	}
	return o.On(today.AddDays(after-meetings[first].ago)).IssueMinutes(ctx, c.office, id, uuid.NewSHA1(id, []byte("minutes")), m.Version)
}

func meetingKey(n int) uuid.UUID { return uuid.NewSHA1(space, []byte{'m', byte(n)}) }
