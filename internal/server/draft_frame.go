package server

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// drafting is one page's knowledge of its account's drafts; they are read when the first form asks.
type drafting struct {
	s       *Server
	r       *http.Request
	actor   access.Actor
	any     bool // there are drafts at all
	loaded  bool
	drafts  []casework.Draft
	filling bool // forms of this page show their drafts again
	shown   []casework.Draft
}

// withDrafting lets the forms of the request's pages keep what is typed into them.
func (s *Server) withDrafting(ctx context.Context, r *http.Request, signed *session.Signed) context.Context {
	d := &drafting{s: s, r: r, actor: signed.Actor, any: signed.Drafts > 0}
	requestOf(r).drafting = d
	return components.WithDrafting(ctx, d.of)
}

// draftName names a form among the drafts: its address without where one came from, and the part that tells it from others of that address. It is "" for an
// address that is none of ours.
func draftName(action, part string) string {
	u, err := url.Parse(action)
	if err != nil || u.IsAbs() || u.Host != "" || !session.Local(u.Path) {
		return ""
	}
	q := u.Query()
	q.Del(backField)
	name := u.Path
	if len(q) > 0 {
		name += "?" + q.Encode()
	}
	if part != "" {
		name += "#" + part
	}
	return name
}

// draftAt is the place in the table to which the form of the name is sent, with what its path names; empty when there is none.
func (s *Server) draftAt(name string) *chi.Context {
	c := chi.NewRouteContext()
	if u, err := url.Parse(name); err == nil && !u.IsAbs() && u.Host == "" && session.Local(u.Path) && len(name) <= draftNameLimit {
		s.mux.Match(c, http.MethodPost, u.Path)
	}
	return c
}

// draftRoute is the row of the table that takes the form of the name; false when what is typed into it is not kept, or the actor, nil for anybody, may not
// send it.
func (s *Server) draftRoute(actor *access.Actor, name string) (Route, *chi.Context, bool) {
	c := s.draftAt(name)
	rt, ok := s.drafted[c.RoutePattern()]
	return rt, c, ok && (actor == nil || actor.May(rt.Action))
}

// draftNameLimit is how long the name of a draft may be, in bytes.
const draftNameLimit = 600

// of says how what is typed into a form is kept.
func (d *drafting) of(action, part string) *components.DraftView {
	if d.r.Method == http.MethodGet && d.r.URL.Query().Has(againField) {
		part += "again=" + d.r.URL.Query().Get(againField)
	}
	name := draftName(action, part)
	if sent := requestOf(d.r).draft; sent != "" && (sent == name || strings.HasPrefix(sent, name+"#")) {
		name = sent
	}
	if _, _, ok := d.s.draftRoute(&d.actor, name); !ok {
		return nil
	}
	v := &components.DraftView{Form: name, Page: d.s.draftPage(d.r), KeepTo: draftsPath, DropTo: draftsPath + "/discard", Now: requestOf(d.r).draft == name}
	for _, kept := range d.all() {
		if kept.Form != name {
			continue
		}
		v.At = draftTime(kept.Saved)
		if d.filling {
			v.Restored = text.Moment(d.r.Context(), kept.Saved)
			d.shown = append(d.shown, kept)
		}
	}
	return v
}

// draftTime is an instant as a form carries it.
func draftTime(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }

// draftPage is the address of the page the request's form stands on; after a refused form that of the page before.
func (s *Server) draftPage(r *http.Request) string {
	if page := requestOf(r).draftPage; page != "" {
		return page
	}
	return s.address(r)
}

func (d *drafting) all() []casework.Draft {
	if !d.any || d.loaded {
		return d.drafts
	}
	d.loaded = true
	var err error
	if d.drafts, err = d.s.Work.Drafts(d.r.Context(), d.actor); err != nil { // the page is good without
		d.s.Log.LogAttrs(d.r.Context(), slog.LevelError, "drafts", slog.String("request", requestIDOf(d.r)), slog.String("error", err.Error()))
	}
	return d.drafts
}

// begin says, before a page is rendered, whether its forms show their drafts: not where they show what was sent just now.
func (d *drafting) begin(status int) {
	d.filling, d.shown = status == http.StatusOK && requestOf(d.r).draft == "", nil
}

// fill puts the drafts into the forms of the rendered page.
func (d *drafting) fill(page []byte) ([]byte, error) {
	var out bytes.Buffer
	err := fillForms(&out, page, d.shown)
	return out.Bytes(), err
}

// noteDraft remembers which draft a form belongs to and where the form stands.
func noteDraft(r *http.Request, f *Form) {
	q := requestOf(r)
	q.draft = f.Typed(components.FieldDraft)
	if page := f.Typed(components.FieldDraftPage); session.Local(page) {
		q.draftPage = page
	}
}

// dropSaved removes the draft of a form that has been saved.
func (s *Server) dropSaved(r *http.Request) {
	q := requestOf(r)
	if r.Method != http.MethodPost || q.draft == "" || q.drafting == nil || !q.drafting.any {
		return
	}
	if err := s.Work.DropDraft(r.Context(), q.drafting.actor, q.draft); err != nil { // what was sent is saved all the same
		s.Log.LogAttrs(r.Context(), slog.LevelError, "draft stays", slog.String("request", q.id), slog.String("error", err.Error()))
	}
}

// says is the name of a form that is a sentence of its own.
func says(key text.Key) func(context.Context) string {
	return func(ctx context.Context) string { return text.T(ctx, key) }
}

// named is the name of a form that is a value of a family.
func named[T ~string](family text.Family, value T) func(context.Context) string {
	return func(ctx context.Context) string { return text.Of(ctx, family, value) }
}
