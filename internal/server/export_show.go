package server

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"path"
	"time"

	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/export"
)

// exportShow shows one export with its progress.
func (s *Server) exportShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "export")
	if err != nil {
		return err
	}
	ctx := r.Context()
	e, err := s.Exports.Show(ctx, actorOf(r), id)
	if err != nil {
		return err
	}
	v := pages.ShowView{Title: exportWords(ctx, &e), About: e.About, List: exportsPath, State: exportState(ctx, &e, true), Pairs: exportPairs(ctx, &e), Acts: exportActs(ctx, &e)}
	if !e.Over() {
		v.Live = exportHref(id)
	}
	return s.page(w, r, v.Title, pages.Show(v))
}

func exportPairs(ctx context.Context, e *store.Export) []components.Pair {
	all := []components.Pair{{Name: text.T(ctx, text.ExportAskedAt), Value: text.Moment(ctx, e.CreatedAt)}}
	if e.FinishedAt != nil {
		all = append(all, components.Pair{Name: text.T(ctx, text.ExportFinishedAt), Value: text.Moment(ctx, *e.FinishedAt)})
	}
	if e.Ready() {
		all = append(all,
			components.Pair{Name: text.T(ctx, text.ExportFile), Value: text.T(ctx, text.ExportFileNote, "Name", *e.FileName, "Size", sizeWords(ctx, *e.FileSize))},
			components.Pair{Name: text.T(ctx, text.ExportSha256), Value: *e.FileSha256},
			components.Pair{Name: text.T(ctx, text.ExportExpiresAt), Value: text.Moment(ctx, e.ExpiresAt)})
	}
	return all
}

// sizeWords is a size in KB, from a megabyte on in MB, rounded up.
func sizeWords(ctx context.Context, n int64) string {
	if n < 1<<20 {
		return text.T(ctx, text.ExportKilobytes, "Number", int((n+1<<10-1)>>10))
	}
	return text.T(ctx, text.ExportMegabytes, "Number", int((n+1<<20-1)>>20))
}

// downloadTime is what a slow connection gets for a large file.
const downloadTime = 15 * time.Minute

// exportFile gives an export's file out, as a file whatever it is; that it was taken stands in the audit log.
func (s *Server) exportFile(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "export")
	if err != nil {
		return err
	}
	e, content, err := s.Exports.Download(r.Context(), actorOf(r), id)
	if err != nil {
		return err
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(downloadTime)) // without it the usual time holds
	h := w.Header()
	h.Set("Content-Security-Policy", filePolicy)
	h.Set("Content-Type", *e.MediaType)
	h.Set("Content-Disposition", `attachment; filename="export`+path.Ext(url.PathEscape(*e.FileName))+`"; filename*=UTF-8''`+url.PathEscape(*e.FileName))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	return nil
}

// exportCancel stops an export that waits or is being made.
func (s *Server) exportCancel(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "export")
	if err != nil {
		return err
	}
	if err := s.Exports.Cancel(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	return s.done(w, r, exportHref(id), text.ExportCancelled)
}

// exportDelete removes an export that is over, with its file.
func (s *Server) exportDelete(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "export")
	if err != nil {
		return err
	}
	if err := s.Exports.Delete(r.Context(), actorOf(r), id); err != nil {
		return err
	}
	return s.done(w, r, exportsPath, text.ExportDeleted)
}
