package document

import (
	"strings"

	"xinsheng/internal/oversight"
	"xinsheng/internal/text"
)

// minutesPapers are the minutes of analysis meetings, issued with the closing of the meeting (SCHEME S8).
func minutesPapers() []Spec {
	return []Spec{{Kind: oversight.MinutesKind, Issuer: ByOffice, Pattern: "赤禁会纪〔{year}〕{number}号", Office: true, Auto: true, Body: MeetingMinutes}}
}

// numbered is a heading with the next Chinese number before it.
func numbered(n *int, title string) string {
	*n++
	return []string{"一", "二", "三", "四", "五", "六", "七"}[*n-1] + "、" + title
}

// opening says when, where and under whom the meeting was held.
func opening(p *Page, m *oversight.Minutes) string {
	if m.Day.IsZero() {
		return ""
	}
	return p.Date(m.Day) + "，" + m.Chair + "在" + m.Place + "主持召开社区戒毒（康复）工作联席分析会议，会同有关部门分析社区戒毒（康复）人员的戒毒康复、生活和培训就业情况，研究有效措施。现将会议情况纪要如下："
}

func list(names []string) string { return strings.Join(names, "、") }

// figuresUntil says of which months the figures are.
func figuresUntil(m *oversight.Minutes) string {
	out := "截至" + han.Month(m.Month) + "底"
	if !m.Before.IsZero() {
		out += "，上次会议的截至" + han.Month(m.Before) + "底"
	}
	return out + "。"
}

func figureName(name string) string { return han.Of(text.FamilyMeetingFigure, name) }

// orDash is a figure, or a dash where there is none.
func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
