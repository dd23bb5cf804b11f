package server

import (
	"context"
	"net/http"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/split"
)

const splitsPath = "/splits"

func splitPath(s *store.Split) string { return splitsPath + "/" + s.ID.String() }

// splitList shows how villages are divided, those ahead first.
func (s *Server) splitList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, err := s.Work.Splits(ctx, actorOf(r))
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	t := components.TableView{
		Caption: text.T(ctx, text.SplitTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.SplitFrom), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.SplitInto), Phone: components.PhoneSub}, {Label: text.T(ctx, text.UnitMergeFrom)},
			{Label: text.T(ctx, text.SplitOpen), Num: true}, {Label: text.Of(ctx, text.FamilySplitAnswer, store.SplitGoes), Num: true}, {Label: text.Of(ctx, text.FamilySplitAnswer, store.SplitStays), Num: true},
			{Label: text.T(ctx, text.SplitState), Phone: components.PhoneSide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.SplitEmpty), Note: text.T(ctx, text.SplitEmptyNote), Icon: icon.Building2},
	}
	for i := range all {
		x := &all[i]
		t.Rows = append(t.Rows, components.Row{Href: splitPath(&x.Split), Cells: []components.Cell{
			{Words: g.Full(x.FromCode)}, {Words: g.Full(x.ToCode)}, {Words: text.Date(ctx, x.Day), Sub: x.Basis}, {Words: text.Number(ctx, x.Open)}, {Words: text.Number(ctx, x.Goes)},
			{Words: text.Number(ctx, x.Stay)}, {Body: components.Mark(splitMark(ctx, x))},
		}})
	}
	v := pages.ListView{Title: text.T(ctx, text.SplitTitle), Excel: excelAddress(r, len(all)), Table: t}
	return s.page(w, r, v.Title, pages.List(v))
}

// splitMark says how far a division is.
func splitMark(ctx context.Context, x *store.SplitLine) components.MarkView {
	switch n := x.Waiting(); {
	case x.AppliedAt != nil:
		return components.MarkView{Tone: components.Shut, Words: text.T(ctx, text.SplitApplied)}
	case n > 0:
		return components.MarkView{Tone: components.Due, Icon: icon.Clock, Words: text.T(ctx, text.SplitWaitingFor, "Count", n)}
	}
	return components.MarkView{Tone: components.Done, Words: text.T(ctx, text.SplitAllChosen)}
}

// splitListExport answers with the list as a workbook.
func (s *Server) splitListExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, err := s.Work.Splits(ctx, actorOf(r))
	if err != nil {
		return err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	return takeAlong(s, w, r, listBook[store.SplitLine]{
		title: text.T(ctx, text.SplitTitle), note: text.OfficedutySheetNote, rows: all,
		columns: []workbook.Column{
			head(ctx, text.SplitFrom, widePlace), head(ctx, text.SplitInto, widePlace), head(ctx, text.UnitMergeFrom, 0), fieldHead(ctx, "unit_basis", wideText), head(ctx, text.SplitOpen, 0),
			{Head: text.Of(ctx, text.FamilySplitAnswer, store.SplitGoes)}, {Head: text.Of(ctx, text.FamilySplitAnswer, store.SplitStays)}, head(ctx, text.SplitState, widePlace),
		},
		row: func(x store.SplitLine) []any {
			return []any{g.Full(x.FromCode), g.Full(x.ToCode), orEmpty(x.Day), x.Basis, x.Open, x.Goes, x.Stay, splitMark(ctx, &x).Words}
		},
	})
}
