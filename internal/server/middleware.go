package server

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"xinsheng/internal/session"
)

// requestTime is how long a request may work before its context is cancelled.
const requestTime = 30 * time.Second

type requestKey struct{}

// request is what the log says of a request once it is answered; guard fills in who asked.
type request struct {
	id     string
	signed *session.Signed
	loaded bool // the session is there: its notes may be taken

	drafting  *drafting // nil while nobody is signed in
	draft     string    // the draft of the form that was sent; empty when it has none
	draftPage string    // where that form stands
}

func requestOf(r *http.Request) *request {
	if q, ok := r.Context().Value(requestKey{}).(*request); ok {
		return q
	}
	return &request{}
}

// requestIDOf returns the number under which the log has the request.
func requestIDOf(r *http.Request) string { return requestOf(r).id }

// requestID gives each request a number of its own; one sent along is not believed.
func (s *Server) requestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := &request{id: rand.Text()[:16]}
		w.Header().Set("X-Request-Id", q.id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey{}, q)))
	})
}

// accessLog writes one line a request: the route's pattern and not the address, so that no key of a case or search gets into it.
func (s *Server) accessLog(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		defer func() {
			q := requestOf(r)
			attrs := []slog.Attr{
				slog.String("request", q.id), slog.String("method", r.Method), slog.String("route", chi.RouteContext(r.Context()).RoutePattern()),
				slog.Int("status", ww.Status()), slog.Int("bytes", ww.BytesWritten()), slog.Int64("us", time.Since(began).Microseconds()),
				slog.String("from", s.clientAddress(r)),
			}
			if q.signed != nil {
				attrs = append(attrs, slog.Any("who", q.signed))
			}
			s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
		}()
		next.ServeHTTP(ww, r)
	})
}

// recoverPanic answers 500 for a handler that panics; the stack goes to the log, the value does not, since it may quote data.
func (s *Server) recoverPanic(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			switch v {
			case nil:
				return
			case http.ErrAbortHandler:
				panic(v)
			}
			s.Log.LogAttrs(r.Context(), slog.LevelError, "panic", slog.String("request", requestIDOf(r)), slog.String("stack", string(debug.Stack())))
			requestOf(r).loaded = false // out here the request has no session to take a note from
			s.fail(w, r, errPanic)
		}()
		next.ServeHTTP(w, r)
	})
}

// limitTime cancels what takes longer than any page should, or any form with files.
func (s *Server) limitTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := requestTime
		if carriesFiles(r) {
			most = uploadTime + requestTime
		}
		ctx, cancel := context.WithTimeout(r.Context(), most)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}
