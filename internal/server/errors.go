package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/layout"
)

// statusOf is the one map from kinds of error to HTTP statuses.
var statusOf = map[fault.Kind]int{
	fault.NotFound:  http.StatusNotFound,
	fault.Invalid:   http.StatusUnprocessableEntity,
	fault.Conflict:  http.StatusConflict,
	fault.Forbidden: http.StatusForbidden,
	fault.TooLarge:  http.StatusRequestEntityTooLarge,
	fault.Internal:  http.StatusInternalServerError,

	fault.Unsupported: http.StatusUnsupportedMediaType,
}

// statusGivenUp is logged for a request whose client has gone away; nobody receives it.
const statusGivenUp = 499

// fail answers with the page for err.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		w.WriteHeader(statusGivenUp)
		return
	}
	kind := fault.KindOf(err)
	if kind == fault.Internal {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("request", requestIDOf(r)), slog.String("error", err.Error()))
	}
	s.problem(w, r, statusOf[kind], err)
}

// problem writes the page that says what went wrong, in words; only an internal error carries a number, that of the log.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, status int, err error) {
	ctx := r.Context()
	v := layout.Problem{Kind: string(fault.KindOf(err))}
	if f, ok := errors.AsType[*fault.Error](err); ok {
		v.Message = sentence(ctx, f)
	}
	if status == http.StatusInternalServerError {
		v.Reference = requestIDOf(r)
	}
	page := s.shell(r, text.Of(ctx, text.FamilyFault, v.Kind))
	if err := s.render(w, r, status, layout.ProblemPage(page, v)); err != nil {
		s.Log.LogAttrs(ctx, slog.LevelError, "problem page failed", slog.String("request", requestIDOf(r)), slog.String("error", err.Error()))
		http.Error(w, text.Of(ctx, text.FamilyFault, fault.Internal), http.StatusInternalServerError)
	}
}

// sentence is the fault in words: its own sentence, else those of its fields.
func sentence(ctx context.Context, f *fault.Error) string {
	if f.Key != "" {
		return text.Fill(ctx, f.Key, f.Args)
	}
	var all []string
	for _, e := range errorsOf(ctx, f.Fields) {
		all = append(all, text.T(ctx, text.FormError, "Label", labelOf(ctx, e), "Message", e.Message))
	}
	return text.Join(ctx, all)
}
