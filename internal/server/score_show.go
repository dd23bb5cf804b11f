package server

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/score"
)

// scoreShow shows a unit's score line by line. A month that is not over is refused, and the last one shown.
func (s *Server) scoreShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.scoreView(r, s.scoreMonth(r))
	if err == nil {
		return s.page(w, r, v.Title, pages.Unit(v))
	}
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	v, verr := s.scoreView(r, s.Clock.Today().Month()-1)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Unit(v)
	})
}

func (s *Server) scoreView(r *http.Request, m date.Month) (v pages.UnitView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	place, err := pathDivision(r, "scored")
	if err != nil {
		return v, err
	}
	u, err := s.Oversee.ScoreOf(ctx, actor, m, place)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteerOn(ctx, m.Last())
	if err != nil {
		return v, err
	}
	kind := rehab.ScoreVillage
	if place.IsTownship() {
		kind = rehab.ScoreTownship
	}
	v = s.scoredView(r, g, &u, kind)
	v.Excel = scoresPath + "/" + place.String() + "/export?" + url.Values{"month": {m.String()}}.Encode()
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.ScoreTitle), Href: scoreQuery(m, 0)}}
	if place.IsVillage() && actor.Sees(place.Township()) {
		v.Crumbs = append(v.Crumbs, components.Crumb{Label: g.Short(place.Township()), Href: scoreQuery(m, place.Township())})
	}
	v.Crumbs = append(v.Crumbs, components.Crumb{Label: v.Title})
	v.Month = s.scoreMonths(ctx, m, scoresPath+"/"+place.String(), func(m date.Month) string { return scorePath(place, m) })
	if actor.May(access.AppealFile) && actor.StandsFor(place) {
		s.appealForm(ctx, &u, &v)
	}
	return v, nil
}

// scoredView is a unit's score as its page shows it, without what differs by kind of unit.
func (s *Server) scoredView(r *http.Request, g *gazetteer, u *oversight.ScoredUnit, kind rehab.ScoreKind) pages.UnitView {
	ctx, m := r.Context(), u.Month
	name := scoreName(g, &u.UnitScore)
	if u.Station == nil {
		name = g.Full(u.Place)
	}
	v := pages.UnitView{Title: text.T(ctx, text.ScoreOf, "Place", name, "Month", m), Bar: scoreBar(ctx, &u.Score), Lines: scoreLines(ctx, g, u, actorOf(r)), Matters: scoreMatters(ctx, g, u),
		Appeals: appealTable(ctx, g, u.Appeals, r.URL.RequestURI()), Means: scoreMeans(ctx, u.Weights, kind), Law: text.T(ctx, text.ScoreLaw, "Law", text.Citation(ctx, scoreLaw))}
	v.Band = []components.Pair{
		{Name: text.T(ctx, text.ScorePoints), Value: text.T(ctx, text.PolicyPoints, "Count", u.Score.Points)}, {Name: text.T(ctx, text.ScoreStart), Value: text.T(ctx, text.PolicyPoints, "Count", u.Score.Start)},
		{Name: text.T(ctx, text.ScoreChange), Value: signed(u.Score.Points - u.Before)}, {Name: text.T(ctx, text.ScorePersons), Value: text.Number(ctx, u.Persons), Href: scoredList(u, actorOf(r), "open")},
	}
	if u.Small {
		v.Marks = []components.MarkView{{Words: text.T(ctx, text.ScoreSmall), Tone: components.Shut}}
	}
	return v
}

// appealForm is the form of an appeal against a line that took points and was not appealed against, or why there is none.
func (s *Server) appealForm(ctx context.Context, u *oversight.ScoredUnit, v *pages.UnitView) {
	f := pages.FileView{Action: scoreAt(&u.UnitScore, u.Month), Key: NewFormKey(), Note: text.T(ctx, text.AppealUntil, "Day", u.Until)}
	appealed := map[rehab.ScoreLine]bool{}
	for _, a := range u.Appeals {
		appealed[a.Line] = appealed[a.Line] || (u.Station != nil || a.Division == u.Place) && a.State != rehab.AppealWithdrawn
	}
	for _, l := range u.Score.Lines {
		if n := l.Taken - l.Restored; n > 0 && !appealed[l.Line] {
			f.Lines = append(f.Lines, components.Option{Value: string(l.Line), Label: text.T(ctx, text.ScoreTookLeft, "Line", text.Of(ctx, text.FamilyScoreLine, l.Line), "Count", l.Count, "Points", n)})
		}
	}
	switch {
	case s.Clock.Today() > u.Until:
		v.Closed = text.T(ctx, text.AppealTooLate, "Day", u.Until)
	case len(f.Lines) > 0:
		v.File = &f
	}
}

// scoreList is the address of the list of cases that a figure of the unit's month counts.
func scoreList(m date.Month, place division.Code, figure string) string {
	return casesPath + "?" + url.Values{"month": {m.String()}, "place": {place.String()}, "figure": {figure}}.Encode()
}

// scoredList is scoreList of a unit; of a station with several places, to who sees more than them, there is no such list, but one of each place.
func scoredList(u *oversight.ScoredUnit, actor access.Actor, figure string) string {
	switch st := u.Station; {
	case st == nil:
		return scoreList(u.Month, u.Place, figure)
	case st.Bureau || actor.Unit == st.ID:
		return casesPath + "?" + url.Values{"month": {u.Month.String()}, "figure": {figure}}.Encode()
	case len(st.Parts) == 1:
		return scoreList(u.Month, st.Parts[0], figure)
	}
	return ""
}

// scoreLines is the score as a sum: what it began with, what each line took and what was given back, to the points.
func scoreLines(ctx context.Context, g *gazetteer, u *oversight.ScoredUnit, actor access.Actor) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.ScoreLines), Columns: []components.Column{
		{Label: text.T(ctx, text.ScoreLine), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.ScoreCount), Num: true}, {Label: text.T(ctx, text.ScoreEach), Num: true},
		{Label: text.T(ctx, text.ScoreTakenPoints), Num: true}, {Label: text.T(ctx, text.ScoreRestored), Num: true},
	}}
	for _, l := range u.Score.Lines {
		count := components.Cell{Words: text.Number(ctx, l.Count)}
		if figure, ok := oversight.ScoreFigure(l.Line); ok && l.Count > 0 {
			count.Href = scoredList(u, actor, string(figure))
		} else if l.Count > 0 {
			count.Href = "#matters"
		}
		row := components.Row{Cells: []components.Cell{{Words: text.Of(ctx, text.FamilyScoreLine, l.Line), Sub: text.Of(ctx, text.FamilyScoreLineNote, l.Line)}, count, {Words: strconv.Itoa(l.Each)}, {Words: minus(l.Taken)}, {}}}
		if l.Restored > 0 {
			row.Cells[4] = components.Cell{Words: signed(l.Restored), Href: "#appeals"}
		}
		t.Rows = append(t.Rows, row)
		if figure, ok := oversight.ScoreFigure(l.Line); ok && l.Count > 0 && count.Href == "" {
			for _, p := range u.Station.Parts {
				t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: text.T(ctx, text.ScorePart, "Place", g.Full(p)), Href: scoreList(u.Month, p, string(figure))}, {}, {}, {}, {}}})
			}
		}
	}
	add := func(name text.Key, sub string, points string) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: text.T(ctx, name), Sub: sub}, {}, {}, {}, {Words: points}}})
	}
	if u.Score.Clean > 0 {
		add(text.ScoreClean, text.T(ctx, text.ScoreCleanNote), signed(u.Score.Clean))
	}
	if u.Score.Floor > 0 {
		add(text.ScoreFloor, "", signed(u.Score.Floor))
	}
	taken, back := 0, u.Score.Clean+u.Score.Floor
	for _, l := range u.Score.Lines {
		taken, back = taken+l.Taken, back+l.Restored
	}
	t.Totals = []components.Cell{{Words: text.T(ctx, text.ScoreSum, "Start", u.Score.Start, "Points", u.Score.Points)}, {}, {}, {Words: minus(taken)}, {Words: signed(back)}}
	return t
}

// minus is a number of points that were taken.
func minus(n int) string {
	if n == 0 {
		return "0"
	}
	return signed(-n)
}

// scoreMatters are the returns and notices behind the lines.
func scoreMatters(ctx context.Context, g *gazetteer, u *oversight.ScoredUnit) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.ScoreMatters), Columns: []components.Column{
		{Label: text.T(ctx, text.ScoreMatter), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.ScoreLine)}, {Label: text.T(ctx, text.ScoreUnit)}, {Label: text.T(ctx, text.WhyDue)}, {Label: text.T(ctx, text.ScoreDone)},
	}}
	for _, x := range u.Matters {
		what, href := x.Number, noticesAddress+x.Key.String()
		switch x.Line {
		case rehab.ScoreReturnLate:
			what, href = returnPeriod(ctx, x.Division, x.Period), returnsAddress+x.Key.String()
		case rehab.ScoreMeasureLate:
			what, href = cutShort(x.Number), measuresPath+"/"+x.Key.String()
		}
		whose := g.Full(x.Division)
		if u.Station != nil {
			whose = u.Station.NameOf(x.Unit)
		}
		done := text.T(ctx, text.ScoreNotYet)
		if !x.Done.IsZero() {
			done = text.Date(ctx, x.Done)
		}
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: what, Href: href}, {Words: text.Of(ctx, text.FamilyScoreLine, x.Line)}, {Words: whose}, {Words: text.Date(ctx, x.Day)}, {Words: done}}})
	}
	return t
}

// Addresses of what stands behind the lines that count matters between offices.
const (
	returnsAddress = "/returns/"
	noticesAddress = "/notices/"
)

// returnPeriod names the period of a return: a village's month, a township's quarter.
func returnPeriod(ctx context.Context, place division.Code, first date.Date) string {
	if place.IsVillage() {
		return text.T(ctx, text.ScoreReturnOf, "Period", first.Month())
	}
	const monthsOfQuarter = 3
	year, month, _ := first.YMD()
	quarter := strconv.Itoa((month-1)/monthsOfQuarter + 1)
	return text.T(ctx, text.ScoreReturnOf, "Period", text.T(ctx, text.OfficedutyQuarter, "Year", strconv.Itoa(year), "Quarter", text.Of(ctx, text.FamilyQuarter, quarter)))
}
