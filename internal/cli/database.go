package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"xinsheng/internal/blob"
	"xinsheng/internal/config"
	"xinsheng/internal/localpg"
	"xinsheng/internal/store"
)

// place says where the program keeps what it knows; several commands share these flags.
type place struct {
	Local bool   `help:"Work on this machine only: a private PostgreSQL and the keys in the data directory. Addresses in the environment are used instead of the private server."`
	Data  string `help:"The data directory of --local." default:"data" type:"path" placeholder:"DIR"`
}

const databaseName = "xinsheng"

// database is where the data are, and the private server that has to be stopped in the end.
type database struct {
	programURL, ownerURL string
	private              *localpg.Server // nil for a server that others run
}

// open finds the database: the addresses of the environment, or with --local the private server, which it starts.
func (p place) open(ctx context.Context, c config.Config) (*database, error) {
	if !p.Local || c.DatabaseURL != "" || c.OwnerURL != "" {
		return p.given(c)
	}
	pg, err := localpg.Start(ctx, localpg.Options{Dir: p.Data})
	if err != nil {
		return nil, err
	}
	if err := pg.CreateDatabase(ctx, databaseName); err != nil {
		return nil, errors.Join(err, pg.Stop())
	}
	return &database{pg.ProgramURL(databaseName), pg.OwnerURL(databaseName), pg}, nil
}

func (p place) given(c config.Config) (*database, error) {
	if p.Local && (c.DatabaseURL == "" || c.OwnerURL == "") {
		return nil, inputf("%s and %s are needed both, or neither for the private server", config.VarDatabase, config.VarOwner)
	}
	return &database{c.DatabaseURL, c.OwnerURL, nil}, nil
}

// migrate brings the schema up to date as the owner of the tables and says so when it changed.
func (d *database) migrate(ctx context.Context, env Env) error {
	if d.ownerURL == "" {
		return inputf("%s is not set", config.VarOwner)
	}
	before, after, err := store.Migrate(ctx, d.ownerURL)
	if err == nil && before != after {
		_, err = fmt.Fprintf(env.Stdout, "Schema brought from version %d to %d.\n", before, after)
	}
	return err
}

// store connects as the program's role, to a schema of exactly this program's version.
func (d *database) store(ctx context.Context) (*store.Store, error) {
	if d.programURL == "" {
		return nil, inputf("%s is not set", config.VarDatabase)
	}
	s, err := store.Open(ctx, d.programURL)
	if err != nil {
		return nil, err
	}
	if err := s.CheckSchema(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// ended is closed when the private server has ended by itself; nil, and never, for one that others run.
func (d *database) ended() <-chan struct{} {
	if d.private == nil {
		return nil
	}
	return d.private.Done()
}

func (d *database) close() error {
	if d.private == nil {
		return nil
	}
	return d.private.Stop()
}

// files opens where the bytes of attachments lie: what the environment says, else a folder in the data directory.
func (p place) files(ctx context.Context, c config.Config) (*blob.Store, error) {
	if c.Attachments != "" {
		return blob.Open(ctx, c.Attachments)
	}
	return blob.Open(ctx, filepath.Join(p.Data, "attachments"))
}

// keys returns the keys that seal numbers: those of the environment, or with --local those in the data directory, made at the first start.
func (p place) keys(c config.Config) (string, error) {
	switch {
	case c.Keys != "":
		return c.Keys, nil
	case !p.Local:
		return "", inputf("%s is not set; `openssl rand -hex 32` makes one, to be written 1:<hex>", config.VarKeys)
	}
	return localKeys(p.Data, filepath.Join(p.Data, "postgres"))
}
