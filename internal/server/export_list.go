package server

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/paper/export"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/export"
)

const exportsPath = "/exports"

func exportHref(id uuid.UUID) string { return exportsPath + "/" + id.String() }

// exportList shows the files that the account has asked for under its posting.
func (s *Server) exportList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	all, err := s.Exports.List(ctx, actorOf(r))
	if err != nil {
		return err
	}
	v := pages.ListView{Note: text.T(ctx, text.ExportNote, "Days", int(export.Life/(24*time.Hour))), Table: components.TableView{
		Caption: text.T(ctx, text.ExportTitle),
		Columns: []components.Column{
			{Label: text.T(ctx, text.ExportWhat), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.ExportState), Phone: components.PhoneWide}, {Label: text.T(ctx, text.ExportAskedAt)},
			{Label: text.T(ctx, text.ExportExpiresAt), Phone: components.PhoneNone}, {Label: text.T(ctx, text.ExportTodo), Quiet: true, Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.ExportEmpty), Note: text.T(ctx, text.ExportEmptyNote), Icon: icon.Download},
	}}
	for i := range all {
		e := &all[i]
		if !e.Over() {
			v.Live = exportsPath
		}
		v.Table.Rows = append(v.Table.Rows, components.Row{Href: exportHref(e.ID), Cells: []components.Cell{
			{Words: exportWords(ctx, e), Sub: e.About}, {Body: pages.State(exportState(ctx, e, false))}, {Words: text.Moment(ctx, e.CreatedAt)}, {Words: exportKept(ctx, e)},
			{Body: pages.Acts(exportActs(ctx, e))},
		}})
	}
	return s.page(w, r, text.T(ctx, text.ExportTitle), pages.List(v))
}

// exportWords says what an export is.
func exportWords(ctx context.Context, e *store.Export) string {
	return text.Of(ctx, text.FamilyExportKind, e.Kind)
}

// exportKept is until when the file is kept; nothing where there is none.
func exportKept(ctx context.Context, e *store.Export) string {
	if !e.Ready() {
		return ""
	}
	return text.Moment(ctx, e.ExpiresAt)
}

// exportLooks are the mark of each state.
var exportLooks = map[string]components.MarkView{
	store.ExportWaiting: {Tone: components.Due, Icon: icon.Clock}, store.ExportRunning: {Tone: components.Due, Icon: icon.CirclePlay}, store.ExportDone: {Tone: components.Done, Icon: icon.CircleCheck},
	store.ExportFailed: {Tone: components.Late, Icon: icon.CircleAlert}, store.ExportCancelled: {Tone: components.Shut, Icon: icon.CircleX},
}

// exportState is how far an export is; whole adds why it failed.
func exportState(ctx context.Context, e *store.Export, whole bool) pages.StateView {
	v := pages.StateView{Mark: exportLooks[e.State]}
	v.Mark.Words = text.Of(ctx, text.FamilyExportState, e.State)
	if e.State == store.ExportRunning {
		v.Progress = &pages.ProgressView{Label: text.T(ctx, text.ExportProgressLabel, "What", exportWords(ctx, e)), Done: e.Done, Total: e.Total}
	}
	if e.Failure != nil && whole {
		v.Why = text.Of(ctx, text.FamilyExportFailure, *e.Failure)
	}
	return v
}

func exportActs(ctx context.Context, e *store.Export) pages.ActsView {
	v := pages.ActsView{What: exportWords(ctx, e), File: e.Ready()}
	switch {
	case e.Ready():
		v.Download, v.Delete = exportHref(e.ID)+"/file", exportHref(e.ID)+"/delete"
	case e.Over():
		v.Delete = exportHref(e.ID) + "/delete"
	default:
		v.Cancel = exportHref(e.ID) + "/cancel"
	}
	return v
}
