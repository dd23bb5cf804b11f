// Package migrations holds the schema as numbered SQL files. Once landed, a file is never changed; the schema only goes forward.
package migrations

import "embed"

// Files are the migrations, NNNNNN_<verb>_<noun>.up.sql and .down.sql.
//
//go:embed *.sql
var Files embed.FS
