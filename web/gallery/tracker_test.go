package gallery

import (
	"github.com/a-h/templ"

	"xinsheng/web/components"
	"xinsheng/web/components/tracker"
	"xinsheng/web/icon"
)

const (
	cd, co, cm, cu, cn = tracker.ContactDone, tracker.ContactOwed, tracker.ContactMissed, tracker.ContactUpcoming, tracker.ContactNone
)

type contacts = [3]tracker.Contact

// monthNames are the months of a year from n on, as the tracker shows them.
func monthName(s sayer, n int) string {
	zh := []string{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"}
	en := []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	return s.w(zh[n%12], en[n%12])
}

func one(s sayer, month int, m tracker.Mark, cs contacts) tracker.Cell {
	c := tracker.Cell{Mark: m, Label: monthName(s, month), Months: []tracker.Month{{Contacts: cs}}, Href: "#"}
	c.Sentence = c.Label
	return c
}

// year is twelve cells from a month on: so many negative, the rest to come.
func year(s sayer, from, year, negative int) []tracker.Cell {
	var out []tracker.Cell
	for i := range 12 {
		m, cs := tracker.Upcoming, contacts{cu, cu, cu}
		if i < negative {
			m, cs = tracker.Negative, contacts{cd, cd, cd}
		}
		c := one(s, from+i, m, cs)
		if i == 0 || (from+i)%12 == 0 {
			c.Year = []string{"2024", "2025", "2026", "2027", "2028", "2029"}[year-2024+(from+i)/12]
		}
		out = append(out, c)
	}
	return out
}

func openToday(s sayer, c tracker.Cell) tracker.Cell {
	c.Mark, c.Months[0].Contacts = tracker.Open, contacts{cd, cd, co}
	c.Months[0].Today, c.Months[0].TodayTag = .75, s.w("今天 23日", "Today 23")
	return c
}

func mark(t components.Tone, i icon.Name, w string) components.MarkView {
	return components.MarkView{Tone: t, Icon: i, Words: w}
}

func passed(s sayer) components.MarkView {
	return mark(components.Done, icon.Check, s.w("已通过", "Passed"))
}
func running(s sayer) components.MarkView {
	return mark(components.Plain, icon.CirclePlay, s.w("进行中", "Current"))
}
func ahead(s sayer) components.MarkView {
	return mark(components.Shut, icon.CircleDashed, s.w("未开始", "Upcoming"))
}

func phase(s sayer, n int, dates string, state components.MarkView, cells []tracker.Cell, notes ...tracker.Note) tracker.Phase {
	zh := [][3]string{{"第一阶段", "戒断缓解", "戒断缓解，身心好转；协议、小组、计划到位"}, {"第二阶段", "融入社会", "继续治疗，参加社会活动，帮助就业"}, {"第三阶段", "监测回归", "继续监测，全面康复，回归社会"}}[n-1]
	en := [][3]string{{"Phase 1", "Relief", "Withdrawal relieved; agreement, group and plan in place"}, {"Phase 2", "Back to life", "Treated; social life; helped into work"}, {"Phase 3", "Recovery", "Monitored to full recovery"}}[n-1]
	return tracker.Phase{Name: s.w(zh[0], en[0]), Short: s.w(zh[1], en[1]), Aim: s.w(zh[2], en[2]), Dates: dates, Label: s.w(zh[0], en[0]), State: state, Cells: cells, Notes: notes}
}

func reward(s sayer, yuan, more string) tracker.Note {
	return tracker.Note{Words: s.w("村奖励 "+yuan+" 元", "Village reward "+yuan+" yuan") + more}
}

func late(zh, en string, s sayer) tracker.Note {
	return tracker.Note{Words: s.w(zh, en), Tone: components.Late, Href: "#"}
}

// suspendedCase is the case of the specification's picture: 35 days suspended, a refusal made up, a missed test, today in November.
func suspendedCase(s sayer) tracker.View {
	first := year(s, 3, 2025, 12)
	first[4].Mark = tracker.Excused
	first[7].Months[0].Contacts = contacts{cd, cd, cm}
	first[8].Flag = true
	second := year(s, 3, 2026, 7)
	second[2] = one(s, 5, tracker.Excused, contacts{cn, cn, cn})
	second[2].Months[0].Hatch = []tracker.Span{{From: .07, To: 1}}
	second[3].Months[0].Hatch = []tracker.Span{{From: 0, To: .23}}
	second[6].Mark = tracker.Missed
	second[7] = openToday(s, second[7])
	second = append(second, one(s, 3, tracker.Upcoming, contacts{cu, cu, cu}))
	p2 := phase(s, 2, s.w("2026.3.12 — 2027.4.15", "12 Mar 2026 – 15 Apr 2027"), running(s), second, reward(s, "100", ""), late("10月漏检未处理，不处理不能通过", "Oct: missed test unresolved; cannot pass", s))
	p2.Current = true
	return tracker.View{ID: "a", Phases: []tracker.Phase{
		phase(s, 1, s.w("2025.3.12 — 2026.3.11", "12 Mar 2025 – 11 Mar 2026"), passed(s), first, reward(s, "50", s.w(" 已发放", ", paid"))), p2,
		phase(s, 3, s.w("2027.4.16 — 2028.4.15", "16 Apr 2027 – 15 Apr 2028"), ahead(s), year(s, 4, 2027, 0), reward(s, "200", "")),
	}}
}

func cells(s sayer) templ.Component {
	states := []struct {
		m      tracker.Mark
		cs     contacts
		flag   bool
		zh, en string
	}{
		{tracker.Negative, contacts{cd, cd, cd}, false, "阴性", "Negative"}, {tracker.Positive, contacts{cd, cd, cd}, false, "阳性", "Positive"},
		{tracker.Open, contacts{cd, cd, co}, false, "待检", "Due"}, {tracker.Invalid, contacts{cd, co, co}, false, "样本无效，须重检", "Invalid, test again"},
		{tracker.Missed, contacts{cd, cd, cd}, false, "漏检", "Missed"}, {tracker.Resolved, contacts{cd, cd, cm}, false, "漏检，已处理", "Missed, resolved"},
		{tracker.Refused, contacts{cd, cd, cn}, true, "拒检，未补检", "Refused"}, {tracker.Negative, contacts{cd, cd, cd}, true, "拒检后补检", "Refused, later negative"},
		{tracker.Absent, contacts{cm, cm, cm}, true, "缺席，无理由", "Absent"}, {tracker.Excused, contacts{cd, cn, cn}, false, "免检", "Excused"},
		{tracker.Excused, contacts{cn, cn, cn}, false, "中止", "Suspended"}, {tracker.Settled, contacts{cn, cn, cn}, false, "纸质档案", "On paper"}, {tracker.Upcoming, contacts{cu, cu, cu}, false, "未到", "To come"},
	}
	var row []tracker.Cell
	var pairs []components.Pair
	for i, st := range states {
		c := one(s, 3+i, st.m, st.cs)
		c.Flag = st.flag
		if st.m == tracker.Open {
			c = openToday(s, c)
		}
		if i == 10 {
			c.Months[0].Hatch = []tracker.Span{{From: 0, To: 1}}
		}
		c.Sentence = s.w(st.zh, st.en)
		row = append(row, c)
		pairs = append(pairs, components.Pair{Name: c.Label, Value: c.Sentence})
	}
	double := func(n int) []tracker.Cell {
		var out []tracker.Cell
		marks := []tracker.Mark{tracker.Negative, tracker.Negative, tracker.Missed, tracker.Open, tracker.Upcoming, tracker.Upcoming}
		for i := 0; i < 12; i += n {
			c := tracker.Cell{Mark: marks[(i/n)%6], Label: monthName(s, 3+i) + s.w("—", "–") + monthName(s, 2+i+n), Sentence: "x", Href: "#"}
			for range n {
				c.Months = append(c.Months, tracker.Month{Contacts: contacts{cd, cd, cm}})
			}
			if c.Mark == tracker.Open {
				c.Months[1].Today, c.Months[1].TodayTag = .4, s.w("今天 12日", "Today 12")
			}
			if i == n {
				c.Months[0].Hatch = []tracker.Span{{From: .5, To: 1}}
			}
			out = append(out, c)
		}
		return out
	}
	return frame(s, s.w("跟踪格", "Tracker cells"), "cases", components.PageHead(components.PageHeadView{Title: s.w("跟踪格", "Tracker cells")}),
		flush(s.w("一格能出现的全部情形", "Everything a cell can say"), "", tracker.Tracker(tracker.View{ID: "c", Phases: []tracker.Phase{phase(s, 1, "", running(s), row)}}), tag("div", "card-body", components.Pairs(pairs))),
		flush(s.w("两个月、三个月、半年一个窗口", "Windows of two, three and six months"), "", tracker.Tracker(tracker.View{ID: "d", NoLegend: true, Phases: []tracker.Phase{
			phase(s, 1, "", running(s), double(2)), phase(s, 2, "", running(s), double(3)), phase(s, 3, "", running(s), double(6))}})),
		card(s.w("跟踪条", "Strips"), "", strips(s)), flush("", "", tracker.StripLegend()),
	)
}

func strips(s sayer) templ.Component {
	row := func(zh, en, strip string) components.Pair {
		return components.Pair{Name: s.w(zh, en), Body: tracker.Strip(strip)}
	}
	return components.Pairs([]components.Pair{
		row("戒毒 三年", "Detox, 3 years", "nnnnxnnnnnnn|nnXNnnnmouuuu|uuuuuuuuuuuu"), row("阳性、拒检", "Positive, refused", "nnnrnnnnnnnn|npnandnnuuuu|uuuuuuuuuuuu"),
		row("康复 一年", "Rehab, 1 year", "nnnnnnnnnnno"), row("未报到", "Not begun", "uuuuuuuuuuuu|uuuuuuuuuuuu|uuuuuuuuuuuu"), row("纸质转入、已结束", "From paper, ended", "ssssssssssss|nnnnnnnnnnnn|nnnnnnnnnnnn"), row("中止未结束", "Still suspended", "nnnnXX"),
	})
}

func trackers(s sayer) templ.Component {
	p1 := phase(s, 1, s.w("2025.1.5 — 2026.1.4", "5 Jan 2025 – 4 Jan 2026"), mark(components.Late, icon.CircleAlert, s.w("通过后发现问题，待乡镇确认", "Found after the pass; the township must confirm")), year(s, 1, 2025, 12),
		late("村奖励 50 元，暂停发放", "Village reward 50 yuan, held", s), late("6月漏检未处理，不处理不能通过", "Jun: missed test unresolved; cannot pass", s))
	p1.Cells[4].Mark = tracker.Missed
	open := year(s, 1, 2026, 8)[:10]
	open[8].Mark, open[8].Months[0].Contacts, open[8].Months[0].Hatch = tracker.Excused, contacts{cn, cn, cn}, []tracker.Span{{From: .3, To: 1}}
	open[9].Mark, open[9].Months[0].Contacts, open[9].Months[0].Hatch = tracker.Excused, contacts{cn, cn, cn}, []tracker.Span{{From: 0, To: .75}}
	open[9].Months[0].Today, open[9].Months[0].TodayTag = .75, s.w("今天 23日", "Today 23")
	p2 := phase(s, 2, s.w("2026.1.5 — 未定（中止中）", "5 Jan 2026 – not known (suspended)"), running(s), open, reward(s, "100", ""))
	p2.Current = true
	p3 := phase(s, 3, s.w("到期日未定", "Dates not known yet"), ahead(s), nil)
	e1 := phase(s, 1, s.w("2024.2.1 — 2025.1.31", "1 Feb 2024 – 31 Jan 2025"), mark(components.Shut, icon.MapPin, s.w("在外地", "Served elsewhere")), nil)
	e1.LeadWhy = s.w("在外地执行，本地无记录", "Served elsewhere; no record here")
	e2 := phase(s, 2, s.w("2025.2.1 — 2026.1.31", "1 Feb 2025 – 31 Jan 2026"), running(s), year(s, 1, 2025, 7)[5:], reward(s, "100", ""))
	e2.Lead, e2.LeadWhy, e2.Current = 5, e1.LeadWhy, true
	e3 := phase(s, 3, s.w("2026.2.1 — 2027.1.31", "1 Feb 2026 – 31 Jan 2027"), ahead(s), year(s, 1, 2026, 0), reward(s, "200", ""))
	long := append(year(s, 3, 2025, 5), year(s, 8, 2025, 0)...)
	for i := 5; i < 11; i++ {
		long[i].Mark, long[i].Months[0].Contacts, long[i].Months[0].Hatch = tracker.Excused, contacts{cn, cn, cn}, []tracker.Span{{From: 0, To: 1}}
	}
	l := phase(s, 1, s.w("2025.3.12 — 2027.2.15", "12 Mar 2025 – 15 Feb 2027"), running(s), long, reward(s, "50", ""))
	return frame(s, s.w("跟踪图", "Trackers"), "cases", components.PageHead(components.PageHeadView{Title: s.w("跟踪图", "Trackers")}),
		flush(s.w("三年跟踪", "Three-year tracker"), s.w("2025年3月12日报到 → 2028年4月15日期满 · 中止 35 天已顺延", "Report-in 12 Mar 2025 → last day 15 Apr 2028 · 35 days suspended"), tracker.Tracker(suspendedCase(s))),
		flush(s.w("通过后受阻；中止没有结束日", "Blocked after a pass; suspension without an end"), s.w("期满不早于 2028年2月20日", "Last day not before 20 Feb 2028"), tracker.Tracker(tracker.View{ID: "e", NoLegend: true, Phases: []tracker.Phase{p1, p2, p3}})),
		flush(s.w("外地迁入", "Moved in from another county"), "", tracker.Tracker(tracker.View{ID: "f", NoLegend: true, Phases: []tracker.Phase{e1, e2, e3}})),
		flush(s.w("中止很久的阶段", "A phase suspended for long"), "", tracker.Tracker(tracker.View{ID: "g", NoLegend: true, Phases: []tracker.Phase{l}})),
	)
}
