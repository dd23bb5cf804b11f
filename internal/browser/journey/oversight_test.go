package journey

import (
	"strings"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// TestTheOfficeSeesAsksAndFollowsUp takes a village's month to its township, a notice from what is overdue to the office's acceptance, a meeting's measure to
// its confirmation, and a change of the policy to its publication.
func TestTheOfficeSeesAsksAndFollowsUp(t *testing.T) {
	browser.Need(t)
	for name, look := range map[string]browser.Look{"Chinese": browser.Desk, "English phone without script": browser.Phone.In("en").WithoutScript()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := &oversightJourney{office: open(t, look)}
			testkit.Case(t, o.Service, testkit.Near, date.New(2026, 3, 2), 1)
			err := o.Store.WithTx(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error { return tx.BeginReturns(t.Context(), date.NewMonth(2026, 10)) })
			if err != nil {
				t.Fatal(err)
			}
			o.inTurn(t, part{"village1", o.report}, part{"town2", o.acceptReport}, part{"office1", o.notify}, part{"town1", o.answerNotice}, part{"office2", o.acceptNotice},
				part{"office1", o.meet}, part{"health1", o.doMeasure}, part{"office2", o.confirmMeasure}, part{"office1", o.changePolicy})
			o.nothingDiffers(t, 1)
		})
	}
}

type oversightJourney struct{ *office }

// step fills the words of a form of a step, whose card bears its name, and sends it.
func (p *person) step(kind, words string) {
	p.t.Helper()
	form := p.Within("#" + kind)
	p.open(kind)
	if words != "" {
		p.Within("#"+kind+" form").Fill("words", words)
	}
	form.Press("form .form-end .btn")
}

// open opens the fold of that name, unless it is open.
func (p *person) open(fold string) {
	p.t.Helper()
	if p.Count("details#"+fold+":not([open])") > 0 {
		p.Within("#" + fold).Press("summary")
	}
}

// report is the village worker's month: what is owed stands on the worklist, the figures are the program's, a remark is written.
func (o *oversightJourney) report(_ *testing.T, p *person) {
	p.See(p.say.Of(text.FamilyOfficeDuty, string(rehab.ReturnVillage)))
	p.visit("returns")
	p.Check()
	p.Within("main").Press("a[href*='/returns/0']")
	p.Within("#submit").Fill("remark_other", "本月工作正常，三户已走访。")
	p.Check()
	p.Within("#submit").Press("form .form-end .btn")
	p.told(text.PeriodicreturnDone, "What", p.say.Of(text.FamilyReturnStep, string(rehab.ReturnSubmit)))
	p.Check()
}

// acceptReport is the township lead's: sending back wants a reason; the month is accepted.
func (o *oversightJourney) acceptReport(_ *testing.T, p *person) {
	p.visit("worklist")
	p.Row(p.say.Of(text.FamilyOfficeDuty, string(rehab.ReturnReviewVillage))).Press("a[href*='/returns/0']")
	p.See("三户已走访")
	p.Check()
	p.step("send_back", "")
	p.Within("#send_back").See(p.say.T(text.ValidReasonRequired))
	p.Within("#accept").Press("form .form-end .btn")
	p.told(text.PeriodicreturnDone, "What", p.say.Of(text.FamilyReturnStep, string(rehab.ReturnAccept)))
}

// notify is the municipal office's: the township's overdue work is picked, the paper looked at and issued.
func (o *oversightJourney) notify(_ *testing.T, p *person) {
	p.visit("dashboard")
	p.Check()
	p.visit("notices")
	p.press(text.NoticeWrite)
	p.Within("main form").Choose(p.say.T(text.NoticeUnit), "市中街道")
	p.press(text.NoticeChooseUnit)
	p.press(text.NoticeLook)
	p.See(p.say.T(text.NoticeNothing))
	p.Within("#pick").Press("input[name=pick]")
	p.fill("problem", "月度检测、报告多次逾期。")
	p.Check()
	p.press(text.NoticeLook)
	p.Within("#preview").See("月度检测、报告多次逾期。")
	p.press(text.NoticeIssue)
	p.told(text.NoticeWasIssued, "Unit", "市中街道")
	p.Check()
}

// answerNotice is the township's: received from the worklist, and answered with a photo.
func (o *oversightJourney) answerNotice(t *testing.T, p *person) {
	p.visit("worklist")
	p.Check()
	p.Row(p.say.Of(text.FamilyOfficeDuty, string(rehab.NoticeToReceive))).Press("a[href*='/notices/']")
	p.step("receive", "")
	p.told(text.NoticeRecorded, "What", p.say.Of(text.FamilyNoticeStep, string(rehab.NoticeReceive)))
	p.Attach("#reply-file", photo(t, "IMG_0007.jpg"))
	p.step("reply", "逾期的检测已补做，逐户排了下月的日子。")
	p.told(text.NoticeRecorded, "What", p.say.Of(text.FamilyNoticeStep, string(rehab.NoticeReply)))
	p.Within("#evidence").See("IMG_0007.jpg")
	p.Check()
}

// acceptNotice is another one of the municipal office: what was replied is read and accepted.
func (o *oversightJourney) acceptNotice(_ *testing.T, p *person) {
	p.visit("notices")
	p.Within("main").Press("a[href*='/notices/0']")
	p.See("逐户排了下月的日子")
	p.step("accept", "属实，办结。")
	p.told(text.NoticeRecorded, "What", p.say.Of(text.FamilyNoticeStep, string(rehab.NoticeAccept)))
	p.See(p.say.T(text.NoticeOver))
}

// meet is the municipal office's: a meeting is called and held, with its findings, a measure and its minutes.
func (o *oversightJourney) meet(_ *testing.T, p *person) {
	p.visit("meetings")
	p.press(text.MeetingCall)
	p.fill("meeting_day", testkit.Today.String())
	p.fill("meeting_place", "三楼会议室")
	p.fill("agenda", "分析十月情况")
	p.Check()
	save := func() { p.Within("main form[data-main]").Press(".btn-primary") }
	save()
	p.See(p.say.T(text.ValidRequired)) // nobody in the chair
	p.fill("chair", "曾庆兰")
	save()
	p.told(text.MeetingWasCalled)
	p.press(text.MeetingHoldDo)
	p.told(text.MeetingWasHeld)
	p.Within("#findings").Fill("finding_living", "两户住房漏雨。")
	p.press(text.MeetingFindingsSave)
	p.told(text.MeetingFindingsSaved)
	p.open("add")
	p.fill("measure_words", "每月随访在管人员的慢性病用药。")
	p.pick("measure_subject", text.FamilyMeetingSubject, string(rehab.SubjectRehabilitation))
	p.Within("#add").Choose(p.field("measure_owner"), "赤水市卫生健康局")
	p.fill("measure_due", "2026-12-20")
	p.Check()
	p.Within("#add").Press("form .form-end .btn")
	p.told(text.MeetingMeasureAdded)
	p.press(text.MeetingMinutesWrite)
	p.See("两户住房漏雨。")
	p.press(text.MeetingMinutesIssue)
	p.told(text.MeetingMinutesIssued)
	p.Check()
}

// doMeasure is the department's: it sees the measure, and no person.
func (o *oversightJourney) doMeasure(_ *testing.T, p *person) {
	p.visit("measures")
	p.Within("main").Press("a[href*='/measures/0']")
	p.See("慢性病用药")
	p.NotSee("甄编")
	p.step("done", "卫生院已排随访表，本月随访一人。")
	p.told(text.MeasureRecorded, "What", p.say.Of(text.FamilyMeasureStep, string(rehab.MeasureDone)))
	p.Check()
}

func (o *oversightJourney) confirmMeasure(_ *testing.T, p *person) {
	p.visit("measures")
	p.Within("main").Press("a[href*='/measures/0']")
	p.step("confirm", "")
	p.told(text.MeasureRecorded, "What", p.say.Of(text.FamilyMeasureStep, string(rehab.MeasureConfirm)))
	p.See(p.say.T(text.MeasureOver))
}

// changePolicy is the municipal office's: the next version is written, a wrong number refused, and what was kept is published; cases are computed anew.
func (o *oversightJourney) changePolicy(t *testing.T, p *person) {
	p.visit("policy")
	p.press(text.PolicyNext)
	form := p.Within("main form[data-main]")
	form.Fill("policy_from", "2027-01-01")
	form.Fill("policy_name", "二〇二七年检测安排")
	form.Fill("reward.1", "-60")
	form.Press(".btn-primary")
	p.Within("#errors").See(strings.TrimSpace(p.say.Of(text.FamilySetting, "reward")))
	if p.Value("policy_name") != "二〇二七年检测安排" {
		t.Error("what was typed is gone")
	}
	p.Check()
	form.Fill("reward.1", "60")
	form.Press(".btn-primary")
	p.told(text.PolicyPlanSaved)
	p.Check()
	p.press(text.PolicyPublishFrom, "Day", date.New(2027, 1, 1))
	p.told(text.PolicyPublished, "Day", date.New(2027, 1, 1))
	if _, err := o.Work.Recompute(t.Context()); err != nil {
		t.Fatal(err)
	}
}
