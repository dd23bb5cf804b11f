// Package server answers HTTP: one table of routes, one map from errors to pages, then a handler a thing people do.
//
// A request passes the middleware (log, headers, refusal of foreign forms, session), is checked against the action its row in
// routes.go names, and reaches a handler that reads, validates, does and answers in a few lines. Handlers return errors; errors.go alone
// knows which status and page an error is. Nothing below this room knows net/http, and nothing in it knows SQL or the rules.
// docs/server.md shows how a page is added.
package server
