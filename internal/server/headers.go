package server

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"xinsheng/internal/fault"
	"xinsheng/internal/text"
)

var errPanic = errors.New("server: a handler panicked")

// policy is the final Content-Security-Policy: only our own files, no inline style or script, no frame around us, no form to elsewhere.
// connect-src is for htmx, which fetches parts of our own pages.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// headers sets what every answer carries. Pages hold personal data and are never stored; assets override that.
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin") // not no-referrer: that makes browsers send Origin: null with our own forms
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// refuseForeign refuses forms that other sites' pages send. The standard library's check lets requests without Sec-Fetch-Site and
// Origin pass, as programs send them; no browser we serve sends a form without both, so those are refused too.
func (s *Server) refuseForeign(next http.Handler) http.Handler {
	refuse := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, fault.New(fault.Forbidden, text.FaultFormForeign))
	})
	p := http.NewCrossOriginProtection()
	p.SetDenyHandler(refuse)
	checked := p.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		safe := r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions
		if !safe && r.Header.Get("Sec-Fetch-Site") == "" && r.Header.Get("Origin") == "" {
			refuse(w, r)
			return
		}
		checked.ServeHTTP(w, r)
	})
}

// clientAddress is where the request comes from: the connection's other end, or, when that is a trusted proxy, the last address in
// X-Forwarded-For that is not one.
func (s *Server) clientAddress(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if !s.trusted(host) {
		return host
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		hop = strings.TrimSpace(hop)
		if _, err := netip.ParseAddr(hop); err != nil {
			return host
		}
		if host = hop; !s.trusted(hop) {
			return host
		}
	}
	return host
}

func (s *Server) trusted(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && slices.ContainsFunc(s.Proxies, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
}
