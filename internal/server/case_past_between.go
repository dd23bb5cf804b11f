package server

import (
	"time"

	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/casefile"
)

// lateShown is how many facts of a kind of lateness are named.
const lateShown = 12

// between says what tells the two readings of the day apart: what the rules say in each, and the facts and policies that make the difference.
func (c *caseView) between() *pages.BetweenView {
	p := c.past
	v := &pages.BetweenView{LeftOut: c.t(text.PastLeftOut)}
	if p.Then.Today.IsZero() {
		v.Same = c.t(text.PastNothingThen)
	} else {
		v.Table = c.contrasts()
		if len(v.Table.Rows) == 0 {
			v.Same = c.t(text.PastSame)
		}
	}
	late := pages.LateView{Title: c.t(text.PastLate)}
	for _, f := range p.Late {
		late.Lines = append(late.Lines, pages.LineView{What: components.Link{Words: c.words.short(f)}, When: c.t(text.PastLateWhen, "Day", recordedDay(f), "Name", f.Recorder)})
	}
	undone := pages.LateView{Title: c.t(text.PastUndone)}
	for _, f := range p.Undone {
		void := p.Voids[f.ID]
		undone.Lines = append(undone.Lines, pages.LineView{What: components.Link{Words: c.words.short(f)},
			When: c.t(text.PastUndoneWhen, "Day", voidDay(void), "Reason", void.Body.(*rehab.Void).Reason)})
	}
	policy := pages.LateView{Title: c.t(text.PastLatePolicy)}
	for _, x := range p.LatePolicy {
		policy.Lines = append(policy.Lines, pages.LineView{What: components.Link{Words: x.Name}, When: c.t(text.PastLatePolicyWhen, "Published", shanghaiDay(x.PublishedAt), "Effective", x.Effective)})
	}
	for _, l := range []pages.LateView{late, undone, policy} {
		if len(l.Lines) == 0 {
			continue
		}
		if more := len(l.Lines) - lateShown; more > 0 {
			l.Lines, l.More = l.Lines[len(l.Lines)-lateShown:], c.t(text.PastMoreLate, "Count", more)
		}
		v.Late = append(v.Late, l)
	}
	return v
}

// contrasts are the things the rules say differently in the two readings.
func (c *caseView) contrasts() components.TableView {
	t := components.TableView{Caption: c.t(text.PastDifference), Columns: []components.Column{
		{Label: c.t(text.PastItem), Phone: components.PhoneTitle},
		{Label: text.Of(c.ctx, text.FamilyPastReading, casework.RecordedThen)}, {Label: text.Of(c.ctx, text.FamilyPastReading, casework.KnownNow)}}}
	row := func(item, then, now string) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: item}, {Words: then}, {Words: now}}})
	}
	then, now := c.outline(&c.past.Then, c.page.Opened), c.outline(&c.past.Now, c.page.Opened)
	for i := range then {
		if then[i].said != now[i].said {
			row(then[i].what, then[i].said, now[i].said)
		}
	}
	c.windowContrasts(row)
	return t
}

// windowContrasts are the test windows of the day that the readings mark differently.
func (c *caseView) windowContrasts(row func(item, then, now string)) {
	then := map[date.Month]rehab.TestMark{}
	for i := range c.past.Then.Windows {
		then[c.past.Then.Windows[i].Month] = c.past.Then.Windows[i].Mark
	}
	for i := range c.past.Now.Windows {
		w := &c.past.Now.Windows[i]
		mark, was := then[w.Month]
		if w.From > c.today || was && mark == w.Mark {
			continue
		}
		before := c.t(text.PastNoWindow)
		if was {
			before = text.Of(c.ctx, text.FamilyMark, mark)
		}
		row(c.t(text.PastWindow, "Month", w.Month), before, text.Of(c.ctx, text.FamilyMark, w.Mark))
	}
}

// recordedDay is the day on which a fact was entered.
func recordedDay(f store.RecordedFact) date.Date { return shanghaiDay(f.RecordedAt) }

// voidDay is the day on which a fact was taken back.
func voidDay(void store.RecordedFact) date.Date {
	if void.RecordedAt.IsZero() {
		return void.Date
	}
	return recordedDay(void)
}

// shanghaiDay is the legal day of an instant.
func shanghaiDay(at time.Time) date.Date { return date.Of(at.In(clock.Shanghai)) }
