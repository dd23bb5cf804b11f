package server

import (
	"net/http"
	"net/url"
	"strings"

	"xinsheng/internal/session"
)

// backField is the part of an address that says where one came from and returns to.
const backField = "back"

// backOr is where one came from, or the usual place; an address of another site is none.
func backOr(f *Form, usual string) string {
	if b := f.Typed(backField); session.Local(b) {
		return b
	}
	return usual
}

// withBack is the address path, taking along where the request came from.
func withBack(r *http.Request, path string) string {
	if back := backOr(readQuery(r), ""); back != "" {
		return backTo(path, back)
	}
	return path
}

// backTo is the address path, from which one comes back to where.
func backTo(path, where string) string {
	path, spot, marked := strings.Cut(path, "#")
	sign := "?"
	if strings.Contains(path, "?") {
		sign = "&"
	}
	path += sign + url.Values{backField: {where}}.Encode()
	if marked {
		path += "#" + spot
	}
	return path
}
