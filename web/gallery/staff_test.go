package gallery

import (
	"github.com/a-h/templ"

	"xinsheng/web/components"
	"xinsheng/web/components/tracker"
	"xinsheng/web/icon"
)

func duty(s sayer, i icon.Name, zh, en string) components.MarkView {
	return components.MarkView{Icon: i, Words: s.w(zh, en)}
}

func worklist(s sayer) templ.Component {
	test, visit := duty(s, icon.TestTube, "尿检", "Drug test"), duty(s, icon.Footprints, "走访", "Home visit")
	report, talk := duty(s, icon.FileText, "定期报告", "Periodic report"), duty(s, icon.MessageCircle, "谈话", "Talk")
	record := components.ButtonView{Label: s.w("登记", "Record"), Icon: icon.NotebookPen, Weight: components.Outline, Small: true, Href: "#"}
	urgent := record
	urgent.Weight = components.Primary
	item := func(t components.Tone, zh, en, note, noteEn, strip string, b components.ButtonView, marks ...components.MarkView) templ.Component {
		return components.WorkItem(components.WorkItemView{Name: s.w(zh, en), Href: "#", Note: s.w(note, noteEn), Tone: t, Marks: marks, Reasons: []components.Reason{reason(s)}, Strip: tracker.Strip(strip), Last: s.w("上次尿检 10月14日 样本无效", "Last test 14 Oct, invalid"), Go: b})
	}
	section := func(id, zh, en string, i icon.Name, t components.Tone, n, nEn string, items ...templ.Component) templ.Component {
		return in(components.WorkSection(components.WorkSectionView{ID: id, Title: s.w(zh, en), Icon: i, Tone: t, Note: s.w(n, nEn)}), items...)
	}
	return frame(s, s.w("我的工作", "My work"), "worklist",
		in(components.PageHead(components.PageHeadView{Title: s.w("我的工作", "My work"), Note: s.w("2026年11月23日 星期一 · 本村在册 18 人，14 人有事要办，4 人本月已办完", "Monday 23 Nov 2026 · 18 people, 14 with something due, 4 done this month")}),
			components.Button(components.ButtonView{Label: s.w("打印本月名单", "Print this month's list"), Icon: icon.Printer, Small: true, Href: "#"}), components.Button(components.ButtonView{Label: s.w("整村一次填", "Fill in the village"), Icon: icon.Table2, Weight: components.Primary, Small: true, Href: "#"})),
		components.Figures(s.w("工作分类", "Work by due date"), []components.FigureView{
			{Label: s.w("逾期", "Overdue"), Icon: icon.CircleAlert, N: "3", Unit: s.w("人", "people"), Note: s.w("已过期限仍未办", "past the deadline"), Href: "#late", Tone: components.Late},
			{Label: s.w("本周到期", "This week"), Icon: icon.Clock, N: "4", Unit: s.w("人", "people"), Note: s.w("11月29日（周日）前", "by Sunday 29 Nov"), Href: "#week", Tone: components.Due},
			{Label: s.w("本月到期", "This month"), Icon: icon.CalendarDays, N: "7", Unit: s.w("人", "people"), Note: s.w("11月30日（周一）前", "by Monday 30 Nov"), Href: "#month"},
			{Label: s.w("本月已办完", "Done this month"), Icon: icon.CircleCheck, N: "4", Unit: s.w("/ 18 人", "of 18"), Note: s.w("该做的四项都齐", "all four done"), Href: "#done"},
		}),
		section("late", "逾期", "Overdue", icon.CircleAlert, components.Late, "3 人", "3 people",
			item(components.Late, "罗世强", "Luo Shiqiang", "第二阶段 · 第 8 个月", "Phase 2 · month 8", "nnnnxnnnnnnn|nnXNnnmouuuuu|uuuuuuuuuuuu", urgent, mark(components.Late, "", s.w("10月尿检 漏检", "October test missed")), mark(components.Due, "", s.w("11月尿检", "November test")), visit),
			item(components.Late, "何小梅", "He Xiaomei", "第一阶段 · 第 5 个月 · 女", "Phase 1 · month 5 · female", "nnnnouuuuuuu|uuuuuuuuuuuu|uuuuuuuuuuuu", urgent, mark(components.Late, icon.Plane, s.w("请假逾期未归 3 天", "Leave 3 days overdue")), test, report, talk, visit)),
		section("week", "本周到期", "This week", icon.Clock, components.Due, "4 人", "4 people",
			item(components.Due, "汪德勇", "Wang Deyong", "第一阶段 · 第 3 个月", "Phase 1 · month 3", "nnouuuuuuuuu|uuuuuuuuuuuu|uuuuuuuuuuuu", record, mark(components.Due, "", s.w("约定尿检 明天（周二）", "Appointed test tomorrow")), report, talk)),
		section("month", "本月到期", "This month", icon.CalendarDays, components.Plain, "7 人，都在 11月30日前", "7 people, all by 30 Nov",
			item(components.Plain, "陈开贵", "Chen Kaigui", "第一阶段 · 第 6 个月", "Phase 1 · month 6", "nnnnnouuuuuu|uuuuuuuuuuuu|uuuuuuuuuuuu", record, test, report, talk, visit),
			item(components.Plain, "梁应书", "Liang Yingshu", "社区康复 第二年 · 第 2 个月", "Rehab year 2 · month 2", "nnnnnnnnnnnn|nouuuuuuuuuu", record, test)),
	)
}

func casePage(s sayer) templ.Component {
	b := func(zh, en string, w components.Weight) components.ButtonView {
		return components.ButtonView{Label: s.w(zh, en), Small: true, Weight: w, Href: "#"}
	}
	left := []templ.Component{
		flush(s.w("现在可以办", "What can be done now"), "", components.ActionList([]components.ActionView{
			{Icon: icon.TestTube, Title: s.w("做 11月尿检", "November drug test"), Note: s.w("窗口 11月1日至30日；还没有有效结果", "Window 1–30 Nov; no valid result yet"), Button: b("登记", "Record", components.Primary)},
			{Icon: icon.Footprints, Title: s.w("11月走访", "November home visit"), Note: s.w("11月30日前一次；报告、谈话已做", "Once by 30 Nov; report and talk done"), Button: b("登记", "Record", components.Outline)},
			{Icon: icon.ArrowLeftRight, Title: s.w("申请变更执行地", "Request a residence change"), Note: s.w("村提出，两边乡镇同意后生效", "The village asks; both townships agree"), Button: b("申请", "Apply", components.Outline)},
		}, []components.BlockedView{{Title: s.w("处理 10月漏检", "Resolve October's missed test"), Why: s.w("由天台镇分管领导办理", "Done by the lead of Tiantai Town")}, {Title: s.w("解除", "Discharge"), Why: s.w("2028年4月16日起，由公安机关办理", "From 16 Apr 2028, by the police")}})),
		flush(s.w("事实记录", "Facts"), s.w("58 条", "58 entries"), components.Timeline([]components.FactView{
			{ID: "f1", Date: s.w("2026年11月18日", "18 Nov 2026"), ISO: "2026-11-18", Icon: icon.MessageCircle, Title: s.w("谈话 · 村委会办公室", "Talk · village office"), Note: s.w("情绪平稳，在砖厂做工，月收入约 3200 元。", "Calm; works at the brick yard, about 3,200 yuan a month."), By: s.w("李秀珍 当日录入", "Li Xiuzhen, entered the same day"), Correct: "#", Label: s.w("更正", "Correct")},
			{Date: s.w("2026年10月14日", "14 Oct 2026"), ISO: "2026-10-14", Icon: icon.TestTube, Title: s.w("现场尿检 · ", "On-site test · "), Strong: s.w("样本无效", "invalid sample"), Tone: components.Due, Note: s.w("试纸质控线未显示。", "No control line.")},
			{Date: s.w("2026年10月14日", "14 Oct 2026"), ISO: "2026-10-14", Icon: icon.TestTube, Title: s.w("现场尿检 · ", "On-site test · "), Strong: s.w("阴性", "negative"), Void: true, VoidWhy: s.w("作废：误录他人结果。李秀珍，10月15日", "Voided: another person's result. Li Xiuzhen, 15 Oct")},
			{Date: s.w("2026年7月8日", "8 Jul 2026"), ISO: "2026-07-08", Icon: icon.CirclePlay, Title: s.w("释放，恢复执行", "Released, resumed"), Links: []components.Link{{Words: s.w("释放证明 附件 1", "Release paper, attachment 1"), Href: "#"}}},
			{Date: s.w("2025年12月9日", "9 Dec 2025"), ISO: "2025-12-09", Icon: icon.Flag, Tone: components.Late, Title: s.w("拒检一次，发劝诫书", "Refused once; admonition"), Note: s.w("12月18日补检阴性；不消除本次拒检。", "Made up negative on 18 Dec; the refusal stays.")},
		})),
	}
	right := []templ.Component{
		flush(s.w("离“严重违反协议”还差多少", "How far to a serious breach"), "",
			components.Counter(components.CounterView{Label: s.w("拒绝、逃避检测", "Refused or evaded tests"), N: 1, Limit: 3, Words: s.w("1 / 3 次", "1 of 3"), Facts: []components.Link{{Words: s.w("2025年12月9日 拒检", "9 Dec 2025, refused"), Href: "#"}}, Note: s.w("条例第二十条", "Regulation, art. 20")}),
			components.Counter(components.CounterView{Label: s.w("擅自离开", "Unauthorised departures"), N: 3, Limit: 3, Over: true, Words: s.w("3 / 3 次", "3 of 3"), Note: s.w("每次 3 天以上才计", "3 days or more each")}),
			components.Counter(components.CounterView{Label: s.w("擅自离开累计", "Days away"), N: 11, Limit: 31, Words: s.w("11 / 30 天", "11 of 30 days"), Note: s.w("超过 30 天（第 31 天）即构成", "more than 30 days")})),
		card(s.w("工作小组", "Working group"), "", components.Pairs([]components.Pair{{Name: s.w("专职人员", "Worker"), Value: s.w("李秀珍（凤凰村）", "Li Xiuzhen (Fenghuang)")}, {Name: s.w("社区民警", "Police officer"), Value: s.w("杨永刚（天台派出所）", "Yang Yonggang (Tiantai station)")}, {Name: s.w("家属", "Family"), Value: s.w("罗母 · 母亲", "mother")}})),
	}
	return frame(s, s.w("罗世强", "Luo Shiqiang"), "cases",
		flush("", "", in(components.PageHead(components.PageHeadView{Title: s.w("罗世强", "Luo Shiqiang")}), components.MaskedID(components.MaskedIDView{Masked: "5203**********2417", Href: "#"})),
			components.Band([]components.Pair{{Name: s.w("阶段", "Phase"), Value: s.w("第二阶段 第 8 / 13 月", "Phase 2, month 8 of 13")}, {Name: s.w("现由谁负责", "Answerable"), Value: s.w("天台镇 凤凰村", "Fenghuang, Tiantai")}, {Name: s.w("下一到期", "Next due"), Value: s.w("尿检 11月30日，还有 7 天", "Drug test 30 Nov, 7 days")}, {Name: s.w("期满（最后一天）", "Last day"), Value: s.w("2028年4月15日", "15 Apr 2028")}, {Name: s.w("决定书", "Decision"), Value: s.w("社戒决字〔2025〕14号", "no. 14 of 2025"), Href: "#"}})),
		flush(s.w("三年跟踪", "Three-year tracker"), s.w("2025年3月12日报到 → 2028年4月15日期满", "12 Mar 2025 → 15 Apr 2028"), tracker.Tracker(suspendedCase(s))),
		templ.Raw(`<div class="cols mt-4"><div>`), join(left...), templ.Raw(`</div><div>`), join(right...), templ.Raw(`</div></div>`),
	)
}

func sheet(s sayer) templ.Component {
	row := func(key, zh, en, note, noteEn, value, err string) templ.Component {
		rowErr := ""
		cls := ""
		if err != "" {
			cls, rowErr = "is-error has-more", "date-"+key+"-error"
		}
		cells := []templ.Component{
			templ.Raw(`<td class="num muted row-no">` + key + `</td><td>`), tag("b", "", words(s.w(zh, en))), tag("span", "dt-sub", words(s.w(note, noteEn))), templ.Raw(`</td><td>`),
			components.DateInput(components.FieldView{Name: "date-" + key, Label: s.w("采样日", "Date taken"), Bare: true, Small: true, Value: "2026-11-23"}), templ.Raw(`</td><td>`),
			components.ResultChoice(components.ChoiceView{Name: "result-" + key, Label: s.w(zh, en), Value: value, Error: rowErr}), templ.Raw(`</td>`),
		}
		for i, k := range []string{"report", "talk", "visit"} {
			cells = append(cells, templ.Raw(`<td class="mid">`), components.Tick(components.TickView{Kind: k, Name: "contact-" + key, Value: k, Label: s.w(zh, en) + " " + k, Done: key == "3" || (key == "1" && i < 2)}), templ.Raw(`</td>`))
		}
		out := []templ.Component{templ.Raw(`<tr class="` + cls + `">`), join(cells...), templ.Raw(`</tr>`)}
		if err != "" {
			out = append(out, templ.Raw(`<tr class="is-error more"><td></td><td colspan="6"><p class="field-err" id="`+rowErr+`">`), words(err), templ.Raw(`</p></td></tr>`))
		}
		return join(out...)
	}
	head := []string{s.w("序", "No."), s.w("姓名 · 证件尾号 · 阶段", "Name · ID ending · phase"), s.w("采样日", "Date taken"), s.w("尿检结果", "Result"), s.w("报告", "Report"), s.w("谈话", "Talk"), s.w("走访", "Visit")}
	var ths []templ.Component
	for i, h := range head {
		cls := ""
		if i > 3 {
			cls = "mid"
		}
		ths = append(ths, templ.Raw(`<th scope="col" class="`+cls+`">`), words(h), templ.Raw(`</th>`))
	}
	return frame(s, s.w("本月月表", "Month sheet"), "sheet",
		in(components.PageHead(components.PageHeadView{Title: s.w("本月尿检与走访", "This month's tests and visits"), Note: s.w("天台镇凤凰村 · 18 人 · 窗口 11月1日至30日", "Fenghuang Village · 18 people · window 1–30 Nov")}),
			components.MonthPicker(components.MonthPickerView{Action: "#", Name: "month", Value: "2026-11", Options: []components.Option{{Value: "2026-11", Label: s.w("2026年11月", "November 2026")}, {Value: "2026-10", Label: s.w("2026年10月", "October 2026")}}, Previous: "#"}),
			components.Button(components.ButtonView{Label: s.w("打印 A4", "Print A4"), Icon: icon.Printer, Small: true, Href: "#"})),
		components.ErrorSummary(components.Errors{{Name: "date-7", Label: s.w("第 7 行 汪德勇 采样日", "Row 7, Wang Deyong, date taken"), Message: s.w("11月25日还没到", "25 Nov is still to come")}}),
		in(components.Form(components.FormView{Action: "#", Key: "018f", Main: true}), flush("", "", templ.Raw(`<table class="sheet"><thead><tr>`), join(ths...), templ.Raw(`</tr></thead><tbody>`),
			row("1", "罗世强", "Luo Shiqiang", "尾号 2417 · 二 · 8", "2417 · 2 · 8", "negative", ""), row("2", "何小梅", "He Xiaomei", "女 尾号 0826 · 一 · 5", "F 0826 · 1 · 5", "", ""), row("3", "赵永富", "Zhao Yongfu", "尾号 1013 · 三 · 2", "1013 · 3 · 2", "positive", ""),
			row("7", "汪德勇", "Wang Deyong", "尾号 7716 · 一 · 3", "7716 · 1 · 3", "negative", s.w("采样日：11月25日还没到，今天是 11月23日。请改成实际采样的日子。", "Date taken: 25 Nov is still to come; today is 23 Nov. Enter the day the sample was really taken.")),
			row("8", "冯秀兰", "Feng Xiulan", "女 尾号 4469 · 二 · 1", "F 4469 · 2 · 1", "refused", ""), row("9", "邓志华", "Deng Zhihua", "尾号 0538 · 一 · 11", "0538 · 1 · 11", "invalid", ""),
			templ.Raw(`</tbody></table>`), components.SaveBar(components.SaveBarView{Save: components.ButtonView{Label: s.w("保存", "Save")}, Meter: join(tag("span", "filled", words(s.w("已填 15 / 18", "15 of 18 filled"))), components.Meter(s.w("已填 15 / 18", "15 of 18 filled"), 14, 1, 18)), Saved: "14:32"}))),
		card(s.w("走访登记", "Visit form"), "", components.ContactTicks([]components.TickView{{Kind: "report", Name: "c", Value: "report"}, {Kind: "talk", Name: "c", Value: "talk", Checked: true}, {Kind: "visit", Done: true}})),
	)
}
