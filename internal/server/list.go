package server

import (
	"net/http"
	"net/url"
	"slices"

	"xinsheng/web/components"
)

// listLimit is how many rows a page of a list shows.
const listLimit = 50

// keyset is where in a list a page begins: after the row with a key, or, going back, before it. Its values stand in the address.
type keyset struct{ After, Before string }

func keysetOf(f *Form) keyset { return keyset{f.Typed("after"), f.Typed("before")} }

// back reports whether the page is reached by going back.
func (k keyset) back() bool { return k.Before != "" }

// cut takes the one row too many that was asked for off the rows of a page, and returns the page with the addresses of its neighbours.
// Rows are in the order of the list; key names a row.
func cut[T any](r *http.Request, k keyset, rows []T, limit int, key func(T) string) ([]T, components.PaginationView) {
	more := len(rows) > limit
	if more && k.back() {
		rows = rows[1:]
	} else if more {
		rows = rows[:limit]
	}
	v := components.PaginationView{Keys: len(rows) > 0}
	if len(rows) == 0 {
		return rows, v
	}
	if (k.back() && more) || (!k.back() && k.After != "") {
		v.Previous = addressWith(r, "before", key(rows[0]))
	}
	if k.back() || more {
		v.Next = addressWith(r, "after", key(rows[len(rows)-1]))
	}
	return rows, v
}

// addressWith returns the address of the request with another place in the list.
func addressWith(r *http.Request, name, value string) string {
	q := r.URL.Query()
	q.Del("after")
	q.Del("before")
	q.Set(name, value)
	return (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).String()
}

// window is cut for a list that is read whole because it is short: it takes the rows of one page out of all of them.
func window[T any](r *http.Request, k keyset, all []T, limit int, key func(T) string) ([]T, components.PaginationView) {
	at := func(name string) int { return slices.IndexFunc(all, func(x T) bool { return key(x) == name }) }
	from := 0
	if k.back() {
		from = max(0, at(k.Before)-limit)
	} else if k.After != "" {
		from = at(k.After) + 1
	}
	to := min(len(all), from+limit)
	v := components.PaginationView{Keys: to > from, From: min(from+1, to), To: to, Total: len(all)}
	if from > 0 {
		v.Previous = addressWith(r, "before", key(all[from]))
	}
	if to < len(all) {
		v.Next = addressWith(r, "after", key(all[to-1]))
	}
	return all[from:to], v
}
