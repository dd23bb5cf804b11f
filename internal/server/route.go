package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"xinsheng/internal/access"
)

// Handler answers one request or returns an error, which becomes the answer.
type Handler func(s *Server, w http.ResponseWriter, r *http.Request) error

// Route is one row of the table: what may be asked, who may ask it, and who answers.
type Route struct {
	Method  string
	Path    string        // a chi pattern; {case}, {account} and so on name what the last part identifies
	Action  access.Action // who may: see package access; empty only with Public
	Public  string        // the reason why everybody may, signed in or not; empty otherwise
	Handler Handler
	Sample  Sample
	Plain   bool // answers without a session: health checks and assets

	Draft func(context.Context) string // what the form that is sent here is called; nil: what is typed into it is not kept
}

// Sample is a request for the route that makes sense, for the tests that try every route as every role. Placeholders in braces stand
// for things of the test's world, in the form as in the path.
type Sample struct {
	Form  string // urlencoded
	Query string
}

// Placeholders are the names of path parameters; the tests' world has one of each, and one out of scope of those in Scoped.
var Placeholders = []string{"case", "fact", "positive", "leave", "draft", "transfer", "reward", "referral", "return", "quarter", "village", "month", "account", "posting", "unit", "division", "day", "year", "key", "policy", "attachment", "paper", "slot", "scan", "archive", "export", "office_paper", "meeting", "measure", "scored", "scored_station", "appeal", "plan", "split",
	"payment", "staff", "notice", "notice_file",
}

// Scoped are the placeholders whose things exist for some scopes only: asked for out of scope they answer 404.
var Scoped = []string{"case", "fact", "positive", "leave", "draft", "transfer", "reward", "referral", "return", "quarter", "village", "attachment", "paper", "scan", "office_paper", "meeting", "measure", "scored", "scored_station", "appeal",
	"payment", "staff", "notice", "notice_file",
}

// problem says what is wrong with a row; a table with a wrong row keeps the program from starting.
func (rt Route) problem() string {
	switch {
	case rt.Method != http.MethodGet && rt.Method != http.MethodPost:
		return "method is neither GET nor POST"
	case !strings.HasPrefix(rt.Path, "/"):
		return "path does not begin with /"
	case rt.Handler == nil:
		return "no handler"
	case (rt.Action == "") == (rt.Public == ""):
		return "needs either an action or the reason why it is public"
	case rt.Action != "" && len(access.RolesFor(rt.Action)) == 0:
		return fmt.Sprintf("action %q is not in the table of package access", rt.Action)
	case rt.Plain && rt.Public == "":
		return "answers without a session but is not public"
	}
	for _, p := range rt.placeholders() {
		if !slices.Contains(Placeholders, p) {
			return fmt.Sprintf("placeholder {%s} is not known to the tests", p)
		}
	}
	return ""
}

// placeholders returns the names in braces of the path.
func (rt Route) placeholders() []string {
	var out []string
	for part := range strings.SplitSeq(rt.Path, "{") {
		if name, _, ok := strings.Cut(part, "}"); ok {
			out = append(out, name)
		}
	}
	return out
}

// checkRoutes returns an error naming every wrong row and every address that stands twice.
func checkRoutes(routes []Route) error {
	var wrong []string
	seen := map[string]bool{}
	for _, rt := range routes {
		at := rt.Method + " " + rt.Path
		if p := rt.problem(); p != "" {
			wrong = append(wrong, at+": "+p)
		}
		if seen[at] {
			wrong = append(wrong, at+": stands twice")
		}
		seen[at] = true
	}
	if len(wrong) > 0 {
		return fmt.Errorf("server: routes.go: %s", strings.Join(wrong, "; "))
	}
	return nil
}
