package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"xinsheng/internal/access"
	"xinsheng/internal/fault"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
)

// compressLevel is gzip's; higher levels cost processor time that pages of 20 KB do not repay.
const compressLevel = 5

// router builds the tree of routes under the middleware.
func (s *Server) router(routes []Route) *chi.Mux {
	r := chi.NewRouter()
	r.Use(s.requestID, s.accessLog, s.recoverPanic, s.headers, s.limitTime,
		middleware.Compress(compressLevel, "text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"), s.speak, s.refuseForeign)
	for _, rt := range routes {
		if rt.Plain {
			r.Method(rt.Method, rt.Path, s.plain(rt))
		}
	}
	r.Group(func(r chi.Router) {
		r.Use(s.Sessions.Middleware(s.fail), noteLoaded)
		for _, rt := range routes {
			if !rt.Plain {
				r.Method(rt.Method, rt.Path, s.guard(rt))
			}
		}
		r.NotFound(s.nowhere(http.StatusNotFound))
		r.MethodNotAllowed(s.nowhere(http.StatusMethodNotAllowed))
	})
	return r
}

func (s *Server) plain(rt Route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := rt.Handler(s, w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// guard finds out who asks, whether they may, and lets the row's handler answer.
func (s *Server) guard(rt Route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		signed, outcome, err := s.Sessions.Current(r.Context())
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if signed != nil {
			r = r.WithContext(s.as(r, signed))
		}
		if err := s.serve(rt, signed, outcome, w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

func (s *Server) serve(rt Route, signed *session.Signed, outcome session.Outcome, w http.ResponseWriter, r *http.Request) error {
	switch {
	case rt.Public != "":
		return rt.Handler(s, w, r)
	case signed == nil:
		return s.signInFirst(w, r, rt, outcome)
	case rt.Action == access.SessionOwn:
		return rt.Handler(s, w, r)
	case signed.MustChange:
		return s.redirect(w, r, passwordPath)
	case signed.Actor.Posting == 0:
		return fault.New(fault.Forbidden, text.SessionNoPosting)
	case !signed.Actor.May(rt.Action):
		return fault.ErrNotFound() // what a role may not see does not exist for it (DOMAIN §2)
	}
	return rt.Handler(s, w, r)
}

// nowhere answers addresses that the table does not have.
func (s *Server) nowhere(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		signed, _, err := s.Sessions.Current(r.Context())
		if err == nil && signed != nil {
			r = r.WithContext(s.as(r, signed))
		}
		s.problem(w, r, status, fault.ErrNotFound())
	}
}

// noteLoaded says that from here on there is a session.
func noteLoaded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requestOf(r).loaded = true
		next.ServeHTTP(w, r)
	})
}
