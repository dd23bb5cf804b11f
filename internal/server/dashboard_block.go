package server

import (
	"xinsheng/internal/oversight"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/dashboard"
)

// lateFigures are those that somebody should see at once when they are not zero.
var lateFigures = map[store.Figure]bool{
	store.FigureReportInOverdue: true, store.FigureTestMissed: true, store.FigureTestPositive: true, store.FigureAssessLate: true, store.FigureLeaveOverdue: true,
	store.FigureBreachOpen: true, store.FigureBreachReached: true,
}

// figureOf is a figure of a place, which opens its list.
func (b *board) figureOf(t *oversight.Tally, name store.Figure) components.Count {
	c := b.count(t.N[name], b.list(t.Place, "figure", string(name)))
	c.Late = lateFigures[name] && t.N[name] > 0
	return c
}

// named is what a figure is called.
func (b *board) named(name store.Figure) string {
	return text.Of(b.ctx, text.FamilyFigure, string(name), "Days", b.d.Boards.EndsSoonDays)
}

// meansOf says what figures count.
func (b *board) meansOf(names ...store.Figure) []components.Pair {
	out := make([]components.Pair, len(names))
	for i, name := range names {
		out[i] = components.Pair{Name: b.named(name), Value: text.Of(b.ctx, text.FamilyFigureNote, string(name), "Days", b.d.Boards.EndsSoonDays)}
	}
	return out
}

// heads are the heads of columns of figures.
func (b *board) heads(names []store.Figure) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = text.Of(b.ctx, text.FamilyFigureHead, string(name), "Days", b.d.Boards.EndsSoonDays)
	}
	return out
}

// placeBlock is a table with a row a place and a column a figure.
func (b *board) placeBlock(title text.Key, i icon.Name, names ...store.Figure) pages.Block {
	return pages.Block{Title: b.say(title), Icon: i, Means: b.meansOf(names...), Table: b.byPlace(title, b.heads(names), func(t *oversight.Tally) []components.Count {
		out := make([]components.Count, len(names))
		for i, name := range names {
			out[i] = b.figureOf(t, name)
		}
		return out
	})}
}

// listBlock is a table with a row a figure, of the whole; the one that is a total is set apart.
func (b *board) listBlock(title text.Key, i icon.Name, total store.Figure, names ...store.Figure) pages.Block {
	v := components.CountTableView{Caption: b.say(title), First: b.say(text.DashboardWhat), Heads: []string{b.say(text.DashboardCount)}}
	for _, name := range names {
		v.Rows = append(v.Rows, components.CountRow{Label: b.named(name), Counts: []components.Count{b.figureOf(&b.d.Total, name)}, Total: name == total})
	}
	return pages.Block{Title: b.say(title), Icon: i, Table: v, Means: b.meansOf(names...)}
}

// byPlace is a table with a row a place and a last row of sums; cells gives a place's counts. One place alone needs no sums.
func (b *board) byPlace(caption text.Key, heads []string, cells func(*oversight.Tally) []components.Count) components.CountTableView {
	v := components.CountTableView{Caption: b.say(caption), First: b.say(text.DashboardTownship), Heads: heads}
	if b.d.Villages {
		v.First = b.say(text.DashboardVillage)
	}
	places := b.allPlaces()
	for i := range places {
		v.Rows = append(v.Rows, components.CountRow{Label: b.places.Short(places[i].Place), Href: b.placeHref(places[i]), Counts: cells(&places[i])})
	}
	if len(places) != 1 {
		v.Rows = append(v.Rows, components.CountRow{Label: b.say(text.DashboardTotal), Counts: cells(&b.d.Total), Total: true})
	}
	return v
}

// placeHref is the dashboard of a township; a village has none of its own here.
func (b *board) placeHref(t oversight.Tally) string {
	if b.d.Villages {
		return ""
	}
	return dashboardPath + "?" + b.self(t.Place, b.d.Month.String())
}

// ranking are the places in the order of their completion; those with few cases stand last, without a rank.
func (b *board) ranking() pages.Block {
	v := components.CountTableView{Caption: b.say(text.DashboardRanking), First: b.say(text.DashboardTownship)}
	if b.d.Villages {
		v.First = b.say(text.DashboardVillage)
	}
	v.Heads = []string{b.say(text.DashboardRank), b.say(text.DashboardCompletion), b.say(text.DashboardOpen), b.say(text.DashboardTests), b.say(text.DashboardReport), b.say(text.DashboardTalk), b.say(text.DashboardVisit)}
	for _, t := range b.ranked() {
		rank := b.say(text.DashboardUnranked)
		if t.Rank > 0 {
			rank = text.Number(b.ctx, t.Rank)
		}
		v.Rows = append(v.Rows, components.CountRow{Label: b.places.Short(t.Place), Href: b.placeHref(*t), Counts: append([]components.Count{{N: rank}}, b.rates(t)...)})
	}
	v.Rows = append(v.Rows, components.CountRow{Label: b.say(text.DashboardTotal), Counts: append([]components.Count{{}}, b.rates(&b.d.Total)...), Total: true})
	return pages.Block{Title: b.say(text.DashboardRanking), Note: b.say(text.DashboardRankingNote), Icon: icon.ListChecks, Table: v, Means: []components.Pair{
		{Name: b.say(text.DashboardCompletion), Value: b.say(text.DashboardMeansCompletion)}, {Name: b.say(text.DashboardRank), Value: b.say(text.DashboardMeansRank, "Count", b.d.Boards.RankFrom)},
	}}
}

// rates are a place's completion, its open cases, and the completion of each kind of work.
func (b *board) rates(t *oversight.Tally) []components.Count {
	c := t.Completion()
	out := []components.Count{{N: percentOf(c.Done, c.Due)}, b.figureOf(t, store.FigureOpen)}
	for _, k := range [][2]store.Figure{{store.FigureTestDue, store.FigureTestDone}, {store.FigureReportDue, store.FigureReportDone}, {store.FigureTalkDue, store.FigureTalkDone}, {store.FigureVisitDue, store.FigureVisitDone}} {
		out = append(out, components.Count{N: percentOf(t.N[k[1]], t.N[k[0]])})
	}
	return out
}
