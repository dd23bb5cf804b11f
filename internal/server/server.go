package server

import (
	"log/slog"
	"net/http"
	"net/netip"
	"sync/atomic"

	"xinsheng/internal/casework"
	"xinsheng/internal/ledger"
	"xinsheng/internal/oversight"
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
	Sessions *session.Keeper
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
	ready   atomic.Bool
	places  gazetteer
}

// New returns a server for the table of routes; a wrong row is an error.
func New(d Deps) (*Server, error) {
	s := &Server{Deps: d, known: map[string]bool{}}
	routes := Routes()
	if err := checkRoutes(routes); err != nil {
		return nil, err
	}
	for _, rt := range routes {
		s.known[rt.Method+" "+rt.Path] = true
	}
	s.handler = s.router(routes)
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// SetReady says that what has to be done before the first request is done; until then /readyz answers 503.
func (s *Server) SetReady() { s.ready.Store(true) }
