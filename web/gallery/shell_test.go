package gallery

import (
	"github.com/a-h/templ"

	"xinsheng/internal/date"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/layout"
)

var today = date.MustParse("2026-11-23")

func shellPage(s sayer) layout.Page {
	unit := s.w("天台镇凤凰村", "Fenghuang Village, Tiantai Town")
	return layout.Page{
		Title: "", Path: "/worklist", Account: s.w("李秀珍", "Li Xiuzhen"), Search: true, Demo: true,
		Posting: layout.Posting{ID: "1", Role: "village_worker", Unit: unit, Current: true},
		Postings: []layout.Posting{
			{ID: "1", Role: "village_worker", Unit: unit, Current: true},
			{ID: "2", Role: "township_worker", Unit: s.w("天台镇", "Tiantai Town"), Until: date.MustParse("2026-12-31")},
		},
		Nav: []layout.NavItem{
			{Key: "worklist", Href: "#", Icon: icon.ListChecks, Count: "14", Late: true, Phone: true},
			{Key: "cases", Href: "#", Icon: icon.Users, Count: "18", Phone: true},
			{Key: "sheet", Href: "#", Icon: icon.Table2, Count: "6/18", Phone: true},
			{Key: "transfers", Href: "#", Icon: icon.ArrowLeftRight, Count: "2"},
			{Key: "my_log", Href: "#", Icon: icon.History, Section: "section_records"},
		},
	}
}

func parts(s sayer) templ.Component {
	mark := func(t components.Tone, i icon.Name, zh, en string) templ.Component {
		return components.Mark(components.MarkView{Tone: t, Icon: i, Words: s.w(zh, en)})
	}
	button := func(v components.ButtonView) templ.Component { v.Small = true; return components.Button(v) }
	p := shellPage(s)
	p.Title, p.LegalDay, p.DayPath, p.DayView, p.PresentPath = s.w("组件一览", "Components"), today, "#", s.w("这是2026年8月31日的情形，只能查看。", "This is how things stood on 31 Aug 2026, to look at only."), "#"
	p.Flash = &layout.Flash{Tone: layout.ToneDone, Text: s.w("已保存 19 人，1 人没有保存。", "19 saved, 1 not."), Href: "#", Link: s.w("去看", "Look")}
	return in(layout.Shell(p),
		components.PageHead(components.PageHeadView{Title: p.Title, Note: s.w("各种状态放在一起", "Every state side by side"), Crumbs: []components.Crumb{{Label: s.w("首页", "Home"), Href: "#"}, {Label: p.Title}}}),
		card(s.w("标记", "Marks"), "", tag("div", "mks",
			mark(components.Late, "", "10月尿检 漏检", "Home visit 3 days overdue"), mark(components.Due, "", "约检 明天", "Drug test by 30 Nov"), mark(components.Done, "", "已检 阴性", "Tested negative"),
			mark(components.Shut, "", "已锁定", "Locked"), mark(components.Plain, icon.Footprints, "走访", "Home visit"), mark(components.Plain, icon.TestTube, "尿检", "Drug test"),
			mark(components.Late, icon.Plane, "请假逾期未归 3 天", "Leave 3 days overdue"), mark(components.Shut, icon.CirclePause, "中止 61 天", "Suspended 61 days"),
			components.Mark(components.StageTag("in_execution", s.w("执行中", "In execution"))), components.Mark(components.StageTag("awaiting_report_in", s.w("待报到", "Awaiting report-in"))),
			components.Mark(components.StageTag("discharged", s.w("已解除", "Discharged"))), components.Mark(components.StageTag("to_isolation", s.w("转强制隔离", "To isolation"))),
			components.Why([]components.Reason{reason(s)}))),
		card(s.w("按钮", "Buttons"), "", tag("div", "mks",
			button(components.ButtonView{Label: s.w("登记", "Record"), Icon: icon.NotebookPen, Weight: components.Primary}), button(components.ButtonView{Label: s.w("登记", "Record"), Weight: components.Outline}),
			button(components.ButtonView{Label: s.w("打印", "Print"), Icon: icon.Printer}), button(components.ButtonView{Label: s.w("取消", "Cancel"), Icon: icon.X, Weight: components.Quiet}),
			button(components.ButtonView{Label: s.w("拒绝", "Refuse"), Icon: icon.CircleX, Weight: components.Danger}), button(components.ButtonView{Label: s.w("送审", "Send"), Icon: icon.Send, Off: true}),
			components.MaskedID(components.MaskedIDView{Masked: "5203**********2417", Href: "#"}))),
		flush(s.w("空表", "Empty list"), "", in(components.Empty(components.EmptyView{Icon: icon.CircleCheck, Title: s.w("本周没有到期的事", "Nothing is due this week"), Note: s.w("下一项：12月1日起 12月份尿检（18 人）", "Next: December drug tests from 1 Dec (18 people)")}),
			button(components.ButtonView{Label: s.w("打印 12月名单", "Print December's list"), Icon: icon.Printer, Href: "#", Weight: components.Outline}))),
		in(components.Conflict(components.ConflictView{Who: s.w("肖开凤", "Xiao Kaifeng"), When: "14:31", Rows: []components.ConflictRow{{Field: s.w("培训", "Training"), Saved: s.w("叉车，11月30日开班", "Fork-lift, starts 30 Nov"), Yours: s.w("叉车，12月7日开班", "Fork-lift, starts 7 Dec")}}}),
			button(components.ButtonView{Label: s.w("存为更正", "Save as a correction"), Weight: components.Primary}), button(components.ButtonView{Label: s.w("用已保存的", "Keep the saved one")})),
	)
}

func reason(s sayer) components.Reason {
	return components.Reason{
		Rule:    s.w("每个月是一个检测窗口。窗口内有一次有效结果（阴性或阳性）才算完成；样本无效、拒检、缺席都不算。", "Each month is a test window. It is done by one valid result (negative or positive) inside it; invalid, refused and absent do not count."),
		Article: s.w("《戒毒条例》第十九条；市实施方案 尿检制度（每月一次）", "Regulation on Drug Rehabilitation, art. 19; city scheme, monthly testing"),
		Window:  s.w("2026年10月1日至31日，已过 23 天", "1–31 Oct 2026, over for 23 days"),
		Facts:   []components.Link{{Words: s.w("10月14日 现场尿检 样本无效", "14 Oct, on-site strip, invalid sample"), Href: "#"}},
		MetBy:   s.w("补录 10月内采样的结果（须写迟录原因）；或由乡镇写明原因后免检或处理", "Enter a result of a sample taken in October, with the reason it is late; or the township excuses or resolves it with a reason"),
		OwedBy:  s.w("天台镇分管领导 王廷贵", "Wang Tinggui, lead of Tiantai Town"),
		Note:    s.w("漏检计入单位，不计入本人违规次数。", "A missed window counts against the office, not the person."),
	}
}
