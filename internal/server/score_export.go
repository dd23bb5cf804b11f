package server

import (
	"net/http"

	"xinsheng/internal/access"
	"xinsheng/internal/oversight"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
)

// scoreUnitExport answers with a unit's score line by line as a workbook.
func (s *Server) scoreUnitExport(w http.ResponseWriter, r *http.Request) error {
	place, err := pathDivision(r, "scored")
	if err != nil {
		return err
	}
	u, err := s.Oversee.ScoreOf(r.Context(), actorOf(r), s.scoreMonth(r), place)
	if err != nil {
		return err
	}
	return s.scoreSheet(w, r, &u, access.ScoreView)
}

// scoreSheet answers with a score as a sum: what it began with, each line with what it took and what appeals gave back, to the points.
func (s *Server) scoreSheet(w http.ResponseWriter, r *http.Request, u *oversight.ScoredUnit, action access.Action) error {
	ctx := r.Context()
	g, err := s.gazetteerOn(ctx, u.Month.Last())
	if err != nil {
		return err
	}
	name := scoreName(g, &u.UnitScore)
	if u.Station == nil {
		name = g.Full(u.Place)
	}
	rows := [][]any{{text.T(ctx, text.ScoreStart), "", "", u.Score.Start, ""}}
	for _, l := range u.Score.Lines {
		rows = append(rows, []any{text.Of(ctx, text.FamilyScoreLine, l.Line), l.Count, l.Each, -l.Taken, l.Restored})
	}
	rows = append(rows, []any{text.T(ctx, text.ScoreClean), "", "", "", u.Score.Clean}, []any{text.T(ctx, text.ScoreFloor), "", "", "", u.Score.Floor},
		[]any{text.T(ctx, text.ScorePoints), "", "", u.Score.Points, ""})
	return takeAlong(s, w, r, listBook[[]any]{
		title: text.T(ctx, text.ScoreOf, "Place", name, "Month", u.Month), note: text.MeetingSheetNote, list: "scores", action: action, filters: map[string]any{"month": u.Month.String()}, rows: rows, total: true,
		columns: []workbook.Column{head(ctx, text.ScoreLine, widePlace), head(ctx, text.ScoreCount, 0), head(ctx, text.ScoreEach, 0), head(ctx, text.ScoreTakenPoints, 0), head(ctx, text.ScoreRestored, 0)},
		row:     func(x []any) []any { return x },
	})
}
