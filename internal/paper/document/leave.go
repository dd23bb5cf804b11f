package document

import (
	"regexp"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
)

// leave is the leave the paper is about with everything that answered it.
func (p *Page) leave() casework.LeaveFile {
	l, _ := p.Leave(p.Fact.ID)
	return l
}

// leaveTerm says from when to when, and how many days that is.
func (p *Page) leaveTerm(b *rehab.Leave) string {
	if b.From.IsZero() || b.Until.IsZero() {
		return ""
	}
	return "自" + p.Date(b.From) + "起至" + p.Date(b.Until) + "止，共" + count(int(b.Until-b.From), "日（离开当日不计，返回当日计入）")
}

// extensions says what was granted in addition, one sentence each.
func (p *Page) extensions(l *casework.LeaveFile) []string {
	var out []string
	for _, x := range l.Extensions {
		if b, ok := x.Body.(*rehab.LeaveExtension); ok {
			out = append(out, p.Date(x.Date)+"批准延长至"+p.Date(b.Until)+"。"+ended(b.Reason))
		}
	}
	return out
}

// leaveAnswer is the township's answer: 同意 or 不同意 with its reason and day; empty while undecided.
func (p *Page) leaveAnswer(l *casework.LeaveFile) (said, day string) {
	if l.Decision == nil {
		return "", ""
	}
	b, ok := l.Decision.Body.(*rehab.LeaveDecision)
	if !ok {
		return "", ""
	}
	return agreed(b.Agreed, b.Reason), p.Date(l.Decision.Date)
}

// agreed is a yes or no as a form says it.
func agreed(yes bool, reason string) string {
	if yes {
		return "同意。" + ended(reason)
	}
	return "不同意。" + ended(reason)
}

// leaveBack says when the person came back and how long that was; empty while away.
func (p *Page) leaveBack(l *casework.LeaveFile) string {
	asked, ok := l.Asked.Body.(*rehab.Leave)
	if l.Return == nil || !ok {
		return ""
	}
	said := "已于" + p.Date(l.Return.Date) + "返回并销假，实际离开" + count(max(0, int(l.Return.Date-asked.From)), "日")
	if late := int(l.Return.Date - l.Status.Until); late > 0 {
		said += "，超过准假期限" + count(late, "日")
	}
	if b, ok := l.Return.Body.(*rehab.LeaveReturn); ok && b.Note != "" {
		return said + "。" + ended(b.Note)
	}
	return said + "。"
}

var longNumber = regexp.MustCompile(`[0-9][0-9 -]{5,}[0-9]`)

// part is a piece of what was typed; a secret one is a number.
type part struct {
	Text   string
	Secret bool
}

// numbers cuts a text into the numbers in it and what stands between them.
func numbers(s string) []part {
	var out []part
	last := 0
	for _, at := range longNumber.FindAllStringIndex(s, -1) {
		if at[0] > last {
			out = append(out, part{Text: s[last:at[0]]})
		}
		out = append(out, part{Text: s[at[0]:at[1]], Secret: true})
		last = at[1]
	}
	if last < len(s) {
		out = append(out, part{Text: s[last:]})
	}
	return out
}
