package server

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/score"
)

const stationScoresPath = scoresPath + "/stations"

// stationScorePath is the address of a station's score; 0: of their ranking.
func stationScorePath(station int64, m date.Month) string {
	path := stationScoresPath
	if station != 0 {
		path += "/" + strconv.FormatInt(station, 10)
	}
	return path + "?" + url.Values{"month": {m.String()}}.Encode()
}

// stationRank shows the police stations by their scores of a month. A month that is not over is refused, and the last one shown.
func (s *Server) stationRank(w http.ResponseWriter, r *http.Request) error {
	v, err := s.stationRankView(r, s.scoreMonth(r))
	if err == nil {
		return s.page(w, r, v.Title, pages.Rank(v))
	}
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	v, verr := s.stationRankView(r, s.Clock.Today().Month()-1)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Rank(v)
	})
}

func (s *Server) stationRankView(r *http.Request, m date.Month) (v pages.RankView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	scores, err := s.Oversee.StationScores(ctx, actor, m)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteerOn(ctx, m.Last())
	if err != nil {
		return v, err
	}
	v = pages.RankView{Title: text.T(ctx, text.ScoreStationTitle), Note: text.T(ctx, text.ScoreStationNote, "Month", m), Appeal: components.Link{Words: text.T(ctx, text.AppealTitle), Href: appealsPath},
		Law: text.T(ctx, text.ScoreLaw, "Law", text.Citation(ctx, scoreLaw)), Means: scoreMeans(ctx, scores.Weights, rehab.ScoreStation)}
	if actor.May(access.ScoreView) {
		v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.ScoreTitle), Href: scoreQuery(m, 0)}, {Label: v.Title}}
	}
	v.Month = s.scoreMonths(ctx, m, stationScoresPath, func(m date.Month) string { return stationScorePath(0, m) })
	if b := scores.Whole; b != nil {
		v.Whole = &components.Link{Words: text.T(ctx, text.ScoreStationWhole, "Place", b.Station.Name, "Count", b.Score.Points), Href: stationScorePath(b.Station.ID, m)}
	}
	v.Table = rankTable(ctx, g, &scores)
	v.Table.Caption = v.Title
	v.Excel = excelAddress(r, len(scores.Units))
	return v, nil
}

// stationRankExport answers with the ranking of the same address as a workbook.
func (s *Server) stationRankExport(w http.ResponseWriter, r *http.Request) error {
	scores, err := s.Oversee.StationScores(r.Context(), actorOf(r), s.scoreMonth(r))
	if err != nil {
		return err
	}
	return s.scoreBook(w, r, text.T(r.Context(), text.ScoreStationTitle)+" "+text.Month(r.Context(), scores.Month), access.StationScore, &scores)
}

// pathStation reads the unit in a path.
func pathStation(r *http.Request) (int64, error) { return pathNumber(r, "scored_station") }

// stationShow shows a station's score line by line. A month that is not over is refused, and the last one shown.
func (s *Server) stationShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.stationView(r, s.scoreMonth(r))
	if err == nil {
		return s.page(w, r, v.Title, pages.Unit(v))
	}
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	v, verr := s.stationView(r, s.Clock.Today().Month()-1)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors = es
		return pages.Unit(v)
	})
}

func (s *Server) stationView(r *http.Request, m date.Month) (v pages.UnitView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	station, err := pathStation(r)
	if err != nil {
		return v, err
	}
	u, err := s.Oversee.StationScoreOf(ctx, actor, m, station)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteerOn(ctx, m.Last())
	if err != nil {
		return v, err
	}
	v = s.scoredView(r, g, &u, rehab.ScoreStation)
	v.Excel = stationScoresPath + "/" + strconv.FormatInt(station, 10) + "/export?" + url.Values{"month": {m.String()}}.Encode()
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.ScoreStationTitle), Href: stationScorePath(0, m)}, {Label: v.Title}}
	v.Month = s.scoreMonths(ctx, m, stationScoresPath+"/"+strconv.FormatInt(station, 10), func(m date.Month) string { return stationScorePath(station, m) })
	if actor.May(access.StationAppeal) && actor.Unit == station && !u.Station.Bureau {
		s.appealForm(ctx, &u, &v)
	}
	return v, nil
}

// stationExport answers with a station's score line by line as a workbook.
func (s *Server) stationExport(w http.ResponseWriter, r *http.Request) error {
	station, err := pathStation(r)
	if err != nil {
		return err
	}
	u, err := s.Oversee.StationScoreOf(r.Context(), actorOf(r), s.scoreMonth(r), station)
	if err != nil {
		return err
	}
	return s.scoreSheet(w, r, &u, access.StationScore)
}

// stationAppeal files an appeal of the actor's own station against a line of its score.
func (s *Server) stationAppeal(w http.ResponseWriter, r *http.Request) error {
	station, err := pathStation(r)
	if err != nil {
		return err
	}
	return s.fileAppeal(w, r, oversight.AppealForm{Unit: station}, s.stationView)
}
