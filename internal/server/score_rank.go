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
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/score"
)

const scoresPath = "/scores"

// scoreMonth reads the month of the address; without one it is the last that is over.
func (s *Server) scoreMonth(r *http.Request) date.Month {
	if m := readQuery(r).Month("month"); !m.IsZero() {
		return m
	}
	return s.Clock.Today().Month() - 1
}

func scoreQuery(m date.Month, place division.Code) string {
	q := url.Values{"month": {m.String()}}
	if !place.IsZero() {
		q.Set("place", place.String())
	}
	return scoresPath + "?" + q.Encode()
}

// scorePath is the address of a unit's score.
func scorePath(place division.Code, m date.Month) string {
	return scoresPath + "/" + place.String() + "?" + url.Values{"month": {m.String()}}.Encode()
}

// scoreMonths chooses among the months that are over.
func (s *Server) scoreMonths(ctx context.Context, at date.Month, action string, address func(date.Month) string, hidden ...components.Option) components.MonthPickerView {
	last := s.Clock.Today().Month() - 1
	v := components.MonthPickerView{Action: action, Name: "month", Value: at.String(), Options: monthOptions(ctx, last.Last(), last-monthsBack), Hidden: hidden}
	if at > last-monthsBack {
		v.Previous = address(at - 1)
	}
	if at < last {
		v.Next = address(at + 1)
	}
	return v
}

// scoreRank shows the ranking of a month. A month that is not over is refused, and the last one shown.
func (s *Server) scoreRank(w http.ResponseWriter, r *http.Request) error {
	v, err := s.rankView(r, s.scoreMonth(r))
	if err == nil {
		return s.page(w, r, v.Title, pages.Rank(v))
	}
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	v, verr := s.rankView(r, s.Clock.Today().Month()-1)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Rank(v)
	})
}

func (s *Server) rankView(r *http.Request, m date.Month) (v pages.RankView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	place, perr := division.Parse(readQuery(r).Typed("place"))
	if perr != nil {
		place = 0
	}
	scores, err := s.Oversee.Scores(ctx, actor, m, place)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteerOn(ctx, m.Last())
	if err != nil {
		return v, err
	}
	v = pages.RankView{Title: text.T(ctx, text.ScoreTitle), Note: text.T(ctx, text.ScoreNote, "Month", m), Appeal: components.Link{Words: text.T(ctx, text.AppealTitle), Href: appealsPath},
		Law: text.T(ctx, text.ScoreLaw, "Law", text.Citation(ctx, scoreLaw)), Means: scoreMeans(ctx, scores.Weights, rehab.ScoreTownship)}
	if actor.May(access.StationScore) {
		v.Stations = &components.Link{Words: text.T(ctx, text.ScoreStationLink), Href: stationScorePath(0, m)}
	}
	var hidden []components.Option
	if !place.IsZero() && actor.Role == access.MunicipalOffice {
		v.Title = text.T(ctx, text.ScoreTitleOf, "Place", g.Short(place))
		v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.ScoreTitle), Href: scoreQuery(m, 0)}, {Label: v.Title}}
		hidden = []components.Option{{Label: "place", Value: place.String()}}
	}
	v.Month = s.scoreMonths(ctx, m, scoresPath, func(m date.Month) string { return scoreQuery(m, place) }, hidden...)
	if scores.Whole != nil {
		v.Whole = &components.Link{Words: text.T(ctx, text.ScoreWhole, "Place", g.Short(scores.Whole.Place), "Count", scores.Whole.Score.Points), Href: scorePath(scores.Whole.Place, m)}
	}
	v.Table = rankTable(ctx, g, &scores)
	v.Excel = excelAddress(r, len(scores.Units))
	return v, nil
}

// scoreLaw is the citation of the scores.
const scoreLaw = "责任追究制度"

func rankTable(ctx context.Context, g *gazetteer, s *oversight.Scores) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.ScoreTitle), Columns: []components.Column{
		{Label: text.T(ctx, text.ScoreRank), Phone: components.PhoneSide}, {Label: text.T(ctx, text.ScoreUnit), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.ScorePersons), Num: true},
		{Label: text.T(ctx, text.ScorePoints), Num: true}, {Label: text.T(ctx, text.ScoreBar), Phone: components.PhoneWide}, {Label: text.T(ctx, text.ScoreChange), Num: true},
		{Label: text.T(ctx, text.ScorePerTen), Num: true}, {Label: text.T(ctx, text.ScoreTaken), Phone: components.PhoneWide},
	}, Empty: components.EmptyView{Title: text.T(ctx, text.ScoreEmpty)}}
	for i := range s.Units {
		u := &s.Units[i]
		name := components.Cell{Words: scoreName(g, u), Href: scoreAt(u, s.Month)}
		rank := components.Cell{Words: strconv.Itoa(u.Rank)}
		switch {
		case u.Rank == 0 && !u.Small:
			rank.Words = "—"
		case u.Small:
			rank.Words, name.Sub = text.T(ctx, text.ScoreNoRank), text.T(ctx, text.ScoreSmall)
		}
		row := components.Row{Cells: []components.Cell{
			rank, name, {Words: text.Number(ctx, u.Persons)}, {Words: strconv.Itoa(u.Score.Points)},
			{Body: pages.Bar(scoreBar(ctx, &u.Score))}, {Words: signed(u.Score.Points - u.Before)}, {Words: perTen(u)}, {Words: takenWords(ctx, &u.Score)},
		}}
		if u.Station == nil && u.Place.IsTownship() {
			row.Cells[1] = components.Cell{Body: pages.Place(g.Short(u.Place), scorePath(u.Place, s.Month), text.T(ctx, text.ScoreVillages), scoreQuery(s.Month, u.Place), smallWords(ctx, u))}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func smallWords(ctx context.Context, u *oversight.UnitScore) string {
	if u.Small {
		return text.T(ctx, text.ScoreSmall)
	}
	return ""
}

func scoreBar(ctx context.Context, s *rehab.Score) pages.BarView {
	return pages.BarView{Label: text.T(ctx, text.ScoreBarLabel, "Points", s.Points, "Start", s.Start), Done: s.Points, Whole: s.Start}
}

// perTen is how many points were taken for every ten persons, with one decimal; a dash without persons.
func perTen(u *oversight.UnitScore) string {
	if u.Persons == 0 {
		return "—"
	}
	const ten, bits = 10, 64
	return strconv.FormatFloat(float64(u.Score.Start-u.Score.Points)*ten/float64(u.Persons), 'f', 1, bits)
}

// scoreName is what a unit of a ranking is called.
func scoreName(g *gazetteer, u *oversight.UnitScore) string {
	if u.Station != nil {
		return u.Station.Name
	}
	return g.Short(u.Place)
}

// scoreAt is the address of a unit's score.
func scoreAt(u *oversight.UnitScore, m date.Month) string {
	if u.Station != nil {
		return stationScorePath(u.Station.ID, m)
	}
	return scorePath(u.Place, m)
}

// takenWords are the lines that took points, in a few words: what each took, and what appeals gave back, as the unit's page has it.
func takenWords(ctx context.Context, s *rehab.Score) string {
	var out []string
	for _, l := range s.Lines {
		switch line := text.Of(ctx, text.FamilyScoreLine, l.Line); {
		case l.Restored > 0:
			out = append(out, text.T(ctx, text.ScoreTookBack, "Line", line, "Count", l.Count, "Points", l.Taken, "Back", l.Restored))
		case l.Taken > 0:
			out = append(out, text.T(ctx, text.ScoreTook, "Line", line, "Count", l.Count, "Points", l.Taken))
		}
	}
	if s.Clean > 0 {
		out = append(out, text.T(ctx, text.ScoreGaveClean, "Points", s.Clean))
	}
	return text.From(ctx).Clauses(out)
}

// scoreMeans says what each line counts, how many points it takes, and the rules around them.
func scoreMeans(ctx context.Context, w rehab.ScoreWeights, kind rehab.ScoreKind) []components.Pair {
	out := []components.Pair{{Name: text.T(ctx, text.ScoreStart), Value: text.T(ctx, text.PolicyPoints, "Count", w.Start)}}
	for _, l := range rehab.ScoreLinesOf(kind) {
		out = append(out, components.Pair{Name: text.Of(ctx, text.FamilyScoreLine, l), Value: text.T(ctx, text.ScoreMeansLine, "What", text.Of(ctx, text.FamilyScoreLineNote, l), "Points", w.Each(l))})
	}
	ranked := components.Pair{Name: text.T(ctx, text.ScoreRank), Value: text.T(ctx, text.ScoreMeansRank, "Count", w.SmallFrom)}
	if kind == rehab.ScoreStation {
		out = append(out, ranked, components.Pair{Name: text.T(ctx, text.ScoreStation), Value: text.T(ctx, text.ScoreMeansStation)})
	} else {
		out = append(out, components.Pair{Name: text.T(ctx, text.ScoreClean), Value: text.T(ctx, text.ScoreMeansClean, "Points", w.Clean)}, ranked,
			components.Pair{Name: text.T(ctx, text.ScoreTownship), Value: text.T(ctx, text.ScoreMeansTownship)})
	}
	return append(out,
		components.Pair{Name: text.T(ctx, text.ScorePastTitle), Value: text.T(ctx, text.ScorePast)},
	)
}

// scoreExport answers with the ranking of the same address as a workbook, a column a line.
func (s *Server) scoreExport(w http.ResponseWriter, r *http.Request) error {
	ctx, m := r.Context(), s.scoreMonth(r)
	place, err := division.Parse(readQuery(r).Typed("place"))
	if err != nil {
		place = 0
	}
	scores, err := s.Oversee.Scores(ctx, actorOf(r), m, place)
	if err != nil {
		return err
	}
	return s.scoreBook(w, r, text.T(ctx, text.ScoreSheet, "Month", m), access.ScoreView, &scores)
}

// scoreBook answers with a ranking as a workbook: of each line how many and what they took, then what was given back.
func (s *Server) scoreBook(w http.ResponseWriter, r *http.Request, title string, action access.Action, scores *oversight.Scores) error {
	ctx, m := r.Context(), scores.Month
	g, err := s.gazetteerOn(ctx, m.Last())
	if err != nil {
		return err
	}
	lines := rehab.ScoreLinesOf(scores.Kind)
	columns := []workbook.Column{head(ctx, text.ScoreRank, 0), head(ctx, text.ScoreUnit, widePlace), head(ctx, text.ScorePersons, 0), head(ctx, text.ScorePoints, 0), head(ctx, text.ScoreChange, 0)}
	for _, l := range lines {
		columns = append(columns, workbook.Column{Head: text.Of(ctx, text.FamilyScoreLine, l)}, workbook.Column{Head: text.T(ctx, text.ScoreTakenFor, "Line", text.Of(ctx, text.FamilyScoreLine, l))})
	}
	columns = append(columns, head(ctx, text.ScoreBack, 0), head(ctx, text.ScoreClean, 0))
	return takeAlong(s, w, r, listBook[oversight.UnitScore]{
		title: title, note: text.MeetingSheetNote, list: "scores", action: action, filters: map[string]any{"month": m.String()}, rows: scores.Units, columns: columns,
		row: func(u oversight.UnitScore) []any {
			var rank any = u.Rank
			switch {
			case u.Rank == 0 && !u.Small:
				rank = ""
			case u.Small:
				rank = text.T(ctx, text.ScoreNoRank)
			}
			name := scoreName(g, &u)
			if u.Station == nil {
				name = g.Full(u.Place)
			}
			back, out := 0, []any{rank, name, u.Persons, u.Score.Points, u.Score.Points - u.Before}
			for _, l := range lines {
				x, _ := u.Score.Line(l)
				out, back = append(out, x.Count, x.Taken), back+x.Restored
			}
			return append(out, back, u.Score.Clean)
		},
	})
}
