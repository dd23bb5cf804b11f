package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// notice is an invented supervision notice: to whom, so many days ago, about what, and what was done since.
type notice struct {
	to      string // login of a demo account of the unit, or the kind of a department
	ago     int
	days    int // to put things right
	problem string
	picks   int // overdue duties that it names
	steps   []noticed
}

// noticed is a step of a notice, so many days ago.
type noticed struct {
	kind   rehab.NoticeKind
	ago    int
	words  string
	days   int // from then to the day it names
	photos int // that come with it
}

// notices are one in each state, the oldest first.
var notices = []notice{
	{to: "village2", ago: 130, days: 15, problem: "上半年月度走访记录缺失较多，电话催办两次未补。", steps: []noticed{
		{rehab.NoticeReceive, 128, "", 0, 0}, {rehab.NoticeRefuse, 110, "逾期未回复，约谈后仍未整改", 0, 0}, {rehab.NoticeReport, 106, "专报市委、市人民政府，附督办过程材料", 0, 0},
		{rehab.NoticeConclude, 90, "市人民政府责成镇人民政府调整该村专职人员，并在全市通报", 0, 0}}},
	{to: "town2", ago: 84, days: 15, problem: "二季度阶段评估未按期完成，档案缺评估表。", steps: []noticed{
		{rehab.NoticeReceive, 83, "", 0, 0}, {rehab.NoticeAsk, 74, "评估需逐人入户，人手不足", 25, 0}, {rehab.NoticeGrant, 73, "同意，不再延期", 20, 0}, {rehab.NoticeReply, 60, "已完成评估并归档", 0, 1},
		{rehab.NoticeReject, 57, "两人的评估表没有村（社区）意见，请补", 14, 0}, {rehab.NoticeReply, 48, "已补齐村（社区）意见，全部归档", 0, 2}, {rehab.NoticeAccept, 45, "抽查属实，予以办结", 0, 0}}},
	{to: "town3", ago: 64, days: 15, problem: "连续两个月未在规定时间内上报异地检测材料。", steps: []noticed{
		{rehab.NoticeReceive, 62, "", 0, 0}, {rehab.NoticeReply, 50, "材料已补报一部分", 0, 0}, {rehab.NoticeReject, 47, "仍缺三份，回复内容与材料不符", 10, 0}, {rehab.NoticeRefuse, 30, "再次逾期未报", 0, 0},
		{rehab.NoticeReport, 27, "报告市委、市人民政府，建议约谈分管领导", 0, 0}}},
	{to: "civil_affairs", ago: 50, days: 15, problem: "转介的临时救助申请长期没有答复。", steps: []noticed{{rehab.NoticeWithdraw, 49, "核实该批申请已由乡镇受理，误发", 0, 0}}},
	{to: "labour", ago: 40, days: 15, problem: "就业转介超期未办，催办后仍无结果。", steps: []noticed{{rehab.NoticeReceive, 38, "", 0, 0}, {rehab.NoticeRefuse, 15, "整改期限届满后催办两次，仍未回复", 0, 0}}},
	{to: "village1", ago: 27, days: 15, problem: "十月尿检有漏检，漏检后没有按规定处理。", steps: []noticed{
		{rehab.NoticeReceive, 26, "", 0, 0}, {rehab.NoticeReply, 14, "漏检人员已补检", 0, 1}, {rehab.NoticeReject, 10, "还有一人没有写明漏检原因", 15, 0}}},
	{to: "health", ago: 20, days: 10, problem: "心理门诊转介两次超期未答复。", steps: []noticed{{rehab.NoticeReceive, 19, "", 0, 0}, {rehab.NoticeReply, 3, "已指定联系人，两件转介已受理", 0, 1}}},
	{to: "police1", ago: 12, days: 15, problem: "决定书送达家属不及时。", steps: []noticed{{rehab.NoticeReceive, 11, "", 0, 0}, {rehab.NoticeAsk, 2, "家属在外地务工，需邮寄送达", 18, 0}}},
	{to: "town2", ago: 6, days: 15, picks: 4, steps: []noticed{{rehab.NoticeReceive, 5, "", 0, 0}}},
	{to: "town3", ago: 1, days: 15, problem: "下列工作逾期较久，请逐项整改。", picks: 3},
}

// supervise issues the invented notices and takes their steps, each as recorded on its day.
func supervise(ctx context.Context, s *store.Store, o *oversight.Office, c *cast, today date.Date) error {
	for i, n := range notices {
		if err := n.play(ctx, s, o, c, today, uuid.NewSHA1(space, []byte{'n', byte(i)})); err != nil {
			return fmt.Errorf("demo: notice %d: %w", i, err)
		}
	}
	return nil
}

// unit is who sits in the unit that the notice is to.
func (n *notice) unit(ctx context.Context, s *store.Store, c *cast) (access.Actor, error) {
	if a, ok := c.departments[n.to]; ok {
		return a, nil
	}
	for _, a := range Accounts() {
		if a.Login == n.to {
			return accountActor(ctx, s, a)
		}
	}
	return access.Actor{}, fmt.Errorf("no unit for %s", n.to)
}

// accountActor is the demo account at its place.
func accountActor(ctx context.Context, s *store.Store, a Account) (actor access.Actor, err error) {
	return actor, s.Read(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		units, err := tx.Units(ctx)
		if err != nil {
			return err
		}
		u, err := unitOf(units, a)
		if err != nil {
			return err
		}
		if actor, err = tx.ActorOf(ctx, a.Login, u.ID); err != nil {
			return err
		}
		actor.Role, actor.Division = a.Role, u.Division
		return nil
	})
}

func (n *notice) play(ctx context.Context, s *store.Store, o *oversight.Office, c *cast, today date.Date, key uuid.UUID) error {
	unit, err := n.unit(ctx, s, c)
	if err != nil {
		return err
	}
	day := today.AddDays(-n.ago)
	in := oversight.NoticeForm{Key: key, Unit: unit.Unit, Problem: n.problem, Basis: oversight.NoticeBasis, Deadline: day.AddDays(n.days), At: atThree(day)}
	if n.picks > 0 {
		start, err := o.On(day).StartNotice(ctx, c.office, unit.Unit, 0)
		if err != nil {
			return err
		}
		for i := range min(n.picks, len(start.Overdue)) {
			in.Picks = append(in.Picks, start.Overdue[i].Key())
		}
		if len(in.Picks) == 0 && in.Problem == "" {
			in.Problem = "月度检测、谈话工作多次逾期。"
		}
	}
	if err := o.On(day).IssueNotice(ctx, c.office, in); err != nil {
		return err
	}
	for i, x := range n.steps {
		if err := x.take(ctx, o, c, unit, today, key, i); err != nil {
			return fmt.Errorf("step %s: %w", x.kind, err)
		}
	}
	return nil
}

func (x *noticed) take(ctx context.Context, o *oversight.Office, c *cast, unit access.Actor, today date.Date, notice uuid.UUID, i int) error {
	day, by := today.AddDays(-x.ago), c.office
	if x.kind.OfUnit() {
		by = unit
	}
	in := oversight.NoticeForward{Notice: notice, Key: uuid.NewSHA1(notice, []byte{byte(i)}), Kind: x.kind, Date: day, Words: x.words, At: atThree(day)}
	if x.kind.Dated() {
		in.Until = day.AddDays(x.days)
	}
	for k := range x.photos {
		f, err := o.KeepNoticeFile(ctx, by, notice, fmt.Sprintf("整改材料%d.png", k+1), signedPaper(10*i+k))
		if err != nil {
			return err
		}
		in.Files = append(in.Files, f)
	}
	_, err := o.On(day).TakeNoticeStep(ctx, by, in)
	return err
}

// atThree is three in the afternoon of a day.
func atThree(day date.Date) time.Time { return day.Time().Add(7 * time.Hour).In(clock.Shanghai) }
