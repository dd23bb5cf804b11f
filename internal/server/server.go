package server

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"sync/atomic"

	"github.com/go-chi/chi/v5"

	"xinsheng/internal/casework"
	"xinsheng/internal/ledger"
	"xinsheng/internal/oversight"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/registry"
	"xinsheng/internal/session"
	"xinsheng/internal/store"
)

// Deps are what the server works with. All are needed unless their comment says otherwise.
type Deps struct {
	Store    *store.Store
	Work     *casework.Work
	Registry *registry.Registry
	Ledger   *ledger.Office
	Oversee  *oversight.Office
	Papers   *paper.Desk
	Sessions *session.Keeper
	Exports  *export.Desk
	Print    func(ctx context.Context, html []byte) (press.PDF, error) // nil: files that have to be printed are not made
	Clock    session.Clock
	Log      *slog.Logger

	Secure  bool           // reached over https only: strict transport security
	Proxies []netip.Prefix // whose X-Forwarded-For is believed; none: nobody's
	Demo    *Demo          // nil outside demonstrations
}

// Server answers requests.
type Server struct {
	Deps
	handler http.Handler
	known   map[string]bool // "GET /accounts": what the table has, so that no link leads nowhere
	mux     *chi.Mux
	drafted map[string]Route // rows of forms of which drafts are kept, by path
	ready   atomic.Bool
	places  gazetteer
	behind  behind
}

// New returns a server for the table of routes; a wrong row is an error.
func New(d Deps) (*Server, error) {
	s := &Server{Deps: d, known: map[string]bool{}, drafted: map[string]Route{}}
	routes := Routes()
	if err := checkRoutes(routes); err != nil {
		return nil, err
	}
	for _, rt := range routes {
		s.known[rt.Method+" "+rt.Path] = true
		if rt.Draft != nil {
			s.drafted[rt.Path] = rt
		}
	}
	s.mux = s.router(routes)
	s.registerDossiers()
	s.handler = s.mux
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// SetReady says that what has to be done before the first request is done; until then /readyz answers 503.
func (s *Server) SetReady() { s.ready.Store(true) }
