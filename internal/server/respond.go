package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"

	"github.com/a-h/templ"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/layout"
)

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render writes a component with a status. It is rendered whole before the status goes out, so that a page is never half an error.
func (s *Server) render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	d := requestOf(r).drafting
	if d != nil {
		d.begin(status)
	}
	if err := c.Render(r.Context(), b); err != nil {
		return err
	}
	page := b.Bytes()
	if d != nil && len(d.shown) > 0 {
		filled, err := d.fill(page)
		if err != nil {
			return err
		}
		page = filled
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Add("Vary", "HX-Request")
	h.Set("Content-Language", string(text.From(r.Context()).Lang()))
	w.WriteHeader(status)
	_, err := w.Write(page)
	return ignoreGone(err)
}

// ignoreGone drops the error of writing to a client that no longer listens.
func ignoreGone(error) error { return nil }

// actorOf returns who acts in the request; a handler of a row with an action always has one.
func actorOf(r *http.Request) access.Actor { return session.From(r.Context()).Actor }

// page answers with content inside the shell of whoever is signed in, bare otherwise.
func (s *Server) page(w http.ResponseWriter, r *http.Request, title string, content templ.Component) error {
	return s.pageStatus(w, r, http.StatusOK, s.shell(r, title), content)
}

// pageStatus is page with another status and a frame that the handler has changed.
func (s *Server) pageStatus(w http.ResponseWriter, r *http.Request, status int, p layout.Page, content templ.Component) error {
	frame := layout.Shell(p)
	if p.Account == "" {
		frame = layout.Bare(p)
	}
	return s.render(w, r, status, templ.ComponentFunc(func(ctx context.Context, out io.Writer) error {
		return frame.Render(templ.WithChildren(ctx, content), out)
	}))
}

// redirect sends the browser to an address of this service, after a form with GET. What was kept of a form is done with then.
func (s *Server) redirect(w http.ResponseWriter, r *http.Request, path string) error {
	if !session.Local(path) {
		path = layout.HomePath
	}
	s.dropSaved(r)
	w.Header().Set("Location", path)
	w.WriteHeader(http.StatusSeeOther)
	return nil
}

// done leaves a note that something is done and sends the browser on.
func (s *Server) done(w http.ResponseWriter, r *http.Request, path string, key text.Key, args ...any) error {
	s.Sessions.Leave(r.Context(), session.Note{Tone: string(layout.ToneDone), Key: key, Args: noteArgs(r.Context(), args)})
	return s.redirect(w, r, path)
}

// again answers a form that was refused with the same form, filled as it was and with its errors: invalid (422), conflict (409), too
// large (413) or of a kind that is not taken (415). Any other error is returned as it is. form makes the page's content of the errors.
func (s *Server) again(w http.ResponseWriter, r *http.Request, err error, title string, form func(components.Errors) templ.Component) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || (f.Kind != fault.Invalid && f.Kind != fault.Conflict && f.Kind != fault.TooLarge && f.Kind != fault.Unsupported) {
		return err
	}
	ctx := r.Context()
	es := errorsOf(ctx, f.Fields)
	if len(es) == 0 {
		es = components.Errors{{Message: formSentence(ctx, f)}}
	}
	return s.pageStatus(w, r, statusOf[f.Kind], s.shell(r, title), form(es))
}

// formSentence is what a fault without fields says above the form.
func formSentence(ctx context.Context, f *fault.Error) string {
	if f.Key != "" {
		return text.Fill(ctx, f.Key, f.Args)
	}
	return text.Of(ctx, text.FamilyFaultHelp, f.Kind)
}

// wordsOfFault is why one row of a form for many was refused, in a sentence.
func wordsOfFault(ctx context.Context, err error) string {
	f, ok := errors.AsType[*fault.Error](err)
	switch {
	case !ok:
		return text.Of(ctx, text.FamilyFaultHelp, fault.KindOf(err))
	case len(f.Fields) > 0:
		return text.Fill(ctx, f.Fields[0].Key, f.Fields[0].Args)
	}
	return formSentence(ctx, f)
}

// distinctFaults are the sentences of rows that cannot be named, each once, in order.
func distinctFaults[K comparable](ctx context.Context, all map[K]error) []string {
	var out []string
	for _, err := range all {
		out = append(out, wordsOfFault(ctx, err))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// errorsOf puts what is wrong with a form into words.
func errorsOf(ctx context.Context, fs []fault.Field) components.Errors {
	var out components.Errors
	for _, f := range fs {
		out = append(out, components.Error{Name: f.Name, Message: text.Fill(ctx, f.Key, f.Args)})
	}
	return out
}

func labelOf(ctx context.Context, e components.Error) string {
	switch {
	case e.Label != "":
		return e.Label
	case text.Has(text.FamilyField, e.Name):
		return text.Of(ctx, text.FamilyField, e.Name)
	}
	return e.Name
}

// noteArgs are the arguments of a note, dates and keys in words, since a session keeps them as text.
func noteArgs(ctx context.Context, args []any) map[string]any {
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		v := args[i+1]
		switch x := v.(type) {
		case text.Key:
			v = text.T(ctx, x)
		case date.Date:
			v = text.Date(ctx, x)
		case date.Month:
			v = text.Month(ctx, x)
		case text.Fen:
			v = text.Money(ctx, int64(x))
		}
		m[args[i].(string)] = v
	}
	return m
}
