package cli

import (
	"context"
	"errors"
	"fmt"

	"xinsheng/internal/config"
	"xinsheng/internal/store"
)

type migrateCmd struct{ place }

// Run migrates as the owner of the tables.
func (m migrateCmd) Run(ctx context.Context, env Env) (err error) {
	c, err := config.Read(env.Getenv)
	if err != nil {
		return &InputError{err}
	}
	if m.Local {
		// With the data come their keys: what finds data without keys later must conclude that they are lost.
		if _, err := m.keys(c); err != nil {
			return err
		}
	}
	db, err := m.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	if err := db.migrate(ctx, env); err != nil {
		return err
	}
	version, err := store.SchemaVersion()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "The schema has version %d.\n", version)
	return err
}
