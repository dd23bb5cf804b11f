package server

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/layout"
)

// beijing is the time zone of the law's days.
var beijing = time.FixedZone("+08:00", 8*60*60)

// shell fills the frame around a page for whoever is signed in.
func (s *Server) shell(r *http.Request, title string) layout.Page {
	p := layout.Page{Title: title, Path: s.address(r), Theme: layout.Theme(cookieValue(r, themeCookie)), Demo: s.Demo != nil}
	if requestOf(r).loaded {
		p.Flash = s.flash(r)
	}
	signed := session.From(r.Context())
	if signed == nil {
		return p
	}
	p.Account = signed.Actor.Name
	p.Posting = layout.Posting{ID: strconv.FormatInt(signed.Actor.Posting, 10), Role: string(signed.Actor.Role), Unit: signed.UnitName, Current: true}
	p.Printed = text.T(r.Context(), text.ShellPrinted, "Who", signed.Actor.Name, "Unit", signed.UnitName, "When", text.Moment(r.Context(), s.Clock.Now()))
	p.Postings = postingsOf(signed)
	p.AsOf = s.behind.since(r.Context(), s.Store)
	p.Nav = s.navOf(signed, r.URL.Path)
	if len(p.Nav) > 0 && r.URL.Path == p.Nav[0].Href { // the page where work begins
		p.Drafts, p.DraftsPath = signed.Drafts, draftsPath
	}
	p.Search = signed.Actor.May(access.CaseList) && s.known["POST "+layout.SearchPath]
	if s.Demo != nil {
		p.DayPath = dayPath
		if today := s.Clock.Today(); today != s.realDay() {
			p.LegalDay = today
		}
	}
	return p
}

// address is where the frame's own forms return to: the page itself, or the one a refused form was sent from.
func (s *Server) address(r *http.Request) string {
	if r.Method == http.MethodGet {
		return r.URL.RequestURI()
	}
	if from, err := url.Parse(r.Referer()); err == nil && from.Host == r.Host && session.Local(from.RequestURI()) && s.shows(from.Path) {
		return from.RequestURI()
	}
	at := *r.URL
	for at.Path != "" && !s.shows(at.Path) { // the page that the form of this address lies below
		at.Path, at.RawPath = at.Path[:strings.LastIndexByte(at.Path, '/')], ""
	}
	if at.Path == "" {
		return layout.HomePath
	}
	return at.RequestURI()
}

// shows reports whether there is a page at the path.
func (s *Server) shows(path string) bool {
	return s.mux.Match(chi.NewRouteContext(), http.MethodGet, path)
}

func postingsOf(signed *session.Signed) []layout.Posting {
	var out []layout.Posting
	for _, p := range signed.Postings {
		out = append(out, layout.Posting{
			ID: strconv.FormatInt(p.ID, 10), Role: string(p.Role), Unit: p.UnitName, Until: p.Until, Current: p.ID == signed.Actor.Posting,
		})
	}
	return out
}

// flash returns the note left for this page.
func (s *Server) flash(r *http.Request) *layout.Flash {
	n := s.Sessions.TakeNote(r.Context())
	if n == nil {
		return nil
	}
	f := &layout.Flash{Tone: layout.Tone(n.Tone), Text: text.Fill(r.Context(), n.Key, n.Args), Href: n.Href, Photo: n.Photo}
	if n.Link != "" {
		f.Link = text.T(r.Context(), n.Link)
	}
	return f
}
