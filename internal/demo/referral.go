package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// referral is an invented help need: what is sent to which department how many days ago, and what was done since.
type referral struct {
	to    string // kind of department
	head  rehab.HelpHead
	need  string
	whole bool // the whole name is told
	ago   int
	steps []forward
}

// forward is a step of a referral, so many days ago.
type forward struct {
	kind    rehab.ReferralKind
	ago     int
	words   string
	outcome rehab.ReferralOutcome
}

const (
	accept = rehab.ReferralAccept
	act    = rehab.ReferralAct
	done   = rehab.ReferralClose
)

// referrals has every state, on both sides of every last day. The first ones are of the first home, the last four of the second.
var referrals = []referral{
	{to: "labour", head: rehab.HelpSkills, need: "想学叉车，平时白天有空，初中文化", ago: 2},
	{to: "health", head: rehab.HelpMedical, need: "需复查肝功能，请安排定点医院门诊", ago: 1},
	{to: "labour", head: rehab.HelpSkills, need: "想在工业园区找一份固定工作，能上夜班", ago: 21},
	{to: "civil_affairs", head: rehab.HelpOther, need: "家中无收入，申请临时救助", whole: true, ago: 12, steps: []forward{{accept, 9, "", ""}}},
	{to: "health", head: rehab.HelpCounselling, need: "睡眠不好、情绪低落，请安排心理门诊", ago: 60, steps: []forward{{accept, 55, "已转市人民医院心理科", ""}}},
	{to: "labour", head: rehab.HelpSkills, need: "想学电焊，需要报名", whole: true, ago: 48, steps: []forward{
		{accept, 45, "", ""}, {act, 30, "已报名秋季电焊班", ""}, {act, 10, "开课，每周六、周日在职校上课", ""}}},
	{to: "education", head: rehab.HelpEducation, need: "想补读中职，咨询入学条件", ago: 25, steps: []forward{{accept, 22, "", ""}, {act, 8, "已联系职校招生办，请带毕业证登记", ""}}},
	{to: "justice", head: rehab.HelpOther, need: "咨询离婚后子女抚养的法律援助", ago: 9, steps: []forward{{rehab.ReferralRefuse, 5, "应先由户籍地法律援助中心受理", ""}}},
	{to: "civil_affairs", head: rehab.HelpOther, need: "老屋漏雨，申请维修补助", ago: 40, steps: []forward{{accept, 37, "", ""}, {act, 20, "入户查看，列入计划", ""}, {done, 4, "屋面已修好", rehab.Helped}}},
	{to: "labour", head: rehab.HelpSkills, need: "想开小吃店，咨询创业贷款", ago: 90, steps: []forward{
		{accept, 86, "", ""}, {act, 70, "讲解贴息贷款条件", ""}, {done, 50, "已获贷款三万元", rehab.Helped}, {rehab.ReferralNote, 48, "走访时跟进经营情况", ""}}},
	{to: "health", head: rehab.HelpMedical, need: "牙痛多年，请协助申请医疗救助", ago: 15, steps: []forward{{rehab.ReferralWithdraw, 11, "本人已自行就诊", ""}}},
	{to: "labour", head: rehab.HelpSkills, need: "想学水电安装", ago: 33, steps: []forward{{accept, 30, "", ""}, {done, 6, "本年度已不再开班", rehab.NotHelped}}},
	{to: "health", head: rehab.HelpMedical, need: "高血压，请纳入慢病管理", ago: 18, steps: []forward{{accept, 16, "", ""}, {act, 12, "已建档，每月随访", ""}}},
	{to: "labour", head: rehab.HelpSkills, need: "想参加竹编培训，家在本镇", ago: 3},
	{to: "civil_affairs", head: rehab.HelpOther, need: "独自抚养孙女，申请困境儿童补贴", ago: 14, steps: []forward{{rehab.ReferralRefuse, 8, "材料不全，补齐户口簿后再转", ""}}},
	{to: "justice", head: rehab.HelpEducation, need: "想听一次法律知识课", ago: 30, steps: []forward{{accept, 28, "", ""}, {act, 15, "已参加镇上的普法课", ""}, {done, 14, "课已听完", rehab.Helped}}},
}

// ofSecondHome is how many referrals are of the second home.
const ofSecondHome = 4

// refer sends the invented needs of people in execution at the two homes, unless that is done.
func refer(ctx context.Context, s *store.Store, w *casework.Work, c *cast, today date.Date) error {
	if there, err := w.Referrals(ctx, c.office, store.ReferralFilter{Limit: 1}, false); err != nil || len(there.Lines) > 0 {
		return err
	}
	for i, part := range [][]referral{referrals[:len(referrals)-ofSecondHome], referrals[len(referrals)-ofSecondHome:]} {
		sender := c.actor(lead, homes[i].village)
		people, err := inExecution(ctx, s, sender, today)
		if err != nil {
			return err
		}
		for n := range min(len(part), len(people)) {
			if err := part[n].send(ctx, s, w, c, sender, people[n], today); err != nil {
				return fmt.Errorf("demo: referral %d of home %d: %w", n, i, err)
			}
		}
	}
	return nil
}

// inExecution are the cases of an actor's places that have been in execution for long enough, by place.
func inExecution(ctx context.Context, s *store.Store, actor access.Actor, today date.Date) (ids []uuid.UUID, err error) {
	const longest = 120 // days: no need was sent earlier
	err = s.Read(ctx, actor, func(tx *store.Tx) error {
		lines, _, err := tx.CaseLines(ctx, store.CaseFilter{Stage: string(rehab.StageInExecution), Today: today, WeekEnd: today.WeekEnd(), Sort: "report_in"})
		for _, l := range lines {
			if !l.ReportIn.IsZero() && l.ReportIn <= today.AddDays(-longest) {
				ids = append(ids, l.CaseID)
			}
		}
		return err
	})
	return ids, err
}

// send sends the need and takes its steps, each as recorded at three in the afternoon of its day.
func (r referral) send(ctx context.Context, s *store.Store, w *casework.Work, c *cast, sender access.Actor, person uuid.UUID, today date.Date) error {
	department, ok := c.departments[r.to]
	if !ok {
		return fmt.Errorf("no department for %s", r.to)
	}
	at := func(ago int) (date.Date, time.Time) {
		day := today.AddDays(-ago)
		return day, day.Time().Add(7 * time.Hour).In(clock.Shanghai)
	}
	day, when := at(r.ago)
	in := casework.ReferralForm{Case: person, Key: uuid.NewSHA1(person, []byte("referral "+r.need)), Date: day, At: when, Department: department.Unit, Head: r.head, Need: r.need,
		WholeName: r.whole, Sex: true, Age: true, ContactName: sender.Name, ContactPhone: "0851-22861234"}
	if err := w.SendReferral(ctx, sender, in); err != nil {
		return err
	}
	for n, x := range r.steps {
		by := sender
		if x.kind.OfDepartment() {
			by = department
		}
		day, when := at(x.ago)
		if _, err := w.TakeReferralStep(ctx, by, casework.ReferralForward{Referral: in.Key, Key: uuid.NewSHA1(in.Key, []byte{byte(n)}), Kind: x.kind, Date: day, At: when, Words: x.words, Outcome: x.outcome}); err != nil {
			return err
		}
	}
	return nil
}
