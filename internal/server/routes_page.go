package server

import (
	"fmt"
	"strings"

	"xinsheng/internal/access"
)

//go:generate go run ./gen ../../docs/routes.md

// RoutesPage returns the table of routes as the page docs/routes.md: every address, and who may ask for it.
func RoutesPage() string {
	var b strings.Builder
	b.WriteString("# Routes\n\nWritten by `go generate ./internal/server` from `internal/server/routes.go`; do not edit.\n\n" +
		"A role that is not listed gets 404. Out of scope, so does a role that is. Signed out, a page leads to `/sign-in` and a form gets 401.\n\n" +
		"| method | path | action | roles |\n|---|---|---|---|\n")
	for _, rt := range Routes() {
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", rt.Method, rt.Path, actionWords(rt), rolesWords(rt))
	}
	return b.String()
}

func actionWords(rt Route) string {
	if rt.Public != "" {
		return "public: " + rt.Public
	}
	return "`" + string(rt.Action) + "`"
}

func rolesWords(rt Route) string {
	if rt.Public != "" {
		return "everybody"
	}
	roles := access.RolesFor(rt.Action)
	if len(roles) == len(access.Roles()) {
		return "everybody signed in"
	}
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = strings.ReplaceAll(string(r), "_", " ")
	}
	return strings.Join(names, ", ")
}
