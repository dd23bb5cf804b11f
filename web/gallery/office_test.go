package gallery

import (
	"github.com/a-h/templ"

	"xinsheng/web/components"
	"xinsheng/web/components/tracker"
	"xinsheng/web/icon"
	"xinsheng/web/layout"
)

func list(s sayer) templ.Component {
	col := func(zh, en string, p components.OnPhone) components.Column {
		return components.Column{Label: s.w(zh, en), Phone: p}
	}
	columns := []components.Column{col("姓名 · 证号", "Name · ID", components.PhoneTitle), col("村（社区）", "Village", components.PhoneNone), col("类别 · 阶段 · 月", "Kind · phase", components.PhoneSub), col("三年跟踪", "Tracker", components.PhoneWide), col("现在", "Now", components.PhoneSide), col("下一到期", "Next due", components.PhonePair), {Label: s.w("拒检", "Refused"), Num: true, Phone: components.PhoneNone}}
	columns[0].Sort, columns[0].Order = "#", "ascending"
	row := func(zh, en, id, strip string, m components.MarkView, picked bool) components.Row {
		return components.Row{ID: id, Name: s.w(zh, en), Href: "#", Picked: picked, Late: m.Tone == components.Late, Cells: []components.Cell{{Words: s.w(zh, en), Sub: "5203**********" + id}, {Words: s.w("凤凰村", "Fenghuang")}, {Words: s.w("社区戒毒 二 · 8", "Detox 2 · 8")}, {Body: tracker.Strip(strip)}, {Body: components.Mark(m)}, {Words: s.w("尿检 11月30日", "Test 30 Nov")}, {Words: "1 / 3", Tone: components.Due}}}
	}
	table := components.TableView{Caption: s.w("人员名单", "People"), Columns: columns, Pick: "case", Rows: []components.Row{
		row("罗世强", "Luo Shiqiang", "2417", "nnnnxnnnnnnn|nnXNnnmouuuuu|uuuuuuuuuuuu", mark(components.Late, "", s.w("10月漏检", "Oct missed")), true),
		row("何小梅", "He Xiaomei", "0826", "nnnnouuuuuuu|uuuuuuuuuuuu|uuuuuuuuuuuu", mark(components.Late, icon.Plane, s.w("请假未归 3 天", "Leave 3 days over")), true),
		row("冯秀兰", "Feng Xiulan", "4469", "nnnnnnnnnnnn|puuuuuuuuuuu|uuuuuuuuuuuu", mark(components.Due, icon.TestTubes, s.w("阳性 待处理", "Positive, open")), false),
		row("傅明阳", "Fu Mingyang", "7043", "nnnnXX", mark(components.Shut, icon.CirclePause, s.w("中止 61 天", "Suspended 61 days")), false),
		row("穆成刚", "Mu Chenggang", "8675", "nnnnnnnnnnnn|nnnnnnnnnnuu|uuuuuuuuuuuu", mark(components.Done, "", s.w("已检 阴性", "Tested negative")), false),
	}, Totals: []components.Cell{{Words: s.w("合计 57 人", "57 people")}, {}, {Words: s.w("戒毒 46 · 康复 11", "Detox 46 · rehab 11")}, {}, {Words: s.w("逾期 5", "Overdue 5")}, {}, {Words: s.w("4 次", "4")}}}
	option := func(v, zh, en string) components.Option { return components.Option{Value: v, Label: s.w(zh, en)} }
	filter := func(name, zh, en, value string) components.Filter {
		return components.Filter{Name: name, Label: s.w(zh, en), Value: value, Options: []components.Option{option("a", "在管", "Open"), option("b", "已结束", "Ended")}}
	}
	return frame(s, s.w("人员", "People"), "cases",
		in(components.PageHead(components.PageHeadView{Title: s.w("人员", "People"), Note: s.w("天台镇 9 个村（社区） · 现在管 57 人", "Tiantai Town, 9 villages · 57 people")}),
			components.Button(components.ButtonView{Label: s.w("导出 Excel（57 人）", "Excel (57)"), Icon: icon.Download, Small: true, Href: "#"}), components.Button(components.ButtonView{Label: s.w("登记报到", "Record a report-in"), Icon: icon.Plus, Small: true, Weight: components.Primary, Href: "#"})),
		flush("", "", components.FilterBar(components.FilterBarView{Action: "/06-list/" + string(s), Target: "main", Clear: "#", Filters: []components.Filter{filter("state", "状态", "State", "a"), filter("village", "村（社区）", "Village", ""), filter("kind", "类别", "Kind", ""), filter("phase", "阶段", "Phase", ""), filter("due", "逾期与到期", "Due", "")}, Sort: &components.Filter{Name: "sort", Value: "urgent", Options: []components.Option{option("urgent", "最急的在前", "Most urgent"), option("name", "姓名", "Name")}}}),
			templ.Raw(`<form id="results" method="post" action="/cases">`), components.BulkBar(components.BulkBarView{Actions: []components.ButtonView{{Label: s.w("打印尿检通知书", "Print notices"), Icon: icon.Printer, Small: true}, {Label: s.w("导出所选", "Export"), Icon: icon.Download, Small: true}}}),
			components.Table(table), tracker.StripLegend(), components.Pagination(components.PaginationView{Next: "#", From: 1, To: 14, Total: 57, Keys: true}), templ.Raw(`</form>`)),
		flush(s.w("空名单", "Empty"), "", in(components.Table(components.TableView{Empty: components.EmptyView{Title: s.w("没有符合条件的人", "Nobody matches"), Note: s.w("放宽筛选条件，或按证号查找", "Widen the filters or search by ID number")}}), components.Button(components.ButtonView{Label: s.w("清除筛选", "Clear filters"), Href: "#", Small: true}))),
	)
}

func form(s sayer) templ.Component {
	option := func(v, zh, en string) components.Option { return components.Option{Value: v, Label: s.w(zh, en)} }
	return frame(s, s.w("起草决定书", "Draft a decision"), "intake",
		components.PageHead(components.PageHeadView{Title: s.w("起草：责令社区戒毒决定书", "Draft: decision on community detoxification"), Note: s.w("被决定人 夏小军 · 排查结论 适合社区戒毒（2026年11月20日）", "Xia Xiaojun · screening: fit (20 Nov 2026)")}),
		flush("", "", components.Stepper([]components.Step{{Label: s.w("排查", "Screening"), Note: s.w("11月20日 适合", "20 Nov, fit"), State: components.StepDone, Href: "#"}, {Label: s.w("起草", "Draft"), Note: s.w("杨永刚", "Yang Yonggang"), State: components.StepNow}, {Label: s.w("审批", "Approval"), Note: s.w("不能是起草人", "not by the drafter")}, {Label: s.w("送达本人、家属", "Service"), Note: s.w("逾期 1 天", "1 day overdue"), State: components.StepLate}, {Label: s.w("通知乡镇", "Township told"), Note: s.w("3 个工作日内", "within 3 working days")}})),
		components.ErrorSummary(components.Errors{{Name: "address", Label: s.w("现住址", "Address"), Message: s.w("写到村（社区）和门牌，送达要用", "give village and house; service needs it")}, {Name: "id_number", Label: s.w("证件号码", "ID number"), Message: s.w("最后一位应为 7，请核对", "last digit should be 7")}}),
		in(components.Form(components.FormView{Action: "#", Key: "018f", Main: true}),
			card(s.w("填写", "Fill in"), "", templ.Raw(`<div class="fields">`),
				components.Input(components.FieldView{Name: "id_number", Label: s.w("证件号码", "ID number"), Required: true, Value: "520381199407020615", Error: s.w("最后一位应为 7，请核对", "last digit should be 7"), InputMode: "numeric", MaxLength: 18}),
				components.Select(components.FieldView{Name: "village", Label: s.w("执行地", "Place of execution"), Value: "b", Hint: s.w("户籍地；与现住址一致", "registered address"), Options: []components.Option{{Value: "a", Label: s.w("凤凰村", "Fenghuang"), Group: s.w("天台镇", "Tiantai")}, {Value: "b", Label: s.w("新店村", "Xindian"), Group: s.w("天台镇", "Tiantai")}, {Value: "c", Label: s.w("滨江社区", "Binjiang"), Group: s.w("市中街道", "Shizhong")}}}),
				components.DateInput(components.FieldView{Name: "served", Label: s.w("送达日", "Served on"), Value: "2026-11-23", Max: "2026-11-23", Quick: []components.QuickValue{{Words: s.w("今天", "Today"), Value: "2026-11-23"}, {Words: s.w("昨天", "Yesterday"), Value: "2026-11-22"}}}),
				components.Locked(components.FieldView{Label: s.w("期限", "Term"), Value: s.w("三年，自报到之日起", "Three years from report-in"), Hint: s.w("法定，不能改（条例第十四条）", "fixed by law (Regulation, art. 14)")}),
				templ.Raw(`</div><div class="form-part">`),
				components.Input(components.FieldView{Name: "address", Label: s.w("现住址", "Address"), Required: true, Value: s.w("赤水市天台镇", "Tiantai Town"), Error: s.w("写到村（社区）和门牌，送达要用", "give village and house; service needs it")}),
				components.TextArea(components.FieldView{Name: "facts", Label: s.w("查明的事实", "Facts found"), Optional: true, Hint: s.w("写明时间、地点、毒品、检测结果、成瘾认定", "time, place, drug, result, addiction"), Value: s.w("2026年11月18日22时许……", "On 18 Nov 2026 …")}),
				components.Radios(components.FieldView{Name: "sex", Label: s.w("性别", "Sex"), Value: "male", Options: []components.Option{option("male", "男", "Male"), option("female", "女", "Female")}}),
				components.Checks(components.FieldView{Name: "evidence", Label: s.w("证据", "Evidence"), Values: []string{"a"}, Options: []components.Option{option("a", "现场检测报告书", "On-site report"), option("b", "证人证言", "Witness statement"), {Value: "c", Label: s.w("检查笔录", "Search record"), Off: true, Note: s.w("还没有上传", "not uploaded yet")}}}),
				components.Radios(components.FieldView{Name: "decide", Label: s.w("决定", "Decision"), Wide: true, Value: "refuse", Error: s.w("请写明原因", "give a reason"), Options: []components.Option{{Value: "accept", Label: s.w("同意", "Accept"), Note: s.w("11月24日生效，12月9日前报到", "effective 24 Nov; report in by 9 Dec")}, {Value: "refuse", Label: s.w("不同意，写明原因", "Refuse, with a reason"), Note: s.w("退回天台镇；凤凰村继续负责", "back to Tiantai; Fenghuang stays answerable")}}}),
				components.Check(components.FieldView{Name: "agree", Label: s.w("本人已签字", "Signed by the person"), Value: "on"}), templ.Raw(`</div>`)),
			components.SaveBar(components.SaveBarView{Save: components.ButtonView{Label: s.w("送审", "Send for approval"), Icon: icon.Send, Off: true}, Note: s.w("补齐 2 项后可送审", "2 things missing"), Others: []components.ButtonView{{Label: s.w("存草稿", "Save draft"), Icon: icon.Save}}, Saved: "14:32", Cancel: "#"})),
	)
}

func change(s sayer) templ.Component {
	return frame(s, s.w("执行地变更", "Residence change"), "transfers",
		components.PageHead(components.PageHeadView{Title: s.w("执行地变更：邓志华", "Residence change: Deng Zhihua"), Note: s.w("5203**********0538 · 社区戒毒 第一阶段 第 11 个月", "5203**********0538 · detox, phase 1, month 11")}),
		flush("", "", components.Answerable(components.AnswerableView{Unit: s.w("天台镇凤凰村", "Fenghuang Village, Tiantai Town"), UnitNote: s.w("到金华街道登记报到为止；尿检和走访仍由凤凰村负责", "until Jinhua records the report-in"), Turn: s.w("金华街道（您）", "Jinhua Subdistrict (you)"), TurnNote: s.w("同意，或写明原因不同意", "accept, or refuse with a reason"), Due: s.w("2026年11月24日，明天", "24 Nov 2026, tomorrow"), DueTone: components.Due, DueNote: s.w("5 个工作日，本办设置", "5 working days, office setting"), DueWhy: []components.Reason{reason(s)}})),
		flush(s.w("期限", "Deadlines"), "", components.CountTable(components.CountTableView{Caption: s.w("期限", "Deadlines"), First: s.w("事项", "Matter"), Heads: []string{s.w("逾期", "Overdue"), s.w("本周", "This week"), s.w("30 天内", "30 days")}, Rows: []components.CountRow{{Icon: icon.UserPlus, Label: s.w("报到期限", "Report-in"), Counts: []components.Count{{N: "2", Href: "#", Late: true}, {N: "1", Href: "#"}, {N: "3", Href: "#"}}}, {Icon: icon.FilePen, Label: s.w("签订协议", "Agreement"), Counts: []components.Count{{N: "0"}, {N: "2", Href: "#"}, {N: "4", Href: "#"}}}, {Label: s.w("合计", "Total"), Total: true, Counts: []components.Count{{N: "2", Href: "#", Late: true}, {N: "3", Href: "#"}, {N: "7", Href: "#"}}}}})),
	)
}

func dashboard(s sayer) templ.Component {
	return frame(s, s.w("全市总览", "City overview"), "dashboard",
		components.PageHead(components.PageHeadView{Title: s.w("全市总览", "City overview"), Note: s.w("数据到 2026年11月23日 14:30", "As of 23 Nov 2026 14:30")}),
		components.Figures(s.w("本月", "This month"), []components.FigureView{
			{Label: s.w("在管人员", "People"), Icon: icon.Users, N: "612", Unit: s.w("人", "people"), Note: s.w("待报到 23、执行 541、中止 31、期满 17", "awaiting 23, in execution 541, suspended 31, ended 17"), Href: "#"},
			{Label: s.w("本月应检", "Tests due"), Icon: icon.TestTube, N: "538", Unit: s.w("个窗口", "windows"), Note: s.w("另 3 人不足 10 天，自动免检", "3 more excused by themselves"), Href: "#"},
			{Label: s.w("本月已检", "Done"), Icon: icon.CircleCheck, N: "401", Unit: "74.5%", Note: s.w("窗口内有阴性或阳性结果", "with a valid result"), Href: "#"},
			{Label: s.w("本月待检", "To do"), Icon: icon.Clock, N: "131", Unit: s.w("还有 7 天", "7 days left"), Note: s.w("另有乡镇批准免检 6", "6 excused"), Href: "#", Tone: components.Due},
			{Label: s.w("本月阳性", "Positive"), Icon: icon.TriangleAlert, N: "4", Unit: s.w("人", "people"), Note: s.w("派出所已知 4，已有结论 1", "police told 4, settled 1"), Href: "#", Tone: components.Late},
			{Label: s.w("逾期事项", "Overdue"), Icon: icon.CircleAlert, N: "27", Unit: s.w("项 · 22 人", "matters · 22 people"), Note: s.w("到期未办", "past their deadline"), Href: "#", Tone: components.Late},
		}),
		templ.Raw(`<div class="mt-4">`),
		flush(s.w("乡镇", "Townships"), "", components.CountTable(components.CountTableView{Caption: s.w("乡镇", "Townships"), First: s.w("乡镇", "Township"), Heads: []string{s.w("在管", "People"), s.w("应检", "Due"), s.w("已检", "Done"), s.w("漏检", "Missed"), s.w("阳性", "Positive")}, Rows: []components.CountRow{
			{Label: s.w("市中街道", "Shizhong"), Href: "#", Counts: []components.Count{{N: "96", Href: "#"}, {N: "88", Href: "#"}, {N: "70", Href: "#"}, {N: "1", Href: "#", Late: true}, {N: "0"}}},
			{Label: s.w("复兴镇", "Fuxing"), Href: "#", Counts: []components.Count{{N: "41", Href: "#"}, {N: "38", Href: "#"}, {N: "38", Href: "#"}, {N: "0"}, {N: "0"}}},
			{Label: s.w("全市", "City"), Total: true, Counts: []components.Count{{N: "137", Href: "#"}, {N: "126", Href: "#"}, {N: "108", Href: "#"}, {N: "1", Href: "#"}, {N: "0"}}}}})),
		templ.Raw(`</div>`),
	)
}

func bare(s sayer, title string, children ...templ.Component) templ.Component {
	return in(layout.Bare(layout.Page{Title: title, Path: "/sign-in"}), children...)
}

func signIn(s sayer) templ.Component {
	account := func(login string, i icon.Name, role, roleEn, name, nameEn, unit, unitEn string) components.DemoAccount {
		return components.DemoAccount{Login: login, Icon: i, Role: s.w(role, roleEn), Name: s.w(name, nameEn), Unit: s.w(unit, unitEn)}
	}
	return bare(s, s.w("登录", "Sign in"),
		flush(s.w("选一个身份进入", "Choose an account"), s.w("不用密码", "no password"), components.DemoAccounts("/sign-in", "account", []components.DemoAccount{
			account("village1", icon.Footprints, "社区（村）专职", "Village worker", "李秀珍", "Li Xiuzhen", "天台镇凤凰村", "Fenghuang Village"),
			account("town2", icon.Signature, "乡镇分管领导", "Township lead", "王廷贵", "Wang Tinggui", "天台镇", "Tiantai Town"),
			account("police1", icon.Shield, "民警", "Police officer", "杨永刚", "Yang Yonggang", "天台派出所", "Tiantai station"),
			account("office1", icon.LayoutDashboard, "市禁毒办", "Municipal office", "曾庆兰", "Zeng Qinglan", "赤水市", "Chishui City")})),
		card(s.w("用账号和密码登录", "Sign in with a password"), "", in(components.Form(components.FormView{Action: "#"}),
			components.Input(components.FieldView{Name: "account", Label: s.w("账号", "Account"), Autocomplete: "username"}), components.Input(components.FieldView{Name: "password", Label: s.w("密码", "Password"), Type: "password", Autocomplete: "current-password"}),
			templ.Raw(`<div class="mt-4">`), components.Button(components.ButtonView{Label: s.w("登录", "Sign in"), Weight: components.Primary}), templ.Raw(`</div>`))),
	)
}

func problem(s sayer) templ.Component {
	p := shellPage(s)
	p.Title = s.w("没有找到", "Not found")
	return layout.ProblemPage(p, layout.Problem{Kind: "not_found", Reference: "01JD-7"})
}

func paper(s sayer) templ.Component {
	return in(layout.Paper(layout.Page{Title: s.w("决定书", "Decision"), Path: "#"}, false), templ.Raw(`<article class="paper" lang="zh-CN"><p class="p-org">赤水市公安局</p><p class="p-title">责令社区戒毒决定书</p><p class="p-no">赤公（禁）社戒决字〔2026〕<span class="p-todo">签发时取号</span>号</p>
<p class="p-text">被决定人：<span class="p-fill">夏小军</span>，性别<span class="p-fill">男</span>，<span class="p-fill">1994年7月2日</span>出生。现查明：2026年11月18日22时许，夏小军在天台镇新店村住所内吸食甲基苯丙胺，被当场查获。经现场尿液检测，甲基苯丙胺项目呈阳性。经认定，夏小军吸毒成瘾。</p>
<p class="p-text">根据《中华人民共和国禁毒法》第三十三条、《戒毒条例》第十三条之规定，现决定责令夏小军接受社区戒毒三年，期限自报到之日起计算。</p><p class="p-sign">赤水市公安局（印）<br>2026年11月23日</p></article>`))
}
