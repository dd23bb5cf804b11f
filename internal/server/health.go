package server

import (
	"net/http"
	"os"
	"path"
	"strings"

	"xinsheng/internal/fault"
	"xinsheng/web"
)

// healthz answers as long as the process does.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) error {
	return plainText(w, http.StatusOK, "ok")
}

// readyz answers 200 once the figures are caught up and while the database answers.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) error {
	if !s.ready.Load() {
		return plainText(w, http.StatusServiceUnavailable, "starting")
	}
	if err := s.Store.Ping(r.Context()); err != nil {
		return plainText(w, http.StatusServiceUnavailable, "no database")
	}
	return plainText(w, http.StatusOK, "ready")
}

func plainText(w http.ResponseWriter, status int, words string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write([]byte(words + "\n"))
	return ignoreGone(err)
}

// asset serves the built stylesheet, scripts and icons. Names with a hash never change and may be kept for ever.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) error {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), strings.TrimSuffix(web.AssetPrefix, "/")+"/")
	f, err := web.Static().Open(name)
	if err != nil {
		if os.IsNotExist(err) {
			return fault.ErrNotFound()
		}
		return fault.Wrap(fault.NotFound, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return fault.ErrNotFound()
	}
	w.Header().Set("Cache-Control", "no-cache")
	if web.Immutable(name) {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeFileFS(w, r, web.Static(), name)
	return nil
}
