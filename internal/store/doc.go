// Package store is the only room that speaks SQL. It reads and writes PostgreSQL through pgx, one file per table family.
//
// Every access happens in a transaction opened by WithTx or Read for a named actor, whose account, scope and readings are told to the
// database in the same round trip as the first query, so that row-level security decides what exists for them. Errors leave the
// room as faults (package fault) or as internal errors; a constraint's name is turned into a message on a field by constraint.go.
package store
