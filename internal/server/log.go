package server

import (
	"io"
	"log/slog"
)

// NewLog returns the program's log: one JSON object a line. Types that hold personal data say themselves what of them may be logged
// (slog.LogValuer); attributes whose very name promises such data are blanked, should one ever be written.
func NewLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if forbidden[a.Key] {
			return slog.String(a.Key, "…")
		}
		return a
	}}))
}

var forbidden = map[string]bool{"name": true, "login": true, "password": true, "document": true, "phone": true, "id_number": true, "address": true, "query": true}
